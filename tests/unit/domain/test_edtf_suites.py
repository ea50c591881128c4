"""EDTF reading and drawing against collected test suites and against the `edtf` package.

The strings come from the suites of two other readers, kept beside this repository.
"""

import csv
import json
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from atlas_gui.domain.edtf import EdtfError, parse_edtf
from atlas_gui.domain.edtf_days import day_number
from atlas_gui.domain.time_shape import time_shape

_PAGE = Path(__file__).parents[3] / "docs" / "dates.md"
_STRINGS = Path(__file__).parents[4] / "shared" / "data" / "edtf" / "edtf_strings.tsv"

# The format has no spaces; the one suite accepts them in lists, the other refuses the same.
SPACES_REFUSED = {
    "[1667, 1668, 1670..1672]",
    "[1760-01, 1760-02, 1760-12..]",
    "[1667, 1760-12]",
    "{1667,1668, 1670..1672}",
    "{1960, 1961-12}",
}
OTHER_BOUNDS = {
    "/2006": "an unknown start has no bound; the suite assumes ten years",
    "2004-06-01/": "an unknown end has no bound; the suite assumes ten years",
    "1984-06-02?/": "an unknown end has no bound; the suite assumes ten years",
    "2010-24": "winter goes on to February; the suite ends it in December",
    "XXXX-XX-23": "a year without digits has no bounds; the suite takes 0 to 9999",
    "1950S2": "significant digits say how wide the range is; the suite widens only fuzzily",
    "1953S2": "as 1950S2",
    "1953S3": "as 1950S2",
    "Y17101E4S3": "as 1950S2",
    "Y3388E2S3": "as 1950S2",
    "Y171010000S3": "as 1950S2",
}
# Everything else that is valid has a shape on the timeline.
NO_DAY = {
    "/..": "unknown to open",
    "../": "open to unknown",
    "../..": "open on both sides",
    "XXXX-12-XX": "no digit of the year is known",
    "-XXXX-12-XX": "no digit of the year is known",
    "XXXX-XX-23": "no digit of the year is known",
}
# The examples of the format's own description (Library of Congress, 2019).
OF_THE_FORMAT = (
    *("1985-04-12", "1985-04", "1985", "1985-04-12T23:20:30", "1985-04-12T23:20:30Z"),
    *("1985-04-12T23:20:30-04", "1985-04-12T23:20:30+04:30", "1964/2008", "2004-06/2006-08"),
    *("2004-02-01/2005-02-08", "2004-02-01/2005-02", "2004-02-01/2005", "2005/2006-02"),
    *("Y170000002", "Y-170000002", "2001-21", "1984?", "2004-06~", "2004-06-11%", "201X", "20XX"),
    *("2004-XX", "1985-04-XX", "1985-XX-XX", "1985-04-12/..", "1985-04/..", "1985/.."),
    *("../1985-04-12", "../1985-04", "../1985", "1985-04-12/", "1985-04/", "1985/", "/1985-04-12"),
    *("/1985-04", "/1985", "1984~/2004-06", "1984/2004-06~", "1984~/2004~", "1984?/2004%"),
    *("1984-06?/2004-08?", "1984-06-02?/2004-08-08~", "1984-06-02?/", "-1985", "Y-17E7"),
    *("1950S2", "Y171010000S3", "Y3388E2S3", "2001-34", "[1667,1668,1670..1672]"),
    *("[..1760-12-03]", "[1760-12..]", "[1760-01,1760-02,1760-12..]", "[1667,1760-12]", "[..1984]"),
    *("{1667,1668,1670..1672}", "{1960,1961-12}", "{..1984}", "2004-06~-11", "2004?-06-11"),
    *("?2004-06-~11", "2004-%06-11", "156X-12-25", "15XX-12-25", "1XXX-XX", "1XXX-12", "1984-1X"),
    *("2004-06-~01/2004-06-~20", "2004-06-XX/2004-07-03"),
)


@cache
def _rows() -> tuple[dict[str, str], ...]:
    if not _STRINGS.exists():
        pytest.skip("the collected EDTF strings are not beside this repository")
    with _STRINGS.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines, delimiter="\t"))


def _strings(verdict: str) -> set[str]:
    return {row["string"] for row in _rows() if row["verdict"] == verdict}


def _is_drawn(text: str) -> bool:
    return _accepts(text) and time_shape(parse_edtf(text)) is not None


def _accepts(text: str) -> bool:
    try:
        parse_edtf(text)
    except EdtfError:
        return False
    return True


