"""Dates typed in words: what is understood, what is refused and with which advice."""

import csv
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.domain.date_input import DateInputError, date_typed
from atlas_gui.domain.date_words import date_in_words, long_date_in_words
from atlas_gui.domain.edtf import EdtfError, parse_edtf
from atlas_gui.domain.time_shape import time_shape

STRINGS = Path(__file__).parents[4] / "shared" / "data" / "edtf" / "edtf_strings.tsv"
PAGE = Path(__file__).parents[3] / "docs" / "dates.md"
TODAY = date(2026, 11, 22).toordinal()


def read(text: str) -> str:
    return date_typed(text, TODAY).text


def refusal(text: str) -> str:
    with pytest.raises(DateInputError) as caught:
        date_typed(text, TODAY)
    return str(caught.value)


# Understood.

SINGLE = {
    "1998": "1998",
    "March 1998": "1998-03",
    "Mar. 1998": "1998-03",
    "Sept 1998": "1998-09",
    "1998 March": "1998-03",
    "12 May 2003": "2003-05-12",
    "12th of May 2003": "2003-05-12",
    "May 12, 2003": "2003-05-12",
    "MAY 12TH 2003": "2003-05-12",
    "12-May-2003": "2003-05-12",
    "the 3rd of May, 2003": "2003-05-03",
    "2003-5-12": "2003-05-12",
    "2003/05/12": "2003-05-12",
    "20030512": "2003-05-12",
    "2003-5": "2003-05",
    "5/2003": "2003-05",
    "31/12/2003": "2003-12-31",
    "12/31/2003": "2003-12-31",
    "31.12.2003": "2003-12-31",
    "4/4/2003": "2003-04-04",
    "٢٠٠٤": "2004",
    "２００４": "2004",
    "18 Nov 501": "0501-11-18",
    "44 BC": "-0043",
    "44 b.c.": "-0043",
    "15 March 44 BCE": "-0043-03-15",
    "AD 79": "0079",
    "170000003 BC": "Y-170000002",
    "today": "2026-11-22",
    "this month": "2026-11",
    "This  year": "2026",
    "last year": "2025",
}
PERIODS = {
    "1990s": "199X",
    "the 1990's": "199X",
    "the 90s": "199X",
    "’90s": "199X",
    "1900s": "190X",
    "19th century": "18XX",
    "in the 21st century": "20XX",
    "5th century BC": "-04XX",
    "early 1990s": "1990~/1993~",
    "mid-1990s": "1993~/1996~",
    "the late 1990s": "1996~/1999~",
    "early 2006": "2006-01~/2006-04~",
    "mid 2006": "2006-05~/2006-08~",
    "late February 2004": "2004-02-21~/2004-02-29~",
    "the end of January 2003": "2003-01-21~/2003-01-31~",
    "mid-19th century": "1833~/1866~",
    "early 5th century BC": "-0499~/-0466~",
    "summer 1962": "1962-22",
    "Fall of 1962": "1962-23",
    "winter 1962": "1962-24",
    "winter 1962–63": "1962-24",
    "winter 1999/2000": "1999-24",
    "southern summer 2004/05": "2004-30",
    "first quarter of 2019": "2019-33",
    "2nd quarter of 2019": "2019-34",
    "Q1 2019": "2019-33",
    "2019-Q4": "2019-36",
    "second half 2001": "2001-41",
    "H1 2001": "2001-40",
}
QUALIFIED = {
    "about 1990": "1990~",
    "c. 1990": "1990~",
    "c.1990": "1990~",
    "circa March 1990": "1990-03~",
    "around the 1990s": "199X~",
    "May 2003?": "2003-05?",
    "perhaps 2014?": "2014?",
    "about 2014?": "2014%",
    "before 1984": "[..1983]",
    "before March 1984": "[..1984-02]",
    "before 1 January 1984": "[..1983-12-31]",
    "before the 1990s": "[..1989]",
    "before about 1984": "[..1983~]",
    "before 1 AD": "[..0000]",
    "after 1984": "[1985..]",
    "after December 1984": "[1985-01..]",
    "by 1990": "[..1990]",
    "1990 or later": "[1990..]",
    "1984 and earlier": "{..1984}",
    "since 1998": "1998/..",
    "since the early 1990s": "1990~/..",
    "from May 1998": "1998-05/..",
    "until 1990": "../1990",
    "from 1998, end unknown": "1998/",
    "2004-04-XX": "2004-04-XX",
    "Apr 2004, day unknown": "2004-04-XX",
    "25 Dec, 1560s": "156X-12-25",
}
RANGES = {
    "1998 to 2004": "1998/2004",
    "1998–2004": "1998/2004",
    "1998—2004": "1998/2004",
    "1998-2004": "1998/2004",
    "1998 .. 2004": "1998/2004",
    "from March 1998 to May 1999": "1998-03/1999-05",
    "March to May 1999": "1999-03/1999-05",
    "March – 12 May 2003": "2003-03/2003-05-12",
    "12 May – June 2003": "2003-05-12/2003-06",
    "5–8 June 2019": "2019-06-05/2019-06-08",
    "28 Jun - 3 Jul 2019": "2019-06-28/2019-07-03",
    "May 12–14, 2003": "2003-05-12/2003-05-14",
    "13–23 Jan 1 BC": "0000-01-13/0000-01-23",
    "100–44 BC": "-0099/-0043",
    "44–30 BC": "-0043/-0029",
    "44 BC to AD 14": "-0043/0014",
    "early 1990s to mid 2006": "1990~/2006-08~",
    "about 1996–1999": "1996~/1999~",
    "about 1984 – Jun 2004": "1984~/2004-06",
    "between 1998 and 2004": "[1998..2004]",
    "1990 or 1991": "[1990,1991]",
    "May 12, 2003 or June 2004": "[2003-05-12,2004-06]",
    "1667, 1668 or 1670–1672": "[1667,1668,1670..1672]",
    "1960 and Dec 1961": "{1960,1961-12}",
}


