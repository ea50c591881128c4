"""Very many records on a timeline, as days in order instead of one object each."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from math import ceil, floor
from typing import Final, NamedTuple

from atlas_gui.timeline.span import Span

# No calendar reaches these days: a record without a known start or end has them in its place.
NO_START: Final = -(1 << 62)
NO_END: Final = (1 << 62) - 1


class LaneDays(NamedTuple):
    """The first and the last days of a lane's records, each in order on its own.

    The last day belongs to the record. That is enough to count: whatever has begun by a day and
    had not ended before another touches the days between them.
    """

    starts: "array[int]"
    ends: "array[int]"

    @property
    def total(self) -> int:
        """How many records the lane has."""
        return len(self.starts)

    def touching(self, first: int, last: int) -> int:
        """How many records have any of the days from `first` to `last`, both included."""
        return bisect_right(self.starts, last) - bisect_left(self.ends, first)

    def known_days(self) -> list[int]:
        """The earliest and latest starts and ends, as far as there are any that are known."""
        starts, ends = self.starts, self.ends
        first, last = bisect_right(starts, NO_START), bisect_left(ends, NO_END)
        found = [*starts[first : first + 1], *starts[-1:], *ends[:1]]
        if last:
            found.append(ends[last - 1])
        return [day for day in found if NO_START < day < NO_END]


class Crowd(NamedTuple):
    """The records of every lane, by the lane's key."""

    lanes: Mapping[str, LaneDays]

    @property
    def total(self) -> int:
        """How many records there are."""
        return sum(days.total for days in self.lanes.values())

    def touching(self, span: Span) -> int:
        """How many records have any part of `span`."""
        first, last = days_of(span)
        return sum(days.touching(first, last) for days in self.lanes.values())

    def extent(self) -> Span | None:
        """The time from the first to the last day that is known; None if none is."""
        known = [day for days in self.lanes.values() for day in days.known_days()]
        return Span(min(known), max(known) + 1) if known else None


def days_of(span: Span) -> tuple[int, int]:
    """The first and the last day of which any part belongs to `span`."""
    return floor(span.start), ceil(span.end) - 1
