"""Marks in lanes: nothing gets lost, nothing leaves its lane, nothing covers another."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.timeline.layout import lay_out
from atlas_gui.timeline.marks import Mark, Subject, make_mark
from atlas_gui.timeline.rows import METRICS

from .strategies import LANES, marks

_zooms = st.floats(1e-4, 200.0)
_lists = st.lists(marks(), max_size=60)


@given(_lists, _zooms)
def test_every_mark_has_one_place_in_its_own_lane(found: list[Mark], zoom: float) -> None:
    layout = lay_out(found, LANES, zoom, 0.0)
    placed = [index for lane in layout.lanes for item in lane.items for index in item.marks]
    assert sorted(placed) == list(range(len(found)))
    for index, (number, item) in enumerate(layout.place_of):
        assert layout.lanes[number].lane.key == found[index].lane
        assert index in item.marks


@given(_lists, _zooms)
def test_no_item_leaves_its_lane(found: list[Mark], zoom: float) -> None:
    layout = lay_out(found, LANES, zoom, 0.0)
    top = 0.0
    for lane in layout.lanes:
        assert lane.top == top
        for item in lane.items:
            rect = layout.rect(lane, item)
            assert lane.top <= rect.y
            assert rect.y + rect.height <= lane.top + lane.height
            assert list(item.shape()) == sorted(item.shape())
        top += lane.height
    assert layout.height == top


@given(_lists, _zooms)
def test_items_of_a_row_do_not_cover_each_other(found: list[Mark], zoom: float) -> None:
    for lane in lay_out(found, LANES, zoom, 700_000.0).lanes:
        assert lane.starts == sorted(lane.starts)
        for row in range(METRICS.most_rows):
            items = [item for item in lane.items if item.row == row]
            for left, right in pairwise(items):
                assert left.end <= right.start


@given(_lists, _zooms, st.floats(-1e5, 1e5), st.floats(1.0, 2000.0))
def test_bisection_finds_what_a_plain_search_finds(
    found: list[Mark], zoom: float, left: float, width: float
) -> None:
    for lane in lay_out(found, LANES, zoom, 730_000.0).lanes:
        plain = [i for i in lane.items if i.end >= left and i.start < left + width]
        assert list(lane.between(left, left + width)) == plain


@given(st.lists(marks(), min_size=1, max_size=40), _zooms)
def test_the_middle_of_an_item_hits_it(found: list[Mark], zoom: float) -> None:
    layout = lay_out(found, LANES, zoom, 730_000.0)
    for lane in layout.lanes:
        for item in lane.items:
            rect = layout.rect(lane, item)
            assert layout.hit(rect.x + rect.width / 2, rect.y + rect.height / 2) is item
    assert layout.hit(0.0, layout.height + 50.0) is None


def test_crowded_marks_are_counted_and_come_apart_when_zoomed_in() -> None:
    made = [make_mark(Subject(str(n), "A", "deals"), f"2019-06-{n:02}") for n in range(1, 11)]
    found = [mark for mark in made if mark is not None]
    far = lay_out(found, LANES, 0.05, 730_000.0).lanes[1]
    near = lay_out(found, LANES, 40.0, 730_000.0).lanes[1]
    assert [len(item.marks) for item in far.items] == [1, 1, 8]
    assert far.items[2].is_count
    assert [len(item.marks) for item in near.items] == [1] * 10
    assert {item.row for item in near.items} == {0}


def test_long_bars_get_rows_rather_than_a_count() -> None:
    made = [make_mark(Subject(str(y), "A", "deals"), f"{y}/2020") for y in range(1900, 2000, 20)]
    found = [mark for mark in made if mark is not None]
    items = lay_out(found, LANES, 0.02, 690_000.0).lanes[1].items
    assert [item.row for item in items] == [0, 1, 2, 3, 4]


def test_a_mark_without_its_lane_is_an_error() -> None:
    mark = make_mark(Subject("a", "A", "elsewhere"), "2004")
    assert mark is not None
    with pytest.raises(KeyError):
        lay_out([mark], LANES, 1.0, 0.0)


@given(_lists, _zooms, st.floats(0.0, 400.0))
def test_lanes_keep_to_the_room_unless_one_row_each_is_too_much(
    found: list[Mark], zoom: float, room: float
) -> None:
    layout = lay_out(found, LANES, zoom, 730_000.0, room)
    one_row = METRICS.row_height + 2 * METRICS.least_padding
    assert layout.height <= max(room, one_row * len(LANES)) + 1e-6
    placed = [index for lane in layout.lanes for item in lane.items for index in item.marks]
    assert sorted(placed) == list(range(len(found)))
