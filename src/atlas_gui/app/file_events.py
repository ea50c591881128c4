"""Files and links that macOS hands to a program by an event, where other systems start it again."""

import os
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from atlas_gui.handover.message import Wish

_SCHEME = "atlas"


class FileEvents(QObject):
    """Keeps what arrives until `grant_with` says who grants it; the first event comes before the window."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._waiting: list[Wish] = []
        self._grant: Callable[[Wish], object] | None = None
        application.installEventFilter(self)

    def grant_with(self, grant: Callable[[Wish], object]) -> None:
        """Hand over what has arrived, and from now on whatever does."""
        self._grant = grant
        waiting, self._waiting = self._waiting, []
        for wish in waiting:
            grant(wish)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take what is to be opened; everything else goes on its way."""
        if not isinstance(event, QFileOpenEvent):
            return False
        wish = _wish_of(event)
        if wish is None:
            return False
        if self._grant is None:
            self._waiting.append(wish)
        else:
            self._grant(wish)
        return True


def _wish_of(event: QFileOpenEvent) -> Wish | None:
    """What an event asks for; None if that is nothing Atlas knows."""
    if event.url().scheme() == _SCHEME:
        return Wish(links=(event.url().toString(),))
    if event.file():
        return Wish(files=(os.fsencode(os.path.abspath(event.file())),))  # noqa: PTH100  as it is named
    return None
