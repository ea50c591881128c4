"""Marks that reach out of the count they stand in: they may be in sight where the count is not."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy
from numpy.typing import NDArray

from atlas_gui.timeline.marks import Days, Marks, Numbers
from atlas_gui.timeline.rows import Item

Places = NDArray[numpy.float64]


class Tails(NamedTuple):
    """Counted marks, their first and last days, and from where to where their counts reach."""

    marks: Numbers
    first: Days
    last: Days
    start: Places
    end: Places

    def beside(self, view: tuple[float, float], days: tuple[int, int]) -> tuple[int, ...]:
        """The marks that have any of some days although their counts lie outside a view."""
        in_sight = (self.end >= view[0]) & (self.start < view[1])
        touching = (self.first <= days[1]) & (self.last >= days[0])
        return tuple(self.marks[touching & ~in_sight].tolist())


def tails_of(marks: Marks, items: Sequence[Item]) -> Tails:
    """The marks that the counts among `items` stand for."""
    counts = [item for item in items if item.is_count]
    counted = numpy.array([mark for item in counts for mark in item.marks], numpy.int32)
    sizes = [len(item.marks) for item in counts]
    return Tails(
        counted,
        marks.first[counted],
        marks.last_of(counted),
        numpy.repeat(numpy.array([item.start for item in counts]), sizes),
        numpy.repeat(numpy.array([item.end for item in counts]), sizes),
    )
