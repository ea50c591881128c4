"""Painting the lanes: grid, labels, marks and the rings of selection and keyboard."""

from collections.abc import Iterable

from msgspec import Struct
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QPen

from atlas_gui.i18n import _
from atlas_gui.timeline.bands import BandPlace
from atlas_gui.timeline.layout import Rect
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.scene import Placed, Scene
from atlas_gui.timeline.ticks import ticks
from atlas_gui.ui.theme import Theme
from atlas_gui.ui.timeline.band_painter import paint_bands
from atlas_gui.ui.timeline.mark_painter import Ground, paint_count, paint_mark, paint_ring

LABEL_INDENT = 13
# Further out than this, titles beside the marks would only be clutter.
_TITLES_FROM_PIXELS_PER_DAY = 0.4
_SHORTEST_TITLE = 60.0
_LONGEST_TITLE = 280.0
_NUMBER_GAP = 8.0
_ON_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class LaneView(Struct, frozen=True):
    """What the lanes look like at this moment: scale, scroll, what is selected and focused."""

    scale: Scale
    scroll: float
    size: tuple[float, float]
    selected: str | None
    current: int | None
    band: BandPlace | None = None


def paint_lanes(painter: QPainter, scene: Scene, view: LaneView, theme: Theme) -> None:
    """Paint the whole canvas."""
    width, height = view.size
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, width, height), QColor(theme.base))
    _paint_grid(painter, view, theme)
    _paint_lane_lines(painter, scene, view, theme)
    painter.save()
    painter.setClipRect(QRectF(view.scale.left, 0, view.scale.width, height))
    paint_bands(painter, scene, view.scale, view.scroll, theme)
    _paint_marks(painter, scene, view, theme)
    _paint_rings(painter, scene, view, theme)
    painter.restore()


def to_rectf(rect: Rect, scroll: float) -> QRectF:
    """A rectangle of the scene on the canvas."""
    return QRectF(rect.x, rect.y - scroll, rect.width, rect.height)


def _paint_grid(painter: QPainter, view: LaneView, theme: Theme) -> None:
    faint = QColor(theme.line)
    faint.setAlphaF(0.45)
    found, height = ticks(view.scale), round(view.size[1])
    for colour, majors in ((faint, False), (QColor(theme.line), True)):
        for tick in found:
            if tick.major is majors:
                # A column of whole pixels takes a tenth of the time of a line that is smoothed.
                painter.fillRect(round(view.scale.x(tick.day)), 0, 1, height, colour)


def _paint_lane_lines(painter: QPainter, scene: Scene, view: LaneView, theme: Theme) -> None:
    font = QFontMetricsF(painter.font())
    room = view.scale.left - LABEL_INDENT - 8
    for lane in scene.layout(view.scale).lanes:
        top = lane.top - view.scroll
        bottom = round(top + lane.height) - 0.5
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawLine(QLineF(0, bottom, view.size[0], bottom))
        count = scene.total(lane.lane)
        number = f"{count:,}" if count is not None else ""
        taken = font.horizontalAdvance(number) + _NUMBER_GAP if number else 0.0
        words = font.elidedText(lane.lane.label, Qt.TextElideMode.ElideRight, room - taken)
        area = QRectF(LABEL_INDENT, top, room, lane.height)
        painter.setPen(QColor(theme.text))
        painter.drawText(area, _ON_LEFT, words)
        painter.setPen(QColor(theme.muted))
        area.setLeft(LABEL_INDENT + font.horizontalAdvance(words) + _NUMBER_GAP)
        painter.drawText(area, _ON_LEFT, number)


def _in_sight(scene: Scene, view: LaneView) -> Iterable[Placed]:
    for placed in scene.in_view(view.scale):
        top = placed.lane.top - view.scroll
        if top < view.size[1] and top + placed.lane.height > 0:
            yield placed


