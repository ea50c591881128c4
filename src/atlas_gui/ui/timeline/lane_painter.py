"""Painting the lanes: grid, labels, marks, bands, and the rings of selection and keyboard."""

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QPainter, QPen

from atlas_gui.i18n import ngettext
from atlas_gui.timeline.layout import Rect
from atlas_gui.timeline.looks import look_of
from atlas_gui.timeline.picture import LanePicture, Picture
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.scene import Scene
from atlas_gui.timeline.span import Span
from atlas_gui.timeline.starred import StarredMarks
from atlas_gui.timeline.ticks import ticks
from atlas_gui.timeline.words import Subject
from atlas_gui.ui.notebook.signs import STAR_RADIUS, paint_star
from atlas_gui.ui.theme import Theme
from atlas_gui.ui.timeline.band_painter import paint_band
from atlas_gui.ui.timeline.callout import paint_callout
from atlas_gui.ui.timeline.mark_painter import MarkPainter, blend
from atlas_gui.ui.timeline.text_widths import BEGINNING, CENTRED, elided, line_height, width_of

LABEL_INDENT = 13
_COUNT_GAP = 8.0
_SHORTEST_TITLE = 60.0
_LONGEST_TITLE = 280.0
_LOWEST_WITH_EDGES = 18.0
_FAINT_LINE = 0.45
_CHIP_HEIGHT = 16.0
_HIGHEST_MARK = 16.0
_MARK_IN_LINE = 0.8
_ON_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_ON_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
# The subject of a row, or None as long as it has not been read.
Titles = Callable[[int], Subject | None]


class LaneView(Struct, frozen=True):
    """What the lanes look like at this moment: scale, scroll, what is selected, focused and starred."""

    scale: Scale
    scroll: float
    size: tuple[float, float]
    selected: tuple[int, ...] = ()
    current: int | None = None
    words: str = ""
    marked: Span | None = None
    starred: StarredMarks | None = None


