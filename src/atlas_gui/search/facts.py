"""The facts of a record that narrow, count and sort, as plain values for the columns of the index."""

from collections.abc import Iterable, Iterator
from enum import IntFlag

from msgspec import Struct

from atlas_gui.domain.catalogue import damaged_entry, entry_of
from atlas_gui.domain.claims import (
    AmountClaim,
    Claim,
    PlaceClaim,
    QuantityClaim,
    ShareClaim,
)
from atlas_gui.domain.edtf_days import calendar_day
from atlas_gui.domain.library import DamagedRecord, Library
from atlas_gui.domain.record import Record
from atlas_gui.domain.time_shape import TimeShape, time_shape
from atlas_gui.domain.vocabulary import Rank
from atlas_gui.search.corpus import OwnTexts, damaged_texts, own_texts, owners_of
from atlas_gui.search.money_facts import NO_MONEY, MoneyFacts, money_facts


class Feature(IntFlag):
    """What a record has at all."""

    DATE = 1
    AMOUNT = 2
    QUANTITY = 4
    SHARE = 8
    PLACE = 16
    RELATION = 32
    SOURCE = 64
    DISAGREEMENT = 128


class Sum(Struct, frozen=True, gc=False):
    """A sum of money in one currency; its size is only for comparing, so a float will do."""

    size: float
    currency: str


class Facts(Struct, gc=False):
    """One record as the index sees it; the builder lets go of the texts once it has taken them.

    `features` are those of Feature; `earliest` and `latest` are day numbers, None without a bound;
    `shape` is that of the date, None without one. `title_key`, `date_key` and `value_key` sort the
    columns of a list; `money` is what may be added up; `value_key` is None where there is no value. `weight` is how much the record
    tells: of two equally good answers the heavier one comes first.
    """

    id: str
    texts: OwnTexts
    owners: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()
    kind: str = ""
    group: str = ""
    step: str = ""
    sectors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    earliest: int | None = None
    latest: int | None = None
    year: int | None = None
    shape: TimeShape | None = None
    sums: tuple[Sum, ...] = ()
    money: MoneyFacts = NO_MONEY
    features: int = 0
    disagreements: int = 0
    source_count: int = 0
    title_key: str = ""
    date_key: tuple[object, ...] = ()
    value_key: tuple[object, ...] | None = None
    weight: int = 0


def facts_of(record: Record, library: Library) -> Facts:
    """What the index keeps of a record."""
    entry = entry_of(record, library)
    date = entry.date if entry.date is not None and entry.date.is_dated else None
    sources = dict.fromkeys(e.source for claim in record.claims for e in claim.evidence)
    return Facts(
        id=record.id,
        texts=own_texts(record, library),
        owners=owners_of(record, library),
        pairs=tuple(pair.id for pair in entry.pairs),
        kind=str(record.kind),
        group=str(entry.group),
        step=str(entry.step or ""),
        sectors=tuple(map(str, record.sectors)),
        sources=tuple(sources),
        earliest=date.earliest if date else None,
        latest=date.latest if date else None,
        year=_year(date.earliest if date.earliest is not None else date.latest) if date else None,
        shape=time_shape(date, lasting=entry.lasting) if date else None,
        sums=tuple(_sums(record.claims)),
        money=money_facts(record),
        features=_features(record, dated=date is not None, disputed=bool(entry.disagreements)),
        disagreements=entry.disagreements,
        source_count=len(sources),
        title_key=entry.title.casefold(),
        date_key=entry.date_key,
        value_key=entry.value_key if entry.value else None,
        weight=len(record.claims),
    )


def damaged_facts(damaged: DamagedRecord) -> Facts:
    """What the index keeps of a record that could not be read."""
    entry = damaged_entry(damaged)
    return Facts(
        id=damaged.id,
        texts=damaged_texts(damaged),
        title_key=entry.title.casefold(),
        date_key=entry.date_key,
    )


def _year(day: int | None) -> int | None:
    return calendar_day(day).year if day is not None else None


def _sums(claims: Iterable[Claim]) -> Iterator[Sum]:
    for claim in claims:
        if isinstance(claim, AmountClaim) and claim.rank is not Rank.DEPRECATED:
            yield Sum(float(claim.value.amount), claim.value.currency)


def _features(record: Record, *, dated: bool, disputed: bool) -> int:
    found = _DATE * dated | _DISAGREEMENT * disputed | _RELATION * bool(record.relations)
    for claim in record.claims:
        found |= _FEATURE_OF.get(type(claim), 0)
        if claim.evidence:
            found |= _SOURCE
    return found


# Plain numbers: flags cost more than everything else that is done for a record here.
_DATE, _RELATION = int(Feature.DATE), int(Feature.RELATION)
_SOURCE, _DISAGREEMENT = int(Feature.SOURCE), int(Feature.DISAGREEMENT)
_FEATURE_OF: dict[type, int] = {
    AmountClaim: int(Feature.AMOUNT),
    QuantityClaim: int(Feature.QUANTITY),
    ShareClaim: int(Feature.SHARE),
    PlaceClaim: int(Feature.PLACE),
}
