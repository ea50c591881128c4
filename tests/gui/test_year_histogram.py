"""The bars of the years and the range on them, by mouse and by keyboard."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from atlas_gui.ui.theme import DARK, LIGHT
from atlas_gui.ui.year_drawing import Grip
from atlas_gui.ui.year_histogram import YearHistogram

# The offscreen platform says this of every window; it is about the platform, not the bars.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

_FIRST, _LAST = 1960, 1999
Heard = list[tuple[int, int] | None]


@pytest.fixture
def years(qtbot: QtBot) -> YearHistogram:
    made = YearHistogram(LIGHT)
    qtbot.addWidget(made)
    made.resize(250, 90)
    made.show_years(_FIRST, [year % 5 for year in range(_FIRST, _LAST + 1)], None)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.setFocus(Qt.FocusReason.TabFocusReason)
    return made


def listen(years: YearHistogram) -> Heard:
    heard: Heard = []
    years.range_requested.connect(lambda first, last: heard.append((first, last)))
    years.range_removed.connect(lambda: heard.append(None))
    return heard


def drag(qtbot: QtBot, years: YearHistogram, start: QPoint, end: QPoint) -> None:
    qtbot.mousePress(years, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(years, (start + end) / 2)
    qtbot.mouseMove(years, end)
    qtbot.mouseRelease(years, Qt.MouseButton.LeftButton, pos=end)


def grip(years: YearHistogram, which: Grip) -> QPoint:
    return years.grip_place(which).toPoint()


def at(years: YearHistogram, share: float) -> QPoint:
    return QPoint(13 + round((years.width() - 26) * share), years.height() // 2)


def test_a_grip_is_dragged_and_the_range_asked_for_once(years: YearHistogram, qtbot: QtBot) -> None:
    heard, moves = listen(years), list[tuple[int, int]]()
    years.range_moved.connect(lambda first, last: moves.append((first, last)))
    drag(qtbot, years, grip(years, Grip.FIRST), at(years, 0.5))
    assert heard == [(1980, 1999)]
    assert moves == [(1970, 1999), (1980, 1999)]


def test_dragging_over_bars_makes_a_range(years: YearHistogram, qtbot: QtBot) -> None:
    heard = listen(years)
    drag(qtbot, years, at(years, 0.76), at(years, 0.26))
    assert heard == [(1970, 1990)]
    assert years.chosen == (1970, 1990)


def test_a_grip_dragged_past_the_other_goes_on_as_that_one(
    years: YearHistogram, qtbot: QtBot
) -> None:
    years.show_years(_FIRST, [1] * 40, (1970, 1975))
    heard = listen(years)
    drag(qtbot, years, grip(years, Grip.FIRST), at(years, 0.76))
    assert heard == [(1975, 1990)]


def test_the_keys_move_the_grips(years: YearHistogram, qtbot: QtBot) -> None:
    heard = listen(years)
    qtbot.keyClick(years, Qt.Key.Key_Right)
    qtbot.keyClick(years, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(years, Qt.Key.Key_Tab)
    qtbot.keyClick(years, Qt.Key.Key_Left)
    qtbot.keyClick(years, Qt.Key.Key_Home)
    assert heard == [(1961, 1999), (1971, 1999), (1971, 1998), (1971, 1971)]
    qtbot.keyClick(years, Qt.Key.Key_End)
    qtbot.keyClick(years, Qt.Key.Key_Backtab)
    qtbot.keyClick(years, Qt.Key.Key_End)
    assert heard[4:] == [(1971, 1999), (1999, 1999)]


def test_a_held_key_asks_when_it_is_let_go(years: YearHistogram, qtbot: QtBot) -> None:
    heard = listen(years)
    for _repeat in range(5):
        qtbot.keyPress(years, Qt.Key.Key_Right)
    assert heard == []
    years.show_years(_FIRST, [2] * 40, None)
    assert years.chosen == (1965, 1999)
    qtbot.keyRelease(years, Qt.Key.Key_Right)
    assert heard == [(1965, 1999)]


def test_escape_takes_the_range_away_and_is_then_left_to_the_window(
    years: YearHistogram, qtbot: QtBot
) -> None:
    years.show_years(_FIRST, [1] * 40, (1970, 1975))
    heard = listen(years)
    qtbot.keyClick(years, Qt.Key.Key_Escape)
    assert heard == [None]
    years.show_years(_FIRST, [1] * 40, None)
    qtbot.keyClick(years, Qt.Key.Key_Escape)
    assert heard == [None]


def test_a_range_over_all_years_is_none(years: YearHistogram, qtbot: QtBot) -> None:
    years.show_years(_FIRST, [1] * 40, (1961, 1999))
    heard = listen(years)
    qtbot.keyClick(years, Qt.Key.Key_Left)
    assert heard == [None]


def test_a_double_click_takes_the_range_away(years: YearHistogram, qtbot: QtBot) -> None:
    years.show_years(_FIRST, [1] * 40, (1970, 1975))
    heard = listen(years)
    qtbot.mouseDClick(years, Qt.MouseButton.LeftButton, pos=at(years, 0.3))
    assert heard == [None]


def test_tab_leaves_after_the_second_grip(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    row = QHBoxLayout(host)
    years, after = YearHistogram(LIGHT, host), QLineEdit(host)
    row.addWidget(years)
    row.addWidget(after)
    years.show_years(_FIRST, [1] * 40, None)
    with qtbot.waitActive(host):
        host.show()
        host.activateWindow()
    years.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(years, Qt.Key.Key_Tab)
    assert years.hasFocus()
    qtbot.keyClick(years, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_the_wheel_changes_nothing(years: YearHistogram) -> None:
    heard = listen(years)
    place = QPointF(at(years, 0.5))
    event = QWheelEvent(
        place,
        years.mapToGlobal(place),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(years, event)
    assert heard == []
    assert not event.isAccepted()


def test_assistive_programs_know_a_slider_and_may_set_it(years: YearHistogram) -> None:
    interface = QAccessible.queryAccessibleInterface(years)
    assert interface is not None
    assert interface.role() == QAccessible.Role.Slider
    assert interface.text(QAccessible.Text.Name) == "Records by year"
    assert years.accessibleDescription() == "1960 to 1999; the arrow keys move the first year"
    heard = listen(years)
    years.setValue(1985)
    assert heard == [(1985, 1999)]


def test_what_a_query_asks_for_may_lie_outside(years: YearHistogram) -> None:
    years.show_years(_FIRST, [1] * 40, (1900, 1970))
    assert years.chosen == (1960, 1970)
    years.show_years(_FIRST, [1] * 40, (2010, 2020))
    assert years.chosen == (1999, 1999)


def test_the_bars_fit_the_width_and_the_range_is_seen(years: YearHistogram) -> None:
    assert len(years.bins.counts) <= (250 - 26) // 5
    plain = years.grab().toImage()
    years.show_years(_FIRST, [year % 5 for year in range(40)], (1970, 1975))
    ranged = years.grab().toImage()
    assert ranged != plain
    years.set_theme(DARK)
    assert years.grab().toImage() != ranged


def test_no_years_show_nothing_and_take_no_drag(years: YearHistogram, qtbot: QtBot) -> None:
    years.show_years(0, [], None)
    heard = listen(years)
    drag(qtbot, years, at(years, 0.2), at(years, 0.6))
    assert heard == []
    assert years.accessibleDescription() == "No years"
