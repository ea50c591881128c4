"""The row above the lanes: title, key to the drawings, labels of the axis, undated records."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from atlas_gui.i18n import _, ngettext
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.ticks import ticks
from atlas_gui.ui.theme import Theme

_HEIGHT = 34
_INDENT = 13


class AxisHeading(QWidget):
    """Signals: `legend_requested`, and `undated_requested` when the reader asks for the undated."""

    legend_requested = Signal()
    undated_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scale: Scale | None = None
        self.legend_button = QPushButton(_("Key"), self)
        self.legend_button.setToolTip(_("What the shapes and edges mean"))
        self.legend_button.clicked.connect(self.legend_requested)
        self.undated_button = QPushButton(self)
        self.undated_button.clicked.connect(self.undated_requested)
        self.undated_button.hide()
        self.setFixedHeight(_HEIGHT)
        self.set_theme(theme)

    def set_scale(self, scale: Scale) -> None:
        """Label the axis of the lanes below, whose left edge is the same."""
        self._scale = scale
        self._place_buttons()
        self.update()

    def set_undated(self, count: int) -> None:
        """Say how many records have no date; nothing is shown if there are none."""
        text = ngettext("{count} without a date", "{count} without a date", count)
        self.undated_button.setText(text.format(count=count))
        self.undated_button.setToolTip(_("List the records that no date is known of"))
        self.undated_button.setVisible(count > 0)
        self._place_buttons()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        chip = (
            f"QPushButton {{ color: {theme.text}; background: {theme.raised};"
            f" border: 1px solid {theme.line}; border-radius: 9px; padding: 1px 9px; }}"
            f"QPushButton:hover {{ background: {theme.hover}; }}"
            f"QPushButton:focus {{ border: 2px solid {theme.accent}; padding: 0px 8px; }}"
        )
        for button in (self.legend_button, self.undated_button):
            button.setStyleSheet(chip)
        self._place_buttons()
        self.update()

    @Slot()
    def _place_buttons(self) -> None:
        column = self._scale.left if self._scale is not None else 260
        for button, right in ((self.legend_button, column - 10), (self.undated_button, None)):
            size = button.sizeHint()
            end = self.width() - _INDENT if right is None else right
            button.setGeometry(
                round(end - size.width()),
                (_HEIGHT - size.height()) // 2,
                size.width(),
                size.height(),
            )

    def _paint_labels(self, painter: QPainter, scale: Scale) -> None:
        metrics = QFontMetricsF(painter.font())
        free_from, free_to = scale.left, float(self.width() - 2)
        if self.undated_button.isVisible():
            free_to = self.undated_button.x() - 6.0
        painter.setPen(QColor(self._theme.muted))
        for tick in ticks(scale):
            if not tick.major:
                continue
            x = scale.x(tick.day)
            width = metrics.horizontalAdvance(tick.label)
            left = max(x - width / 2, free_from)
            if x > free_from + 2 and left + width <= free_to:
                area = QRectF(left, 0, width + 1, _HEIGHT)
                painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, tick.label)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """As wide as the lanes."""
        return QSize(900, _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the chip at the right edge."""
        super().resizeEvent(event)
        self._place_buttons()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint title, labels and the line below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.base))
        painter.setPen(QPen(QColor(self._theme.line), 1))
        painter.drawLine(0, _HEIGHT - 1, self.width(), _HEIGHT - 1)
        usual = painter.font()
        bold = QFont(usual)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(QColor(self._theme.muted))
        area = QRectF(_INDENT, 0, 200, _HEIGHT)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, _("Timeline"))
        painter.setFont(usual)
        if self._scale is not None:
            self._paint_labels(painter, self._scale)
        painter.end()
