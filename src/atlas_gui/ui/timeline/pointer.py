"""What mouse, wheel and touch do on the lanes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from atlas_gui.timeline.picture import LanePicture, Picture
from atlas_gui.timeline.rows import Item
from atlas_gui.ui.timeline.fling import Fling
from atlas_gui.ui.timeline.keys import LaneWish
from atlas_gui.ui.timeline.lane_painter import throughout_rect

if TYPE_CHECKING:
    from atlas_gui.ui.timeline.canvas import LaneCanvas

_WHEEL_NOTCH = 120.0
_ZOOM_PER_NOTCH = 0.8
_PAN_PER_NOTCH = 0.12
_SCROLL_PER_NOTCH = 36
_LEAST_PINCH = 0.2


class LanePointer:
    """A click chooses, a drag pans and runs on, the wheel zooms at the pointer and pans with Shift.

    A drag with Shift marks a range. Over the lane labels the wheel scrolls the lanes if they do not
    all fit. `animates` says whether a drag runs on after it is let go of.
    """

    def __init__(self, canvas: "LaneCanvas") -> None:
        self._canvas = canvas
        self._pressed_at: QPointF | None = None
        self._dragged_from: QPointF | None = None
        self._has_moved_on = False
        self.animates = False
        self._fling = Fling(canvas)
        self._fling.moved.connect(self._on_fling)

    def press(self, event: QMouseEvent) -> None:
        """Remember where a click or drag begins."""
        self._fling.stop()
        self._has_moved_on = False
        if event.button() != Qt.MouseButton.LeftButton:
            return
        canvas, place = self._canvas, event.position()
        if (
            event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            and place.x() >= canvas.scale().left
        ):
            scale = canvas.scale()
            least = QApplication.startDragDistance() / scale.pixels_per_day
            canvas.marked.begin(scale.day(place.x()), least)
        else:
            self._pressed_at = place

    def move(self, event: QMouseEvent) -> None:
        """Pan once the pointer has moved further than a click does."""
        canvas, place = self._canvas, event.position()
        if canvas.marked.is_drawn:
            canvas.marked.reach(canvas.scale().day(place.x()))
            return
        if self._pressed_at is None:
            self._show_hand(place)
            return
        far = (place - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        if self._dragged_from is None and far:
            self._dragged_from = self._pressed_at
            canvas.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._dragged_from is not None:
            moved = self._dragged_from - place
            canvas.shown.pan(moved.x() / canvas.scale().pixels_per_day)
            canvas.scroll_bar.setValue(round(canvas.scroll_bar.value() + moved.y()))
            self._dragged_from = place
            self._fling.follow(place.x())

    def release(self, event: QMouseEvent) -> None:
        """End a drag, or choose what was clicked."""
        canvas, place = self._canvas, event.position()
        if canvas.marked.is_drawn:
            canvas.marked.choose()
            return
        was_drag = self._dragged_from is not None
        was_click = self._pressed_at is not None and not was_drag
        self._pressed_at = self._dragged_from = None
        self._show_hand(place)
        if was_drag and self.animates:
            self._fling.let_go()
        elif was_click and event.button() == Qt.MouseButton.LeftButton:
            self._click(place)

    def double_click(self, event: QMouseEvent) -> None:
        """Open the mark under the pointer, or show everything if there is nothing."""
        if self._has_moved_on:
            # The first of the two clicks opened something: what is here now was not meant.
            return
        canvas, place = self._canvas, event.position()
        item = canvas.item_at(place)
        if item is not None and not item.is_count:
            canvas.activate(item.marks[0])
        elif item is None and not canvas.teller.at(place) and canvas.teller.edge_at(place) is None:
            canvas.shown.fit_all()

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom, pan or scroll by the notches that the wheel has turned."""
        self._fling.stop()
        canvas, turned = self._canvas, event.angleDelta()
        scale = canvas.scale()
        sideways = abs(turned.x()) > abs(turned.y())
        notches = (turned.x() if sideways else turned.y()) / _WHEEL_NOTCH
        over_labels = event.position().x() < scale.left
        if sideways or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            canvas.shown.pan(-notches * _PAN_PER_NOTCH * scale.span.length)
        elif over_labels and canvas.scroll_bar.maximum() > 0:
            bar = canvas.scroll_bar
            bar.setValue(round(bar.value() - notches * _SCROLL_PER_NOTCH))
        else:
            anchor = None if over_labels else scale.day(event.position().x())
            canvas.shown.zoom(_ZOOM_PER_NOTCH**notches, anchor)
        event.accept()

    def pinch(self, event: QNativeGestureEvent) -> bool:
        """Zoom as two fingers on a touch pad spread; False for any other gesture."""
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        canvas = self._canvas
        anchor = canvas.scale().day(max(event.position().x(), canvas.scale().left))
        canvas.shown.zoom(1 / max(1 + event.value(), _LEAST_PINCH), anchor)
        return True

    def context_menu(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a mark or a lane; beside them the window's own menu may come."""
        canvas = self._canvas
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            mark = canvas.current
            if mark is not None:
                place = canvas.mapToGlobal(canvas.area_of(mark).center().toPoint())
        else:
            item = canvas.item_at(QPointF(event.pos()))
            mark = item.marks[0] if item is not None and not item.is_count else None
        if mark is not None and canvas.teller.column_of(mark) is None:
            canvas.menu_requested.emit(canvas.teller.subject(mark).record_id, place)
            return
        lane = canvas.picture().lane_at(event.pos().y() + canvas.scroll_bar.value())
        if lane is None:
            event.ignore()
        else:
            canvas.lane_menu_requested.emit(lane.lane.key, place)

    def _click(self, place: QPointF) -> None:
        canvas = self._canvas
        picture, y = canvas.picture(), place.y() + canvas.scroll_bar.value()
        lane = picture.lane_at(y)
        edge = canvas.teller.edge_at(place)
        item, column = canvas.item_at(place), picture.column_at(place.x(), y)
        self._has_moved_on = edge is not None or column is not None or _is_count(item)
        if edge is not None:
            canvas.opener.go_beyond(edge[0], earlier=edge[1])
        elif item is not None:
            canvas.opener.open_item(item)
        elif column is not None:
            canvas.opener.open_column(column)
        elif lane is not None and _on_line(lane, picture, place.x(), y):
            canvas.opener.open_throughout(lane)
        elif lane is not None and _on_folded_name(lane, picture, place.x()):
            canvas.lane_change_requested.emit(LaneWish.FOLD, lane.lane.key)

    def _show_hand(self, place: QPointF) -> None:
        shape = Qt.CursorShape.ArrowCursor
        if self._canvas.teller.edge_at(place) is not None or self._has_something(place):
            shape = Qt.CursorShape.PointingHandCursor
        if self._canvas.cursor().shape() != shape:
            self._canvas.setCursor(shape)

    def _has_something(self, place: QPointF) -> bool:
        """Whether a click would do anything."""
        canvas = self._canvas
        picture, x, y = canvas.picture(), place.x(), place.y() + canvas.scroll_bar.value()
        lane = picture.lane_at(y)
        if picture.item_at(x, y) is not None or picture.column_at(x, y) is not None:
            return True
        return lane is not None and (
            _on_line(lane, picture, x, y) or _on_folded_name(lane, picture, x)
        )

    def _on_fling(self, pixels: float) -> None:
        shown = self._canvas.shown
        before = shown.span
        shown.pan(-pixels / self._canvas.scale().pixels_per_day)
        if shown.span == before:
            self._fling.stop()


def _on_line(lane: LanePicture, picture: Picture, x: float, y: float) -> bool:
    """Whether a place is on the line of what passes through."""
    line = throughout_rect(lane, picture.scale)
    return bool(lane.throughout) and x >= line.x and line.contains(x, y, 3)


def _on_folded_name(lane: LanePicture, picture: Picture, x: float) -> bool:
    return lane.collapsed and x < picture.scale.left


def _is_count(item: Item | None) -> bool:
    return item is not None and item.is_count
