"""Spans: zooming, panning, fitting and limits."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.span import (
    SHORTEST_DAYS,
    Span,
    between,
    centred,
    clamp,
    fit,
    pan,
    zoom,
)

from .strategies import days, spans


def test_a_span_has_a_length() -> None:
    with pytest.raises(ValueError, match="no length"):
        Span(5.0, 5.0)


@given(spans(), st.floats(0.05, 20.0), st.floats(0.0, 1.0))
def test_zooming_keeps_the_anchor_where_it_is(span: Span, factor: float, part: float) -> None:
    anchor = span.start + part * span.length
    zoomed = zoom(span, factor, anchor)
    assert zoomed.length == pytest.approx(span.length * factor, rel=1e-6, abs=1e-6)
    before, after = Scale(span, 1000.0).x(anchor), Scale(zoomed, 1000.0).x(anchor)
    assert after == pytest.approx(before, abs=1e-3)


@given(spans(), days)
def test_panning_keeps_the_length(span: Span, by: float) -> None:
    moved = pan(span, by)
    assert moved.start == pytest.approx(span.start + by)
    assert moved.length == pytest.approx(span.length, abs=1e-6)


@given(spans(), days)
def test_centring_brings_a_day_to_the_middle(span: Span, day: float) -> None:
    assert centred(span, day).middle == pytest.approx(day, abs=1e-6)


@given(st.lists(spans(), min_size=1, max_size=8))
def test_fitting_holds_everything(extents: list[Span]) -> None:
    fitted = fit(extents)
    assert fitted is not None
    assert all(fitted.contains(extent) for extent in extents)
    assert fitted.length >= SHORTEST_DAYS - 1e-6


def test_nothing_cannot_be_fitted() -> None:
    assert fit([]) is None


@given(spans(), spans(), st.floats(1.0, 1000.0))
def test_clamping_gives_a_span_within_the_limits(span: Span, limits: Span, shortest: float) -> None:
    clamped = clamp(span, limits, shortest)
    assert clamped.start >= limits.start - 1e-6
    assert clamped.end <= limits.end + 1e-6
    assert clamped.length >= min(shortest, limits.length) - 1e-6
    again = clamp(clamped, limits, shortest)
    assert again.start == pytest.approx(clamped.start, abs=1e-6)


@given(spans(), spans())
def test_overlap_is_mutual(one: Span, other: Span) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    assert not one.contains(other) or one.overlaps(other)


@given(spans(), spans())
def test_a_glide_begins_and_ends_where_it_should(start: Span, end: Span) -> None:
    for part, there in ((0.0, start), (1.0, end)):
        found = between(start, end, part)
        slack = 1e-9 * max(start.length, end.length) + 1e-6
        assert found.start == pytest.approx(there.start, abs=slack)
        assert found.end == pytest.approx(there.end, abs=slack)


@given(spans(), spans(), st.floats(0.0, 1.0))
def test_a_glide_shows_no_more_and_no_less_than_lies_on_its_way(
    start: Span, end: Span, part: float
) -> None:
    found = between(start, end, part)
    slack = 1e-9 * max(start.length, end.length) + 1e-6
    lengths = sorted((start.length, end.length))
    assert lengths[0] - slack <= found.length <= lengths[1] + slack
    middles = sorted((start.middle, end.middle))
    assert middles[0] - slack <= found.middle <= middles[1] + slack


@given(spans(), st.floats(0.1, 0.9), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_one_place_stands_still_in_a_glide_that_zooms(
    span: Span, factor: float, where: float, part: float
) -> None:
    anchor = span.start + where * span.length
    found = between(span, zoom(span, factor, anchor), part)
    assert Scale(found, 1000.0).x(anchor) == pytest.approx(where * 1000.0, abs=0.01)


def test_a_glide_to_a_span_of_rounded_length_goes_straight_there() -> None:
    start = Span(0.0, 155716.7352793169)
    end = pan(start, 892_860.0)
    assert end.length != start.length
    assert between(start, end, 0.25).start == pytest.approx(892_860.0 / 4)


def test_a_glide_zooms_at_an_even_pace() -> None:
    start, end = Span(0.0, 1000.0), Span(495.0, 505.0)
    lengths = [between(start, end, part / 4).length for part in range(5)]
    ratios = [shorter / longer for longer, shorter in pairwise(lengths)]
    assert ratios == pytest.approx([ratios[0]] * 4)
