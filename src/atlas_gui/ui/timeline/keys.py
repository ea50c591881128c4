"""What the keyboard does on the lanes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from atlas_gui.ui.timeline.canvas import LaneCanvas

ZOOM_STEP = 0.8
_PAGE = 0.8


class LaneKeys:
    """Arrows move from mark to mark, the others move the time; the selection stays until Enter."""

    def __init__(self, canvas: "LaneCanvas") -> None:
        self._canvas = canvas
        key = Qt.Key
        self._actions: dict[int, Callable[[], None]] = {
            key.Key_Left: lambda: self._step(-1),
            key.Key_Right: lambda: self._step(1),
            key.Key_Up: lambda: self._change_lane(-1),
            key.Key_Down: lambda: self._change_lane(1),
            key.Key_Home: self._first,
            key.Key_End: self._last,
            key.Key_PageUp: lambda: self._page(-1),
            key.Key_PageDown: lambda: self._page(1),
            key.Key_Plus: lambda: self._zoom(ZOOM_STEP),
            key.Key_Equal: lambda: self._zoom(ZOOM_STEP),
            key.Key_Minus: lambda: self._zoom(1 / ZOOM_STEP),
            key.Key_0: canvas.shown.fit_all,
            key.Key_Return: self._open,
            key.Key_Enter: self._open,
            key.Key_Space: self._tell,
        }

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means; False if it means nothing here."""
        other = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        action = self._actions.get(event.key())
        if action is None or event.modifiers() & other:
            return False
        action()
        return True

    def _current(self) -> int | None:
        """The mark the keyboard is on, or else the one nearest to the middle."""
        canvas = self._canvas
        if canvas.current is None:
            canvas.current = canvas.scene.order.nearest(canvas.shown.span.middle)
        return canvas.current

    def _step(self, step: int) -> None:
        if (current := self._current()) is not None:
            self._canvas.go_to(self._canvas.scene.order.beside(current, step))

    def _change_lane(self, step: int) -> None:
        if (current := self._current()) is not None:
            self._canvas.go_to(self._canvas.scene.order.across(current, step))

    def _first(self) -> None:
        if (current := self._current()) is not None:
            self._canvas.go_to(self._canvas.scene.order.first(current))

    def _last(self) -> None:
        if (current := self._current()) is not None:
            self._canvas.go_to(self._canvas.scene.order.last(current))

    def _page(self, way: int) -> None:
        shown = self._canvas.shown
        shown.pan(way * _PAGE * shown.span.length)

    def _zoom(self, factor: float) -> None:
        """Zoom about the keyboard's mark if it is in sight, so that it stays there."""
        canvas = self._canvas
        span = canvas.shown.span
        anchor = None
        place = canvas.bands.place()
        if canvas.current is not None or place is not None:
            middle = place.day if place else span.middle
            if canvas.current is not None:
                middle = canvas.scene.marks[canvas.current].extent.middle
            anchor = middle if span.start <= middle <= span.end else None
        canvas.shown.zoom(factor, anchor)

    def _open(self) -> None:
        if (current := self._current()) is not None:
            self._canvas.activate(current)

    def _tell(self) -> None:
        if (current := self._current()) is not None:
            self._canvas.show_tooltip(current)
