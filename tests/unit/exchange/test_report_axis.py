"""What a date looks like on the axis of a document."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.domain.edtf import Edtf, parse_edtf
from atlas_gui.domain.edtf_days import day_number
from atlas_gui.domain.time_shape import TimeShape, time_shape
from atlas_gui.exchange.report.axis import axis_around, mark_on, ticks_on
from atlas_gui.exchange.report.parts import TimelineMark
from atlas_gui.timeline.span import Span

CENTURY = Span(day_number(1950), day_number(2050))


def dated(edtf: str, *, lasting: bool = False) -> tuple[Edtf, TimeShape]:
    date = parse_edtf(edtf)
    shape = time_shape(date, lasting=lasting)
    assert shape is not None
    return date, shape


def mark(edtf: str, *, lasting: bool = False) -> TimelineMark:
    return mark_on(CENTURY, *dated(edtf, lasting=lasting))


@pytest.mark.parametrize(
    ("edtf", "form"),
    [
        ("2005-11-03", "dot"),
        ("2005-11", "dot"),
        ("2005-21", "bracket"),
        ("2005", "bracket"),
        ("200X", "bracket"),
        ("[2005,2007]", "bracket"),
        ("2005-11-03/2005-11-05", "bar"),
        ("2005/2007", "bar"),
    ],
)
def test_what_is_drawn_says_how_much_is_known(edtf: str, form: str) -> None:
    assert mark(edtf).form == form


def test_what_took_all_of_a_year_is_a_bar() -> None:
    assert mark("2005", lasting=True).form == "bar"


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("2005", "plain", "plain"),
        ("2005~", "about", "about"),
        ("2005~/2007", "about", "plain"),
        ("2005/..", "plain", "open"),
        ("2005~/..", "about", "open"),
        ("../2005", "open", "plain"),
        ("2005/", "plain", "unknown"),
        ("/2005", "unknown", "plain"),
        ("2005/9999-12-31", "plain", "open"),
    ],
)
def test_each_end_has_its_look(edtf: str, start: str, end: str) -> None:
    assert (mark(edtf).start, mark(edtf).end) == (start, end)


def test_a_doubted_end_has_a_question_mark_unless_it_is_open() -> None:
    doubted = {edtf: (mark(edtf).doubted_start, mark(edtf).doubted_end) for edtf in _DOUBTED}
    assert doubted == _DOUBTED


_DOUBTED = {
    "2005": (False, False),
    "2005?": (True, True),
    "2005%": (True, True),
    "2005?/2007": (True, False),
    "2005?/..": (True, False),
}


def test_only_what_is_sure_of_a_bar_is_solid() -> None:
    drawn = mark("2005/2007")
    places = (drawn.left, drawn.sure_left, drawn.sure_right, drawn.right)
    years = [(2005, 1, 1), (2005, 12, 31), (2007, 1, 2), (2008, 1, 1)]
    expected = [(day_number(*day) - CENTURY.start) / CENTURY.length for day in years]
    assert places == pytest.approx(tuple(expected))


def test_a_bar_of_which_nothing_is_sure_is_hollow() -> None:
    drawn = mark_on(CENTURY, dated("2005")[0], dated("2005/2005-06")[1]._replace(sure_last=0))
    assert drawn.sure_left == drawn.sure_right


@pytest.mark.parametrize(
    ("dates", "least", "most"),
    [
        (["2005-11-03"], 366, 366),
        (["2005-11"], 366, 366),
        (["2005-11-03/2005-11-05"], 31, 31),
        (["2005"], 3 * 365, 3 * 366),
        (["-0043", "2005"], 2000 * 365, 2700 * 366),
    ],
)
def test_the_axis_shows_what_is_near(dates: list[str], least: int, most: int) -> None:
    assert least <= axis_around(map(dated, dates)).length <= most


_edtf = st.one_of(
    st.dates().map(lambda day: day.isoformat()),
    st.integers(-9999, 9999).map(lambda year: f"{'-' if year < 0 else ''}{abs(year):04}"),
    st.integers(-(10**9), 10**9).map(lambda year: f"Y{year}"),
    st.sampled_from(["2004/..", "../2004", "/2004~", "2004?/", "199X", "[2025..]", "{2001,2003}"]),
).filter(lambda edtf: edtf != "Y0")


@given(st.lists(_edtf, min_size=1, max_size=9))
def test_every_date_lies_on_its_axis_and_its_days_are_in_order(texts: list[str]) -> None:
    dates = [dated(text) for text in texts if _is_date(text)]
    if not dates:
        return
    axis = axis_around(dates)
    for drawn in (mark_on(axis, *date) for date in dates):
        assert 0 <= drawn.left < drawn.right <= 1
        assert drawn.left <= drawn.sure_left <= drawn.sure_right <= drawn.right


@given(st.lists(_edtf, min_size=1, max_size=5))
def test_labels_of_the_axis_have_room(texts: list[str]) -> None:
    dates = [dated(text) for text in texts if _is_date(text)]
    if not dates:
        return
    ticks = ticks_on(axis_around(dates))
    labelled = [tick for tick in ticks if tick.label]
    assert labelled
    assert all(0 <= tick.place <= 1 for tick in ticks)
    for one, other in pairwise(labelled):
        widest = max(len(one.label), len(other.label))
        assert (other.place - one.place) * 560 >= 8.4 * widest


def _is_date(text: str) -> bool:
    try:
        return time_shape(parse_edtf(text)) is not None
    except ValueError:
        return False
