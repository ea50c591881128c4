"""The list of found records as Qt sees it."""

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from support.places import SHIPPED_LIBRARY
from support.whole_index import entries_of, reading_over

from atlas_gui.domain.catalogue import Entry
from atlas_gui.domain.labels import label
from atlas_gui.domain.library import DamagedRecord, Library
from atlas_gui.models.record_list_model import FOUND_ORDER, Column, RecordListModel
from atlas_gui.models.roles import Role
from atlas_gui.search.query import parse
from atlas_gui.search.result import SearchResult
from atlas_gui.store import open_library

_LIBRARY = open_library(SHIPPED_LIBRARY)
_READING = reading_over(_LIBRARY)
_ENTRIES = entries_of(_LIBRARY)
_ORDERS = (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder)


@pytest.fixture
def model(qapp: object) -> RecordListModel:  # noqa: ARG001  Qt has to be there
    return RecordListModel(_READING)


def found(typed: str) -> SearchResult:
    return _READING.index.search(parse(typed))


def ids(model: RecordListModel) -> list[str]:
    return [model.id_at(row) for row in range(model.rowCount())]


def entries(model: RecordListModel) -> list[Entry]:
    return [model.entry_at(row) for row in range(model.rowCount())]


def test_it_keeps_the_rules_of_qt(model: RecordListModel) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for column in Column:
        for order in _ORDERS:
            model.sort(column, order)
    model.show_result(found("surely nothing has this"))
    model.show_result(found("nickel"))
    assert tester.model() is model


@pytest.mark.parametrize("typed", ["", "nickel", "china", "kind:loan", "surely nothing"])
def test_rows_stand_as_they_were_found(typed: str, model: RecordListModel) -> None:
    result = found(typed)
    model.show_result(result)
    assert ids(model) == list(result.ids)
    assert [model.row_of(name) for name in result.ids] == list(range(result.total))
    missing = {entry.id for entry in _ENTRIES} - set(result.ids)
    assert all(model.row_of(name) == -1 for name in missing)
    assert model.row_of("nothing") == -1


_KEYS = {
    Column.DATE: lambda entry: entry.date_key,
    Column.RECORD: lambda entry: entry.title.casefold(),
    Column.STATUS: lambda entry: label(entry.step),
    Column.VALUE: lambda entry: entry.value_key,
    Column.SOURCES: lambda entry: entry.sources,
}
# What tells nothing in a column stands at the end, whichever way the column is sorted.
_BLANK = {
    Column.DATE: lambda entry: entry.date is None or not entry.date.is_dated,
    Column.RECORD: lambda _entry: False,
    Column.STATUS: lambda entry: entry.step is None,
    Column.VALUE: lambda entry: not entry.value,
    Column.SOURCES: lambda _entry: False,
}


@pytest.mark.parametrize("typed", ["", "cuba", "date:2005..", "kind:trade OR loan"])
@pytest.mark.parametrize("column", list(_KEYS))
@pytest.mark.parametrize("way", _ORDERS)
def test_sorting_is_true_and_what_tells_nothing_stands_last(
    typed: str, column: Column, way: Qt.SortOrder, model: RecordListModel
) -> None:
    result = found(typed)
    model.show_result(result)
    model.sort(column, way)
    listed = entries(model)
    assert sorted(entry.id for entry in listed) == sorted(result.ids)
    told = [entry for entry in listed if not _BLANK[column](entry)]
    assert listed[: len(told)] == told
    keys = [_KEYS[column](entry) for entry in told]
    assert keys == sorted(keys, reverse=way == Qt.SortOrder.DescendingOrder)
    model.show_result(result)
    assert entries(model) == listed


def test_the_order_of_the_search_comes_back(model: RecordListModel) -> None:
    before = ids(model)
    model.sort(Column.RECORD)
    assert ids(model) != before
    model.sort(FOUND_ORDER)
    assert ids(model) == before


@pytest.mark.parametrize("column", [-7, len(Column)])
def test_sorting_by_no_column_of_ours_keeps_the_found_order(
    model: RecordListModel, column: int
) -> None:
    model.sort(Column.RECORD)
    model.sort(column)
    assert ids(model) == list(found("").ids)


def test_new_rows_are_sorted_as_the_reader_chose(model: RecordListModel) -> None:
    model.sort(Column.RECORD, Qt.SortOrder.DescendingOrder)
    model.show_result(found("cuba"))
    titles = [entry.title.casefold() for entry in entries(model)]
    assert titles == sorted(titles, reverse=True)


def test_a_held_place_goes_with_its_record(model: RecordListModel) -> None:
    held = QPersistentModelIndex(model.index(5, Column.STATUS))
    name = held.data(Role.RECORD_ID)
    for column in Column:
        model.sort(column, Qt.SortOrder.DescendingOrder)
        assert held.data(Role.RECORD_ID) == name
        assert held.column() == Column.STATUS
        assert held.row() == model.row_of(name)


def test_each_cell_says_the_same_to_eye_and_ear(model: RecordListModel) -> None:
    for row, entry in enumerate(entries(model)):
        cells = [model.index(row, column) for column in Column]
        assert [cell.data(Role.ENTRY) for cell in cells] == [entry] * len(cells)
        assert cells[Column.RECORD].data() == entry.title
        assert cells[Column.DATE].data() == entry.date_words
        assert cells[Column.VALUE].data() == entry.value
        for cell in cells:
            spoken = cell.data(Qt.ItemDataRole.AccessibleTextRole)
            assert isinstance(spoken, str)
            assert (cell.data() or "") in spoken
        if entry.disagreements:
            assert "disagree" in cells[Column.RECORD].data(Qt.ItemDataRole.AccessibleTextRole)


def test_an_undated_record_is_said_to_be_so(model: RecordListModel) -> None:
    undated = [row for row, entry in enumerate(entries(model)) if entry.date is None]
    assert undated
    for row in undated:
        spoken = model.index(row, Column.DATE).data(Qt.ItemDataRole.AccessibleTextRole)
        assert "no date" in spoken


def test_an_unreadable_record_says_why() -> None:
    damaged = DamagedRecord("records-9-unreadable", "Lost", "records/9", "it has no kind")
    library = Library(_LIBRARY.info, (), (), (), (), (), [damaged])
    model = RecordListModel(reading_over(library))
    cell = model.index(0, Column.RECORD)
    assert cell.data() == "Lost"
    assert "it has no kind" in cell.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "it has no kind" in cell.data(Qt.ItemDataRole.ToolTipRole)


def test_headings_name_the_columns(model: RecordListModel) -> None:
    headings = [model.headerData(column, Qt.Orientation.Horizontal) for column in Column]
    assert headings == ["Date", "Record", "Status", "Value", "Sources"]
    assert model.headerData(len(Column), Qt.Orientation.Horizontal) is None
    assert model.headerData(-1, Qt.Orientation.Horizontal) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.data(QModelIndex()) is None
