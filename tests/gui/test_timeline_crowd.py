"""The timeline pane over more records than can be told apart."""

import tracemalloc
from array import array
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot
from support.timeline_pane import LANES, MARKS, canvas, mark, strip

from atlas_gui.timeline.bands import BandPlace
from atlas_gui.timeline.crowd import NO_END, Crowd, LaneDays
from atlas_gui.timeline.marks import Mark
from atlas_gui.timeline.scene import CROWDED
from atlas_gui.timeline.span import Span
from atlas_gui.ui.theme import LIGHT
from atlas_gui.ui.timeline.legend import LegendPopup
from atlas_gui.ui.timeline.view import TimelineView

# The offscreen platform says this of every window and popup; it is about the platform.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

_FIRST = date(1960, 1, 1).toordinal()
_DAYS = 20_000
_STEP = 10


def crowd(size: int = _DAYS) -> Crowd:
    """In the lane of deals `size` records, one a day; in that of visits one every ten days."""
    deals = array("q", range(_FIRST, _FIRST + size))
    visits = array("q", range(_FIRST, _FIRST + size, _STEP))
    return Crowd({"deals": LaneDays(deals, deals), "visits": LaneDays(visits, visits)})


def marks_in(span: Span) -> list[Mark]:
    """The single marks of the crowd that touch `span`."""
    found = []
    for day in range(int(span.start), int(span.end) + 1):
        moment = date.fromordinal(day).isoformat()
        found.append(mark(f"deal {day}", "deals", moment))
        if (day - _FIRST) % _STEP == 0:
            found.append(mark(f"visit {day}", "visits", moment))
    return found


def place(view: TimelineView, lane: str, day: float) -> QPoint:
    """Where `day` is in the band of a lane."""
    lanes = canvas(view)
    found = next(one for one in lanes.scene.lanes if one.key == lane)
    return lanes.area_of_band(BandPlace(found, day)).center().toPoint()


@pytest.fixture
def crowded(view: TimelineView) -> TimelineView:
    view.set_crowd(crowd(), LANES, undated=3)
    return view


def zoomed_in(view: TimelineView, qtbot: QtBot) -> Span:
    """Zoom in far enough for marks, and give those that are wanted."""
    with qtbot.waitSignal(view.marks_wanted) as asked:
        view.set_span(Span(_FIRST + 5_000, _FIRST + 5_060))
    assert asked.args is not None
    span: Span = asked.args[0]
    view.set_marks_in_view(marks_in(span))
    return span


