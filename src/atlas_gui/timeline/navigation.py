"""Which mark comes next when moving by keyboard."""

from bisect import bisect_left
from collections.abc import Sequence

from atlas_gui.timeline.marks import Lane, Mark


class MarkOrder:
    """The marks of each lane in order of time, and the way from one to another.

    Marks are named by their place in the list. Lanes without a mark are left out.
    """

    def __init__(self, marks: Sequence[Mark], lanes: Sequence[Lane]) -> None:
        self._marks = marks
        by_lane: dict[str, list[int]] = {lane.key: [] for lane in lanes}
        for index, mark in enumerate(marks):
            by_lane[mark.lane].append(index)
        self._lanes = [
            sorted(found, key=lambda index: (marks[index].extent.middle, index))
            for found in by_lane.values()
            if found
        ]
        self._place = {
            index: (number, position)
            for number, lane in enumerate(self._lanes)
            for position, index in enumerate(lane)
        }
        self._everything = [index for lane in self._lanes for index in lane]
        self._position = {index: position for position, index in enumerate(self._everything)}

    def at_position(self, position: int) -> int | None:
        """The mark at a position, counting lane by lane; None if there are not so many."""
        return self._everything[position] if 0 <= position < len(self._everything) else None

    def position(self, index: int) -> int:
        """The position of a mark, counting lane by lane, each lane in order of time."""
        return self._position[index]

    def beside(self, index: int, step: int) -> int:
        """The mark `step` places later in the same lane, or the last one that way."""
        number, position = self._place[index]
        lane = self._lanes[number]
        return lane[min(max(position + step, 0), len(lane) - 1)]

    def first(self, index: int) -> int:
        """The earliest mark of the same lane."""
        return self._lanes[self._place[index][0]][0]

    def last(self, index: int) -> int:
        """The latest mark of the same lane."""
        return self._lanes[self._place[index][0]][-1]

    def across(self, index: int, step: int) -> int:
        """The mark nearest in time, `step` lanes further down; the same mark at the edge."""
        number = self._place[index][0] + step
        if not 0 <= number < len(self._lanes):
            return index
        return self._nearest(self._lanes[number], self._marks[index].extent.middle)

    def nearest(self, day: float) -> int | None:
        """The mark nearest to `day` in any lane; None if there are no marks."""
        found = [self._nearest(lane, day) for lane in self._lanes]
        return min(found, key=lambda index: self._distance(index, day), default=None)

    def _nearest(self, lane: list[int], day: float) -> int:
        after = bisect_left(lane, day, key=lambda index: self._marks[index].extent.middle)
        return min(lane[max(after - 1, 0) : after + 1], key=lambda i: self._distance(i, day))

    def _distance(self, index: int, day: float) -> float:
        return abs(self._marks[index].extent.middle - day)
