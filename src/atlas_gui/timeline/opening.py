"""Where a timeline opens: on the time in which most happened, not on a century of empty paper."""

from collections.abc import Sequence
from math import ceil

from atlas_gui.timeline.marks import Mark
from atlas_gui.timeline.span import Span, fit

_SHARE = 0.85
_MARGIN = 0.04


def opening_span(marks: Sequence[Mark]) -> Span | None:
    """The shortest time that holds 85 % of the marks whole, with a margin; None without marks."""
    if not marks:
        return None
    extents = sorted((mark.extent for mark in marks), key=lambda extent: extent.start)
    count = ceil(len(extents) * _SHARE)
    windows = (extents[first : first + count] for first in range(len(extents) - count + 1))
    shortest = min(windows, key=lambda window: _end(window) - window[0].start)
    return fit(shortest, _MARGIN)


def _end(extents: Sequence[Span]) -> float:
    return max(extent.end for extent in extents)
