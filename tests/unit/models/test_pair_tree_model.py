"""The pair tree as Qt sees it."""

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from support.places import SHIPPED_LIBRARY
from support.whole_index import entries_of, reading_over

from atlas_gui.models.pair_tree import Node, Order, build_tree
from atlas_gui.models.pair_tree_model import COUNT, NAME, PairTreeModel
from atlas_gui.models.roles import Role
from atlas_gui.search.query import parse
from atlas_gui.store import open_library

_LIBRARY = open_library(SHIPPED_LIBRARY)
_READING = reading_over(_LIBRARY)


def tree(typed: str, order: Order = "count") -> Node:
    return build_tree(_READING, _READING.index.search(parse(typed)), order)


@pytest.fixture
def model(qapp: object) -> PairTreeModel:  # noqa: ARG001  Qt has to be there
    return PairTreeModel(tree(""))


def test_it_keeps_the_rules_of_qt(model: PairTreeModel) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_tree(tree("nickel", "latest"))
    model.show_tree(tree("surely nothing"))
    assert tester.model() is model


def test_every_row_is_found_again_by_its_key(model: PairTreeModel) -> None:
    seen = 0
    waiting = [QModelIndex()]
    while waiting:
        above = waiting.pop()
        for row in range(model.rowCount(above)):
            index = model.index(row, NAME, above)
            assert model.index_of(index.data(Role.KEY)) == index
            assert model.parent(index) == above
            waiting.append(index)
            seen += 1
    assert seen > len(_LIBRARY.records)
    assert not model.index_of("no such key").isValid()
    assert not model.index_of("").isValid()


def test_a_record_row_says_what_it_is(model: PairTreeModel) -> None:
    entry = entries_of(_LIBRARY)[0]
    key = f"{entry.pairs[0].id}/{entry.group}/{entry.id}"
    index = model.index_of(key)
    assert index.data(Role.RECORD_ID) == entry.id
    assert index.data(Role.ENTRY) == entry
    assert index.data(Role.PAIR) == entry.pairs[0]
    assert index.data(Role.GROUP) == entry.group
    assert entry.title in index.data()
    assert index.data(Qt.ItemDataRole.ToolTipRole) == entry.title
    assert index.siblingAtColumn(COUNT).data() is None


def test_a_pair_row_speaks_its_name_and_count(model: PairTreeModel) -> None:
    index = model.index_of("CHN-CUB")
    count = index.data(Role.COUNT)
    pair = index.data(Role.PAIR)
    assert count == sum(1 for entry in entries_of(_LIBRARY) if pair in entry.pairs)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == f"China – Cuba, {count} records"
    assert index.siblingAtColumn(COUNT).data() == str(count)
    assert index.data(Role.RECORD_ID) == ""


def test_the_heading_names_both_columns(model: PairTreeModel) -> None:
    horizontal = Qt.Orientation.Horizontal
    assert [model.headerData(column, horizontal) for column in (-1, NAME, COUNT, 2)] == [
        None,
        "Country pairs",
        "Records",
        None,
    ]
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_a_place_held_over_a_new_tree_is_let_go(model: PairTreeModel, qtbot: QtBot) -> None:
    held = QPersistentModelIndex(model.index_of("CHN-CUB"))
    with qtbot.waitSignals([model.modelAboutToBeReset, model.modelReset]):
        model.show_tree(tree("surely nothing"))
    assert not held.isValid()
    assert model.data(held) is None


def test_every_record_has_a_row_under_each_of_its_pairs(model: PairTreeModel) -> None:
    for entry in entries_of(_LIBRARY):
        holders = model.holders_of_record(entry)
        rows = [model.row_below(holder, entry.id) for holder in holders]
        assert {row.data(Role.PAIR) for row in rows} == set(entry.pairs)
        assert {row.data(Role.RECORD_ID) for row in rows} == {entry.id}


def test_a_row_tells_whether_it_can_be_opened(model: PairTreeModel) -> None:
    model.show_tree(tree("nickel"))
    for row in range(model.rowCount()):
        index = model.index(row, NAME)
        assert model.hasChildren(index) == (model.rowCount(index) > 0)
        assert not model.hasChildren(model.index(row, COUNT))
