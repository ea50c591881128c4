"""The figure of a record's time as data: its rows, its stairs, and its words."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.libraries import date_claim, library_of, record, status_claim

from atlas_gui.domain.library import Library
from atlas_gui.exchange.report.apparatus import Apparatus, SourceList
from atlas_gui.exchange.report.parts import TimelineFigure
from atlas_gui.exchange.report.timeline import record_timeline

Plain = dict[str, Any]


def figure_in(library: Library, record_id: str) -> TimelineFigure | None:
    found = library.records[record_id]
    return record_timeline(found, found.title["en"], Apparatus(found, SourceList(library)))


def figure(*claims: Plain) -> TimelineFigure:
    made = figure_in(library_of(record("a", claims=list(claims))), "a")
    assert made is not None
    return made


def status(step: str, edtf: str, number: int = 1) -> Plain:
    value = {"step": step, "date": {"edtf": edtf}}
    return {**status_claim(step), "id": f"status-{step}-{number}", "value": value}


def date(edtf: str, basis: str, number: int = 1, **more: str) -> Plain:
    claim = date_claim(edtf, basis)
    return {**claim, "id": f"date-{basis}-{number}", "value": {**claim["value"], **more}}


def rows(drawn: TimelineFigure) -> list[tuple[str, str]]:
    return [(row.name, row.date) for row in drawn.rows]


def test_steps_stand_by_height_then_other_dates_by_time(library: Library) -> None:
    drawn = figure_in(library, "dated")
    assert drawn is not None
    assert rows(drawn) == [
        ("Under way", "2004 – about 2006"),
        ("In force", "the summer of 2005"),
        ("Signed", "2 Nov 2003"),
        ("Signed", "about 2004"),
        ("Announced", "Mar 2001"),
        ("Suspended", "since 2009"),
        ("As of", "from 1999, end unknown"),
        ("Planned date", "2000s?"),
        ("As of", "until 2007, start unknown"),
    ]
    assert [row.name for row in drawn.rows if row.is_main] == ["Signed"]


def test_stairs_join_the_steps_in_the_order_of_time(library: Library) -> None:
    drawn = figure_in(library, "dated")
    assert drawn is not None
    names = [(drawn.rows[j.before].name, drawn.rows[j.after].name) for j in drawn.joins]
    assert names == [
        ("Announced", "Signed"),
        ("Signed", "Under way"),
        ("Under way", "In force"),
        ("In force", "Suspended"),
    ]
    assert all(drawn.rows[join.after].date != "about 2004" for join in drawn.joins)


def test_a_row_names_the_sources_of_its_date(library: Library) -> None:
    drawn = figure_in(library, "dated")
    assert drawn is not None
    sources = {(row.name, row.date): row.sources for row in drawn.rows}
    assert sources["Announced", "Mar 2001"] == (1,)
    assert sources["Signed", "2 Nov 2003"] == (1, 2)
    assert sources["Planned date", "2000s?"] == (2,)


def test_the_main_date_comes_first_unless_it_is_that_of_a_step() -> None:
    drawn = figure(status("announced", "2004"), date("2001", "planned"), date("2005", "signed"))
    assert [row.name for row in drawn.rows] == ["Date signed", "Announced", "Planned date"]
    assert [row.is_main for row in drawn.rows] == [True, False, False]
    assert drawn.joins == ()
    assert drawn.alternative.count("Date signed, 2005") == 1


def test_stairs_keep_to_their_rows_below_the_main_date() -> None:
    drawn = figure(status("announced", "2004"), status("completed", "2007"), date("2001", "signed"))
    assert rows(drawn)[1:] == [("Completed", "2007"), ("Announced", "2004")]
    assert [(join.before, join.after) for join in drawn.joins] == [(2, 1)]


def test_claims_that_say_the_same_share_a_row() -> None:
    drawn = figure(date("2004", "as-of", 1), date("2004", "as-of", 2), date("2005", "as-of", 3))
    assert rows(drawn) == [("As of", "2004"), ("As of", "2005")]


def test_a_long_phrase_gives_way_to_the_date_that_it_means() -> None:
    phrase = "the beginning of the rainy season, as people said"
    drawn = figure(
        date("2004", "as-of", wording="mid-2004"), date("2005-03", "held", wording=phrase)
    )
    assert rows(drawn) == [("Date held", "Mar 2005"), ("As of", "mid-2004")]


def test_what_is_too_much_is_counted_and_every_step_stays() -> None:
    claims = [status("signed", f"{1950 + n}", n) for n in range(20)]
    claims += [date(f"{1900 + n}", "as-of", n) for n in range(20)]
    drawn = figure(*claims, status("announced", "1940"), status("completed", "1999"))
    assert len(drawn.rows) == 12
    assert {row.name for row in drawn.rows} == {"Signed", "Announced", "Completed", "As of"}
    assert drawn.more == "and 30 more under “What the sources say”"
    assert sum(row.is_main for row in drawn.rows) == 1


def test_nothing_more_is_said_where_all_is_shown() -> None:
    assert figure(date("2004", "as-of")).more == ""


@pytest.mark.parametrize("claims", [[status_claim("signed")], [date_claim("XXXX-01", "signed")]])
def test_without_a_day_there_is_no_figure(claims: list[Plain]) -> None:
    assert figure_in(library_of(record("a", claims=claims)), "a") is None


def test_the_alternative_tells_everything_in_words(library: Library) -> None:
    drawn = figure_in(library, "dated")
    assert drawn is not None
    assert drawn.alternative == (
        "On the timeline: A treaty of many dates {title}."
        " Main date: Signed, 2 Nov 2003."
        " Status in time: Announced, Mar 2001; Signed, 2 Nov 2003; Signed, about 2004;"
        " Under way, 2004 – about 2006; In force, the summer of 2005; Suspended, since 2009."
        " Other dates: As of, from 1999, end unknown; Planned date, 2000s?;"
        " As of, until 2007, start unknown."
        " The axis runs from Sep 1997 to Apr 2011."
    )


_steps = st.sampled_from(["announced", "signed", "in-force", "planned", "suspended"])
_dates = st.sampled_from(["2004", "2005-11-03", "XXXX-01", "2004/..", "1999~/2001?", "-0043"])
_claims = st.one_of(
    st.builds(status, _steps, _dates, st.integers(1, 99)),
    st.builds(date, _dates, st.sampled_from(["signed", "as-of", "period"]), st.integers(1, 99)),
)


@given(st.lists(_claims, min_size=1, max_size=30, unique_by=lambda claim: claim["id"]))
def test_no_day_is_left_out_of_the_words(claims: list[Plain]) -> None:
    drawn = figure_in(library_of(record("a", claims=claims)), "a")
    if drawn is None:
        assert all("XXXX-01" in str(claim["value"]) for claim in claims)
        return
    assert 1 <= len(drawn.rows) <= 12
    for row in drawn.rows:
        assert f"{row.name}, {row.date}" in drawn.alternative
    for join in drawn.joins:
        assert join.before < len(drawn.rows) and join.after < len(drawn.rows)
