"""The ring of panes that F6 goes round."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from atlas_gui.ui.focus_ring import FocusRing

# The offscreen platform says this of every window; it is about the platform, not the ring.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

_COUNT = 4


class Window(QWidget):
    """Panes with a field inside each; the last one hands the keyboard on to its field."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self.stops: list[QWidget] = []
        for number in range(_COUNT):
            stop = QLineEdit(str(number), self)
            column.addWidget(stop)
            self.stops.append(stop)
        self.outside = QLineEdit("outside", self)
        column.addWidget(self.outside)
        self.ring = FocusRing(self.stops)

    def move(self, by: int) -> None:
        self.ring.move(QApplication.focusWidget(), by)

    def focused(self) -> int:
        """The stop that has the keyboard; -1 for none."""
        return next((n for n, stop in enumerate(self.stops) if stop.hasFocus()), -1)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    activate(made, qtbot)
    return made


def activate(window: QWidget, qtbot: QtBot) -> None:
    """Show a window and give it the keyboard."""
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()


# Showing and hiding puts the window back as it was before each example.
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    hidden=st.sets(st.integers(0, _COUNT - 1), max_size=_COUNT - 1),
    start=st.integers(0, _COUNT - 1),
    by=st.sampled_from([-1, 1]),
    times=st.integers(1, 9),
)
def test_a_ring_goes_round_what_can_be_seen(
    window: Window, hidden: set[int], start: int, by: int, times: int
) -> None:
    for number, stop in enumerate(window.stops):
        stop.setVisible(number not in hidden)
    shown = [number for number in range(_COUNT) if number not in hidden]
    begin = shown[start % len(shown)]
    window.stops[begin].setFocus()
    for _time in range(times):
        window.move(by)
    assert window.focused() == shown[(shown.index(begin) + by * times) % len(shown)]


@pytest.mark.parametrize("by", [-1, 1])
def test_from_nowhere_it_goes_to_the_first_stop_in_sight(window: Window, by: int) -> None:
    window.outside.setFocus()
    window.stops[0].hide()
    window.move(by)
    assert window.focused() == 1
    window.ring.move(None, by)
    assert window.focused() == 1


def test_a_ring_with_nothing_in_sight_moves_nothing(window: Window) -> None:
    window.outside.setFocus()
    for stop in window.stops:
        stop.hide()
    window.move(1)
    assert window.outside.hasFocus()


def test_what_is_inside_a_stop_is_at_that_stop(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    before, area, after = QLineEdit(), QWidget(), QLineEdit()
    inner = QLineEdit(area)
    for each in (before, area, after):
        column.addWidget(each)
    activate(window, qtbot)
    inner.setFocus()
    FocusRing([before, area, after]).move(inner, 1)
    assert after.hasFocus()
    inner.setFocus()
    FocusRing([before, area, after]).move(inner, -1)
    assert before.hasFocus()


def test_a_stop_that_hands_the_keyboard_on_is_where_the_keyboard_is(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    frame, field, after = QWidget(), QLineEdit(), QLineEdit()
    frame.setFocusProxy(field)
    for each in (frame, field, after):
        column.addWidget(each)
    activate(window, qtbot)
    ring = FocusRing([frame, after])
    ring.move(None, 1)
    assert field.hasFocus()
    ring.move(field, 1)
    assert after.hasFocus()
    ring.move(after, 1)
    assert field.hasFocus()
