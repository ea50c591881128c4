"""What the index keeps of the sums of each record, gathered record by record."""

from array import array
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from atlas_gui.domain.record import Record
from atlas_gui.domain.sums import (
    WITHIN_RELATIONS,
    Measure,
    Reason,
    Stage,
    sums_of,
    units_of,
)
from atlas_gui.domain.vocabulary import Qualifier

# An amount in millionths of a millionth has up to 120 bits. Parts of 24 bits can be added by the
# hundred million in floating point without losing one.
LIMB_BITS: Final = 24
LIMBS: Final = 5
STAGES: Final = tuple(Stage)
REASONS: Final = tuple(Reason)
QUALIFIERS: Final = tuple(Qualifier)
NO_STAGE: Final = len(STAGES)
_LIMB_MASK: Final = (1 << LIMB_BITS) - 1


class MoneyFact(NamedTuple):
    """One sum of a record: `reason` is None if it counts, else why it does not.

    `measure` is the text of a Measure; `units` are those of `domain.sums.units_of`.
    """

    measure: str
    stage: Stage | None
    reason: Reason | None
    units: int = 0
    qualifier: Qualifier = Qualifier.EXACT


class MoneyFacts(NamedTuple):
    """The sums of a record, and the records whose sums have these in them."""

    sums: tuple[MoneyFact, ...] = ()
    within: tuple[str, ...] = ()


NO_MONEY: Final = MoneyFacts()


def measure_text(measure: Measure) -> str:
    """A measure as one text: the three letters of its currency, then what it was converted into."""
    return measure.currency + (measure.conversion or "")


def measure_of(text: str) -> Measure:
    """The measure that such a text stands for."""
    return Measure(text[:3], text[3:] or None)


def money_facts(record: Record) -> MoneyFacts:
    """What the index keeps of the sums of a record."""
    within = tuple(
        relation.target for relation in record.relations if relation.type in WITHIN_RELATIONS
    )
    sums = sums_of(record)
    if not (within or sums.counted or sums.left_out):
        return NO_MONEY
    counted = (
        MoneyFact(measure_text(one.measure), one.stage, None, units_of(one.amount), one.qualifier)
        for one in sums.counted
    )
    left_out = (
        MoneyFact(measure_text(one.measure), one.stage, one.reason) for one in sums.left_out
    )
    return MoneyFacts((*counted, *left_out), within)


class GatheredMoney:
    """The sums of all records in the order in which they were added, as columns.

    The first columns are of the sums that count, `left_*` of those that do not. `links` are the
    identifiers of the records that have the money of a row in their own sums. `trade` holds, for
    each trade figure, its place among the sums that count and a text that those share which may
    be figures for the same trade.
    """

    def __init__(self) -> None:
        self.measures: dict[str, int] = {}
        self.rows = array("I")
        self.codes = array("I")
        self.stages = array("B")
        self.qualifiers = array("B")
        self.limbs = tuple(array("I") for _limb in range(LIMBS))
        self.left_rows = array("I")
        self.left_codes = array("I")
        self.left_stages = array("B")
        self.left_reasons = array("B")
        self.links: dict[int, tuple[str, ...]] = {}
        self.trade: list[tuple[int, str]] = []

    def add(self, row: int, facts: MoneyFacts, pairs: Sequence[str]) -> None:
        """Take the sums of one more record, which stands under `pairs`."""
        if facts.within:
            self.links[row] = facts.within
        for one in facts.sums:
            code = self.measures.setdefault(one.measure, len(self.measures))
            stage = NO_STAGE if one.stage is None else STAGES.index(one.stage)
            if one.reason is not None:
                self.left_rows.append(row)
                self.left_codes.append(code)
                self.left_stages.append(stage)
                self.left_reasons.append(REASONS.index(one.reason))
                continue
            if one.stage is Stage.TRADED:
                self.trade.append((len(self.rows), "\n".join((one.measure, *sorted(pairs)))))
            self.rows.append(row)
            self.codes.append(code)
            self.stages.append(stage)
            self.qualifiers.append(QUALIFIERS.index(one.qualifier))
            for place, limb in enumerate(self.limbs):
                limb.append((one.units >> place * LIMB_BITS) & _LIMB_MASK)


def units_in(limbs: Iterable[float]) -> int:
    """The whole number of which these are the added parts, lowest first."""
    return sum(int(limb) << place * LIMB_BITS for place, limb in enumerate(limbs))
