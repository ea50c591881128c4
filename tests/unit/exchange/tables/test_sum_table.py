"""Sums for other programs: no formula, no digit lost, whole or not at all."""

import csv
import io
import re
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.cruel import FORMULAS

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.tables.cells import guarded, readable
from atlas_gui.exchange.tables.sum_table import SumTable, as_tabbed_text, save_sum_tables

_LARGE = Decimal("123456789012345678901234.123456789012")
TABLE = SumTable("Sums", ["Pair", "Sum", "Sums"], [["A – B", Decimal("5.5"), 2], ["T", _LARGE, 3]])
OTHER = SumTable("Left out", ["Left out", "Sums"], [["Sources disagree", 1]])


def saved_csv(folder: Path, table: SumTable) -> list[list[str]]:
    path = save_sum_tables([table], folder / "sums.csv")
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def test_csv_has_plain_numbers_with_all_their_digits(tmp_path: Path) -> None:
    assert saved_csv(tmp_path, TABLE) == [
        ["Pair", "Sum", "Sums"],
        ["A – B", "5.5", "2"],
        ["T", "123456789012345678901234.123456789012", "3"],
    ]


def test_a_workbook_has_a_sheet_for_each_table_and_numbers_where_they_are_exact(
    tmp_path: Path,
) -> None:
    book = openpyxl.load_workbook(save_sum_tables([TABLE, OTHER], tmp_path / "sums.XLSX"))
    assert book.sheetnames == ["Sums", "Left out"]
    assert list(book["Sums"].iter_rows(values_only=True)) == [
        ("Pair", "Sum", "Sums"),
        ("A – B", 5.5, 2),
        ("T", str(_LARGE), 3),
    ]


def test_the_same_sums_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    one, other = (save_sum_tables([TABLE], tmp_path / f"{name}.xlsx") for name in "ab")
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(text: str, tmp_path: Path) -> None:
    table = SumTable("Sums", [text], [[text]])
    assert saved_csv(tmp_path, table) == [[guarded(readable(text))]] * 2
    book = openpyxl.load_workbook(save_sum_tables([table], tmp_path / "sums.xlsx"))
    assert {cell.data_type for row in book["Sums"].iter_rows() for cell in row} <= {"s", "n"}
    for line in as_tabbed_text(table).splitlines():
        assert not re.match(r"[\s\"]*[=+\-@]", line)


@given(st.text(max_size=20))
def test_a_line_of_the_clipboard_stays_a_line(text: str) -> None:
    copied = as_tabbed_text(SumTable("Sums", ["Name", "Sum"], [[text, Decimal(1)]]))
    assert [len(line.split("\t")) for line in copied.split("\n")] == [2, 2]


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AtlasError, match=r"\.csv or \.xlsx"):
        save_sum_tables([TABLE], tmp_path / "sums.txt")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_what_cannot_be_written_is_told_with_its_place(tmp_path: Path, suffix: str) -> None:
    target = tmp_path / "no such folder" / f"sums.{suffix}"
    with pytest.raises(AtlasError, match="no such folder"):
        save_sum_tables([TABLE], target)
