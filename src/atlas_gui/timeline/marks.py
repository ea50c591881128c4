"""Every mark of a timeline as columns: sorted once, then found by bisection however many there are."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy
from msgspec import Struct
from numpy.typing import NDArray

from atlas_gui.domain.vocabulary import Group
from atlas_gui.timeline.span import Span

Days = NDArray[numpy.int64]
Numbers = NDArray[numpy.int32]
# The longest of a length class, in days: a day, a month, a season, a year, a decade, a century.
CLASS_LIMITS: Final = (1, 31, 92, 366, 3_653, 36_525)
_CLASSES: Final = len(CLASS_LIMITS) + 1
_ENDLESS: Final = 1 << 60


class Lane(Struct, frozen=True):
    """A row of the timeline; `group` gives its colour, None a colour that means nothing."""

    key: str
    label: str
    group: Group | None = None


class MarkColumns(NamedTuple):
    """Dated records as columns of one length; days as in `domain.time_shape`.

    `rows` say whose mark it is, `traits` how its ends are drawn; `kinds` and `steps` are places in
    the lists of all kinds and steps, 255 where a record has none.
    """

    rows: Numbers
    first: Days
    sure_first: Days
    sure_last: Days
    last: Days
    traits: NDArray[numpy.uint16]
    kinds: NDArray[numpy.uint8]
    steps: NDArray[numpy.uint8]


class Tally(NamedTuple):
    """How many marks of a lane end before a stretch of time, touch it, and begin after it."""

    earlier: int
    shown: int
    later: int

    @property
    def total(self) -> int:
        """All marks of the lane."""
        return self.earlier + self.shown + self.later


class Block(NamedTuple):
    """The marks of a lane in one length class: their first and their last days, each in order.

    `marks` are those marks in the order of `first`; none lasts longer than `limit` days.
    """

    first: Days
    last: Days
    marks: Numbers
    limit: int


class Marks:
    """Marks in lanes, numbered lane by lane and in each by first day; one record may have several.

    `places` and `lane_numbers` say, mark by mark, where in `columns` it is and in which lane.
    Sorting a million takes about half a second; each then takes 80 bytes, its columns included.
    """

    def __init__(
        self,
        columns: MarkColumns,
        lanes: Sequence[Lane],
        places: Numbers,
        lane_numbers: Numbers,
    ) -> None:
        self.columns = columns
        self.lanes = tuple(lanes)
        first = columns.first[places]
        order = numpy.argsort(first, kind="stable")
        # Sorting small numbers keeps the order of days within each lane, and is fast.
        order = order[numpy.argsort(lane_numbers.astype(numpy.uint16)[order], kind="stable")]
        self.places = places[order].astype(numpy.int32)
        self.first = first[order]
        held = numpy.bincount(lane_numbers, minlength=len(self.lanes))
        self.bounds: list[int] = [0, *numpy.cumsum(held).tolist()]
        last = columns.last[self.places]
        self._set_blocks(last)
        self._last_in_order = last
        for lane in range(len(self.lanes)):
            last[self.bounds[lane] : self.bounds[lane + 1]].sort()

    def _set_blocks(self, last: Days) -> None:
        limits = numpy.array(CLASS_LIMITS, numpy.int64)
        keys = numpy.searchsorted(limits, last - self.first + 1).astype(numpy.uint16)
        for lane in range(len(self.lanes)):
            keys[self.bounds[lane] : self.bounds[lane + 1]] += lane * _CLASSES
        order = numpy.argsort(keys, kind="stable")
        held = numpy.bincount(keys, minlength=len(self.lanes) * _CLASSES)
        marks, firsts, lasts = order.astype(numpy.int32), self.first[order], last[order]
        self._blocks: list[list[Block]] = [[] for _lane in self.lanes]
        start = 0
        for key, count in enumerate(held.tolist()):
            lane, number = divmod(key, _CLASSES)
            part = slice(start, start + count)
            start += count
            lasts[part].sort()
            limit = CLASS_LIMITS[number] if number < len(CLASS_LIMITS) else _ENDLESS
            if count:
                block = Block(firsts[part], lasts[part], marks[part], limit)
                self._blocks[lane].append(block)

    def __len__(self) -> int:
        return len(self.places)

    def blocks(self, lane: int) -> Sequence[Block]:
        """The marks of a lane by how long they last, the shortest first."""
        return self._blocks[lane]

    def lane_of(self, mark: int) -> int:
        """The number of a mark's lane."""
        return next(n for n, end in enumerate(self.bounds[1:]) if mark < end)

    def total(self, lane: int) -> int:
        """How many marks a lane has."""
        return self.bounds[lane + 1] - self.bounds[lane]

    def tally(self, lane: int, first: int, last: int) -> Tally:
        """How the marks of a lane lie to the days from `first` to `last`."""
        low, high = self.bounds[lane], self.bounds[lane + 1]
        earlier = int(numpy.searchsorted(self._last_in_order[low:high], first))
        begun = int(numpy.searchsorted(self.first[low:high], last, "right"))
        return Tally(earlier, begun - earlier, high - low - begun)

    def edges_within(self, lane: int, first: int, last: int) -> int:
        """How many times a mark of a lane begins or ends on the days from `first` to `last`."""
        low, high = self.bounds[lane], self.bounds[lane + 1]
        days = (self.first[low:high], self._last_in_order[low:high])
        return sum(
            int(numpy.searchsorted(one, last, "right") - numpy.searchsorted(one, first))
            for one in days
        )

    def touching(self, lane: int, first: int, last: int) -> Numbers:
        """The marks of a lane that have any of the days from `first` to `last`, in order."""
        found = []
        for block in self._blocks[lane]:
            low = numpy.searchsorted(block.first, first - block.limit, "right")
            high = numpy.searchsorted(block.first, last, "right")
            marks = block.marks[low:high]
            if len(marks):
                found.append(marks[self.last_of(marks) >= first])
        return numpy.sort(numpy.concatenate(found)) if found else numpy.empty(0, numpy.int32)

    def last_of(self, marks: Numbers) -> Days:
        """The last days of some marks."""
        return self.columns.last[self.places[marks]]

    def span_of(self, mark: int) -> Span:
        """The days that a mark touches."""
        return Span(float(self.first[mark]), float(self.columns.last[self.places[mark]]) + 1)

    def row_of(self, mark: int) -> int:
        """Whose mark it is."""
        return int(self.columns.rows[self.places[mark]])

    def of_row(self, row: int) -> list[int]:
        """The marks of a record: one in each of its lanes."""
        places = numpy.flatnonzero(self.columns.rows == row)
        if not len(places):
            return []
        found: list[int] = numpy.flatnonzero(numpy.isin(self.places, places)).tolist()
        return found

    def records_within(self, first: int, last: int) -> int:
        """How many records have any of the days from `first` to `last`, each counted once."""
        return int(self._held_within(first, last).sum())

    def rows_within(self, first: int, last: int, most: int) -> list[int]:
        """Whose marks have any of the days from `first` to `last`: the `most` that begin first."""
        places = numpy.flatnonzero(self._held_within(first, last))
        begins = self.columns.first[places]
        if len(places) > most:
            chosen = numpy.sort(numpy.argpartition(begins, most)[:most])
            places, begins = places[chosen], begins[chosen]
        rows: list[int] = self.columns.rows[places[numpy.argsort(begins, kind="stable")]].tolist()
        return rows

    def _held_within(self, first: int, last: int) -> NDArray[numpy.bool_]:
        """Which of the columns stand in a lane and have any of these days."""
        held = numpy.zeros(len(self.columns.rows), numpy.bool_)
        held[self.places] = True
        return held & (self.columns.first <= last) & (self.columns.last >= first)

    def extent(self) -> Span | None:
        """The days from the first to the last of all marks; None without any."""
        if not len(self):
            return None
        lasts = [self._last_in_order[end - 1] for end in set(self.bounds[1:]) if end]
        return Span(float(self.first.min()), float(max(lasts)) + 1)


def no_marks(lanes: Sequence[Lane] = ()) -> Marks:
    """A timeline without a mark."""
    days, numbers = numpy.empty(0, numpy.int64), numpy.empty(0, numpy.int32)
    traits, codes = numpy.empty(0, numpy.uint16), numpy.empty(0, numpy.uint8)
    columns = MarkColumns(numbers, days, days, days, days, traits, codes, codes)
    return Marks(columns, lanes, numbers, numbers)
