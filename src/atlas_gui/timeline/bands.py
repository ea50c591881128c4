"""How very many marks of a lane are counted: by column where they begin, and where they last."""

from typing import NamedTuple

import numpy
from numpy.typing import NDArray

from atlas_gui.timeline.marks import Marks
from atlas_gui.timeline.periods import Columns, Period

Counts = NDArray[numpy.int64]


class Band(NamedTuple):
    """The counts of a lane over columns of time.

    `begun` marks are no longer than a column; each counts once, where it begins. `lasting` ones are
    longer, or known only to a longer time; they count in every column that they touch, and all of
    them together are `lasting_total`.
    """

    columns: Columns
    begun: Counts
    lasting: Counts
    lasting_total: int

    @property
    def tallest(self) -> int:
        """The most that any column has."""
        return int((self.begun + self.lasting).max(initial=0))

    @property
    def total(self) -> int:
        """How many marks it stands for."""
        return int(self.begun.sum()) + self.lasting_total

    def at(self, day: float) -> tuple[Period, int, int] | None:
        """The period around a moment, how many begin in it and how many last through it."""
        number = self.columns.at(day)
        if number is None:
            return None
        return self.columns.period(number), int(self.begun[number]), int(self.lasting[number])


def band_of(marks: Marks, lane: int, columns: Columns) -> Band:
    """Count the marks of a lane in `columns`."""
    edges = columns.edges
    begun = numpy.zeros(len(edges) - 1, numpy.int64)
    lasting = numpy.zeros(len(edges) - 1, numpy.int64)
    total = 0
    longest = columns.step.most_days
    for block in marks.blocks(lane):
        by_edge = numpy.searchsorted(block.first, edges)
        if block.limit <= longest:
            begun += numpy.diff(by_edge)
            continue
        ended = numpy.searchsorted(block.last, edges)
        lasting += by_edge[1:] - ended[:-1]
        total += int(by_edge[-1] - ended[0])
    return Band(columns, begun, lasting, total)
