"""The side buttons of a mouse: back and forward, as in every browser."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

# Qt sends the second of two quick presses as a double click.
_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


class SideButtons(QObject):
    """Watches the panes, which would take the click for a selection before the window saw it."""

    def __init__(
        self, back: Callable[[], None], forward: Callable[[], None], watched: Sequence[QWidget]
    ) -> None:
        super().__init__(watched[0].window())
        self._actions: Mapping[Qt.MouseButton, Callable[[], None]] = {
            Qt.MouseButton.BackButton: back,
            Qt.MouseButton.ForwardButton: forward,
        }
        for widget in watched:
            widget.installEventFilter(self)

    # Qt calls this.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the press of a side button, and nothing else."""
        if event.type() not in _PRESSES or not isinstance(event, QMouseEvent):
            return False
        action = self._actions.get(event.button())
        if action is None:
            return False
        action()
        return True
