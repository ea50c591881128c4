"""Lists that are only looked at: nothing in them is more than text, and nothing is made ahead."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from support.hostile import TITLE

from atlas_gui.models.plain_table import PlainTableModel, WordedRows

pytestmark = pytest.mark.usefixtures("qapp")


def test_texts_stand_as_they_are_on_one_line() -> None:
    model = PlainTableModel(("A", "B"), [(TITLE, "two\nlines\t here")])
    assert model.index(0, 0).data() == TITLE
    assert model.index(0, 1).data() == "two lines here"
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) is None


def test_a_long_text_is_cut_where_it_is_shown_only() -> None:
    model = PlainTableModel(("A",), [("x" * 5_000,)])
    assert model.index(0, 0).data() == "x" * 300 + "…"
    assert model.text(0, 0) == "x" * 5_000


def test_numbers_and_their_headings_stand_to_the_right() -> None:
    model = PlainTableModel(("Row", "Name"), [("1", "a")], frozenset({0}))
    right = Qt.ItemDataRole.TextAlignmentRole
    assert model.index(0, 0).data(right) & int(Qt.AlignmentFlag.AlignRight)
    assert model.headerData(0, Qt.Orientation.Horizontal, right) & int(Qt.AlignmentFlag.AlignRight)
    assert model.index(0, 1).data(right) is None


def test_other_rows_and_headings_take_the_place_of_all() -> None:
    model = PlainTableModel(("A",), [("1",)])
    model.show([("2", "3"), ("4", "5")], ("B", "C"))
    assert (model.rowCount(), model.columnCount()) == (2, 2)
    assert model.headerData(1, Qt.Orientation.Horizontal) == "C"
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.columnCount(QModelIndex()) == 2


def test_a_row_is_put_into_words_when_it_is_looked_at() -> None:
    asked: list[int] = []

    def words(number: int) -> tuple[str, ...]:
        asked.append(number)
        return (str(number),)

    rows = WordedRows(range(1_000_000), words)
    model = PlainTableModel(("N",), rows)
    assert model.rowCount() == 1_000_000
    assert asked == []
    assert model.index(777, 0).data() == "777"
    assert asked == [777]
    assert [row[0] for row in rows[5:8]] == ["5", "6", "7"]
