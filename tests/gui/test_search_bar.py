"""The search field: what it sends, what it leaves to the window, what it says."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent, QIcon, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QToolTip
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas

from atlas_gui.ui.search_bar import SearchBar

# The offscreen platform says this of every window; it is about the platform, not the field.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def bar(qtbot: QtBot) -> SearchBar:
    made = SearchBar()
    qtbot.addWidget(made)
    made.set_icons(QIcon(), QIcon())
    made.resize(500, 40)
    made.query_requested.connect(made.set_query)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.focus_field()
    return made


def asked(bar: SearchBar) -> list[str]:
    heard: list[str] = []
    bar.query_requested.connect(heard.append)
    return heard


def clear_button(bar: SearchBar) -> QToolButton:
    found = bar.findChild(QToolButton, "clear_search")
    assert isinstance(found, QToolButton)
    return found


def test_every_letter_is_asked_for_at_once(bar: SearchBar, qtbot: QtBot) -> None:
    heard = asked(bar)
    qtbot.keyClicks(bar.field, "gas")
    qtbot.keyClick(bar.field, Qt.Key.Key_Backspace)
    assert heard == ["g", "ga", "gas", "ga"]


def test_a_query_from_outside_is_shown_and_not_asked_for_again(bar: SearchBar) -> None:
    heard = asked(bar)
    bar.set_query("pair:CHN-CUB 华为 <b>")
    assert bar.field.text() == "pair:CHN-CUB 华为 <b>"
    assert heard == []


def test_a_query_from_outside_leaves_the_cursor_while_typing(bar: SearchBar, qtbot: QtBot) -> None:
    qtbot.keyClicks(bar.field, "gs")
    qtbot.keyClick(bar.field, Qt.Key.Key_Left)
    qtbot.keyClicks(bar.field, "a")
    assert bar.field.text() == "gas"
    assert bar.field.cursorPosition() == 2


def test_escape_clears_first_and_then_goes_to_the_list(bar: SearchBar, qtbot: QtBot) -> None:
    heard = asked(bar)
    qtbot.keyClicks(bar.field, "g")
    with qtbot.assertNotEmitted(bar.results_requested):
        qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert heard == ["g", ""]
    with qtbot.waitSignal(bar.results_requested):
        qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert heard == ["g", ""]


def test_down_goes_to_the_list_and_enter_opens_the_first(bar: SearchBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.results_requested):
        qtbot.keyClick(bar.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(bar.first_result_requested):
        qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    with qtbot.waitSignal(bar.first_result_requested):
        qtbot.keyClick(bar.field, Qt.Key.Key_Enter)


def test_the_button_clears_and_is_there_only_when_needed(bar: SearchBar, qtbot: QtBot) -> None:
    heard = asked(bar)
    assert not clear_button(bar).isVisible()
    qtbot.keyClicks(bar.field, "g")
    assert clear_button(bar).isVisible()
    qtbot.mouseClick(clear_button(bar), Qt.MouseButton.LeftButton)
    assert heard == ["g", ""]
    assert bar.field.text() == ""
    assert bar.field.hasFocus()
    assert not clear_button(bar).isVisible()


def test_taking_the_keyboard_selects_what_stands_there(bar: SearchBar, qtbot: QtBot) -> None:
    bar.set_query("old words")
    bar.focus_field()
    assert bar.field.selectedText() == "old words"
    qtbot.keyClicks(bar.field, "new")
    assert bar.field.text() == "new"


def test_the_count_is_shown_and_told(bar: SearchBar) -> None:
    bar.set_count("3 of 100", "3 of 100 records found")
    count = bar.findChild(QLabel, "search_count")
    assert isinstance(count, QLabel)
    assert count.text() == "3 of 100"
    assert bar.field.accessibleDescription() == "3 of 100 records found"
    bar.set_count("3 of 100", "")
    assert bar.field.accessibleDescription() == "3 of 100"


def test_what_the_reader_typed_is_no_markup_in_the_tooltip(bar: SearchBar, qtbot: QtBot) -> None:
    bar.set_count("0 of 1", "<img src='file:///etc/passwd'> is no date")
    count = bar.findChild(QLabel, "search_count")
    assert isinstance(count, QLabel)
    place = count.rect().center()
    event = QHelpEvent(QEvent.Type.ToolTip, place, count.mapToGlobal(place))
    QApplication.sendEvent(count, event)
    qtbot.waitUntil(lambda: QToolTip.text() != "")
    assert "&lt;img" in QToolTip.text()
    assert "<img" not in QToolTip.text()
    QToolTip.hideText()


def overridden(bar: SearchBar, keys: str) -> bool:
    """Whether the field keeps a shortcut of the window for itself."""
    combination = QKeySequence(keys)[0]
    event = QKeyEvent(
        QEvent.Type.ShortcutOverride, combination.key(), combination.keyboardModifiers()
    )
    event.ignore()
    QApplication.sendEvent(bar.field, event)
    return event.isAccepted()


@pytest.mark.parametrize("keys", ["Ctrl+E", "Ctrl+K", "Alt+Left", "Ctrl+Shift+P", "Ctrl+0"])
def test_the_window_s_shortcuts_are_left_to_it(atlas: OpenAtlas, keys: str) -> None:
    assert not overridden(atlas.search, keys)


@pytest.mark.parametrize(
    "keys", ["Ctrl+A", "Ctrl+V", "Ctrl+Z", "Ctrl+Shift+Z", "Left", "Home", "?", "Shift+End"]
)
def test_keys_for_writing_stay_with_the_field(atlas: OpenAtlas, keys: str) -> None:
    assert overridden(atlas.search, keys)


def test_a_question_mark_is_written_not_taken_for_a_shortcut(atlas: OpenAtlas) -> None:
    atlas.search_for("who?")
    assert atlas.search.field.text() == "who?"
    assert QApplication.activeModalWidget() is None


def test_the_way_to_the_list_by_keys_alone(atlas: OpenAtlas) -> None:
    atlas.search_for("nickel")
    atlas.press("Return")
    assert atlas.focused() is atlas.records.view
    assert atlas.state.record_id == atlas.listed()[0]
    atlas.press("Esc")
    assert atlas.focused() is atlas.search.field
    atlas.press("Esc")
    assert atlas.state.query == ""
    atlas.press("Down")
    assert atlas.focused() is atlas.records.view


def test_nothing_found_leaves_the_keyboard_in_the_field(atlas: OpenAtlas) -> None:
    atlas.search_for("zzzzqqqq")
    assert atlas.listed() == []
    atlas.press("Return")
    assert atlas.focused() is atlas.search.field
    atlas.press("Esc")
    assert len(atlas.listed()) == 100


def test_an_unknown_clause_is_told_in_words_once_the_reader_pauses(
    atlas: OpenAtlas, qtbot: QtBot
) -> None:
    atlas.search_for("date:<img> kind:nonsense")
    assert not atlas.notice.text
    qtbot.waitUntil(lambda: "nonsense" in atlas.notice.text)
    assert "<img>" in atlas.notice.text
    atlas.search_for("nickel")
    assert not atlas.notice.text
