"""From day to place and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.span import Span

from .strategies import spans


@given(spans(), st.floats(1.0, 10_000.0), st.floats(0.0, 500.0), st.floats(-100.0, 10_000.0))
def test_place_to_day_to_place(span: Span, width: float, left: float, x: float) -> None:
    scale = Scale(span, width, left)
    assert scale.x(scale.day(x)) == pytest.approx(x, abs=1e-3)


@given(spans(), st.floats(1.0, 10_000.0))
def test_the_ends_of_the_span_are_the_edges(span: Span, width: float) -> None:
    scale = Scale(span, width, 260.0)
    assert scale.x(span.start) == 260.0
    assert scale.x(span.end) == pytest.approx(260.0 + width)
