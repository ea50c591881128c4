import datetime
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from atlas_gui.exchange.importing.findings import Outcome
from atlas_gui.exchange.importing.reading import open_table
from atlas_gui.exchange.importing.rows import FileWishes
from atlas_gui.progress import CancelledError

from .conftest import Make, read, refusal

SHEET = "xl/worksheets/sheet1.xml"


def changed(path: Path, part: str, change: Callable[[bytes], bytes], name: str = "b.xlsx") -> Path:
    """The workbook with one part changed."""
    target = path.with_name(name)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry.filename, change(content) if entry.filename == part else content)
    return target


def shared(tmp_path: Path, *rows: list[Any]) -> Path:
    """A workbook whose texts stand in a part of their own, as Excel writes them."""
    path = tmp_path / "shared.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    return path


def test_values_are_what_excel_shows(workbook: Make) -> None:
    def dates(sheet: Any) -> None:
        sheet["D2"].number_format = "yyyy-mm-dd"
        for place, number in (("D3", 60), ("D4", -5e9), ("D5", 1e9)):
            sheet[place] = number
            sheet[place].number_format = "yyyy-mm-dd"

    day = datetime.datetime(2005, 3, 1, 12, 30)  # noqa: DTZ001
    path = workbook(
        ["a", "b", "c", "d"],
        [" text ", 5, 1.1 + 2.2, datetime.date(2005, 3, 1)],
        [True, 5.5, "=1", 1],
        ["_x000D_x\ny", 12345678901, "", 1],
        [datetime.time(3, 4), day, 1e300, 1],
        change=dates,
    )
    found = read(path)
    assert found.rows[2] == ["text", 5, 3.3, datetime.datetime(2005, 3, 1)]  # noqa: DTZ001
    assert found.rows[3][:2] == [True, 5.5]
    assert isinstance(found.rows[3][3], datetime.date)
    assert found.rows[4] == ["x\ny", 12345678901, None, -5_000_000_000]
    assert found.rows[5] == ["03:04:00", day, 1e300, 1_000_000_000]
    assert [code for code in found.codes() if code[0] == "no-date"] == [
        ("no-date", 4),
        ("no-date", 5),
    ]


def test_formulas_are_told_with_their_cell(workbook: Make) -> None:
    def formulas(content: bytes) -> bytes:
        for number, kept in (
            (2, b'<c r="B2"><f>1+1</f><v>7</v></c>'),
            (3, b'<c r="B3"><f>X</f></c>'),
        ):
            content = content.replace(b'<c r="B%d" t="n"><v>0</v></c>' % number, kept)
        return content.replace(
            b'<c r="B4" t="n"><v>0</v></c>', b'<c r="B4" t="str"><f>Y</f><v></v></c>'
        )

    path = changed(workbook(["a", "b"], ["x", 0], ["y", 0], ["z", 0]), SHEET, formulas)
    found = read(path)
    assert found.rows == {2: ["x", 7], 3: ["y", None], 4: ["z", None]}
    assert [(f.code, f.row, f.column, f.outcome) for f in found.findings] == [
        ("formula", 2, "b", Outcome.NOTE),
        ("formula-without-value", 3, "b", Outcome.LEFT_OUT),
        ("formula", 4, "b", Outcome.NOTE),
    ]
    assert "B2" in found.findings[0].reason


def test_errors_are_left_out(workbook: Make) -> None:
    def errors(sheet: Any) -> None:
        sheet["B2"].data_type = "e"

    found = read(workbook(["a", "b"], [1, "#REF!"], change=errors))
    assert found.rows == {2: [1, None]}
    (told,) = found.findings
    assert (told.code, told.value, told.column) == ("error-value", "#REF!", "b")


def test_merged_headings_reach_over_their_columns(workbook: Make) -> None:
    def merge(sheet: Any) -> None:
        for cells in ("A1:D1", "B2:C2", "D2:D3", "A5:A6"):
            sheet.merge_cells(cells)

    found = read(
        workbook(
            ["A title"],
            [None, "Betrag", None, "Jahr"],
            ["Land", "Zahl", "Währung", None],
            ["Peru", 1, "EUR", 2004],
            ["Kuba", 2, "EUR", 2005],
            [None, 3, "USD", 2006],
            change=merge,
        )
    )
    assert list(found.columns) == ["Land", "Betrag Zahl", "Betrag Währung", "Jahr"]
    assert (found.used.skipped_rows, found.used.header_rows) == (1, 2)
    assert found.rows[6] == [None, 3, "USD", 2006]
    (told,) = found.findings
    assert (told.code, told.row, told.column) == ("merged-cells", 5, "Land")
    assert "A5:A6" in told.reason


