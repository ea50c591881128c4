"""Painting single marks and counts, each so that it says no more of its time than is known."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
)

from atlas_gui.domain.time_shape import TimeTrait
from atlas_gui.domain.vocabulary import Group
from atlas_gui.timeline.drawing import Drawing, Fill, Glyph, glyph_of
from atlas_gui.timeline.layout import Rect
from atlas_gui.timeline.looks import Look
from atlas_gui.ui.theme import Theme
from atlas_gui.ui.timeline.glyphs import (
    LINE,
    Ground,
    glyph_path,
    paint_arrow,
    paint_outline,
)
from atlas_gui.ui.timeline.text_widths import CENTRED

_BAR_HEIGHT = 10.0
_CAP_HEIGHT = 8.0
_MOST_COUNTED = 9_999
_BEYOND_SIGHT = 60.0
_TINT = 0.16
_PLAIN_BAR = 40.0
# How much of the way to the head of its arrow an open end is still to be seen.
_FADING_PART = 0.85
_SIDE = 16
_ABOUT = int(TimeTrait.ABOUT_START | TimeTrait.ABOUT_END)
_START = (
    int(TimeTrait.ABOUT_START),
    int(TimeTrait.UNCERTAIN_START),
    int(TimeTrait.OPEN_START),
    int(TimeTrait.UNKNOWN_START),
)
_END = (
    int(TimeTrait.ABOUT_END),
    int(TimeTrait.UNCERTAIN_END),
    int(TimeTrait.OPEN_END),
    int(TimeTrait.UNKNOWN_END),
)
_WITHIN = int(TimeTrait.WITHIN)
_ALL_ENDS = sum(_START) + sum(_END)


class _Edge(NamedTuple):
    """One end of a mark: where its days end, how far the drawing reaches, and what is said of it."""

    core: float
    reach: float
    way: int
    about: bool
    uncertain: bool
    open: bool
    unknown: bool


class MarkPainter:
    """Paints marks in the colours of a theme.

    On a screen a small glyph is a picture that is kept, anywhere else an outline: what is filed and
    printed can be enlarged.
    """

    def __init__(self, theme: Theme, *, outlines: bool = False) -> None:
        base = QColor(theme.base)
        self._grounds = {
            group: Ground(QColor(colour), base) for group, colour in theme.group_colours.items()
        }
        self._none = Ground(QColor(theme.muted), base)
        self.text = QColor(theme.text)
        self._outlines = outlines
        self._kept: dict[object, QPixmap] = {}

    def ground(self, group: Group | None) -> Ground:
        """The colours of a group's marks; without a group, colours that mean nothing."""
        return self._none if group is None else self._grounds[group]

    def paint(self, painter: QPainter, area: Rect, look: Look) -> None:
        """Paint a mark into `area`, which holds what is said about its ends as well."""
        ground = self.ground(look.group)
        middle = area.y + area.height / 2
        if look.is_dot:
            self.paint_glyph(painter, QPointF(area.x + area.width / 2, middle), look)
        elif look.traits & _WITHIN:
            self._paint_range(painter, area, look, ground)
        elif not look.traits & _ALL_ENDS and look.is_plain and area.width < _PLAIN_BAR:
            self._paint_plain_bar(painter, area, look, ground)
        else:
            self._paint_bar(painter, area, look, ground)

    def paint_glyph(self, painter: QPainter, centre: QPointF, look: Look) -> None:
        """Paint the small outline of a mark."""
        ground, glyph = self.ground(look.group), glyph_of(look.group)
        if self._outlines:
            path = glyph_path(glyph, centre, 5.2)
            paint_outline(painter, path, look.drawing, QBrush(ground.colour), ground)
            return
        ratio = painter.device().devicePixelRatioF()
        key = (look.group, look.drawing, ratio)
        if key not in self._kept:
            self._kept[key] = _glyph_picture(glyph, look.drawing, ground, ratio)
        painter.drawPixmap(
            round(centre.x() - _SIDE / 2), round(centre.y() - _SIDE / 2), self._kept[key]
        )

    def paint_count(self, painter: QPainter, area: Rect, count: int, group: Group | None) -> None:
        """A pill with the number of marks that stand too close together, on whole pixels."""
        words = f"{count}" if count <= _MOST_COUNTED else f"{_MOST_COUNTED}+"
        ground = self.ground(group)
        if self._outlines:
            box = QRectF(area.x, area.y - 1, area.width, area.height + 2)
            _paint_pill(painter, box, words, ground, self.text)
            return
        ratio, font = painter.device().devicePixelRatioF(), painter.font()
        size = QSize(round(area.width), round(area.height) + 4)
        key = (words, group, font.key(), size.width(), ratio)
        if key not in self._kept:
            self._kept[key] = _pill_picture(size, ratio, font, words, ground, self.text)
        painter.drawPixmap(round(area.x), round(area.y) - 2, self._kept[key])

    def _paint_range(self, painter: QPainter, area: Rect, look: Look, ground: Ground) -> None:
        """A moment that nobody knows better than within these days: a glyph between two caps."""
        y = round(area.y + area.height / 2)
        start, end = _edges(area, look)
        left, right = _in_sight(painter, start.core, end.core)
        painter.fillRect(QRectF(left, y - 1, max(right - left, 1.0), 2), ground.colour)
        for edge in (start, end):
            _paint_range_end(painter, edge, y, ground)
        middle = (start.core + end.core) / 2
        # Places far out of sight are more than Qt's whole numbers hold.
        if left <= middle <= right:
            self.paint_glyph(painter, QPointF(middle, y), look)

    def _paint_plain_bar(self, painter: QPainter, area: Rect, look: Look, ground: Ground) -> None:
        """A short bar without anything to say about its ends."""
        body = _body(area)
        full = look.drawing.fill is Fill.FULL
        painter.setPen(Qt.PenStyle.NoPen if full else QPen(ground.colour, LINE))
        painter.setBrush(ground.colour if full else ground.base)
        inner = body if full else body.adjusted(0.8, 0.8, -0.8, -0.8)
        painter.drawRoundedRect(inner, 3, 3)

    def _paint_bar(self, painter: QPainter, area: Rect, look: Look, ground: Ground) -> None:
        """What lasted: as high as it is sure, thin where it may not have begun or may be over."""
        start, end = _edges(area, look)
        y = area.y + area.height / 2
        left = start.core - (start.core - start.reach) * _FADING_PART if start.open else start.core
        right = end.core + (end.reach - end.core) * _FADING_PART if end.open else end.core
        brush = _fade(start, end, left, right, ground)
        left, right = _in_sight(painter, left, right)
        sure_left, sure_right = _in_sight(painter, look.sure_start, look.sure_end)
        path = _bar_path(left, right, sure_left, sure_right, y)
        paint_outline(painter, path, look.drawing, brush, ground)
        for edge in (start, end):
            _paint_bar_end(painter, edge, y, ground)
        if look.shows_glyph and right - left > 3 * _BAR_HEIGHT:
            glyph = glyph_path(glyph_of(look.group), QPointF(left + 9, y), 3.4)
            painter.fillPath(
                glyph, ground.base if look.drawing.fill is Fill.FULL else ground.colour
            )


