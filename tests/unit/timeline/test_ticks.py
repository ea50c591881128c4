"""The time axis: which unit, and ticks that stand where they say."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.domain.edtf_days import calendar_day, day_number
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.span import Span
from atlas_gui.timeline.ticks import Step, Unit, major_step, minor_step, tick_label, ticks

from .strategies import spans


@given(spans(), st.floats(50.0, 4000.0))
def test_ticks_ascend_within_the_span_and_labels_keep_apart(span: Span, width: float) -> None:
    scale = Scale(span, width)
    found = ticks(scale)
    places = [tick.day for tick in found]
    assert places == sorted(set(places))
    assert all(span.start <= day < span.end for day in places)
    labelled = [scale.x(tick.day) for tick in found if tick.major]
    pairs = pairwise(labelled)
    assert all(later - earlier > 60.0 for earlier, later in pairs)
    assert all(bool(tick.label) == tick.major for tick in found)


@given(st.floats(1e-9, 500.0))
def test_minor_steps_are_finer_and_can_be_told_apart(pixels_per_day: float) -> None:
    major = major_step(pixels_per_day)
    minor = minor_step(major, pixels_per_day)
    assert major.days * pixels_per_day >= major.unit.label_pixels
    assert minor is None or (minor.days < major.days and minor.days * pixels_per_day >= 14.0)


@pytest.mark.parametrize(
    ("pixels_per_day", "step"),
    [
        (120.0, Step(Unit.DAY, 1)),
        (16.0, Step(Unit.DAY, 7)),
        (3.0, Step(Unit.MONTH, 1)),
        (0.5, Step(Unit.MONTH, 6)),
        (0.2, Step(Unit.YEAR, 1)),
        (1100 / 365.2425 / 33, Step(Unit.YEAR, 5)),
        (1e-4, Step(Unit.YEAR, 2000)),
    ],
)
def test_the_unit_follows_the_zoom(pixels_per_day: float, step: Step) -> None:
    assert major_step(pixels_per_day) == step


@pytest.mark.parametrize(
    ("unit", "label"), [(Unit.DAY, "3 Jun 2019"), (Unit.MONTH, "Jun 2019"), (Unit.YEAR, "2019")]
)
def test_labels_can_be_read_alone(unit: Unit, label: str) -> None:
    assert tick_label(day_number(2019, 6, 3), unit) == label


def test_weeks_begin_on_a_monday() -> None:
    start = day_number(2019, 6, 1)
    found = [tick for tick in ticks(Scale(Span(start, start + 60.0), 960.0)) if tick.major]
    assert [calendar_day(tick.day).day for tick in found[:2]] == [3, 10]


def test_years_before_the_first() -> None:
    span = Span(day_number(-500), day_number(500))
    labels = [tick.label for tick in ticks(Scale(span, 400.0)) if tick.major]
    assert labels == ["501 BC", "301 BC", "101 BC", "100", "300"] or "201 BC" in labels
