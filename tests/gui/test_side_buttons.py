"""The side buttons of a mouse, wherever in the window they are pressed."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QWidget
from pytestqt.qtbot import QtBot

from atlas_gui.ui.side_buttons import SideButtons


class Panes(QWidget):
    """A list inside a pane, both watched, and what was asked for in them."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.list = QListWidget(self)
        self.list.addItems(["one", "two", "three"])
        self.list.resize(200, 200)
        SideButtons(
            lambda: self.asked.append("back"),
            lambda: self.asked.append("forward"),
            [self, self.list.viewport()],
        )


@pytest.fixture
def panes(qtbot: QtBot) -> Panes:
    made = Panes()
    qtbot.addWidget(made)
    made.resize(300, 300)
    made.show()
    qtbot.waitExposed(made)
    return made


_SIDES = pytest.mark.parametrize(
    ("button", "way"),
    [(Qt.MouseButton.BackButton, "back"), (Qt.MouseButton.ForwardButton, "forward")],
)


def _on_second_row(panes: Panes) -> QPoint:
    return panes.list.visualItemRect(panes.list.item(1)).center()


@_SIDES
def test_a_side_button_goes_one_step_and_selects_nothing(
    panes: Panes, button: Qt.MouseButton, way: str
) -> None:
    QTest.mouseClick(panes.list.viewport(), button, pos=_on_second_row(panes))
    assert panes.asked == [way]
    assert panes.list.selectedItems() == []


@_SIDES
def test_a_side_button_counts_beside_the_list_too(
    panes: Panes, button: Qt.MouseButton, way: str
) -> None:
    QTest.mouseClick(panes, button, pos=QPoint(250, 250))
    assert panes.asked == [way]


@_SIDES
def test_two_quick_presses_are_two_steps(panes: Panes, button: Qt.MouseButton, way: str) -> None:
    activated: list[object] = []
    panes.list.itemDoubleClicked.connect(activated.append)
    place = _on_second_row(panes)
    # Qt sends the second of two quick presses as a double click.
    QTest.mouseClick(panes.list.viewport(), button, pos=place)
    QTest.mouseDClick(panes.list.viewport(), button, pos=place)
    assert panes.asked == [way] * 2
    assert activated == []


@pytest.mark.parametrize(
    "button",
    [Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton],
)
def test_every_other_button_does_what_it_did(panes: Panes, button: Qt.MouseButton) -> None:
    QTest.mouseClick(panes.list.viewport(), button, pos=_on_second_row(panes))
    assert panes.asked == []
    assert panes.list.currentRow() == 1


def test_moving_the_mouse_asks_for_nothing(panes: Panes) -> None:
    QTest.mouseMove(panes.list.viewport(), _on_second_row(panes))
    assert panes.asked == []
