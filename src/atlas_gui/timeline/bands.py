"""How very many marks of a lane are counted: by column where they begin, and where they last."""

from collections.abc import Iterable
from typing import Final, NamedTuple

import numpy
from numpy.typing import NDArray

from atlas_gui.timeline.marks import Marks
from atlas_gui.timeline.periods import Columns, Period

Counts = NDArray[numpy.int64]
# The left, the top, the width and the height of a bar in whole pixels.
BarPlace = tuple[int, int, int, int]
_LOWEST: Final = 3
_LEAST_SOLID: Final = 2


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


def bars_of(
    places: Counts, counts: Counts, tops: Counts, bottom: int, gap: int
) -> Iterable[BarPlace]:
    """A bar from each of `places` up to the next, `gap` narrower, as high as `tops` says.

    Where `counts` has nothing, there is no bar.
    """
    held = counts > 0
    widths = numpy.maximum(numpy.diff(places) - gap, 1)[held]
    heights = tops[held]
    columns = (places[:-1][held], bottom - heights, widths, heights)
    return zip(*(column.tolist() for column in columns), strict=True)


def heights_of(counts: Counts, tallest: int, room: float) -> Counts:
    """The heights of bars in whole pixels, `room` for the number `tallest`, never too low to see."""
    # A square root keeps single records visible beside crowded years.
    unit = room / tallest**0.5 if tallest else 0.0
    heights = numpy.rint(numpy.sqrt(counts) * unit).astype(numpy.int64)
    return numpy.where(counts > 0, numpy.maximum(heights, _LOWEST), 0)


class BandBars(NamedTuple):
    """The bars of a lane: solid for what begins in a column, faint behind them for all it has."""

    faint: Iterable[BarPlace]
    solid: Iterable[BarPlace]


def band_bars(
    band: Band, places: Counts, tallest: int, room: float, bottom: int, gap: int
) -> BandBars:
    """The bars of a band whose edges are at `places`, standing on `bottom`."""
    whole = band.begun + band.lasting
    heights = heights_of(whole, tallest, room)
    solid = numpy.rint(heights * (band.begun / numpy.maximum(whole, 1))).astype(numpy.int64)
    solid = numpy.where(band.begun > 0, numpy.maximum(solid, _LEAST_SOLID), 0)
    has_faint = band.lasting > 0
    return BandBars(
        bars_of(places, numpy.where(has_faint, whole, 0), heights, bottom, gap),
        bars_of(places, band.begun, solid, bottom, gap),
    )
