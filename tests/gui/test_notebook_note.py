"""The note below a record: saved by itself, one step to undo, shared with other windows, with links."""

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas
from support.notebook_desk import NotebookDesk

from atlas_gui.ui.notebook import note_editor, note_keeping

# The offscreen platform says this of every window; it is about the platform, not the strip.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def longest(monkeypatch: pytest.MonkeyPatch) -> int:
    """A note that is full sooner: Qt takes seconds to lay out a line as long as one may be."""
    length = 2_000
    for module in (note_editor, note_keeping):
        monkeypatch.setattr(module, "LONGEST_NOTE", length)
    return length


@pytest.fixture
def desk(atlas: OpenAtlas) -> NotebookDesk:
    return NotebookDesk(atlas)


def test_a_note_is_saved_by_itself_while_it_is_written(desk: NotebookDesk, qtbot: QtBot) -> None:
    desk.write("A thought")
    assert desk.kept(desk.first)[2] == ""
    qtbot.waitUntil(lambda: desk.kept(desk.first)[2] == "A thought", timeout=5_000)
    assert desk.note.toPlainText() == "A thought"
    assert "with a note" in desk.spoken(desk.first)


def test_a_note_is_saved_on_leaving_it_on_opening_another_record_and_on_closing(
    desk: NotebookDesk,
) -> None:
    desk.write("one")
    desk.atlas.records.take_focus()
    assert desk.kept(desk.first)[2] == "one"
    desk.write(" two")
    desk.atlas.state.set_record(desk.second)
    assert desk.kept(desk.first)[2] == "one two"
    assert desk.note.toPlainText() == ""
    desk.write("last words")
    desk.atlas.window.close()
    assert desk.kept(desk.second)[2] == "last words"


def test_a_note_is_one_step_to_undo_and_to_do_again(desk: NotebookDesk) -> None:
    desk.atlas.do("star")
    desk.write("first")
    desk.atlas.records.take_focus()
    desk.write(" and more")
    desk.atlas.records.take_focus()
    assert len(desk.state.notebook.done) == 3
    undo = desk.atlas.action("undo_notebook")
    assert undo.text() == "&Undo: Note"
    desk.atlas.press("Ctrl+Z", desk.atlas.records.view)
    assert desk.kept(desk.first) == (True, (), "", False)
    assert desk.note.toPlainText() == ""
    assert undo.text() == "&Undo: Star"
    desk.atlas.press("Ctrl+Y", desk.atlas.records.view)
    assert desk.kept(desk.first)[2] == desk.note.toPlainText() == "first and more"
    desk.atlas.press("Ctrl+Z", desk.atlas.records.view)
    desk.atlas.press("Ctrl+Z", desk.atlas.records.view)
    assert desk.state.notebook.entry(desk.first) is None
    assert not undo.isEnabled()
    assert desk.atlas.action("redo_notebook").text() == "R&edo: Star"


def test_text_fields_take_back_what_was_typed_in_them(desk: NotebookDesk) -> None:
    desk.atlas.do("star")
    desk.write("abc")
    desk.atlas.press("Ctrl+Z", desk.note)
    assert desk.note.toPlainText() == ""
    assert desk.kept(desk.first)[0]
    desk.atlas.search_for("gas")
    desk.atlas.press("Ctrl+Z", desk.atlas.search.field)
    assert desk.atlas.search.field.text() != "gas"
    assert desk.kept(desk.first)[0]


def test_what_another_window_writes_joins_what_is_typed_here(desk: NotebookDesk) -> None:
    desk.state.set_note(desk.first, "Title", "old")
    desk.write(" mine")
    desk.state.set_note(desk.first, "Title", "old\n\n* * *\n\ntheirs")
    assert desk.note.toPlainText() == "old mine"
    desk.atlas.type(" and more")
    desk.atlas.records.take_focus()
    note = desk.kept(desk.first)[2]
    assert note == "old mine and more\n\n* * *\n\ntheirs"
    assert desk.note.toPlainText() == note


