"""Marks in rows: none is lost, none leaves its row, none covers another."""

from itertools import pairwise

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.domain.time_shape import TimeTrait
from atlas_gui.timeline.layout import LaneLayout
from atlas_gui.timeline.marks import Marks
from atlas_gui.timeline.rows import (
    METRICS,
    Item,
    Shape,
    fill_rows,
    fit_padding,
    lane_height,
    shapes_of,
    share_rows,
    with_rows,
)

from .strategies import Corpus, Record, corpora

_zooms = st.floats(-4.0, 2.5).map(lambda power: 10.0**power)
_row_counts = st.integers(1, 9)


def shapes(corpus: Corpus, zoom: float, lane: int = 0) -> list[Shape]:
    marks = corpus.marks()
    return shapes_of(marks, of_lane(marks, lane), zoom, 0.0, METRICS)


def of_lane(marks: Marks, lane: int) -> "numpy.ndarray[tuple[int], numpy.dtype[numpy.int32]]":
    return numpy.arange(marks.bounds[lane], marks.bounds[lane + 1], dtype=numpy.int32)


def alone(first: int, last: int, traits: int, zoom: float) -> Shape:
    """The shape of a single mark."""
    (shape,) = shapes(Corpus([Record(first, last, traits, frozenset({0}))], 1), zoom)
    return shape


def marks_of(items: list[Item]) -> list[int]:
    return sorted(mark for item in items for mark in item.marks)


@given(corpora(), _zooms)
def test_the_places_of_a_mark_stand_in_order(corpus: Corpus, zoom: float) -> None:
    found = shapes(corpus, zoom)
    assert found == sorted(found)
    for shape in found:
        assert shape.start <= shape.core_start <= shape.core_end <= shape.end


@given(corpora(), _zooms, _row_counts)
def test_every_mark_has_one_item(corpus: Corpus, zoom: float, rows: int) -> None:
    found = shapes(corpus, zoom)
    items = fill_rows(found, with_rows(rows, METRICS))
    assert marks_of(items) == sorted(shape.mark for shape in found)
    assert all(0 <= item.row < rows for item in items)
    assert all(item.is_count == (len(item.marks) > 1) for item in items)


@given(corpora(), _zooms, _row_counts)
def test_items_of_a_row_do_not_cover_each_other(corpus: Corpus, zoom: float, rows: int) -> None:
    items = fill_rows(shapes(corpus, zoom), with_rows(rows, METRICS))
    for row in range(rows):
        in_row = sorted((item for item in items if item.row == row), key=lambda item: item.start)
        for left, right in pairwise(in_row):
            assert left.end <= right.start
            assert left.end + METRICS.gap <= right.start + 0.02


@given(corpora(), _zooms)
def test_a_count_begins_where_its_first_mark_does(corpus: Corpus, zoom: float) -> None:
    found = shapes(corpus, zoom)
    start_of = {shape.mark: shape.start for shape in found}
    for item in fill_rows(found, METRICS):
        assert item.start == min(start_of[mark] for mark in item.marks)
        if item.is_count:
            assert item.end - item.start == pytest.approx(METRICS.count_width)
            assert not item.is_dot


@given(corpora(), _zooms, st.floats(-1e5, 1e5), st.floats(1.0, 2000.0))
def test_bisection_finds_what_a_plain_search_finds(
    corpus: Corpus, zoom: float, left: float, width: float
) -> None:
    layout = LaneLayout(fill_rows(shapes(corpus, zoom), METRICS), METRICS)
    plain = [item for item in layout.items if item.end >= left and item.start < left + width]
    assert list(layout.between(left, left + width)) == plain


@given(corpora(), _zooms)
def test_the_item_of_a_mark_is_found(corpus: Corpus, zoom: float) -> None:
    layout = LaneLayout(fill_rows(shapes(corpus, zoom), METRICS), METRICS)
    for item in layout.items:
        assert all(layout.item_of(mark) is item for mark in item.marks)
    assert layout.item_of(1_000_000) is None


@given(st.lists(corpora(most=15), min_size=1, max_size=4), _zooms, st.floats(0.0, 400.0))
def test_lanes_keep_to_the_room_unless_one_row_each_is_too_much(
    lanes: list[Corpus], zoom: float, room: float
) -> None:
    metrics = fit_padding(room, len(lanes), METRICS)
    found = [shapes(corpus, zoom) for corpus in lanes]
    shared = share_rows(found, room, metrics)
    one_row = METRICS.row_height + 2 * METRICS.least_padding
    height = sum(lane_height(items, metrics) for items in shared)
    assert height <= max(room, one_row * len(lanes)) + 1e-6
    for items, given_shapes in zip(shared, found, strict=True):
        assert marks_of(items) == sorted(shape.mark for shape in given_shapes)


