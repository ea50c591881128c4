"""How a crowd is drawn: columns of time, and how many records each of them has."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from math import ceil, floor
from operator import add
from typing import Final, NamedTuple

from atlas_gui.domain.edtf_days import calendar_day, day_number, days_in_month
from atlas_gui.timeline.crowd import Crowd, LaneDays
from atlas_gui.timeline.marks import Lane
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.span import Span
from atlas_gui.timeline.ticks import Unit, tick_label

COLUMN_PIXELS: Final = 8


class Columns:
    """Stretches of time side by side, from each of `edges` (two or more days) to the next."""

    def __init__(self, edges: Sequence[float]) -> None:
        self.edges = edges
        self._firsts = [floor(edge) for edge in edges[:-1]]
        self._lasts = [ceil(edge) - 1 for edge in edges[1:]]

    @classmethod
    def on_screen(cls, scale: Scale) -> "Columns":
        """As many of `COLUMN_PIXELS` as cover `scale`; they move with the days when it is panned."""
        days = COLUMN_PIXELS / scale.pixels_per_day
        number = floor(scale.span.start / days)
        count = ceil(scale.width / COLUMN_PIXELS) + 1
        return cls([(number + n) * days for n in range(count + 1)])

    @classmethod
    def of_whole(cls, whole: Span, parts: int) -> "Columns":
        """`parts` of the same length that make up `whole`."""
        return cls([whole.start + whole.length * n / parts for n in range(parts + 1)])

    def counts(self, lane: LaneDays) -> list[int]:
        """How many records of a lane touch each column."""
        starts, ends = lane
        # Only what begins or ends in sight has to be searched.
        low, high = bisect_left(starts, self._firsts[0]), bisect_right(starts, self._lasts[-1])
        begun = [bisect_right(starts, day, low, high) for day in self._lasts]
        low, high = bisect_left(ends, self._firsts[0]), bisect_right(ends, self._lasts[-1])
        ended = [bisect_left(ends, day, low, high) for day in self._firsts]
        return [by - before for by, before in zip(begun, ended, strict=True)]

    def counts_of_all(self, crowd: Crowd) -> list[int]:
        """How many records of all lanes together touch each column."""
        sums = [0] * len(self._firsts)
        for days in crowd.lanes.values():
            sums = list(map(add, sums, self.counts(days)))
        return sums


class BandPlace(NamedTuple):
    """A moment in the band of a lane."""

    lane: Lane
    day: float


class Period(NamedTuple):
    """A day, month or year by its name, from its first to its last day."""

    first: int
    last: int
    name: str


def period_at(day: float, scale: Scale) -> Period:
    """The day, month or year around a moment, whichever a column can hold; never above a year."""
    number, days = floor(day), COLUMN_PIXELS / scale.pixels_per_day
    year, month, _day = calendar_day(number)
    if days <= Unit.DAY.days:
        return Period(number, number, tick_label(number, Unit.DAY))
    if days <= Unit.MONTH.days:
        first = day_number(year, month)
        return Period(first, first + days_in_month(year, month) - 1, tick_label(first, Unit.MONTH))
    first = day_number(year)
    return Period(first, day_number(year + 1) - 1, tick_label(first, Unit.YEAR))
