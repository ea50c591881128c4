"""Painting one mark: colour says the group, outline, fill and sign say the status."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPixmapCache,
)

from atlas_gui.timeline.drawing import Drawing, Fill, Outline, Sign, drawing_of
from atlas_gui.timeline.marks import Mark
from atlas_gui.timeline.rows import Item

_LINE = 1.6
_DASHES = [2.0, 1.5]
_ROUNDING = 0.5
_MOST_COUNTED = 999
_BEYOND_SIGHT = 40.0
_TINT = 0.16
_PILL_MARGIN = 2


class Ground:
    """The colours that a mark is painted with and on."""

    def __init__(self, colour: str, base: str) -> None:
        self.colour = QColor(colour)
        self.base = QColor(base)
        self.tint = _blend(self.colour, self.base, _TINT)


def paint_mark(painter: QPainter, area: QRectF, item: Item, mark: Mark, ground: Ground) -> None:
    """Paint `mark` into `area`, which includes its soft and open edges."""
    drawing = drawing_of(mark.subject.step)
    core = QRectF(
        area.left() + item.core_start - item.start,
        area.top(),
        item.core_end - item.core_start,
        area.height(),
    )
    if item.is_dot:
        side = min(core.width(), core.height())
        centre = core.center()
        core = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
        paint_shape(painter, core, drawing, QBrush(ground.colour), ground)
        return
    brush = QBrush(_fade(area, core, ground.colour))
    body = area.adjusted(0, 1, 0, -1)
    if mark.open_start:
        body.setLeft(core.left() - (core.left() - area.left()) * 0.55)
    if mark.open_end:
        body.setRight(core.right() + (area.right() - core.right()) * 0.55)
    paint_shape(painter, cut_to_sight(painter, body), drawing, brush, ground)
    if mark.open_start:
        _paint_arrow(painter, area.left() + 1, area.center().y(), -1, ground.colour)
    if mark.open_end:
        _paint_arrow(painter, area.right() - 1, area.center().y(), 1, ground.colour)


def paint_shape(
    painter: QPainter, body: QRectF, drawing: Drawing, brush: QBrush, ground: Ground
) -> None:
    """Paint outline, fill and sign; `brush` is the colour, or fades out at the edges."""
    half_line = _LINE / 2
    inner = body.adjusted(half_line, half_line, -half_line, -half_line)
    is_round = abs(body.width() - body.height()) < _ROUNDING and not drawing.square
    radius = inner.height() / 2 if is_round else 0.0 if drawing.square else 3.0
    path, whole = QPainterPath(), QPainterPath()
    path.addRoundedRect(inner, radius, radius)
    corner = radius + half_line if radius else 0.0
    whole.addRoundedRect(body, corner, corner)
    _paint_fill(painter, whole, body, drawing.fill, brush)
    # A line over a fill that fades out would show twice as strong.
    if drawing.fill is not Fill.FULL:
        _paint_outline(painter, path, drawing.outline, brush)
    if drawing.sign is Sign.TICK:
        _paint_tick(painter, inner.center(), ground.base)
    elif drawing.sign is Sign.STRIKE:
        _paint_strike(painter, body, ground.colour)


def cut_to_sight(painter: QPainter, body: QRectF) -> QRectF:
    """`body` without what lies far out of sight: dashes and hatching cost time by their length."""
    sight = painter.clipBoundingRect()
    if sight.isEmpty():
        return body
    cut = QRectF(body)
    cut.setLeft(max(body.left(), min(sight.left() - _BEYOND_SIGHT, body.right())))
    cut.setRight(min(body.right(), max(sight.right() + _BEYOND_SIGHT, cut.left())))
    return cut


def paint_ring(painter: QPainter, around: QRectF, colour: QColor, *, dashed: bool) -> None:
    """A ring round a mark: solid for the selected one, dashed for the one the keyboard is on."""
    pen = QPen(colour, 2.0 if not dashed else 1.5)
    if dashed:
        pen.setDashPattern([2.0, 2.0])
    out = 5.0 if dashed else 3.5
    ring = cut_to_sight(painter, around).adjusted(-out, -out, out, out)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)


def paint_count(painter: QPainter, area: QRectF, count: int, ground: Ground, text: QColor) -> None:
    """A pill with the number of marks that stand too close together, on whole pixels.

    A timeline that is full shows hundreds of them, so the picture of each number is kept.
    """
    words = str(count) if count <= _MOST_COUNTED else f"{_MOST_COUNTED}+"
    ratio, font = painter.device().devicePixelRatioF(), painter.font()
    size = QSize(round(area.width()), round(area.height()) + 2 * _PILL_MARGIN)
    colours = [colour.name() for colour in (ground.colour, ground.base, text)]
    key = ":".join(("pill", words, *colours, font.key(), f"{size.width()}x{size.height()}@{ratio}"))
    picture = QPixmap()
    if not QPixmapCache.find(key, picture):
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        inner = QPainter(picture)
        inner.setFont(font)
        _paint_pill(inner, QRectF(0, 0, size.width(), size.height()), words, ground, text)
        inner.end()
        QPixmapCache.insert(key, picture)
    painter.drawPixmap(round(area.left()), round(area.top()) - _PILL_MARGIN, picture)


def _paint_pill(painter: QPainter, area: QRectF, words: str, ground: Ground, text: QColor) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pill = area.adjusted(0.8, _PILL_MARGIN - 0.7, -0.8, 0.7 - _PILL_MARGIN)
    painter.setPen(QPen(ground.colour, _LINE))
    painter.setBrush(ground.tint)
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    painter.setPen(text)
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)


def _blend(colour: QColor, base: QColor, part: float) -> QColor:
    """`base` with a `part` of `colour` in it."""
    pairs = (
        (colour.red(), base.red()),
        (colour.green(), base.green()),
        (colour.blue(), base.blue()),
    )
    return QColor(*(round(over * part + under * (1 - part)) for over, under in pairs))


def _fade(area: QRectF, core: QRectF, colour: QColor) -> QLinearGradient:
    """`colour` within `core`, clear at the ends of `area` where it reaches further."""
    gradient = QLinearGradient(area.left(), 0, area.right(), 0)
    clear = QColor(colour)
    clear.setAlphaF(0.0)
    width = max(area.width(), 1.0)
    # A soft edge reaches a little into the body, so that it is seen on short bars too.
    left = max(core.left() - area.left(), 0.0) * 1.25 / width
    right = max(area.right() - core.right(), 0.0) * 1.25 / width
    if left + right > 1.0:
        left, right = left / (left + right), right / (left + right)
    gradient.setColorAt(0.0, clear if left else colour)
    gradient.setColorAt(min(left, 1.0), colour)
    gradient.setColorAt(max(1.0 - right, 0.0), colour)
    if right:
        gradient.setColorAt(1.0, clear)
    return gradient


def _paint_outline(painter: QPainter, path: QPainterPath, outline: Outline, brush: QBrush) -> None:
    pen = QPen(brush, _LINE)
    if outline is Outline.DASHED:
        pen.setDashPattern(_DASHES)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def _paint_fill(
    painter: QPainter, path: QPainterPath, body: QRectF, fill: Fill, brush: QBrush
) -> None:
    if fill is Fill.FULL:
        painter.fillPath(path, brush)
    elif fill is Fill.HALF:
        # A bar is half full from below, a dot from the left: so both look half full.
        is_bar = body.width() > body.height() * 1.5
        half = body.adjusted(0, body.height() / 2, 0, 0)
        if not is_bar:
            half = body.adjusted(0, 0, -body.width() / 2, 0)
        part = QPainterPath()
        part.addRect(half)
        painter.fillPath(path.intersected(part), brush)
    elif fill is Fill.HATCHED:
        painter.save()
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        _paint_hatching(painter, body, brush)
        painter.restore()


def _paint_hatching(painter: QPainter, inner: QRectF, brush: QBrush) -> None:
    painter.setPen(QPen(brush, 1.2))
    height = inner.height()
    x = inner.left() - height
    while x < inner.right():
        painter.drawLine(QPointF(x, inner.bottom()), QPointF(x + height, inner.top()))
        x += 3.5


def _paint_tick(painter: QPainter, centre: QPointF, colour: QColor) -> None:
    pen = QPen(colour, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    steps = ((-2.8, 0.2), (-0.8, 2.2), (2.8, -2.2))
    painter.drawPolyline([centre + QPointF(x, y) for x, y in steps])


def _paint_strike(painter: QPainter, body: QRectF, colour: QColor) -> None:
    painter.setPen(QPen(colour, _LINE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    reach = body.height() / 2 + 1.5
    middle = body.center()
    painter.drawLine(middle + QPointF(-reach, reach), middle + QPointF(reach, -reach))
    if body.width() > 3 * body.height():
        painter.drawLine(
            QPointF(body.left() - 2, middle.y()), QPointF(body.right() + 2, middle.y())
        )


def _paint_arrow(painter: QPainter, tip: float, y: float, way: int, colour: QColor) -> None:
    pen = QPen(colour, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    back = tip - way * 4.5
    painter.drawPolyline([QPointF(back, y - 4), QPointF(tip, y), QPointF(back, y + 4)])
