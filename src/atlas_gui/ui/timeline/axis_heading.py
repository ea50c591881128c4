"""The row above the lanes: title, lanes, key to the drawings, labels of the axis, undated records."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from atlas_gui.i18n import _, ngettext
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.ticks import ticks
from atlas_gui.ui.theme import Theme
from atlas_gui.ui.timeline.marked_range import MarkedRange

_LOWEST = 34
_AROUND_TEXT = 14
_INDENT = 13
_GAP = 6


class AxisHeading(QWidget):
    """Drag along the labels of the axis to keep only what lies in that range of time.

    Signals: `legend_requested`, `lanes_requested`, and `undated_requested` when the reader asks for
    the records without a date.
    """

    legend_requested = Signal()
    lanes_requested = Signal()
    undated_requested = Signal()

    def __init__(self, marked: MarkedRange, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._marked = marked
        self._scale: Scale | None = None
        self.lanes_button = QPushButton(_("Lanes"), self)
        self.lanes_button.setToolTip(_("What the lanes tell apart, and which of them are shown"))
        self.lanes_button.clicked.connect(self.lanes_requested)
        self._repeated = QLabel(self)
        self._repeated.setToolTip(_("They stand in each of their lanes"))
        self._repeated.hide()
        self.legend_button = QPushButton(_("Key"), self)
        self.legend_button.setToolTip(_("What the shapes and edges mean"))
        self.legend_button.clicked.connect(self.legend_requested)
        self.undated_button = QPushButton(self)
        self.undated_button.clicked.connect(self.undated_requested)
        self.undated_button.hide()
        self._fit()
        self.setMouseTracking(True)
        marked.changed.connect(self.update)
        self.set_theme(theme)

    def set_scale(self, scale: Scale) -> None:
        """Label the axis of the lanes below, whose left edge is the same."""
        self._scale = scale
        self._place_buttons()
        self.update()

    def set_undated(self, count: int) -> None:
        """Say how many records have no date; nothing is shown if there are none."""
        text = ngettext("{count:,} without a date", "{count:,} without a date", count)
        self.undated_button.setText(text.format(count=count))
        self.undated_button.setToolTip(_("List the records that no date is known of"))
        self.undated_button.setVisible(count > 0)
        self._place_buttons()
        self.update()

    def set_repeated(self, count: int) -> None:
        """Say how many records stand in more than one lane; nothing is shown if none do."""
        text = ngettext("{count:,} in several lanes", "{count:,} in several lanes", count)
        self._repeated.setText(text.format(count=count))
        self._repeated.setVisible(count > 0)
        self._place_buttons()

    def set_hidden(self, count: int) -> None:
        """Say on the button how many lanes are hidden."""
        words = ngettext("Lanes, {count} hidden", "Lanes, {count} hidden", count)
        self.lanes_button.setText(words.format(count=count) if count else _("Lanes"))
        self._place_buttons()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        chip = (
            f"QPushButton {{ color: {theme.text}; background: {theme.raised};"
            f" border: 1px solid {theme.line}; border-radius: 9px; padding: 1px 9px; }}"
            f"QPushButton:hover {{ background: {theme.hover}; }}"
            f"QPushButton:focus {{ border: 2px solid {theme.accent}; padding: 0px 8px; }}"
        )
        for button in (self.legend_button, self.lanes_button, self.undated_button):
            button.setStyleSheet(chip)
        self._repeated.setStyleSheet(
            f"QLabel {{ color: {theme.muted}; background: {theme.base}; }}"
        )
        self._place_buttons()
        self.update()

    def _place_buttons(self) -> None:
        """From the left column inwards: key and lanes; at the right edge what is not on the axis."""
        end = (self._scale.left if self._scale is not None else 260) - 10
        for button in (self.legend_button, self.lanes_button):
            end = self._place(button, end) - _GAP
        end = self.width() - _INDENT
        for part in (self.undated_button, self._repeated):
            if part.isVisibleTo(self):
                end = self._place(part, end) - _GAP

    def _place(self, part: QWidget, end: float) -> float:
        """Put a part where it ends at `end`; where it begins."""
        size = part.sizeHint()
        left = round(end - size.width())
        part.setGeometry(left, (self.height() - size.height()) // 2, size.width(), size.height())
        return left

    def _free_to(self) -> float:
        parts = [part for part in (self._repeated, self.undated_button) if part.isVisible()]
        return min((part.x() - 6.0 for part in parts), default=float(self.width() - 2))

    def _day_at(self, event: QMouseEvent) -> float | None:
        x = event.position().x()
        return self._scale.day(x) if self._scale is not None and x >= self._scale.left else None

    def _paint_labels(self, painter: QPainter, scale: Scale) -> None:
        metrics = QFontMetricsF(painter.font())
        free_from, free_to = scale.left, self._free_to()
        painter.setPen(QColor(self._theme.muted))
        for tick in ticks(scale):
            if not tick.major:
                continue
            x = scale.x(tick.day)
            width = metrics.horizontalAdvance(tick.label)
            left = max(x - width / 2, free_from)
            if x > free_from + 2 and left + width <= free_to:
                area = QRectF(left, 0, width + 1, self.height())
                painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, tick.label)

    def _fit(self) -> None:
        self.setFixedHeight(max(_LOWEST, self.fontMetrics().height() + _AROUND_TEXT))

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        """Grow and shrink with the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def sizeHint(self) -> QSize:
        """As wide as the lanes."""
        return QSize(900, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the chip at the right edge."""
        super().resizeEvent(event)
        self._place_buttons()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint title, labels and the line below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.base))
        painter.setPen(QPen(QColor(self._theme.line), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        usual = painter.font()
        bold = QFont(usual)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(QColor(self._theme.muted))
        area = QRectF(_INDENT, 0, max(self.lanes_button.x() - _INDENT - 4, 0), self.height())
        title = QFontMetricsF(bold).elidedText(
            _("Timeline"), Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(usual)
        if self._scale is not None:
            self._paint_labels(painter, self._scale)
            self._paint_marked(painter, self._scale)
        painter.end()

    def _paint_marked(self, painter: QPainter, scale: Scale) -> None:
        span = self._marked.span
        if span is None:
            return
        fill = QColor(self._theme.accent)
        fill.setAlphaF(0.25)
        left = max(scale.x(span.start), scale.left)
        painter.fillRect(QRectF(left, 0, scale.x(span.end) - left, self.height()), fill)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a range of time."""
        day = self._day_at(event)
        scale = self._scale
        if event.button() == Qt.MouseButton.LeftButton and day is not None and scale is not None:
            self._marked.begin(day, QApplication.startDragDistance() / scale.pixels_per_day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the range reach to the pointer."""
        day = self._day_at(event)
        over_axis = day is not None
        self.setCursor(Qt.CursorShape.IBeamCursor if over_axis else Qt.CursorShape.ArrowCursor)
        if self._marked.is_drawn and day is not None:
            self._marked.reach(day)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Keep what lies in the range."""
        if self._marked.is_drawn:
            self._marked.choose()