def _body(area: Rect) -> QRectF:
    return QRectF(area.x, area.y + (area.height - _BAR_HEIGHT) / 2, area.width, _BAR_HEIGHT)


def _edges(area: Rect, look: Look) -> tuple[_Edge, _Edge]:
    starts = (bool(look.traits & trait) for trait in _START)
    ends = (bool(look.traits & trait) for trait in _END)
    return (
        _Edge(look.core_start, area.x, -1, *starts),
        _Edge(look.core_end, area.x + area.width, 1, *ends),
    )


def _in_sight(painter: QPainter, left: float, right: float) -> tuple[float, float]:
    """Two places without what lies far out of sight: dashes and hatching cost time by their length."""
    sight = painter.clipBoundingRect()
    if sight.isEmpty():
        return left, right
    low, high = sight.left() - _BEYOND_SIGHT, sight.right() + _BEYOND_SIGHT
    return max(left, min(low, right)), min(right, max(high, left))


def _bar_path(
    left: float, right: float, sure_left: float, sure_right: float, y: float
) -> QPainterPath:
    """A bar that is pointed where its beginning or its end is known to some days only."""
    half = _BAR_HEIGHT / 2
    path = QPainterPath()
    sure_left, sure_right = max(sure_left, left), min(sure_right, right)
    if sure_left - left < 2 * LINE and right - sure_right < 2 * LINE:
        path.addRoundedRect(QRectF(left, y - half, max(right - left, 1.0), 2 * half), 3, 3)
        return path
    if sure_left > sure_right:
        sure_left = sure_right = (left + right) / 2
    corners = [(left, y), (sure_left, y - half), (sure_right, y - half), (right, y)]
    corners += [(sure_right, y + half), (sure_left, y + half)]
    path.moveTo(*corners[0])
    for corner in corners[1:]:
        path.lineTo(*corner)
    path.closeSubpath()
    return path


