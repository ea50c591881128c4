"""Counts by column against a plain count of every record."""

from itertools import pairwise

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.timeline.bands import band_bars, band_of, bars_of, heights_of
from atlas_gui.timeline.marks import CLASS_LIMITS
from atlas_gui.timeline.periods import columns_of
from atlas_gui.timeline.scale import Scale

from .strategies import Corpus, Record, corpora, crowds, scales_over


@st.composite
def views(draw: st.DrawFn) -> tuple[Corpus, Scale]:
    corpus = draw(corpora(least=1) | crowds())
    return corpus, draw(scales_over(corpus))


def class_of(record: Record) -> int:
    """The most days that a mark counted together with this one may have."""
    return next((limit for limit in CLASS_LIMITS if record.length <= limit), 1 << 60)


@given(views())
def test_what_is_short_counts_once_where_it_begins(view: tuple[Corpus, Scale]) -> None:
    corpus, scale = view
    columns, marks = columns_of(scale), corpus.marks()
    edges = columns.edges.tolist()
    for lane in range(corpus.lane_count):
        short = [r for r in corpus.of_lane(lane) if class_of(r) <= columns.step.most_days]
        assert band_of(marks, lane, columns).begun.tolist() == [
            sum(first <= record.first < after for record in short)
            for first, after in pairwise(edges)
        ]


@given(views())
def test_what_is_long_counts_in_every_column_that_it_touches(view: tuple[Corpus, Scale]) -> None:
    corpus, scale = view
    columns, marks = columns_of(scale), corpus.marks()
    edges = columns.edges.tolist()
    for lane in range(corpus.lane_count):
        long = [r for r in corpus.of_lane(lane) if class_of(r) > columns.step.most_days]
        band = band_of(marks, lane, columns)
        assert band.lasting.tolist() == [
            sum(record.touches(first, after - 1) for record in long)
            for first, after in pairwise(edges)
        ]
        assert band.lasting_total == sum(r.touches(edges[0], edges[-1] - 1) for r in long)


@given(views())
def test_a_band_says_of_each_moment_what_its_column_has(view: tuple[Corpus, Scale]) -> None:
    corpus, scale = view
    columns = columns_of(scale)
    band = band_of(corpus.marks(), 0, columns)
    for number, edge in enumerate(columns.edges.tolist()[:-1]):
        found = band.at(edge + 0.5)
        assert found is not None
        period, begun, lasting = found
        assert period == columns.period(number)
        assert (begun, lasting) == (band.begun[number], band.lasting[number])
    assert band.at(columns.edges[0] - 0.5) is None
    assert band.at(float(columns.edges[-1])) is None
    assert band.tallest == max((band.begun + band.lasting).tolist())


@given(views(), st.floats(10.0, 60.0))
def test_bars_keep_to_their_columns_and_to_the_room(
    view: tuple[Corpus, Scale], room: float
) -> None:
    corpus, scale = view
    columns = columns_of(scale)
    band, places = band_of(corpus.marks(), 0, columns), columns.places(scale)
    bars = band_bars(band, places, band.tallest, room, 50, 1)
    columns_with_any = zip(places.tolist(), (band.begun + band.lasting).tolist(), strict=False)
    solid, faint = list(bars.solid), list(bars.faint)
    assert {left for left, *_ in (*solid, *faint)} == {x for x, count in columns_with_any if count}
    for left, top, width, height in (*solid, *faint):
        after = places.tolist()[places.tolist().index(left) + 1]
        assert left + width <= max(after - 1, left + 1)
        assert top + height == 50
        assert 1 <= height <= max(round(room), 3)


@pytest.mark.parametrize(
    ("counts", "heights"), [([0, 1, 4, 100], [0, 3, 6, 30]), ([0, 0], [0, 0]), ([], [])]
)
def test_heights_grow_with_the_root_and_nothing_has_none(
    counts: list[int], heights: list[int]
) -> None:
    tallest = max(counts, default=0)
    assert heights_of(numpy.array(counts, numpy.int64), tallest, 30.0).tolist() == heights


def test_columns_without_a_count_have_no_bar() -> None:
    numbers = [
        numpy.array(values, numpy.int64) for values in ([0, 10, 20, 30], [3, 0, 1], [9, 9, 9])
    ]
    assert list(bars_of(*numbers, 40, 1)) == [(0, 31, 9, 9), (20, 31, 9, 9)]
