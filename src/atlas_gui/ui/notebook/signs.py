"""The signs of what is kept: a star, a note, a place on the reading list; outlines that no font lacks."""

from functools import cache
from math import cos, pi, sin
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

_POINTS: Final = 5
_INNER: Final = 0.45
# Of a star at the corner of a mark on the timeline.
STAR_RADIUS: Final = 4.6


@cache
def _star() -> QPainterPath:
    """A star about the origin that fits into a circle of radius 1."""
    path = QPainterPath()
    for number in range(2 * _POINTS):
        radius = _INNER if number % 2 else 1.0
        angle = number * pi / _POINTS - pi / 2
        corner = QPointF(radius * cos(angle), radius * sin(angle))
        if number:
            path.lineTo(corner)
        else:
            path.moveTo(corner)
    path.closeSubpath()
    return path


def star_path(centre: QPointF, radius: float) -> QPainterPath:
    """The outline of a star that fits into a circle."""
    return QTransform(radius, 0, 0, radius, centre.x(), centre.y()).map(_star())


def paint_star(
    painter: QPainter, centre: QPointF, radius: float, colour: QColor, edge: QColor | None = None
) -> None:
    """A full star; with `edge` set off from what is below it."""
    path = star_path(centre, radius)
    if edge is not None:
        painter.strokePath(path, QPen(edge, 2.4))
    painter.fillPath(path, colour)


def paint_note(painter: QPainter, area: QRectF, colour: QColor) -> None:
    """A sheet with lines of writing."""
    painter.setPen(QPen(colour, 1.2))
    sheet = area.adjusted(area.width() * 0.14, 0.6, -area.width() * 0.14, -0.6)
    painter.drawRect(sheet)
    for part in (0.3, 0.52, 0.74):
        y = sheet.top() + sheet.height() * part
        painter.drawLine(QPointF(sheet.left() + 2, y), QPointF(sheet.right() - 2, y))


def paint_bookmark(painter: QPainter, area: QRectF, colour: QColor) -> None:
    """A ribbon that marks a place."""
    left, right = area.left() + area.width() * 0.24, area.right() - area.width() * 0.24
    path = QPainterPath(QPointF(left, area.top() + 0.5))
    for x, y in (
        (right, area.top() + 0.5),
        (right, area.bottom() - 0.5),
        ((left + right) / 2, area.bottom() - area.height() * 0.3),
        (left, area.bottom() - 0.5),
    ):
        path.lineTo(x, y)
    path.closeSubpath()
    painter.fillPath(path, colour)
