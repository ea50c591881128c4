"""Every status has a drawing of its own kind, told apart without colour."""

from atlas_gui.domain.vocabulary import STOPPED_STEPS, Step
from atlas_gui.timeline.drawing import Drawing, Fill, Outline, Sign, drawing_of, steps_drawn_as


def test_every_status_is_drawn() -> None:
    assert {step for drawing in Drawing for step in steps_drawn_as(drawing)} == set(Step)
    assert all(step in steps_drawn_as(drawing_of(step)) for step in Step)


def test_no_two_drawings_look_the_same() -> None:
    looks = {(d.outline, d.fill, d.sign, d.square) for d in Drawing}
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
