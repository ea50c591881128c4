"""Painting the bands: how many records there are in each lane at each time."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from atlas_gui.timeline.bands import COLUMN_PIXELS, Columns
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.scene import Scene
from atlas_gui.ui.theme import Theme

_GAP = 1.0
_ROOM_ABOVE = 3.0
_LOWEST_BAR = 2.0


def paint_bands(painter: QPainter, scene: Scene, scale: Scale, scroll: float, theme: Theme) -> None:
    """Paint the band of every lane; bars of the same height mean the same number in all of them."""
    if scene.crowd is None or not scene.has_bands:
        return
    columns = Columns.on_screen(scale)
    places = [round(scale.x(edge)) for edge in columns.edges[:-1]]
    held = scene.crowd.lanes
    counted = {key: columns.counts(days) for key, days in held.items()}
    tallest = max((max(counts) for counts in counted.values()), default=0)
    for lane in scene.layout(scale).lanes:
        bottom = round(lane.top + lane.height - scroll) - 1
        area = QRectF(0, bottom, 0, 0).adjusted(0, _ROOM_ABOVE - lane.height, 0, 0)
        colour = QColor(theme.group_colours[lane.lane.group])
        paint_bars(painter, places, counted.get(lane.lane.key, ()), tallest, area, colour)


def paint_bars(
    painter: QPainter,
    places: Sequence[float],
    counts: Sequence[int],
    tallest: int,
    area: QRectF,
    colour: QColor,
) -> None:
    """Paint a bar at each place, as high as `area` for the number `tallest`."""
    for place, count in zip(places, counts, strict=False):
        if count:
            # A square root keeps single records visible beside crowded years.
            height = max(_LOWEST_BAR, round(area.height() * (count / tallest) ** 0.5))
            bar = QRectF(place, area.bottom() - height, COLUMN_PIXELS - _GAP, height)
            painter.fillRect(bar, colour)
