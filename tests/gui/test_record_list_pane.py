"""The record list, driven as a reader drives it."""

from itertools import groupby

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from support.libraries import amount_claim, date_claim, library_of, record, status_claim
from support.record_list import click_heading, shown_pane
from support.whole_index import chosen, reading_over

from atlas_gui.models.record_list_model import FOUND_ORDER, Column, RecordListModel
from atlas_gui.models.roles import Role
from atlas_gui.ui.record_list_pane import RecordListPane
from atlas_gui.ui.theme import DARK, LIGHT

# The offscreen platform says this of every window; it is about the platform, not the pane.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

_LIBRARY = library_of(
    record("gas", claims=[date_claim("2019"), status_claim("signed"), amount_claim("1000")]),
    record("buses", claims=[date_claim("2006~"), status_claim("announced")]),
    record("copper", claims=[date_claim("1999"), amount_claim("50", "EUR")]),
    record("apples", claims=[status_claim("completed"), amount_claim("7")]),
    record("drilling", claims=[date_claim("2006"), status_claim("signed")]),
)
READING = reading_over(_LIBRARY)
FOUND = ["gas", "buses", "copper", "apples", "drilling"]


@pytest.fixture
def pane(qtbot: QtBot) -> RecordListPane:
    return shown_pane(qtbot, READING, FOUND)


def show(pane: RecordListPane, *ids: str, typed: str = "x") -> None:
    pane.show_result(chosen(READING, *ids, typed=typed), typed)


def listed(pane: RecordListPane) -> list[str]:
    model = pane.view.model()
    return [model.index(row, 0).data(Role.RECORD_ID) for row in range(model.rowCount())]


def place(pane: RecordListPane, record_id: str) -> QPoint:
    index = pane.view.model().index(listed(pane).index(record_id), Column.DATE)
    return pane.view.visualRect(index).center()


def click(
    qtbot: QtBot,
    pane: RecordListPane,
    record_id: str,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    viewport = pane.view.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, held, place(pane, record_id))


def test_the_list_begins_in_the_order_of_the_search(pane: RecordListPane) -> None:
    assert listed(pane) == FOUND
    assert pane.view.header().sortIndicatorSection() == FOUND_ORDER


@pytest.mark.parametrize(
    ("column", "up", "first_down"),
    [
        (Column.DATE, ["copper", "drilling", "buses", "gas", "apples"], "gas"),
        (Column.RECORD, ["apples", "buses", "copper", "drilling", "gas"], "gas"),
        (Column.STATUS, ["buses", "apples", "gas", "drilling", "copper"], "gas"),
        (Column.VALUE, ["copper", "apples", "gas", "drilling", "buses"], "gas"),
    ],
)
def test_headings_sort_up_down_and_back(
    pane: RecordListPane, qtbot: QtBot, column: Column, up: list[str], first_down: str
) -> None:
    click_heading(qtbot, pane, column)
    assert listed(pane) == up
    click_heading(qtbot, pane, column)
    # Equal rows keep their order, so that only the first is sure; blanks stay at the end.
    assert listed(pane)[0] == first_down
    assert sorted(listed(pane)) == sorted(up)
    click_heading(qtbot, pane, column)
    assert listed(pane) == FOUND


def test_the_selected_record_stays_selected_while_rows_move(
    pane: RecordListPane, qtbot: QtBot
) -> None:
    pane.select_record("drilling")
    with qtbot.assertNotEmitted(pane.record_requested):
        click_heading(qtbot, pane, Column.RECORD)
    assert pane.selected_ids() == ["drilling"]


@pytest.mark.parametrize("change", ["sort", "fewer", "none", "again", "theme", "words"])
def test_qt_s_rules_hold_after_every_change(
    pane: RecordListPane, qtmodeltester: ModelTester, change: str
) -> None:
    model = pane.view.model()
    live = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    pane.select_record("copper")
    match change:
        case "sort":
            pane.view.sortByColumn(Column.DATE, Qt.SortOrder.DescendingOrder)
        case "fewer":
            show(pane, *FOUND[:2])
        case "none":
            show(pane)
        case "again":
            show(pane)
            show(pane, *FOUND, typed="")
        case "theme":
            pane.set_theme(DARK)
        case _:
            show(pane, *FOUND, typed="gas agreed")
    qtmodeltester.check(model)
    assert live.model() is model
    assert not pane.grab().isNull()


