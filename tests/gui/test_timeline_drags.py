"""Dragging the timeline: it pans, runs on, and marks ranges of time."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot
from support.timeline_pane import (
    canvas,
    heading,
    place_of,
)

from atlas_gui.timeline.span import Span
from atlas_gui.ui.timeline.fling import Fling, pace_of
from atlas_gui.ui.timeline.view import TimelineView

# The offscreen platform says this of every window and popup; it is about the platform.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

_LEFT = Qt.MouseButton.LeftButton
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class Clock:
    """A clock that only goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("atlas_gui.ui.timeline.fling.monotonic", made)
    return made


def drag(
    view: TimelineView,
    qtbot: QtBot,
    start: QPoint,
    *steps: QPoint,
    modifier: Qt.KeyboardModifier = _NO_MODIFIER,
) -> None:
    lanes = canvas(view)
    qtbot.mousePress(lanes, _LEFT, modifier, pos=start)
    for step in steps:
        qtbot.mouseMove(lanes, step)
    qtbot.mouseRelease(lanes, _LEFT, modifier, pos=steps[-1])


# Drags


def test_a_drag_pans_and_selects_nothing(view: TimelineView, qtbot: QtBot) -> None:
    view.set_span(Span(725_000.0, 735_000.0))
    asked: list[str] = []
    view.record_selected.connect(asked.append)
    lanes, start = canvas(view), place_of(view, "drilling")
    under = lanes.scale().day(start.x())
    end = start - QPoint(100, 0)
    drag(view, qtbot, start, start - QPoint(60, 0), end)
    assert lanes.scale().day(end.x()) == pytest.approx(under)
    assert view.span().length == pytest.approx(10_000.0)
    assert asked == []


def test_a_click_with_an_unsteady_hand_is_no_drag(view: TimelineView, qtbot: QtBot) -> None:
    view.set_span(Span(725_000.0, 735_000.0))
    start = place_of(view, "drilling")
    with qtbot.waitSignal(view.record_selected):
        drag(view, qtbot, start, start + QPoint(1, 1))
    assert view.span() == Span(725_000.0, 735_000.0)


def test_a_drag_scrolls_lanes_that_do_not_fit(view: TimelineView, qtbot: QtBot) -> None:
    view.resize(1200, 80 + 64)
    start = QPoint(600, 50)
    drag(view, qtbot, start, start - QPoint(0, 15), start - QPoint(0, 20))
    bar = canvas(view).scroll_bar
    assert 0 < bar.value() == bar.maximum() < 20


def test_the_time_runs_on_after_a_drag(view: TimelineView, qtbot: QtBot, clock: Clock) -> None:
    view.set_animated(True)
    view.set_span(Span(728_000.0, 729_000.0))
    lanes, start = canvas(view), QPoint(800, canvas(view).height() - 3)
    qtbot.mousePress(lanes, _LEFT, pos=start)
    for step in range(1, 6):
        clock.now += 0.01
        qtbot.mouseMove(lanes, start - QPoint(20 * step, 0))
    qtbot.mouseRelease(lanes, _LEFT, pos=start - QPoint(100, 0))
    fling = lanes.findChild(Fling)
    assert fling is not None and fling.runs
    places = [view.span().start]
    while fling.runs:
        clock.now += 0.016
        fling._on_frame()
        places.append(view.span().start)
    moves = [after - before for before, after in pairwise(places)]
    assert all(move > 0 for move in moves)
    assert moves == sorted(moves, reverse=True)
    # Two thousand pixels a second, slowing down by a third every 0.28 seconds.
    pixels = (places[-1] - places[0]) * lanes.scale().pixels_per_day
    assert pixels == pytest.approx(2000 * 0.28, rel=0.05)


@pytest.mark.parametrize("pause", [0.1, 5.0])
def test_a_drag_that_came_to_rest_does_not_run_on(
    view: TimelineView, qtbot: QtBot, clock: Clock, pause: float
) -> None:
    view.set_animated(True)
    view.set_span(Span(728_000.0, 729_000.0))
    lanes, start = canvas(view), QPoint(800, canvas(view).height() - 3)
    qtbot.mousePress(lanes, _LEFT, pos=start)
    for step in range(1, 6):
        clock.now += 0.01
        qtbot.mouseMove(lanes, start - QPoint(20 * step, 0))
    clock.now += pause
    qtbot.mouseRelease(lanes, _LEFT, pos=start - QPoint(100, 0))
    fling = lanes.findChild(Fling)
    assert fling is not None and not fling.runs


def test_nothing_runs_on_where_less_motion_is_wanted(
    view: TimelineView, qtbot: QtBot, clock: Clock
) -> None:
    view.set_animated(False)
    view.set_span(Span(728_000.0, 729_000.0))
    lanes, start = canvas(view), QPoint(800, canvas(view).height() - 3)
    qtbot.mousePress(lanes, _LEFT, pos=start)
    for step in range(1, 6):
        clock.now += 0.01
        qtbot.mouseMove(lanes, start - QPoint(20 * step, 0))
    qtbot.mouseRelease(lanes, _LEFT, pos=start - QPoint(100, 0))
    fling = lanes.findChild(Fling)
    assert fling is not None and not fling.runs


