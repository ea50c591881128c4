"""One line of every record, ready to be listed, sorted, counted and drawn."""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from atlas_gui.domain.claims import AmountClaim, Claim, DateClaim, DateValue, QuantityClaim
from atlas_gui.domain.date_words import date_in_words
from atlas_gui.domain.disagreements import Disagreement, disagreements_among
from atlas_gui.domain.edtf import Edtf, EdtfError, parse_edtf, sort_key
from atlas_gui.domain.edtf_days import calendar_day
from atlas_gui.domain.figures import amount_in_words, quantity_in_words
from atlas_gui.domain.labels import label
from atlas_gui.domain.ladder import furthest_status
from atlas_gui.domain.library import DamagedRecord, Library
from atlas_gui.domain.pairs import Pair
from atlas_gui.domain.record import Record
from atlas_gui.domain.texts import in_language
from atlas_gui.domain.vocabulary import (
    GROUP_OF_KIND,
    DateBasis,
    Group,
    Kind,
    Rank,
    Sector,
    Step,
)

_KEPT = 4_096
_BASES = tuple(DateBasis)
# These say how a source places a fact in time, not when it happened, and are shown with the date.
_NOTED_BASES = frozenset({DateBasis.AS_OF, DateBasis.REPORTED, DateBasis.PLANNED})


class Entry(Struct, frozen=True, gc=False):
    """A record as one line. `date_key` sorts undated entries last; `value` may be empty.

    `value_note` says what a sum of money is (planned, paid, a target …): a sum that is only talked
    about must not look like one that was paid.

    An entry of a record that could not be read has `damage` (the reason) and no kind. What is
    `lasting` took all of its date: trade in 2005, not a treaty of 2005.
    """

    id: str
    title: str
    summary: str
    pairs: tuple[Pair, ...]
    kind: Kind | None
    group: Group | None
    sectors: tuple[Sector, ...]
    step: Step | None
    date: Edtf | None
    date_words: str
    date_note: str
    date_key: tuple[object, ...]
    value: str
    value_note: str
    value_key: tuple[str, Decimal]
    sources: int
    disagreements: int
    damage: str = ""
    lasting: bool = False

    @property
    def year(self) -> str:
        """The year in which the main date begins, as shortly as it can be said; empty if undated."""
        bounds = (self.date.earliest, self.date.latest) if self.date else (None, None)
        day = next((bound for bound in bounds if bound is not None), None)
        return str(calendar_day(day).year) if day is not None else ""


class Catalogue:
    """The entries of a library by identifier, each made when it is asked for."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._made = lru_cache(maxsize=_KEPT)(self._make)

    def __len__(self) -> int:
        return len(self._library.records) + len(self._library.damaged)

    def __contains__(self, record_id: str) -> bool:
        library = self._library
        return record_id in library.records or library.damage_of(record_id) is not None

    def entry(self, record_id: str) -> Entry:
        """The entry of a record; KeyError if the library has no such record."""
        return self._made(record_id)

    def _make(self, record_id: str) -> Entry:
        record = self._library.records.get(record_id)
        if record is not None:
            return entry_of(record, self._library)
        damaged = self._library.damage_of(record_id)
        if damaged is None:
            raise KeyError(record_id)
        return damaged_entry(damaged)


def entry_of(record: Record, library: Library) -> Entry:
    """A record as one line."""
    date = main_date(record.claims)
    edtf = _parsed(date)
    status = furthest_status(record.claims)
    disagreements = disagreements_among(record.claims)
    return Entry(
        id=record.id,
        title=in_language(record.title),
        summary=record.summary,
        pairs=library.pairs_of(record),
        kind=record.kind,
        group=GROUP_OF_KIND[record.kind],
        sectors=record.sectors,
        step=status.value.step if status else None,
        date=edtf,
        date_words=(date.wording or date_in_words(date.edtf)) if date else "",
        date_note=label(date.basis) if date and date.basis in _NOTED_BASES else "",
        date_key=sort_key(edtf),
        value=_value_in_words(record.claims),
        value_note=_value_note(record.claims, disagreements),
        value_key=_value_key(record.claims),
        sources=len({e.source for claim in record.claims for e in claim.evidence}),
        disagreements=len(disagreements),
        lasting=date is not None and date.basis is DateBasis.PERIOD,
    )


def main_date(claims: Iterable[Claim]) -> DateValue | None:
    """The date a record is sorted and drawn by: a preferred one, else the one of the firmest basis."""
    dates = [c for c in claims if isinstance(c, DateClaim) and c.rank is not Rank.DEPRECATED]
    if not dates:
        return None
    return min(dates, key=_firmness).value


def _firmness(claim: DateClaim) -> tuple[bool, int]:
    return (claim.rank is not Rank.PREFERRED, _BASES.index(claim.value.basis))


def _parsed(date: DateValue | None) -> Edtf | None:
    try:
        return parse_edtf(date.edtf) if date else None
    except EdtfError:
        return None


def main_value(claims: Iterable[Claim]) -> AmountClaim | QuantityClaim | None:
    """The one value that stands for a record in a list: its money, else its quantity.

    Of several, a preferred one, then one of the whole matter, then an original rather than a
    converted one, then the first of the file.
    """
    standing = [
        claim
        for claim in claims
        if isinstance(claim, AmountClaim | QuantityClaim) and claim.rank is not Rank.DEPRECATED
    ]
    return min(standing, key=_weight, default=None)


def _weight(claim: AmountClaim | QuantityClaim) -> tuple[bool, bool, bool, bool]:
    return (
        claim.rank is not Rank.PREFERRED,
        isinstance(claim, QuantityClaim),
        claim.value.of is not None,
        isinstance(claim, AmountClaim) and claim.value.conversion is not None,
    )


def _value_in_words(claims: Iterable[Claim]) -> str:
    claim = main_value(claims)
    if claim is None:
        return ""
    if isinstance(claim, AmountClaim):
        money = amount_in_words(claim.value)
        return f"≈ {money}" if claim.value.conversion is not None else money
    return quantity_in_words(claim.value)


def _value_note(claims: Iterable[Claim], disagreements: Iterable[Disagreement]) -> str:
    """What kind of sum it is, and a sign if another source has another value."""
    claim = main_value(claims)
    kind = label(claim.value.kind) if isinstance(claim, AmountClaim) else ""
    disputed = any(claim in disagreement.claims for disagreement in disagreements)
    return " ".join(filter(None, (kind, "≠" if disputed else "")))


def _value_key(claims: Iterable[Claim]) -> tuple[str, Decimal]:
    """Sorts by size within one currency or unit: sums of different currencies do not compare."""
    claim = main_value(claims)
    if claim is None:
        return ("", Decimal(-1))
    if isinstance(claim, AmountClaim):
        return (claim.value.currency, Decimal(claim.value.amount))
    return (claim.value.unit, Decimal(claim.value.number))


def damaged_entry(damaged: DamagedRecord) -> Entry:
    """What is left of a record that could not be read, as one line."""
    return Entry(
        id=damaged.id,
        title=damaged.title,
        summary=damaged.reason,
        pairs=(),
        kind=None,
        group=None,
        sectors=(),
        step=None,
        date=None,
        date_words="",
        date_note="",
        date_key=sort_key(None),
        value="",
        value_note="",
        value_key=("", Decimal(-1)),
        sources=0,
        disagreements=0,
        damage=damaged.reason,
    )
