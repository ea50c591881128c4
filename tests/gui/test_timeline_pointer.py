"""The timeline by mouse, wheel and touch pad."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QNativeGestureEvent, QPointingDevice
from PySide6.QtWidgets import QApplication, QMenu, QToolTip
from pytestqt.qtbot import QtBot
from support.timeline_pane import (
    CROWD_FIRST,
    RECORDS,
    Made,
    canvas,
    content_of,
    crowd_of,
    current,
    mark_of,
    place_of,
    place_of_column,
    select,
    wheel,
)

from atlas_gui.timeline.span import Span
from atlas_gui.ui.timeline.lane_painter import throughout_rect
from atlas_gui.ui.timeline.view import TimelineView

# The offscreen platform says this of every window and popup; it is about the platform.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

_LEFT = Qt.MouseButton.LeftButton
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_NO_MODIFIER = Qt.KeyboardModifier.NoModifier


@pytest.fixture(autouse=True)
def _no_tooltip() -> Iterator[None]:
    yield
    QToolTip.hideText()


def click(view: TimelineView, qtbot: QtBot, place: QPoint) -> None:
    qtbot.mouseClick(canvas(view), _LEFT, pos=place)


def chip_place(view: TimelineView, record_id: str, *, earlier: bool) -> QPoint:
    """The count of earlier or later marks in the lane of a record."""
    lanes = canvas(view)
    scale = lanes.scale()
    place = lanes.picture().lanes[lanes.scene.marks.lane_of(mark_of(view, record_id))]
    x = scale.left + 8 if earlier else scale.left + scale.width - 8
    return QPoint(round(x), round(place.top + place.height / 2))


def open_menu(view: TimelineView) -> QMenu | None:
    return canvas(view).findChild(QMenu)


# Clicks


def test_a_click_asks_for_the_record(view: TimelineView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.record_selected) as asked:
        click(view, qtbot, place_of(view, "network"))
    assert asked.args == ["network"]
    assert canvas(view).selected == ()
    assert current(view) == "network"


def test_only_the_left_button_selects(view: TimelineView, qtbot: QtBot) -> None:
    for button in (Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton):
        with qtbot.assertNotEmitted(view.record_selected):
            qtbot.mouseClick(canvas(view), button, pos=place_of(view, "network"))


def test_a_click_beside_everything_does_nothing(view: TimelineView, qtbot: QtBot) -> None:
    before = view.span()
    with qtbot.assertNotEmitted(view.record_selected):
        click(view, qtbot, QPoint(20, 20))
        click(view, qtbot, QPoint(500, canvas(view).height() - 2))
    assert view.span() == before


def test_a_double_click_opens_a_mark_and_beside_marks_shows_all(
    view: TimelineView, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(view.record_activated) as asked:
        qtbot.mouseDClick(canvas(view), _LEFT, pos=place_of(view, "network"))
    assert asked.args == ["network"]
    whole = view.span()
    view.set_span(Span(734_000.0, 736_000.0))
    qtbot.mouseDClick(canvas(view), _LEFT, pos=QPoint(700, canvas(view).height() - 2))
    assert view.span() == whole


def test_a_count_comes_apart_when_it_can(view: TimelineView, qtbot: QtBot) -> None:
    days = [Made(f"m{day}", "deals", f"2019-06-{day:02}") for day in range(1, 25)]
    view.show_content(content_of([RECORDS[0], *days]))
    before = view.span().length
    lanes = canvas(view)
    item = lanes.item_at(QPointF(place_of(view, "m24")))
    assert item is not None and item.is_count
    click(view, qtbot, place_of(view, "m24"))
    assert view.span().length < before / 10
    assert all(view.span().contains(lanes.scene.marks.span_of(mark)) for mark in item.marks)


def test_a_count_of_one_day_lists_its_marks(view: TimelineView, qtbot: QtBot) -> None:
    view.show_content(content_of([Made(f"m{n:02}", "deals", "2019-06-05") for n in range(60)]))
    before = view.span()
    click(view, qtbot, place_of(view, "m59"))
    menu = open_menu(view)
    assert menu is not None
    assert view.span() == before
    texts = [action.text() for action in menu.actions()]
    assert all(text.endswith(", 5 Jun 2019") for text in texts[:40])
    if len(texts) > 40:
        assert texts[40].endswith("more: list them all")
    with qtbot.waitSignal(view.record_selected) as asked:
        menu.actions()[1].trigger()
    assert asked.args == [texts[1].split(",")[0].lower()]
    menu.close()


def test_titles_in_a_list_keep_their_ampersands(view: TimelineView, qtbot: QtBot) -> None:
    view.show_content(content_of([Made(f"a & b{n}", "deals", "2019-06-05") for n in range(40)]))
    click(view, qtbot, place_of(view, "a & b39"))
    menu = open_menu(view)
    assert menu is not None
    assert menu.actions()[0].text().startswith("A && B")
    menu.close()


def test_a_click_on_a_column_shows_its_time_large(crowded: TimelineView, qtbot: QtBot) -> None:
    day = CROWD_FIRST + 10_000.0
    place = place_of_column(crowded, 0, day)
    column = canvas(crowded).picture().column_at(place.x(), place.y())
    assert column is not None
    length = crowded.span().length
    click(crowded, qtbot, place)
    assert crowded.span().contains(Span(column.period.first, column.period.last + 1))
    assert crowded.span().length < length / 5


def test_clicking_into_columns_ends_at_a_record(crowded: TimelineView, qtbot: QtBot) -> None:
    asked: list[str] = []
    crowded.record_selected.connect(asked.append)
    day = CROWD_FIRST + 10_000.5
    for _click in range(12):
        if canvas(crowded).picture().lanes[0].band is None:
            break
        click(crowded, qtbot, place_of_column(crowded, 0, day))
    click(crowded, qtbot, place_of(crowded, "record 10000"))
    assert asked == ["record 10000"]


@pytest.mark.parametrize("earlier", [True, False])
def test_a_click_on_the_count_at_the_edge_goes_there(
    view: TimelineView, qtbot: QtBot, earlier: bool
) -> None:
    view.set_span(Span(732_000.0, 733_500.0))
    lanes = canvas(view)
    place = lanes.picture().lanes[lanes.scene.marks.lane_of(mark_of(view, "nickel"))]
    assert (place.tally.earlier, place.tally.later) == (1, 1)
    before = view.span()
    with qtbot.assertNotEmitted(view.record_selected):
        click(view, qtbot, chip_place(view, "nickel", earlier=earlier))
    assert current(view) == ("nickel" if earlier else "network")
    assert (view.span().start < before.start) is earlier
    assert view.span().overlaps(lanes.scene.marks.span_of(mark_of(view, current(view))))


def test_the_count_of_earlier_ones_goes_past_what_lasts_into_the_view(
    view: TimelineView, qtbot: QtBot
) -> None:
    old, long = Made("old", "deals", "1990-01-01"), Made("long", "deals", "1995/2010")
    view.show_content(content_of([old, long, Made("new", "deals", "2019-06-05")]))
    view.set_span(Span(731_000.0, 732_000.0))
    click(view, qtbot, chip_place(view, "old", earlier=True))
    assert current(view) == "old"


def test_a_click_on_what_lasts_throughout_lists_it(view: TimelineView, qtbot: QtBot) -> None:
    long = [Made(f"long{n}", "deals", f"{1700 + n}/{2100 + n}") for n in range(5)]
    days = [Made(f"d{n}", "deals", f"{1700 + n}-01-01") for n in range(320)]
    view.show_content(content_of([*long, *days]))
    view.set_span(Span(693_600.0, 693_640.0))
    lanes = canvas(view)
    (place,) = lanes.picture().lanes
    assert place.layout is not None and len(place.layout.throughout) == 5
    line = throughout_rect(place, lanes.scale())
    click(view, qtbot, QPoint(round(line.x + line.width / 2), round(line.y + 1)))
    menu = open_menu(view)
    assert menu is not None
    assert {action.text().split(",")[0] for action in menu.actions()} == {
        f"Long{n}" for n in range(5)
    }
    menu.close()


# Wheel and touch pad


@pytest.mark.parametrize("notches", [1, 2, -1])
def test_the_wheel_zooms_at_the_pointer(view: TimelineView, notches: int) -> None:
    view.set_span(Span(728_000.0, 731_000.0))
    place = QPoint(800, 60)
    before, length = canvas(view).scale().day(place.x()), view.span().length
    wheel(canvas(view), place, notches)
    assert view.span().length == pytest.approx(length * 0.8**notches)
    assert canvas(view).scale().day(place.x()) == pytest.approx(before, abs=1e-3)


def test_the_wheel_pans_with_shift(view: TimelineView) -> None:
    view.set_span(Span(725_000.0, 735_000.0))
    wheel(canvas(view), QPoint(800, 60), -1, _SHIFT)
    assert view.span().start > 725_000.0
    assert view.span().length == pytest.approx(10_000.0)


def test_the_wheel_over_the_labels_zooms_about_the_middle(view: TimelineView) -> None:
    view.set_span(Span(728_000.0, 731_000.0))
    wheel(canvas(view), QPoint(20, 60), 1)
    assert view.span().middle == pytest.approx(729_500.0)
    assert view.span().length == pytest.approx(2_400.0)


def pinch(view: TimelineView, value: float, kind: Qt.NativeGestureType, x: int = 800) -> bool:
    place = QPointF(x, 60)
    event = QNativeGestureEvent(
        kind,
        QPointingDevice.primaryPointingDevice(),
        2,
        place,
        place,
        QPointF(canvas(view).mapToGlobal(place)),
        value,
        QPointF(),
    )
    return canvas(view).event(event)


@pytest.mark.parametrize(("value", "factor"), [(0.25, 0.8), (-0.2, 1.25), (-0.95, 5.0)])
def test_two_fingers_zoom_where_they_are(view: TimelineView, value: float, factor: float) -> None:
    view.set_span(Span(728_000.0, 728_500.0))
    before = canvas(view).scale().day(800)
    assert pinch(view, value, Qt.NativeGestureType.ZoomNativeGesture)
    assert view.span().length == pytest.approx(500.0 * factor)
    assert canvas(view).scale().day(800) == pytest.approx(before, abs=1e-3)


def test_other_gestures_change_nothing(view: TimelineView) -> None:
    before = view.span()
    pinch(view, 0.5, Qt.NativeGestureType.RotateNativeGesture)
    assert view.span() == before


# What is under the pointer


def hover(view: TimelineView, qtbot: QtBot, place: QPoint) -> str:
    lanes = canvas(view)
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
    QApplication.sendEvent(lanes, QHelpEvent(QEvent.Type.ToolTip, place, lanes.mapToGlobal(place)))
    qtbot.waitUntil(QToolTip.isVisible)
    return QToolTip.text()


def test_the_pointer_tells_what_it_is_over(view: TimelineView, qtbot: QtBot) -> None:
    lanes, place = canvas(view), place_of(view, "network")
    qtbot.mouseMove(lanes, place)
    assert lanes.cursor().shape() == Qt.CursorShape.PointingHandCursor
    qtbot.mouseMove(lanes, QPoint(700, lanes.height() - 2))
    assert lanes.cursor().shape() == Qt.CursorShape.ArrowCursor
    assert "Network<br>5 Jun 2019<br>Contract<br>Suspended" in hover(view, qtbot, place)
    assert "Deals: 4 records" in hover(view, qtbot, QPoint(30, place.y()))
    view.set_span(Span(732_000.0, 733_500.0))
    words = hover(view, qtbot, QPoint(30, place.y()))
    assert "Deals: 2 of 4 records in sight, 1 earlier, 1 later" in words
    qtbot.mouseMove(lanes, chip_place(view, "nickel", earlier=True))
    assert lanes.cursor().shape() == Qt.CursorShape.PointingHandCursor


def test_a_count_tells_its_first_titles(view: TimelineView, qtbot: QtBot) -> None:
    days = [Made(f"m{day}", "deals", f"2019-06-{day:02}") for day in range(1, 25)]
    view.show_content(content_of([RECORDS[0], *days]))
    item = canvas(view).item_at(QPointF(place_of(view, "m24")))
    assert item is not None
    lines = hover(view, qtbot, place_of(view, "m24")).split("<br>")
    assert lines[0].endswith(f"{len(item.marks)} records:")
    assert len(lines) == 1 + min(len(item.marks), 8) + (len(item.marks) > 8)


def test_a_column_tells_its_number(crowded: TimelineView, qtbot: QtBot) -> None:
    place = place_of_column(crowded, 0, CROWD_FIRST + 14_000.0)
    qtbot.mouseMove(canvas(crowded), place)
    assert canvas(crowded).cursor().shape() == Qt.CursorShape.PointingHandCursor
    column = canvas(crowded).picture().column_at(place.x(), place.y())
    assert column is not None
    words = hover(crowded, qtbot, place)
    assert f"{column.period.name}: {column.begun} records" in words


def test_menus_are_asked_for_by_mouse_and_keyboard(view: TimelineView, qtbot: QtBot) -> None:
    lanes, place = canvas(view), place_of(view, "network")
    reasons = QContextMenuEvent.Reason
    with qtbot.waitSignal(view.menu_requested) as asked:
        QApplication.sendEvent(
            lanes, QContextMenuEvent(reasons.Mouse, place, lanes.mapToGlobal(place))
        )
    assert asked.args == ["network", lanes.mapToGlobal(place)]
    select(view, "treaty")
    with qtbot.waitSignal(view.menu_requested) as asked:
        QApplication.sendEvent(lanes, QContextMenuEvent(reasons.Keyboard, QPoint(0, 0), QPoint()))
    assert asked.args == ["treaty", lanes.mapToGlobal(place_of(view, "treaty"))]


def test_a_lane_has_a_menu_of_its_own(view: TimelineView, qtbot: QtBot) -> None:
    lanes = canvas(view)
    label = QPoint(20, place_of(view, "network").y())
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, label, lanes.mapToGlobal(label))
    with qtbot.assertNotEmitted(view.menu_requested):
        QApplication.sendEvent(lanes, event)
    menus = [menu for menu in view.findChildren(QMenu) if menu.isVisible()]
    (menu,) = menus
    with qtbot.waitSignal(view.lane_menus.wished) as asked:
        menu.actions()[0].trigger()
    assert asked.args is not None
    assert asked.args[1] == "deals"
    menu.close()


def test_on_columns_the_menu_is_the_lanes(view: TimelineView, qtbot: QtBot) -> None:
    view.show_content(crowd_of())
    lanes, asked = canvas(view), []
    lanes.lane_menu_requested.connect(lambda key, _place: asked.append(key))
    qtbot.keyClick(lanes, Qt.Key.Key_Home)
    reason = QContextMenuEvent.Reason.Keyboard
    with qtbot.assertNotEmitted(view.menu_requested):
        QApplication.sendEvent(lanes, QContextMenuEvent(reason, QPoint(300, 5), QPoint(300, 5)))
    assert asked == ["deals"]
    for menu in view.findChildren(QMenu):
        menu.close()
