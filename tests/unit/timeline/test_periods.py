"""Columns of the calendar: they cover the view, stay where they are, and have names."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.domain.edtf_days import CalendarDay, calendar_day, day_number
from atlas_gui.timeline.conventions import begin_weeks_on, first_weekday
from atlas_gui.timeline.periods import NARROWEST_COLUMN, columns_of, period_name
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.span import Span, pan
from atlas_gui.timeline.ticks import Step, Unit

from .strategies import exact_scales


@given(exact_scales())
def test_columns_cover_the_view_and_little_more(scale: Scale) -> None:
    columns = columns_of(scale)
    edges = columns.edges.tolist()
    assert edges[0] <= scale.span.start < edges[1]
    assert edges[-2] < scale.span.end <= edges[-1]
    assert edges == sorted(set(edges))
    assert columns.at(scale.span.start) == 0
    assert columns.at(scale.span.end - 0.125) in (len(edges) - 2, len(edges) - 3)
    assert columns.at(edges[0] - 1.0) is None
    assert columns.at(float(edges[-1])) is None


@given(exact_scales())
def test_a_column_is_one_step_and_wide_enough(scale: Scale) -> None:
    columns = columns_of(scale)
    assert columns.step.days * scale.pixels_per_day >= NARROWEST_COLUMN
    for first, after in pairwise(columns.edges.tolist()):
        assert after - first <= columns.step.most_days
        assert after - first >= columns.step.days * 0.9


@given(exact_scales())
def test_columns_begin_where_the_calendar_does(scale: Scale) -> None:
    columns = columns_of(scale)
    step = columns.step
    for edge in columns.edges.tolist():
        day = calendar_day(edge)
        if step.unit is Unit.YEAR:
            assert (day.month, day.day) == (1, 1)
            assert day.year % step.count == 0
        elif step.unit is Unit.MONTH:
            assert day.day == 1
            assert (day.month - 1) % step.count == 0
        elif step.count == 7:
            assert (edge - 1) % 7 == first_weekday()


@given(exact_scales(), st.integers(-(10**6), 10**6))
def test_columns_stay_the_same_while_panning(scale: Scale, eighths: int) -> None:
    moved = Scale(pan(scale.span, eighths / 8), scale.width, scale.left)
    before, after = columns_of(scale), columns_of(moved)
    assert before.step == after.step
    low = max(before.edges[0], after.edges[0])
    high = min(before.edges[-1], after.edges[-1])
    both = [
        [edge for edge in columns.edges.tolist() if low <= edge <= high]
        for columns in (before, after)
    ]
    assert both[0] == both[1]


@given(exact_scales())
def test_periods_follow_one_another_and_each_has_a_name_of_its_own(scale: Scale) -> None:
    columns = columns_of(scale)
    periods = [columns.period(number) for number in range(len(columns.edges) - 1)]
    assert all(one.last + 1 == other.first for one, other in pairwise(periods))
    assert all(period.name for period in periods)
    assert len({period.name for period in periods}) == len(periods)


def _last(year: int, month: int = 12, day: int = 31) -> int:
    return day_number(year, month, day)


@pytest.mark.parametrize(
    ("first", "last", "step", "name"),
    [
        ((2019, 6, 3), _last(2019, 6, 3), Step(Unit.DAY, 1), "3 Jun 2019"),
        ((2019, 6, 3), _last(2019, 6, 9), Step(Unit.DAY, 7), "3 Jun 2019 – 9 Jun 2019"),
        ((2019, 6, 1), _last(2019, 6, 30), Step(Unit.MONTH, 1), "Jun 2019"),
        ((2019, 4, 1), _last(2019, 6, 30), Step(Unit.MONTH, 3), "second quarter of 2019"),
        ((2019, 10, 1), _last(2019), Step(Unit.MONTH, 3), "fourth quarter of 2019"),
        ((2019, 7, 1), _last(2019), Step(Unit.MONTH, 6), "second half of 2019"),
        ((2019, 1, 1), _last(2019), Step(Unit.YEAR, 1), "2019"),
        ((2010, 1, 1), _last(2019), Step(Unit.YEAR, 10), "2010 – 2019"),
        ((-9, 1, 1), _last(0), Step(Unit.YEAR, 10), "10 BC – 1 BC"),
        ((0, 1, 1), _last(9), Step(Unit.YEAR, 10), "1 BC – 9"),
    ],
)
def test_periods_are_called_as_a_reader_calls_them(
    first: tuple[int, int, int], last: int, step: Step, name: str
) -> None:
    assert period_name(day_number(*first), last, step) == name


@pytest.mark.parametrize("weekday", range(7))
def test_weeks_begin_on_the_readers_day(weekday: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("atlas_gui.timeline.ticks.first_weekday", lambda: weekday)
    start = float(day_number(2019, 6, 1))
    columns = columns_of(Scale(Span(start, start + 400.0), 700.0))
    assert columns.step == Step(Unit.DAY, 7)
    # 3 June 2019 was a Monday.
    expected = CalendarDay(2019, 6, 3 + weekday)
    assert expected in map(calendar_day, columns.edges.tolist())


def test_there_are_only_seven_weekdays() -> None:
    before = first_weekday()
    for wrong in (-1, 7):
        with pytest.raises(ValueError, match=f"no weekday {wrong}"):
            begin_weeks_on(wrong)
    assert first_weekday() == before