def test_a_sheet_may_be_chosen_and_hidden_ones_are_read_last(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "empty"
    for name, state in (("hidden", "hidden"), ("shown", "visible")):
        sheet = book.create_sheet(name)
        sheet.append(["a", name])
        sheet.append([1, 2])
        sheet.sheet_state = state
    book["shown"].row_dimensions[2].hidden = True
    path = tmp_path / "a.xlsx"
    book.save(path)
    found = read(path)
    assert (found.used.sheet, list(found.choices)) == ("shown", ["empty", "hidden", "shown"])
    assert (found.rows, found.codes()) == ({2: [1, 2]}, [("hidden-rows", 0)])
    found = read(path, sheet="hidden")
    assert (list(found.columns), found.codes()) == (["a", "hidden"], [("hidden-sheet", 0)])
    assert "no sheet “x”" in refusal(path, sheet="x")
    assert "no rows" in refusal(path, sheet="empty")


def test_a_cell_far_away_costs_nothing(workbook: Make) -> None:
    def far(sheet: Any) -> None:
        sheet["XFD1048576"] = "far"

    found = read(workbook(["a", "b"], [1, 2], change=far))
    assert found.rows == {2: [1, 2]}
    (told,) = found.findings
    assert (told.code, told.row, told.value) == ("ragged-row", 1_048_576, "far")


def test_cells_without_a_reference_and_with_a_prefix_are_read(workbook: Make) -> None:
    plain = (
        b'<?xml version="1.0"?><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml'
        b'/2006/main"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:r><x:t>a</x:t></x:r><x:r>'
        b"<x:t>b</x:t></x:r><x:rPh><x:t>no</x:t></x:rPh></x:is></x:c><x:c t='str'><x:v>c</x:v></x:c>"
        b"</x:row><x:row><x:c><x:v>1</x:v></x:c><x:c t='d'><x:v>2005-03-01T00:00:00</x:v></x:c>"
        b"</x:row></x:sheetData></x:worksheet>"
    )
    found = read(changed(workbook(["x"]), SHEET, lambda _content: plain))
    assert list(found.columns) == ["ab", "c"]
    assert found.rows == {2: [1, datetime.datetime(2005, 3, 1)]}  # noqa: DTZ001


@pytest.mark.parametrize(
    "part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"]
)
def test_entities_are_refused_wherever_they_are(tmp_path: Path, part: str) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'

    def with_bomb(content: bytes) -> bytes:
        head, end, rest = content.partition(b"?>") if b"?>" in content[:80] else (b"", b"", content)
        return head + end + bomb + rest

    path = changed(shared(tmp_path, ["a"], ["text"]), part, with_bomb)
    assert "entities" in refusal(path)


def test_damage_is_told_in_a_sentence(workbook: Make, tmp_path: Path) -> None:
    whole = workbook(["a", "b"], *([n, "x"] for n in range(500))).read_bytes()
    for place in (40, len(whole) // 2, len(whole) - 30):
        path = tmp_path / "cut.xlsx"
        path.write_bytes(whole[:place])
        assert "damaged" in refusal(path)
    book = workbook(["a"], [1])
    assert "damaged" in refusal(changed(book, SHEET, lambda content: content[:-30]))
    assert "damaged" in refusal(changed(book, "xl/workbook.xml", lambda _content: b"<a>"))
    broken = changed(book, SHEET, lambda content: content.replace(b'r="2"', b'r="9999999"'))
    assert "damaged" in refusal(broken)


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = "atlas_gui.exchange.importing.reading."
    monkeypatch.setattr(f"{package}xlsx_sheet.STREAMED_BYTES", 4 << 20)
    monkeypatch.setattr(f"{package}xlsx_values.SHARED_TEXT_BYTES", 4 << 20)
    book = shared(tmp_path, ["a"], ["text"])
    for part in (SHEET, "xl/sharedStrings.xml"):
        assert "more than" in refusal(changed(book, part, lambda c: c + b" " * (8 << 20)))
    endless = b"<row " + b'a="' + b"x" * (6 << 20) + b'" '
    monkeypatch.setattr(f"{package}xlsx_sheet.STREAMED_BYTES", 64 << 20)
    assert "damaged" in refusal(changed(book, SHEET, lambda c: c.replace(b"<row ", endless, 1)))


def test_texts_that_are_too_long_or_missing_are_left_out(tmp_path: Path) -> None:
    book = shared(tmp_path, ["a", "b"], ["x", "y"], [1, 2])
    long = b"<v>" + b"2" * 2_000_000 + b"</v></c></row></sheetData>"
    found = read(changed(book, SHEET, lambda c: c.replace(b"<v>2</v></c></row></sheetData>", long)))
    assert (found.rows[3], found.codes()) == ([1, None], [("cell-too-long", 3)])
    found = read(changed(book, SHEET, lambda c: c.replace(b"<v>3</v>", b"<v>99</v>")))
    assert (found.rows[2], found.codes()) == (["x", None], [("no-text", 2)])
    odd = b"<v>1e999</v></c></row></sheetData>"
    found = read(changed(book, SHEET, lambda c: c.replace(b"<v>2</v></c></row></sheetData>", odd)))
    assert (found.rows[3], found.codes()) == ([1, None], [("no-number", 3)])


def test_shared_texts_are_read_with_their_runs(tmp_path: Path) -> None:
    book = shared(tmp_path, ["a", "b"], ["x", "y"])
    runs = b"<si><r><t>o</t></r><r><t xml:space='preserve'>ne </t></r><rPh><t>no</t></rPh></si>"
    found = read(
        changed(book, "xl/sharedStrings.xml", lambda c: c.replace(b"<si><t>x</t></si>", runs))
    )
    assert found.rows == {2: ["one", "y"]}


def test_more_columns_than_are_read_are_refused(workbook: Make) -> None:
    assert "2,000 columns" in refusal(workbook(range(2_500), range(2_500)))


def test_days_may_be_counted_from_1904(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append(["day"])
    book.active.append([datetime.date(2005, 3, 1)])
    path = tmp_path / "a.xlsx"
    book.save(path)
    assert read(path).rows == {2: [datetime.datetime(2005, 3, 1)]}  # noqa: DTZ001


def test_opening_may_be_given_up(tmp_path: Path) -> None:
    path = shared(tmp_path, ["a"], ["x"])
    told: list[tuple[int, int]] = []
    with open_table(path, FileWishes(), lambda *how_far: told.append(how_far)):
        pass
    # The shared texts, then the sheet.
    assert len(told) > 1
    assert all(0 < done <= total for done, total in told)
    for stop in range(len(told)):
        left = iter(range(stop))

        def no_more(_done: int, _total: int, /, left: Iterator[int] = left) -> None:
            if next(left, None) is None:
                raise CancelledError

        with pytest.raises(CancelledError):
            open_table(path, FileWishes(), no_more)
