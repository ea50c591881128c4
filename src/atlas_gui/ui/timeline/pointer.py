"""What mouse and wheel do on the lanes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from atlas_gui.timeline.bands import BandPlace
    from atlas_gui.timeline.rows import Item
    from atlas_gui.ui.timeline.canvas import LaneCanvas

_WHEEL_NOTCH = 120.0
_ZOOM_PER_NOTCH = 0.8
_PAN_PER_NOTCH = 0.12
_SCROLL_PER_NOTCH = 36


class LanePointer:
    """A click chooses, a drag pans, the wheel zooms at the pointer and pans with Shift.

    Over the lane labels the wheel scrolls the lanes if they do not all fit.
    """

    def __init__(self, canvas: "LaneCanvas") -> None:
        self._canvas = canvas
        self._pressed_at: QPointF | None = None
        self._dragged_from: QPointF | None = None

    def press(self, event: QMouseEvent) -> None:
        """Remember where a click or drag begins."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position()

    def move(self, event: QMouseEvent) -> None:
        """Pan once the pointer has moved further than a click does."""
        canvas, place = self._canvas, event.position()
        if self._pressed_at is None:
            self._show_hand(canvas.item_at(place) or canvas.bands.at(place))
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

    def release(self, event: QMouseEvent) -> None:
        """End a drag, or choose what was clicked."""
        was_click = self._pressed_at is not None and self._dragged_from is None
        self._pressed_at = self._dragged_from = None
        was_click = was_click and event.button() == Qt.MouseButton.LeftButton
        canvas, place = self._canvas, event.position()
        item, band = canvas.item_at(place), canvas.bands.at(place)
        self._show_hand(item or band)
        if was_click and item is not None:
            canvas.open_item(item)
        elif was_click and band is not None:
            canvas.bands.open(band)

    def double_click(self, event: QMouseEvent) -> None:
        """Open the mark under the pointer, or show everything if there is nothing."""
        item = self._canvas.item_at(event.position())
        if item is None and self._canvas.bands.at(event.position()) is not None:
            return  # the first of the two clicks has zoomed in
        if item is None:
            self._canvas.shown.fit_all()
        elif not item.is_count:
            self._canvas.activate(item.marks[0])

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom, pan or scroll by the notches that the wheel has turned."""
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

    def context_menu(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of one mark; beside the marks the window's own menu may come."""
        canvas = self._canvas
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = canvas.current
            place = (
                canvas.mapToGlobal(canvas.area_of(index).center().toPoint())
                if index is not None
                else None
            )
        else:
            item = canvas.item_at(QPointF(event.pos()))
            index = item.marks[0] if item is not None and not item.is_count else None
            place = event.globalPos()
        if index is None or place is None:
            event.ignore()
        else:
            canvas.menu_requested.emit(canvas.scene.marks[index].record_id, place)

    def _show_hand(self, over: "Item | BandPlace | None") -> None:
        shape = Qt.CursorShape.ArrowCursor if over is None else Qt.CursorShape.PointingHandCursor
        if self._canvas.cursor().shape() != shape:
            self._canvas.setCursor(shape)
