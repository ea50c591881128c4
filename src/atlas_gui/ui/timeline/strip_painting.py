"""What the strips under the lanes share in painting: ground and grid, label column, rings."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.ticks import ticks
from atlas_gui.ui.theme import Theme
from atlas_gui.ui.timeline.lane_painter import LABEL_INDENT, smaller

_FAINT = 0.45
_ROUNDING = 3.0


def plot_of(scale: Scale, height: float) -> QRectF:
    """Where a strip shows time: right of its label column."""
    return QRectF(scale.left, 0, scale.width, height)


def paint_ground(painter: QPainter, area: QRectF, scale: Scale, theme: Theme) -> None:
    """Paint a strip's ground, the lines of the axis, and a line that parts it from what is above."""
    painter.fillRect(area, QColor(theme.base))
    faint = QColor(theme.line)
    faint.setAlphaF(_FAINT)
    height = round(area.height())
    for tick in ticks(scale):
        x = round(scale.x(tick.day))
        painter.fillRect(x, 0, 1, height, QColor(theme.line) if tick.major else faint)
    painter.fillRect(QRectF(0, 0, area.width(), 1), QColor(theme.line))


def paint_label(painter: QPainter, column: QRectF, words: str, below: str, theme: Theme) -> None:
    """Paint a name into the label column, and smaller words below it if there is room for both."""
    usual = painter.font()
    small = smaller(usual)
    large, little = QFontMetricsF(usual), QFontMetricsF(small)
    room = column.adjusted(LABEL_INDENT, 0, -10, 0)
    both = bool(below) and large.height() + little.height() <= column.height()
    top = (column.height() - large.height() - (little.height() if both else 0.0)) / 2
    first = QRectF(room.left(), top, room.width(), large.height())
    painter.setPen(QColor(theme.text))
    _paint_elided(painter, first, words)
    if both:
        painter.setFont(small)
        painter.setPen(QColor(theme.muted))
        second = QRectF(room.left(), first.bottom(), room.width(), little.height())
        _paint_elided(painter, second, below)
        painter.setFont(usual)


def paint_ring(painter: QPainter, around: QRectF, theme: Theme) -> None:
    """Paint a dashed ring: the keyboard is on what it goes round."""
    ring = around.adjusted(-_ROUNDING, -_ROUNDING, _ROUNDING, _ROUNDING)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    # Dashes of one colour would be lost on bars of a like one.
    painter.setPen(QPen(QColor(theme.base), 3.5))
    painter.drawRoundedRect(ring, _ROUNDING, _ROUNDING)
    pen = QPen(QColor(theme.text), 1.5)
    pen.setDashPattern([2.0, 2.0])
    painter.setPen(pen)
    painter.drawRoundedRect(ring, _ROUNDING, _ROUNDING)


def _paint_elided(painter: QPainter, area: QRectF, words: str) -> None:
    metrics = QFontMetricsF(painter.font())
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)