def test_of_two_texts_that_are_too_long_for_one_the_one_typed_here_stays(
    desk: NotebookDesk, longest: int
) -> None:
    theirs = "t" * (longest - 5)
    desk.write("mine is longer")
    desk.state.set_note(desk.first, "Title", theirs)
    desk.atlas.records.take_focus()
    assert desk.kept(desk.first)[2] == "mine is longer"
    assert "too long for one" in desk.atlas.notice.text
    desk.state.undo()
    assert desk.kept(desk.first)[2] == theirs


def test_what_another_window_writes_is_shown_where_nobody_writes(desk: NotebookDesk) -> None:
    desk.state.set_note(desk.first, "Title", "from elsewhere")
    assert desk.note.toPlainText() == "from elsewhere"


def test_a_note_is_never_read_as_markup(desk: NotebookDesk) -> None:
    text = "<b>bold</b> &amp; <img src='file:///etc/passwd'>"
    desk.atlas.do("write_note")
    QGuiApplication.clipboard().setText(text)
    desk.note.paste()
    desk.atlas.records.take_focus()
    assert desk.kept(desk.first)[2] == text
    assert desk.note.toPlainText() == text


def test_no_more_can_be_written_than_a_note_holds(desk: NotebookDesk, longest: int) -> None:
    desk.atlas.do("write_note")
    desk.note.setPlainText("x" * (longest - 1))
    desk.atlas.type("yz")
    QGuiApplication.clipboard().setText("more")
    desk.note.paste()
    assert "more than a note can hold" in desk.atlas.notice.text
    desk.atlas.records.take_focus()
    note = desk.kept(desk.first)[2]
    assert len(note) == longest
    assert set(note) == {"x", "y"}


def test_what_is_pasted_over_everything_has_all_the_room(desk: NotebookDesk, longest: int) -> None:
    desk.atlas.do("write_note")
    desk.note.setPlainText("x" * longest)
    desk.note.selectAll()
    QGuiApplication.clipboard().setText("y" * longest)
    desk.note.paste()
    assert desk.note.toPlainText() == "y" * longest
    assert desk.atlas.notice.text == ""


def test_links_of_a_note_are_followed_by_key_and_by_menu(desk: NotebookDesk) -> None:
    opened: list[str] = []
    link = desk.atlas.library.permalink(desk.second)
    desk.strip.link_requested.connect(opened.append)
    desk.write(f"{link} ")
    desk.atlas.press("Left", desk.note)
    desk.atlas.press("Ctrl+Return", desk.note)
    assert desk.atlas.state.record_id == desk.second
    desk.atlas.state.set_record(desk.first)
    assert desk.strip.links.text().startswith("1 link")
    menu = desk.strip.links.menu()
    menu.aboutToShow.emit()
    (action,) = menu.actions()
    assert action.text() == desk.atlas.library.records[desk.second].title["en"]
    action.trigger()
    assert desk.atlas.state.record_id == desk.second
    assert opened == [link, link]


def test_a_link_that_leads_nowhere_is_told(desk: NotebookDesk) -> None:
    desk.strip.link_requested.emit("atlas:/CHN-CUB/no-such-record")
    assert "no-such-record" in desk.atlas.notice.text


def test_an_address_of_the_web_goes_to_the_browser(
    desk: NotebookDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(
        "atlas_gui.ui.window_commands.QDesktopServices.openUrl",
        lambda url: shown.append(url.toString()),
    )
    desk.write("https://example.org/treaty")
    desk.atlas.press("Ctrl+Return", desk.note)
    assert shown == ["https://example.org/treaty"]


def test_the_copied_link_of_a_record_goes_into_the_note(desk: NotebookDesk) -> None:
    desk.atlas.state.set_record(desk.second)
    desk.atlas.do("copy_link")
    desk.atlas.state.set_record(desk.first)
    desk.write("see")
    desk.atlas.do("insert_link")
    assert desk.note.toPlainText() == f"see {desk.atlas.library.permalink(desk.second)}"
    QGuiApplication.clipboard().setText("<b>no link</b>")
    desk.atlas.do("insert_link")
    assert "no link" not in desk.note.toPlainText()
    assert "Ctrl+Alt+K" in desk.atlas.notice.text
