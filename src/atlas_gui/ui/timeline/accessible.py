"""The timeline for assistive programs: a group of lanes, each a list of marks, counts and columns.

Qt keeps plain pointers to these interfaces: a widget keeps its lanes, and a lane keeps every item it
ever handed out, until all are let go together (`painted_part`). Items offer no
actions of their own: Qt asks for those by address (`interface_cast`), and PySide6 6.11 crashes on
whatever Python answers. The keyboard does all there is to do.
"""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

import shiboken6
from PySide6.QtCore import QObject, QPoint, QRect, QRectF
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from atlas_gui.timeline.layout import Rect
from atlas_gui.timeline.picture import LanePicture, Picture
from atlas_gui.timeline.words import Subject
from atlas_gui.ui.timeline.painted_part import NOTHING, PaintedPart, let_go, release_in_time
from atlas_gui.ui.timeline.stops import Stop, stop_of, stops_of

if TYPE_CHECKING:
    from atlas_gui.ui.timeline.canvas import LaneCanvas


class _Painted(PaintedPart):
    """Something that is painted on a canvas."""

    def __init__(self, canvas: "LaneCanvas", number: int) -> None:
        super().__init__()
        self.canvas = canvas
        self.number = number

    def on_screen(self, rect: Rect) -> QRect:
        """A rectangle of the picture on the screen."""
        top = rect.y - self.canvas.scroll_bar.value()
        area = QRectF(rect.x, top, rect.width, rect.height).toAlignedRect()
        return QRect(self.canvas.mapToGlobal(area.topLeft()), area.size())


def spoken(subject: Subject, kind: QAccessible.Text) -> str:
    """What is told of a record: title and date while moving to it, kind and status if asked."""
    if kind == QAccessible.Text.Name:
        return subject.brief_name
    return subject.description if kind == QAccessible.Text.Description else ""


class CountedInterface(_Painted):
    """One of the marks that a count stands for, as an item of it."""

    def __init__(self, stop: "StopInterface", number: int) -> None:
        super().__init__(stop.canvas, number)
        self._stop = stop

    def mark(self) -> int | None:
        """The mark; None if the count has fewer by now."""
        marks = self._stop.counted()
        return marks[self.number] if self.number < len(marks) else None

    def isValid(self) -> bool:
        """Whether there still is such a mark."""
        return shiboken6.isValid(self.canvas) and self.mark() is not None

    def role(self) -> QAccessible.Role:
        """An item of a list."""
        return QAccessible.Role.ListItem

    def parent(self) -> QAccessibleInterface:
        """The count."""
        return self._stop

    def text(self, kind: QAccessible.Text) -> str:
        """Title and date; kind and status as the description."""
        mark = self.mark()
        return "" if mark is None else spoken(self.canvas.teller.subject(mark), kind)

    def rect(self) -> QRect:
        """Where the count is on the screen."""
        return self._stop.rect()

    def state(self) -> QAccessible.State:
        """Whether it is focused or selected."""
        state = QAccessible.State()
        mark, canvas = self.mark(), self.canvas
        state.focusable = state.selectable = True
        state.focused = canvas.hasFocus() and mark is not None and mark == canvas.current
        state.selected = mark in canvas.selected
        return state