def _fade(start: _Edge, end: _Edge, left: float, right: float, ground: Ground) -> QBrush:
    """The colour, fading into the ground towards an end that is only about there, unknown or open."""
    colour = ground.colour
    soft_start = start.about or start.open or start.unknown
    soft_end = end.about or end.open or end.unknown
    if not (soft_start or soft_end) or right <= left:
        return QBrush(colour)
    gradient = QLinearGradient(left, 0, right, 0)
    # Opaque, because a PDF drops what is transparent in a gradient.
    clear = blend(colour, ground.base, 0.08 if start.about and end.about else 0.0)
    part = min(max(14.0 / (right - left), 0.12), 0.45)
    gradient.setColorAt(0.0, clear if soft_start else colour)
    gradient.setColorAt(part if soft_start else 0.0, colour)
    gradient.setColorAt(1.0 - part if soft_end else 1.0, colour)
    gradient.setColorAt(1.0, clear if soft_end else colour)
    return QBrush(gradient)


def _paint_range_end(painter: QPainter, edge: _Edge, y: float, ground: Ground) -> None:
    """A cap where the days end; a fading line, an arrow or dots where they do not."""
    reach = edge.reach - edge.way * (8.0 if edge.uncertain else 0.0)
    if edge.open or edge.unknown:
        _paint_beyond(painter, edge, reach, y, ground.colour)
    elif edge.about:
        for number in range(3):
            x = edge.core + edge.way * (2.0 + 3.4 * number)
            colour = QColor(ground.colour)
            colour.setAlphaF(0.8 - 0.25 * number)
            painter.fillRect(QRectF(x - 1, y - 1, 2, 2), colour)
    else:
        painter.fillRect(
            QRectF(round(edge.core) - 1, y - _CAP_HEIGHT / 2, 2, _CAP_HEIGHT), ground.colour
        )
    _paint_question(painter, edge, y, ground.colour)


def _paint_bar_end(painter: QPainter, edge: _Edge, y: float, ground: Ground) -> None:
    """An arrow where it goes on, dots where nobody knows, a question mark where it is doubted."""
    reach = edge.reach - edge.way * (8.0 if edge.uncertain else 0.0)
    if edge.open:
        paint_arrow(painter, QPointF(reach - edge.way, y), edge.way, ground.colour)
    elif edge.unknown:
        _paint_beyond(painter, edge, reach, y, ground.colour)
    _paint_question(painter, edge, y, ground.colour)


def _paint_beyond(painter: QPainter, edge: _Edge, reach: float, y: float, colour: QColor) -> None:
    """A line on from the days that are known: dashed to an arrow if open, dots if unknown."""
    pen = QPen(colour, 2.0)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([2.0, 1.5] if edge.open else [1.0, 1.5])
    painter.setPen(pen)
    painter.drawLine(QPointF(edge.core, y), QPointF(reach - edge.way * 2, y))
    if edge.open:
        paint_arrow(painter, QPointF(reach - edge.way, y), edge.way, colour)


def _paint_question(painter: QPainter, edge: _Edge, y: float, colour: QColor) -> None:
    if not edge.uncertain:
        return
    usual = painter.font()
    bold = QFont(usual)
    bold.setPixelSize(11)
    bold.setBold(True)
    painter.setFont(bold)
    painter.setPen(colour)
    x = edge.reach - 9 if edge.way > 0 else edge.reach - 1
    painter.drawText(QRectF(x, y - 8, 10, 16), CENTRED, "?")
    painter.setFont(usual)


def _glyph_picture(glyph: Glyph, drawing: Drawing, ground: Ground, ratio: float) -> QPixmap:
    picture = _clear(QSize(_SIDE, _SIDE), ratio)
    inner = QPainter(picture)
    inner.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = glyph_path(glyph, QPointF(_SIDE / 2, _SIDE / 2), 5.2)
    paint_outline(inner, path, drawing, QBrush(ground.colour), ground)
    inner.end()
    return picture


def _pill_picture(
    size: QSize, ratio: float, font: QFont, words: str, ground: Ground, text: QColor
) -> QPixmap:
    picture = _clear(size, ratio)
    inner = QPainter(picture)
    inner.setFont(font)
    box = QRectF(0, 1, size.width(), size.height() - 2)
    _paint_pill(inner, box, words, ground, text)
    inner.end()
    return picture


def _clear(size: QSize, ratio: float) -> QPixmap:
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    return picture


def _paint_pill(painter: QPainter, area: QRectF, words: str, ground: Ground, text: QColor) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pill = area.adjusted(0.8, 0.3, -0.8, -0.3)
    painter.setPen(QPen(ground.colour, LINE))
    painter.setBrush(blend(ground.colour, ground.base, _TINT))
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    painter.setPen(text)
    painter.drawText(pill, CENTRED, words)


def blend(colour: QColor, base: QColor, part: float) -> QColor:
    """`base` with a `part` of `colour` in it."""
    pairs = (
        (colour.red(), base.red()),
        (colour.green(), base.green()),
        (colour.blue(), base.blue()),
    )
    return QColor(*(round(over * part + under * (1 - part)) for over, under in pairs))
