"""Folders about which the reader has been warned, so that a warning is given once and not daily."""

from pathlib import Path
from typing import Final

from atlas_gui.state.kept_list import KeptList

_MOST: Final = 100


class WarnedFolders:
    """A convenience: if the list is lost, a warning is given again."""

    def __init__(self, folder: Path) -> None:
        self._kept = KeptList(folder / "warned-folders.json", "folders")

    def first_time(self, folder: Path) -> bool:
        """Whether nothing has been said of this folder yet; from now on it has."""
        known, name = self._kept.load(), str(folder)
        if name in known:
            return False
        self._kept.save((*known, name)[-_MOST:])
        return True
