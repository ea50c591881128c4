"""Which mark comes next when moving by keyboard."""

import numpy

from atlas_gui.timeline.marks import Marks


def beside(marks: Marks, mark: int, step: int) -> int:
    """The mark `step` places later in the same lane, or the last one that way."""
    lane = marks.lane_of(mark)
    return min(max(mark + step, marks.bounds[lane]), marks.bounds[lane + 1] - 1)


def first_in_lane(marks: Marks, mark: int) -> int:
    """The earliest mark of the same lane."""
    return marks.bounds[marks.lane_of(mark)]


def last_in_lane(marks: Marks, mark: int) -> int:
    """The latest mark of the same lane."""
    return marks.bounds[marks.lane_of(mark) + 1] - 1


def across(marks: Marks, mark: int, step: int, day: float | None = None) -> int:
    """The mark nearest to `day`, or else to that mark, `step` filled lanes further down.

    It is the same mark where there is no such lane.
    """
    filled = [lane for lane in range(len(marks.lanes)) if marks.total(lane)]
    place = filled.index(marks.lane_of(mark)) + step
    if not 0 <= place < len(filled):
        return mark
    return nearest_in_lane(marks, filled[place], float(marks.first[mark]) if day is None else day)


def nearest(marks: Marks, day: float) -> int | None:
    """The mark that begins nearest to `day` in any lane; None if there are no marks."""
    lanes = [lane for lane in range(len(marks.lanes)) if marks.total(lane)]
    found = [nearest_in_lane(marks, lane, day) for lane in lanes]
    return min(found, key=lambda mark: abs(marks.first[mark] - day), default=None)


def nearest_in_lane(marks: Marks, lane: int, day: float) -> int:
    """The mark of a filled lane that begins nearest to `day`."""
    low, high = marks.bounds[lane], marks.bounds[lane + 1]
    after = low + int(numpy.searchsorted(marks.first[low:high], day))
    near = [mark for mark in (after - 1, after) if low <= mark < high]
    return min(near, key=lambda mark: abs(marks.first[mark] - day))


def last_before(marks: Marks, lane: int, day: int) -> int | None:
    """Of the marks of a lane that end before `day`, the one that begins last; None without any."""
    low, high = marks.bounds[lane], marks.bounds[lane + 1]
    over = numpy.flatnonzero(marks.last_of(numpy.arange(low, high, dtype=numpy.int32)) < day)
    return low + int(over[-1]) if len(over) else None


def first_after(marks: Marks, lane: int, day: int) -> int | None:
    """The first mark of a lane that begins after `day`; None without any."""
    low, high = marks.bounds[lane], marks.bounds[lane + 1]
    number = low + int(numpy.searchsorted(marks.first[low:high], day, "right"))
    return number if number < high else None
