"""What the keyboard does on the lanes."""

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from atlas_gui.timeline.navigation import (
    across,
    beside,
    first_in_lane,
    last_in_lane,
    nearest,
)

if TYPE_CHECKING:
    from atlas_gui.ui.timeline.canvas import LaneCanvas

ZOOM_STEP = 0.8
_PAGE = 0.8
_ALT, _SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


class LaneWish(Enum):
    """What a reader may want done with a lane."""

    UP = "up"
    DOWN = "down"
    FOLD = "fold"
    HIDE = "hide"
    ONLY = "only"


class LaneKeys:
    """Arrows move from mark to mark, the others move the time; the selection stays until Enter."""

    def __init__(self, canvas: "LaneCanvas") -> None:
        self._canvas = canvas
        key = Qt.Key
        self._actions: dict[int, Callable[[], None]] = {
            key.Key_Left: lambda: self._step(-1),
            key.Key_Right: lambda: self._step(1),
            key.Key_Up: lambda: self._across(-1),
            key.Key_Down: lambda: self._across(1),
            key.Key_Home: lambda: self._move(first_in_lane),
            key.Key_End: lambda: self._move(last_in_lane),
            key.Key_PageUp: lambda: self._page(-1),
            key.Key_PageDown: lambda: self._page(1),
            key.Key_Plus: lambda: self._zoom(ZOOM_STEP),
            key.Key_Equal: lambda: self._zoom(ZOOM_STEP),
            key.Key_Minus: lambda: self._zoom(1 / ZOOM_STEP),
            key.Key_0: canvas.shown.fit_all,
            key.Key_Return: self._open,
            key.Key_Enter: self._open,
            key.Key_Space: self._tell,
            key.Key_F: lambda: canvas.marked.ask_for(canvas.shown.target),
            key.Key_C: lambda: self._change_lane(LaneWish.FOLD),
            key.Key_Delete: lambda: self._change_lane(LaneWish.HIDE),
        }
        self._with_alt: dict[int, Callable[[], None]] = {
            key.Key_Up: lambda: self._change_lane(LaneWish.UP),
            key.Key_Down: lambda: self._change_lane(LaneWish.DOWN),
        }

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means; False if it means nothing here."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        actions = self._actions
        if modifiers == _ALT | _SHIFT:
            actions = self._with_alt
        elif modifiers & ~_SHIFT:
            return False
        action = actions.get(event.key())
        if event.key() == Qt.Key.Key_Escape and self._canvas.marked.is_drawn:
            action = self._canvas.marked.give_up
        if action is None:
            return False
        action()
        return True

    def _current(self) -> int | None:
        """The mark the keyboard is on, or else the one nearest to the middle."""
        canvas = self._canvas
        if canvas.current is None:
            canvas.current = nearest(canvas.scene.marks, canvas.shown.target.middle)
        return canvas.current

    def _move(self, way: Callable[..., int]) -> None:
        if (current := self._current()) is not None:
            self._canvas.go_to(way(self._canvas.scene.marks, current))

    def _step(self, step: int) -> None:
        """To the next mark; where marks are counted in columns, to the next column with any."""
        canvas, current = self._canvas, self._current()
        if current is None:
            return
        marks = canvas.scene.marks
        column = canvas.teller.column_of(current)
        if column is None:
            canvas.go_to(beside(marks, current, step))
            return
        low, high = marks.bounds[column.lane], marks.bounds[column.lane + 1]
        first = marks.first[low:high]
        if step > 0:
            number = int(first.searchsorted(column.period.last, "right"))
            canvas.go_to(low + number if low + number < high else current)
        else:
            number = int(first.searchsorted(column.period.first)) - 1
            canvas.go_to(low + number if number >= 0 else current)

    def _across(self, step: int) -> None:
        """To another lane: to the same column if it has any there, or to what is nearest in time."""
        canvas, current = self._canvas, self._current()
        if current is None:
            return
        column = canvas.teller.column_of(current)
        day = (column.period.first + column.period.last) / 2 if column is not None else None
        canvas.go_to(across(canvas.scene.marks, current, step, day))

    def _page(self, way: int) -> None:
        shown = self._canvas.shown
        shown.pan(way * _PAGE * shown.span.length)

    def _zoom(self, factor: float) -> None:
        """Zoom about the keyboard's mark if it is in sight, so that it stays there."""
        canvas = self._canvas
        span, anchor = canvas.shown.span, None
        if canvas.current is not None:
            middle = canvas.scene.marks.span_of(canvas.current).middle
            anchor = middle if span.start <= middle <= span.end else None
        canvas.shown.zoom(factor, anchor)

    def _open(self) -> None:
        current = self._current()
        if current is None:
            return
        canvas = self._canvas
        place = canvas.picture().lanes[canvas.scene.marks.lane_of(current)]
        item = place.layout.item_of(current) if place.layout is not None else None
        column = canvas.teller.column_of(current)
        if column is not None:
            canvas.opener.open_column(column)
        elif item is not None and item.is_count:
            canvas.opener.open_item(item)
        else:
            canvas.activate(current)

    def _tell(self) -> None:
        if (current := self._current()) is not None:
            self._canvas.tell(current)

    def _change_lane(self, wish: LaneWish) -> None:
        canvas, current = self._canvas, self._current()
        if current is not None:
            lane = canvas.scene.marks.lanes[canvas.scene.marks.lane_of(current)]
            canvas.lane_change_requested.emit(wish, lane.key)
