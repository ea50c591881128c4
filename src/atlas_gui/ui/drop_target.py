"""What is dropped on a window from elsewhere: files, and links as text."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from atlas_gui.domain.permalinks import read_permalink

_DRAGGING = (QEvent.Type.DragEnter, QEvent.Type.DragMove)


class DropTarget(QObject):
    """Takes drops for a window, wherever in it they fall; `fields` keep text that is no link.

    Nothing is moved away from where it was dragged from. Signals: `files_dropped(list[Path])`,
    `text_dropped(str)`, which may be no link.
    """

    files_dropped = Signal(object)
    text_dropped = Signal(str)

    def __init__(self, window: QWidget, fields: tuple[QWidget, ...]) -> None:
        super().__init__(window)
        self._fields = fields
        window.setAcceptDrops(True)
        for watched in (window, *fields):
            watched.installEventFilter(self)

    # Qt calls this.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent):
            return False
        if _comes_from_a_list(event):
            event.ignore()
            return True
        if not self._is_ours(watched, event.mimeData()):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if isinstance(event, QDragMoveEvent) or event.type() in _DRAGGING:
            return True
        files = files_of(event.mimeData())
        if files:
            self.files_dropped.emit(files)
        else:
            self.text_dropped.emit(event.mimeData().text())
        return True

    def _is_ours(self, watched: QObject, dropped: QMimeData) -> bool:
        if files_of(dropped):
            return True
        if watched in self._fields:
            return read_permalink(dropped.text()) is not None
        return dropped.hasText()


def _comes_from_a_list(event: QDropEvent) -> bool:
    """Whether records of one of our windows are dragged: they are here already."""
    return isinstance(event.source(), QMainWindow)


def files_of(dropped: QMimeData) -> list[Path]:
    """The files of this machine among what is dropped."""
    return [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