class LanePainter:
    """Paints one scene in the colours of a theme; `titles` may not know every record yet."""

    def __init__(self, theme: Theme, titles: Titles, *, outlines: bool = False) -> None:
        self._theme = theme
        self._titles = titles
        self._marks = MarkPainter(theme, outlines=outlines)
        self._faint_line = blend(QColor(theme.line), QColor(theme.base), _FAINT_LINE)

    def paint(self, painter: QPainter, scene: Scene, view: LaneView) -> None:
        """Paint the whole canvas."""
        picture = scene.picture(view.scale)
        width, height = view.size
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRect(0, 0, round(width), round(height)), QColor(self._theme.base))
        self._paint_grid(painter, view)
        in_sight = [
            place
            for place in picture.lanes
            if place.top < view.scroll + height and place.top + place.height > view.scroll
        ]
        for place in in_sight:
            self._paint_label(painter, place, view)
        painter.save()
        painter.setClipRect(QRectF(view.scale.left, 0, view.scale.width, height))
        usual = painter.font()
        painter.setFont(smaller(usual))
        for place in in_sight:
            self._paint_lane(painter, scene, picture, place, view)
        for place in in_sight:
            self._paint_edges(painter, place, view)
        painter.setFont(usual)
        self._paint_marked(painter, view)
        self._paint_rings(painter, scene, view)
        painter.restore()

    def _paint_grid(self, painter: QPainter, view: LaneView) -> None:
        found, height = ticks(view.scale), round(view.size[1])
        for colour, majors in ((self._faint_line, False), (QColor(self._theme.line), True)):
            for tick in found:
                if tick.major is majors:
                    # Opaque columns of whole pixels take a tenth of the time of lines.
                    painter.fillRect(round(view.scale.x(tick.day)), 0, 1, height, colour)

    def _paint_label(self, painter: QPainter, place: LanePicture, view: LaneView) -> None:
        font = painter.font()
        room = view.scale.left - LABEL_INDENT - 10
        top = place.top - view.scroll
        bottom = round(top + place.height) - 1
        painter.fillRect(QRect(0, bottom, round(view.size[0]), 1), QColor(self._theme.line))
        count = lane_count(place)
        taken = width_of(count, font) + _COUNT_GAP
        sign = "▸ " if place.collapsed else ""
        words = elided(sign + place.lane.label, font, room - taken)
        area = QRectF(LABEL_INDENT, top, room, place.height)
        painter.setPen(QColor(self._theme.text))
        painter.drawText(area, _ON_LEFT, words)
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(area, _ON_RIGHT, count)

    def _paint_lane(
        self, painter: QPainter, scene: Scene, picture: Picture, place: LanePicture, view: LaneView
    ) -> None:
        ground = self._marks.ground(place.lane.group)
        if place.band is not None:
            paint_band(painter, picture, place, view.scroll, ground.colour)
            return
        self._paint_throughout(painter, place, view, ground.colour)
        spots: list[tuple[Rect, int, int]] = []
        for item in picture.items(place):
            area = picture.rect(place, item)
            area = area._replace(y=area.y - view.scroll)
            if item.is_count:
                self._marks.paint_count(painter, area, len(item.marks), place.lane.group)
                spots.append((area, item.row, -1))
            else:
                look = look_of(scene.marks, item, view.scale, picture.shift)
                self._marks.paint(painter, area, look)
                spots.append((area, item.row, scene.marks.row_of(item.marks[0])))
            if view.starred is not None and view.starred.any_of(item.marks):
                self._paint_star(painter, area, view, at_end=item.is_count)
        edge = view.scale.left + view.scale.width
        for chip, _words in edge_chips(place, view.scale, painter.font()):
            edge = chip.x - 4 if chip.x > view.scale.left + 2 else edge
        self._paint_titles(painter, spots, edge)

    def _paint_star(self, painter: QPainter, area: Rect, view: LaneView, *, at_end: bool) -> None:
        """A small star at the upper corner of a mark, wherever of it is in sight."""
        theme = self._theme
        at_end = at_end or area.width < 2 * STAR_RADIUS + 8
        corner = area.x + area.width - 2 if at_end else area.x + STAR_RADIUS
        left = max(corner, view.scale.left + STAR_RADIUS)
        centre = QPointF(left, area.y + 2)
        paint_star(painter, centre, STAR_RADIUS, QColor(theme.star), QColor(theme.base))

    def _paint_throughout(
        self, painter: QPainter, place: LanePicture, view: LaneView, colour: QColor
    ) -> None:
        """One line for all marks that reach into the view and have no item there."""
        if not place.throughout:
            return
        line = throughout_rect(place, view.scale)
        faint = QColor(colour)
        faint.setAlphaF(0.55)
        bar = QRectF(line.x, line.y - view.scroll, line.width, line.height)
        painter.fillRect(bar, faint)

    def _paint_titles(
        self, painter: QPainter, spots: list[tuple[Rect, int, int]], edge: float
    ) -> None:
        """The title of each mark, as far as there is room before the next one, or the `edge`."""
        font = painter.font()
        painter.setPen(QColor(self._theme.muted))
        next_start: dict[int, float] = {}
        for area, row, record in sorted(spots, key=lambda spot: -spot[0].x):
            end = area.x + area.width
            room = min(next_start.get(row, edge) - end - 16, _LONGEST_TITLE)
            next_start[row] = area.x
            if record < 0 or room < _SHORTEST_TITLE:
                continue
            subject = self._titles(record)
            if subject is None:
                continue
            words = elided(subject.label, font, room)
            box = QRectF(end + 8, area.y - 3, room, area.height + 6)
            painter.drawText(box, BEGINNING, words)

    def _paint_edges(self, painter: QPainter, place: LanePicture, view: LaneView) -> None:
        """How many marks of the lane lie to the left and to the right of what is in sight."""
        painter.setPen(QColor(self._theme.muted))
        for chip, words in edge_chips(place, view.scale, painter.font()):
            box = QRectF(chip.x, chip.y - view.scroll, chip.width, chip.height)
            painter.fillRect(box.toRect(), QColor(self._theme.base))
            painter.drawText(box, CENTRED, words)

    def _paint_marked(self, painter: QPainter, view: LaneView) -> None:
        if view.marked is None:
            return
        fill = QColor(self._theme.accent)
        fill.setAlphaF(0.16)
        left, right = view.scale.x(view.marked.start), view.scale.x(view.marked.end)
        painter.fillRect(QRectF(left, 0, right - left, view.size[1]), fill)
        for x in (left, right):
            painter.fillRect(QRectF(round(x), 0, 1, view.size[1]), QColor(self._theme.accent))

    def _paint_rings(self, painter: QPainter, scene: Scene, view: LaneView) -> None:
        under = QColor(self._theme.base)
        for mark in view.selected:
            area = area_of(scene, mark, view)
            if area is not None:
                _paint_ring(painter, area, QColor(self._theme.accent), dashed=False, under=under)
        area = area_of(scene, view.current, view) if view.current is not None else None
        if area is not None:
            _paint_ring(painter, area, QColor(self._theme.text), dashed=True, under=under)
            paint_callout(painter, area, view.words, _plot(view), self._theme)


