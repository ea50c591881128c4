"""Waits until a window has been painted, for what should not hold that up."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class WhenPainted(QObject):
    """Calls back once every one of some widgets of a window has been painted."""

    def __init__(
        self, window: QWidget, widgets: Iterable[QObject], call: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self._call = call
        self._waiting = set(widgets)
        for widget in self._waiting:
            widget.installEventFilter(self)

    # Qt calls this.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and watched in self._waiting:
            self._waiting.discard(watched)
            if not self._waiting:
                # After this event, so that the painting itself is done.
                QTimer.singleShot(0, self, self._call)
        return False
