"""Surfaces that are painted a turn after the others."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from atlas_gui.ui.later_paint import LaterPaint


class Painted(QObject):
    """Counts the paints of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.Paint
        return False


def test_what_is_held_is_painted_once_and_in_the_end(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    painted = Painted(widget)
    widget.show()
    qtbot.waitUntil(lambda: painted.times > 0)
    later = LaterPaint((widget,), widget)
    before = painted.times
    for _key in range(3):
        later.hold()
        widget.update()
        assert not widget.updatesEnabled()
    qtbot.waitUntil(lambda: painted.times == before + 1)
    assert widget.updatesEnabled()


def test_what_is_not_shown_yet_is_not_held_up(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    LaterPaint((widget,), widget).hold()
    assert widget.updatesEnabled()
