"""The timeline pane as assistive programs, menus and the pointer find it."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot
from support.timeline_pane import LANES, MARKS, canvas, place_of, strip

from atlas_gui.timeline.span import Span
from atlas_gui.ui.theme import LIGHT
from atlas_gui.ui.timeline.view import TimelineView

# The offscreen platform says this of every window and popup; it is about the platform.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_assistive_programs_find_a_list_of_marks(view: TimelineView) -> None:
    found = QAccessible.queryAccessibleInterface(canvas(view))
    assert found.role() == QAccessible.Role.List
    assert found.text(QAccessible.Text.Name) == "Records on the timeline"
    names = [found.child(n).text(QAccessible.Text.Name) for n in range(found.childCount())]
    assert len(names) == len(MARKS)
    assert names[1] == "Nickel, 2004, Contract, Preliminary"
    item = found.child(1)
    assert item.role() == QAccessible.Role.ListItem
    assert found.indexOfChild(item) == 1
    assert item.parent().role() == QAccessible.Role.List
    middle = item.rect().center()
    assert found.childAt(middle.x(), middle.y()).text(QAccessible.Text.Name) == names[1]


def test_assistive_programs_learn_what_is_selected_and_gone(view: TimelineView) -> None:
    found = QAccessible.queryAccessibleInterface(canvas(view))
    item, last = found.child(1), found.child(7)
    view.set_selected("nickel")
    assert item.state().selected
    assert not last.state().selected
    assert found.focusChild().text(QAccessible.Text.Name) == item.text(QAccessible.Text.Name)
    view.set_marks(MARKS[:2], LANES)
    assert item.isValid()
    assert not last.isValid()
    assert last.text(QAccessible.Text.Name) == ""
    assert found.child(7) is None


def test_the_strip_has_a_name_and_says_what_is_shown(view: TimelineView) -> None:
    view.set_span(Span(date(2000, 1, 1).toordinal(), date(2010, 1, 2).toordinal()))
    found = QAccessible.queryAccessibleInterface(strip(view))
    assert found.text(QAccessible.Text.Name) == "Overview of the whole time"
    assert found.text(QAccessible.Text.Description) == "2000 to 2010 shown"


def test_panes_come_and_go_while_assistive_programs_look(qtbot: QtBot) -> None:
    for _round in range(20):
        made = TimelineView(LIGHT)
        made.set_marks(MARKS, LANES)
        found = QAccessible.queryAccessibleInterface(canvas(made))
        kept = [found.child(n) for n in range(found.childCount())]
        assert all(item.isValid() for item in kept)
        with qtbot.waitSignal(made.destroyed):
            made.deleteLater()
        assert not any(item.isValid() for item in kept)


def test_a_marks_menu_is_asked_for_by_mouse_and_keyboard(view: TimelineView, qtbot: QtBot) -> None:
    lanes, place = canvas(view), place_of(view, "network")
    reasons = QContextMenuEvent.Reason
    with qtbot.waitSignal(view.menu_requested) as asked:
        event = QContextMenuEvent(reasons.Mouse, place, lanes.mapToGlobal(place))
        QApplication.sendEvent(lanes, event)
    assert asked.args is not None
    assert asked.args[0] == "network"
    view.set_selected("treaty")
    with qtbot.waitSignal(view.menu_requested) as asked:
        QApplication.sendEvent(lanes, QContextMenuEvent(reasons.Keyboard, QPoint(0, 0), QPoint()))
    assert asked.args == ["treaty", lanes.mapToGlobal(place_of(view, "treaty"))]
    beside = QContextMenuEvent(reasons.Mouse, QPoint(20, 20), QPoint())
    with qtbot.assertNotEmitted(view.menu_requested):
        QApplication.sendEvent(lanes, beside)


def test_the_pointer_tells_what_it_is_over(view: TimelineView, qtbot: QtBot) -> None:
    lanes, place = canvas(view), place_of(view, "network")
    qtbot.mouseMove(lanes, place)
    assert lanes.cursor().shape() == Qt.CursorShape.PointingHandCursor
    qtbot.mouseMove(lanes, QPoint(700, 2))
    assert lanes.cursor().shape() == Qt.CursorShape.ArrowCursor
    QApplication.sendEvent(lanes, QHelpEvent(QEvent.Type.ToolTip, place, lanes.mapToGlobal(place)))
    qtbot.waitUntil(QToolTip.isVisible)
    assert "Network<br>5 Jun 2019<br>Contract<br>Suspended" in QToolTip.text()
    QToolTip.hideText()
