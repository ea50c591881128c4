"""How many marks there are in each part of the whole time: the bars of the overview strip."""

from collections.abc import Iterable

import numpy

from atlas_gui.timeline.bands import BarPlace, bars_of, heights_of
from atlas_gui.timeline.marks import Days
from atlas_gui.timeline.span import Span


def histogram(days: Days, whole: Span, parts: int) -> Days:
    """How many of `days` fall in each of `parts` equal parts of `whole`.

    Days outside count in the part nearest to them, so that the sum is always their number.
    """
    places = ((days - whole.start) / whole.length * parts).astype(numpy.int64)
    return numpy.bincount(places.clip(0, parts - 1), minlength=parts).astype(numpy.int64)


def overview_bars(
    counts: Days, tallest: int, left: float, width: float, bottom: int, room: float
) -> Iterable[BarPlace]:
    """A bar for each count, side by side between `left` and `left + width`."""
    edges = left + width / max(len(counts), 1) * numpy.arange(len(counts) + 1)
    heights = heights_of(counts, tallest, room)
    return bars_of(numpy.rint(edges).astype(numpy.int64), counts, heights, bottom, 1)
