"""CSV, read back by the standard library's reader."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from support.cruel import FORMULAS, TEXTS, cruel_records, disputed_record, spare_record
from support.libraries import (
    amount_claim,
    date_claim,
    library_of,
    plain_library,
    record,
    status_claim,
    write,
)
from support.places import ROOT

from atlas_gui.domain.library import Library
from atlas_gui.exchange.tables.cells import guarded, readable
from atlas_gui.exchange.tables.columns import columns_for
from atlas_gui.exchange.tables.formats import Format
from atlas_gui.exchange.tables.saving import save_table
from atlas_gui.store import open_library

Save = Callable[..., Path]


def rows_of(path: Path) -> list[dict[str, str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_a_row_says_what_the_record_says(shipped: Library, save: Save) -> None:
    rows = {row["id"]: row for row in rows_of(save(shipped, Format.CSV))}
    assert list(rows) == list(shipped.records)
    row = rows["las-camariocas-nickel-plant"]
    assert row["permalink"] == "atlas:/CHN-CUB/las-camariocas-nickel-plant"
    assert row["pairs"] == "CHN-CUB"
    assert row["countries"] == "CHN; CUB"
    assert row["country_names"] == "China; Cuba"
    assert (row["kind"], row["group"]) == ("investment", "deals")
    assert row["status"] == "preliminary"
    assert (row["amount"], row["currency"], row["amount_kind"]) == ("500000000", "USD", "planned")
    assert row["amounts"] == "US$500 million planned (completion and operation of the plant)"
    assert row["amount_of"] == "completion and operation of the plant"
    assert row["title_zh"] == shipped.records["las-camariocas-nickel-plant"].title["zh"]
    assert row["sources"] == "cuban-chinese-relations"


def test_it_begins_with_a_mark_and_ends_lines_as_the_standard_says(
    shipped: Library, save: Save
) -> None:
    content = save(shipped, Format.CSV).read_bytes()
    assert content.startswith(b"\xef\xbb\xbfid,permalink,")
    assert content.endswith(b"\r\n")
    assert content.count(b"\r\n") == len(shipped.records) + 1


def test_dates_are_edtf_with_bounds_and_words(save: Save) -> None:
    library = library_of(disputed_record(), spare_record())
    disputed, spare = rows_of(save(library, Format.CSV))
    assert disputed["date"] == "'-0043-03-15"
    assert disputed["date_earliest"] == disputed["date_latest"] == "'-0043-03-15"
    assert disputed["date_basis"] == "signed"
    assert {spare["date"], spare["date_earliest"], spare["date_words"], spare["amount"]} == {""}
    assert spare["status"] == "discussed"


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2004/9999", "2004-01-01", ""),
        ("2004/..", "2004-01-01", ""),
        ("../2004", "", "2004-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("XXXX-09", "", ""),
        ("Y12000", "12000-01-01", "12000-12-31"),
    ],
)
def test_a_day_that_no_date_sets_is_left_empty(
    edtf: str, earliest: str, latest: str, save: Save
) -> None:
    library = library_of(record("dated", claims=[date_claim(edtf)]))
    (row,) = rows_of(save(library, Format.CSV))
    assert (row["date"], row["date_earliest"], row["date_latest"]) == (edtf, earliest, latest)


def test_a_step_has_the_dates_on_which_it_was_reached(save: Save) -> None:
    claims = [status_claim("signed"), status_claim("discussed"), date_claim("2005-11")]
    (row,) = rows_of(save(library_of(record("dated", claims=claims)), Format.CSV))
    assert (row["status"], row["status_date"]) == ("signed", "2005-11")


def test_all_values_of_a_disagreement_stand_and_the_row_says_so(save: Save) -> None:
    (row,) = rows_of(save(library_of(disputed_record()), Format.CSV))
    assert row["amount"] == "500000000; 600000000; 123456789012345678901234.123456789012"
    assert row["currency"] == "USD; USD; EUR"
    assert row["amount_kind"] == "committed; committed; planned"
    assert row["amount_qualifier"] == "exact; exact; about"
    assert row["amount_of"] == "; ; the second stage"
    assert row["disagreement_count"] == "1"
    assert row["disagreements"] == (
        "Committed amount: US$500 million committed ≠ US$600 million committed"
    )
    assert "planned" in row["amounts"]


def test_converted_sums_and_those_that_must_not_be_added_say_so(save: Save) -> None:
    original, converted = amount_claim("5", "CNY", "a"), amount_claim("1", "USD", "b")
    converted["value"] |= {"conversion": "2014 US dollars", "not_counted": "=an umbrella"}
    (row,) = rows_of(save(library_of(record("one", claims=[original, converted])), Format.CSV))
    assert row["amount_conversion"] == "; 2014 US dollars"
    assert row["amount_not_counted"] == "; '=an umbrella"
    assert row["disagreement_count"] == "0"


def test_what_an_editor_passed_over_is_not_in_the_row(save: Save) -> None:
    settled = disputed_record()
    settled["claims"][0] |= {"rank": "preferred", "reason": "It is in the contract."}
    (row,) = rows_of(save(library_of(settled), Format.CSV))
    assert row["currency"] == "USD; EUR"
    assert row["disagreement_count"] == "0"


def test_every_text_comes_back_and_none_is_a_formula(cruel: Library, save: Save) -> None:
    rows = rows_of(save(cruel, Format.CSV))
    found = {row["id"]: row for row in rows}
    for place, text in enumerate(TEXTS):
        row = found[f"cruel-{place}"]
        for column in ("title", "title_en", "title_zh", "summary", "date_words", "statements"):
            assert row[column] == guarded(readable(text)), column
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell[:1] in "=+-@\t\r\n" and cell]
    assert len(found["crowded"]["parties"].split("; ")) == 1_000


def test_half_a_pair_of_surrogates_stops_nothing(save: Save) -> None:
    halved = cruel_records()[len(FORMULAS)]
    halved["title"] = {"en": "half \ud83d of it"}
    (row,) = rows_of(save(library_of(halved), Format.CSV))
    assert row["title"] == "half U+D83D of it"


def test_an_unreadable_record_has_a_row_with_its_reason(tmp_path: Path) -> None:
    plain = plain_library(record("sound"), record("spoiled", kind="no such kind"))
    library = open_library(write(plain, tmp_path))
    (damaged,) = library.damaged
    target = tmp_path / "x.csv"
    assert save_table(library, ["sound", damaged], Format.CSV, target).left_out == 0
    sound, spoiled = rows_of(target)
    assert sound["unreadable"] == ""
    assert spoiled["title"] == "Spoiled"
    assert "no such kind" in spoiled["unreadable"]


def test_the_documentation_names_every_column() -> None:
    page = (ROOT / "docs/tables.md").read_text(encoding="utf-8")
    table = page.partition("<!-- columns -->")[2].partition("<!-- end -->")[0]
    named = re.findall(r"^\| `([a-z_]+…?)` \|", table, re.MULTILINE)
    columns = [column.name for column in columns_for(["zz"])]
    assert named == [name.replace("title_zz", "title_…") for name in columns]
