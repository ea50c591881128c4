"""What is found stands on the timeline: all of it, in the reader's lanes, however they are arranged."""

from pathlib import Path

import pytest
from bench.corpus import make_library
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas
from support.libraries import date_claim, library_of, record, status_claim
from support.places import SHIPPED_LIBRARY
from support.timeline_desk import Desk, assert_adds_up
from support.timeline_pane import canvas, heading
from support.whole_index import reading_over

from atlas_gui.domain.edtf_days import day_number
from atlas_gui.domain.lane_by import LaneBy
from atlas_gui.search.index import SearchIndex
from atlas_gui.search.index_file import unpacked
from atlas_gui.search.making import index_key, index_of_titles
from atlas_gui.search.reading import Reading
from atlas_gui.store import open_library
from atlas_gui.timeline.arrangement import Arrangement
from atlas_gui.timeline.span import Span
from atlas_gui.ui.timeline.keys import LaneWish
from atlas_gui.ui.timeline.undated_tray import UndatedTray

# The offscreen platform says this of every window and popup; it is about the platform.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

_QUERIES = ["", "china", "kind:loan,grant", "date:1990..2010", "no:date", "zzzz"]


@pytest.fixture(scope="module")
def shipped() -> Reading:
    return reading_over(open_library(SHIPPED_LIBRARY))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    """More than are laid out one by one."""
    path: Path = tmp_path_factory.mktemp("made") / "made.json"
    return reading_over(open_library(make_library(path, 700)))


@pytest.fixture(params=["shipped", "made"])
def reading(request: pytest.FixtureRequest) -> Reading:
    held: Reading = request.getfixturevalue(request.param)
    return held


@pytest.mark.parametrize("by", LaneBy)
def test_the_lanes_add_up_to_what_was_found(reading: Reading, by: LaneBy, qtbot: QtBot) -> None:
    desk = Desk(reading, qtbot)
    desk.set_by(by)
    for query in _QUERIES:
        desk.state.set_query(query)
        assert_adds_up(desk)
        for _zoom in range(6):
            shown = desk.view.span()
            desk.view.set_span(
                Span(shown.middle - shown.length / 8, shown.middle + shown.length / 8)
            )
            assert_adds_up(desk)


@pytest.mark.parametrize("by", [LaneBy.GROUP, LaneBy.COUNTRY, LaneBy.PAIR])
def test_lanes_that_are_hidden_or_folded_lose_nothing(
    reading: Reading, by: LaneBy, qtbot: QtBot
) -> None:
    desk = Desk(reading, qtbot)
    desk.set_by(by)
    first, *_others, last = desk.lanes()
    desk.wish(LaneWish.HIDE, first)
    assert first not in desk.lanes()
    assert_adds_up(desk)
    desk.wish(LaneWish.FOLD, last)
    assert canvas(desk.view).picture().lanes[-1].collapsed
    assert_adds_up(desk)
    desk.wish(LaneWish.ONLY, last)
    assert desk.lanes() == [last]
    assert_adds_up(desk)
    desk.view.lane_menus.all_shown.emit()
    assert set(desk.lanes()) >= {first, last}
    assert_adds_up(desk)


def test_every_mark_tells_its_record(reading: Reading, qtbot: QtBot) -> None:
    desk = Desk(reading, qtbot)
    lanes = canvas(desk.view)
    for mark, row in list(enumerate(desk.rows()))[:150]:
        subject = lanes.teller.subject(mark)
        entry = reading.catalogue.entry(reading.index.id_of(row))
        assert (subject.record_id, subject.label) == (entry.id, entry.title)
        assert (subject.group, subject.kind, subject.step) == (entry.group, entry.kind, entry.step)


def test_every_record_opens_with_where_most_happened_in_sight(
    reading: Reading, qtbot: QtBot
) -> None:
    desk = Desk(reading, qtbot)
    desk.presenter.open_at(None)
    span = desk.view.span()
    marks = canvas(desk.view).scene.marks
    whole = [span.contains(marks.span_of(mark)) for mark in range(len(marks))]
    assert sum(whole) >= 0.85 * len(whole)


# Lanes


