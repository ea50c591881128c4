"""The bars of the overview."""

import numpy
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.timeline.overview import histogram, overview_bars
from atlas_gui.timeline.span import Span

from .strategies import spans

_days = st.lists(st.integers(-4_000_000, 4_000_000), max_size=50)


@given(_days, spans(), st.integers(1, 200))
def test_every_mark_counts_once(moments: list[int], whole: Span, parts: int) -> None:
    counts = histogram(numpy.array(moments, numpy.int64), whole, parts).tolist()
    assert len(counts) == parts
    assert sum(counts) == len(moments)


def test_each_part_counts_its_own_and_the_outer_ones_what_is_outside() -> None:
    days = numpy.array([0, 9, 10, 39, 40, -5, 400], numpy.int64)
    assert histogram(days, Span(0.0, 40.0), 4).tolist() == [3, 1, 0, 3]


def test_nothing_has_bars_of_no_height() -> None:
    assert histogram(numpy.empty(0, numpy.int64), Span(0.0, 4.0), 3).tolist() == [0, 0, 0]


def test_bars_stand_side_by_side_on_one_line_within_the_width() -> None:
    counts = numpy.array([4, 0, 1, 100], numpy.int64)
    bars = list(overview_bars(counts, 100, 13.0, 80.0, 40, 30.0))
    assert [left for left, *_ in bars] == [13, 53, 73]
    assert all(top + height == 40 for _left, top, _width, height in bars)
    assert all(width == 19 for _left, _top, width, _height in bars)
    assert [height for *_, height in bars] == [6, 3, 30]
