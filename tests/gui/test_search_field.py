"""The line a query is typed in: its marks, its suggestions, earlier searches."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QIcon, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QListView, QToolButton, QToolTip
from pytestqt.qtbot import QtBot

from atlas_gui.models.completions import Choice
from atlas_gui.search.query_clauses import FIELD_NAMES
from atlas_gui.state.search_history import SearchHistory
from atlas_gui.state.tasks import ImmediateTaskRunner
from atlas_gui.ui.query_marks import Places
from atlas_gui.ui.search_bar import SearchBar
from atlas_gui.ui.search_field import SearchField
from atlas_gui.ui.theme import DARK

# The offscreen platform says this of every window; it is about the platform, not the field.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

_KEY, _CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier


class Library:
    def values(self, field: str) -> Sequence[Choice]:
        pairs = (Choice("CHN-CUB", "China – Cuba", 29), Choice("CUB-RUS", "Cuba – Russia", 5))
        return pairs if field == "pair" else ()


@pytest.fixture
def bar(qtbot: QtBot, tmp_path: Path) -> SearchBar:
    made = SearchBar()
    qtbot.addWidget(made)
    made.set_icons(QIcon(), QIcon(), QIcon())
    made.set_source(Library())
    made.set_history(SearchHistory(tmp_path, ImmediateTaskRunner()))
    made.resize(600, 400)
    made.query_requested.connect(made.set_query)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.focus_field()
    return made


@pytest.fixture
def field(bar: SearchBar) -> SearchField:
    return bar.field


def suggested(field: SearchField) -> list[str]:
    if not field.popup.isVisible():
        return []
    view = field.popup.findChild(QListView)
    assert isinstance(view, QListView)
    model = view.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def picture(field: SearchField, text: str) -> bytes:
    field.setText(text)
    image = field.grab().toImage()
    return bytes(image.constBits())


def test_words_open_no_suggestions_but_fields_and_values_do(
    field: SearchField, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field, "nickel ")
    assert suggested(field) == []
    qtbot.keyClicks(field, "pai")
    assert suggested(field) == ["pair:"]
    qtbot.keyClicks(field, "r:")
    assert suggested(field) == ["China – Cuba", "Cuba – Russia"]
    qtbot.keyClicks(field, "rus")
    assert suggested(field) == ["Cuba – Russia"]
    qtbot.keyClicks(field, "x")
    assert suggested(field) == []
    assert field.hasFocus()


def test_suggestions_are_taken_once_the_reader_has_moved_into_them(
    field: SearchField, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field, "pai")
    qtbot.keyClick(field, _KEY.Key_Down)
    qtbot.keyClick(field, _KEY.Key_Return)
    assert field.text() == "pair:"
    qtbot.keyClick(field, _KEY.Key_Down)
    qtbot.keyClick(field, _KEY.Key_Down)
    qtbot.keyClick(field, _KEY.Key_Tab)
    assert field.text() == "pair:CUB-RUS "
    assert field.hasFocus()
    assert suggested(field) == []
    field.undo()
    assert field.text() != "pair:CUB-RUS "


def test_enter_with_nothing_chosen_goes_to_the_results(
    bar: SearchBar, field: SearchField, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field, "pair:c")
    with qtbot.waitSignal(bar.first_result_requested):
        qtbot.keyClick(field, _KEY.Key_Return)
    assert field.text() == "pair:c"
    assert suggested(field) == []


def test_escape_does_one_thing_at_a_time(bar: SearchBar, field: SearchField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "pair:")
    with qtbot.assertNotEmitted(bar.results_requested):
        qtbot.keyClick(field, _KEY.Key_Escape)
        assert (suggested(field), field.text()) == ([], "pair:")
        qtbot.keyClick(field, _KEY.Key_Escape)
        assert field.text() == ""
    with qtbot.waitSignal(bar.results_requested):
        qtbot.keyClick(field, _KEY.Key_Escape)


def test_moving_past_an_end_comes_back_to_typing(field: SearchField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "pair:")
    qtbot.keyClick(field, _KEY.Key_Up)
    assert field.popup.chosen is not None
    assert field.popup.chosen.text == "CUB-RUS"
    qtbot.keyClick(field, _KEY.Key_Down)
    assert field.popup.chosen is None


def test_a_click_takes_a_suggestion(field: SearchField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "pair:")
    view = field.popup.findChild(QListView)
    assert isinstance(view, QListView)
    place = view.visualRect(view.model().index(0, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert field.text() == "pair:CHN-CUB "
    assert field.hasFocus()


def test_all_fields_are_offered_on_demand(field: SearchField, qtbot: QtBot) -> None:
    qtbot.keyClick(field, _KEY.Key_Space, _CONTROL)
    assert len(suggested(field)) == len(FIELD_NAMES)
    assert field.text() == ""
    qtbot.keyClick(field, _KEY.Key_Left)
    assert suggested(field) == []


def test_leaving_the_field_closes_the_suggestions(
    bar: SearchBar, field: SearchField, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field, "pair:")
    field.clearFocus()
    assert suggested(field) == []
    bar.focus_field()
    qtbot.keyClicks(field, "pair:")
    bar.set_query("pair:CUB-RUS")
    assert suggested(field) == []


def test_the_popup_stays_in_the_window(bar: SearchBar, field: SearchField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "nickel " * 30 + "pair:")
    popup = field.popup
    assert suggested(field)
    assert popup.parentWidget() is bar
    assert bar.rect().right() >= popup.geometry().right()


def test_earlier_searches_are_offered_and_remembered_when_used(
    bar: SearchBar, field: SearchField, qtbot: QtBot
) -> None:
    for query in ("nickel", "pair:CHN-CUB gas"):
        field.setText(query)
        qtbot.keyClick(field, _KEY.Key_Return)
    bar.remember("kind:loan")
    field.clear()
    qtbot.keyClick(field, _KEY.Key_Down, _CONTROL)
    assert suggested(field) == ["kind:loan", "pair:CHN-CUB gas", "nickel"]
    qtbot.keyClick(field, _KEY.Key_Down)
    qtbot.keyClick(field, _KEY.Key_Down)
    qtbot.keyClick(field, _KEY.Key_Return)
    assert field.text() == "pair:CHN-CUB gas"
    field.setText("nick")
    qtbot.keyClick(field, _KEY.Key_Down, _CONTROL)
    assert suggested(field)[0] == "nickel"


def test_the_button_lists_earlier_searches_as_plain_text(
    bar: SearchBar, field: SearchField
) -> None:
    button = bar.findChild(QToolButton, "earlier_searches")
    assert isinstance(button, QToolButton)
    menu = button.menu()
    menu.aboutToShow.emit()
    assert [action.isEnabled() for action in menu.actions()] == [False]
    bar.remember("R&D " + "x" * 100)
    menu.aboutToShow.emit()
    entry = menu.actions()[0]
    assert entry.text().startswith("R&&D xxx")
    assert entry.text().endswith("…")
    entry.trigger()
    assert field.text() == "R&D " + "x" * 100
    menu.actions()[-1].trigger()
    menu.aboutToShow.emit()
    assert not menu.actions()[0].isEnabled()


def test_clauses_faults_and_exclusions_are_painted_apart(field: SearchField) -> None:
    field.clearFocus()
    shown = [picture(field, text) for text in ("xind:loan", "kind:loan", "-kind:loan", "kind:loax")]
    assert len(set(shown)) == 4
    field.set_theme(DARK)
    assert picture(field, "kind:loan") != shown[1]


def test_marks_leave_text_cursor_and_undo_alone(field: SearchField, qtbot: QtBot) -> None:
    field.insert("𝄞 ")
    qtbot.keyClicks(field, "kind:loan -pair:x status:nonsense y")
    assert field.text() == "𝄞 kind:loan -pair:x status:nonsense y"
    qtbot.keyClick(field, _KEY.Key_Home)
    qtbot.keyClicks(field, "a ")
    assert field.text().startswith("a 𝄞 kind:loan")
    assert field.cursorPosition() == 2
    field.undo()
    assert "kind:loan" in field.text()
    field.selectAll()
    assert field.selectedText() == field.text()


def test_a_clause_is_no_fault_while_it_is_typed(field: SearchField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "kind:lo")
    assert field.faults == ()
    qtbot.keyClicks(field, " x")
    assert len(field.faults) == 1
    assert "lo" in field.faults[0].message
    assert field.faults[0].message in field.accessibleDescription()
    qtbot.keyClick(field, _KEY.Key_Left)
    qtbot.keyClick(field, _KEY.Key_Left)
    assert field.faults == ()


def tip_at(field: SearchField, qtbot: QtBot, place: QPoint) -> str:
    QToolTip.hideText()
    event = QHelpEvent(QEvent.Type.ToolTip, place, field.mapToGlobal(place))
    QApplication.sendEvent(field, event)
    qtbot.waitUntil(lambda: QToolTip.text() != "")
    return str(QToolTip.text())


def test_hovering_tells_the_query_in_words_or_the_fault(
    bar: SearchBar, field: SearchField, qtbot: QtBot
) -> None:
    assert "narrow the search" in tip_at(field, qtbot, field.rect().center())
    field.setText("kind:<b>x nickel")
    bar.set_words("Records with “<i>nickel”")
    far = field.rect().center()
    assert "&lt;i&gt;nickel" in tip_at(field, qtbot, far)
    near = tip_at(field, qtbot, QPoint(50, far.y()))
    assert "&lt;b&gt;" in near
    assert "nickel" not in near
    QToolTip.hideText()


def test_what_is_told_is_result_words_and_faults(bar: SearchBar, field: SearchField) -> None:
    bar.set_count("3", "3 records found")
    bar.set_words("Records with “gas”")
    assert field.accessibleDescription() == "3 records found Records with “gas”"


def test_composing_is_not_disturbed(field: SearchField) -> None:
    field.setText("kind:loan ")
    QApplication.sendEvent(field, QInputMethodEvent("中", []))
    field.grab()
    done = QInputMethodEvent("", [])
    done.setCommitString("中国")
    QApplication.sendEvent(field, done)
    assert field.text() == "kind:loan 中国"


@pytest.mark.parametrize(
    "text", ["\ud800 kind:loan", "a\0b", "\u202ekind:loan", "x" * 100_000, '"(' * 500]
)
def test_any_text_can_stand_in_the_field(field: SearchField, text: str) -> None:
    field.setText(text)
    field.grab()
    assert len(field.text()) <= 4_000
    assert (len(text) > 2_000) == any("too long" in fault.message for fault in field.faults)


def test_places_are_counted_as_qt_counts_them() -> None:
    places = Places("a𝄞b")
    assert [places.in_qt(place) for place in range(4)] == [0, 1, 3, 4]
    assert [places.in_python(place) for place in (0, 1, 3, 4)] == [0, 1, 2, 3]
    assert Places("abc").in_qt(2) == Places("abc").in_python(2) == 2
