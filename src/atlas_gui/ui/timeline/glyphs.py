"""The small outlines of marks: the glyph says the group, its line, fill and sign say the status."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QPaintEngine,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QPolygonF,
)

from atlas_gui.timeline.drawing import Drawing, Fill, Glyph, Outline, Sign

LINE = 1.6
_DASHES = [2.0, 1.5]
_HATCH_PITCH = 3.5
# Corners take less of a circle than the circle itself, and reach out a little to look as large.
_REACH = {Glyph.CIRCLE: 0.94, Glyph.SQUARE: 1.16, Glyph.TRIANGLE: 1.18, Glyph.WEDGE: 1.18}
_SUNK = {Glyph.TRIANGLE: 0.2, Glyph.WEDGE: -0.2}


class Ground(NamedTuple):
    """The colour that a mark is painted with, and the one that it is painted on."""

    colour: QColor
    base: QColor


def glyph_path(glyph: Glyph, centre: QPointF, radius: float) -> QPainterPath:
    """The outline of a glyph that fits into a circle about as large as `radius`."""
    path = QPainterPath()
    reach = radius * _REACH.get(glyph, 1.06)
    middle = centre + QPointF(0, radius * _SUNK.get(glyph, 0.0))
    if glyph is Glyph.CIRCLE:
        path.addEllipse(middle, reach, reach)
        return path
    path.addPolygon(QPolygonF([middle + QPointF(x, y) * reach for x, y in glyph.corners]))
    path.closeSubpath()
    return path


def paint_outline(
    painter: QPainter, path: QPainterPath, drawing: Drawing, brush: QBrush, ground: Ground
) -> None:
    """Paint any outline as `drawing` says; `brush` is the colour, or fades out at the ends."""
    painter.fillPath(path, ground.base)
    body = path.boundingRect()
    if drawing.fill is Fill.FULL:
        painter.fillPath(path, brush)
    elif drawing.fill is Fill.HALF:
        painter.fillPath(path.intersected(_half(body)), brush)
    elif drawing.fill is Fill.HATCHED:
        _paint_hatching(painter, path, body, brush)
    pen = QPen(brush, LINE)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if drawing.outline is Outline.DASHED:
        pen.setDashPattern(_DASHES)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    _stroke(painter, path, pen)
    if drawing.sign is Sign.TICK:
        paint_tick(painter, body.center(), ground.base)
    elif drawing.sign is Sign.STRIKE:
        paint_strike(painter, body, ground.colour)


def paint_tick(painter: QPainter, centre: QPointF, colour: QColor) -> None:
    """A tick that says: completed."""
    _paint_line(
        painter,
        [centre + QPointF(x, y) for x, y in ((-2.8, 0.2), (-0.8, 2.2), (2.8, -2.2))],
        colour,
    )


def paint_strike(painter: QPainter, body: QRectF, colour: QColor) -> None:
    """A stroke across that says: nothing came of it, or it is over."""
    painter.setPen(QPen(colour, LINE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    reach, middle = body.height() / 2 + 2.0, body.center()
    painter.drawLine(middle + QPointF(-reach, reach), middle + QPointF(reach, -reach))
    if body.width() > 3 * body.height():
        painter.drawLine(
            QPointF(body.left() - 2, middle.y()), QPointF(body.right() + 2, middle.y())
        )


def paint_arrow(painter: QPainter, tip: QPointF, way: int, colour: QColor) -> None:
    """The head of an arrow that points to earlier (-1) or later (1)."""
    back = tip - QPointF(way * 4.5, 0)
    _paint_line(painter, [back - QPointF(0, 4), tip, back + QPointF(0, 4)], colour)


def _paint_line(painter: QPainter, points: list[QPointF], colour: QColor) -> None:
    pen = QPen(colour, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline(points)


def _half(body: QRectF) -> QPainterPath:
    """The half that is filled: of a bar the lower one, of a glyph the left one."""
    part = QPainterPath()
    is_bar = body.width() > body.height() * 1.5
    part.addRect(
        body.adjusted(0, body.height() / 2, 0, 0)
        if is_bar
        else body.adjusted(0, 0, -body.width() / 2, 0)
    )
    return part


def _paint_hatching(painter: QPainter, path: QPainterPath, body: QRectF, brush: QBrush) -> None:
    height, x = body.height(), body.left() - body.height()
    lines = QPainterPath()
    while x < body.right():
        lines.moveTo(x, body.bottom())
        lines.lineTo(x + height, body.top())
        x += _HATCH_PITCH
    pen = QPen(brush, 1.2)
    if painter.paintEngine().type() is QPaintEngine.Type.SVG:
        # Qt goes on with the inner clip when that has ended: what follows would be cut off.
        strokes = QPainterPathStroker(pen).createStroke(lines)
        painter.fillPath(path.intersected(strokes), brush)
        return
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    _stroke(painter, lines, pen)
    painter.restore()


def _stroke(painter: QPainter, path: QPainterPath, pen: QPen) -> None:
    """Draw along a path; a colour that fades is filled, because no line of an SVG can fade."""
    if pen.brush().style() is Qt.BrushStyle.LinearGradientPattern:
        painter.fillPath(QPainterPathStroker(pen).createStroke(path), pen.brush())
    else:
        painter.strokePath(path, pen)
