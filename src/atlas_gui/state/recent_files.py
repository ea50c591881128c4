"""The files that the reader opened last, from one start to the next."""

import os
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from atlas_gui.state.kept_list import KeptList

MOST: Final = 10


class RecentFiles(QObject):
    """Libraries and PDFs, the latest first, each once. Signal: `changed()`."""

    changed = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept = KeptList(folder / "recent-files.json", "files")
        self._files: tuple[str, ...] | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """The files, whether they are still there or not; read when first asked for."""
        if self._files is None:
            self._files = self._kept.load()[:MOST]
        return tuple(map(Path, self._files))

    def remember(self, path: Path) -> None:
        """Put a file first."""
        name = os.path.abspath(path)  # noqa: PTH100  a link is to be found as a link
        others = (str(other) for other in self.files if str(other) != name)
        self._keep((name, *others)[:MOST])

    def forget(self, path: Path) -> None:
        """Leave a file out, as one that is gone."""
        self._keep(tuple(str(other) for other in self.files if other != path))

    def clear(self) -> None:
        """Forget all files."""
        self._keep(())

    def _keep(self, files: tuple[str, ...]) -> None:
        if files != self._files:
            self._files = files
            self.changed.emit()
            self._kept.save(files)
