"""Excel workbooks, read back by openpyxl."""

import datetime as dt
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.escape import unescape
from support.cruel import FORMULAS, TEXTS, disputed_record
from support.libraries import library_of, record, status_claim

from atlas_gui.domain.library import Library
from atlas_gui.exchange.tables import workbook
from atlas_gui.exchange.tables.cells import MOST_UNITS, begins_formula, readable
from atlas_gui.exchange.tables.formats import Format

Save = Callable[..., Path]
Row = dict[str, Any]


def sheets_of(path: Path) -> dict[str, list[Row]]:
    book = openpyxl.load_workbook(path)
    found = {}
    for sheet in book:
        headings, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(map(str, headings), row, strict=True)) for row in rows]
    book.close()
    return found


def test_the_sheets_and_what_is_on_them(shipped: Library, save: Save) -> None:
    sheets = sheets_of(save(shipped, Format.XLSX, query="nickel"))
    assert list(sheets) == ["Records", "Claims", "Sources", "About"]
    assert [row["Identifier"] for row in sheets["Records"]] == list(shipped.records)
    claims = [(one.id, claim.id) for one in shipped.records.values() for claim in one.claims]
    assert [(row["Identifier"], row["Claim"]) for row in sheets["Claims"]] == claims
    assert {row["Identifier"] for row in sheets["Sources"]} == set(shipped.sources)
    about = {row["About this workbook"]: row["Content"] for row in sheets["About"]}
    assert about["Library"] == "Bilateral relations"
    assert about["Edition"] == shipped.info.edition
    assert about["Licence"] == shipped.info.licence
    assert about["Cite as"] == shipped.info.citation
    assert about["Search"] == "nickel"
    assert about["Records"] == len(shipped.records)
    assert about["Exported"] == dt.datetime(2023, 11, 14)  # noqa: DTZ001  a cell has no time zone


def test_numbers_are_numbers_and_days_are_days(shipped: Library, save: Save) -> None:
    sheets = sheets_of(save(shipped, Format.XLSX))
    rows = {row["Identifier"]: row for row in sheets["Records"]}
    plant = rows["las-camariocas-nickel-plant"]
    assert plant["Amount"] == 500_000_000
    assert plant["Kind of amount"] == "planned"
    assert isinstance(plant["Earliest"], dt.datetime)
    old = rows["qing-consulate-havana-1879"]
    assert (old["Earliest"], old["Latest"]) == ("1879-01-01", "1879-12-31")
    numbers = [row["Number"] for row in sheets["Claims"] if row["Property"] == "quantity"]
    assert numbers
    assert all(isinstance(number, int | float) for number in numbers)


def test_a_number_that_excel_would_round_is_text(save: Save) -> None:
    sheets = sheets_of(save(library_of(disputed_record()), Format.XLSX))
    numbers = [row["Number"] for row in sheets["Claims"] if row["Property"] == "amount"]
    assert numbers == [500_000_000, 600_000_000, "123456789012345678901234.123456789012"]
    assert [row["Disputed"] for row in sheets["Claims"]] == ["yes", "yes", None, None]
    assert sheets["Records"][0]["Points in dispute"] == 1


def test_every_text_comes_back_as_text(cruel: Library, save: Save) -> None:
    path = save(cruel, Format.XLSX)
    rows = {row["Identifier"]: row for row in sheets_of(path)["Records"]}
    for place, text in enumerate(TEXTS):
        # openpyxl leaves to its caller what Excel does by itself.
        assert unescape(rows[f"cruel-{place}"]["Summary"]) == readable(text)
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for cells in sheet.iter_rows():
            for cell in cells:
                assert cell.data_type in ("s", "n", "d")
                if isinstance(cell.value, str) and begins_formula(cell.value):
                    assert cell.quotePrefix
    book.close()


def test_nothing_in_the_file_is_a_formula_or_a_link(cruel: Library, save: Save) -> None:
    with zipfile.ZipFile(save(cruel, Format.XLSX)) as archive:
        names = archive.namelist()
        parts = b"".join(archive.read(name) for name in names if "worksheets" in name)
    assert b"<f>" not in parts
    assert b"hyperlink" not in parts
    assert not [name for name in names if "externalLink" in name or "vba" in name.lower()]
    assert parts.count(b"inlineStr") > len(FORMULAS)


def test_what_no_cell_holds_is_cut_and_stands_among_the_claims(cruel: Library, save: Save) -> None:
    sheets = sheets_of(save(cruel, Format.XLSX))
    (crowded,) = (row for row in sheets["Records"] if row["Identifier"] == "crowded")
    assert len(crowded["Parties"]) <= MOST_UNITS
    parties = [row for row in sheets["Claims"] if row["Identifier"] == "crowded"]
    assert len(parties) == 1_000
    assert parties[-1]["Value"] == "Attended by: China, Delegate 999"


def test_a_cut_cell_says_that_it_is_cut(save: Save) -> None:
    claims = [
        {**status_claim("signed"), "id": f"status-{number}", "reason": "r" * 900, "topic": "t"}
        for number in range(3)
    ]
    for claim in claims:
        claim["evidence"] = [
            {"source": "survey", "locator": "Section 1", "note": "n" * 19_000} for _ in range(3)
        ]
    sheets = sheets_of(save(library_of(record("long", claims=claims)), Format.XLSX))
    passages = sheets["Claims"][0]["Passages"]
    assert passages.endswith("the export as JSON has all of it]")
    assert len(passages) == MOST_UNITS


def test_a_full_sheet_goes_on_in_another_one(
    shipped: Library, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "_MOST_ROWS", 300)
    sheets = sheets_of(save(shipped, Format.XLSX))
    claims = [row for name, rows in sheets.items() if name.startswith("Claims") for row in rows]
    assert len(claims) == sum(len(one.claims) for one in shipped.records.values())
    assert {"Claims", "Claims 2", "Claims 3"} <= set(sheets)
    assert all(len(rows) < 300 for rows in sheets.values())


def test_a_reader_can_choose_rows_and_keeps_headings_in_sight(shipped: Library, save: Save) -> None:
    book = openpyxl.load_workbook(save(shipped, Format.XLSX))
    for name in ("Records", "Claims", "Sources"):
        assert book[name].freeze_panes == "B2"
        assert re.fullmatch(r"A1:[A-Z]+\d+", book[name].auto_filter.ref)
    assert book.properties.title == "Bilateral relations"
    assert book.properties.created == dt.datetime(2023, 11, 14)  # noqa: DTZ001  as the file has it
    assert book["Records"]["A1"].font.b
    book.close()
