"""The one span that everything shows: its limits, where a search takes it, and how it gets there."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from atlas_gui.timeline.span import SHORTEST_DAYS, Span
from atlas_gui.ui.timeline.shown_span import ShownSpan

LIBRARY = Span(700_000.0, 740_000.0)
FOUND = Span(720_000.0, 722_000.0)
OTHER = Span(710_000.0, 711_000.0)
_HERE = Span(730_000.0, 731_000.0)


@pytest.fixture
def shown(qapp: QApplication) -> ShownSpan:
    assert qapp is not None
    made = ShownSpan()
    made.set_extent(LIBRARY, LIBRARY, searched=False)
    return made


def holds(span: Span, extent: Span) -> bool:
    """Whether a span shows an extent with a little room around it."""
    return span.contains(extent) and span.length < 1.1 * extent.length


def test_a_search_goes_to_its_range_and_back_afterwards(shown: ShownSpan) -> None:
    shown.set(_HERE)
    shown.set_extent(FOUND, LIBRARY, searched=True)
    assert holds(shown.span, FOUND)
    shown.set_extent(OTHER, LIBRARY, searched=True)
    assert holds(shown.span, OTHER)
    shown.set_extent(LIBRARY, LIBRARY, searched=False)
    assert shown.span == _HERE


def test_the_same_range_found_again_leaves_the_reader_where_they_are(shown: ShownSpan) -> None:
    shown.set_extent(FOUND, LIBRARY, searched=True)
    inside = Span(720_500.0, 720_600.0)
    shown.set(inside)
    shown.set_extent(FOUND, LIBRARY, searched=True)
    assert shown.span == inside


def test_a_search_for_a_time_shows_that_time_and_goes_back_afterwards(shown: ShownSpan) -> None:
    shown.set(_HERE)
    shown.expect(OTHER)
    shown.set_extent(FOUND, LIBRARY, searched=True)
    assert shown.span == OTHER
    shown.set_extent(LIBRARY, LIBRARY, searched=False)
    assert shown.span == _HERE
    shown.set_extent(FOUND, LIBRARY, searched=True)
    assert holds(shown.span, FOUND)


def test_a_search_without_a_date_shows_the_whole_library(shown: ShownSpan) -> None:
    shown.set(_HERE)
    shown.set_extent(FOUND, LIBRARY, searched=True)
    shown.set_extent(None, LIBRARY, searched=True)
    assert holds(shown.span, LIBRARY)
    shown.set_extent(LIBRARY, LIBRARY, searched=False)
    assert shown.span == _HERE


def test_fitting_all_twice_shows_the_library(shown: ShownSpan) -> None:
    shown.set_extent(FOUND, LIBRARY, searched=True)
    shown.set(_HERE)
    shown.fit_all()
    assert holds(shown.span, FOUND)
    shown.fit_all()
    assert holds(shown.span, LIBRARY)
    shown.fit_all()
    assert holds(shown.span, FOUND)


def test_without_any_date_there_is_still_a_time_to_show(shown: ShownSpan) -> None:
    shown.set_extent(None, None, searched=False)
    assert shown.extent is None
    assert shown.span.length > 0
    shown.fit_all()
    shown.zoom(0.5)
    shown.pan(1e9)
    assert shown.limits.contains(shown.span)


def test_the_extent_is_that_of_everything(shown: ShownSpan) -> None:
    shown.set_extent(FOUND, LIBRARY, searched=True)
    assert shown.extent == LIBRARY
    assert shown.limits.contains(LIBRARY)


_days = st.floats(-1e6, 2e6)
_moves = st.one_of(
    st.tuples(st.just("zoom"), st.floats(0.01, 100.0), st.none() | _days),
    st.tuples(st.just("pan"), _days),
    st.tuples(st.just("set"), _days, st.floats(0.5, 1e6)),
    st.tuples(st.just("reveal"), _days, st.floats(0.5, 1e5)),
    st.tuples(st.just("fit"), _days, st.floats(0.5, 1e5)),
    st.tuples(st.just("fit_all")),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_moves, max_size=8))
def test_whatever_happens_the_span_stays_within_its_limits(
    shown: ShownSpan, moves: list[tuple[object, ...]]
) -> None:
    heard: list[Span] = []
    shown.changed.connect(heard.append)
    for name, *numbers in moves:
        before = shown.span
        heard.clear()
        if name in ("set", "reveal", "fit"):
            start, length = numbers
            getattr(shown, name)(Span(start, start + length))
        else:
            getattr(shown, name)(*numbers)
        limits = shown.limits
        assert shown.span.start >= limits.start - 1e-6
        assert shown.span.end <= limits.end + 1e-6
        assert shown.span.length >= SHORTEST_DAYS - 1e-6
        assert heard == ([] if shown.span == before else [shown.span])
    shown.changed.disconnect(heard.append)


@given(st.floats(0.05, 0.95), st.floats(0.3, 3.0))
def test_the_anchor_of_a_zoom_stays_where_it_is(part: float, factor: float) -> None:
    shown = ShownSpan()
    shown.set_extent(LIBRARY, LIBRARY, searched=False)
    shown.set(Span(720_000.0, 722_000.0))
    anchor = 720_000.0 + 2_000.0 * part
    shown.zoom(factor, anchor)
    assert (anchor - shown.span.start) / shown.span.length == pytest.approx(part, abs=1e-6)


def test_revealing_what_is_shown_moves_nothing(shown: ShownSpan) -> None:
    shown.set(_HERE)
    shown.reveal(Span(730_100.0, 730_200.0))
    assert shown.span == _HERE
    shown.reveal(Span(725_100.0, 725_200.0))
    assert shown.span.length == _HERE.length
    assert shown.span.middle == 725_150.0
    shown.reveal(Span(725_000.0, 735_000.0))
    assert shown.span.middle == 725_150.0
    shown.reveal(Span(701_000.0, 709_000.0))
    assert shown.span.contains(Span(701_000.0, 709_000.0))


# Gliding


def test_less_motion_jumps(shown: ShownSpan) -> None:
    heard: list[Span] = []
    shown.changed.connect(heard.append)
    shown.glide_to(_HERE)
    assert heard == [_HERE]
    assert shown.target == shown.span == _HERE


def test_a_far_move_is_seen_and_ends_exactly_there(shown: ShownSpan, qtbot: QtBot) -> None:
    shown.animates = True
    heard: list[Span] = []
    shown.changed.connect(heard.append)
    shown.glide_to(_HERE)
    assert shown.target == _HERE
    assert shown.span != _HERE
    qtbot.waitUntil(lambda: shown.span == _HERE)
    assert len(heard) > 1
    lengths = [span.length for span in heard]
    assert lengths == sorted(lengths, reverse=True)
    assert shown.target == _HERE


def test_a_search_glides_there_and_back(shown: ShownSpan, qtbot: QtBot) -> None:
    shown.set(_HERE)
    shown.animates = True
    shown.set_extent(FOUND, LIBRARY, searched=True)
    assert shown.span == _HERE
    assert holds(shown.target, FOUND)
    # Cleared again before it got there.
    shown.set_extent(LIBRARY, LIBRARY, searched=False)
    assert shown.target == _HERE
    qtbot.waitUntil(lambda: shown.span == _HERE)


def test_a_key_pressed_while_gliding_goes_on_from_where_that_leads(shown: ShownSpan) -> None:
    shown.animates = True
    shown.glide_to(_HERE)
    shown.zoom(0.5)
    assert shown.span == shown.target == Span(730_250.0, 730_750.0)
    shown.glide_to(FOUND)
    shown.finish()
    assert shown.span == FOUND
    shown.glide_to(_HERE)
    shown.pan(10.0)
    assert shown.span == Span(730_010.0, 731_010.0)
