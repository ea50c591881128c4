"""Which sums of money of a record may be added to those of others, and why the rest may not.

docs/sums.md states the rules for readers. In short: only sums of one measure (a currency, and what
a sum was converted into) and one stage (promised, paid, traded) are added; each record gives at
most one sum to each of these, that of the whole matter which stands undisputed; what is left out is
told with its reason. Two reasons lie between records and depend on which of them are shown:
`search.money_columns` keeps them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Context, Decimal
from enum import StrEnum
from typing import NamedTuple

from atlas_gui.domain.claims import AmountClaim
from atlas_gui.domain.disagreements import disagreements_among, standing_claims
from atlas_gui.domain.ladder import furthest_status
from atlas_gui.domain.record import Record
from atlas_gui.domain.vocabulary import (
    STOPPED_STEPS,
    AmountKind,
    Qualifier,
    RelationType,
    Step,
)

# Sums are added as whole numbers of these: no amount has more digits behind its point.
_PLACES = 12
# A sum of a thousand million amounts has fewer digits.
_EXACT = Context(prec=60)


class Stage(StrEnum):
    """How far money got; only sums of one stage are added."""

    PROMISED = "promised"
    PAID = "paid"
    TRADED = "traded"


class Reason(StrEnum):
    """Why a sum is in no total; the order is that in which they are told."""

    ONLY_TALKED_ABOUT = "only-talked-about"
    NOT_SETTLED = "not-settled"
    STOPPED = "stopped"
    MARKED = "marked"
    DISPUTED = "disputed"
    SEVERAL = "several"
    PART = "part"
    ONLY_PARTS = "only-parts"
    WITHIN = "within"
    SAME_TRADE = "same-trade"


_STAGES: Mapping[AmountKind, Stage] = {
    AmountKind.COMMITTED: Stage.PROMISED,
    AmountKind.CONTRACTED: Stage.PROMISED,
    AmountKind.PAID: Stage.PAID,
    AmountKind.DISBURSED: Stage.PAID,
    AmountKind.DONATED: Stage.PAID,
    AmountKind.TRADED: Stage.TRADED,
}
_UNSETTLED = frozenset({Step.DISCUSSED, Step.ANNOUNCED, Step.PRELIMINARY, Step.PLANNED})
_ABOUT_WHOLES = frozenset({Reason.DISPUTED, Reason.SEVERAL})
# The money of a record with one of these to another is in the sum of the other.
WITHIN_RELATIONS = frozenset({RelationType.PART_OF, RelationType.FINANCES, RelationType.IMPLEMENTS})


class Measure(NamedTuple):
    """What sums must have in common to be added: a currency, and what they were converted into."""

    currency: str
    conversion: str | None = None


class CountedSum(NamedTuple):
    """The one sum of a record that counts in a measure and stage, and the claims that give it."""

    measure: Measure
    stage: Stage
    amount: Decimal
    qualifier: Qualifier
    claim_ids: tuple[str, ...]


class LeftOutSum(NamedTuple):
    """A sum of a record that does not count: from `least` to `most` where claims differ.

    `stage` is None for one that was only talked about; `notes` are the library's own reasons.
    """

    measure: Measure
    stage: Stage | None
    reason: Reason
    least: Decimal
    most: Decimal
    claim_ids: tuple[str, ...]
    notes: tuple[str, ...] = ()


class RecordSums(NamedTuple):
    """What of a record counts by itself, and what does not; both in the order of the measures."""

    counted: tuple[CountedSum, ...] = ()
    left_out: tuple[LeftOutSum, ...] = ()


_NOTHING = RecordSums()


def sums_of(record: Record) -> RecordSums:
    """What of a record may be added to the sums of other records, whatever these are."""
    amounts = [claim for claim in record.claims if isinstance(claim, AmountClaim)]
    if not amounts:
        return _NOTHING
    status = furthest_status(record.claims)
    step = status.value.step if status else None
    disputed = frozenset(
        claim.id for dispute in disagreements_among(amounts) for claim in dispute.claims
    )
    held: defaultdict[tuple[Measure, Stage | None], list[AmountClaim]] = defaultdict(list)
    for claim in standing_claims(amounts):
        if isinstance(claim, AmountClaim):
            measure = Measure(claim.value.currency, claim.value.conversion)
            held[measure, _stage_of(claim.value.kind, step)].append(claim)
    counted, left_out = [], []
    for (measure, stage), claims in sorted(held.items(), key=_in_order):
        for verdict in _verdicts(measure, stage, claims, step, disputed):
            if isinstance(verdict, CountedSum):
                counted.append(verdict)
            else:
                left_out.append(verdict)
    return RecordSums(tuple(counted), tuple(left_out))


def units_of(amount: Decimal) -> int:
    """An amount as a whole number of millionths of a millionth; exact.

    >>> units_of(Decimal("1.5"))
    1500000000000
    """
    return int(amount.scaleb(_PLACES, _EXACT))


def amount_of(units: int) -> Decimal:
    """The amount of so many millionths of a millionth, without zeros that say nothing.

    >>> str(amount_of(1_500_000_000_000)), str(amount_of(100 * 10**12))
    ('1.5', '100')
    """
    amount = Decimal(units).scaleb(-_PLACES, _EXACT)
    whole = amount.to_integral_value()
    return (
        whole.quantize(Decimal(1), context=_EXACT) if amount == whole else amount.normalize(_EXACT)
    )


def _stage_of(kind: AmountKind, step: Step | None) -> Stage | None:
    return None if step is Step.TARGET else _STAGES.get(kind)


def _in_order(item: tuple[tuple[Measure, Stage | None], object]) -> tuple[str, str, str]:
    (measure, stage), _claims = item
    return measure.currency, measure.conversion or "", stage or ""


def _verdicts(
    measure: Measure,
    stage: Stage | None,
    claims: Sequence[AmountClaim],
    step: Step | None,
    disputed: frozenset[str],
) -> Iterator[CountedSum | LeftOutSum]:
    """What counts of one record's sums in one measure and stage, and what does not."""
    marked = [claim for claim in claims if claim.value.not_counted is not None]
    if marked:
        yield _left_out(measure, stage, Reason.MARKED, marked)
    rest = [claim for claim in claims if claim.value.not_counted is None]
    if not rest:
        return
    wholes = [claim for claim in rest if claim.value.of is None]
    reason = _reason_of_record(stage, step) or _reason_of_wholes(wholes, disputed)
    if stage is None or reason is not None:
        told = wholes if reason in _ABOUT_WHOLES else rest
        yield _left_out(measure, stage, reason or Reason.ONLY_TALKED_ABOUT, told)
        return
    yield CountedSum(
        measure,
        stage,
        Decimal(wholes[0].value.amount),
        # What one source gives exactly is known exactly, though another may say “about”.
        min((claim.value.qualifier for claim in wholes), key=list(Qualifier).index),
        _ids(wholes),
    )
    parts = [claim for claim in rest if claim.value.of is not None]
    if parts:
        yield _left_out(measure, stage, Reason.PART, parts)


