"""What is where, and what it stands for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.timeline.marks import Mark, Subject, make_mark
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.scene import Scene
from atlas_gui.timeline.span import Span

from .strategies import LANES, marks, spans


def deal(record_id: str, edtf: str) -> Mark:
    made = make_mark(Subject(record_id, f"Deal {record_id}", "deals"), edtf)
    assert made is not None
    return made


@given(st.lists(marks(), min_size=1, max_size=30), spans(), st.floats(200.0, 2000.0))
def test_what_is_in_view_is_within_the_edges(found: list[Mark], span: Span, width: float) -> None:
    scene, scale = Scene(found, LANES), Scale(span, width, 260.0)
    for placed in scene.in_view(scale):
        rect = scene.rect(placed, scale)
        assert rect.x <= scale.left + width
        assert rect.x + rect.width >= scale.left - 1e-3


@given(st.lists(marks(), min_size=1, max_size=30))
def test_every_mark_is_hit_at_its_place(found: list[Mark]) -> None:
    scene = Scene(found, LANES)
    extent = scene.extent()
    assert extent is not None
    scale = Scale(extent, 1200.0, 100.0)
    for index in range(len(found)):
        placed = scene.place(index, scale)
        rect = scene.rect(placed, scale)
        middle = (rect.x + rect.width / 2, rect.y + rect.height / 2)
        assert scene.hit(*middle, scale) is placed.item
        assert index in placed.item.marks


def test_a_record_may_have_several_marks() -> None:
    scene = Scene([deal("a", "2004"), deal("b", "2005"), deal("a", "2006")], LANES)
    assert scene.of_record("a") == [0, 2]
    assert scene.of_record("elsewhere") == scene.of_record(None) == []
    assert [lane.key for lane in scene.lanes] == ["deals"]


def test_less_room_means_fewer_rows() -> None:
    scene = Scene([deal(str(n), "2019-06-05") for n in range(5)], LANES)
    extent = scene.extent()
    assert extent is not None
    scale = Scale(extent, 1000.0)
    high = scene.layout(scale).height
    scene.set_room(30.0)
    assert scene.layout(scale).height <= 30.0 < high
    assert len(scene.layout(scale).lanes[0].items) == 1


def test_a_count_tells_what_it_stands_for() -> None:
    scene = Scene([deal(str(n), "2019-06-05") for n in range(12)], LANES)
    scene.set_room(20.0)
    extent = scene.extent()
    assert extent is not None
    lines = scene.tooltip(scene.place(0, Scale(extent, 500.0)).item).splitlines()
    assert lines[0] == "12 records:"
    assert lines[1] == "Deal 0, 5 Jun 2019"
    assert lines[-1] == "and 4 more"


def test_a_lane_must_be_known() -> None:
    made = make_mark(Subject("a", "A", "elsewhere"), "2004")
    assert made is not None
    with pytest.raises(KeyError, match="elsewhere"):
        Scene([made], LANES)


def test_nothing_has_no_extent() -> None:
    assert Scene().extent() is None