@pytest.mark.parametrize(
    ("text", "edtf"), [*SINGLE.items(), *PERIODS.items(), *QUALIFIED.items(), *RANGES.items()]
)
def test_what_is_understood(text: str, edtf: str) -> None:
    assert read(text) == edtf
    assert read(f"  {text.upper()} ") == edtf


@pytest.mark.parametrize("text", ["1998", "199X", "2004-06~/..", "[..1990]", "Y17E7", "2004-21"])
def test_edtf_is_itself(text: str) -> None:
    assert date_typed(text, TODAY) == parse_edtf(text)
    assert read(text.lower()) == text


# Refused.


@pytest.mark.parametrize("text", ["03/04/2003", "3.4.2003", "from 3-4-2003 to 2005"])
def test_a_date_of_two_days_is_not_guessed(text: str) -> None:
    message = refusal(text)
    for way in ("2003-04-03", "3 Apr 2003", "2003-03-04", "4 Mar 2003"):
        assert way in message


@pytest.mark.parametrize("text", ["98", "'98", "12 May 98", "1/2/98", "1990 to 98", "98?"])
def test_a_year_of_two_digits_is_refused(text: str) -> None:
    assert "1998 or 2098" in refusal(text)


@pytest.mark.parametrize("text", ["20s", "the '10s"])
def test_a_decade_of_two_centuries_is_refused(text: str) -> None:
    assert "write it in full" in refusal(text)


def test_decades_that_have_not_begun_belong_to_the_last_century() -> None:
    assert date_typed("30s", TODAY).text == "193X"
    with pytest.raises(DateInputError):
        date_typed("30s", date(2031, 1, 1).toordinal())


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("", "Type a date such as 1998"),
        ("  ", "Type a date such as 1998"),
        ("some day", "“some day” cannot be read as a date. Type a date such as 1998"),
        ("MÄRZ 1998", "“MÄRZ 1998” cannot be read as a date"),
        ("30 Feb 2003", "cannot be read"),
        ("31/13/2003", "cannot be read"),
        ("2004 to 1998", "cannot be read"),
        ("1 to June 2003", "cannot be read"),
        ("winter 1962/1965", "cannot be read"),
        ("1998 " * 50, "Type a date such as 1998"),
        ("2003-02-30", "there is no day 30 in that month (character 9)"),
        ("2004/1998", "the interval ends before it begins"),
        ("XXXX-09", "names no day"),
        ("at any time", "cannot be read"),
        ("September, year unknown", "cannot be read"),
    ],
)
def test_a_refusal_says_what_can_be_typed(text: str, advice: str) -> None:
    assert advice in refusal(text)


WORDS = "and or to between from 1998 1990s about , – - 5 may early later since ? BC 44 / the XX"


@given(st.one_of(st.text(max_size=40), st.lists(st.sampled_from(WORDS.split())).map(" ".join)))
def test_any_text_is_a_date_or_refused_with_advice(text: str) -> None:
    message = ""
    try:
        found = date_typed(text, TODAY)
    except DateInputError as error:
        message = str(error)
    else:
        assert found.is_dated
        assert parse_edtf(found.text) == found
        return
    assert message


# The documentation.