def test_running_on_ends_at_the_edge_and_at_the_next_press(
    view: TimelineView, qtbot: QtBot, clock: Clock
) -> None:
    view.set_animated(True)
    lanes = canvas(view)
    fling = lanes.findChild(Fling)
    assert fling is not None
    view.fit_all()
    for _round in range(2):
        for step in range(5):
            clock.now += 0.01
            fling.follow(-30.0 * step)
        fling.let_go()
        assert fling.runs
        clock.now += 0.016
        fling._on_frame()
        # Everything is shown: there is nowhere to go.
        assert not fling.runs
    view.set_span(Span(728_000.0, 729_000.0))
    for step in range(5):
        clock.now += 0.01
        fling.follow(-30.0 * step)
    fling.let_go()
    assert fling.runs
    qtbot.mousePress(lanes, _LEFT, pos=QPoint(800, 10))
    assert not fling.runs
    qtbot.mouseRelease(lanes, _LEFT, pos=QPoint(800, 10))


@pytest.mark.parametrize(
    ("trail", "now", "pace"),
    [
        ([], 1.0, 0.0),
        ([(1.0, 5.0)], 1.0, 0.0),
        ([(1.0, 0.0), (1.05, 100.0)], 1.05, 2000.0),
        ([(1.0, 0.0), (1.05, -100.0)], 1.05, -2000.0),
        ([(0.5, 900.0), (1.0, 0.0), (1.05, 10.0)], 1.06, 200.0),
        ([(1.0, 0.0), (1.05, 100.0)], 1.2, 0.0),
        ([(1.0, 0.0), (1.001, 500.0)], 1.001, 6000.0),
        ([(1.0, 0.0), (1.0, 500.0)], 1.0, 0.0),
    ],
)
def test_the_pace_is_that_of_the_last_moments(
    trail: list[tuple[float, float]], now: float, pace: float
) -> None:
    assert pace_of(trail, now) == pytest.approx(pace)


# Ranges


def test_a_drag_with_shift_chooses_a_range(view: TimelineView, qtbot: QtBot) -> None:
    view.set_span(Span(725_000.0, 735_000.0))
    lanes = canvas(view)
    scale = lanes.scale()
    begin, end = QPoint(900, 60), QPoint(500, 60)
    qtbot.mouseClick(lanes, _LEFT, pos=QPoint(20, 60))
    lanes.grab()
    lanes.subjects.finish()
    without = lanes.grab().toImage()
    qtbot.mousePress(lanes, _LEFT, _SHIFT, pos=begin)
    qtbot.mouseMove(lanes, QPoint(700, 60))
    qtbot.mouseMove(lanes, end)
    assert lanes.grab().toImage() != without
    with qtbot.waitSignal(view.range_chosen) as asked:
        qtbot.mouseRelease(lanes, _LEFT, _SHIFT, pos=end)
    assert asked.args == [int(scale.day(500)), int(scale.day(900))]
    assert view.span() == Span(725_000.0, 735_000.0)
    assert lanes.grab().toImage() == without


def test_escape_gives_a_range_up(view: TimelineView, qtbot: QtBot) -> None:
    lanes = canvas(view)
    qtbot.mousePress(lanes, _LEFT, _SHIFT, pos=QPoint(500, 60))
    qtbot.mouseMove(lanes, QPoint(700, 60))
    qtbot.keyClick(lanes, Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(view.range_chosen):
        qtbot.mouseRelease(lanes, _LEFT, _SHIFT, pos=QPoint(700, 60))
    assert lanes.marked.span is None


def test_a_click_with_shift_is_no_range(view: TimelineView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.range_chosen):
        qtbot.mouseClick(canvas(view), _LEFT, _SHIFT, pos=QPoint(600, 60))
    assert not canvas(view).marked.is_drawn


def test_a_drag_along_the_axis_chooses_a_range(view: TimelineView, qtbot: QtBot) -> None:
    view.set_span(Span(725_000.0, 735_000.0))
    axis, scale = heading(view), canvas(view).scale()
    qtbot.mousePress(axis, _LEFT, pos=QPoint(500, 15))
    qtbot.mouseMove(axis, QPoint(600, 15))
    assert not axis.grab().isNull()
    with qtbot.waitSignal(view.range_chosen) as asked:
        qtbot.mouseRelease(axis, _LEFT, pos=QPoint(600, 15))
    assert asked.args == [int(scale.day(500)), int(scale.day(600))]
    with qtbot.assertNotEmitted(view.range_chosen):
        qtbot.mousePress(axis, _LEFT, pos=QPoint(5, 15))
        qtbot.mouseMove(axis, QPoint(100, 15))
        qtbot.mouseRelease(axis, _LEFT, pos=QPoint(100, 15))
