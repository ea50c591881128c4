"""Where a timeline opens: on the time in which most happened, not on a century of empty paper."""

from math import ceil

import numpy

from atlas_gui.timeline.marks import MarkColumns
from atlas_gui.timeline.span import Span, fit

_SHARE = 0.85
_MARGIN = 0.04


def opening_span(columns: MarkColumns) -> Span | None:
    """The shortest time that holds the middles of 85 % of the marks; None without marks.

    Those marks are then seen whole, with a margin.
    """
    if not len(columns.first):
        return None
    middles = (columns.first + columns.last) / 2
    order = numpy.argsort(middles, kind="stable")
    count = ceil(len(order) * _SHARE)
    widths = middles[order[count - 1 :]] - middles[order[: len(order) - count + 1]]
    begin = int(numpy.argmin(widths))
    held = order[begin : begin + count]
    days = float(columns.first[held].min()), float(columns.last[held].max()) + 1
    return fit([Span(*days)], _MARGIN)


def whole_span(columns: MarkColumns) -> Span | None:
    """The days from the first to the last that any mark touches; None without marks."""
    if not len(columns.first):
        return None
    return Span(float(columns.first.min()), float(columns.last.max()) + 1)
