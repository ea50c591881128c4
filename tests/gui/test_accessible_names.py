"""What assistive programs are told: a name for everything that takes the keyboard, and a role."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas

from atlas_gui.ui.notebook_window.window import NotebookWindow
from atlas_gui.ui.restoring.dialog import RestoreDialog
from atlas_gui.ui.timeline.legend import LegendPopup

# The offscreen platform says this of every window; it is about the platform, not the names.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface.text(QAccessible.Text.Name)


def takers(root: QWidget) -> list[QWidget]:
    """Everything a reader can reach with the keyboard, in sight or not."""
    kinds = (Qt.FocusPolicy.TabFocus, Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.WheelFocus)
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.focusPolicy() in kinds and widget.focusProxy() is None
    ]


def nameless(root: QWidget) -> list[str]:
    return [
        f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}"
        for widget in takers(root)
        if not name(widget) and widget.isVisible()
    ]


def test_everything_that_takes_the_keyboard_has_a_name(atlas: OpenAtlas) -> None:
    atlas.window.tell("A notice")
    assert len(takers(atlas.window)) >= 12
    assert nameless(atlas.window) == []


def test_the_empty_list_has_names_too(atlas: OpenAtlas) -> None:
    atlas.search_for("zzzzqqqq")
    assert nameless(atlas.window) == []


@pytest.mark.parametrize("action", ["command_palette", "shortcut_sheet", "about", "export_pdf"])
def test_each_dialog_and_what_is_in_it_has_a_name(
    atlas: OpenAtlas, qtbot: QtBot, action: str
) -> None:
    atlas.do(action)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert dialog.windowTitle()
    assert nameless(dialog) == []
    dialog.close()


def test_the_window_of_the_notebook_has_names(atlas: OpenAtlas) -> None:
    atlas.do("star")
    atlas.do("notebook_window")
    (window,) = atlas.window.findChildren(NotebookWindow)
    assert window.windowTitle()
    assert len(takers(window)) >= 9
    assert nameless(window) == []
    window.close()


def test_earlier_states_have_names(atlas: OpenAtlas, qtbot: QtBot) -> None:
    atlas.do("earlier_notebook")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RestoreDialog)
    assert dialog.windowTitle()
    assert {"Backups", "What would change"} <= set(map(name, takers(dialog)))
    assert nameless(dialog) == []
    dialog.close()


def test_the_legend_of_the_timeline_has_names(atlas: OpenAtlas) -> None:
    atlas.timeline.show_legend()
    (popup,) = atlas.timeline.findChildren(LegendPopup)
    assert nameless(popup) == []
    popup.close()


def test_the_names_tell_the_parts_apart(atlas: OpenAtlas) -> None:
    names = [name(widget) for widget in takers(atlas.window) if widget.isVisible()]
    assert len(set(names)) >= len(names) - 1
    assert {
        "Search agreements",
        "Country pairs",
        "Records",
        "Record",
        "Records on the timeline",
        "Export as PDF",
        "Back",
        "Forward",
        "Order of the country pairs",
    } <= set(names)


def every(interface: QAccessibleInterface, depth: int = 0) -> Iterator[QAccessibleInterface]:
    yield interface
    for number in range(min(interface.childCount(), 40) if depth < 12 else 0):
        child = interface.child(number)
        if child is not None and child.isValid():
            yield from every(child, depth + 1)


def test_the_panes_have_the_roles_they_play(atlas: OpenAtlas) -> None:
    def role(widget: QWidget) -> QAccessible.Role:
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface is not None
        return interface.role()

    assert role(atlas.tree.view) == QAccessible.Role.Tree
    assert role(atlas.records.view) in (QAccessible.Role.Tree, QAccessible.Role.Table)
    assert role(atlas.lanes) == QAccessible.Role.Grouping
    assert role(atlas.search.field) == QAccessible.Role.EditableText
    assert role(atlas.timeline) == QAccessible.Role.Grouping


def test_every_mark_is_an_item_with_a_name_of_its_own(atlas: OpenAtlas) -> None:
    interface = QAccessible.queryAccessibleInterface(atlas.lanes)
    assert interface is not None
    lanes = [interface.child(number) for number in range(interface.childCount())]
    assert {lane.role() for lane in lanes} == {QAccessible.Role.List}
    stops = [lane.child(number) for lane in lanes for number in range(lane.childCount())]
    counts = [stop for stop in stops if stop.childCount()]
    items = [stop for stop in stops if not stop.childCount()]
    items += [count.child(number) for count in counts for number in range(count.childCount())]
    assert counts
    assert len(items) == len(atlas.marks())
    assert all(item.role() == QAccessible.Role.ListItem for item in (*items, *counts))
    names = [item.text(QAccessible.Text.Name) for item in items]
    assert all(names)
    titles = {atlas.library.records[each].title["en"] for each in atlas.marks()}
    assert all(any(found.startswith(title) for found in names) for title in titles)


def test_the_whole_tree_of_the_window_can_be_walked(atlas: OpenAtlas) -> None:
    interface = QAccessible.queryAccessibleInterface(atlas.window)
    assert interface is not None
    roles = [each.role() for each in every(interface)]
    assert len(roles) > 100
    for wanted in (QAccessible.Role.MenuBar, QAccessible.Role.StatusBar, QAccessible.Role.Tree):
        assert wanted in roles


def test_state_is_never_told_by_colour_alone(atlas: OpenAtlas) -> None:
    model = atlas.records.view.model()
    spoken = Qt.ItemDataRole.AccessibleTextRole
    rows = [
        [model.index(row, column).data(spoken) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    assert all(row[1] and row[4] for row in rows)
    assert any("disagree" in row[1] for row in rows)
