"""The timeline for assistive programs: a list whose items are the marks.

Qt keeps plain pointers to these interfaces, so their Python owners must outlive Qt's interest in
them: a widget keeps its list, and the list keeps every item it ever handed out. Items offer no
actions of their own: Qt asks for those by address (`interface_cast`), and PySide6 6.11 crashes on
whatever Python answers. The keyboard does all there is to do.
"""

from typing import TYPE_CHECKING, cast

import shiboken6
from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget

if TYPE_CHECKING:
    from atlas_gui.ui.timeline.canvas import LaneCanvas


class MarkInterface(QAccessibleInterface):
    """One mark as a list item; `position` counts lane by lane, each lane in order of time."""

    def __init__(self, owner: "LaneListInterface", position: int) -> None:
        super().__init__()
        self.canvas = owner.canvas
        self._owner = owner
        self._position = position

    def mark_index(self) -> int | None:
        """The mark's place in the scene; None if there are fewer marks now."""
        return self.canvas.scene.order.at_position(self._position)

    def isValid(self) -> bool:
        """Whether there still is such a mark."""
        return shiboken6.isValid(self.canvas) and self.mark_index() is not None

    def object(self) -> QObject:
        """None: a mark is painted, it is no widget."""
        return cast(QObject, None)

    def role(self) -> QAccessible.Role:
        """An item of a list."""
        return QAccessible.Role.ListItem

    def parent(self) -> QAccessibleInterface:
        """The list."""
        return self._owner

    def child(self, _index: int) -> QAccessibleInterface:
        """None: a mark has no parts."""
        return cast(QAccessibleInterface, None)

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface:
        """None: a mark has no parts."""
        return cast(QAccessibleInterface, None)

    def childCount(self) -> int:
        """A mark has no parts."""
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        """A mark has no parts."""
        return -1

    def text(self, kind: QAccessible.Text) -> str:
        """The mark's name: title, date, kind, status."""
        index = self.mark_index()
        if index is None or kind != QAccessible.Text.Name:
            return ""
        return self.canvas.scene.marks[index].name

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        """Marks cannot be renamed."""

    def rect(self) -> QRect:
        """Where it is on the screen."""
        index = self.mark_index()
        if index is None:
            return QRect()
        area = self.canvas.area_of(index).toAlignedRect()
        return QRect(self.canvas.mapToGlobal(area.topLeft()), area.size())

    def state(self) -> QAccessible.State:
        """Whether it is focused, selected, or out of sight."""
        state = QAccessible.State()
        index = self.mark_index()
        if index is None:
            state.invalid = True
            return state
        mark = self.canvas.scene.marks[index]
        state.focusable = state.selectable = True
        state.focused = self.canvas.current == index and self.canvas.hasFocus()
        state.selected = mark.record_id == self.canvas.selected
        in_time = mark.extent.overlaps(self.canvas.shown.span)
        state.offscreen = not in_time
        return state


class LaneListInterface(QAccessibleWidget):
    """The lanes as one list of marks."""

    def __init__(self, canvas: "LaneCanvas") -> None:
        super().__init__(canvas, QAccessible.Role.List)
        self.canvas = canvas
        self._items: list[MarkInterface] = []

    def childCount(self) -> int:
        """How many marks there are."""
        return len(self.canvas.scene.marks)

    def child(self, index: int) -> QAccessibleInterface:
        """The item at a position."""
        if not 0 <= index < self.childCount():
            return cast(QAccessibleInterface, None)
        while len(self._items) <= index:
            self._items.append(MarkInterface(self, len(self._items)))
        return self._items[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The position of an item."""
        return next((n for n, item in enumerate(self._items) if item is child), -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        """The item at a place of the screen."""
        place = self.canvas.mapFromGlobal(QPoint(x, y))
        item = self.canvas.item_at(place.toPointF())
        if item is None:
            return cast(QAccessibleInterface, None)
        return self.child(position_of(self.canvas, item.marks[0]))

    def focusChild(self) -> QAccessibleInterface:
        """The mark the keyboard is on."""
        current = self.canvas.current
        if current is None or not self.canvas.hasFocus():
            return cast(QAccessibleInterface, None)
        return self.child(position_of(self.canvas, current))


def position_of(canvas: "LaneCanvas", index: int) -> int:
    """The position in the list of the mark at `index` of the scene."""
    return canvas.scene.order.position(index)


def announce_focus(canvas: "LaneCanvas", index: int) -> None:
    """Tell assistive programs that the keyboard is on a mark now."""
    _announce(canvas, index, QAccessible.Event.Focus)


def announce_selection(canvas: "LaneCanvas", index: int) -> None:
    """Tell assistive programs that a mark has been selected."""
    _announce(canvas, index, QAccessible.Event.Selection)


def _announce(canvas: QWidget, index: int, kind: QAccessible.Event) -> None:
    if not QAccessible.isActive():
        return
    event = QAccessibleEvent(canvas, kind)
    event.setChild(position_of(cast("LaneCanvas", canvas), index))
    QAccessible.updateAccessibility(event)


def interface_of(key: str, obj: QObject) -> QAccessibleInterface | None:
    """Qt's question for the interface of a widget; None leaves the answer to Qt."""
    if key not in _MADE_BY_KEY or not isinstance(obj, QWidget):
        return None
    kept = getattr(obj, "accessible", None)
    if kept is None:
        kept = _MADE_BY_KEY[key](obj)
        obj.accessible = kept  # type: ignore[attr-defined]
    return cast(QAccessibleInterface, kept)


def _lane_list(canvas: QWidget) -> QAccessibleWidget:
    return LaneListInterface(cast("LaneCanvas", canvas))


def _grouping(widget: QWidget) -> QAccessibleWidget:
    return QAccessibleWidget(widget, QAccessible.Role.Grouping)


_MADE_BY_KEY = {"LaneCanvas": _lane_list, "OverviewStrip": _grouping, "TimelineView": _grouping}
