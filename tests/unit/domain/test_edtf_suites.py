"""EDTF reading against collected test suites and against the `edtf` package.

The strings come from the suites of two other readers, kept beside this repository.
"""

import csv
import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from atlas_gui.domain.edtf import EdtfError, parse_edtf
from atlas_gui.domain.edtf_days import day_number

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


@cache
def _rows() -> tuple[dict[str, str], ...]:
    if not _STRINGS.exists():
        pytest.skip("the collected EDTF strings are not beside this repository")
    with _STRINGS.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines, delimiter="\t"))


def _accepts(text: str) -> bool:
    try:
        parse_edtf(text)
    except EdtfError:
        return False
    return True


def test_valid_strings_are_accepted() -> None:
    valid = {row["string"] for row in _rows() if row["verdict"] == "valid"}
    assert len(valid) > 250
    assert {text for text in valid if not _accepts(text)} == SPACES_REFUSED


def test_invalid_strings_are_refused_with_a_reason() -> None:
    invalid = [row["string"] for row in _rows() if row["verdict"] == "invalid"]
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


def test_bounds_are_those_of_the_suite_but_for_the_listed_differences() -> None:
    different = set()
    for row in _rows():
        text = row["string"]
        if row["group"] != "EXAMPLES" or text in SPACES_REFUSED:
            continue
        expected = json.loads(row["expected_or_note"])
        bounds = (_number(expected[0]), _number(expected[1 if len(expected) in (2, 4) else 0]))
        read = parse_edtf(text)
        if (read.earliest, read.latest) != bounds:
            different.add(text)
    assert different == set(OTHER_BOUNDS)


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