def test_nothing_found_says_what_to_try_and_offers_a_way_back(
    pane: RecordListPane, qtbot: QtBot
) -> None:
    show(pane, typed="<b>gsa</b> & kind:x")
    assert not pane.view.isVisible()
    label = next(each for each in pane.findChildren(QLabel) if each.isVisible())
    assert "<b>gsa</b> & kind:x" in label.text()
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert "Try fewer words" in label.text()
    (button,) = [each for each in pane.findChildren(QPushButton) if each.isVisible()]
    with qtbot.waitSignal(pane.clear_requested):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    pane.take_focus()
    show(pane, *FOUND, typed="")
    assert pane.view.isVisible()


def test_a_library_without_records_offers_no_others(pane: RecordListPane) -> None:
    show(pane, typed="")
    label = next(each for each in pane.findChildren(QLabel) if each.isVisible())
    assert label.text() == "This library holds no records."
    assert not any(button.isVisible() for button in pane.findChildren(QPushButton))
    show(pane, typed="gas")
    assert any(button.isVisible() for button in pane.findChildren(QPushButton))


def test_arrows_and_ends_open_records(pane: RecordListPane, qtbot: QtBot) -> None:
    opened: list[str] = []
    pane.record_requested.connect(opened.append)
    pane.record_requested.connect(pane.select_record)
    pane.take_focus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Home):
        qtbot.keyClick(pane.view, key)
    # Asking twice for the same record is asking once: the state ignores what is already so.
    assert [each for each, _again in groupby(opened)] == ["gas", "buses", "drilling", "gas"]


