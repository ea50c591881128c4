"""Painting the bands: how many records there are in each lane at each time."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter

from atlas_gui.timeline.bands import COLUMN_PIXELS, Columns
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.scene import Scene
from atlas_gui.ui.theme import Theme

_ROOM_ABOVE = 3.0
_LOWEST_BAR = 3


def paint_bands(painter: QPainter, scene: Scene, scale: Scale, scroll: float, theme: Theme) -> None:
    """Paint the band of every lane; bars of the same height mean the same number in all of them."""
    if scene.crowd is None or not scene.has_bands:
        return
    columns = Columns.on_screen(scale)
    places = [round(scale.x(edge)) for edge in columns.edges[:-1]]
    counted = {key: columns.counts(days) for key, days in scene.crowd.lanes.items()}
    tallest = max((max(counts) for counts in counted.values()), default=0)
    for lane in scene.layout(scale).lanes:
        bottom = round(lane.top + lane.height - scroll) - 1
        room = lane.height - _ROOM_ABOVE
        counts = counted.get(lane.lane.key, ())
        bars = bars_of(places, counts, tallest, bottom, room, COLUMN_PIXELS - 1)
        paint_bars(painter, bars, QColor(theme.group_colours[lane.lane.group]))


def bars_of(
    places: Sequence[int],
    counts: Sequence[int],
    tallest: int,
    bottom: int,
    room: float,
    width: int,
) -> list[QRect]:
    """A bar at each place that has any, in whole pixels, `room` high for the number `tallest`."""
    # A square root keeps single records visible beside crowded years.
    unit = room / tallest**0.5 if tallest else 0.0
    heights = [max(_LOWEST_BAR, round(unit * count**0.5)) if count else 0 for count in counts]
    return [
        QRect(place, bottom - height, width, height)
        for place, height in zip(places, heights, strict=False)
        if height
    ]


def paint_bars(painter: QPainter, bars: Sequence[QRect], colour: QColor) -> None:
    """Paint bars in one go, with sharp edges."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRects(bars)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