def rows(marker: str) -> list[tuple[str, str]]:
    """The first two cells of the table after a marker, without the signs of code."""
    after = PAGE.read_text(encoding="utf-8").partition(f"<!-- typed: {marker} -->")[2]
    lines = after.lstrip().partition("\n\n")[0].splitlines()[2:]
    cells = [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines]
    return [(typed, means) for typed, means in cells]


def test_what_the_documentation_promises_is_understood() -> None:
    today = {"today": "2026-11-22", "this year": "2026"}
    promised = rows("understood")
    assert len(promised) > 30
    assert {typed: read(typed) for typed, _means in promised} == dict(promised) | today


def test_what_the_documentation_calls_refused_is_refused() -> None:
    assert len(rows("refused")) == 4
    for typed, _why in rows("refused"):
        refusal(typed)


# What is written can be read.

# Each reads the same for a reader as something simpler, which is what is understood.
SAME_WORDS = {
    "0000/0000": "a range within one year is written as that year",
    "2003-22/2003-22": "a range within one season is written as that season",
    "16XX%": "“about” and “?” are taken for those of the end next to them",
    "1930-X0-10/1930-10-30": "the only month that an X can mean is written by its name",
    "1919-09-02/1919-X0-01": "the only month that an X can mean is written by its name",
    "1919-04-01/1919-X4-02": "the only month that an X can mean is written by its name",
    "{-1640-06..-1200-01}": "all months of a range are written as the range",
    "{-1740-02-12..-1200-01-29}": "all days of a range are written as the range",
}


@cache
def valid_strings() -> tuple[str, ...]:
    if not STRINGS.exists():
        pytest.skip("the collected EDTF strings are not beside this repository")
    with STRINGS.open(encoding="utf-8", newline="") as lines:
        rows = [row["string"] for row in csv.DictReader(lines, delimiter="\t")]
    return tuple(text for text in dict.fromkeys(rows) if _is_edtf(text))


def _is_edtf(text: str) -> bool:
    try:
        parse_edtf(text)
    except EdtfError:
        return False
    return True


def _has_no_way_back(text: str) -> bool:
    """Whether it names no day, or an end of a range that lies between two days."""
    said = parse_edtf(text)
    return not said.is_dated or (said.is_interval and "between" in date_in_words(text))


def test_the_words_of_the_suites_can_be_read_back() -> None:
    otherwise = set()
    for text in valid_strings():
        if _has_no_way_back(text):
            continue
        for words in (date_in_words(text), long_date_in_words(text)):
            found, said = date_typed(words, TODAY), parse_edtf(text)
            assert (found.earliest, found.latest) == (said.earliest, said.latest), words
            if time_shape(found) != time_shape(said):
                otherwise.add(text)
    assert otherwise <= set(SAME_WORDS)
    assert {text for text in SAME_WORDS if text not in valid_strings()} == set()


def test_few_words_of_the_suites_have_no_way_back() -> None:
    lost = [text for text in valid_strings() if _has_no_way_back(text)]
    assert len(lost) < len(valid_strings()) / 8
    for text in lost:
        refusal(date_in_words(text))


LATE = st.dates(min_value=date(100, 1, 1), max_value=date(9998, 12, 31))
POINTS = st.one_of(
    LATE.map(str),
    LATE.map(lambda day: str(day)[:7]),
    LATE.map(lambda day: str(day)[:4]),
    LATE.map(lambda day: f"{str(day)[:3]}X"),
    st.builds(lambda day, code: f"{str(day)[:4]}-{code}", LATE, st.integers(21, 41)),
    st.integers(2, 9999).map(lambda year: f"-{year:04}"),
)
MARKED = st.tuples(POINTS, st.sampled_from(["", "?", "~", "%"])).map("".join)
SAID = st.one_of(
    MARKED,
    st.tuples(MARKED, MARKED).map("/".join),
    MARKED.map("{}/..".format),
    MARKED.map("../{}".format),
    MARKED.map("[..{}]".format),
    MARKED.map("[{}..]".format),
    st.lists(MARKED, min_size=2, max_size=4).map(lambda dates: f"[{','.join(dates)}]"),
    st.lists(MARKED, min_size=2, max_size=4).map(lambda dates: f"{{{','.join(dates)}}}"),
)


@given(SAID.filter(_is_edtf))
def test_dates_in_words_can_be_read_back(text: str) -> None:
    said = parse_edtf(text)
    for words in (date_in_words(text), long_date_in_words(text)):
        found = date_typed(words, TODAY)
        assert (found.earliest, found.latest) == (said.earliest, said.latest), words
        assert (found.approximate, found.uncertain) == (said.approximate, said.uncertain)