def test_a_crowd_is_shown_whole_in_bands(crowded: TimelineView) -> None:
    lanes = canvas(crowded)
    assert lanes.scene.has_bands
    assert crowded.span().contains(Span(_FIRST, _FIRST + _DAYS))
    assert [lanes.scene.total(lane) for lane in lanes.scene.lanes] == [_DAYS, _DAYS // _STEP]
    picture = lanes.grab().toImage()
    spot = place(crowded, "deals", _FIRST + 10_000)
    colour = QColor(LIGHT.group_colours[LANES[1].group])
    row = [picture.pixelColor(x, spot.y() + 4) for x in range(spot.x() - 4, spot.x() + 4)]
    assert colour in row


def test_the_description_counts_by_lane(crowded: TimelineView) -> None:
    crowded.set_span(Span(_FIRST, _FIRST + 3_653))
    assert canvas(crowded).accessibleDescription().splitlines() == [
        "1960 to 1969 shown",
        "Deals: 3,653 of 20,000 records",
        "Visits and talks: 366 of 2,000 records",
    ]
    crowded.set_marks(MARKS, LANES)
    assert canvas(crowded).accessibleDescription() == ""


def test_taking_a_crowd_makes_no_object_for_each_record(crowded: TimelineView) -> None:
    many = crowd(100_000)
    canvas(crowded).grab()
    tracemalloc.start()
    try:
        crowded.set_crowd(many, LANES, 0)
        canvas(crowded).scene.overview(crowded.span(), 200)
        blocks = sum(one.count for one in tracemalloc.take_snapshot().statistics("filename"))
    finally:
        tracemalloc.stop()
    assert blocks < 5_000


def test_a_click_on_a_band_zooms_in_where_it_is(crowded: TimelineView, qtbot: QtBot) -> None:
    spot = place(crowded, "deals", _FIRST + 10_000)
    day = canvas(crowded).scale().day(spot.x())
    length = crowded.span().length
    qtbot.mouseClick(canvas(crowded), Qt.MouseButton.LeftButton, pos=spot)
    assert crowded.span().length == pytest.approx(length / 5)
    assert canvas(crowded).scale().day(spot.x()) == pytest.approx(day)
    qtbot.mouseDClick(canvas(crowded), Qt.MouseButton.LeftButton, pos=spot)
    assert crowded.span().length <= length / 5


def test_marks_are_wanted_once_few_enough_are_in_sight(crowded: TimelineView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(crowded.marks_wanted, wait=150):
        crowded.set_span(Span(_FIRST + 5_000, _FIRST + 5_000 + CROWDED))
    span = zoomed_in(crowded, qtbot)
    assert span.contains(crowded.span())
    assert crowd().touching(span) <= CROWDED
    lanes = canvas(crowded)
    assert not lanes.scene.has_bands
    assert len(lanes.scene.marks) == len(marks_in(span))
    index = lanes.scene.of_record(f"deal {_FIRST + 5_030}")[0]
    with qtbot.waitSignal(crowded.record_selected) as asked:
        spot = lanes.area_of(index).center().toPoint()
        qtbot.mouseClick(lanes, Qt.MouseButton.LeftButton, pos=spot)
    assert asked.args == [f"deal {_FIRST + 5_030}"]


def test_marks_stay_while_what_was_asked_for_is_in_sight(
    crowded: TimelineView, qtbot: QtBot
) -> None:
    span = zoomed_in(crowded, qtbot)
    with qtbot.assertNotEmitted(crowded.marks_wanted, wait=150):
        crowded.set_span(span)
    assert not canvas(crowded).scene.has_bands
    with qtbot.waitSignal(crowded.marks_wanted):
        crowded.set_span(Span(span.start - 10, span.end - 10))
        assert canvas(crowded).scene.has_bands
    crowded.fit_all()
    assert canvas(crowded).scene.has_bands


def test_the_keyboard_keeps_its_mark_while_others_come_and_go(
    crowded: TimelineView, qtbot: QtBot
) -> None:
    zoomed_in(crowded, qtbot)
    lanes = canvas(crowded)
    lanes.go_to(lanes.scene.of_record(f"deal {_FIRST + 5_030}")[0])
    crowded.set_span(Span(_FIRST + 4_000, _FIRST + 6_000))
    assert [found.record_id for found in lanes.scene.marks] == [f"deal {_FIRST + 5_030}"]
    assert lanes.current == 0
    zoomed_in(crowded, qtbot)
    assert lanes.current == lanes.scene.of_record(f"deal {_FIRST + 5_030}")[0]
    crowded.set_crowd(crowd(), LANES)
    assert lanes.scene.marks == ()


def test_the_keyboard_goes_from_a_band_to_the_nearest_mark(
    crowded: TimelineView, qtbot: QtBot
) -> None:
    lanes = canvas(crowded)
    lanes.setFocus()
    qtbot.waitUntil(lanes.hasFocus)
    qtbot.keyClick(lanes, Qt.Key.Key_Home)
    with qtbot.waitSignal(crowded.marks_wanted) as asked:
        for _press in range(3):
            qtbot.keyClick(lanes, Qt.Key.Key_Return)
    assert asked.args is not None
    crowded.set_marks_in_view(marks_in(Span(_FIRST, asked.args[0].end)))
    assert lanes.current is not None
    assert lanes.scene.marks[lanes.current].extent.start == _FIRST


def test_marks_that_come_too_late_are_left_alone(crowded: TimelineView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(crowded.marks_wanted):
        crowded.set_span(Span(_FIRST + 5_000, _FIRST + 5_060))
    crowded.set_crowd(crowd(), LANES, 0)
    crowded.set_marks_in_view(MARKS[:1])
    assert canvas(crowded).scene.has_bands
    crowded.set_marks(MARKS, LANES)
    crowded.set_marks_in_view(MARKS[:1])
    assert len(canvas(crowded).scene.marks) == len(MARKS)


def test_the_selected_record_is_marked_among_the_bands(crowded: TimelineView, qtbot: QtBot) -> None:
    crowded.set_span(Span(_FIRST, _FIRST + 3_000))
    chosen = mark("chosen", "deals", "2004-05-06")
    crowded.set_selected_mark(chosen)
    crowded.set_selected("chosen")
    lanes = canvas(crowded)
    assert lanes.scene.has_bands
    assert crowded.span().contains(chosen.extent)
    assert [found.record_id for found in lanes.scene.marks] == ["chosen"]
    crowded.fit_selection()
    assert crowded.span().length < 10
    zoomed_in(crowded, qtbot)
    assert len(lanes.scene.of_record("chosen")) == 1
    crowded.set_selected_mark(mark("other", "agreements", "2004"))
    crowded.set_selected("other")
    assert lanes.scene.of_record("other") == []


def test_the_keyboard_walks_over_the_bands(crowded: TimelineView, qtbot: QtBot) -> None:
    lanes, key = canvas(crowded), Qt.Key
    for pressed in (key.Key_End, key.Key_Down, key.Key_Left, key.Key_Right, key.Key_Home):
        qtbot.keyClick(lanes, pressed)
    at = lanes.bands.cursor
    assert at is not None
    assert (at.lane.key, at.day) == ("visits", _FIRST)
    qtbot.keyClick(lanes, key.Key_Right)
    assert lanes.bands.cursor is not None
    assert lanes.bands.cursor.day > at.day
    qtbot.keyClick(lanes, key.Key_Up)
    qtbot.keyClick(lanes, key.Key_Space)
    qtbot.waitUntil(QToolTip.isVisible)
    assert "366 records" in QToolTip.text() or "365 records" in QToolTip.text()
    QToolTip.hideText()
    length = crowded.span().length
    qtbot.keyClick(lanes, key.Key_Return)
    assert crowded.span().length == pytest.approx(length / 5)
    qtbot.keyClick(lanes, key.Key_Minus)
    assert crowded.span().length > length / 5


def test_the_pointer_tells_how_many_a_year_has(crowded: TimelineView, qtbot: QtBot) -> None:
    lanes, spot = canvas(crowded), place(crowded, "deals", date(1998, 6, 1).toordinal())
    qtbot.mouseMove(lanes, spot)
    assert lanes.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QApplication.sendEvent(lanes, QHelpEvent(QEvent.Type.ToolTip, spot, lanes.mapToGlobal(spot)))
    qtbot.waitUntil(QToolTip.isVisible)
    assert "1998: 365 records" in QToolTip.text()
    QToolTip.hideText()


def test_the_strip_counts_the_crowd(crowded: TimelineView) -> None:
    ongoing = LaneDays(array("q", [_FIRST, _FIRST + 50]), array("q", [_FIRST + 99, NO_END]))
    crowded.set_crowd(Crowd({"deals": ongoing}), LANES)
    assert canvas(crowded).scene.overview(Span(_FIRST, _FIRST + 100), 4) == [1, 1, 2, 2]
    assert not strip(crowded).grab().isNull()


def test_the_key_explains_the_bands(crowded: TimelineView) -> None:
    crowded.show_legend()
    popup = crowded.findChild(LegendPopup)
    assert popup is not None
    assert "Very many: the higher, the more at that time" in popup.texts()
    assert not popup.grab().isNull()
    popup.close()


def test_nothing_is_painted_again_while_nothing_changes(
    crowded: TimelineView, monkeypatch: pytest.MonkeyPatch
) -> None:
    lanes = canvas(crowded)
    first = lanes.grab().toImage()
    painted: list[object] = []
    monkeypatch.setattr(
        "atlas_gui.ui.timeline.canvas.paint_lanes", lambda *args: painted.append(args)
    )
    assert lanes.grab().toImage() == first
    assert painted == []
    crowded.set_span(Span(_FIRST, _FIRST + 9_000))
    lanes.grab()
    assert len(painted) == 1