def test_enter_reads_on_and_escape_goes_to_the_search(pane: RecordListPane, qtbot: QtBot) -> None:
    pane.take_focus()
    with qtbot.waitSignal(pane.detail_requested):
        qtbot.keyClick(pane.view, Qt.Key.Key_Return)
    with qtbot.waitSignal(pane.detail_requested):
        qtbot.keyClick(pane.view, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    with qtbot.waitSignal(pane.search_requested):
        qtbot.keyClick(pane.view, Qt.Key.Key_Escape)


def test_a_click_opens_also_the_row_that_is_already_current(
    pane: RecordListPane, qtbot: QtBot
) -> None:
    click(qtbot, pane, "copper")
    with qtbot.waitSignal(pane.record_requested) as asked:
        click(qtbot, pane, "copper")
    assert asked.args == ["copper"]


def test_steps_stop_at_the_ends(pane: RecordListPane) -> None:
    asked: list[str] = []
    pane.record_requested.connect(asked.append)
    pane.record_requested.connect(pane.select_record)
    for by in (1, -1, 1, 1, 1, 1, 1):
        pane.step(by)
    assert asked == ["gas", "gas", "buses", "copper", "apples", "drilling", "drilling"]
    show(pane)
    pane.step(1)
    assert len(asked) == 7


def test_several_rows_are_selected_counted_and_told_in_order(
    pane: RecordListPane, qtbot: QtBot
) -> None:
    counted: list[int] = []
    pane.selection_counted.connect(counted.append)
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    click(qtbot, pane, "apples")
    click(qtbot, pane, "gas", control)
    assert pane.selected_ids() == ["gas", "apples"]
    click(qtbot, pane, "gas")
    click(qtbot, pane, "copper", shift)
    assert pane.selected_ids() == ["gas", "buses", "copper"]
    assert counted[-1] == 3


def test_the_keyboard_coming_by_opens_nothing(pane: RecordListPane, qtbot: QtBot) -> None:
    pane.setFocus()
    pane.select_record("no such record")
    show(pane, *FOUND[1:])
    with qtbot.assertNotEmitted(pane.record_requested):
        pane.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert pane.selected_ids() == []
    with qtbot.waitSignal(pane.record_requested) as asked:
        pane.step(1)
    assert asked.args == ["buses"]


def test_shift_and_space_open_the_row_they_select(pane: RecordListPane, qtbot: QtBot) -> None:
    opened: list[str] = []
    pane.record_requested.connect(opened.append)
    pane.record_requested.connect(pane.select_record)
    pane.take_focus()
    qtbot.keyClick(pane.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert opened[-1] == "buses"
    assert pane.selected_ids() == ["gas", "buses"]
    qtbot.keyClick(pane.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert opened[-1] == "buses"
    qtbot.keyClick(pane.view, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert opened[-1] == "copper"
    assert pane.selected_ids() == ["gas", "buses", "copper"]


def test_a_row_can_be_taken_out_of_a_selection(pane: RecordListPane, qtbot: QtBot) -> None:
    pane.record_requested.connect(pane.select_record)
    control = Qt.KeyboardModifier.ControlModifier
    click(qtbot, pane, "gas")
    click(qtbot, pane, "copper", control)
    click(qtbot, pane, "drilling", control)
    click(qtbot, pane, "copper", control)
    assert pane.selected_ids() == ["gas", "drilling"]


def test_selecting_from_outside_asks_for_nothing_but_is_counted(
    pane: RecordListPane, qtbot: QtBot
) -> None:
    counted: list[int] = []
    pane.selection_counted.connect(counted.append)
    with qtbot.assertNotEmitted(pane.record_requested):
        pane.select_record("buses")
    assert counted == [1]
    pane.select_record("no such record")
    assert pane.selected_ids() == []
    assert counted == [1, 0]


def test_the_menu_is_asked_for_a_row_and_not_beside_rows(
    pane: RecordListPane, qtbot: QtBot
) -> None:
    where = place(pane, "copper")
    with qtbot.waitSignal(pane.menu_requested) as asked:
        pane.view.customContextMenuRequested.emit(where)
    assert asked.args == ["copper", pane.view.viewport().mapToGlobal(where)]
    with qtbot.assertNotEmitted(pane.menu_requested):
        pane.view.customContextMenuRequested.emit(QPoint(5, pane.view.viewport().height() - 2))


@pytest.mark.parametrize("width", [200, 300, 480, 640, 900, 1400])
@pytest.mark.parametrize("dark", [False, True])
def test_narrow_lists_give_room_to_the_title(
    pane: RecordListPane, qtbot: QtBot, width: int, dark: bool
) -> None:
    pane.set_theme(DARK if dark else LIGHT)
    pane.resize(width, 300)
    qtbot.waitUntil(lambda: pane.view.width() == max(width, pane.minimumSizeHint().width()))
    header = pane.view.header()
    hidden = [column for column in Column if header.isSectionHidden(column)]
    # One after another gives way, and each is told in the record's second line from then on.
    given_up = [Column.SOURCES, Column.VALUE, Column.STATUS, Column.DATE]
    assert hidden == sorted(given_up[: len(hidden)])
    assert not header.isSectionHidden(Column.RECORD)
    assert pane.view.horizontalScrollBar().isVisible() is False
    assert not pane.grab().isNull()
    if width >= 1400:
        assert hidden == []


def test_what_a_hidden_value_says_is_still_reachable(pane: RecordListPane, qtbot: QtBot) -> None:
    pane.resize(300, 300)
    qtbot.waitUntil(lambda: pane.view.header().isSectionHidden(Column.VALUE))
    assert pane.view.model().index(0, Column.VALUE).data()


def test_columns_are_kept_and_a_foreign_state_changes_nothing(
    pane: RecordListPane, qtbot: QtBot
) -> None:
    header = pane.view.header()
    header.moveSection(0, 2)
    header.resizeSection(Column.STATUS, 222)
    click_heading(qtbot, pane, Column.RECORD)
    kept = pane.header_state()
    other = RecordListPane(RecordListModel(READING), LIGHT)
    qtbot.addWidget(other)
    other.resize(900, 400)
    show(other, *FOUND, typed="")
    other.restore_header(kept)
    assert other.view.header().visualIndex(Column.DATE) == 2
    assert other.view.header().sectionSize(Column.STATUS) == 222
    assert listed(other) == sorted(FOUND)
    before = other.header_state()
    for foreign in ("", "AAAA", "not base64 at all ✂", kept[:20]):
        other.restore_header(foreign)
    assert other.header_state() == before


def test_all_is_selected_by_key(pane: RecordListPane, qtbot: QtBot) -> None:
    pane.take_focus()
    qtbot.keyClick(pane.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert pane.selected_ids() == FOUND
    pane.view.selectionModel().select(
        pane.view.model().index(0, 0),
        QItemSelectionModel.SelectionFlag.Deselect | QItemSelectionModel.SelectionFlag.Rows,
    )
    assert pane.selected_ids() == FOUND[1:]


def test_odd_text_is_painted_as_it_stands(qtbot: QtBot) -> None:
    title = "<h1>x</h1>\u0000\u2028\n&amp;\u202e" + "x" * 900
    odd = record("odd", title={"en": title}, summary="<img src='file:///etc/passwd'>\x07")
    reading = reading_over(library_of(odd))
    pane = shown_pane(qtbot, reading, ["odd"])
    pane.show_result(chosen(reading, "odd", typed="x"), "x")
    assert pane.view.model().index(0, Column.RECORD).data() == title
    assert not pane.grab().isNull()
