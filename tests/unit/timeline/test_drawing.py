"""Every status has a drawing of its own kind, told apart without colour."""

from math import hypot

import pytest

from atlas_gui.domain.vocabulary import STOPPED_STEPS, Group, Step
from atlas_gui.timeline.drawing import (
    Drawing,
    Fill,
    Glyph,
    Outline,
    Sign,
    drawing_of,
    glyph_of,
    steps_drawn_as,
)


def test_every_status_is_drawn() -> None:
    assert {step for drawing in Drawing for step in steps_drawn_as(drawing)} == set(Step)
    assert all(step in steps_drawn_as(drawing_of(step)) for step in Step)


def test_no_two_drawings_look_the_same() -> None:
    looks = {(d.outline, d.fill, d.sign) for d in Drawing}
    assert len(looks) == len(Drawing)


def test_a_thing_talked_about_is_never_drawn_as_a_thing_done() -> None:
    for step in (Step.DISCUSSED, Step.ANNOUNCED, Step.PLANNED):
        drawing = drawing_of(step)
        assert drawing.outline is Outline.DASHED
        assert drawing.fill is Fill.NONE
    for step in (Step.UNDER_WAY, Step.COMPLETED, Step.TOOK_PLACE):
        assert drawing_of(step).fill is Fill.FULL


def test_what_stopped_is_struck_through_or_hatched() -> None:
    for step in STOPPED_STEPS:
        drawing = drawing_of(step)
        assert drawing.sign is Sign.STRIKE or drawing.fill is Fill.HATCHED


def test_a_record_without_a_status_simply_happened() -> None:
    assert drawing_of(None) is Drawing.HAPPENED


def test_every_group_has_a_glyph_of_its_own() -> None:
    assert {glyph_of(group) for group in Group} == set(Glyph)
    assert len({glyph_of(group) for group in Group}) == len(Group)
    assert glyph_of(None) is Glyph.CIRCLE


@pytest.mark.parametrize("glyph", Glyph)
def test_corners_stand_on_the_circle_and_no_two_at_one_place(glyph: Glyph) -> None:
    assert all(hypot(x, y) == pytest.approx(1.0) for x, y in glyph.corners)
    places = {(round(x, 3), round(y, 3)) for x, y in glyph.corners}
    assert len(places) == len(glyph.corners)


def test_the_first_corner_of_a_diamond_points_up() -> None:
    assert Glyph.DIAMOND.corners[0] == pytest.approx((0.0, -1.0))
