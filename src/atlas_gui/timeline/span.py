"""The stretch of time that a timeline shows, and how it is moved."""

from collections.abc import Iterable
from math import isclose
from typing import Final

from msgspec import Struct

SHORTEST_DAYS = 4.0
_FIT_MARGIN = 0.02
_SAME_LENGTH: Final = 1e-6


class Span(Struct, frozen=True):
    """From `start` up to, not including, `end`, in days; raises ValueError if that is nothing."""

    start: float
    end: float

    def __post_init__(self) -> None:
        if not self.start < self.end:
            raise ValueError(f"a span from {self.start} to {self.end} has no length")

    @property
    def length(self) -> float:
        """How many days it lasts."""
        return self.end - self.start

    @property
    def middle(self) -> float:
        """The day halfway through."""
        return (self.start + self.end) / 2

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies wholly within."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether any moment belongs to both."""
        return self.start < other.end and other.start < self.end


def zoom(span: Span, factor: float, anchor: float) -> Span:
    """`span` with `factor` times its length (below 1 shows less), `anchor` staying in its place."""
    return Span(anchor - (anchor - span.start) * factor, anchor + (span.end - anchor) * factor)


def pan(span: Span, days: float) -> Span:
    """`span` moved towards later by `days`, or towards earlier if that is negative."""
    return Span(span.start + days, span.end + days)


def centred(span: Span, day: float) -> Span:
    """`span` moved so that `day` is in its middle."""
    return pan(span, day - span.middle)


def fit(extents: Iterable[Span], margin: float = _FIT_MARGIN) -> Span | None:
    """The span that holds all `extents` with a margin on each side; None if there are none.

    `margin` is a part of the whole. It is never shorter than `SHORTEST_DAYS`.
    """
    held = list(extents)
    if not held:
        return None
    start = min(extent.start for extent in held)
    end = max(extent.end for extent in held)
    room = max((end - start) * margin, (SHORTEST_DAYS - (end - start)) / 2)
    return Span(start - room, end + room)


def clamp(span: Span, limits: Span, shortest: float = SHORTEST_DAYS) -> Span:
    """The span nearest to `span` that lies within `limits` and lasts at least `shortest` days.

    Limits shorter than `shortest` win.
    """
    length = min(max(span.length, shortest), limits.length)
    if length == limits.length:
        return limits
    start = span.middle - length / 2 if length != span.length else span.start
    start = min(max(start, limits.start), limits.end - length)
    return Span(start, start + length)


def between(start: Span, end: Span, part: float) -> Span:
    """The span a `part` (0 to 1) of the way from `start` to `end`, zooming at an even pace."""
    if isclose(start.length, end.length, rel_tol=_SAME_LENGTH):
        # Moving a span rounds its length, and dividing by next to nothing would fling it away.
        ends = (start.start, end.start), (start.end, end.end)
        return Span(*(one + (other - one) * part for one, other in ends))
    length = start.length ** (1 - part) * end.length**part
    # The middle moves as much as the length does: so one place stays still while zooming into it.
    moved = (length - start.length) / (end.length - start.length)
    middle = start.middle + (end.middle - start.middle) * moved
    return Span(middle - length / 2, middle + length / 2)