def test_crowded_marks_are_counted_and_come_apart_when_zoomed_in() -> None:
    moment = int(TimeTrait.MOMENT)
    corpus = Corpus([Record(day, day, moment, frozenset({0})) for day in range(1, 11)], 1)
    far, near = (fill_rows(shapes(corpus, zoom), METRICS) for zoom in (0.05, 40.0))
    assert [len(item.marks) for item in far] == [1, 1, 8]
    assert far[2].is_count
    assert [len(item.marks) for item in near] == [1] * 10
    assert {item.row for item in near} == {0}


def test_long_bars_get_rows_rather_than_a_count() -> None:
    corpus = Corpus(
        [Record(start, 50_000, 0, frozenset({0})) for start in range(0, 40_000, 8_000)], 1
    )
    items = fill_rows(shapes(corpus, 0.02), METRICS)
    assert [item.row for item in items] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(("days", "rows"), [(14, {0, 1}), (15, {0})])
def test_marks_of_one_row_keep_a_gap(days: int, rows: set[int]) -> None:
    moment = int(TimeTrait.MOMENT)
    corpus = Corpus([Record(day, day, moment, frozenset({0})) for day in (0, days)], 1)
    # At a pixel a day, a dot of 12 pixels and the gap take 15 days.
    assert {item.row for item in fill_rows(shapes(corpus, 1.0), METRICS)} == rows


def test_room_for_some_more_rows_is_given_once() -> None:
    close = Corpus([Record(day, day, 1, frozenset({0})) for day in range(60)], 1)
    found = [shapes(close, 3.0) for _lane in range(4)]
    metrics = fit_padding(140.0, 4, METRICS)
    one_row = metrics.row_height + 2 * metrics.lane_padding
    for more in range(5):
        room = 4 * one_row + more * metrics.row_height
        shared = share_rows(found, room, metrics)
        heights = [lane_height(items, metrics) for items in shared]
        assert sum(heights) <= room
        assert sum(heights) > room - metrics.row_height


def test_neighbouring_years_share_a_row_with_a_gap_between() -> None:
    within = int(TimeTrait.WITHIN)
    records = [Record(365 * n, 365 * n + 364, within, frozenset({0})) for n in range(5)]
    items = fill_rows(shapes(Corpus(records, 1), 0.2), METRICS)
    assert {item.row for item in items} == {0}
    gaps = [other.start - one.end for one, other in pairwise(items)]
    assert gaps == pytest.approx([METRICS.gap] * 4)


def test_only_a_moment_with_nothing_more_to_say_is_ever_a_dot() -> None:
    moment, within = int(TimeTrait.MOMENT), int(TimeTrait.WITHIN)
    assert alone(5, 5, moment, 1.0).is_dot
    assert not alone(5, 5, moment, 60.0).is_dot
    assert not alone(5, 5, 0, 1.0).is_dot
    assert not alone(1, 365, within, 1e-4).is_dot
    for end in TimeTrait:
        if end not in (TimeTrait.MOMENT, TimeTrait.WITHIN):
            assert not alone(5, 5, moment | int(end), 1.0).is_dot


@pytest.mark.parametrize("zoom", [1e-4, 0.01, 1.0])
def test_a_year_is_never_as_narrow_as_a_day(zoom: float) -> None:
    year = alone(1, 365, int(TimeTrait.WITHIN), zoom)
    day = alone(1, 1, int(TimeTrait.MOMENT), zoom)
    assert year.core_end - year.core_start > day.core_end - day.core_start


@pytest.mark.parametrize(
    ("traits", "left", "right"),
    [
        (0, 0.0, 0.0),
        (TimeTrait.ABOUT_START, METRICS.soft_edge, 0.0),
        (TimeTrait.ABOUT_END | TimeTrait.UNCERTAIN_END, 0.0, METRICS.soft_edge + METRICS.question),
        (TimeTrait.OPEN_END, 0.0, METRICS.open_fade),
        (TimeTrait.UNKNOWN_START | TimeTrait.ABOUT_START, METRICS.open_fade, 0.0),
        (
            TimeTrait.OPEN_START | TimeTrait.UNCERTAIN_START,
            METRICS.open_fade + METRICS.question,
            0.0,
        ),
    ],
)
def test_what_is_said_about_an_end_reaches_out_from_it(
    traits: int, left: float, right: float
) -> None:
    shape = alone(0, 999, int(traits), 1.0)
    assert shape.core_start - shape.start == pytest.approx(left)
    assert shape.end - shape.core_end == pytest.approx(right)
