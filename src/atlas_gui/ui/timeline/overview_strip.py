"""The strip below the lanes: the whole library's time as bars, and what is shown as a handle."""

from enum import Enum

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from atlas_gui.domain.date_names import year_in_words
from atlas_gui.domain.edtf_days import calendar_day
from atlas_gui.i18n import _
from atlas_gui.timeline.marks import Days
from atlas_gui.timeline.overview import histogram, overview_bars
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.span import Span, centred, pan
from atlas_gui.ui.theme import Theme
from atlas_gui.ui.timeline.band_painter import paint_bars
from atlas_gui.ui.timeline.shown_span import ShownSpan
from atlas_gui.ui.timeline.telling import years_of

_INDENT = 13
_BAR_PITCH = 6
_GRIP = 7
_BARS = 28
_STEP = 0.1


class Part(Enum):
    """What of the strip is held by the pointer."""

    START = "start"
    BODY = "body"
    END = "end"


class OverviewStrip(QWidget):
    """Drag the handle to move the time, its edges to change how much is shown.

    The faint bars are all dated records of the library, the strong ones those that were found.

    Keys: arrows move; with Shift they move the right edge, with Ctrl the left one; Home and
    End go to the ends, plus and minus zoom, 0 shows everything.
    """

    def __init__(self, shown: ShownSpan, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = shown
        self._theme = theme
        self._days: tuple[Days, Days] | None = None
        self._held: tuple[Part, float, Span] | None = None
        self._counts: tuple[Days, Days] | None = None
        self._counted_for: Scale | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._fit()
        self.setAccessibleName(_("Overview of the whole time"))
        self.setToolTip(_("Drag to move, drag an edge to resize"))
        shown.changed.connect(self._on_span_changed)

    def set_days(self, found: Days, library: Days) -> None:
        """Show bars for the first days of what was found, before those of the whole library."""
        self._days = (found, library)
        self._counted_for = None
        self._describe()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def handle(self) -> QRectF:
        """Where the handle is: never so narrow that it cannot be held."""
        scale, span = self._scale(), self._shown.span
        left, right = scale.x(span.start), scale.x(span.end)
        if right - left < 2 * _GRIP:
            left, right = (left + right) / 2 - _GRIP, (left + right) / 2 + _GRIP
        return QRectF(left, 2, right - left, self.height() - 4)

    def _scale(self) -> Scale:
        return Scale(self._shown.limits, max(self.width() - 2 * _INDENT, 1), _INDENT)

    @Slot(object)
    def _on_span_changed(self, _span: object) -> None:
        self._describe()
        self.update()

    def _describe(self) -> None:
        shown = _("{years} shown").format(years=years_of(self._shown.span))
        self.setAccessibleDescription(shown)

    def _part_at(self, place: QPointF) -> Part | None:
        handle = self.handle()
        if abs(place.x() - handle.left()) <= _GRIP and place.x() < handle.center().x():
            return Part.START
        if abs(place.x() - handle.right()) <= _GRIP:
            return Part.END
        return Part.BODY if handle.contains(place) else None

    def _resize(self, part: Part, span: Span, days: float) -> None:
        start = span.start + days if part is Part.START else span.start
        end = span.end + days if part is Part.END else span.end
        limits = self._shown.limits
        start, end = max(start, limits.start), min(end, limits.end)
        if end - start > 1:
            self._shown.set(Span(start, end))

    # Painting

    def _count(self, scale: Scale) -> tuple[Days, Days] | None:
        """The bars, counted anew only for other marks, another whole or another width."""
        if self._counted_for != scale and self._days is not None:
            parts = max(int(scale.width // _BAR_PITCH), 1)
            found, library = (histogram(days, scale.span, parts) for days in self._days)
            self._counts = (found, library)
            self._counted_for = scale
        return self._counts

    def _paint_bars(self, painter: QPainter) -> None:
        scale = self._scale()
        counts = self._count(scale)
        if counts is None:
            return
        found, library = counts
        tallest, bottom = int(library.max(initial=0)), self.height() - 5
        faint, strong = QColor(self._theme.muted), QColor(self._theme.muted)
        faint.setAlphaF(0.3)
        strong.setAlphaF(0.85)
        for shown, colour in ((library, faint), (found, strong)):
            room = _BARS - 2
            bars = overview_bars(shown, tallest, scale.left, scale.width, bottom, room)
            paint_bars(painter, bars, colour)

    def _paint_handle(self, painter: QPainter) -> None:
        handle = self.handle()
        fill = QColor(self._theme.accent)
        fill.setAlphaF(0.16)
        edge = QColor(self._theme.accent)
        edge.setAlphaF(1.0 if self.hasFocus() else 0.55)
        painter.setPen(QPen(edge, 2.0 if self.hasFocus() else 1.0))
        painter.setBrush(fill)
        painter.drawRoundedRect(handle.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(QPen(edge, 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for x in (handle.left() + 3.5, handle.right() - 3.5):
            middle = handle.center().y()
            painter.drawLine(QPointF(x, middle - 5), QPointF(x, middle + 5))

    def _paint_years(self, painter: QPainter) -> None:
        extent = self._shown.extent
        if extent is None:
            return
        painter.setPen(QColor(self._theme.muted))
        # Beside the grips of a handle that holds everything.
        inset = _INDENT + 2 * _GRIP
        area = QRectF(inset, 0, self.width() - 2 * inset, self.height() - _BARS)
        sides = (
            (Qt.AlignmentFlag.AlignLeft, extent.start),
            (Qt.AlignmentFlag.AlignRight, extent.end - 1),
        )
        for side, day in sides:
            words = year_in_words(calendar_day(int(day)).year)
            painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, words)

    def _fit(self) -> None:
        self.setFixedHeight(_BARS + self.fontMetrics().height())

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        """Grow and shrink with the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def sizeHint(self) -> QSize:
        """As wide as the lanes."""
        return QSize(900, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint bars, handle and the first and last year."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self._theme.window))
        self._paint_handle(painter)
        self._paint_bars(painter)
        self._paint_years(painter)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the handle; beside it, bring it here first."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        part = self._part_at(event.position())
        day = self._scale().day(event.position().x())
        if part is None:
            self._shown.set(centred(self._shown.span, day))
            part = Part.BODY
        self._held = (part, day, self._shown.span)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move or resize what is held."""
        if self._held is None:
            part = self._part_at(event.position())
            at_edge = part in (Part.START, Part.END)
            cursor = Qt.CursorShape.SizeHorCursor if at_edge else Qt.CursorShape.ArrowCursor
            self.setCursor(cursor)
            return
        part, day, span = self._held
        moved = self._scale().day(event.position().x()) - day
        if part is Part.BODY:
            self._shown.set(pan(span, moved))
        else:
            self._resize(part, span, moved)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._held = None

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Show everything."""
        self._held = None
        self._shown.fit_all()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move or resize the handle."""
        ways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        shown, key = self._shown, event.key()
        if key in ways:
            self._press_arrow(ways[Qt.Key(key)], event.modifiers())
        elif key == Qt.Key.Key_Home:
            shown.pan(shown.limits.start - shown.span.start)
        elif key == Qt.Key.Key_End:
            shown.pan(shown.limits.end - shown.span.end)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            shown.zoom(1 - 2 * _STEP)
        elif key == Qt.Key.Key_Minus:
            shown.zoom(1 / (1 - 2 * _STEP))
        elif key == Qt.Key.Key_0:
            shown.fit_all()
        else:
            super().keyPressEvent(event)

    def _press_arrow(self, way: int, modifiers: Qt.KeyboardModifier) -> None:
        days = way * _STEP * self._shown.span.length
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._resize(Part.END, self._shown.span, days)
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            self._resize(Part.START, self._shown.span, days)
        else:
            self._shown.pan(days)
