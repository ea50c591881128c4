"""Where bars, grips and years of the histogram stand, and how they are painted."""

from enum import IntEnum

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from atlas_gui.domain.date_names import year_in_words
from atlas_gui.models.year_bins import YearBins
from atlas_gui.ui.theme import Theme

_INDENT = 13
_TOP = 4
_PITCH = 5
_GRIP_WIDTH, _GRIP_HEIGHT = 7.0, 18.0


class Grip(IntEnum):
    """The ends of the range; the value is its place in a range."""

    FIRST = 0
    LAST = 1


class YearDrawing(Struct, frozen=True):
    """Everything there is to draw; lengths in pixels, `line` is the height of a line of text.

    `whole` and `range` are first and last years; `present` is the grip that has the keyboard.
    """

    bins: YearBins
    whole: tuple[int, int]
    range: tuple[int, int]
    is_chosen: bool
    present: Grip | None
    width: int
    height: int
    line: int

    @property
    def room(self) -> float:
        """The height the bars have."""
        return self.height - _TOP - self.line - 4.0

    def x(self, year: int) -> float:
        """Where a year begins."""
        width = self.width - 2 * _INDENT
        return _INDENT + width * (year - self.bins.first) / max(self.bins.years, 1)

    def year_at(self, x: float) -> int:
        """The year at a place, the nearest one beside the bars."""
        width = max(self.width - 2 * _INDENT, 1)
        year = self.bins.first + int((x - _INDENT) * self.bins.years // width)
        return min(max(year, self.whole[0]), self.whole[1])

    def grip(self, grip: Grip) -> QPointF:
        """The middle of a grip."""
        year = self.range[grip] + (grip is Grip.LAST)
        return QPointF(self.x(year), _TOP + self.room / 2)


def most_bars(width: int) -> int:
    """How many bars there is room for."""
    return max((width - 2 * _INDENT) // _PITCH, 2)


def paint_years(painter: QPainter, drawing: YearDrawing, theme: Theme) -> None:
    """Paint bars, range, grips, and the first and last year."""
    _paint_bars(painter, drawing, theme)
    if drawing.is_chosen:
        left, right = drawing.grip(Grip.FIRST).x(), drawing.grip(Grip.LAST).x()
        ground = QColor(theme.accent)
        ground.setAlphaF(0.13)
        painter.fillRect(QRectF(left, _TOP, right - left, drawing.room), ground)
    for grip in Grip:
        _paint_grip(painter, drawing, grip, theme)
    _paint_ends(painter, drawing, theme)


def _paint_bars(painter: QPainter, drawing: YearDrawing, theme: Theme) -> None:
    bins, floor = drawing.bins, _TOP + drawing.room
    tallest = max(bins.counts, default=0)
    for place, count in enumerate(bins.counts):
        if not count:
            continue
        year = bins.first + place * bins.step
        is_inside = year + bins.step > drawing.range[0] and year <= drawing.range[1]
        left, right = drawing.x(year), drawing.x(year + bins.step)
        # A square root keeps single records visible beside crowded years.
        height = max(3.0, drawing.room * (count / tallest) ** 0.5)
        colour = QColor(theme.muted)
        if drawing.is_chosen:
            colour = QColor(theme.accent if is_inside else theme.strong_line)
        gap = 1.0 if right - left > 3 else 0.0
        painter.fillRect(QRectF(left, floor - height, right - left - gap, height), colour)
    line = QRectF(_INDENT, floor, drawing.width - 2 * _INDENT, 1)
    painter.fillRect(line, QColor(theme.strong_line))


def _paint_grip(painter: QPainter, drawing: YearDrawing, grip: Grip, theme: Theme) -> None:
    place, is_present = drawing.grip(grip), grip is drawing.present
    edge = QColor(theme.accent if is_present or drawing.is_chosen else theme.strong_line)
    painter.setPen(QPen(edge, 1.5))
    painter.drawLine(QPointF(place.x(), _TOP), QPointF(place.x(), _TOP + drawing.room))
    body = QRectF(0, 0, _GRIP_WIDTH, _GRIP_HEIGHT)
    body.moveCenter(place)
    painter.setBrush(edge if is_present else QColor(theme.base))
    painter.drawRoundedRect(body, 3, 3)
    if is_present:
        # The present grip has a ring of its own, not its colour alone.
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(body.adjusted(-3, -3, 3, 3), 5, 5)


def _paint_ends(painter: QPainter, drawing: YearDrawing, theme: Theme) -> None:
    painter.setPen(QColor(theme.muted))
    area = QRectF(
        _INDENT, _TOP + drawing.room + 3, drawing.width - 2 * _INDENT, float(drawing.line)
    )
    first, last = drawing.whole
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft, year_in_words(first))
    if last != first:
        painter.drawText(area, Qt.AlignmentFlag.AlignRight, year_in_words(last))
