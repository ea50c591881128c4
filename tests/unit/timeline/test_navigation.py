"""Moving from mark to mark."""

from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.timeline.marks import Mark
from atlas_gui.timeline.navigation import MarkOrder

from .strategies import LANES, days, marks

_lists = st.lists(marks(), min_size=1, max_size=30)


@given(_lists)
def test_walking_right_from_the_first_meets_every_mark_of_the_lane(found: list[Mark]) -> None:
    order = MarkOrder(found, LANES)
    index = order.first(0)
    met = [index]
    while (following := order.beside(index, 1)) != index:
        assert found[following].extent.middle >= found[index].extent.middle
        index = following
        met.append(index)
    assert index == order.last(0)
    assert sorted(met) == [n for n, mark in enumerate(found) if mark.lane == found[0].lane]


@given(_lists)
def test_each_mark_has_one_position(found: list[Mark]) -> None:
    order = MarkOrder(found, LANES)
    at = [order.at_position(position) for position in range(len(found))]
    assert [order.position(index) for index in at if index is not None] == list(range(len(found)))
    assert order.at_position(len(found)) is None


@given(_lists)
def test_another_lane_is_entered_at_the_nearest_mark(found: list[Mark]) -> None:
    order = MarkOrder(found, LANES)
    below = order.across(0, 1)
    if below == 0:
        return
    day = found[0].extent.middle
    lane = [mark for mark in found if mark.lane == found[below].lane]
    assert found[below].lane != found[0].lane
    distance = min(abs(mark.extent.middle - day) for mark in lane)
    assert abs(found[below].extent.middle - day) == distance


@given(_lists, days)
def test_the_nearest_mark_is_the_nearest(found: list[Mark], day: float) -> None:
    nearest = MarkOrder(found, LANES).nearest(day)
    assert nearest is not None
    distances = [abs(mark.extent.middle - day) for mark in found]
    assert distances[nearest] == min(distances)


def test_without_marks_nothing_is_nearest() -> None:
    assert MarkOrder([], LANES).nearest(0.0) is None