def lane_count(place: LanePicture) -> str:
    """How many of a lane's marks are shown, beside how many it has."""
    shown, total = place.tally.shown, place.tally.total
    return f"{shown:,} / {total:,}" if shown != total else f"{total:,}"


def throughout_rect(place: LanePicture, scale: Scale) -> Rect:
    """Where the line of the marks is that have no item in sight."""
    return Rect(scale.left, place.top + place.height - 6, scale.width, 3)


def throughout_words(count: int) -> str:
    """What that line says."""
    words = ngettext(
        "{count:,} more record reaches into this time",
        "{count:,} more records reach into this time",
        count,
    )
    return words.format(count=count)


def edge_chips(place: LanePicture, scale: Scale, font: QFont) -> list[tuple[Rect, str]]:
    """The small counts at both ends of a lane, earlier first; empty ones are left out."""
    chips = []
    if place.height < _LOWEST_WITH_EDGES:
        return []
    for count, pattern, on_left in (
        (place.tally.earlier, "‹ {count:,}", True),
        (place.tally.later, "{count:,} ›", False),
    ):
        if not count:
            continue
        words = pattern.format(count=count)
        width = width_of(words, font) + 8
        left = scale.left + 2 if on_left else scale.left + scale.width - width - 2
        height = min(max(_CHIP_HEIGHT, line_height(font)), place.height - 4)
        chips.append((Rect(left, place.top + (place.height - height) / 2, width, height), words))
    return chips


def area_of(scene: Scene, mark: int, view: LaneView) -> QRectF | None:
    """Where a mark is on the canvas: alone, in a count, in a column or in the line of a lane."""
    picture = scene.picture(view.scale)
    place = picture.lanes[scene.marks.lane_of(mark)]
    if place.layout is not None:
        item = place.layout.item_of(mark)
        if mark in place.throughout:
            rect = throughout_rect(place, view.scale)
        elif item is not None:
            rect = picture.rect(place, item)
        else:
            return None
    else:
        column = place.band.columns.at(float(scene.marks.first[mark])) if place.band else None
        if place.band is None or column is None:
            return None
        rect = picture.column_rect(place, place.band.columns.period(column))
    return QRectF(rect.x, rect.y - view.scroll, rect.width, rect.height)


def _plot(view: LaneView) -> QRectF:
    return QRectF(view.scale.left, 0, view.scale.width, view.size[1])


def smaller(font: QFont) -> QFont:
    """The font of titles and counts within the lanes."""
    small = QFont(font)
    small.setPixelSize(round(QFontInfo(font).pixelSize() * 0.85))
    return small


def _paint_ring(
    painter: QPainter, around: QRectF, colour: QColor, *, dashed: bool, under: QColor | None = None
) -> None:
    """A ring round a mark: solid for the selected one, dashed for the one the keyboard is on."""
    out = 5.0 if dashed else 3.5
    sight = painter.clipBoundingRect().adjusted(-40, 0, 40, 0)
    ring = around.intersected(QRectF(sight.left(), around.top(), sight.width(), around.height()))
    if ring.isEmpty():
        return
    # Around a column there is no room above and below within its lane.
    highest = max(_HIGHEST_MARK, _MARK_IN_LINE * line_height(painter.font()))
    above = out if ring.height() <= highest else -2.0
    ring.adjust(-out, -above, out, above)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = min(ring.height() / 2, 12.0)
    if under is not None:
        # Dashes of one colour would be lost on bars of a like one.
        painter.setPen(QPen(under, 4.0))
        painter.drawRoundedRect(ring, radius, radius)
    pen = QPen(colour, 1.5 if dashed else 2.0)
    if dashed:
        pen.setDashPattern([2.0, 2.0])
    painter.setPen(pen)
    painter.drawRoundedRect(ring, radius, radius)
