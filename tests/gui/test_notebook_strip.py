"""The notebook in the real window: strip, menu, and what of it shows in list, tree and timeline."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QMenu, QToolButton
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas, atlas_over
from support.libraries import library_of, record
from support.notebook_desk import NotebookDesk

from atlas_gui.domain.library import DamagedRecord, Library
from atlas_gui.ui.notebook.strip import NotebookStrip
from atlas_gui.ui.saved_search_list import SavedSearchList
from atlas_gui.ui.window_memory import WindowMemory

# The offscreen platform says this of every window; it is about the platform, not the strip.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def desk(atlas: OpenAtlas) -> NotebookDesk:
    return NotebookDesk(atlas)


def test_a_star_is_told_in_shape_and_words_wherever_the_record_stands(desk: NotebookDesk) -> None:
    assert desk.strip.star.text() == "Star"
    desk.atlas.do("star")
    assert desk.kept(desk.first)[0]
    assert desk.strip.star.text() == "Starred"
    assert desk.strip.star.isChecked()
    assert desk.atlas.action("star").isChecked()
    assert "starred" in desk.spoken(desk.first)
    assert "starred" not in desk.spoken(desk.second)
    pairs = desk.atlas.library.pairs_of(desk.atlas.library.records[desk.first])
    counted = {words: stars for words, stars in desk.pair_rows() if stars}
    assert len(counted) == len(pairs)
    assert all(words.endswith("1 starred") for words in counted)
    desk.atlas.press("Ctrl+B", desk.atlas.records.view)
    assert not desk.kept(desk.first)[0]
    assert not desk.atlas.action("star").isChecked()
    assert not any(stars for _words, stars in desk.pair_rows())


def test_a_starred_mark_says_so_on_the_timeline(desk: NotebookDesk) -> None:
    desk.atlas.do("star")
    desk.atlas.marks()
    lanes = desk.atlas.lanes
    marks = range(len(lanes.scene.marks))
    starred = [m for m in marks if lanes.view().starred.any_of((m,))]  # type: ignore[union-attr]
    assert {lanes.teller.subject(mark).record_id for mark in starred} == {desk.first}
    assert all("starred" in lanes.teller.subject(mark).description for mark in starred)
    desk.state.undo()
    assert not any(lanes.view().starred.any_of((m,)) for m in marks)  # type: ignore[union-attr]
    assert "starred" not in lanes.teller.subject(starred[0]).tooltip


def test_a_star_is_painted_on_the_timeline(desk: NotebookDesk) -> None:
    desk.atlas.marks()
    desk.atlas.do("fit_selection")
    desk.atlas.lanes.reveal(desk.atlas.lanes.selected[0])
    desk.atlas.lanes.grab()
    desk.atlas.lanes.subjects.finish()
    before = desk.atlas.lanes.grab().toImage()
    desk.atlas.do("star")
    after = desk.atlas.lanes.grab().toImage()
    assert before != after
    desk.atlas.do("undo_notebook")
    assert desk.atlas.lanes.grab().toImage() == before


def test_a_star_is_painted_in_list_and_tree(desk: NotebookDesk) -> None:
    views = [desk.atlas.records.view.viewport(), desk.atlas.tree.view.viewport()]
    before = [view.grab().toImage() for view in views]
    desk.atlas.do("star")
    assert all(view.grab().toImage() != was for view, was in zip(views, before, strict=True))


def test_only_the_rows_that_changed_are_told(desk: NotebookDesk, qtbot: QtBot) -> None:
    model = desk.atlas.records.view.model()
    with qtbot.waitSignal(model.dataChanged) as told:
        desk.atlas.do("star")
    first, last = told.args[0], told.args[1]
    row = desk.atlas.listed().index(desk.first)
    assert (first.row(), last.row()) == (row, row)


def test_tags_are_typed_completed_parted_by_commas_and_removed(desk: NotebookDesk) -> None:
    desk.state.set_tag({desk.second: "Second"}, "Railways", on=True)
    desk.atlas.do("add_tag")
    field = desk.strip.tags.field
    assert desk.atlas.focused() is field
    desk.atlas.type("rail")
    completer = field.completer()
    assert completer.currentCompletion() == "Railways"
    field.clear()
    desk.atlas.type("railways,<b>to check</b>")
    desk.atlas.press("Return", field)
    assert desk.kept(desk.first)[1] == ("<b>to check</b>", "Railways")
    assert field.text() == ""
    chips = desk.strip.tags.chips
    assert [chip.accessibleName() for chip in chips] == [
        "Remove tag <b>to check</b>",
        "Remove tag Railways",
    ]
    assert "tags: <b>to check</b>, Railways" in desk.spoken(desk.first)
    desk.atlas.press("Backspace", field)
    assert desk.atlas.focused() is desk.strip.tags.chips[-1]
    desk.atlas.press("Space", desk.strip.tags.chips[-1])
    assert desk.kept(desk.first)[1] == ("<b>to check</b>",)


def test_star_and_tags_are_for_all_selected_records_and_the_note_for_the_open_one(
    desk: NotebookDesk,
) -> None:
    desk.state.set_tag({desk.second: ""}, "half", on=True)
    desk.select(desk.first, desk.second)
    assert desk.strip.shown.count == 2
    assert "1/2" in desk.strip.tags.chips[0].text()
    desk.atlas.do("star")
    desk.atlas.do("read_later")
    desk.atlas.do("add_tag")
    desk.atlas.type("both")
    desk.atlas.press("Return")
    for record_id in (desk.first, desk.second):
        assert desk.kept(record_id)[0]
        assert "both" in desk.kept(record_id)[1]
        assert desk.kept(record_id)[3]
    assert desk.state.notebook.entry(desk.third) is None
    entry = desk.state.notebook.entry(desk.second)
    assert entry is not None
    assert entry.title == desk.atlas.library.records[desk.second].title["en"]
    desk.write("only here")
    desk.strip.tags.field.setFocus()
    assert desk.atlas.state.record_id == desk.second
    assert [desk.kept(each)[2] for each in (desk.first, desk.second)] == ["", "only here"]


def test_the_lists_of_the_menu_follow_at_once(desk: NotebookDesk) -> None:
    desk.state.set_starred({desk.first: "", desk.second: ""}, on=True)
    desk.state.set_listed({desk.third: ""}, on=True)
    desk.atlas.do("show_starred")
    assert set(desk.atlas.listed()) == {desk.first, desk.second}
    desk.atlas.do("star")
    assert desk.atlas.listed() == [desk.second]
    assert desk.atlas.state.record_id == desk.first
    desk.atlas.do("show_listed")
    assert desk.atlas.listed() == [desk.third]
    desk.state.set_note(desk.second, "", "text")
    desk.atlas.do("show_noted")
    assert desk.atlas.listed() == [desk.second]


def test_the_strip_folds_and_stays_folded(
    qapp: object,  # noqa: ARG001  Qt has to be there
    shipped_library: Library,
    settings_folder: Path,
) -> None:
    with atlas_over(shipped_library, settings_folder) as opened:
        desk = NotebookDesk(opened)
        desk.state.set_tag({desk.first: ""}, "one", on=True)
        height = desk.strip.height()
        opened.do("notebook_strip")
        assert desk.strip.folded
        assert desk.strip.height() < height
        assert not desk.note.isVisible()
    with atlas_over(shipped_library, settings_folder) as opened:
        desk = NotebookDesk(opened)
        assert desk.strip.folded
        opened.do("write_note")
        assert not desk.strip.folded
        assert opened.focused() is desk.note
        assert opened.action("notebook_strip").isChecked()


@pytest.fixture
def damaged(qapp: object, settings_folder: Path) -> Iterator[OpenAtlas]:  # noqa: ARG001  Qt has to be there
    spoiled = DamagedRecord("document-8", "Spoiled", "record 8", "It has no claims.")
    sound = library_of(record("sound"))
    library = Library(
        sound.info,
        sound.countries.values(),
        (),
        (),
        sound.sources.values(),
        sound.records.values(),
        [spoiled],
    )
    with atlas_over(library, settings_folder) as opened:
        yield opened


def test_nothing_is_kept_about_a_record_that_could_not_be_read(damaged: OpenAtlas) -> None:
    (strip,) = damaged.window.findChildren(NotebookStrip)
    damaged.state.set_record("document-8")
    assert not damaged.action("star").isEnabled()
    assert not strip.star.isEnabled()
    assert not strip.note.isEnabled()
    damaged.state.set_record("sound")
    assert strip.star.isEnabled()


def test_menus_of_records_offer_the_notebook(desk: NotebookDesk) -> None:
    desk.atlas.records.menu_requested.emit(desk.first, desk.atlas.window.pos())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    names = {action.objectName() for action in menu.actions()}
    assert {"star", "add_tag", "write_note", "read_later"} <= names
    menu.close()


def test_every_control_of_the_strip_has_a_name_and_is_reached_by_tab(desk: NotebookDesk) -> None:
    desk.state.set_tag({desk.first: ""}, "one", on=True)
    desk.state.set_note(desk.first, "", "https://example.org")
    controls = [*desk.strip.findChildren(QToolButton), desk.strip.tags.field, desk.note]
    for control in controls:
        interface = QAccessible.queryAccessibleInterface(control)
        assert interface is not None
        assert interface.text(QAccessible.Text.Name), control.objectName()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control.objectName()


def test_undo_from_the_list_of_searches_takes_back_a_note_as_from_anywhere(
    desk: NotebookDesk,
) -> None:
    atlas = desk.atlas
    (searches,) = atlas.window.findChildren(SavedSearchList)
    desk.state.add_search("Nickel", "nickel")
    atlas.do("write_note")
    for piece in ("One ", "two ", "three"):
        atlas.type(piece)
        atlas.window._notebook.save()
    searches.setFocus()
    assert atlas.focused() is searches
    atlas.do("undo_notebook")
    assert desk.note.toPlainText() == ""
    assert len(desk.state.notebook.searches) == 1
    atlas.do("undo_notebook")
    assert desk.state.notebook.searches == ()
    atlas.do("redo_notebook")
    atlas.do("redo_notebook")
    assert desk.note.toPlainText() == "One two three"


@pytest.mark.parametrize(("height", "is_on"), [(640, False), (900, True)])
def test_at_the_first_start_it_is_unfolded_where_there_is_room(
    shipped_library: Library,
    settings_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    height: int,
    is_on: bool,
) -> None:
    monkeypatch.setattr(WindowMemory, "_largest_first_size", lambda _self: QSize(1100, height))
    with atlas_over(shipped_library, settings_folder) as opened:
        assert opened.action("notebook_strip").isChecked() is is_on
        assert opened.window.settings().notebook_strip is is_on
