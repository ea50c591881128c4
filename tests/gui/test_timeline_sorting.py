"""Very many records are sorted on another thread, and what comes too late is dropped."""

import pytest
from pytestqt.qtbot import QtBot
from support.held_runner import HeldRunner
from support.places import SHIPPED_LIBRARY
from support.timeline_desk import Desk, assert_adds_up
from support.whole_index import reading_over

from atlas_gui.domain.edtf_days import day_number
from atlas_gui.search.reading import Reading
from atlas_gui.store import open_library
from atlas_gui.timeline.span import Span
from atlas_gui.ui import timeline_presenter

# The offscreen platform says this of every window and popup; it is about the platform.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(scope="module")
def reading() -> Reading:
    return reading_over(open_library(SHIPPED_LIBRARY))


def test_very_many_are_sorted_beside_the_window_and_late_ones_are_dropped(
    reading: Reading, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline_presenter, "SORTED_AT_ONCE", 10)
    runner = HeldRunner()
    desk = Desk(reading, qtbot, runner)
    desk.presenter.open_at(None)
    assert desk.rows() == []
    everything = desk.state.result.total
    desk.state.set_query("date:1990..")
    assert 10 < desk.state.result.total < everything
    runner.release()
    assert set(desk.rows()) == set(reading.index.time_columns(desk.state.result).rows.tolist())
    assert len(runner.held) == 2
    assert runner.held[0][0].cancelled
    assert_adds_up(desk)


def test_a_few_need_no_other_thread(reading: Reading, qtbot: QtBot) -> None:
    runner = HeldRunner()
    desk = Desk(reading, qtbot, runner)
    assert runner.held == []
    assert desk.rows()


def test_the_opening_span_waits_until_all_are_sorted(
    reading: Reading, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline_presenter, "SORTED_AT_ONCE", 10)
    runner = HeldRunner()
    desk = Desk(reading, qtbot, runner)
    span = Span(day_number(1995), day_number(2000))
    desk.presenter.open_at(span)
    assert desk.view.span() != span
    runner.release()
    assert desk.view.span() == span
