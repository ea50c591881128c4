"""The strips under the lanes for assistive programs: each a list of the things that stand on it.

As with the lanes, a strip keeps every item it ever handed out until all are let go together.
"""

from functools import partial
from typing import TYPE_CHECKING, Final, cast

import shiboken6
from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from atlas_gui.ui.timeline.painted_part import NOTHING, PaintedPart, let_go, release_in_time

if TYPE_CHECKING:
    from atlas_gui.ui.timeline.axis_strip import AxisStrip

_STRIPS: Final = frozenset({"HistoryStrip", "TradeStrip"})


class ThingInterface(PaintedPart):
    """One thing on a strip, as an item of its list."""

    def __init__(self, owner: "StripInterface", number: int) -> None:
        super().__init__()
        self._owner = owner
        self._strip = owner.strip
        self._number = number

    def isValid(self) -> bool:
        """Whether there still is such a thing."""
        return shiboken6.isValid(self._strip) and self._number < len(self._strip.things())

    def role(self) -> QAccessible.Role:
        """An item of a list."""
        return QAccessible.Role.ListItem

    def parent(self) -> QAccessibleInterface:
        """The strip."""
        return self._owner

    def text(self, kind: QAccessible.Text) -> str:
        """The name, and as the description all that a tooltip says."""
        if not self.isValid():
            return ""
        things = self._strip.things()
        if kind == QAccessible.Text.Name:
            return things.name(self._number)
        return things.told(self._number) if kind == QAccessible.Text.Description else ""

    def rect(self) -> QRect:
        """Where it is on the screen; empty if it is out of sight."""
        area = self._strip.things().area(self._number) if self.isValid() else None
        if area is None:
            return QRect()
        place = area.toAlignedRect()
        return QRect(self._strip.mapToGlobal(place.topLeft()), place.size())

    def state(self) -> QAccessible.State:
        """Whether it is focused, chosen, or out of sight."""
        state = QAccessible.State()
        if not self.isValid():
            state.invalid = True
            return state
        strip = self._strip
        state.focusable = state.selectable = True
        state.focused = strip.hasFocus() and strip.current == self._number
        state.selected = strip.things().is_chosen(self._number)
        state.offscreen = strip.things().area(self._number) is None
        return state


class StripInterface(QAccessibleWidget):
    """A strip as a list of its things."""

    def __init__(self, strip: "AxisStrip") -> None:
        super().__init__(strip, QAccessible.Role.List)
        self.strip = strip
        self._items: list[ThingInterface] = []
        release_in_time(strip, partial(let_go, self._items))

    def childCount(self) -> int:
        """How many things there are."""
        return len(self.strip.things())

    def child(self, index: int) -> QAccessibleInterface:
        """The thing at a position."""
        if not 0 <= index < self.childCount():
            return NOTHING
        while len(self._items) <= index:
            self._items.append(ThingInterface(self, len(self._items)))
        return self._items[index]

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        """The thing at a place of the screen."""
        place = self.strip.mapFromGlobal(QPoint(x, y))
        number = self.strip.things().at(place.toPointF())
        return NOTHING if number is None else self.child(number)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The position of a thing."""
        return next((n for n, item in enumerate(self._items) if item is child), -1)

    def focusChild(self) -> QAccessibleInterface:
        """The thing the keyboard is on."""
        current = self.strip.current
        return NOTHING if current is None or not self.strip.hasFocus() else self.child(current)

    def text(self, kind: QAccessible.Text) -> str:
        """The name; as the description, the strip in words."""
        if kind == QAccessible.Text.Description:
            return self.strip.summary()
        return super().text(kind)


def announce_thing(strip: "AxisStrip", number: int) -> None:
    """Tell assistive programs that the keyboard is on a thing now."""
    if not QAccessible.isActive():
        return
    kept = cast(StripInterface, strip_interface_of(type(strip).__name__, strip))
    event = QAccessibleEvent(kept.child(number), QAccessible.Event.Focus)
    QAccessible.updateAccessibility(event)


def strip_interface_of(key: str, obj: QObject) -> QAccessibleInterface | None:
    """Qt's question for the interface of a widget; None leaves the answer to Qt."""
    if key not in _STRIPS or obj is None:
        return None
    kept = getattr(obj, "accessible", None)
    if kept is None:
        strip = cast("AxisStrip", obj)
        kept = strip.accessible = StripInterface(strip)
    return cast(QAccessibleInterface, kept)