def test_lanes_have_names(shipped: Reading, qtbot: QtBot) -> None:
    desk = Desk(shipped, qtbot)
    for by in LaneBy:
        desk.set_by(by)
        labels = list(desk.totals())
        assert all(labels)
        assert len(set(labels)) == len(labels)
    assert labels == ["All records"]
    desk.set_by(LaneBy.PAIR)
    assert any(" – " in name for name in desk.totals())
    desk.set_by(LaneBy.COUNTRY)
    assert "Cuba" in desk.totals()


def test_a_lane_is_moved_and_stays_there(shipped: Reading, qtbot: QtBot) -> None:
    desk = Desk(shipped, qtbot)
    before = desk.lanes()
    desk.wish(LaneWish.DOWN, before[0])
    assert desk.lanes()[:2] == [before[1], before[0]]
    desk.state.set_query("china")
    desk.state.set_query("")
    assert desk.lanes()[:2] == [before[1], before[0]]
    desk.wish(LaneWish.UP, before[0])
    assert desk.lanes() == before
    desk.wish(LaneWish.UP, before[0])
    desk.wish(LaneWish.DOWN, "no such lane")
    assert desk.lanes() == before


def test_the_keyboard_moves_folds_and_hides_its_lane(shipped: Reading, qtbot: QtBot) -> None:
    desk = Desk(shipped, qtbot)
    lanes, before = canvas(desk.view), desk.lanes()
    lanes.go_to(lanes.scene.marks.bounds[1])
    held = desk.rows()[lanes.current or 0]
    both = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(lanes, Qt.Key.Key_Up, both)
    assert desk.lanes()[0] == before[1]
    assert lanes.current is not None and lanes.scene.marks.row_of(lanes.current) == held
    qtbot.keyClick(lanes, Qt.Key.Key_C)
    assert lanes.picture().lanes[0].collapsed
    qtbot.keyClick(lanes, Qt.Key.Key_C)
    assert not lanes.picture().lanes[0].collapsed
    qtbot.keyClick(lanes, Qt.Key.Key_Delete)
    assert before[1] not in desk.lanes()
    assert heading(desk.view).lanes_button.text() == "Lanes, 1 hidden"


def test_all_lanes_are_folded_and_opened(shipped: Reading, qtbot: QtBot) -> None:
    desk = Desk(shipped, qtbot)
    desk.view.lane_menus.all_folded.emit(True)
    assert all(place.collapsed for place in canvas(desk.view).picture().lanes)
    desk.view.lane_menus.all_folded.emit(False)
    assert not any(place.collapsed for place in canvas(desk.view).picture().lanes)


def test_other_lanes_begin_unarranged(shipped: Reading, qtbot: QtBot) -> None:
    desk = Desk(shipped, qtbot)
    desk.wish(LaneWish.HIDE, desk.lanes()[0])
    desk.set_by(LaneBy.GROUP)
    assert len(desk.presenter.arrangement.hidden) == 1
    desk.set_by(LaneBy.STATUS)
    assert desk.presenter.arrangement == Arrangement(LaneBy.STATUS)


# Undated records, selection, ranges


def _dated_and_not(count: int) -> Reading:
    undated = [record(f"promise-{n}", claims=[status_claim("signed")]) for n in range(count)]
    return reading_over(library_of(record("treaty", claims=[date_claim("2004")]), *undated))


def test_the_tray_holds_what_has_no_date(qtbot: QtBot) -> None:
    desk = Desk(_dated_and_not(3), qtbot)
    asked: list[str] = []
    desk.view.record_selected.connect(asked.append)
    heading(desk.view).undated_button.click()
    tray = desk.view.findChild(UndatedTray)
    assert tray is not None
    tray.chosen.emit(1)
    assert asked == ["promise-1"]
    everything: list[bool] = []
    desk.presenter.undated_requested.connect(lambda: everything.append(True))
    tray.all_requested.emit()
    assert everything == [True]
    tray.close()


def test_nothing_dated_is_said_in_words(qtbot: QtBot) -> None:
    desk = Desk(_dated_and_not(2), qtbot)
    desk.state.set_query("promise")
    assert desk.view.content is not None
    assert desk.view.content.empty_words == "None of the records found has a date."
    assert desk.view.content.undated == 2
    desk.state.set_query("zzzz")
    assert desk.view.content.empty_words == ""


