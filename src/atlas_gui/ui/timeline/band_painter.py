"""Painting the bands of lanes: how many records begin at a time, and how many last through it."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter

from atlas_gui.timeline.picture import LanePicture, Picture

_ROOM_ABOVE = 3.0
_LOWEST_BAR = 3
_FAINT = 0.38


def paint_band(
    painter: QPainter, picture: Picture, place: LanePicture, scroll: float, colour: QColor
) -> None:
    """Paint one lane's columns; the same height means the same number in all lanes.

    What begins in a column stands solid; what lasts through it, or is known only to a longer time,
    stands faint upon that.
    """
    band = place.band
    if band is None:
        return
    scale = picture.scale
    edges = [round(scale.x(edge)) for edge in band.columns.edges.tolist()]
    gap = 1 if edges[-1] - edges[0] > 3 * len(edges) else 0
    bottom = round(place.top + place.height - scroll) - 1
    room = place.height - _ROOM_ABOVE
    begun, lasting = band.begun.tolist(), band.lasting.tolist()
    faint = QColor(colour)
    faint.setAlphaF(_FAINT)
    whole = [more + fewer for more, fewer in zip(begun, lasting, strict=True)]
    if any(lasting):
        heights = column_heights(whole, picture.tallest, room)
        paint_bars(painter, _rects(edges, heights, bottom, gap), faint)
        solid = [
            max(round(height * part / total), 1) if part else 0
            for height, part, total in zip(heights, begun, whole, strict=True)
        ]
    else:
        solid = column_heights(whole, picture.tallest, room)
    paint_bars(painter, _rects(edges, solid, bottom, gap), colour)


def column_heights(counts: Sequence[int], tallest: int, room: float) -> list[int]:
    """The heights of columns in whole pixels, `room` for the number `tallest`."""
    # A square root keeps single records visible beside crowded years.
    unit = room / tallest**0.5 if tallest else 0.0
    return [max(_LOWEST_BAR, round(unit * count**0.5)) if count else 0 for count in counts]


def bars_of(places: Sequence[int], heights: Sequence[int], bottom: int, width: int) -> list[QRect]:
    """A bar of one width at each place that has any height."""
    return [
        QRect(place, bottom - height, width, height)
        for place, height in zip(places, heights, strict=True)
        if height
    ]


def _rects(edges: Sequence[int], heights: Sequence[int], bottom: int, gap: int) -> list[QRect]:
    return [
        QRect(left, bottom - height, max(right - left - gap, 1), height)
        for left, right, height in zip(edges, edges[1:], heights, strict=False)
        if height
    ]


def paint_bars(painter: QPainter, bars: Sequence[QRect], colour: QColor) -> None:
    """Paint bars in one go, with sharp edges."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRects(bars)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
