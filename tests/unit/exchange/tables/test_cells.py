"""What may stand in one cell."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.cruel import FORMULAS
from support.places import ROOT

from atlas_gui.exchange.tables.cells import (
    MOST_UNITS,
    as_text,
    begins_formula,
    cut_to_cell,
    exact_day,
    exact_number,
    guarded,
    readable,
    single_line,
)

SIGNS = "=+-@＝＋－＠"
anything = st.text(st.sampled_from("=+-@＝ \t\n\"';,|a\u200b\ufeff\u00a0\u202e"), max_size=12)


def documented_way_back() -> str:
    """The code of docs/tables.md that takes the apostrophes away again."""
    page = (ROOT / "docs/tables.md").read_text(encoding="utf-8")
    found = re.search(r"<!-- way back -->\n```python\n(.*?)```", page, re.DOTALL)
    assert found
    return found[1]


def is_unsafe(cell: str) -> bool:
    """Whether a program that passes over blanks and quotes meets a sign first, in any part."""
    parts = [part.lstrip(' "\u00a0\u200b\ufeff\u202e') for part in re.split("[;\t\n]", cell)]
    return cell[:1] in ("\t", "\n", "\r") or any(part and part[0] in SIGNS for part in parts)


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_begins_a_formula_whatever_separates_cells(text: str) -> None:
    assert is_unsafe(readable(text)) or text.startswith(("'", '"'))
    assert not is_unsafe(guarded(readable(text)))


@given(anything)
def test_no_text_at_all_gets_past_the_guard(text: str) -> None:
    assert not is_unsafe(guarded(text))


@given(anything | st.text())
def test_the_guard_is_taken_away_as_documented(text: str) -> None:
    names: dict[str, object] = {}
    exec(documented_way_back(), names)  # noqa: S102  it is our own page
    way_back = names["unguarded"]
    assert callable(way_back)
    assert way_back(guarded(readable(text))) == readable(text)


@pytest.mark.parametrize("text", ["", "plain", "1-2", "a-b", "it's", "x = 1", "2005-11", "中文"])
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text
    assert not begins_formula(text)


def test_what_cannot_be_written_is_shown_by_its_code() -> None:
    assert readable("a\x00b\x1b\ud83d\ufffe\x85c") == "aU+0000bU+001BU+D83DU+FFFE\nc"
    assert readable("tab\tstays, RTL \u202e and 🤝 too") == "tab\tstays, RTL \u202e and 🤝 too"
    assert single_line(" a\r\n\tb\u2028c ") == "a b c"


@given(st.integers(0, 9), st.sampled_from("a🤝中"), st.integers(-3, 3))
def test_a_text_that_fits_is_not_cut(before: int, letter: str, more: int) -> None:
    units = 2 if letter == "🤝" else 1
    text = "a" * before + letter * ((MOST_UNITS - before) // units + more)
    fits = len(text.encode("utf-16-le")) // 2 <= MOST_UNITS
    cut = cut_to_cell(text)
    assert (cut == text) == fits
    assert len(cut.encode("utf-16-le")) // 2 <= MOST_UNITS


def test_a_text_that_is_cut_says_so() -> None:
    cut = cut_to_cell("a" + "🤝" * MOST_UNITS)
    assert cut.endswith("[cut: a cell holds no more; the export as JSON has all of it]")
    assert cut.startswith("a🤝")
    assert MOST_UNITS - 1 <= len(cut.encode("utf-16-le")) // 2 <= MOST_UNITS


def test_numbers_of_more_than_fifteen_digits_are_text() -> None:
    assert exact_number(Decimal(500_000_000))
    assert exact_number(Decimal(999_999_999_999_999))
    assert exact_number(Decimal("0.000000000001"))
    assert exact_number(Decimal(10) ** 23)
    assert not exact_number(Decimal(1_234_567_890_123_456))
    assert as_text(Decimal("1E+20")) == "100000000000000000000"


def test_days_before_the_first_of_march_1900_are_text() -> None:
    assert exact_day(dt.date(1900, 3, 1))
    assert not exact_day(dt.date(1900, 2, 28))
    assert as_text(dt.date(1879, 1, 1)) == "1879-01-01"
