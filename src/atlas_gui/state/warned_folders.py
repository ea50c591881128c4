"""Folders about which the reader has been warned, so that a warning is given once and not daily."""

import logging
from pathlib import Path
from typing import Final, Literal

import msgspec

from atlas_gui.files import replace_file

_log = logging.getLogger(__name__)
_MOST: Final = 100


class _Kept(msgspec.Struct, frozen=True):
    """What stands in the file."""

    version: Literal[1]
    folders: tuple[str, ...]


class WarnedFolders:
    """A convenience: if the file is lost, a warning is given again."""

    _NAME = "warned-folders.json"

    def __init__(self, folder: Path) -> None:
        self._path = folder / self._NAME

    def first_time(self, folder: Path) -> bool:
        """Whether nothing has been said of this folder yet; from now on it has."""
        known, name = self._load(), str(folder)
        if name in known:
            return False
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            kept = _Kept(1, (*known, name)[-_MOST:])
            replace_file(self._path, msgspec.json.encode(kept))
        except (OSError, UnicodeEncodeError) as error:
            _log.info("The folders warned about could not be saved: %s", error)
        return True

    def _load(self) -> tuple[str, ...]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=_Kept).folders
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, RecursionError) as error:
            _log.info("The folders warned about are not readable: %s", error)
            return ()
