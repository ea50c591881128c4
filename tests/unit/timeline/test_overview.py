"""The bars of the overview."""

from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.timeline.overview import histogram
from atlas_gui.timeline.span import Span

from .strategies import days, spans


@given(st.lists(days, max_size=50), spans(), st.integers(1, 200))
def test_every_mark_counts_once(moments: list[float], whole: Span, parts: int) -> None:
    counts = histogram(moments, whole, parts)
    assert len(counts) == parts
    assert sum(counts) == len(moments)


def test_each_part_counts_its_own() -> None:
    assert histogram([0.0, 0.9, 1.0, 3.9, 4.0, -5.0], Span(0.0, 4.0), 4) == [3, 1, 0, 2]
