"""What the sums of the found records are, as plain values that need no arrays."""

from decimal import Decimal
from enum import StrEnum
from typing import Final

from msgspec import Struct

from atlas_gui.domain.sums import Measure, Reason, Stage

# Keys of rows that are no single pair, year, kind or sector; no such thing is called so.
SEVERAL: Final = "several"
NONE: Final = "none"


# So many totals are made at each key: a library may convert each of its sums in a way of its own.
MOST_TOTALS: Final = 200


class By(StrEnum):
    """What a total can be broken down by."""

    PAIR = "pair"
    YEAR = "year"
    KIND = "kind"
    SECTOR = "sector"
    CURRENCY = "currency"


class Total(Struct, frozen=True):
    """The total of one measure and stage, exact, and of how many sums.

    `about`, `more` and `less` of these the sources give only about (or almost), as “more than” and
    as “less than”.
    """

    currency: str
    conversion: str | None
    stage: Stage
    amount: Decimal
    sums: int
    about: int = 0
    more: int = 0
    less: int = 0

    @property
    def measure(self) -> Measure:
        """What was added."""
        return Measure(self.currency, self.conversion)


class LeftOut(Struct, frozen=True):
    """How many sums, of how many records, were left out for one reason."""

    reason: Reason
    sums: int
    records: int


class Sums(Struct, frozen=True):
    """The totals of what was found, those of most sums first, and what is in none of them.

    `records` were found; `without` of them name no sum, and `unreadable` cannot be read. There are
    `more` totals than `totals` has, if not all were asked for.
    """

    records: int
    without: int
    unreadable: int
    totals: tuple[Total, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    more: int = 0

    @property
    def left_out_sums(self) -> int:
        """How many sums are in no total."""
        return sum(one.sums for one in self.left_out)


class SumRow(Struct, frozen=True):
    """A part of a total: a pair, year, kind, sector or currency by its code, or SEVERAL or NONE.

    `conversion` is set only where the rows are measures.
    """

    key: str
    amount: Decimal
    sums: int
    conversion: str | None = None