class StopInterface(_Painted):
    """A mark, a count, a column or the line of what passes through, as an item of its lane."""

    def __init__(self, lane: "LaneInterface", number: int) -> None:
        super().__init__(lane.canvas, number)
        self._lane = lane
        self._counted: list[CountedInterface] = []

    def parts(self) -> Sequence[PaintedPart]:
        """The marks of a count that have been handed out."""
        return self._counted

    def counted(self) -> Sequence[int]:
        """The marks of a count, or of what passes through; none of anything else."""
        stop = self.stop()
        if stop is None or stop.item is None:
            return stop.throughout if stop is not None else ()
        return stop.item.marks if stop.item.is_count else ()

    def childCount(self) -> int:
        """How many marks a count stands for."""
        return len(self.counted())

    def child(self, index: int) -> QAccessibleInterface:
        """One of the marks of a count."""
        if not 0 <= index < self.childCount():
            return NOTHING
        while len(self._counted) <= index:
            self._counted.append(CountedInterface(self, len(self._counted)))
        return self._counted[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The position of a mark in its count."""
        return next((n for n, item in enumerate(self._counted) if item is child), -1)

    def stop(self) -> Stop | None:
        """What stands there now; None if there are fewer by now."""
        stops = self._lane.stops()
        return stops[self.number] if self.number < len(stops) else None

    def isValid(self) -> bool:
        """Whether there still is such a thing."""
        return shiboken6.isValid(self.canvas) and self.stop() is not None

    def role(self) -> QAccessible.Role:
        """An item of a list."""
        return QAccessible.Role.ListItem

    def parent(self) -> QAccessibleInterface:
        """The lane."""
        return self._lane

    def text(self, kind: QAccessible.Text) -> str:
        """Of a mark title and date, with kind and status as the description; else what it counts."""
        stop = self.stop()
        if stop is None:
            return ""
        if stop.item is not None and not stop.item.is_count:
            return spoken(self.canvas.teller.subject(stop.item.marks[0]), kind)
        return stop.name(self.canvas.teller) if kind == QAccessible.Text.Name else ""

    def rect(self) -> QRect:
        """Where it is on the screen."""
        stop = self.stop()
        return QRect() if stop is None else self.on_screen(stop.rect)

    def state(self) -> QAccessible.State:
        """Whether it is focused, selected, or out of sight."""
        state = QAccessible.State()
        stop = self.stop()
        if stop is None:
            state.invalid = True
            return state
        canvas, scale = self.canvas, self.canvas.scale()
        state.focusable = state.selectable = True
        on_it = canvas.hasFocus() and self._lane.focused_stop() == self.number
        # Of several marks, the one the keyboard is on has the focus.
        state.focused = on_it and not self.childCount()
        marks = stop.item.marks if stop.item is not None else stop.throughout
        state.selected = any(mark in marks for mark in canvas.selected)
        left, right = stop.rect.x, stop.rect.x + stop.rect.width
        state.offscreen = right < scale.left or left > scale.left + scale.width
        return state


class LaneInterface(_Painted):
    """One lane as a list of its stops."""

    def __init__(self, owner: "LanesInterface", number: int) -> None:
        super().__init__(owner.canvas, number)
        self._owner = owner
        self._items: list[StopInterface] = []
        self._stops: list[Stop] = []
        self._stops_of: Picture | None = None

    def parts(self) -> Sequence[PaintedPart]:
        """The items that have been handed out."""
        return self._items

    def place(self) -> LanePicture | None:
        """The lane as it stands now; None if there are fewer lanes by now."""
        lanes = self.canvas.picture().lanes
        return lanes[self.number] if self.number < len(lanes) else None

    def stops(self) -> list[Stop]:
        """What can be visited in the lane now."""
        picture, place = self.canvas.picture(), self.place()
        if picture is not self._stops_of:
            self._stops = stops_of(picture, place) if place is not None else []
            self._stops_of = picture
        return self._stops

    def focused_stop(self) -> int | None:
        """The number of the stop the keyboard is on; None if it is in another lane."""
        canvas, mark = self.canvas, self.canvas.current
        if mark is None or canvas.scene.marks.lane_of(mark) != self.number:
            return None
        return stop_of(self.stops(), mark, float(canvas.scene.marks.first[mark]))

    def isValid(self) -> bool:
        """Whether there still is such a lane."""
        return shiboken6.isValid(self.canvas) and self.place() is not None

    def role(self) -> QAccessible.Role:
        """A list."""
        return QAccessible.Role.List

    def parent(self) -> QAccessibleInterface:
        """All lanes."""
        return self._owner

    def childCount(self) -> int:
        """How many marks, counts or columns it has."""
        return len(self.stops())

    def child(self, index: int) -> QAccessibleInterface:
        """The item at a position."""
        if not 0 <= index < self.childCount():
            return NOTHING
        while len(self._items) <= index:
            self._items.append(StopInterface(self, len(self._items)))
        return self._items[index]

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        """The item at a place of the screen."""
        for number in range(self.childCount()):
            item = self.child(number)
            if item.rect().contains(x, y):
                return item
        return NOTHING

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The position of an item."""
        return next((n for n, item in enumerate(self._items) if item is child), -1)

    def text(self, kind: QAccessible.Text) -> str:
        """The lane's name, with how many of its records are in sight."""
        place = self.place()
        if place is None or kind != QAccessible.Text.Name:
            return ""
        return self.canvas.teller.lane(place)

    def rect(self) -> QRect:
        """Where it is on the screen."""
        place = self.place()
        if place is None:
            return QRect()
        return self.on_screen(Rect(0, place.top, self.canvas.width(), place.height))

    def state(self) -> QAccessible.State:
        """Whether it is folded."""
        state = QAccessible.State()
        place = self.place()
        if place is None:
            state.invalid = True
            return state
        state.expandable = True
        state.expanded = not place.collapsed
        state.collapsed = place.collapsed
        return state


class LanesInterface(QAccessibleWidget):
    """All lanes as a group of lists."""

    def __init__(self, canvas: "LaneCanvas") -> None:
        super().__init__(canvas, QAccessible.Role.Grouping)
        self.canvas = canvas
        self._lanes: list[LaneInterface] = []
        release_in_time(canvas, partial(let_go, self._lanes))

    def childCount(self) -> int:
        """How many lanes there are."""
        return len(self.canvas.picture().lanes)

    def lane(self, number: int) -> LaneInterface:
        """A lane by its number."""
        while len(self._lanes) <= number:
            self._lanes.append(LaneInterface(self, len(self._lanes)))
        return self._lanes[number]

    def child(self, index: int) -> QAccessibleInterface:
        """The lane at a position."""
        return self.lane(index) if 0 <= index < self.childCount() else NOTHING

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The position of a lane."""
        return next((n for n, lane in enumerate(self._lanes) if lane is child), -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        """The lane at a place of the screen."""
        place = self.canvas.mapFromGlobal(QPoint(x, y))
        lane = self.canvas.picture().lane_at(place.y() + self.canvas.scroll_bar.value())
        return NOTHING if lane is None else self.lane(lane.number)

    def focusChild(self) -> QAccessibleInterface:
        """The stop the keyboard is on."""
        if self.canvas.current is None or not self.canvas.hasFocus():
            return NOTHING
        return stop_interface(self.canvas, self.canvas.current) or NOTHING

    def text(self, kind: QAccessible.Text) -> str:
        """The name; as the description, the years in sight and each lane."""
        if kind == QAccessible.Text.Description:
            return self.canvas.teller.view()
        return super().text(kind)


def stop_interface(canvas: "LaneCanvas", mark: int) -> QAccessibleInterface | None:
    """The interface of a mark, or of the column it is in; None if it is far out of sight."""
    lanes = cast(LanesInterface, interface_of("LaneCanvas", canvas))
    lane = lanes.lane(canvas.scene.marks.lane_of(mark))
    number = stop_of(lane.stops(), mark, float(canvas.scene.marks.first[mark]))
    if number is None:
        return None
    stop = cast(StopInterface, lane.child(number))
    counted = stop.counted()
    return stop.child(counted.index(mark)) if mark in counted else stop


def announce_focus(canvas: "LaneCanvas", mark: int) -> None:
    """Tell assistive programs that the keyboard is on a mark now: its title and date alone."""
    _announce(canvas, mark, QAccessible.Event.Focus)


def announce_selection(canvas: "LaneCanvas", mark: int) -> None:
    """Tell assistive programs that a mark has been selected."""
    _announce(canvas, mark, QAccessible.Event.Selection)


def _announce(canvas: "LaneCanvas", mark: int, kind: QAccessible.Event) -> None:
    if not QAccessible.isActive():
        return
    stop = stop_interface(canvas, mark)
    if stop is not None:
        # What stands at a position is another thing after zooming; its name may be kept elsewhere.
        for event in (QAccessible.Event.NameChanged, kind):
            QAccessible.updateAccessibility(QAccessibleEvent(stop, event))


def interface_of(key: str, obj: QObject) -> QAccessibleInterface | None:
    """Qt's question for the interface of a widget; None leaves the answer to Qt."""
    if key not in _MADE_BY_KEY or not isinstance(obj, QWidget):
        return None
    kept = getattr(obj, "accessible", None)
    if kept is None:
        kept = _MADE_BY_KEY[key](obj)
        obj.accessible = kept  # type: ignore[attr-defined]
    return cast(QAccessibleInterface, kept)


def _lanes(canvas: QWidget) -> QAccessibleWidget:
    return LanesInterface(cast("LaneCanvas", canvas))


def _grouping(widget: QWidget) -> QAccessibleWidget:
    return QAccessibleWidget(widget, QAccessible.Role.Grouping)


_MADE_BY_KEY = {"LaneCanvas": _lanes, "OverviewStrip": _grouping, "TimelineView": _grouping}
