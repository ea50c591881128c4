"""Reads the records inside PDFs beside the window, one file after another."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from atlas_gui.errors import AtlasError
from atlas_gui.i18n import _
from atlas_gui.progress import Progress
from atlas_gui.search.reading import Reading
from atlas_gui.state.tasks import TaskRunner

MOST_AT_ONCE = 8


class Openings(QObject):
    """Signals: `opened(Path, Reading)` for each file that holds records; `told(str)` why one does not."""

    opened = Signal(object, object)
    told = Signal(str)

    def __init__(
        self, read: Callable[[Path, Progress], Reading], tasks: TaskRunner, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._tasks = tasks

    def open(self, paths: Iterable[Path]) -> None:
        """Read these files; the same file is read once."""
        wanted = list(dict.fromkeys(paths))
        if len(wanted) > MOST_AT_ONCE:
            # Each of them would be a window.
            self.told.emit(
                _("Atlas opens at most {most} files at once; these were {count}.").format(
                    most=MOST_AT_ONCE, count=len(wanted)
                )
            )
            return
        for path in wanted:
            self._tasks.submit_long(
                partial(self._read, path), _nothing, partial(self._on_read, path), self._on_failed
            )

    def _on_read(self, path: Path, reading: Reading) -> None:
        self.opened.emit(path, reading)

    def _on_failed(self, error: Exception) -> None:
        unknown = _("The file could not be opened.")
        self.told.emit(error.message if isinstance(error, AtlasError) else unknown)


def _nothing(_done: int, _total: int) -> None:
    """A file is read before anybody could read how far it is."""
