"""Painting trade figures: bars told apart by fill, targets hollow, sums that are not exact signed."""

from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from atlas_gui.domain.vocabulary import Group
from atlas_gui.i18n import mark
from atlas_gui.timeline.series import Bar
from atlas_gui.ui.theme import Theme
from atlas_gui.ui.timeline.trade_rows import SIGN_ROOM, ChartRow

_GROUND: Final = 0.86
_WIDE_ENOUGH_FOR_A_GAP: Final = 4


class BarFill(NamedTuple):
    """How the bars of a series are filled, with its name."""

    pattern: Qt.BrushStyle
    name: str


_FILLS: Final = (
    BarFill(Qt.BrushStyle.SolidPattern, mark("solid")),
    BarFill(Qt.BrushStyle.BDiagPattern, mark("hatched upwards")),
    BarFill(Qt.BrushStyle.Dense6Pattern, mark("dotted")),
    BarFill(Qt.BrushStyle.HorPattern, mark("striped")),
    BarFill(Qt.BrushStyle.FDiagPattern, mark("hatched downwards")),
    BarFill(Qt.BrushStyle.CrossPattern, mark("checked")),
)


def fill_of(series: int) -> BarFill:
    """The fill of a series by its number; after six of them, fills come again."""
    return _FILLS[series % len(_FILLS)]


class TradePainter:
    """Paints rows of bars in the colours of a theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._colour = QColor(theme.group_colours[Group.TRADE])
        self._base = QColor(theme.base)
        self._solid_pen = QPen(self._colour, 1)
        self._dashed_pen = QPen(self._colour, 1)
        self._dashed_pen.setDashPattern([3.0, 2.0])
        self._fills = [QBrush(self._colour, fill.pattern) for fill in _FILLS]
        self._sign = _wave()

    def paint_row(self, painter: QPainter, row: ChartRow, record_id: str) -> None:
        """Paint a row: the line its bars stand on, bars, and what a full bar is worth."""
        line = QColor(self._theme.strong_line)
        line.setAlphaF(0.5)
        foot = QRectF(row.area.left(), round(row.area.bottom()) - 1, row.area.width(), 1)
        painter.fillRect(foot, line)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for bar in row.picture.bars:
            self._paint_bar(painter, bar)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for bar in row.picture.bars:
            if bar.is_approximate:
                self._paint_sign(painter, bar, row.area)
        for bar in row.picture.bars:
            if bar.figure.record_id == record_id:
                self._paint_chosen(painter, bar)
        self._paint_words(painter, row)

    def _paint_bar(self, painter: QPainter, bar: Bar) -> None:
        rect = bar_rect(bar)
        if bar.is_hollow:
            painter.setPen(self._dashed_pen)
            painter.setBrush(self._base)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
            return
        number = bar.series % len(_FILLS)
        if not number:
            painter.fillRect(rect, self._colour)
            return
        painter.fillRect(rect, self._base)
        painter.setPen(self._solid_pen)
        painter.setBrush(self._fills[number])
        painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _paint_sign(self, painter: QPainter, bar: Bar, row: QRectF) -> None:
        """A wave above a bar: the sum is about that, or a bound."""
        rect = bar.rect
        y = max(rect.y - SIGN_ROOM / 2, row.top() + 2)
        painter.setPen(QPen(QColor(self._theme.text), 1.3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._sign.translated(rect.x + rect.width / 2, y))

    def _paint_chosen(self, painter: QPainter, bar: Bar) -> None:
        painter.setPen(QPen(QColor(self._theme.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(bar_rect(bar)).adjusted(-1, -1, 1, 1))

    def _paint_words(self, painter: QPainter, row: ChartRow) -> None:
        ground = QColor(self._base)
        ground.setAlphaF(_GROUND)
        painter.fillRect(row.words_area, ground)
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(row.words_area, Qt.AlignmentFlag.AlignCenter, row.pair.words)


def bar_rect(bar: Bar) -> QRect:
    """A bar on whole pixels, at least one high, with a gap to its neighbour if it is wide enough."""
    left, right = round(bar.rect.x), round(bar.rect.x + bar.rect.width)
    bottom = round(bar.rect.y + bar.rect.height)
    gap = 1 if right - left >= _WIDE_ENOUGH_FOR_A_GAP else 0
    height = max(bottom - round(bar.rect.y), 1)
    return QRect(left, bottom - height, max(right - left - gap, 1), height)


def _wave() -> QPainterPath:
    path = QPainterPath(QPointF(-3.5, 1))
    path.cubicTo(QPointF(-1.5, -3), QPointF(1.5, 3), QPointF(3.5, -1))
    return path
