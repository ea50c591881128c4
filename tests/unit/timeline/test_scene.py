"""Whole pictures: nothing is lost, nothing overlaps, and only zoom and place decide what they are."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import astuple

from atlas_gui.domain.time_shape import TimeTrait
from atlas_gui.timeline.marks import Lane, no_marks
from atlas_gui.timeline.picture import Picture
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.scene import LAID_OUT_WHOLE, Scene
from atlas_gui.timeline.span import Span, pan, zoom

from .pictures import ROOMS, View, plain, scene_of, views
from .strategies import Corpus, Record, corpora


def moved(scale: Scale, eighths: int) -> Scale:
    return Scale(pan(scale.span, eighths / 8), scale.width, scale.left)


def in_eighths(span: Span) -> Span:
    """Nearly the same span, which can be moved by eighths of a day without rounding."""
    start = round(span.start * 8) / 8
    return Span(start, start + max(round(span.length * 8), 32) / 8)


# What a picture depends on


_parts = st.integers(-6, 6).map(lambda number: number / 2) | st.floats(-100.0, 100.0)


@given(views(), st.lists(_parts, min_size=1, max_size=3))
def test_moving_there_and_back_brings_the_same_picture(view: View, parts: list[float]) -> None:
    scene = view.scene()
    before = plain(scene.picture(view.scale))
    for part in parts:
        there = moved(view.scale, round(part * view.scale.span.length * 8))
        assert plain(scene.picture(there)) == plain(view._replace(scale=there).picture())
    assert plain(scene.picture(view.scale)) == before


_factors = st.floats(0.01, 50.0) | st.sampled_from([1.0, 0.999, 1.001])
_ways = st.lists(st.tuples(_factors, st.integers(-200_000, 200_000), ROOMS), max_size=3)


@given(views(), _ways)
def test_a_picture_does_not_depend_on_the_way_there(
    view: View, ways: list[tuple[float, int, float]]
) -> None:
    scale, scene = view.scale, view.scene()
    scene.picture(scale)
    for factor, eighths, room in ways:
        span = in_eighths(zoom(scale.span, factor, scale.span.middle))
        scale = moved(Scale(span, scale.width, scale.left), eighths)
        scene.set_room(room)
        fresh = view._replace(scale=scale, room=room).picture()
        assert plain(scene.picture(scale)) == plain(fresh)


def test_panning_a_little_keeps_what_is_laid_out_near_the_view() -> None:
    scene = scene_of(_busy(2, 2_000))
    start = Scale(Span(64.0, 128.0), 1000.0)
    before = scene.picture(start)
    assert all(place.layout is not None for place in before.lanes)
    for eighths in (1, 100, 500):
        after = scene.picture(moved(start, eighths))
        for one, other in zip(before.lanes, after.lanes, strict=True):
            assert other.layout is one.layout


@given(views())
def test_the_same_scale_is_answered_with_the_same_picture(view: View) -> None:
    scale = view.scale
    scene = view.scene()
    picture = scene.picture(scale)
    assert scene.picture(Scale(*astuple(scale))) is picture
    scene.set_room(view.room)
    assert scene.picture(scale) is picture


@given(corpora(least=1), st.integers(-80_000, 80_000))
def test_panning_only_shifts_what_is_laid_out_whole(corpus: Corpus, eighths: int) -> None:
    scene = scene_of(corpus)
    scale = Scale(Span(-1000.0, 3096.0), 1024, 260.0)
    one, other = scene.picture(scale), scene.picture(moved(scale, eighths))
    assert [p.layout for p in one.lanes] == [p.layout for p in other.lanes]
    assert [(p.top, p.height) for p in one.lanes] == [(p.top, p.height) for p in other.lanes]
    assert other.shift - one.shift == pytest.approx(-eighths / 8 * scale.pixels_per_day)


# Where things stand


@given(views())
def test_lanes_stand_one_below_the_other(view: View) -> None:
    corpus = view.corpus
    picture = view.picture()
    assert [place.lane for place in picture.lanes] == corpus.lanes
    assert picture.lanes[0].top == 0.0
    for one, other in pairwise(picture.lanes):
        assert one.top + one.height == other.top
    assert picture.height == picture.lanes[-1].top + picture.lanes[-1].height
    for place in picture.lanes:
        assert place.height > 0
        assert place.collapsed == (place.number in view.folded)
        assert picture.lane_at(place.top) is place
        assert picture.lane_at(place.top + place.height - 0.01) is place
    assert picture.lane_at(-0.01) is None
    assert picture.lane_at(picture.height) is None


@given(views())
def test_nothing_is_drawn_outside_its_lane(view: View) -> None:
    picture = view.picture()
    for place in picture.lanes:
        for item in place.layout.items if place.layout is not None else []:
            rect = picture.rect(place, item)
            assert place.top <= rect.y
            assert rect.y + rect.height <= place.top + place.height
        for column in picture.columns(place):
            rect = picture.column_rect(place, column.period)
            assert (rect.y, rect.height) == (place.top, place.height)


@given(views())
def test_items_of_a_row_do_not_overlap(view: View) -> None:
    for place in view.picture().lanes:
        if place.layout is None:
            continue
        for row in {item.row for item in place.layout.items}:
            items = [item for item in place.layout.items if item.row == row]
            assert all(left.end <= right.start for left, right in pairwise(items))


# What is where


@given(views())
def test_the_middle_of_an_item_hits_it(view: View) -> None:
    scale = view.scale
    picture = view.picture()
    for place in picture.lanes:
        for item in picture.items(place):
            rect = picture.rect(place, item)
            x, y = rect.x + rect.width / 2, rect.y + rect.height / 2
            found = picture.item_at(x, y)
            if scale.left <= x < scale.left + scale.width:
                assert found is not None
                assert found is item or found.start >= item.start
            else:
                assert found is None


@given(views())
def test_the_middle_of_a_column_hits_it(view: View) -> None:
    scale = view.scale
    picture = view.picture()
    for place in picture.lanes:
        if place.band is None:
            continue
        held = list(picture.columns(place))
        assert sum(column.begun for column in held) == place.band.begun.sum()
        assert max((column.total for column in held), default=0) <= picture.tallest
        for number in range(len(place.band.begun)):
            period = place.band.columns.period(number)
            rect = picture.column_rect(place, period)
            x, y = rect.x + rect.width / 2, rect.y + rect.height / 2
            if scale.left <= x < scale.left + scale.width:
                found = picture.column_at(x, y)
                assert found == next((c for c in held if c.period == period), None)
                assert picture.item_at(x, y) is None


@given(views(), st.floats(0.0, 1.0))
def test_nothing_is_hit_beside_the_lanes(view: View, part: float) -> None:
    scale = view.scale
    picture = view.picture()
    x, y = scale.left + part * scale.width, part * picture.height
    right = scale.left + scale.width
    for place in ((scale.left - 0.5, y), (right, y), (x, -0.5), (x, picture.height + 0.5)):
        assert picture.item_at(*place) is None
        assert picture.column_at(*place) is None


def test_a_little_beside_an_item_hits_it_and_more_does_not() -> None:
    scene = scene_of(Corpus([Record(100, 100, int(TimeTrait.MOMENT), frozenset({0}))], 1))
    picture = scene.picture(Scale(Span(0.0, 200.0), 1000.0))
    (place,) = picture.lanes
    (item,) = picture.items(place)
    x, y, width, height = picture.rect(place, item)
    for right, down, hit in ((2.9, 0, True), (3.1, 0, False), (0, 2.9, True), (0, 3.1, False)):
        ends = ((x + width + right, y + height + down), (x - right, y - down))
        for place_beside in ends if right else ((x, y + height + down), (x, y - down)):
            assert (picture.item_at(*place_beside) is item) is hit


def test_more_room_is_used_at_once() -> None:
    corpus = Corpus([Record(n, 500, 0, frozenset({n % 2})) for n in range(20)], 2)
    scale, scene = Scale(Span(0.0, 1000.0), 1000.0), scene_of(corpus, 60.0)
    low = scene.picture(scale).height
    scene.set_room(300.0)
    assert plain(scene.picture(scale)) == plain(scene_of(corpus, 300.0).picture(scale))
    assert scene.picture(scale).height > low


# Folded lanes and empty ones


def _busy(lane_count: int, size: int) -> Corpus:
    days = [Record(n * 7, n * 7, 1, frozenset({n % lane_count})) for n in range(size)]
    return Corpus(days, lane_count)


@pytest.mark.parametrize("size", [LAID_OUT_WHOLE, LAID_OUT_WHOLE + 1])
def test_a_folded_lane_is_a_low_strip_of_columns(size: int) -> None:
    scene = scene_of(_busy(3, size), folded=("lane 1",))
    picture = scene.picture(Scale(Span(0.0, 2100.0), 1000.0))
    folded = picture.lanes[1]
    assert folded.collapsed
    assert folded.band is not None and folded.layout is None
    assert folded.height == 20.0 < min(picture.lanes[0].height, picture.lanes[2].height)
    assert folded.tally.shown == folded.band.total == size // 3


def test_few_marks_are_laid_out_whole_and_one_more_near_the_view() -> None:
    assert scene_of(_busy(1, LAID_OUT_WHOLE)).lays_out_whole
    scene = scene_of(_busy(1, LAID_OUT_WHOLE + 1))
    assert not scene.lays_out_whole
    near = scene.picture(Scale(Span(0.0, 70.0), 1000.0)).lanes[0]
    assert near.layout is not None and len(near.layout.items) < 40
    assert scene.picture(Scale(Span(0.0, 2100.0), 1000.0)).lanes[0].band is not None


def test_marks_turn_into_columns_and_the_form_of_the_picture_says_so() -> None:
    scene = scene_of(_busy(2, 2_000))
    forms = [scene.picture(Scale(Span(0.0, days), 1000.0)).form for days in (70.0, 71.0, 14_000.0)]
    assert forms[0] == forms[1] != forms[2]


def test_less_room_means_lower_lanes() -> None:
    for corpus in (_busy(4, 40), _busy(4, 400)):
        scale = Scale(Span(0.0, 280.0), 1000.0)
        high, low = (scene_of(corpus, room).picture(scale).height for room in (1000.0, 100.0))
        assert low <= 100.0 < high


def test_an_empty_scene_has_a_picture_without_lanes() -> None:
    picture = Scene().picture(Scale(Span(0.0, 10.0), 100.0))
    assert picture.lanes == []
    assert picture.height == 0.0
    assert picture.item_at(50.0, 0.0) is None
    assert Scene().extent() is None


def test_lanes_without_marks_stand_empty() -> None:
    scene = Scene(no_marks([Lane("a", "A"), Lane("b", "B")]))
    picture = scene.picture(Scale(Span(0.0, 10.0), 100.0))
    assert [place.tally.total for place in picture.lanes] == [0, 0]
    assert all(list(picture.items(place)) == [] for place in picture.lanes)


def test_the_extent_of_some_marks_holds_them() -> None:
    records = [
        Record(1, 5, 0, frozenset({0})),
        Record(20, 29, int(TimeTrait.WITHIN), frozenset({0})),
    ]
    scene = scene_of(Corpus(records, 1))
    assert scene.extent([0]) == Span(1.0, 6.0)
    assert scene.extent([1, 0]) == scene.extent() == Span(1.0, 30.0)
    assert scene.extent([]) is None


def test_only_a_lane_of_single_marks_has_places_for_items() -> None:
    picture: Picture = scene_of(_busy(1, 10), folded=("lane 0",)).picture(
        Scale(Span(0.0, 70.0), 1000.0)
    )
    item = scene_of(_busy(1, 10)).picture(picture.scale).lanes[0].layout
    assert item is not None
    with pytest.raises(ValueError, match="columns"):
        picture.rect(picture.lanes[0], item.items[0])
