"""The timeline pane: what it shows, what is selected, and where it moves to."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot
from support.timeline_pane import (
    CROWD_FIRST,
    LANES,
    RECORDS,
    Made,
    canvas,
    content_of,
    current,
    heading,
    mark_of,
    place_of,
    row_of,
    select,
    wheel,
)

from atlas_gui.domain.lane_by import LaneBy
from atlas_gui.domain.vocabulary import Step
from atlas_gui.timeline.span import Span
from atlas_gui.ui.theme import DARK, LIGHT
from atlas_gui.ui.timeline.view import TimelineView

# The offscreen platform says this of every window and popup; it is about the platform.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def spans_heard(view: TimelineView) -> list[object]:
    heard: list[object] = []
    view.span_changed.connect(heard.append)
    return heard


def extent(view: TimelineView, record_id: str) -> Span:
    return canvas(view).scene.marks.span_of(mark_of(view, record_id))


def test_all_marks_are_shown_at_first_in_lanes_that_have_any(view: TimelineView) -> None:
    assert all(view.span().contains(extent(view, record.record_id)) for record in RECORDS)
    lanes = canvas(view).picture().lanes
    assert [place.lane.key for place in lanes] == ["agreements", "deals", "visits"]
    assert [place.tally.shown for place in lanes] == [1, 4, 3]


def test_selecting_is_idempotent_and_brings_the_record_into_view(view: TimelineView) -> None:
    view.set_span(Span(730_000.0, 730_400.0))
    heard = spans_heard(view)
    select(view, "network")
    select(view, "network")
    assert len(heard) == 1
    assert view.span().contains(extent(view, "network"))
    assert current(view) == "network"
    view.set_selected(None, reveal=True)
    assert len(heard) == 1
    assert canvas(view).selected == ()


def test_a_record_can_be_selected_and_left_where_it_is(view: TimelineView) -> None:
    view.set_span(Span(730_000.0, 730_400.0))
    heard = spans_heard(view)
    view.set_selected(row_of(view, "network"), reveal=False)
    assert canvas(view).selected == (mark_of(view, "network"),)
    assert heard == []


def test_a_record_in_several_lanes_is_selected_in_each(view: TimelineView) -> None:
    view.show_content(content_of([Made("both", "agreements visits", "2004"), *RECORDS[:2]]))
    select(view, "both")
    lanes = canvas(view)
    assert [lanes.scene.marks.lane_of(mark) for mark in lanes.selected] == [0, 2]
    assert [heading(view).lanes_button.text(), lanes.current] == ["Lanes", lanes.selected[0]]


def test_a_longer_record_far_away_is_shown_whole(view: TimelineView) -> None:
    view.set_span(Span(720_000.0, 720_040.0))
    select(view, "nickel")
    assert view.span().contains(extent(view, "nickel"))


def test_setting_the_same_span_says_nothing(view: TimelineView) -> None:
    heard = spans_heard(view)
    view.set_span(Span(730_000.0, 732_000.0))
    view.set_span(Span(730_000.0, 732_000.0))
    assert heard == [Span(730_000.0, 732_000.0)]


def test_fit_selection_shows_it_with_room(view: TimelineView) -> None:
    whole = view.span()
    view.fit_selection()
    assert view.span() == whole
    select(view, "nickel")
    view.fit_selection()
    nickel = extent(view, "nickel")
    assert view.span().contains(nickel)
    assert view.span().length < 3 * nickel.length


def test_keeping_what_is_shown_asks_for_its_days(view: TimelineView, qtbot: QtBot) -> None:
    view.set_span(Span(730_000.5, 732_000.25))
    with qtbot.waitSignal(view.range_chosen) as asked:
        view.keep_shown()
    assert asked.args == [730_000, 732_000]


def test_keyboard_and_selection_stay_on_a_record_that_is_still_there(view: TimelineView) -> None:
    select(view, "network")
    fewer = content_of(RECORDS[:5])
    view.show_content(content_of([*RECORDS[:4], RECORDS[4]._replace(lanes="aid visits")]))
    lanes = canvas(view)
    assert current(view) == "network"
    assert [lanes.scene.marks.row_of(mark) for mark in lanes.selected] == [4, 4]
    view.show_content(fewer)
    assert lanes.selected == (lanes.current,)
    view.show_content(content_of(RECORDS[:2]))
    assert (lanes.current, lanes.selected) == (None, ())
    assert not lanes.grab().isNull()


def test_the_pane_can_be_empty_and_says_why(view: TimelineView) -> None:
    before = view.grab().toImage()
    view.show_content(content_of([], empty_words="None of the records found has a date."))
    view.set_selected(5, reveal=True)
    assert canvas(view).current is None
    lanes = canvas(view)
    told = lanes.grab().toImage()
    assert told != before
    view.show_content(content_of([]))
    assert lanes.grab().toImage() != told
    assert view.span().length > 0


def test_a_crowd_is_shown_in_columns_and_near_by_as_marks(crowded: TimelineView) -> None:
    lanes = canvas(crowded)
    assert [place.tally.total for place in lanes.picture().lanes] == [20_000, 2_000]
    assert all(place.band is not None for place in lanes.picture().lanes)
    crowded.set_span(Span(CROWD_FIRST + 5_000.0, CROWD_FIRST + 5_060.0))
    deals, visits = lanes.picture().lanes
    assert deals.layout is not None and visits.layout is not None
    assert (deals.tally.shown, visits.tally.shown) == (60, 6)


def test_columns_are_painted_in_the_lanes_colour(crowded: TimelineView) -> None:
    lanes = canvas(crowded)
    picture = lanes.grab().toImage()
    colour = QColor(LIGHT.group_colours[LANES["deals"].group])
    place = lanes.picture().lanes[0]
    row = round(place.top + place.height) - 5
    assert sum(picture.pixelColor(x, row) == colour for x in range(300, 1100)) > 500


@pytest.mark.parametrize("edtf", ["1500/2020", "-9999/2019?", "Y-17E7", "Y17E7S2"])
@pytest.mark.parametrize(
    "step", [Step.ANNOUNCED, Step.SUSPENDED, Step.CANCELLED, Step.PRELIMINARY, None]
)
def test_marks_of_millions_of_pixels_and_years_are_painted(
    view: TimelineView, edtf: str, step: Step | None
) -> None:
    view.show_content(content_of([Made("far", "deals", edtf, step), RECORDS[0]]))
    view.fit_all()
    assert not view.grab().isNull()
    select(view, "far")
    view.fit_selection()
    assert not view.grab().isNull()
    view.set_span(Span(730_000.0, 730_004.0))
    lanes = canvas(view)
    row = lanes.grab().toImage()
    if view.span().overlaps(extent(view, "far")):
        middle = round(lanes.area_of(mark_of(view, "far")).center().y())
        colours = {row.pixelColor(700, y).name() for y in range(middle - 8, middle + 8)}
        assert len(colours) > 1


def test_light_and_dark_paint_their_own_ground(view: TimelineView) -> None:
    corner = QPoint(4, 40)
    assert view.grab().toImage().pixelColor(corner) == QColor(LIGHT.base)
    view.set_theme(DARK)
    assert view.grab().toImage().pixelColor(corner) == QColor(DARK.base)


def test_lanes_scroll_when_they_do_not_fit(view: TimelineView) -> None:
    view.resize(1200, 80 + 64)
    lanes = canvas(view)
    assert lanes.scroll_bar.isVisible()
    select(view, "talks")
    assert lanes.rect().contains(place_of(view, "talks"))
    wheel(lanes, QPoint(50, 20), 5)
    assert lanes.scroll_bar.value() == 0
    before = view.span()
    wheel(lanes, QPoint(50, 20), -5)
    assert lanes.scroll_bar.value() > 0
    assert view.span() == before


def test_nothing_is_painted_again_while_nothing_changes(
    crowded: TimelineView, monkeypatch: pytest.MonkeyPatch
) -> None:
    lanes = canvas(crowded)
    first = lanes.grab().toImage()
    painted: list[object] = []
    monkeypatch.setattr(lanes._painter, "paint", lambda *args: painted.append(args))
    assert lanes.grab().toImage() == first
    assert painted == []
    crowded.set_span(Span(CROWD_FIRST + 0.0, CROWD_FIRST + 9_000.0))
    lanes.grab()
    assert len(painted) == 1


def test_titles_that_were_not_read_yet_come_in_a_moment(view: TimelineView, qtbot: QtBot) -> None:
    lanes = canvas(view)
    lanes.clearFocus()
    told: list[int] = []

    def tell(row: int) -> object:
        told.append(row)
        return RECORDS[row].subject

    view.show_content(content_of(RECORDS, tell=tell))
    without = lanes.grab().toImage()
    assert told == []
    with qtbot.waitSignal(lanes.subjects.arrived):
        pass
    assert set(told) <= set(range(len(RECORDS)))
    assert lanes.grab().toImage() != without


def test_the_lanes_are_named_by_what_they_tell_apart(view: TimelineView, qtbot: QtBot) -> None:
    view.show_content(content_of(RECORDS, by=LaneBy.KIND, hidden=(LANES["aid"],)))
    menus = view.lane_menus
    menu = menus.open_choices(QPoint(0, 0))
    texts = [action.text() for action in menu.actions()]
    checked = [action.text() for action in menu.actions() if action.isChecked()]
    assert checked == ["Lanes by kind"]
    assert "Show “Aid and loans” again" in texts
    assert "Show all lanes again" in texts
    with qtbot.waitSignal(menus.shown_again) as asked:
        next(a for a in menu.actions() if a.text().startswith("Show “Aid")).trigger()
    assert asked.args == ["aid"]
    with qtbot.waitSignal(menus.all_shown):
        next(a for a in menu.actions() if a.text() == "Show all lanes again").trigger()
    with qtbot.waitSignal(menus.by_chosen) as asked:
        next(a for a in menu.actions() if a.text() == "Lanes by country pair").trigger()
    assert asked.args == [LaneBy.PAIR]
    with qtbot.waitSignal(menus.all_folded) as asked:
        next(a for a in menu.actions() if a.text() == "Fold all lanes").trigger()
    assert asked.args == [True]
    menu.close()
