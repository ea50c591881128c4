"""A strip under the lanes: things in the order of time, at the same places as the marks above."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Slot
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.span import Span
from atlas_gui.ui.plain_tooltip import show_plain_tooltip
from atlas_gui.ui.theme import Theme
from atlas_gui.ui.timeline.callout import paint_callout
from atlas_gui.ui.timeline.shown_span import ShownSpan
from atlas_gui.ui.timeline.strip_accessible import (
    StripInterface,
    announce_thing,
    strip_interface_of,
)
from atlas_gui.ui.timeline.strip_painting import paint_ground, paint_label, paint_ring, plot_of

# The lanes must not be crowded out of a low window.
_MOST_OF_WINDOW = 0.055
_LOWEST_WINDOW = 720


class Things(Protocol):
    """What stands on a strip, in the order of time, as it is laid out now."""

    def __len__(self) -> int:
        """How many there are, in sight or not."""

    def name(self, number: int) -> str:
        """One in a few words."""

    def told(self, number: int) -> str:
        """All that there is to say of it, one thing to a line."""

    def area(self, number: int) -> QRectF | None:
        """Where it is painted; None out of sight."""

    def extent(self, number: int) -> Span:
        """Its days."""

    def is_chosen(self, number: int) -> bool:
        """Whether it belongs to the selected record."""

    def at(self, place: QPointF) -> int | None:
        """Which one is at a place."""


class AxisStrip(QWidget):
    """A painted list of things along the axis of the lanes; `current` is where the keyboard is.

    Keys: left and right, Home and End go from thing to thing, Space tells one, Enter chooses it.
    `chooses` says whether choosing does anything.
    """

    chooses = False

    def __init__(
        self,
        shown: ShownSpan,
        scale: Callable[[], Scale],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        QAccessible.installFactory(strip_interface_of)
        self.accessible: StripInterface | None = None
        self.current: int | None = None
        self.theme = theme
        self.scale = scale
        self._shown = shown
        self._most = self._lines = 0.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.hide()
        shown.changed.connect(self._on_span_changed)

    # What each kind of strip says of itself.

    def things(self) -> Things:
        """What stands on the strip now."""
        raise NotImplementedError

    def summary(self) -> str:
        """The whole strip in words."""
        raise NotImplementedError

    def label(self) -> tuple[str, str]:
        """The words of the label column, and smaller ones below them."""
        raise NotImplementedError

    def paint_plot(self, painter: QPainter, plot: QRectF) -> None:
        """Paint what stands on the strip; nothing beside the plot will be seen."""
        raise NotImplementedError

    def choose(self, number: int) -> None:
        """Do what Enter or a click on a thing does."""

    # What all strips do.

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.theme = theme
        self.update()

    def set_lines(self, lines: float) -> None:
        """Be as high as so many lines of text, if the window has room for that."""
        self._lines = lines
        self._fit()

    def fit_window(self, height: float) -> None:
        """Take no more than a part of a window of this height."""
        self._most = _MOST_OF_WINDOW * max(height, _LOWEST_WINDOW)
        self._fit()

    def go_to(self, number: int) -> None:
        """Put the keyboard on a thing, bring it into view and say so to assistive programs."""
        self.current = number
        self._shown.reveal(self.things().extent(number))
        self.update()
        announce_thing(self, number)

    def _fit(self) -> None:
        wanted = self._lines * self.fontMetrics().height()
        self.setFixedHeight(round(min(wanted, self._most) if self._most else wanted))

    def _step(self, step: int) -> None:
        count = len(self.things())
        if count:
            here = -1 if self.current is None and step > 0 else self.current or 0
            self.go_to(min(max(here + step, 0), count - 1))

    def _tell(self) -> None:
        area = None if self.current is None else self.things().area(self.current)
        if self.current is not None and area is not None:
            corner = QPointF(max(area.left(), self.scale().left), area.bottom())
            words = self.things().told(self.current)
            show_plain_tooltip(self.mapToGlobal(corner.toPoint()), words, self)

    def _words_at(self, place: QPointF) -> str:
        if place.x() < self.scale().left:
            return self.summary()
        number = self.things().at(place)
        return "" if number is None else self.things().told(number)

    @Slot(object)
    def _on_span_changed(self, _span: Span) -> None:
        if self.isVisible():
            self.update()

    # Qt overrides

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, label and plot, and a ring where the keyboard is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self.scale()
        plot = plot_of(scale, self.height())
        paint_ground(painter, QRectF(self.rect()), scale, self.theme)
        paint_label(painter, QRectF(0, 0, scale.left, self.height()), *self.label(), self.theme)
        painter.save()
        painter.setClipRect(plot)
        self.paint_plot(painter, plot)
        painter.restore()
        painter.setClipRect(plot)
        self._paint_current(painter, plot)
        painter.end()

    def _paint_current(self, painter: QPainter, plot: QRectF) -> None:
        if self.current is None or not self.hasFocus():
            return
        things = self.things()
        area = things.area(self.current)
        if area is not None:
            seen = area.intersected(plot.adjusted(-40, 0, 40, 0))
            paint_ring(painter, seen, self.theme)
            paint_callout(painter, seen, things.name(self.current), plot, self.theme)

    def event(self, event: QEvent) -> bool:
        """Tell what is under the pointer only when it is wanted."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            words = self._words_at(QPointF(event.pos()))
            if words:
                show_plain_tooltip(event.globalPos(), words, self)
                return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Grow and shrink with the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what can be chosen."""
        found = self.things().at(event.position())
        over = found is not None and self.chooses
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put the keyboard on what was clicked, and choose it."""
        number = self.things().at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and number is not None:
            self.current = number
            self.update()
            self.choose(number)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is: on the first thing in sight, to begin with."""
        super().focusInEvent(event)
        things = self.things()
        if self.current is None and len(things):
            seen = (n for n in range(len(things)) if things.area(n) is not None)
            self.current = next(seen, 0)
        if self.current is not None:
            announce_thing(self, self.current)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the keyboard's ring away."""
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by keyboard; keys without a meaning here go to the window."""
        match event.key():
            case Qt.Key.Key_Left:
                self._step(-1)
            case Qt.Key.Key_Right:
                self._step(1)
            case Qt.Key.Key_Home:
                self._step(-len(self.things()))
            case Qt.Key.Key_End:
                self._step(len(self.things()))
            case Qt.Key.Key_Space:
                self._tell()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.current is not None:
                self.choose(self.current)
            case _:
                super().keyPressEvent(event)
