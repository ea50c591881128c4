"""The timeline pane, driven as a reader drives it."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QMenu, QPushButton, QToolTip
from pytestqt.qtbot import QtBot
from support.timeline_pane import LANES, MARKS, canvas, current, mark, place_of, strip, wheel

from atlas_gui.domain.vocabulary import Step
from atlas_gui.timeline.span import Span
from atlas_gui.ui.theme import DARK, LIGHT
from atlas_gui.ui.timeline.legend import LegendPopup
from atlas_gui.ui.timeline.view import TimelineView

# The offscreen platform says this of every window and popup; it is about the platform.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_all_marks_are_shown_at_first_in_lanes_that_have_any(view: TimelineView) -> None:
    assert all(view.span().contains(found.extent) for found in MARKS)
    assert [lane.key for lane in canvas(view).scene.lanes] == ["agreements", "deals", "visits"]


def test_a_click_asks_for_the_record(view: TimelineView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.record_selected) as asked:
        qtbot.mouseClick(canvas(view), Qt.MouseButton.LeftButton, pos=place_of(view, "network"))
    assert asked.args == ["network"]
    assert canvas(view).selected is None


def test_a_double_click_opens_a_mark_and_beside_marks_shows_all(
    view: TimelineView, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(view.record_activated) as asked:
        qtbot.mouseDClick(canvas(view), Qt.MouseButton.LeftButton, pos=place_of(view, "network"))
    assert asked.args == ["network"]
    whole = view.span()
    view.set_span(Span(730_000.0, 732_000.0))
    qtbot.mouseDClick(canvas(view), Qt.MouseButton.LeftButton, pos=QPoint(700, 2))
    assert view.span() == whole


def test_selecting_is_idempotent_and_brings_the_record_into_view(view: TimelineView) -> None:
    view.set_span(Span(730_000.0, 730_400.0))
    heard: list[object] = []
    view.span_changed.connect(heard.append)
    view.set_selected("network")
    view.set_selected("network")
    assert len(heard) == 1
    assert view.span().contains(MARKS[4].extent)
    view.set_selected(None)
    assert len(heard) == 1


def test_a_longer_record_far_away_is_shown_whole(view: TimelineView) -> None:
    view.set_span(Span(720_000.0, 720_040.0))
    view.set_selected("nickel")
    assert view.span().contains(MARKS[1].extent)


def test_setting_the_same_span_says_nothing(view: TimelineView) -> None:
    heard: list[object] = []
    view.span_changed.connect(heard.append)
    view.set_span(Span(730_000.0, 732_000.0))
    view.set_span(Span(730_000.0, 732_000.0))
    assert heard == [Span(730_000.0, 732_000.0)]


def test_the_wheel_zooms_at_the_pointer(view: TimelineView) -> None:
    place = QPoint(800, 60)
    before = canvas(view).scale().day(place.x())
    length = view.span().length
    wheel(view, place, 2, Qt.KeyboardModifier.NoModifier)
    assert view.span().length < length
    assert canvas(view).scale().day(place.x()) == pytest.approx(before, abs=1e-3)


def test_the_wheel_pans_with_shift(view: TimelineView) -> None:
    view.set_span(Span(725_000.0, 735_000.0))
    wheel(view, QPoint(800, 60), -1, Qt.KeyboardModifier.ShiftModifier)
    assert view.span().start > 725_000.0
    assert view.span().length == pytest.approx(10_000.0)


def test_a_drag_pans_and_selects_nothing(view: TimelineView, qtbot: QtBot) -> None:
    view.set_span(Span(725_000.0, 735_000.0))
    asked: list[str] = []
    view.record_selected.connect(asked.append)
    lanes, start = canvas(view), place_of(view, "drilling")
    pixels_per_day = lanes.scale().pixels_per_day
    qtbot.mousePress(lanes, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(lanes, start - QPoint(60, 0))
    qtbot.mouseMove(lanes, start - QPoint(100, 0))
    qtbot.mouseRelease(lanes, Qt.MouseButton.LeftButton, pos=start - QPoint(100, 0))
    assert view.span().start == pytest.approx(725_000.0 + 100 / pixels_per_day)
    assert asked == []


def test_arrows_move_the_keyboard_and_leave_the_selection(view: TimelineView, qtbot: QtBot) -> None:
    asked: list[str] = []
    view.record_selected.connect(asked.append)
    view.set_selected("nickel")
    lanes = canvas(view)
    met = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Left, Qt.Key.Key_Home):
        qtbot.keyClick(lanes, key)
        met.append(current(view))
    qtbot.keyClick(lanes, Qt.Key.Key_Down)
    met.append(current(view))
    qtbot.keyClick(lanes, Qt.Key.Key_Up)
    qtbot.keyClick(lanes, Qt.Key.Key_Up)
    met.append(current(view))
    assert met == ["drilling", "network", "buses", "nickel", "visit", "treaty"]
    assert asked == []
    assert lanes.selected == "nickel"


def test_enter_opens_the_keyboards_mark(view: TimelineView, qtbot: QtBot) -> None:
    view.set_selected("buses")
    with qtbot.waitSignals([view.record_selected, view.record_activated]):
        qtbot.keyClick(canvas(view), Qt.Key.Key_Return)


def test_keys_zoom_about_the_mark_and_fit_and_page(view: TimelineView, qtbot: QtBot) -> None:
    whole = view.span()
    view.set_selected("network")
    lanes = canvas(view)
    middle = MARKS[4].extent.middle
    x = lanes.scale().x(middle)
    qtbot.keyClick(lanes, Qt.Key.Key_Plus)
    assert view.span().length < whole.length
    assert lanes.scale().x(middle) == pytest.approx(x, abs=1.0)
    before = view.span()
    qtbot.keyClick(lanes, Qt.Key.Key_PageUp)
    assert view.span().start < before.start
    qtbot.keyClick(lanes, Qt.Key.Key_Minus)
    qtbot.keyClick(lanes, Qt.Key.Key_0)
    assert view.span() == whole


def test_keys_without_a_meaning_are_left_to_the_window(view: TimelineView, qtbot: QtBot) -> None:
    before = view.span()
    qtbot.keyClick(canvas(view), Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(canvas(view), Qt.Key.Key_F5)
    assert view.span() == before


def test_space_tells_title_date_kind_and_status(view: TimelineView, qtbot: QtBot) -> None:
    view.set_selected("nickel")
    qtbot.keyClick(canvas(view), Qt.Key.Key_Space)
    qtbot.waitUntil(QToolTip.isVisible)
    assert QToolTip.text() == "<qt>Nickel<br>2004<br>Contract<br>Preliminary</qt>"
    QToolTip.hideText()


def test_a_title_is_never_markup(view: TimelineView, qtbot: QtBot) -> None:
    view.set_marks([mark("<b>deal</b>", "deals", "2004")], LANES)
    qtbot.keyClick(canvas(view), Qt.Key.Key_Space)
    qtbot.waitUntil(QToolTip.isVisible)
    assert "&lt;B&gt;Deal&lt;/B&gt;" in QToolTip.text()
    QToolTip.hideText()


def test_a_count_comes_apart_when_it_can(view: TimelineView, qtbot: QtBot) -> None:
    crowd = [mark(f"m{day}", "deals", f"2019-06-{day:02}") for day in range(1, 25)]
    view.set_marks([MARKS[0], *crowd], LANES)
    view.fit_all()
    before = view.span().length
    lanes = canvas(view)
    item = lanes.scene.place(len(crowd), lanes.scale()).item
    assert item.is_count
    qtbot.mouseClick(lanes, Qt.MouseButton.LeftButton, pos=place_of(view, "m24"))
    assert view.span().length < before / 10


def test_a_count_of_one_day_lists_its_marks(view: TimelineView, qtbot: QtBot) -> None:
    view.set_marks([mark(f"m{n}", "deals", "2019-06-05") for n in range(24)], LANES)
    lanes = canvas(view)
    qtbot.mouseClick(lanes, Qt.MouseButton.LeftButton, pos=place_of(view, "m23"))
    menu = lanes.findChild(QMenu)
    assert menu is not None
    action = menu.actions()[-1]
    assert action.text() == "M23, 5 Jun 2019"
    with qtbot.waitSignal(view.record_selected) as asked:
        action.trigger()
    assert asked.args == ["m23"]
    menu.close()


def test_the_chip_offers_the_undated(view: TimelineView, qtbot: QtBot) -> None:
    chips = [b for b in view.findChildren(QPushButton) if b.text() == "2 without a date"]
    assert len(chips) == 1
    with qtbot.waitSignal(view.undated_requested):
        qtbot.keyClick(chips[0], Qt.Key.Key_Space)
    view.set_marks(MARKS, LANES)
    assert chips[0].isHidden()


def test_fit_selection_shows_it_with_room(view: TimelineView) -> None:
    whole = view.span()
    view.fit_selection()
    assert view.span() == whole
    view.set_selected("nickel")
    view.fit_selection()
    assert view.span().contains(MARKS[1].extent)
    assert view.span().length < 3 * MARKS[1].extent.length


def test_other_marks_keep_the_span_unless_all_was_shown(view: TimelineView) -> None:
    fewer = MARKS[1:4]
    view.set_marks(fewer, LANES)
    assert view.span().start > date(1990, 1, 1).toordinal()
    near = Span(float(date(2005, 1, 1).toordinal()), float(date(2006, 1, 1).toordinal()))
    view.set_span(near)
    view.set_marks(MARKS, LANES)
    assert view.span() == near


def test_the_pane_can_be_empty(view: TimelineView, qtbot: QtBot) -> None:
    view.set_marks([], LANES)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_0):
        qtbot.keyClick(canvas(view), key)
    view.set_selected("nickel")
    assert not view.grab().isNull()
    assert canvas(view).current is None


def test_the_strip_moves_and_resizes_by_mouse(view: TimelineView, qtbot: QtBot) -> None:
    view.set_span(Span(725_000.0, 735_000.0))
    found = strip(view)
    middle = found.handle().center().toPoint()
    qtbot.mousePress(found, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(found, middle - QPoint(50, 0))
    qtbot.mouseRelease(found, Qt.MouseButton.LeftButton, pos=middle - QPoint(50, 0))
    assert view.span().start < 725_000.0
    assert view.span().length == pytest.approx(10_000.0)
    end, start = view.span().end, view.span().start
    edge = QPoint(round(found.handle().right()), middle.y())
    qtbot.mousePress(found, Qt.MouseButton.LeftButton, pos=edge)
    qtbot.mouseMove(found, edge + QPoint(40, 0))
    qtbot.mouseRelease(found, Qt.MouseButton.LeftButton, pos=edge + QPoint(40, 0))
    assert view.span().end > end
    assert view.span().start == pytest.approx(start)


def test_the_strip_moves_and_resizes_by_keyboard(view: TimelineView, qtbot: QtBot) -> None:
    view.set_span(Span(725_000.0, 727_000.0))
    found = strip(view)
    qtbot.keyClick(found, Qt.Key.Key_Left)
    assert view.span() == Span(724_800.0, 726_800.0)
    qtbot.keyClick(found, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.span() == Span(724_800.0, 727_000.0)
    qtbot.keyClick(found, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert view.span() == Span(725_020.0, 727_000.0)
    qtbot.keyClick(found, Qt.Key.Key_End)
    assert view.span().length == pytest.approx(1_980.0)
    qtbot.keyClick(found, Qt.Key.Key_0)
    assert all(view.span().contains(each.extent) for each in MARKS)


def test_a_click_beside_the_handle_brings_it_there(view: TimelineView, qtbot: QtBot) -> None:
    view.set_span(Span(734_000.0, 735_000.0))
    qtbot.mouseClick(strip(view), Qt.MouseButton.LeftButton, pos=QPoint(300, 20))
    assert view.span().end < 734_000.0


def test_the_key_explains_every_status(view: TimelineView, qtbot: QtBot) -> None:
    view.show_legend()
    popup = view.findChild(LegendPopup)
    assert popup is not None
    lines = " ".join(popup.texts())
    for words in ("Preliminary", "Superseded", "About that time, or uncertain", "Goes on"):
        assert words in lines
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()


def test_bars_of_millions_of_pixels_and_years_are_painted(view: TimelineView) -> None:
    steps = (Step.ANNOUNCED, Step.SUSPENDED, Step.CANCELLED, Step.PRELIMINARY)
    dates = ("1500/2020", "-9999/2019?", "Y-17E7", "Y17E7S2")
    found = [mark(f"{date}{step}", "deals", date, step) for date in dates for step in steps]
    view.set_marks(found, LANES)
    view.fit_all()
    assert not view.grab().isNull()
    view.set_span(Span(730_000.0, 730_004.0))
    view.set_selected(found[0].record_id)
    row = view.grab().toImage()
    assert any(row.pixelColor(700, y) != QColor(LIGHT.base) for y in range(36, 250))


def test_light_and_dark_paint_their_own_ground(view: TimelineView) -> None:
    corner = QPoint(240, 40)
    assert view.grab().toImage().pixelColor(corner) == QColor(LIGHT.base)
    view.set_theme(DARK)
    assert view.grab().toImage().pixelColor(corner) == QColor(DARK.base)


def test_lanes_scroll_when_they_do_not_fit(view: TimelineView) -> None:
    view.resize(1200, 80 + 64)
    lanes = canvas(view)
    assert lanes.scroll_bar.isVisible()
    view.set_selected("talks")
    assert lanes.rect().contains(place_of(view, "talks"))
    wheel(view, QPoint(50, 20), 5, Qt.KeyboardModifier.NoModifier)
    assert lanes.scroll_bar.value() == 0
