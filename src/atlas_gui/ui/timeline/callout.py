"""A box that says what the keyboard is on, which may be one mark of several under a count."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from atlas_gui.ui.theme import Theme

_GAP = 11.0
_WIDEST = 420.0


def paint_callout(painter: QPainter, area: QRectF, words: str, plot: QRectF, theme: Theme) -> None:
    """Paint `words` beside `area`, within `plot`; upon it where nothing else is free."""
    metrics = QFontMetricsF(painter.font())
    words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, min(_WIDEST, plot.width() - 24))
    left, right = plot.left() + 2, plot.right()
    box = QRectF(0, 0, metrics.horizontalAdvance(words) + 14, metrics.height() + 6)
    box.moveCenter(area.center())
    box.moveLeft(area.right() + _GAP)
    if box.right() > right:
        box.moveRight(area.left() - _GAP)
    if box.left() < left:
        # Beside a mark about as wide as the view, there is only room upon it.
        middle = (max(area.left(), left) + min(area.right(), right)) / 2
        box.moveLeft(max(min(middle - box.width() / 2, right - box.width()), left))
    box.moveTop(min(max(box.top(), 1.0), plot.height() - box.height() - 1))
    painter.setPen(QPen(QColor(theme.strong_line), 1))
    painter.setBrush(QColor(theme.raised))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(QColor(theme.text))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
