"""Rows of the record list as they are painted: what stands where, what is marked, what is neutral."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from atlas_gui.domain.catalogue import Entry
from atlas_gui.domain.vocabulary import Group, Kind, Step
from atlas_gui.models.record_list_model import Column
from atlas_gui.models.roles import Role
from atlas_gui.search.query import parse
from atlas_gui.search.terms import Term, terms_of
from atlas_gui.ui.record_list_delegate import RecordListDelegate
from atlas_gui.ui.theme import DARK, LIGHT

# The offscreen platform says this of every window; it is about the platform, not the list.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def entry(**parts: Any) -> Entry:
    return Entry(
        **{
            "id": "plant",
            "title": "Nickel plant",
            "summary": "Something was agreed.",
            "pairs": (),
            "kind": Kind.CONTRACT,
            "group": Group.DEALS,
            "sectors": (),
            "step": Step.SIGNED,
            "date": None,
            "date_words": "2005",
            "date_note": "",
            "date_key": (),
            "value": "5 million USD",
            "value_note": "",
            "value_key": ("USD", Decimal(5)),
            "sources": 2,
            "disagreements": 0,
            **parts,
        }
    )


class OneRow(QAbstractTableModel):
    """A list of one record."""

    def __init__(self) -> None:
        super().__init__()
        self.entry = entry()

    def rowCount(self, _parent: QModelIndex | None = None) -> int:  # type: ignore[override]
        return 1

    def columnCount(self, _parent: QModelIndex | None = None) -> int:  # type: ignore[override]
        return len(Column)

    def data(self, _index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self.entry if role == Role.ENTRY else None


class Row:
    """One row in a view of its own; `picture` is what it looks like with such an entry."""

    def __init__(self, qtbot: QtBot) -> None:
        self.model, self.view = OneRow(), QTableView()
        qtbot.addWidget(self.view)
        self.view.setModel(self.model)
        self.view.setShowGrid(False)
        self.delegate = RecordListDelegate(LIGHT, self.view)
        self.view.setItemDelegate(self.delegate)
        self.view.verticalHeader().setDefaultSectionSize(60)
        self.view.setColumnWidth(Column.RECORD, 400)
        self.view.resize(1000, 120)

    def picture(self, column: Column, **parts: Any) -> QImage:
        self.model.entry = entry(**parts)
        area: QRect = self.view.visualRect(self.model.index(0, column))
        return self.view.viewport().grab(area).toImage()

    def mark(self, typed: str) -> None:
        self.delegate.set_terms(terms_of(parse(typed)))


@pytest.fixture
def row(qapp: QApplication, qtbot: QtBot) -> Iterator[Row]:
    """A row, in the colours that go with its theme."""
    qapp.setStyleSheet("QTableView { background: #ffffff }")
    yield Row(qtbot)
    qapp.setStyleSheet("")


def has(picture: QImage, colour: str) -> bool:
    wanted = QColor(colour).rgb()
    return any(
        picture.pixel(x, y) == wanted
        for y in range(picture.height())
        for x in range(picture.width())
    )


def columns_with(picture: QImage, colour: str) -> list[int]:
    wanted = QColor(colour).rgb()
    return [
        x
        for x in range(picture.width())
        if any(picture.pixel(x, y) == wanted for y in range(picture.height()))
    ]


def test_matched_words_are_marked_in_both_lines(row: Row) -> None:
    assert not has(row.picture(Column.RECORD), LIGHT.mark)
    row.mark("nickel")
    in_title = row.picture(Column.RECORD)
    row.mark("agreed")
    in_summary = row.picture(Column.RECORD)
    half = in_title.height() // 2
    width = in_title.width()
    assert has(in_title.copy(0, 0, width, half - 4), LIGHT.mark)
    assert not has(in_title.copy(0, half, width, half), LIGHT.mark)
    assert has(in_summary.copy(0, half, width, half), LIGHT.mark)
    row.mark("zinc")
    assert not has(row.picture(Column.RECORD), LIGHT.mark)


@pytest.mark.parametrize("before", ["", "Zzzz ", "𠮷野 \N{ROCKET} ", "é́"])
def test_a_mark_begins_at_its_word(row: Row, before: str) -> None:
    row.mark("nickel x")
    marked = columns_with(row.picture(Column.RECORD, title=f"{before} nickel"), LIGHT.mark)
    row.mark("x nickel")
    alone = columns_with(row.picture(Column.RECORD, title="nickel"), LIGHT.mark)
    assert len(marked) == pytest.approx(len(alone), abs=2)
    assert (marked[0] > alone[0]) == bool(before)


def test_a_snippet_stands_for_the_summary_only_while_words_are_looked_for(row: Row) -> None:
    asked: list[tuple[str, Sequence[Term]]] = []

    def told(record_id: str, terms: Sequence[Term]) -> str | None:
        asked.append((record_id, terms))
        return "Source: Granma"

    plain = row.picture(Column.RECORD)
    row.delegate.set_snippets(told)
    assert row.picture(Column.RECORD) == plain
    assert not asked
    row.mark("qqq")
    assert row.picture(Column.RECORD) == row.picture(Column.RECORD, summary="Source: Granma")
    assert row.picture(Column.RECORD) != plain
    assert set(asked) == {("plant", terms_of(parse("qqq")))}
    row.delegate.set_snippets(lambda _id, _terms: None)
    assert row.picture(Column.RECORD) == plain


def test_a_direction_override_turns_nothing_round(row: Row) -> None:
    turned = row.picture(Column.RECORD, title="Gas \u202eand nickel")
    assert turned == row.picture(Column.RECORD, title="Gas \ufffdand nickel")
    assert turned != row.picture(Column.RECORD, title="Gas and nickel")


def test_line_breaks_and_markup_are_text_of_one_line(row: Row) -> None:
    broken = row.picture(Column.RECORD, title="Gas\n\n and\tnickel")
    assert broken == row.picture(Column.RECORD, title="Gas and nickel")
    assert row.picture(Column.RECORD, title="<b>Gas</b>") != row.picture(Column.RECORD, title="Gas")


def test_the_line_says_what_has_no_column_of_its_own(row: Row) -> None:
    plain = row.picture(Column.RECORD, disagreements=1)
    row.delegate.set_in_record((Column.VALUE, Column.SOURCES))
    both = row.picture(Column.RECORD, disagreements=1)
    assert both != plain
    row.delegate.set_in_record(())
    told = "≠ sources disagree · 5 million USD · Something was agreed."
    assert both == row.picture(Column.RECORD, summary=told)


@pytest.mark.parametrize(
    "parts",
    [
        {"summary": "x" * 20_000},
        {"summary": "\u0301" * 5_000},
        {"title": "", "summary": ""},
        {"title": "مرحبا nickel بالعالم"},
        {"title": "𠮷" * 3_000},
        {"group": None, "kind": None, "step": None, "damage": "no kind"},
        {"value": "", "value_note": "planned ≠", "date_words": "", "date_note": "as of"},
    ],
)
def test_odd_records_are_painted_and_stay_in_their_column(row: Row, parts: dict[str, Any]) -> None:
    row.mark("nickel x")
    for column in Column:
        assert not row.picture(column, **parts).isNull()
    beside = {**parts, "step": None}
    assert row.picture(Column.STATUS, **beside) == row.picture(Column.STATUS, step=None)


@pytest.mark.parametrize("column", Column)
def test_another_theme_shows_at_once(row: Row, column: Column) -> None:
    before = row.picture(column)
    row.delegate.set_theme(DARK)
    assert row.picture(column) != before


def test_larger_text_shows_at_once_in_a_higher_row(row: Row) -> None:
    before, height = row.picture(Column.RECORD), row.view.sizeHintForRow(0)
    font = row.view.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    row.view.setFont(font)
    assert row.picture(Column.RECORD) != before
    assert row.view.sizeHintForRow(0) > height


def test_a_selected_row_keeps_its_marks(row: Row) -> None:
    row.mark("nickel")
    row.view.selectRow(0)
    assert has(row.picture(Column.RECORD), LIGHT.mark)
