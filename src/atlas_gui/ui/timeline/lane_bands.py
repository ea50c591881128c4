"""What mouse and keyboard do on the bands of a crowd."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent

from atlas_gui.timeline.bands import COLUMN_PIXELS, BandPlace
from atlas_gui.ui.plain_tooltip import show_plain_tooltip

if TYPE_CHECKING:
    from atlas_gui.ui.timeline.canvas import LaneCanvas

_ZOOM = 0.2
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_ABOUT_WHAT_IT_IS_ON = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class LaneBands:
    """A click and Enter zoom in on a place; arrows move the keyboard's place, which Space tells.

    `cursor` is the keyboard's place; None until the keyboard is used.
    """

    def __init__(self, canvas: "LaneCanvas") -> None:
        self._canvas = canvas
        self.cursor: BandPlace | None = None
        key = Qt.Key
        self._actions: dict[int, Callable[[BandPlace], None]] = {
            key.Key_Left: lambda place: self._step(place, -1),
            key.Key_Right: lambda place: self._step(place, 1),
            key.Key_Up: lambda place: self._change_lane(place, -1),
            key.Key_Down: lambda place: self._change_lane(place, 1),
            key.Key_Home: lambda place: self._to_end(place, -1),
            key.Key_End: lambda place: self._to_end(place, 1),
            key.Key_Return: self.open,
            key.Key_Enter: self.open,
            key.Key_Space: self._tell,
        }

    def at(self, place: QPointF) -> BandPlace | None:
        """The place in a band at a place of the canvas."""
        canvas = self._canvas
        height = place.y() + canvas.scroll_bar.value()
        return canvas.scene.band_at(place.x(), height, canvas.scale())

    def words(self, place: BandPlace) -> str:
        """What there is at a place, in plain text."""
        return self._canvas.scene.band_words(place, self._canvas.scale())

    def open(self, place: BandPlace) -> None:
        """Show what is around a place larger, the place staying where it is."""
        self._canvas.shown.zoom(_ZOOM, place.day)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means on bands; False if there are none or it means nothing here."""
        key, other = event.key(), _CTRL | _ALT
        on_mark = self._canvas.current is not None and key in _ABOUT_WHAT_IT_IS_ON
        action, place = self._actions.get(key), self.place()
        if action is None or place is None or on_mark or event.modifiers() & other:
            return False
        action(place)
        return True

    def place(self) -> BandPlace | None:
        """Where the keyboard is: on its mark, or where it was, at first in the middle."""
        canvas = self._canvas
        lanes, span = canvas.scene.lanes, canvas.shown.span
        if not canvas.scene.has_bands or not lanes:
            return None
        if canvas.current is not None:
            mark = canvas.scene.marks[canvas.current]
            lane = next(lane for lane in lanes if lane.key == mark.lane)
            self.cursor = BandPlace(lane, mark.extent.middle)
        elif self.cursor is None or self.cursor.lane not in lanes:
            self.cursor = BandPlace(lanes[0], span.middle)
        if not span.start <= self.cursor.day < span.end:
            self.cursor = self.cursor._replace(day=span.middle)
        return self.cursor

    def _step(self, place: BandPlace, way: int) -> None:
        """To the next day, month or year, by a column at the least."""
        canvas = self._canvas
        scale = canvas.scale()
        period, _count = canvas.scene.in_period(place, scale)
        days = max(period.last + 1 - period.first, COLUMN_PIXELS / scale.pixels_per_day)
        self._go_to(place._replace(day=place.day + way * days))

    def _change_lane(self, place: BandPlace, way: int) -> None:
        lanes = self._canvas.scene.lanes
        number = min(max(lanes.index(place.lane) + way, 0), len(lanes) - 1)
        self._go_to(place._replace(lane=lanes[number]))

    def _to_end(self, place: BandPlace, way: int) -> None:
        extent = self._canvas.scene.extent()
        if extent is not None:
            self._go_to(place._replace(day=extent.start if way < 0 else extent.end - 1))

    def _go_to(self, place: BandPlace) -> None:
        canvas, whole = self._canvas, self._canvas.scene.extent()
        if whole is not None:
            place = place._replace(day=min(max(place.day, whole.start), whole.end - 1))
        self.cursor, canvas.current = place, None
        canvas.reveal_band(place)
        canvas.update()
        if QAccessible.isActive():
            words = f"{place.lane.label}, {self.words(place)}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(canvas, words))

    def _tell(self, place: BandPlace) -> None:
        canvas = self._canvas
        area = canvas.area_of_band(place)
        show_plain_tooltip(
            canvas.mapToGlobal(area.bottomLeft().toPoint()), self.words(place), canvas
        )
