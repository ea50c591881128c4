"""The shape of a date on a line of time: its days, what is sure of them, and how its ends look."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from atlas_gui.domain.edtf import Edtf, EdtfError, SetKind, parse_edtf
from atlas_gui.domain.edtf_days import calendar_day
from atlas_gui.domain.time_shape import TimeShape, TimeTrait, time_shape

NOTHING = TimeTrait(0)
MOMENT, WITHIN = TimeTrait.MOMENT, TimeTrait.WITHIN
ABOUT = TimeTrait.ABOUT_START | TimeTrait.ABOUT_END
UNCERTAIN = TimeTrait.UNCERTAIN_START | TimeTrait.UNCERTAIN_END
MIRRORED = {
    TimeTrait.ABOUT_START: TimeTrait.ABOUT_END,
    TimeTrait.UNCERTAIN_START: TimeTrait.UNCERTAIN_END,
    TimeTrait.OPEN_START: TimeTrait.OPEN_END,
    TimeTrait.UNKNOWN_START: TimeTrait.UNKNOWN_END,
}


def shape(text: str, *, lasting: bool = False) -> TimeShape:
    found = time_shape(parse_edtf(text), lasting=lasting)
    assert found is not None
    return found


def names(found: TimeShape) -> tuple[str, str]:
    """The days it touches and the sure ones, the latter empty if there are none."""
    sure = (found.sure_first, found.sure_last) if found.sure_first <= found.sure_last else ()
    return _span(found.first, found.last), _span(*sure)


def _span(*days: int) -> str:
    return "/".join("{}-{:02}-{:02}".format(*calendar_day(day)) for day in days)


# A date is drawn as what it is.


@pytest.mark.parametrize(
    ("text", "touched", "sure", "traits"),
    [
        ("2004-06-15", "2004-06-15/2004-06-15", "2004-06-15/2004-06-15", MOMENT | WITHIN),
        ("2004-06", "2004-06-01/2004-06-30", "", MOMENT | WITHIN),
        ("2004-06-XX", "2004-06-01/2004-06-30", "", MOMENT | WITHIN),
        ("2004-06-1X", "2004-06-10/2004-06-19", "", MOMENT | WITHIN),
        ("1919-X0-01", "1919-10-01/1919-10-01", "1919-10-01/1919-10-01", MOMENT | WITHIN),
        ("2004", "2004-01-01/2004-12-31", "", WITHIN),
        ("2004-XX", "2004-01-01/2004-12-31", "", WITHIN),
        ("2004-21", "2004-03-01/2004-05-31", "", WITHIN),
        ("199X", "1990-01-01/1999-12-31", "", WITHIN),
        ("19XX", "1900-01-01/1999-12-31", "", WITHIN),
        ("1950S2", "1900-01-01/1999-12-31", "", WITHIN),
        ("2004~", "2004-01-01/2004-12-31", "", WITHIN | ABOUT),
        (
            "2004-06-15?",
            "2004-06-15/2004-06-15",
            "2004-06-15/2004-06-15",
            MOMENT | WITHIN | UNCERTAIN,
        ),
    ],
)
def test_single_dates(text: str, touched: str, sure: str, traits: TimeTrait) -> None:
    assert names(shape(text)) == (touched, sure)
    assert shape(text).traits == traits


@pytest.mark.parametrize(
    ("text", "touched", "sure", "traits"),
    [
        ("2004/2008", "2004-01-01/2008-12-31", "2004-12-31/2008-01-01", NOTHING),
        ("2004/2004", "2004-01-01/2004-12-31", "", NOTHING),
        ("2004-06-05/2004-06-08", "2004-06-05/2004-06-08", "2004-06-05/2004-06-08", MOMENT),
        ("2004-06-05/2004-07-08", "2004-06-05/2004-07-08", "2004-06-05/2004-07-08", NOTHING),
        ("1984-11-12/1984-11-XX", "1984-11-12/1984-11-30", "1984-11-12/1984-11-12", MOMENT),
        ("1602-10-0X/1602-10-02", "1602-10-01/1602-10-02", "1602-10-02/1602-10-02", MOMENT),
        ("1919-11-02/1919-1X-01", "1919-11-02/1919-12-01", "1919-11-02/1919-11-02", NOTHING),
        ("2004/..", "2004-01-01/2004-12-31", "2004-12-31/2004-12-31", TimeTrait.OPEN_END),
        ("../2004", "2004-01-01/2004-12-31", "2004-01-01/2004-01-01", TimeTrait.OPEN_START),
        ("2004/", "2004-01-01/2004-12-31", "", TimeTrait.UNKNOWN_END),
        ("/2004", "2004-01-01/2004-12-31", "", TimeTrait.UNKNOWN_START),
        ("2004-06-15/", "2004-06-15/2004-06-15", "2004-06-15/2004-06-15", TimeTrait.UNKNOWN_END),
        ("2004-06-15/..", "2004-06-15/2004-06-15", "2004-06-15/2004-06-15", TimeTrait.OPEN_END),
        ("XXXX-12-21/1890-09-20", "1890-09-20/1890-09-20", "1890-09-20/1890-09-20", 256),
    ],
)
def test_intervals(text: str, touched: str, sure: str, traits: TimeTrait) -> None:
    assert names(shape(text)) == (touched, sure)
    assert shape(text).traits == traits


@pytest.mark.parametrize("start", ["2004", "2004-06", "2004-06-15", "2004~", "2004?", "2004-21"])
@pytest.mark.parametrize(
    "end", ["9999", "9999-12", "9999-12-31", "9999~", "9999-12-31?", "9999-XX"]
)
def test_an_end_of_9999_is_an_open_end(start: str, end: str) -> None:
    assert shape(f"{start}/{end}") == shape(f"{start}/..")
    assert shape(f"[{start}..{end}]") == shape(f"[{start}..]")


def test_a_date_that_is_9999_stays_where_it_is() -> None:
    assert names(shape("9999-12-31")) == ("9999-12-31/9999-12-31",) * 2
    assert names(shape("9999/9999"))[0] == "9999-01-01/9999-12-31"
    assert shape("../9999").traits == TimeTrait.OPEN_START


@pytest.mark.parametrize(
    ("text", "touched", "sure", "traits"),
    [
        ("[1667,1668,1670..1672]", "1667-01-01/1672-12-31", "", WITHIN),
        ("[2004-06-03,2004-06-05]", "2004-06-03/2004-06-05", "", MOMENT | WITHIN),
        ("[2004-06-03]", "2004-06-03/2004-06-03", "2004-06-03/2004-06-03", MOMENT | WITHIN),
        ("[..1984]", "1984-01-01/1984-12-31", "", WITHIN | TimeTrait.OPEN_START),
        ("[1760-12..]", "1760-12-01/1760-12-31", "", WITHIN | TimeTrait.OPEN_END),
        ("[1760-01,-1760-02,1760-12..]", "-1760-02-01/1760-12-31", "", WITHIN | 128),
        ("[1990~,1960?]", "1960-01-01/1990-12-31", "", WITHIN | 16 | 8),
        ("{1667,1668,1669..1672}", "1667-01-01/1672-12-31", "1667-01-01/1672-12-31", NOTHING),
        ("{1667,1668,1670..1672}", "1667-01-01/1672-12-31", "1670-01-01/1672-12-31", NOTHING),
        ("{1960,-1961-12}", "-1961-12-01/1960-12-31", "1960-01-01/1960-12-31", NOTHING),
        ("{..1984}", "1984-01-01/1984-12-31", "1984-01-01/1984-12-31", TimeTrait.OPEN_START),
        ("{1760-12..}", "1760-12-01/1760-12-31", "1760-12-01/1760-12-31", TimeTrait.OPEN_END),
        ("{199X,200X}", "1990-01-01/2009-12-31", "", NOTHING),
    ],
)
def test_lists(text: str, touched: str, sure: str, traits: TimeTrait) -> None:
    assert names(shape(text)) == (touched, sure)
    assert shape(text).traits == traits


def test_what_lasted_fills_its_days_unless_it_says_itself_that_it_does_not() -> None:
    year = shape("2005", lasting=True)
    assert names(year) == ("2005-01-01/2005-12-31",) * 2
    assert year.traits == NOTHING
    assert shape("2005~", lasting=True).traits == ABOUT
    for text in ("2005-XX", "199X", "1950S2", "[2004,2005]", "2004/2005", "2004/.."):
        assert shape(text, lasting=True) == shape(text)


@pytest.mark.parametrize(
    "text", ["XXXX", "XXXX-09", "-XXXX-12-XX", "/..", "../", "../..", "XXXX/.."]
)
def test_what_names_no_day_has_no_shape(text: str) -> None:
    assert time_shape(parse_edtf(text)) is None


# Whatever is valid has a shape that holds.

MARKS = st.sampled_from(["", "", "", "?", "~", "%"])
POINTS = st.one_of(
    st.dates().map(str),
    st.dates().map(lambda day: str(day)[:7]),
    st.dates().map(lambda day: str(day)[:4]),
    st.from_regex(r"[0-9X]{4}(-([01X][0-9X]|[23][0-9])(-[0-3X][0-9X])?)?", fullmatch=True),
    st.from_regex(r"-[1-9X][0-9X]{3}", fullmatch=True),
    st.from_regex(r"[1-9][0-9]{3}S[1-4]", fullmatch=True),
)
MARKED = st.tuples(POINTS, MARKS).map("".join)
INTERVALS = st.tuples(
    st.one_of(MARKED, st.sampled_from(["", ".."])),
    st.one_of(MARKED, st.sampled_from(["", "..", "9999", "9999-12-31"])),
).map("/".join)
MEMBERS = st.one_of(MARKED, st.tuples(MARKED, MARKED).map("..".join))
LISTS = st.builds(
    "{1[0]}{0[0]}{2}{0[1]}{1[1]}".format,
    st.sampled_from([("", ""), ("..", ""), ("", ".."), ("..", "..")]),
    st.sampled_from(["[]", "{}"]),
    st.lists(MEMBERS, min_size=1, max_size=4).map(",".join),
)
STRINGS = st.one_of(MARKED, INTERVALS, LISTS)


@st.composite
def read_dates(draw: st.DrawFn) -> Edtf:
    text = draw(STRINGS)
    try:
        return parse_edtf(text)
    except EdtfError:
        assume(False)
        raise


@given(read_dates(), st.booleans())
def test_days_are_in_order_and_a_date_has_a_shape(date: Edtf, lasting: bool) -> None:
    found = time_shape(date, lasting=lasting)
    assert (found is not None) == date.is_dated
    if found is None:
        return
    assert found.first <= found.last
    if found.sure_first <= found.sure_last:
        assert found.first <= found.sure_first
        assert found.sure_last <= found.last
    assert isinstance(found.traits, TimeTrait)


@given(read_dates())
def test_the_same_string_has_the_same_shape(date: Edtf) -> None:
    assert time_shape(parse_edtf.__wrapped__(date.text)) == time_shape(date)


@given(read_dates())
def test_traits_say_what_the_date_says(date: Edtf) -> None:
    found = time_shape(date)
    if found is None:
        return
    traits = found.traits
    assert (TimeTrait.OPEN_START in traits) <= date.open_start
    assert date.approximate or not traits & ABOUT
    assert date.uncertain or not traits & UNCERTAIN
    if date.set_kind is None:
        assert (TimeTrait.OPEN_END in traits) == date.goes_on
        assert (TimeTrait.UNKNOWN_START in traits) == (
            date.earliest is None and not date.open_start
        )
        assert (TimeTrait.UNKNOWN_END in traits) == (date.latest is None and not date.open_end)
    if date.earliest is not None:
        assert found.first == date.earliest
    if date.latest is not None and not date.goes_on and not any(m.goes_on for m in date.members):
        assert found.last == date.latest
    if date.set_kind is SetKind.ONE_OF and found.first < found.last:
        assert WITHIN in traits


def mirror(date: Edtf) -> Edtf:
    """The same date in a world in which time runs backwards."""
    return replace(
        date,
        earliest=None if date.latest is None else -date.latest,
        latest=None if date.earliest is None else -date.earliest,
        open_start=date.open_end,
        open_end=date.open_start,
        unknown_start=date.unknown_end,
        unknown_end=date.unknown_start,
        start=None if date.end is None else mirror(date.end),
        end=None if date.start is None else mirror(date.start),
        members=tuple(mirror(member) for member in reversed(date.members)),
    )


def mirror_traits(traits: TimeTrait) -> TimeTrait:
    turned = traits & (MOMENT | WITHIN)
    for start, end in MIRRORED.items():
        turned |= end if start in traits else NOTHING
        turned |= start if end in traits else NOTHING
    return turned


@given(read_dates(), st.booleans())
def test_start_and_end_are_treated_alike(date: Edtf, lasting: bool) -> None:
    assume("9999" not in date.text)
    found, turned = time_shape(date, lasting=lasting), time_shape(mirror(date), lasting=lasting)
    if found is None or turned is None:
        assert found is turned
        return
    assert (turned.first, turned.last) == (-found.last, -found.first)
    assert turned.traits == mirror_traits(found.traits)
    assert turned.sure_last - turned.sure_first == found.sure_last - found.sure_first
    if date.set_kind is not SetKind.ALL_OF:  # Of two runs of the same length the first is taken.
        assert (turned.sure_first, turned.sure_last) == (-found.sure_last, -found.sure_first)
