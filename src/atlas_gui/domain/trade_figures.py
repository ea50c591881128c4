"""Trade in figures: what it was worth, in which time, and who says so."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from atlas_gui.domain.catalogue import Entry, entry_of
from atlas_gui.domain.claims import AmountClaim, AmountValue, Claim, Evidence, PartyClaim
from atlas_gui.domain.figures import amount_in_words
from atlas_gui.domain.labels import label
from atlas_gui.domain.library import Library
from atlas_gui.domain.pairs import Pair
from atlas_gui.domain.record import Record
from atlas_gui.domain.time_shape import time_shape
from atlas_gui.domain.vocabulary import AmountKind, Kind, Qualifier, Rank, Role, Stance, Step
from atlas_gui.i18n import _

_TRADE_IN_ANY_RECORD = frozenset({AmountKind.TRADED, AmountKind.TARGET})


class SeriesKey(NamedTuple):
    """What figures must have in common to be compared over time.

    `of` says of what they are, None for the whole trade of the pairs; `reporter` is a name, empty
    if nobody stands behind the figure; `conversion` says into what prices they were converted.
    """

    pairs: tuple[Pair, ...]
    of: str | None
    reporter: str
    currency: str
    conversion: str | None = None


class TradeFigure(NamedTuple):
    """A claim on trade as one reporter makes it; `first` and `last` are day numbers, both included.

    What two reporters say is two figures, whether they agree or not.
    """

    record_id: str
    claim_id: str
    first: int
    last: int
    date_words: str
    amount: Decimal
    kind: AmountKind
    qualifier: Qualifier
    is_target: bool
    series: SeriesKey

    @property
    def is_approximate(self) -> bool:
        """Whether the source gives the sum only about, or as a bound."""
        return self.qualifier is not Qualifier.EXACT


def figures_of(record: Record, library: Library) -> list[TradeFigure]:
    """The trade figures of a record in the order of its claims; none if it has no date.

    Of a record on something else, only sums that were traded or aimed at are figures of trade.
    """
    claims = _sums_of_trade(record)
    if not claims:
        return []
    entry = entry_of(record, library)
    shape = time_shape(entry.date, lasting=entry.lasting) if entry.date else None
    if shape is None:
        return []
    return [
        TradeFigure(
            record_id=record.id,
            claim_id=claim.id,
            first=shape.first,
            last=shape.last,
            date_words=entry.date_words,
            amount=Decimal(claim.value.amount),
            kind=claim.value.kind,
            qualifier=claim.value.qualifier,
            is_target=claim.value.kind is AmountKind.TARGET or entry.step is Step.TARGET,
            series=SeriesKey(
                entry.pairs,
                _matter(claim, entry),
                reporter,
                claim.value.currency,
                claim.value.conversion,
            ),
        )
        for claim in claims
        for reporter in reporters_of(claim, record, library)
    ]


def reporters_of(claim: Claim, record: Record, library: Library) -> tuple[str, ...]:
    """Who says what a claim says, each once: one empty name if no source does.

    It is whom the source itself relies on; else the one party of the record that, by the same
    source, announced it; else the publisher of the source.
    """
    found = (
        _reporter(evidence, record.claims, library)
        for evidence in claim.evidence
        if evidence.stance is Stance.SUPPORTS
    )
    return tuple(dict.fromkeys(found)) or ("",)


def series_in_words(key: SeriesKey, library: Library) -> str:
    """What a series is of and by whom: "China – Russia trade, reported by EFE"."""
    matter = _matter_in_words(key, library)
    if key.conversion is not None:
        matter = _("{matter} (≈ in {conversion})").format(matter=matter, conversion=key.conversion)
    return _reported(matter, key.reporter)


def figure_in_words(figure: TradeFigure, library: Library) -> str:
    """A figure as a tooltip: "China – Russia trade, 2018: US$108 billion, reported by EFE"."""
    told = _("{matter}, {date}: {money}").format(
        matter=_matter_in_words(figure.series, library),
        date=figure.date_words,
        money=_money_in_words(figure),
    )
    if figure.series.conversion is not None:
        conversion = figure.series.conversion
        told = _("{figure} (≈ in {conversion})").format(figure=told, conversion=conversion)
    return _reported(told, figure.series.reporter)


def sum_in_words(amount: Decimal, currency: str) -> str:
    """A sum of trade: "US$108 billion"."""
    return amount_in_words(AmountValue(f"{amount:f}", currency, AmountKind.TRADED))


def _sums_of_trade(record: Record) -> list[AmountClaim]:
    return [
        claim
        for claim in record.claims
        if isinstance(claim, AmountClaim)
        and claim.rank is not Rank.DEPRECATED
        and (record.kind is Kind.TRADE or claim.value.kind in _TRADE_IN_ANY_RECORD)
    ]


def _matter(claim: AmountClaim, entry: Entry) -> str | None:
    """A sum of the whole of a contract is not one of the whole trade between two countries."""
    return claim.value.of or (None if entry.kind is Kind.TRADE else entry.title)


def _reporter(evidence: Evidence, claims: Iterable[Claim], library: Library) -> str:
    if evidence.attributed_to is not None:
        return evidence.attributed_to
    announcers = {
        claim.value.party
        for claim in claims
        if isinstance(claim, PartyClaim)
        and claim.rank is not Rank.DEPRECATED
        and claim.value.role is Role.ANNOUNCER
        and any(passage.source == evidence.source for passage in claim.evidence)
    }
    if len(announcers) == 1:
        return library.party_name(announcers.pop())
    source = library.sources.get(evidence.source)
    if source is None:
        return evidence.source
    return source.csl.publisher or source.csl.container_title or source.short_title


def _matter_in_words(key: SeriesKey, library: Library) -> str:
    pairs = "; ".join(map(library.pair_name, key.pairs))
    if key.of is None:
        return _("{pair} trade").format(pair=pairs) if pairs else _("Trade")
    return _("{pair}, {matter}").format(pair=pairs, matter=key.of) if pairs else key.of


def _money_in_words(figure: TradeFigure) -> str:
    value = AmountValue(f"{figure.amount:f}", figure.series.currency, figure.kind, figure.qualifier)
    kind = AmountKind.TARGET if figure.is_target else figure.kind
    if kind is AmountKind.TRADED:
        return amount_in_words(value)
    return _("{money} {kind}").format(money=amount_in_words(value), kind=label(kind))


def _reported(words: str, reporter: str) -> str:
    if not reporter:
        return words
    return _("{figure}, reported by {reporter}").format(figure=words, reporter=reporter)
