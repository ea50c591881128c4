"""The saved searches, driven as a reader drives them."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QIcon
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from support.notebooks import searches_in

from atlas_gui.models.saved_search_model import SavedSearchModel
from atlas_gui.state.saved_searches import SavedSearches
from atlas_gui.ui.saved_search_pane import SavedSearchPane
from atlas_gui.ui.theme import DARK, LIGHT

# The offscreen platform says this of every window; it is about the platform, not the pane.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

_KEY, _BUTTON = Qt.Key, Qt.MouseButton.LeftButton
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def searches(tmp_path: Path) -> SavedSearches:
    made = searches_in(tmp_path)
    for name in ("Loans", "Signed <b>deals", "Visits"):
        made.add(f"kind:{name[:4].lower()}", name)
    return made


def shown(qtbot: QtBot, searches: SavedSearches) -> SavedSearchPane:
    made = SavedSearchPane(searches, LIGHT)
    qtbot.addWidget(made)
    made.set_theme(LIGHT, QIcon())
    made.resize(240, 300)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.view.setFocus()
    return made


@pytest.fixture
def pane(qtbot: QtBot, searches: SavedSearches) -> SavedSearchPane:
    return shown(qtbot, searches)


def names(searches: SavedSearches) -> list[str]:
    return [search.name for search in searches.items]


def go_to(pane: SavedSearchPane, place: int) -> None:
    pane.view.setCurrentIndex(pane.view.model().index(place, 0))


def at(pane: SavedSearchPane, place: int) -> QPoint:
    return pane.view.visualRect(pane.view.model().index(place, 0)).center()


def part(pane: SavedSearchPane, name: str) -> QWidget:
    found = pane.findChild(QWidget, name)
    assert isinstance(found, QWidget)
    return found


def spoken(pane: SavedSearchPane, place: int) -> str:
    index = pane.view.model().index(place, 0)
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def test_a_click_and_enter_run_a_search(pane: SavedSearchPane, qtbot: QtBot) -> None:
    heard: list[str] = []
    pane.query_requested.connect(heard.append)
    qtbot.mouseClick(pane.view.viewport(), _BUTTON, pos=at(pane, 1))
    qtbot.keyClick(pane.view, _KEY.Key_Down)
    assert heard == ["kind:sign"]
    qtbot.keyClick(pane.view, _KEY.Key_Return)
    assert heard == ["kind:sign", "kind:visi"]


def test_the_present_query_is_saved_and_named_at_once(
    pane: SavedSearchPane, searches: SavedSearches, qtbot: QtBot
) -> None:
    button = part(pane, "save_search")
    assert isinstance(button, QToolButton)
    assert not button.isEnabled()
    pane.set_query("nickel")
    assert button.isEnabled()
    qtbot.mouseClick(button, _BUTTON)
    editor = pane.view.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, "Ores")
    qtbot.keyClick(editor, _KEY.Key_Return)
    qtbot.waitUntil(lambda: searches.items[3].name == "Ores")
    assert searches.items[3].query == "nickel"
    assert pane.view.currentIndex().row() == 3


def test_f2_renames_in_place_and_escape_leaves_the_name(
    pane: SavedSearchPane, searches: SavedSearches, qtbot: QtBot
) -> None:
    go_to(pane, 0)
    for text, end, wanted in (
        ("Credits", _KEY.Key_Return, "Credits"),
        ("x", _KEY.Key_Escape, "Credits"),
        (" ", _KEY.Key_Return, "Credits"),
    ):
        qtbot.keyClick(pane.view, _KEY.Key_F2)
        editor = pane.view.findChildren(QLineEdit)[-1]
        qtbot.keyClicks(editor, text)
        qtbot.keyClick(editor, end)
        qtbot.waitUntil(lambda: not pane.view.findChildren(QLineEdit))
        assert searches.items[0].name == wanted
        assert pane.view.currentIndex().row() == 0


def test_counts_leave_a_name_alone_that_is_being_written(
    pane: SavedSearchPane, searches: SavedSearches, qtbot: QtBot
) -> None:
    go_to(pane, 0)
    qtbot.keyClick(pane.view, _KEY.Key_F2)
    editor = pane.view.findChildren(QLineEdit)[-1]
    assert editor.selectedText() == "Loans"
    qtbot.keyClicks(editor, "Cred")
    pane.set_counts([1, 2, 3])
    qtbot.keyClicks(editor, "its")
    qtbot.keyClick(editor, _KEY.Key_Return)
    qtbot.waitUntil(lambda: searches.items[0].name == "Credits")
    assert spoken(pane, 0) == "Credits, 1 record"


def test_removing_offers_to_undo(
    pane: SavedSearchPane, searches: SavedSearches, qtbot: QtBot
) -> None:
    go_to(pane, 1)
    qtbot.keyClick(pane.view, _KEY.Key_Delete)
    assert names(searches) == ["Loans", "Visits"]
    line = part(pane, "saved_undo_line")
    label = line.findChild(QLabel)
    assert isinstance(label, QLabel)
    assert label.text() == "Removed “Signed <b>deals”."
    assert label.textFormat() == Qt.TextFormat.PlainText
    qtbot.mouseClick(part(pane, "saved_undo"), _BUTTON)
    assert names(searches) == ["Loans", "Signed <b>deals", "Visits"]
    assert not line.isVisible()
    assert pane.view.currentIndex().row() == 1


def test_the_last_removal_can_be_undone_from_the_keyboard(
    pane: SavedSearchPane, searches: SavedSearches, qtbot: QtBot
) -> None:
    for _search in range(3):
        go_to(pane, 0)
        qtbot.keyClick(pane.view, _KEY.Key_Delete)
    assert part(pane, "saved_empty").isVisible()
    assert not pane.view.isVisible()
    assert part(pane, "saved_undo").hasFocus()
    qtbot.keyClick(part(pane, "saved_undo"), _KEY.Key_Z, _CONTROL)
    assert names(searches) == ["Visits"]
    assert pane.view.isVisible()
    assert pane.view.hasFocus()


def test_undo_and_redo_have_their_keys(
    pane: SavedSearchPane, searches: SavedSearches, qtbot: QtBot
) -> None:
    go_to(pane, 0)
    qtbot.keyClick(pane.view, _KEY.Key_Delete)
    qtbot.keyClick(pane.view, _KEY.Key_Z, _CONTROL)
    assert len(searches.items) == 3
    qtbot.keyClick(pane.view, _KEY.Key_Y, _CONTROL)
    assert len(searches.items) == 2


def test_the_offer_to_undo_ends_with_the_next_act_of_any_sort(
    pane: SavedSearchPane, searches: SavedSearches, qtbot: QtBot
) -> None:
    go_to(pane, 0)
    qtbot.keyClick(pane.view, _KEY.Key_Delete)
    assert part(pane, "saved_undo_line").isVisible()
    searches._notebook.set_starred({"mine": "Mine"}, on=True)
    assert not part(pane, "saved_undo_line").isVisible()


def test_the_keys_put_searches_in_another_order(
    pane: SavedSearchPane, searches: SavedSearches, qtbot: QtBot
) -> None:
    go_to(pane, 0)
    for _step in range(3):
        qtbot.keyClick(pane.view, _KEY.Key_Down, _ALT_SHIFT)
    assert names(searches) == ["Signed <b>deals", "Visits", "Loans"]
    assert pane.view.currentIndex().row() == 2
    qtbot.keyClick(pane.view, _KEY.Key_Up, _ALT_SHIFT)
    assert names(searches) == ["Signed <b>deals", "Loans", "Visits"]


@pytest.mark.parametrize(
    ("dragged", "before", "wanted"), [(0, 2, "bac"), (0, 3, "bca"), (2, 0, "cab"), (1, -1, "acb")]
)
def test_a_search_is_dropped_where_it_is_let_go(
    tmp_path: Path, dragged: int, before: int, wanted: str
) -> None:
    searches = searches_in(tmp_path)
    for name in "abc":
        searches.add(name, name)
    model = SavedSearchModel(searches)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    data = model.mimeData([model.index(dragged)])
    model.dropMimeData(data, Qt.DropAction.MoveAction, before, 0, model.index(-1))
    assert "".join(names(searches)) == wanted
    assert tester.model() is model


def test_counts_and_the_present_search_are_told(pane: SavedSearchPane) -> None:
    pane.set_counts([4, 1, None])
    pane.set_query("kind:sign ")
    assert spoken(pane, 0) == "Loans, 4 records"
    assert spoken(pane, 1) == "Signed <b>deals, 1 record, shown now"
    assert spoken(pane, 2) == "Visits"


def test_counts_stay_with_their_search_when_it_moves(
    pane: SavedSearchPane, searches: SavedSearches
) -> None:
    pane.set_counts([4, 1, 9])
    searches.move(0, 2)
    assert spoken(pane, 2) == "Loans, 4 records"


def test_rows_are_painted_by_state_and_theme(pane: SavedSearchPane) -> None:
    pictures = []
    for theme in (LIGHT, DARK):
        pane.set_theme(theme, QIcon())
        for query in ("", "kind:loan"):
            pane.set_query(query)
            area = pane.view.visualRect(pane.view.model().index(0, 0))
            pictures.append(pane.view.viewport().grab(area).toImage())
    assert all(one != other for place, one in enumerate(pictures) for other in pictures[:place])


def test_the_menu_has_what_can_be_done(pane: SavedSearchPane, searches: SavedSearches) -> None:
    pane.view.customContextMenuRequested.emit(at(pane, 0))
    menu = pane.findChild(QMenu)
    assert isinstance(menu, QMenu)
    actions = {action.text(): action for action in menu.actions() if action.text()}
    assert list(actions) == ["&Search", "&Rename", "Move &up", "Move &down", "&Remove"]
    assert not actions["Move &up"].isEnabled()
    actions["Move &down"].trigger()
    menu.close()
    assert names(searches)[:2] == ["Signed <b>deals", "Loans"]


def test_what_a_later_version_wrote_can_be_run_alone(qtbot: QtBot, tmp_path: Path) -> None:
    search = {"id": "a", "name": "Loans", "query": "kind:loan"}
    content = {"meta": {"1": {"schema_version": 9}}, "searches": {"1": search}}
    (tmp_path / "notebook.json").write_text(json.dumps(content))
    pane = shown(qtbot, searches_in(tmp_path))
    pane.set_query("nickel")
    assert not part(pane, "save_search").isEnabled()
    assert "later version" in part(pane, "save_search").toolTip()
    go_to(pane, 0)
    qtbot.keyClick(pane.view, _KEY.Key_F2)
    qtbot.keyClick(pane.view, _KEY.Key_Delete)
    assert not pane.view.findChildren(QLineEdit)
    with qtbot.waitSignal(pane.query_requested):
        qtbot.keyClick(pane.view, _KEY.Key_Return)
