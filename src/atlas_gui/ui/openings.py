"""Reads libraries, and the records inside PDFs, beside the window, one file after another."""

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
# What Atlas imports and does not open. Of JSON a library that is damaged cannot be told from a list,
# and any text could be a table.
_TABLES = frozenset({"csv", "xlsx", "jsonl", "ris", "bibtex", "csl-json"})
_ANY_TEXT = ".txt"


class Openings(QObject):
    """Signals: `opened(Path, Reading)` for each file that holds records; `opened_again` likewise;
    `table_found(Path)` for one that could be imported; `told(str)` why another one does neither.
    """

    opened = Signal(object, object)
    opened_again = Signal(object, object)
    table_found = Signal(object)
    told = Signal(str)

    def __init__(
        self, read: Callable[[Path, Progress], Reading], tasks: TaskRunner, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._tasks = tasks
        self._under_way: set[Path] = set()

    def open(self, paths: Iterable[Path]) -> None:
        """Read these files; the same file is read once, also if it is asked for again meanwhile."""
        wanted = [path for path in dict.fromkeys(paths) if path not in self._under_way]
        if len(wanted) > MOST_AT_ONCE:
            # Each of them would be a window.
            self.told.emit(
                _("Atlas opens at most {most} files at once; these were {count}.").format(
                    most=MOST_AT_ONCE, count=len(wanted)
                )
            )
            return
        self._under_way.update(wanted)
        for path in wanted:
            self._tasks.submit_long(
                partial(self._read_unless_table, path),
                _nothing,
                partial(self._on_read, path),
                partial(self._on_unread, path),
            )

    def open_again(self, path: Path) -> None:
        """Read the library that the window shows as it is now, to take the place of the window."""
        self._tasks.submit_long(
            partial(self._read, path),
            _nothing,
            lambda reading: self.opened_again.emit(path, reading),
            self._on_failed,
        )

    def _read_unless_table(self, path: Path, progress: Progress) -> Reading | None:
        return None if is_table(path) else self._read(path, progress)

    def _on_read(self, path: Path, reading: Reading | None) -> None:
        self._under_way.discard(path)
        if reading is None:
            self.table_found.emit(path)
        else:
            self.opened.emit(path, reading)

    def _on_unread(self, path: Path, error: Exception) -> None:
        self._under_way.discard(path)
        self._on_failed(error)

    def _on_failed(self, error: Exception) -> None:
        unknown = _("The file could not be opened.")
        self.told.emit(error.message if isinstance(error, AtlasError) else unknown)


def is_table(path: Path) -> bool:
    """Whether name and content say that a file is a table or a list of references."""
    from atlas_gui.exchange.importing.reading.formats import format_of, named_format

    if named_format(path) not in _TABLES or path.suffix.lower() == _ANY_TEXT:
        return False
    try:
        return format_of(path) in _TABLES
    except AtlasError:
        # The wizard tells best what is wrong with such a file.
        return path.is_file()


def _nothing(_done: int, _total: int) -> None:
    """A file is read before anybody could read how far it is."""
