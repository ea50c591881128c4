"""From a date to a mark."""

from datetime import date

import pytest
from msgspec.structs import replace

from atlas_gui.domain.vocabulary import Kind, Step
from atlas_gui.timeline.marks import Mark, Subject, make_mark
from atlas_gui.timeline.span import Span

PLANT = Subject(
    "las-camariocas",
    "Las Camariocas nickel plant",
    "deals",
    kind=Kind.INVESTMENT,
    step=Step.PRELIMINARY,
)


def mark(edtf: str) -> Mark:
    made = make_mark(PLANT, edtf)
    assert made is not None
    return made


def test_a_year_is_a_bar_of_that_year_and_never_a_day() -> None:
    made = mark("2004")
    first, after = date(2004, 1, 1).toordinal(), date(2005, 1, 1).toordinal()
    assert made.extent == Span(first, after)
    assert not made.is_point


@pytest.mark.parametrize(
    ("edtf", "is_point"),
    [
        ("2019-06-05", True),
        ("2019-06", True),
        ("2019-22", False),
        ("2019-06/2019-07", False),
        ("2014-07-21/2014-07-23", True),
        ("2014-07-01/2014-09-01", False),
        ("201X", False),
        ("[2019-06,2019-08]", False),
    ],
)
def test_only_what_lasts_up_to_a_month_is_a_point(edtf: str, is_point: bool) -> None:
    assert mark(edtf).is_point is is_point


def test_a_doubtful_date_has_soft_edges_where_the_doubt_is() -> None:
    assert (mark("2004~").soft_start, mark("2004~").soft_end) == (True, True)
    assert (mark("1998~/2004").soft_start, mark("1998~/2004").soft_end) == (True, False)
    assert (mark("1998/2004?").soft_start, mark("1998/2004?").soft_end) == (False, True)


def test_an_end_that_is_open_shows_the_days_of_the_other_end() -> None:
    since, until = mark("1999/.."), mark("[..1990]")
    assert (since.open_end, since.unknown_end) == (True, False)
    assert (until.open_start, until.unknown_start) == (True, False)
    assert mark("1999/").unknown_end
    assert mark("/1990").unknown_start
    assert since.extent == mark("1999").extent
    assert until.extent == mark("1990").extent


@pytest.mark.parametrize("edtf", ["XXXX-09", "../..", "", "not a date", "/.."])
def test_what_names_no_day_has_no_mark(edtf: str) -> None:
    assert make_mark(PLANT, edtf) is None


def test_names_are_plain_text() -> None:
    made = mark("2004")
    assert made.name == "Las Camariocas nickel plant, 2004, Investment, Preliminary"
    assert made.brief_name == "Las Camariocas nickel plant, 2004"
    assert made.tooltip.splitlines() == made.name.split(", ")


def test_the_phrase_of_the_source_is_kept() -> None:
    made = make_mark(replace(PLANT, wording="mid-2006"), "2006")
    assert made is not None
    assert made.brief_name == "Las Camariocas nickel plant, mid-2006"
