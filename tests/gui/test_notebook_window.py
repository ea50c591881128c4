"""The window with all that the reader keeps."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QInputDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas
from support.held_runner import HeldRunner

from atlas_gui.domain.notebook import Entry, Notebook
from atlas_gui.models.notebook_listing import Shelf
from atlas_gui.models.notebook_model import Column
from atlas_gui.state.notebook import NotebookState
from atlas_gui.state.tasks import ImmediateTaskRunner, TaskRunner
from atlas_gui.store.notebook import open_notebook
from atlas_gui.ui.notebook.strip import NotebookStrip
from atlas_gui.ui.notebook_window import lister
from atlas_gui.ui.notebook_window.shelf_list import ShelfList
from atlas_gui.ui.notebook_window.window import NotebookWindow
from atlas_gui.ui.plain_tooltip import PlainTipDelegate

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
_KNOWN = {
    "mine": "The nickel <b>mine</b>",
    "loan": "A loan",
    "visit": "A visit",
    "rail": "Railways",
}
_CONTROL = Qt.KeyboardModifier.ControlModifier
Places = Callable[[str, str], None]


class Desk:
    """A notebook, its window, and what the window asked for."""

    def __init__(
        self,
        state: NotebookState,
        parent: QWidget,
        qtbot: QtBot,
        tasks: TaskRunner | None = None,
    ) -> None:
        self.state = state
        self.parent = parent
        self.open_record = ""
        self.asked: list[str] = []
        self.window = NotebookWindow(
            state,
            _KNOWN.keys(),
            _KNOWN.__getitem__,
            lambda: self.open_record,
            tasks or ImmediateTaskRunner(),
            parent,
        )
        self.window.undo_requested.connect(state.undo)
        self.window.record_requested.connect(self.asked.append)
        self.qtbot = qtbot
        self.window.show()
        qtbot.waitExposed(self.window)

    @property
    def shelves(self) -> ShelfList:
        (found,) = self.window.findChildren(ShelfList)
        return found

    def shelf_names(self) -> list[str]:
        return [self.shelves.item(row).text() for row in range(self.shelves.count())]

    def listed(self) -> list[str]:
        model = self.window.table.model()
        rows = range(model.rowCount())
        return [model.index(row, 0).data(Qt.ItemDataRole.UserRole) for row in rows]

    def cell(self, record_id: str, column: Column) -> str:
        model = self.window.table.model()
        return str(model.index(self.listed().index(record_id), column).data())

    def choose(self, *record_ids: str) -> None:
        self.window.table.clearSelection()
        self.window._choose(record_ids)

    def button(self, words: str) -> QPushButton:
        found = [b for b in self.window.findChildren(QPushButton) if words in b.text()]
        (button,) = found
        return button

    def told(self) -> list[str]:
        return [label.text() for label in self.window.findChildren(QLabel)]

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.window._following.isActive())


@pytest.fixture
def desk(qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    parent = QWidget()
    qtbot.addWidget(parent)
    opened = open_notebook(tmp_path_factory.mktemp("reader"))
    moments = iter(f"2026-01-02T03:{n // 60:02}:{n % 60:02}Z" for n in range(999))
    state = NotebookState(
        opened.notebook, opened.keeper, ImmediateTaskRunner(), parent, now=lambda: next(moments)
    )
    state.set_starred({"mine": _KNOWN["mine"], "gone": "Gone record"}, on=True)
    state.set_tag({"loan": "A loan", "mine": _KNOWN["mine"]}, "to check", on=True)
    state.set_note("loan", "A loan", "Second tranche\nis missing")
    state.set_listed({"visit": "A visit", "rail": "Railways", "loan": "A loan"}, on=True)
    return Desk(state, parent, qtbot)


def test_shelves_and_tags_say_how_much_is_on_them(desk: Desk) -> None:
    assert desk.shelf_names() == [
        "Everything (5)",
        "Starred (2)",
        "Reading list (3)",
        "With a note (1)",
        "Not in this library (1)",
        "# to check (2)",
    ]


@pytest.mark.parametrize(
    ("shelf", "listed"),
    [
        (Shelf.STARRED, {"mine", "gone"}),
        (Shelf.READING, {"visit", "rail", "loan"}),
        (Shelf.NOTED, {"loan"}),
        (Shelf.MISSING, {"gone"}),
    ],
)
def test_a_shelf_lists_its_own(desk: Desk, shelf: Shelf, listed: set[str]) -> None:
    desk.window.show_shelf(shelf)
    assert set(desk.listed()) == listed


def test_the_reading_list_has_its_order_and_all_else_the_latest_first(desk: Desk) -> None:
    desk.window.show_shelf(Shelf.READING)
    assert desk.listed() == ["visit", "rail", "loan"]
    desk.state.set_note("mine", _KNOWN["mine"], "x")
    desk.settle()
    desk.window.show_shelf(Shelf.ALL)
    assert desk.listed()[0] == "mine"


def test_a_tag_lists_its_records(desk: Desk) -> None:
    desk.shelves.setCurrentRow(5)
    assert set(desk.listed()) == {"loan", "mine"}


def test_what_is_kept_is_shown_as_text_and_a_missing_record_in_words(desk: Desk) -> None:
    assert desk.cell("mine", Column.TITLE) == "The nickel <b>mine</b>"
    assert desk.cell("gone", Column.TITLE) == "Gone record — not here"
    assert desk.cell("loan", Column.NOTE) == "Second tranche is missing"
    assert desk.cell("mine", Column.MARKS) == "★"
    assert desk.cell("visit", Column.MARKS) == "≡"
    assert desk.cell("loan", Column.TAGS) == "to check"


def test_searching_narrows(desk: Desk) -> None:
    (field,) = desk.window.findChildren(QLineEdit)
    field.setText("TRANCHE")
    desk.qtbot.waitUntil(lambda: desk.listed() == ["loan"])
    field.setText("nowhere")
    desk.qtbot.waitUntil(lambda: desk.listed() == [])


def test_a_record_opens_by_button_and_by_enter_but_not_one_that_is_gone(desk: Desk) -> None:
    desk.choose("mine")
    desk.button("Open record").click()
    desk.qtbot.keyClick(desk.window.table, Qt.Key.Key_Return)
    assert desk.asked[:2] == ["mine", "mine"]
    desk.asked.clear()
    desk.choose("gone")
    assert not desk.button("Open record").isEnabled()
    desk.qtbot.keyClick(desk.window.table, Qt.Key.Key_Return)
    assert desk.asked == []


def test_what_was_kept_about_a_record_that_is_gone_can_be_moved(desk: Desk) -> None:
    desk.choose("gone")
    assert not desk.button("Move to").isEnabled()
    desk.open_record = "rail"
    desk.choose("gone")
    desk.window._enable()
    desk.button("Move to").click()
    desk.settle()
    assert chosen(desk) == ["rail"]
    book = desk.state.notebook
    assert book.entry("gone") is None
    rail = book.entry("rail")
    assert rail is not None
    assert (rail.starred, rail.title, rail.reading is not None) == (True, "Railways", True)
    desk.state.undo()
    assert book.entry("gone") is not None


def test_what_is_removed_comes_back_by_undo(desk: Desk) -> None:
    before = dict(desk.state.notebook.entries)
    desk.choose("mine", "loan")
    desk.qtbot.keyClick(desk.window.table, Qt.Key.Key_Delete)
    desk.settle()
    assert set(desk.listed()) == {"gone", "visit", "rail"}
    assert any("Ctrl+Z brings it back" in text for text in desk.told())
    desk.qtbot.keyClick(desk.window.table, Qt.Key.Key_Z, _CONTROL)
    desk.settle()
    assert dict(desk.state.notebook.entries) == before
    assert not any("Ctrl+Z brings it back" in text for text in desk.told())


def test_the_reading_list_is_put_in_order(desk: Desk) -> None:
    desk.window.show_shelf(Shelf.READING)
    desk.choose("loan")
    assert desk.button("Down").isVisible()
    assert not desk.button("Down").isEnabled()
    desk.button("Up").click()
    desk.settle()
    assert desk.listed() == ["visit", "loan", "rail"]
    desk.button("Up").click()
    desk.settle()
    assert desk.listed() == ["loan", "visit", "rail"]
    assert not desk.button("Up").isEnabled()
    desk.window.show_shelf(Shelf.ALL)
    assert not desk.button("Down").isVisible()


def test_a_tag_is_renamed_everywhere(desk: Desk) -> None:
    desk.shelves.setCurrentRow(5)
    desk.shelves.setFocus()
    desk.qtbot.keyClick(desk.shelves, Qt.Key.Key_F2)
    (asked,) = desk.window.findChildren(QInputDialog)
    asked.setTextValue("checked")
    asked.accept()
    desk.settle()
    assert desk.shelf_names()[-1] == "# checked (2)"
    assert desk.state.notebook.tags() == {"checked": 2}


def test_a_notebook_that_may_not_be_written_offers_no_change(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    book = Notebook([Entry("mine", "2026-01-02T03:04:05Z", starred=True)])
    state = NotebookState(book, None, ImmediateTaskRunner(), parent, notice="Of a later version.")
    desk = Desk(state, parent, qtbot)
    desk.choose("mine")
    for words in ("Move to", "Remove", "Import", "states"):
        assert not desk.button(words).isEnabled()
    assert desk.button("Open record").isEnabled()


def test_an_empty_notebook_says_what_it_is_for(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    state = NotebookState(Notebook(), None, ImmediateTaskRunner(), parent)
    desk = Desk(state, parent, qtbot)
    assert any(text.startswith("Nothing yet") for text in desk.told())


def chosen(desk: Desk) -> list[str]:
    model = desk.window.table.model()
    rows = desk.window.table.selectionModel().selectedRows()
    return [model.data(index, Qt.ItemDataRole.UserRole) for index in rows]


def test_it_begins_with_the_first_row_chosen_whatever_keys_are_held(
    atlas: OpenAtlas, qtbot: QtBot
) -> None:
    atlas.do("star")
    # Control with shift, held while the window opens, would otherwise turn the choice around.
    atlas.press("Ctrl+Shift+O")
    (window,) = atlas.window.findChildren(NotebookWindow)
    qtbot.waitUntil(window.isVisible)
    rows = window.table.selectionModel().selectedRows()
    assert [index.row() for index in rows] == [0]
    window.reject()
    atlas.press("Ctrl+Shift+O")
    assert len(atlas.window.findChildren(NotebookWindow)) == 1


def test_whoever_removes_rows_goes_on_with_the_next(desk: Desk) -> None:
    before = desk.listed()
    desk.choose(before[1])
    desk.qtbot.keyClick(desk.window.table, Qt.Key.Key_Delete)
    desk.settle()
    assert chosen(desk) == [before[2]]
    desk.choose(before[-1])
    desk.qtbot.keyClick(desk.window.table, Qt.Key.Key_Delete)
    desk.settle()
    assert chosen(desk) == [desk.listed()[-1]]


def test_what_is_chosen_stays_chosen_through_a_change(desk: Desk) -> None:
    desk.choose("visit", "mine")
    desk.state.set_note("rail", "Railways", "new")
    desk.settle()
    assert desk.listed()[0] == "rail"
    assert set(chosen(desk)) == {"visit", "mine"}


def test_a_renamed_tag_stays_the_part_that_is_listed(desk: Desk) -> None:
    desk.shelves.setCurrentRow(5)
    desk.window._rename_tag("to check", "Aa")
    desk.settle()
    assert desk.shelves.currentItem().text() == "# Aa (2)"
    assert set(desk.listed()) == {"loan", "mine"}
    desk.state.set_tag({"loan": "", "mine": ""}, "Aa", on=False)
    desk.settle()
    assert desk.shelves.currentItem().text() == "Everything (5)"
    assert len(desk.listed()) == 5


def test_a_menu_that_is_open_may_outlive_the_rows_below_it(desk: Desk) -> None:
    place = desk.shelves.visualItemRect(desk.shelves.item(5)).center()
    desk.shelves._ask_about_tag(place)
    (menu,) = desk.shelves.findChildren(QMenu)
    desk.state.set_tag({"rail": ""}, "another", on=True)
    desk.settle()
    menu.actions()[0].trigger()
    (asked,) = desk.window.findChildren(QInputDialog)
    assert asked.textValue() == "to check"


def test_of_several_searches_in_a_large_notebook_the_last_is_answered(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lister, "_AT_ONCE", 3)
    parent, runner = QWidget(), HeldRunner()
    qtbot.addWidget(parent)
    moment = "2026-01-02T03:04:05Z"
    book = Notebook([Entry(f"r{n}", moment, note=f"note {n}") for n in range(9)])
    state = NotebookState(book, None, ImmediateTaskRunner(), parent)
    desk = Desk(state, parent, qtbot, runner)
    assert desk.listed() == []
    (field,) = desk.window.findChildren(QLineEdit)
    field.setText("note 3")
    desk.window._list()
    field.setText("note 4")
    desk.window._list()
    runner.release()
    assert desk.listed() == ["r4"]
    assert desk.shelf_names()[0] == "Everything (9)"
    assert [task.cancelled for task, _run in runner.held] == [True, True, False]


def test_all_of_many_are_chosen_without_looking_at_each(desk: Desk) -> None:
    desk.window.table.selectAll()
    assert [len(run) for run in desk.window._chosen_rows()] == [5]
    assert desk.button("Remove").isEnabled()
    assert not desk.button("Open record").isEnabled()
    desk.choose("mine", "gone")
    assert sum(map(len, desk.window._chosen_rows())) == 2


def test_what_came_of_it_is_told_where_it_is_seen(desk: Desk) -> None:
    desk.window.tell("The notebook is in “<b>x</b>.json”.")
    (told,) = [one for one in desk.window.findChildren(QLabel) if "<b>x</b>" in one.text()]
    assert told.isVisible()
    assert told.textFormat() == Qt.TextFormat.PlainText
    desk.window.close()
    desk.window.show()
    assert not told.isVisible()


def test_a_tooltip_is_text(desk: Desk) -> None:
    assert isinstance(desk.window.table.itemDelegate(), PlainTipDelegate)


def test_undo_in_the_window_takes_back_a_note_written_in_pieces(
    atlas: OpenAtlas, qtbot: QtBot
) -> None:
    (strip,) = atlas.window.findChildren(NotebookStrip)
    for piece in ("One ", "two ", "three"):
        strip.note.insertPlainText(piece)
        atlas.window._notebook.save()
    strip.note.insertPlainText(" and not saved yet")
    atlas.do("notebook_window")
    (window,) = atlas.window.findChildren(NotebookWindow)
    qtbot.waitUntil(lambda: window.table.model().rowCount() == 1)
    qtbot.keyClick(window.table, Qt.Key.Key_Z, _CONTROL)
    qtbot.waitUntil(lambda: window.table.model().rowCount() == 0)
    assert strip.note.toPlainText() == ""
    qtbot.keyClick(window.table, Qt.Key.Key_Y, _CONTROL)
    qtbot.waitUntil(lambda: window.table.model().rowCount() == 1)
    assert strip.note.toPlainText() == "One two three and not saved yet"


def test_signs_that_control_a_screen_are_shown_and_not_obeyed(desk: Desk) -> None:
    desk.state.set_note("odd", "An odd\u202e\n title", "One\u202e\nnote")
    desk.settle()
    for column in (Column.TITLE, Column.NOTE):
        shown = desk.cell("odd", column)
        assert not {"\u202e", "\n"} & set(shown)
    assert desk.cell("odd", Column.TITLE).startswith("An odd")