def test_until_everything_is_read_nothing_is_called_undated(shipped: Reading, qtbot: QtBot) -> None:
    library = shipped.library
    titles = SearchIndex(library, unpacked(index_of_titles(library), index_key(library)))
    desk = Desk(Reading(library, shipped.catalogue, titles), qtbot)
    assert desk.view.content is not None
    assert desk.view.content.undated == 0
    assert desk.view.content.empty_words.startswith("The dates follow")
    assert desk.rows() == []


@pytest.mark.parametrize("wanted", [Span(725_000.0, 727_000.0), None])
def test_the_time_to_begin_with_waits_for_the_dates(
    shipped: Reading, qtbot: QtBot, wanted: Span | None
) -> None:
    library = shipped.library
    titles = SearchIndex(library, unpacked(index_of_titles(library), index_key(library)))
    desk = Desk(Reading(library, shipped.catalogue, titles), qtbot)
    desk.presenter.open_at(wanted)
    assert desk.presenter.opening == (wanted, "")
    titles.take_over(shipped.index)
    desk.state.search_again()
    assert desk.presenter.opening is None
    begun = Desk(shipped, qtbot)
    begun.presenter.open_at(wanted)
    assert desk.view.span() == begun.view.span()
    assert wanted in (None, begun.view.span())


def test_a_search_made_while_the_dates_are_read_shows_its_own_time(
    shipped: Reading, qtbot: QtBot
) -> None:
    library = shipped.library
    titles = SearchIndex(library, unpacked(index_of_titles(library), index_key(library)))
    desk = Desk(Reading(library, shipped.catalogue, titles), qtbot)
    desk.presenter.open_at(Span(692_000.0, 692_400.0))
    desk.state.set_query("china")
    titles.take_over(shipped.index)
    desk.state.search_again()
    marks = canvas(desk.view).scene.marks
    extent = marks.extent()
    assert extent is not None and desk.view.span().contains(extent)


def test_lanes_that_are_all_hidden_are_not_taken_for_nothing_found(
    shipped: Reading, qtbot: QtBot
) -> None:
    desk = Desk(shipped, qtbot)
    while desk.lanes():
        desk.wish(LaneWish.HIDE, desk.lanes()[0])
    assert desk.view.content is not None
    assert "hidden" in desk.view.content.empty_words
    assert not desk.view.grab().isNull()
    desk.view.lane_menus.all_shown.emit()
    assert desk.lanes()


def test_a_selected_record_is_marked_as_long_as_it_is_found(qtbot: QtBot) -> None:
    library = library_of(
        record("treaty", claims=[date_claim("2004")]), record("loan", claims=[date_claim("1970")])
    )
    desk = Desk(reading_over(library), qtbot)
    lanes = canvas(desk.view)
    desk.state.set_record("loan")
    assert [desk.reading.index.id_of(desk.rows()[mark]) for mark in lanes.selected] == ["loan"]
    desk.state.set_query("treaty")
    assert lanes.selected == ()
    desk.state.set_query("")
    assert len(lanes.selected) == 1


def test_a_range_chosen_on_the_timeline_narrows_the_search(atlas: OpenAtlas) -> None:
    atlas.search_for("china")
    before = set(atlas.marks())
    first, last = day_number(1998), day_number(2004, 12, 31)
    atlas.timeline.range_chosen.emit(first, last)
    assert "1998..2004" in atlas.state.query and "china" in atlas.state.query
    after = atlas.marks()
    assert after and set(after) < before
    atlas.timeline.range_chosen.emit(day_number(2001, 3, 5), day_number(2001, 9, 6))
    assert "2001-03-05..2001-09-06" in atlas.state.query
    assert "1998" not in atlas.state.query


def test_keeping_what_is_shown_keeps_what_is_in_sight(atlas: OpenAtlas) -> None:
    atlas.marks()
    atlas.timeline.set_span(Span(float(day_number(1990)), float(day_number(2001))))
    lanes = canvas(atlas.timeline)
    first, last = day_number(1990), day_number(2001) - 1
    marks = lanes.scene.marks
    seen = {
        lanes.teller.subject(mark).record_id
        for number in range(len(marks.lanes))
        for mark in marks.touching(number, first, last).tolist()
    }
    atlas.do("keep_shown")
    # What goes on, or had begun before, may be found as well.
    assert seen and seen <= set(atlas.marks())
    assert "1990..2000" in atlas.state.query
