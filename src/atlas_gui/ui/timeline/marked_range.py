"""A range of time that the reader marks with the pointer, to keep only what lies in it."""

from PySide6.QtCore import QObject, Signal

from atlas_gui.timeline.scene import days_of
from atlas_gui.timeline.span import Span


class MarkedRange(QObject):
    """Signals: `changed` while the range is drawn; `chosen` carries its first and last day.

    Days go beyond what 32 bits hold, so they travel as Python numbers.
    """

    changed = Signal()
    chosen = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._begin: float | None = None
        self._least = 0.0
        self.span: Span | None = None

    @property
    def is_drawn(self) -> bool:
        """Whether the pointer is at it."""
        return self._begin is not None

    def begin(self, day: float, least: float) -> None:
        """Begin a range at a moment; before it has reached over `least` days it may be a click."""
        self._begin, self._least = day, least

    def reach(self, day: float) -> None:
        """Let the range reach to a moment, before or after its beginning."""
        if self._begin is None or day == self._begin:
            return
        if self.span is None and abs(day - self._begin) < self._least:
            return
        self.span = Span(min(self._begin, day), max(self._begin, day))
        self.changed.emit()

    def give_up(self) -> None:
        """Forget the range."""
        self._begin, self.span = None, None
        self.changed.emit()

    def choose(self) -> None:
        """Ask for what lies in the range."""
        span = self.span
        self.give_up()
        if span is not None:
            self.ask_for(span)

    def ask_for(self, span: Span) -> None:
        """Ask for what lies in any stretch of time."""
        self.chosen.emit(*days_of(span))
