"""From day to place and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.span import Span, pan, zoom

from .strategies import exact_scales, spans


@given(spans(), st.floats(1.0, 10_000.0), st.floats(0.0, 500.0), st.floats(-100.0, 10_000.0))
def test_place_to_day_to_place(span: Span, width: float, left: float, x: float) -> None:
    scale = Scale(span, width, left)
    assert scale.x(scale.day(x)) == pytest.approx(x, abs=1e-3)


@given(exact_scales(), st.floats(0.0, 1.0))
def test_day_to_place_to_day(scale: Scale, part: float) -> None:
    day = scale.span.start + part * scale.span.length
    assert scale.day(scale.x(day)) == pytest.approx(day, abs=1e-9 * scale.span.length + 1e-8)


@given(spans(), st.floats(1.0, 10_000.0))
def test_the_ends_of_the_span_are_the_edges(span: Span, width: float) -> None:
    scale = Scale(span, width, 260.0)
    assert scale.x(span.start) == 260.0
    assert scale.x(span.end) == pytest.approx(260.0 + width)


@given(exact_scales(), st.floats(0.0, 1.0), st.lists(st.floats(0.3, 3.0), max_size=30))
def test_the_day_under_the_pointer_stays_there_while_zooming(
    scale: Scale, part: float, factors: list[float]
) -> None:
    x = scale.left + part * scale.width
    for factor in factors:
        span = zoom(scale.span, factor, scale.day(x))
        if not 4.0 <= span.length <= 4e6:
            continue
        zoomed = Scale(span, scale.width, scale.left)
        assert zoomed.day(x) == pytest.approx(scale.day(x), abs=1e-6 + 1e-9 * span.length)
        assert zoomed.x(scale.day(x)) == pytest.approx(x, abs=1e-3)
        scale = zoomed


@given(exact_scales(), st.lists(st.integers(-(10**6), 10**6), max_size=10))
def test_moving_there_and_back_is_no_move(scale: Scale, steps: list[int]) -> None:
    span = scale.span
    for step in steps:
        span = pan(span, step / 8)
    for step in steps:
        span = pan(span, -step / 8)
    assert span == scale.span
