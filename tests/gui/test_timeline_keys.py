"""The timeline by keyboard alone."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolTip
from pytestqt.qtbot import QtBot
from support.timeline_pane import (
    CROWD_DAYS,
    CROWD_FIRST,
    RECORDS,
    Made,
    canvas,
    content_of,
    current,
    mark_of,
    row_of,
    select,
)

from atlas_gui.timeline.picture import Column
from atlas_gui.timeline.span import Span
from atlas_gui.ui.timeline.keys import LaneWish
from atlas_gui.ui.timeline.view import TimelineView

# The offscreen platform says this of every window and popup; it is about the platform.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

key = Qt.Key
_ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


def press(view: TimelineView, qtbot: QtBot, *keys: Qt.Key) -> None:
    for one in keys:
        qtbot.keyClick(canvas(view), one)


def column(view: TimelineView) -> Column:
    """The column that the keyboard is on."""
    lanes = canvas(view)
    assert lanes.current is not None
    found = lanes.teller.column_of(lanes.current)
    assert found is not None
    return found


def tooltip(qtbot: QtBot) -> str:
    qtbot.waitUntil(QToolTip.isVisible)
    text = QToolTip.text()
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
    return text


def test_arrows_move_the_keyboard_and_leave_the_selection(view: TimelineView, qtbot: QtBot) -> None:
    asked: list[str] = []
    view.record_selected.connect(asked.append)
    select(view, "nickel")
    met = []
    for one in (key.Key_Right, key.Key_End, key.Key_Left, key.Key_Home, key.Key_Left, key.Key_Down):
        press(view, qtbot, one)
        met.append(current(view))
    press(view, qtbot, key.Key_Up, key.Key_Up)
    met.append(current(view))
    assert met == ["drilling", "network", "buses", "nickel", "nickel", "visit", "treaty"]
    assert asked == []
    assert canvas(view).selected == (mark_of(view, "nickel"),)


def test_every_mark_is_reached_by_arrows_and_stays_in_view(
    view: TimelineView, qtbot: QtBot
) -> None:
    view.set_span(Span(731_000.0, 731_400.0))
    met: list[str] = []
    select(view, "treaty")
    for _lane in range(3):
        press(view, qtbot, key.Key_Home)
        met.append(current(view))
        for _mark in range(4):
            press(view, qtbot, key.Key_Right)
            lanes = canvas(view)
            assert lanes.current is not None
            assert view.span().overlaps(lanes.scene.marks.span_of(lanes.current))
            met.append(current(view))
        press(view, qtbot, key.Key_Down)
    assert set(met) == {record.record_id for record in RECORDS}


def test_the_keyboard_has_a_ring_of_its_own_while_it_is_here(
    view: TimelineView, qtbot: QtBot
) -> None:
    lanes = canvas(view)
    qtbot.waitUntil(lanes.hasFocus)
    press(view, qtbot, key.Key_Right)
    with_ring = lanes.grab().toImage()
    lanes.clearFocus()
    without = lanes.grab().toImage()
    assert with_ring != without
    view.set_selected(row_of(view, current(view)), reveal=False)
    assert lanes.grab().toImage() not in (with_ring, without)


def test_the_first_key_begins_in_the_middle_of_what_is_shown(
    view: TimelineView, qtbot: QtBot
) -> None:
    view.show_content(content_of(RECORDS))
    canvas(view).current = None
    view.set_span(Span(737_000.0, 737_400.0))
    press(view, qtbot, key.Key_Home)
    assert current(view) == "nickel"


def test_enter_opens_the_keyboards_mark_and_keeps_the_span(
    view: TimelineView, qtbot: QtBot
) -> None:
    select(view, "buses")
    before = view.span()
    asked: list[str] = []
    view.record_selected.connect(lambda record_id: asked.append(f"selected {record_id}"))
    view.record_activated.connect(lambda record_id: asked.append(f"activated {record_id}"))
    for one in (key.Key_Return, key.Key_Enter):
        press(view, qtbot, one)
    assert asked == ["selected buses", "activated buses"] * 2
    assert view.span() == before


def test_keys_zoom_about_the_mark_and_fit_and_page(view: TimelineView, qtbot: QtBot) -> None:
    whole = view.span()
    select(view, "network")
    lanes = canvas(view)
    middle = lanes.scene.marks.span_of(mark_of(view, "network")).middle
    x = lanes.scale().x(middle)
    press(view, qtbot, key.Key_Plus)
    assert view.span().length == pytest.approx(0.8 * whole.length)
    assert lanes.scale().x(middle) == pytest.approx(x, abs=1.0)
    before = view.span()
    press(view, qtbot, key.Key_PageUp)
    assert view.span().start < before.start
    assert view.span().length == pytest.approx(before.length)
    press(view, qtbot, key.Key_PageDown)
    press(view, qtbot, key.Key_Minus)
    assert view.span().length > before.length
    press(view, qtbot, key.Key_0)
    assert view.span() == whole


def test_plus_without_shift_zooms_as_well(view: TimelineView, qtbot: QtBot) -> None:
    before = view.span().length
    press(view, qtbot, key.Key_Equal)
    assert view.span().length < before


def test_keys_without_a_meaning_are_left_to_the_window(view: TimelineView, qtbot: QtBot) -> None:
    before, at = view.span(), canvas(view).current
    qtbot.keyClick(canvas(view), key.Key_0, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(canvas(view), key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    press(view, qtbot, key.Key_F5, key.Key_Escape)
    assert (view.span(), canvas(view).current) == (before, at)


def test_an_empty_timeline_answers_no_key(view: TimelineView, qtbot: QtBot) -> None:
    view.show_content(content_of([]))
    changes: list[object] = []
    canvas(view).lane_change_requested.connect(lambda *what: changes.append(what))
    press(view, qtbot, key.Key_Right, key.Key_Up, key.Key_Home, key.Key_Space, key.Key_Return)
    press(view, qtbot, key.Key_0, key.Key_C, key.Key_Delete, key.Key_Plus)
    assert canvas(view).current is None
    assert changes == []


def test_space_tells_title_date_kind_and_status(view: TimelineView, qtbot: QtBot) -> None:
    select(view, "nickel")
    press(view, qtbot, key.Key_Space)
    assert tooltip(qtbot) == "<qt>Nickel<br>2004<br>Contract<br>Preliminary</qt>"


def test_a_title_is_never_markup(view: TimelineView, qtbot: QtBot) -> None:
    view.show_content(content_of([Made("<b>deal</b>", "deals", "2004")]))
    press(view, qtbot, key.Key_Space)
    assert "&lt;B&gt;Deal&lt;/B&gt;" in tooltip(qtbot)


def test_f_keeps_only_what_is_shown(view: TimelineView, qtbot: QtBot) -> None:
    view.set_span(Span(730_000.0, 732_000.0))
    with qtbot.waitSignal(view.range_chosen) as asked:
        press(view, qtbot, key.Key_F)
    assert asked.args == [730_000, 731_999]


@pytest.mark.parametrize(
    ("pressed", "modifier", "wish"),
    [
        (key.Key_C, Qt.KeyboardModifier.NoModifier, LaneWish.FOLD),
        (key.Key_Delete, Qt.KeyboardModifier.NoModifier, LaneWish.HIDE),
        (key.Key_Up, _ALT_SHIFT, LaneWish.UP),
        (key.Key_Down, _ALT_SHIFT, LaneWish.DOWN),
    ],
)
def test_a_key_asks_for_a_change_of_the_keyboards_lane(
    view: TimelineView,
    qtbot: QtBot,
    pressed: Qt.Key,
    modifier: Qt.KeyboardModifier,
    wish: LaneWish,
) -> None:
    select(view, "talks")
    with qtbot.waitSignal(view.lane_menus.wished) as asked:
        qtbot.keyClick(canvas(view), pressed, modifier)
    assert asked.args == [wish, "visits"]
    assert current(view) == "talks"


# Over columns


def test_arrows_go_from_column_to_column(crowded: TimelineView, qtbot: QtBot) -> None:
    press(crowded, qtbot, key.Key_Home)
    met = [column(crowded)]
    for _press in range(12):
        press(crowded, qtbot, key.Key_Right)
        met.append(column(crowded))
    assert all(one.period.last + 1 == other.period.first for one, other in pairwise(met))
    assert all(one.total > 0 for one in met)
    for expected in reversed(met[:-1]):
        press(crowded, qtbot, key.Key_Left)
        assert column(crowded) == expected
    press(crowded, qtbot, key.Key_Left)
    assert column(crowded) == met[0]
    press(crowded, qtbot, key.Key_End)
    last = column(crowded)
    assert last.period.first <= CROWD_FIRST + CROWD_DAYS - 1 <= last.period.last
    press(crowded, qtbot, key.Key_Right)
    assert column(crowded) == last


def test_arrows_pass_over_columns_without_any(view: TimelineView, qtbot: QtBot) -> None:
    records = [Made(f"a{n}", "deals", f"{1900 + n % 2 * 80}-0{n % 9 + 1}-11") for n in range(900)]
    view.show_content(content_of(records))
    press(view, qtbot, key.Key_Home)
    years = {column(view).period.first}
    for _press in range(40):
        press(view, qtbot, key.Key_Right)
        assert column(view).total > 0
        years.add(column(view).period.first)
    assert max(years) > 720_000
    assert len(years) < 12


def test_up_and_down_change_the_lane_at_the_same_time(crowded: TimelineView, qtbot: QtBot) -> None:
    press(crowded, qtbot, key.Key_Home, *[key.Key_Right] * 10)
    period = column(crowded).period
    press(crowded, qtbot, key.Key_Down)
    assert column(crowded).lane == 1
    assert column(crowded).period == period
    press(crowded, qtbot, key.Key_Down)
    assert column(crowded).lane == 1
    press(crowded, qtbot, key.Key_Up)
    assert column(crowded).lane == 0


def test_enter_zooms_into_a_column_until_there_is_a_record(
    crowded: TimelineView, qtbot: QtBot
) -> None:
    opened: list[str] = []
    crowded.record_activated.connect(opened.append)
    press(crowded, qtbot, key.Key_Home, *[key.Key_Right] * 5)
    lanes = canvas(crowded)
    day = lanes.scene.marks.first[lanes.current]
    lengths = [crowded.span().length]
    for _press in range(12):
        if opened:
            break
        press(crowded, qtbot, key.Key_Return)
        lengths.append(crowded.span().length)
        assert lanes.scene.marks.first[lanes.current] == day
        assert crowded.span().start <= day < crowded.span().end
    assert opened == [f"record {day - CROWD_FIRST}"]
    assert len(lengths) > 2
    assert lengths[:-1] == sorted(set(lengths), reverse=True)


def test_the_keyboard_keeps_its_mark_from_column_to_mark_and_back(
    crowded: TimelineView, qtbot: QtBot
) -> None:
    press(crowded, qtbot, key.Key_Home, *[key.Key_Right] * 20)
    lanes = canvas(crowded)
    mark = lanes.current
    seen = []
    for _press in range(30):
        press(crowded, qtbot, key.Key_Plus)
        assert lanes.current == mark
        assert lanes.rect().contains(lanes.area_of(mark).center().toPoint())
        seen.append(lanes.teller.column_of(mark) is None)
    assert seen[0] is False and seen[-1] is True
    for _press in range(30):
        press(crowded, qtbot, key.Key_Minus)
    assert lanes.current == mark
    assert lanes.teller.column_of(mark) is not None


def test_space_tells_how_many_a_column_has(crowded: TimelineView, qtbot: QtBot) -> None:
    press(crowded, qtbot, key.Key_Home, *[key.Key_Right] * 5)
    found = column(crowded)
    press(crowded, qtbot, key.Key_Space)
    assert f"{found.period.name}: {found.begun} records" in tooltip(qtbot)


def test_a_column_that_cannot_be_any_larger_is_listed(view: TimelineView, qtbot: QtBot) -> None:
    records = [Made(f"m{n:03}", "deals", "2019-06-05") for n in range(305)]
    view.show_content(content_of(records, folded=("deals",)))
    lanes = canvas(view)
    for _press in range(20):
        press(view, qtbot, key.Key_Return)
        menu = lanes.findChild(QMenu)
        if menu is not None:
            break
    assert menu is not None
    texts = [action.text() for action in menu.actions()]
    assert texts[0] == "M000, 5 Jun 2019"
    assert texts[-1] == "265 more: list them all"
    with qtbot.waitSignal(view.range_chosen) as asked:
        menu.actions()[-1].trigger()
    day = int(lanes.scene.marks.first[0])
    assert asked.args == [day, day]
    menu.close()
