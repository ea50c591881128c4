"""The files that the reader opened last, from one start to the next.

The list is a convenience: a missing or damaged one costs the reader nothing but a few names.
"""

import logging
import os
from pathlib import Path
from typing import Final, Literal

import msgspec
from PySide6.QtCore import QObject, Signal

from atlas_gui.files import replace_file

_log = logging.getLogger(__name__)
MOST: Final = 10


class _Kept(msgspec.Struct, frozen=True):
    """What stands in the file."""

    version: Literal[1]
    files: tuple[str, ...]


class RecentFiles(QObject):
    """Libraries and PDFs, the latest first, each once. Signal: `changed()`."""

    changed = Signal()

    _NAME = "recent-files.json"

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = folder / self._NAME
        self._files: tuple[str, ...] | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """The files, whether they are still there or not; read when first asked for."""
        if self._files is None:
            self._files = self._load()
        return tuple(map(Path, self._files))

    def remember(self, path: Path) -> None:
        """Put a file first."""
        name = str(Path(os.path.abspath(path)))  # noqa: PTH100  a link is to be found as a link
        others = (str(other) for other in self.files if str(other) != name)
        self._keep((name, *others)[:MOST])

    def forget(self, path: Path) -> None:
        """Leave a file out, as one that is gone."""
        self._keep(tuple(str(other) for other in self.files if other != path))

    def clear(self) -> None:
        """Forget all files."""
        self._keep(())

    def _keep(self, files: tuple[str, ...]) -> None:
        if files == self._files:
            return
        self._files = files
        self.changed.emit()
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(self._path, msgspec.json.encode(_Kept(1, files)))
        except (OSError, UnicodeEncodeError) as error:
            # A name that is no text cannot be written either.
            _log.info("The recent files could not be saved: %s", error)

    def _load(self) -> tuple[str, ...]:
        try:
            kept = msgspec.json.decode(self._path.read_bytes(), type=_Kept)
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, RecursionError) as error:
            _log.info("The list of recent files is not readable: %s", error)
            return ()
        return tuple(dict.fromkeys(filter(None, kept.files)))[:MOST]
