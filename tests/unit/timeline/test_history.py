"""The staircase of a status: every step a mark, in rows by rung, joined in time, labels apart."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.domain.edtf import parse_edtf
from atlas_gui.domain.edtf_days import day_number
from atlas_gui.domain.status_history import StatusHistory, StatusStep, UndatedStep
from atlas_gui.domain.time_shape import time_shape
from atlas_gui.domain.vocabulary import LADDER, STOPPED_STEPS, Step
from atlas_gui.timeline.history import (
    MARK_SIZE,
    Box,
    HistoryFigure,
    Link,
    TextSize,
    climbing_order,
    history_in_words,
    lay_out_history,
    links_between,
    rung_height,
)
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.span import Span

TEXT = TextSize(12.0, lambda words: 6.0 * len(words))
DECADE = Scale(Span(day_number(2000), day_number(2010)), 1000.0, 50.0)


def reached(step: Step, edtf: str) -> StatusStep:
    date = parse_edtf(edtf)
    shape = time_shape(date)
    assert shape is not None
    return StatusStep(step, date, shape, ("a",))


def history(*steps: tuple[Step, str]) -> StatusHistory:
    made = [reached(*step) for step in steps]
    return StatusHistory(tuple(sorted(made, key=lambda step: step.shape.first)), (), ())


def figure(*steps: tuple[Step, str], height: float = 80.0, scale: Scale = DECADE) -> HistoryFigure:
    return lay_out_history(history(*steps), scale, height, TEXT)


CLIMB = ((Step.ANNOUNCED, "2001-03"), (Step.SIGNED, "2003"), (Step.IN_FORCE, "2006-05-04"))


def test_rungs_rise_and_stops_lie_below_them_all() -> None:
    heights = [rung_height(step) for step in LADDER]
    assert heights == sorted(set(heights))
    assert all(rung_height(step) < min(heights) for step in STOPPED_STEPS)
    assert {rung_height(step) for step in Step} <= {*heights, -1}


def test_a_mark_is_as_wide_as_its_days_and_a_day_is_still_seen() -> None:
    _announced, signed, in_force = (mark.box for mark in figure(*CLIMB).marks)
    assert signed.x == pytest.approx(DECADE.x(day_number(2003)))
    assert signed.right == pytest.approx(DECADE.x(day_number(2004)))
    assert in_force.width == MARK_SIZE
    assert in_force.x + in_force.width / 2 == pytest.approx(DECADE.x(day_number(2006, 5, 4) + 0.5))


def test_what_climbs_rises_and_what_is_stopped_falls() -> None:
    drawn = figure(*CLIMB, (Step.SUSPENDED, "2008"))
    tops = [mark.box.y for mark in drawn.marks]
    assert tops[0] > tops[1] > tops[2]
    assert tops[3] > tops[0]


def test_lines_lead_from_one_step_to_the_next_and_on_to_a_rival_date() -> None:
    steps = history(*CLIMB, (Step.SIGNED, "2007")).steps
    assert links_between(steps) == [
        Link(0, 1, is_rival=False),
        Link(1, 2, is_rival=False),
        Link(1, 3, is_rival=True),
    ]
    assert [join.is_rival for join in figure(*CLIMB, (Step.SIGNED, "2007")).joins] == [
        False,
        False,
        True,
    ]


def test_a_rival_date_has_a_row_of_its_own_beside_its_step() -> None:
    steps = history(*CLIMB, (Step.SIGNED, "2007")).steps
    assert [steps[place].date.text for place in climbing_order(steps)] == [
        "2001-03",
        "2007",
        "2003",
        "2006-05-04",
    ]


def test_marks_keep_their_size_as_long_as_the_band_holds_them() -> None:
    assert {mark.box.height for mark in figure(*CLIMB, height=26.0).marks} == {MARK_SIZE}


def test_where_there_is_room_every_step_says_what_and_when() -> None:
    texts = {label.text for label in figure(*CLIMB).labels}
    assert texts == {"Announced, Mar 2001", "Signed, 2003", "In force, 4 May 2006"}


def test_with_less_room_the_step_stands_alone_and_then_nothing() -> None:
    narrow = Scale(DECADE.span, 80.0)
    assert [label.text for label in figure((Step.SIGNED, "2003"), scale=narrow).labels] == [
        "Signed"
    ]
    tiny = Scale(DECADE.span, 20.0)
    drawn = figure(*CLIMB, scale=tiny)
    assert drawn.labels == () and len(drawn.marks) == len(CLIMB)


def test_what_is_out_of_sight_has_a_mark_near_by_but_no_label() -> None:
    drawn = figure((Step.SIGNED, "0476"), (Step.TERMINATED, "2005"))
    assert drawn.marks[0].box.x >= DECADE.left - 1.1 * DECADE.width
    assert [label.mark for label in drawn.labels] == [1]


def test_one_sentence_tells_the_whole() -> None:
    undated = (UndatedStep(Step.UNDER_WAY, ("b",)), UndatedStep(Step.PLANNED, ("c",), "Jan"))
    told = history_in_words(history(*CLIMB[:2])._replace(undated=undated))
    assert told == (
        "Status in time: Announced, Mar 2001; Signed, 2003; Under way, undated; Planned, Jan."
    )
    assert history_in_words(history()) == ""


def test_a_history_without_a_day_draws_nothing() -> None:
    assert figure() == HistoryFigure((), (), (), "")


_dates = st.one_of(
    st.dates().map(lambda day: day.isoformat()),
    st.dates().map(lambda day: f"{day.year:04}"),
    st.integers(1999, 2011).map(str),
    st.integers(2000, 2009).map(lambda year: f"{year}-01/{year}-03"),
    st.sampled_from(["2004/..", "../2004", "199X", "[2025..]", "2004~/2006?"]),
)
_figures = st.builds(
    lambda steps, height, width: figure(
        *steps, height=height, scale=Scale(DECADE.span, width, 50.0)
    ),
    st.lists(st.tuples(st.sampled_from(Step), _dates), max_size=9),
    st.floats(20.0, 200.0),
    st.floats(10.0, 2000.0),
)


@given(_figures)
def test_marks_never_cover_one_another(drawn: HistoryFigure) -> None:
    for one, other in combinations([mark.box for mark in drawn.marks], 2):
        assert one.bottom <= other.y + 1e-6 or other.bottom <= one.y + 1e-6


@given(_figures)
def test_labels_keep_clear_of_marks_lines_and_one_another(drawn: HistoryFigure) -> None:
    labels = [label.box for label in drawn.labels]
    for one, other in combinations(labels, 2):
        assert not one.overlaps(other)
    assert not any(label.overlaps(mark.box) for label in labels for mark in drawn.marks)
    lines = [line for join in drawn.joins for line in pairwise(join.points)]
    for (x, y), (to_x, to_y) in lines:
        line = Box(min(x, to_x), min(y, to_y), abs(to_x - x) + 1e-9, abs(to_y - y) + 1e-9)
        assert not any(label.overlaps(line) for label in labels)
    assert all(label.x >= 50.0 for label in labels)


@given(_figures)
def test_every_line_begins_and_ends_at_its_marks(drawn: HistoryFigure) -> None:
    links = links_between([mark.step for mark in drawn.marks])
    for link, join in zip(links, drawn.joins, strict=True):
        ends = ((link.before, join.points[0]), (link.after, join.points[-1]))
        for place, (x, y) in ends:
            box = drawn.marks[place].box
            assert box.x - 1e-6 <= x <= box.right + 1e-6
            assert box.y - 1e-6 <= y <= box.bottom + 1e-6


@given(_figures)
def test_higher_steps_stand_higher(drawn: HistoryFigure) -> None:
    for one, other in combinations(drawn.marks, 2):
        if rung_height(one.step.step) > rung_height(other.step.step):
            assert one.box.y < other.box.y
