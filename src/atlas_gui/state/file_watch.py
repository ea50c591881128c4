"""Notices when a file that is open is changed by somebody else."""

import logging
from codecs import BOM_UTF8
from collections.abc import Callable
from functools import partial
from hashlib import file_digest
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal, Slot

from atlas_gui.state.tasks import TaskRunner

_log = logging.getLogger(__name__)
# Whoever writes a large file tells of it many times.
_PAUSE_MS: Final = 700


class FileWatch(QObject):
    """Watches one file, of which `digest` is the SHA-256 as it was read.

    A file that is only touched, or written with the same content, has not changed. Signals:
    `changed()` once for each other content; `gone()` once for each time that it disappears.
    """

    changed = Signal()
    gone = Signal()

    def __init__(
        self, path: Path, digest: str, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._path = path
        self._digest = digest
        self._tasks = tasks
        self._is_looking = False
        self._watcher = QFileSystemWatcher([str(path), str(path.parent)], self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.look)
        self._watcher.fileChanged.connect(self._wait)
        # A file that is replaced as a whole is another file, which only its folder tells of.
        self._watcher.directoryChanged.connect(self._wait)

    @Slot()
    def look(self) -> None:
        """Read the file on another thread and tell if it is another."""
        if self._is_looking:
            self._pause.start()
            return
        self._is_looking = True
        self._tasks.submit(partial(_digest_of, self._path), self._compare, self._on_failed)

    @Slot()
    def _wait(self, _path: str = "") -> None:
        self._pause.start()

    def _compare(self, digest: str) -> None:
        self._is_looking = False
        if str(self._path) not in self._watcher.files():
            self._watcher.addPath(str(self._path))
        self._take(digest, self.changed.emit)

    def _on_failed(self, error: Exception) -> None:
        self._is_looking = False
        _log.info("The open file cannot be read any more: %s", error)
        self._take("", self.gone.emit)

    def _take(self, digest: str, tell: Callable[[], None]) -> None:
        if digest != self._digest:
            self._digest = digest
            tell()


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        # As the library was read: a mark of the byte order does not count.
        if file.read(len(BOM_UTF8)) != BOM_UTF8:
            file.seek(0)
        return file_digest(file, "sha256").hexdigest()
