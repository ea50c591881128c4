"""Painting the bands of lanes: how many records begin at a time, and how many last through it."""

from collections.abc import Iterable
from itertools import starmap

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter

from atlas_gui.timeline.bands import BarPlace, band_bars
from atlas_gui.timeline.picture import LanePicture, Picture

_ROOM_ABOVE = 3.0
FAINT = 0.38


def paint_band(
    painter: QPainter, picture: Picture, place: LanePicture, scroll: float, colour: QColor
) -> None:
    """Paint one lane's columns; the same height means the same number in all lanes.

    What begins in a column stands solid; what lasts through it, or is known only to a longer time,
    stands faint upon that.
    """
    if place.band is None:
        return
    bottom = round(place.top + place.height - scroll) - 1
    room = place.height - _ROOM_ABOVE
    bars = band_bars(place.band, picture.edges, picture.tallest, room, bottom, 1)
    faint = QColor(colour)
    faint.setAlphaF(FAINT)
    paint_bars(painter, bars.faint, faint)
    paint_bars(painter, bars.solid, colour)


def paint_bars(painter: QPainter, bars: Iterable[BarPlace], colour: QColor) -> None:
    """Paint bars in one go, with sharp edges."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRects(list(starmap(QRect, bars)))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