def test_valid_strings_are_accepted() -> None:
    valid = _strings("valid")
    assert len(valid) > 250
    assert {text for text in valid if not _accepts(text)} == SPACES_REFUSED


def test_invalid_strings_are_refused_with_a_reason() -> None:
    invalid = _strings("invalid")
    assert len(invalid) > 50
    for text in invalid:
        with pytest.raises(EdtfError) as caught:
            parse_edtf(text)
        assert caught.value.reason
        assert 0 <= caught.value.position <= len(text)


def _number(text: str) -> int | None:
    if "inf" in text:
        return None
    sign = -1 if text.startswith("-") else 1
    year, month, day = text.lstrip("-").split("-")
    return day_number(sign * int(year), int(month), int(day))


@cache
def _bounds_of_the_suite() -> dict[str, tuple[int | None, int | None]]:
    """The strict days of each string that has some; of two or more, the second is the last day."""
    found = {}
    for row in _rows():
        if row["group"] == "EXAMPLES" and row["string"] not in SPACES_REFUSED:
            days = json.loads(row["expected_or_note"])
            found[row["string"]] = (_number(days[0]), _number(days[1 if len(days) % 2 == 0 else 0]))
    return found


def _different() -> set[str]:
    return {
        text
        for text, bounds in _bounds_of_the_suite().items()
        if (parse_edtf(text).earliest, parse_edtf(text).latest) != bounds
    }


def test_bounds_are_those_of_the_suite_but_for_the_listed_differences() -> None:
    assert _different() == set(OTHER_BOUNDS)


def test_whatever_is_valid_is_drawn_unless_it_names_no_day() -> None:
    accepted = _strings("valid") - SPACES_REFUSED
    assert {text for text in accepted if not _is_drawn(text)} == set(NO_DAY)


@pytest.mark.parametrize("text", OF_THE_FORMAT)
def test_the_examples_of_the_format_are_drawn(text: str) -> None:
    assert _is_drawn(text)


def _table(marker: str) -> list[list[str]]:
    """The cells of the table after a marker in the documentation."""
    _before, _marker, after = _PAGE.read_text(encoding="utf-8").partition(
        f"<!-- edtf: {marker} -->"
    )
    lines = after.lstrip().partition("\n\n")[0].splitlines()[2:]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines]


def test_the_documentation_counts_right() -> None:
    valid, invalid = _strings("valid"), _strings("invalid")
    compared, different = len(_bounds_of_the_suite()), len(_different())
    accepted, drawn = sum(map(_accepts, valid)), sum(map(_is_drawn, valid))
    assert [int(number) for _what, number in _table("counts")] == [
        len(valid | invalid),
        len(valid),
        accepted,
        drawn,
        accepted - drawn,
        len(valid) - accepted,
        len(invalid),
        sum(not _accepts(text) for text in invalid),
        compared,
        compared - different,
        different,
    ]


@pytest.mark.parametrize(
    ("marker", "strings"),
    [("no day", NO_DAY), ("spaces", SPACES_REFUSED), ("other days", OTHER_BOUNDS)],
    ids=["no day", "spaces", "other days"],
)
def test_the_documentation_lists_every_exception(marker: str, strings: Iterable[str]) -> None:
    assert {row[0] for row in _table(marker)} == set(strings)


def test_qualifier_flags_are_those_of_the_suite() -> None:
    rows = [row for row in _rows() if row["group"].startswith("APPROXIMATE")]
    assert rows
    for row in rows:
        expected = json.loads(row["expected_or_note"])
        read = parse_edtf(row["string"])
        assert read.uncertain == (expected["uncertain"] or expected["both"]), row["string"]
        assert read.approximate == (expected["approximate"] or expected["both"]), row["string"]


@pytest.mark.parametrize(
    "text",
    [
        *("1985-04-12", "2004-02", "0476", "199X", "19XX", "1560-XX-25", "156X-12-25", "2001-21"),
        *("2004-06/2006-08", "2004-06-XX/2004-07-03", "1984~/2004-06", "2004-?06-?11"),
    ],
)
def test_bounds_are_those_of_the_edtf_package(text: str) -> None:
    oracle = pytest.importorskip("edtf")
    theirs = oracle.parse_edtf(text)
    first, last = theirs.lower_strict(), theirs.upper_strict()
    read = parse_edtf(text)
    assert read.earliest == date(*first[:3]).toordinal()
    assert read.latest == date(*last[:3]).toordinal()