def _paint_marks(painter: QPainter, scene: Scene, view: LaneView, theme: Theme) -> None:
    grounds = {group: Ground(colour, theme.base) for group, colour in theme.group_colours.items()}
    text = QColor(theme.text)
    usual = painter.font()
    small = QFont(usual)
    small.setPixelSize(round(QFontInfo(usual).pixelSize() * 0.85))
    painter.setFont(small)
    for placed in _in_sight(scene, view):
        area = to_rectf(scene.rect(placed, view.scale), view.scroll)
        ground = grounds[placed.lane.lane.group]
        item = placed.item
        if scene.has_bands:
            # A mark on a band of its own colour would not be seen.
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground.base)
            painter.drawRoundedRect(area.adjusted(-3, -3, 3, 3), 8, 8)
        if item.is_count:
            paint_count(painter, area, len(item.marks), ground, text)
        else:
            mark = scene.marks[item.marks[0]]
            paint_mark(painter, area, item, mark, ground)
    if view.scale.pixels_per_day >= _TITLES_FROM_PIXELS_PER_DAY:
        _paint_titles(painter, scene, view, theme)
    painter.setFont(usual)


def _paint_titles(painter: QPainter, scene: Scene, view: LaneView, theme: Theme) -> None:
    """The title of each mark, as far as there is room before the next one in its row."""
    metrics = QFontMetricsF(painter.font())
    painter.setPen(QColor(theme.muted))
    # From right to left, the mark painted last in a row is the one that ends a title's room.
    next_start: dict[tuple[str, int], float] = {}
    edge = view.scale.left + view.scale.width
    for placed in reversed(list(_in_sight(scene, view))):
        item, row = placed.item, (placed.lane.lane.key, placed.item.row)
        area = to_rectf(scene.rect(placed, view.scale), view.scroll)
        room = min(next_start.get(row, edge) - area.right() - 16, _LONGEST_TITLE)
        next_start[row] = area.left()
        if item.is_count or room < _SHORTEST_TITLE:
            continue
        words = metrics.elidedText(
            scene.marks[item.marks[0]].subject.label, Qt.TextElideMode.ElideRight, room
        )
        place = QRectF(area.right() + 8, area.top() - 3, room, area.height() + 6)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)


def _paint_rings(painter: QPainter, scene: Scene, view: LaneView, theme: Theme) -> None:
    colour = QColor(theme.accent)
    for index in scene.of_record(view.selected):
        area = to_rectf(scene.rect(scene.place(index, view.scale), view.scale), view.scroll)
        paint_ring(painter, area, colour, dashed=False)
    if view.current is not None:
        placed = scene.place(view.current, view.scale)
        area = to_rectf(scene.rect(placed, view.scale), view.scroll)
        paint_ring(painter, area, QColor(theme.text), dashed=True)
        mark = scene.marks[view.current]
        title = QFontMetricsF(painter.font()).elidedText(
            mark.subject.label, Qt.TextElideMode.ElideRight, _LONGEST_TITLE
        )
        words = _("{title}, {date}").format(title=title, date=mark.date_words)
        _paint_callout(painter, area, words, view, theme)
    elif view.band is not None:
        area = to_rectf(scene.column_rect(view.band, view.scale), view.scroll)
        ring = area.adjusted(-1.5, 1.5, 1.5, -2.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # Dashes of one colour would be lost on bars of a like one.
        for pen in (
            QPen(QColor(theme.base), 4.0),
            QPen(QColor(theme.text), 1.5, Qt.PenStyle.DashLine),
        ):
            painter.setPen(pen)
            painter.drawRoundedRect(ring, 3, 3)
        _paint_callout(painter, area, scene.band_words(view.band, view.scale), view, theme)


def _paint_callout(
    painter: QPainter, area: QRectF, words: str, view: LaneView, theme: Theme
) -> None:
    """What the keyboard is on, which may be one mark of several under a count."""
    metrics = QFontMetricsF(painter.font())
    left, right = view.scale.left + 2, view.scale.left + view.scale.width
    box = QRectF(0, 0, metrics.horizontalAdvance(words) + 14, metrics.height() + 6)
    box.moveCenter(area.center())
    box.moveLeft(area.right() + 11)
    if box.right() > right:
        box.moveRight(area.left() - 11)
    if box.left() < left:
        # Beside a mark about as wide as the view, there is only room upon it.
        middle = (max(area.left(), left) + min(area.right(), right)) / 2
        box.moveLeft(max(min(middle - box.width() / 2, right - box.width()), left))
    box.moveTop(min(max(box.top(), 1.0), view.size[1] - box.height() - 1))
    painter.setPen(QPen(QColor(theme.strong_line), 1))
    painter.setBrush(QColor(theme.raised))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(QColor(theme.text))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
