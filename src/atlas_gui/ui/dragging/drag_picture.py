"""What hangs on the pointer while records are dragged."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from atlas_gui.ui.theme import Theme

_LETTERS = 42
_ROUND = 4.0


def drag_picture(text: str, theme: Theme, window: QWidget) -> QPixmap:
    """A small label with `text`, shortened if it is long, in the window's font and the theme's colours."""
    metrics = window.fontMetrics()
    shown = metrics.elidedText(
        text, Qt.TextElideMode.ElideRight, metrics.averageCharWidth() * _LETTERS
    )
    across, down = metrics.averageCharWidth(), metrics.height() // 3
    width = metrics.horizontalAdvance(shown) + 2 * across
    height = metrics.height() + 2 * down
    ratio = window.devicePixelRatioF()
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(window.font())
    painter.setPen(QPen(QColor(theme.strong_line), 1.0))
    painter.setBrush(QColor(theme.raised))
    painter.drawRoundedRect(QRectF(0.5, 0.5, width - 1.0, height - 1.0), _ROUND, _ROUND)
    painter.setPen(QColor(theme.text))
    painter.drawText(
        QRectF(across, 0.0, width - 2 * across, height),
        Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine,
        shown,
    )
    painter.end()
    return picture
