"""The timeline where a hand slips, a range is asked for twice, or a date is very far away."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QToolTip
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas
from support.timeline_pane import (
    Made,
    canvas,
    content_of,
    crowd_of,
    current,
    heading,
    mark_of,
    strip,
    wheel,
)

from atlas_gui.domain.edtf_days import day_number
from atlas_gui.timeline.rows import Item
from atlas_gui.timeline.span import Span
from atlas_gui.ui.timeline.keys import LaneWish
from atlas_gui.ui.timeline.view import TimelineView

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LEFT = Qt.MouseButton.LeftButton
MONTHS = [
    Made(f"month {n}", "deals", f"{1990 + n // 12}-{n % 12 + 1:02}/{2008 + n % 9}")
    for n in range(120)
]
DAYS = [Made(f"day {n}", "deals", f"2004-01-{n + 1:02}") for n in range(24)]

LONG_AGO = Made("long ago", "deals", "1850-01-01")


def first_count(view: TimelineView) -> tuple[Item, QPoint]:
    """A count of the first lane and its middle."""
    picture = canvas(view).picture()
    place = picture.lanes[0]
    item = next(item for item in picture.items(place) if item.is_count)
    rect = picture.rect(place, item)
    return item, QPoint(round(rect.x + rect.width / 2), round(rect.y + rect.height / 2))


def click_twice(view: TimelineView, place: QPoint) -> None:
    QTest.mouseClick(canvas(view), LEFT, pos=place)
    QTest.mouseDClick(canvas(view), LEFT, pos=place)


def test_a_range_too_far_out_of_sight_for_whole_numbers_is_painted(view: TimelineView) -> None:
    view.show_content(content_of([Made("far", "deals", "Y171010000S3")]))
    first = float(canvas(view).scene.marks.first[mark_of(view, "far")])
    view.set_span(Span(first + 100, first + 104))
    assert not view.grab().isNull()


def test_a_count_of_long_records_comes_apart_instead_of_showing_more(view: TimelineView) -> None:
    view.show_content(content_of(MONTHS))
    view.set_span(Span(day_number(1990), day_number(2000)))
    item, place = first_count(view)
    began = canvas(view).scene.marks.first[item.marks]
    before = view.span()
    QTest.mouseClick(canvas(view), LEFT, pos=place)
    assert view.span().length < before.length
    assert view.span().contains(Span(float(began.min()), float(began.max())))


def test_records_that_begin_together_are_listed_however_long_each_lasts(
    view: TimelineView,
) -> None:
    view.show_content(content_of([Made(f"r {n}", "deals", f"2004/20{10 + n}") for n in range(30)]))
    item, place = first_count(view)
    QTest.mouseClick(canvas(view), LEFT, pos=place)
    (menu,) = canvas(view).findChildren(QMenu)
    assert len(menu.actions()) == len(item.marks)
    menu.close()


def test_a_double_click_on_a_count_opens_it_once(view: TimelineView) -> None:
    view.show_content(content_of([*DAYS, Made("old", "deals", "1900")]))
    _item, place = first_count(view)
    click_twice(view, place)
    assert view.span().length < 1_000
    # Beside everything, two clicks show it all again.
    click_twice(view, QPoint(300, canvas(view).height() - 4))
    assert view.span().length > 36_500


@pytest.mark.parametrize("on_axis", [True, False])
def test_a_trembling_click_marks_no_range(view: TimelineView, qtbot: QtBot, on_axis: bool) -> None:
    widget = heading(view) if on_axis else canvas(view)
    held = Qt.KeyboardModifier.NoModifier if on_axis else Qt.KeyboardModifier.ShiftModifier
    with qtbot.assertNotEmitted(view.range_chosen):
        QTest.mousePress(widget, LEFT, held, QPoint(600, 12))
        QTest.mouseMove(widget, QPoint(602, 12))
        QTest.mouseRelease(widget, LEFT, held, QPoint(602, 12))
    with qtbot.waitSignal(view.range_chosen):
        QTest.mousePress(widget, LEFT, held, QPoint(600, 12))
        QTest.mouseMove(widget, QPoint(640, 12))
        QTest.mouseRelease(widget, LEFT, held, QPoint(640, 12))


def test_at_the_shortest_time_the_wheel_moves_nothing(view: TimelineView) -> None:
    view.set_span(Span(731_000.0, 731_004.0))
    before = view.span()
    wheel(canvas(view), QPoint(1_000, 50), 5)
    assert (view.span().start, view.span().end) == pytest.approx((before.start, before.end))


def test_a_range_asked_for_twice_does_not_hold_back_the_next_search(atlas: OpenAtlas) -> None:
    first, last = day_number(2000), day_number(2004)
    atlas.timeline.range_chosen.emit(first, last)
    assert atlas.marks()
    atlas.timeline.range_chosen.emit(first, last)
    atlas.state.set_query("date:2014")
    assert atlas.marks()
    assert atlas.timeline.span().overlaps(Span(day_number(2014), day_number(2015)))
    assert not atlas.timeline.span().overlaps(Span(first, first + 365))


def test_a_mark_far_away_is_announced_when_the_view_is_there(
    view: TimelineView, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        if event.type() == QAccessible.Event.Focus:
            said.append(event.accessibleInterface().text(QAccessible.Text.Name))

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    view.show_content(crowd_of())
    view.set_animated(True)
    view.set_span(Span(720_000.0, 720_030.0))
    QTest.keyClick(canvas(view), Qt.Key.Key_Right)
    said.clear()
    QTest.keyClick(canvas(view), Qt.Key.Key_Home)
    QTest.qWait(600)
    assert said == ["Record 0, 1960-01-01"]


def test_heading_and_overview_grow_with_the_text(view: TimelineView) -> None:
    before = [part.height() for part in (heading(view), strip(view))]
    font = view.font()
    font.setPixelSize(40)
    view.setFont(font)
    assert heading(view).height() >= heading(view).lanes_button.sizeHint().height()
    assert strip(view).height() >= before[1] + 15
    font.setPixelSize(8)
    view.setFont(font)
    assert heading(view).height() <= before[0]
    assert strip(view).height() < before[1]


def test_what_is_told_of_a_mark_goes_when_the_time_moves(view: TimelineView, qtbot: QtBot) -> None:
    QTest.keyClick(canvas(view), Qt.Key.Key_Right)
    QTest.keyClick(canvas(view), Qt.Key.Key_Space)
    assert QToolTip.isVisible()
    QTest.keyClick(canvas(view), Qt.Key.Key_Plus)
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_enter_takes_a_count_apart_before_it_opens_a_record(
    view: TimelineView, qtbot: QtBot
) -> None:
    opened: list[str] = []
    view.record_activated.connect(opened.append)
    view.show_content(content_of([*DAYS, LONG_AGO]))
    view.set_span(Span(day_number(1900), day_number(2100)))
    item, _place = first_count(view)
    qtbot.waitUntil(canvas(view).hasFocus)
    canvas(view).go_to(item.marks[0])
    before = view.span()
    qtbot.keyClick(canvas(view), Qt.Key.Key_Return)
    assert view.span().length < before.length / 10
    assert opened == []
    for _zoom in range(40):
        qtbot.keyClick(canvas(view), Qt.Key.Key_Plus)
    qtbot.keyClick(canvas(view), Qt.Key.Key_Return)
    assert opened == [current(view)]
    assert canvas(view).current == item.marks[0]


def test_after_the_mouse_the_keyboard_begins_with_what_is_in_sight(
    view: TimelineView, qtbot: QtBot
) -> None:
    far = [
        Made("far", "deals", "1905"),
        Made("near", "deals", "2003"),
        Made("next", "deals", "2005"),
    ]
    view.show_content(content_of(far))
    qtbot.waitUntil(canvas(view).hasFocus)
    canvas(view).go_to(mark_of(view, "far"))
    view.set_span(Span(day_number(2002), day_number(2007)))
    QTest.mouseClick(canvas(view), LEFT, pos=QPoint(300, canvas(view).height() - 4))
    qtbot.keyClick(canvas(view), Qt.Key.Key_Left)
    assert canvas(view).current in {mark_of(view, "near"), mark_of(view, "next")}
    assert view.span() == Span(day_number(2002), day_number(2007))


def test_rows_and_counts_grow_with_the_text(view: TimelineView) -> None:
    view.show_content(content_of([*DAYS, LONG_AGO]))
    view.set_span(Span(day_number(1900), day_number(2100)))
    picture = canvas(view).picture()
    item, _place = first_count(view)
    usual = picture.rect(picture.lanes[0], item)
    font = view.font()
    font.setPixelSize(font.pixelSize() * 2 if font.pixelSize() > 0 else 34)
    view.setFont(font)
    view.resize(view.width(), view.height() + 1)
    larger = canvas(view).picture()
    item, _place = first_count(view)
    rect = larger.rect(larger.lanes[0], item)
    assert rect.height > 1.5 * usual.height
    assert rect.width > 1.5 * usual.width


def test_a_click_on_the_name_of_a_folded_lane_opens_it(view: TimelineView) -> None:
    wishes: list[tuple[LaneWish, str]] = []
    view.lane_menus.wished.connect(lambda wish, key: wishes.append((wish, key)))
    view.show_content(content_of(DAYS, folded=("deals",)))
    QTest.mouseClick(canvas(view), LEFT, pos=QPoint(20, 8))
    assert wishes == [(LaneWish.FOLD, "deals")]
    view.show_content(content_of(DAYS))
    QTest.mouseClick(canvas(view), LEFT, pos=QPoint(20, 8))
    assert len(wishes) == 1