def _reason_of_record(stage: Stage | None, step: Step | None) -> Reason | None:
    """Why no sum of a record in this stage counts, as far as its status says."""
    if stage is None:
        return Reason.ONLY_TALKED_ABOUT
    if step in _UNSETTLED:
        return Reason.NOT_SETTLED
    # What was paid before something stopped stays paid.
    stops = STOPPED_STEPS if stage is Stage.PROMISED else {Step.CANCELLED}
    return Reason.STOPPED if step in stops else None


def _reason_of_wholes(wholes: Sequence[AmountClaim], disputed: frozenset[str]) -> Reason | None:
    if not wholes:
        return Reason.ONLY_PARTS
    if any(claim.id in disputed for claim in wholes):
        return Reason.DISPUTED
    if len({Decimal(claim.value.amount) for claim in wholes}) > 1:
        return Reason.SEVERAL
    return None


def _left_out(
    measure: Measure, stage: Stage | None, reason: Reason, claims: Sequence[AmountClaim]
) -> LeftOutSum:
    amounts = [Decimal(claim.value.amount) for claim in claims]
    notes = {claim.value.not_counted for claim in claims} - {None}
    return LeftOutSum(
        measure,
        stage,
        reason,
        min(amounts),
        max(amounts),
        _ids(claims),
        tuple(sorted(note for note in notes if note is not None)),
    )


def _ids(claims: Iterable[AmountClaim]) -> tuple[str, ...]:
    return tuple(sorted(claim.id for claim in claims))
