"""How many marks there are in each part of the whole time: the bars of the overview strip."""

import numpy

from atlas_gui.timeline.marks import Days
from atlas_gui.timeline.span import Span


def histogram(days: Days, whole: Span, parts: int) -> list[int]:
    """How many of `days` fall in each of `parts` equal parts of `whole`.

    Days outside count in the part nearest to them, so that the sum is always their number.
    """
    places = ((days - whole.start) / whole.length * parts).astype(numpy.int64)
    counts: list[int] = numpy.bincount(places.clip(0, parts - 1), minlength=parts).tolist()
    return counts
