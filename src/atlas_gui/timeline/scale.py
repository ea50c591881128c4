"""Where a day stands on the screen, and which day a place on the screen is."""

from msgspec import Struct

from atlas_gui.timeline.span import Span


class Scale(Struct, frozen=True):
    """`span` laid over `width` pixels, which begin at `left`; the width is above zero."""

    span: Span
    width: float
    left: float = 0.0

    @property
    def pixels_per_day(self) -> float:
        """How wide a day is."""
        return self.width / self.span.length

    def x(self, day: float) -> float:
        """The place of `day`."""
        return self.left + (day - self.span.start) * self.pixels_per_day

    def day(self, x: float) -> float:
        """The day at `x`."""
        return self.span.start + (x - self.left) / self.pixels_per_day
