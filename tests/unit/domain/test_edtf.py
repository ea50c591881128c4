"""EDTF reading: what is accepted and refused, and between which days a date lies."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.domain.edtf import Edtf, EdtfError, Precision, SetKind, parse_edtf, sort_key


def day(year: int, month: int, number: int) -> int:
    return date(year, month, number).toordinal()


def read_or_refused(text: str) -> Edtf | None:
    """What the text says; None if it was refused, which it must be at a place within it."""
    position = 0
    try:
        return parse_edtf(text)
    except EdtfError as error:
        position = error.position
    assert 0 <= position <= len(text)
    return None


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2019-06-05", (2019, 6, 5), (2019, 6, 5)),
        ("2004-02", (2004, 2, 1), (2004, 2, 29)),
        ("2004", (2004, 1, 1), (2004, 12, 31)),
        ("199X", (1990, 1, 1), (1999, 12, 31)),
        ("1X99", (1099, 1, 1), (1999, 12, 31)),
        ("2010-24", (2010, 12, 1), (2011, 2, 28)),
        ("2001-29", (2001, 9, 1), (2001, 11, 30)),
        ("2001-36", (2001, 10, 1), (2001, 12, 31)),
        ("2001-41", (2001, 7, 1), (2001, 12, 31)),
        ("1950S2", (1900, 1, 1), (1999, 12, 31)),
        ("1984-1X", (1984, 10, 1), (1984, 12, 31)),
        ("2003-02-XX", (2003, 2, 1), (2003, 2, 28)),
        ("20XX-02-29", (2000, 2, 29), (2096, 2, 29)),
        ("1996/1999", (1996, 1, 1), (1999, 12, 31)),
        ("[1667,1668,1670..1672]", (1667, 1, 1), (1672, 12, 31)),
        ("2004-01-01T10:10:10+05:00", (2004, 1, 1), (2004, 1, 1)),
    ],
)
def test_bounds(text: str, earliest: tuple[int, int, int], latest: tuple[int, int, int]) -> None:
    read = parse_edtf(text)
    assert (read.earliest, read.latest) == (day(*earliest), day(*latest))


@pytest.mark.parametrize("mark", ["?", "~", "%"])
@pytest.mark.parametrize("text", ["1984", "2004-06", "2004-06-11", "199X", "2001-21"])
def test_qualifiers_set_flags_and_leave_the_bounds_alone(text: str, mark: str) -> None:
    plain, marked = parse_edtf(text), parse_edtf(text + mark)
    assert (marked.earliest, marked.latest) == (plain.earliest, plain.latest)
    assert marked.uncertain == (mark in "?%")
    assert marked.approximate == (mark in "~%")


def test_open_and_unknown_ends_have_no_bound() -> None:
    ends = {
        text: (read.open_start, read.unknown_start, read.open_end, read.unknown_end)
        for text in ("1999/..", "1999/", "../1990", "/1990", "[..1990]", "{1999..}")
        for read in [parse_edtf(text)]
    }
    assert ends == {
        "1999/..": (False, False, True, False),
        "1999/": (False, False, False, True),
        "../1990": (True, False, False, False),
        "/1990": (False, True, False, False),
        "[..1990]": (True, False, False, False),
        "{1999..}": (False, False, True, False),
    }
    assert all(parse_edtf(text).latest is None for text in ("1999/..", "1999/", "{1999..}"))
    assert all(parse_edtf(text).earliest is None for text in ("../1990", "/1990", "[..1990]"))


def test_a_year_without_digits_is_undated() -> None:
    read = parse_edtf("XXXX-09")
    assert not read.is_dated
    assert read.precision is Precision.UNKNOWN
    assert read.parts is not None
    assert read.parts.month == 9


def test_years_far_from_today() -> None:
    assert parse_edtf("Y17E7").earliest == parse_edtf("Y170000000").earliest
    assert parse_edtf("-0001").latest == parse_edtf("0000").earliest - 1  # type: ignore[operator]
    assert parse_edtf("0001").earliest == 1
    with pytest.raises(EdtfError, match="too far"):
        parse_edtf("Y1E99")


def test_a_list_knows_its_members() -> None:
    read = parse_edtf("{1667,1668~,1670..1672}")
    assert read.set_kind is SetKind.ALL_OF
    assert [member.text for member in read.members] == ["1667", "1668~", "1670..1672"]
    assert read.members[2].is_interval
    assert read.approximate


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2019-06-05", Precision.DAY),
        ("2019-06-XX", Precision.MONTH),
        ("2019-21", Precision.SEASON),
        ("2019-XX-05", Precision.YEAR),
        ("201X", Precision.DECADE),
        ("156X-12-25", Precision.DECADE),
        ("19XX", Precision.CENTURY),
        ("1XXX", Precision.MILLENNIUM),
        ("2004-06-11/2005", Precision.YEAR),
    ],
)
def test_precision(text: str, precision: Precision) -> None:
    assert parse_edtf(text).precision is precision


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 0),
        ("2016-13-08", 5),
        ("2016-02-30", 8),
        ("1863-03-29 ", 10),
        ("2012-23/2012-22", 8),
        ("1X99-02-29", 8),
        ("/", 0),
        ("[1760..,1761]", 7),
        ("[1760", 5),
        ("1950S0", 5),
        ("195XS2", 0),
        ("٢٠٠٤", 0),
        ("2004-2X", 5),
        ("2001-21-04", 7),
        ("1950S2-01", 6),
        ("Y2E", 0),
        ("Y1E0000000012345678", 0),
        ("1984" * 300, 1000),
    ],
)
def test_a_refusal_names_the_character(text: str, position: int) -> None:
    with pytest.raises(EdtfError) as caught:
        parse_edtf(text)
    assert caught.value.position == position
    assert caught.value.reason in str(caught.value)
    assert f"(character {position + 1})" in str(caught.value)


def test_order_by_earliest_then_before_exact_about_after_then_undated() -> None:
    ordered = ["../1991", "1991", "1991~", "1991/..", "1992", "XXXX-09"]
    shuffled = ["1992", "XXXX-09", "1991/..", "1991", "../1991", "1991~"]
    by_key = sorted(shuffled, key=lambda text: sort_key(parse_edtf(text)))
    assert by_key == ordered
    assert sort_key(None) == sort_key(parse_edtf("XXXX"))


@given(st.dates())
def test_a_whole_date_is_one_day(value: date) -> None:
    read = parse_edtf(value.isoformat())
    assert read.earliest == read.latest == value.toordinal()
    assert read.precision is Precision.DAY


@given(st.dates(), st.dates())
def test_an_interval_spans_its_ends_or_is_refused(first: date, second: date) -> None:
    text = f"{first.isoformat()}/{second.isoformat()}"
    if first > second:
        with pytest.raises(EdtfError):
            parse_edtf(text)
    else:
        read = parse_edtf(text)
        assert (read.earliest, read.latest) == (first.toordinal(), second.toordinal())


@given(st.from_regex(r"-?[0-9X]{4}(-[01X][0-9X](-[0-3X][0-9X])?)?[?~%]?", fullmatch=True))
def test_masks_never_turn_the_bounds_round(text: str) -> None:
    read = read_or_refused(text)
    if read is None:
        return
    assert read.unspecified == ("X" in text)
    if read.earliest is None or read.latest is None:
        assert "XXXX" in text
    else:
        assert read.earliest <= read.latest


@given(st.text(alphabet="0123456789X-?~%/.,[]{}YETSZ:+ ", max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    read = read_or_refused(text)
    if read is not None:
        assert read.text == text
        assert read == parse_edtf.__wrapped__(text)
        assert sort_key(read) == sort_key(parse_edtf.__wrapped__(text))
