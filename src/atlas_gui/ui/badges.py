"""Small painted signs: the badge of a country, the sign of a status, the dot of a kind."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from atlas_gui.ui.theme import Theme

_BADGE_SCALE = 0.72


def _badge_font(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * _BADGE_SCALE)
    small.setWeight(QFont.Weight.DemiBold)
    return small


def badge_width(font: QFont) -> float:
    """How wide a country's badge is beside text in `font`."""
    return QFontMetricsF(_badge_font(font)).horizontalAdvance("MMM") + 6


def paint_badge(painter: QPainter, area: QRectF, code: str, font: QFont, theme: Theme) -> None:
    """A country's code in a frame, in the middle of `area`."""
    small = _badge_font(font)
    height = QFontMetricsF(small).height() + 1
    frame = QRectF(area.left(), area.center().y() - height / 2, area.width(), height)
    painter.setPen(QPen(QColor(theme.strong_line), 1))
    painter.setBrush(QColor(theme.raised))
    painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setFont(small)
    painter.setPen(QColor(theme.text))
    painter.drawText(frame, int(Qt.AlignmentFlag.AlignCenter), code)
