"""Keeps indexes between runs, in a folder that may vanish at any time.

What is kept is only ever a saving of time: an index that is missing, damaged or of another library
is made again, and one that cannot be written is used all the same.
"""

import logging
import os
from hashlib import sha256
from pathlib import Path
from typing import Final

from atlas_gui.domain.library import Library
from atlas_gui.files import replace_file
from atlas_gui.search.index_file import IndexData, IndexFileError, unpacked
from atlas_gui.search.making import Progress, index_key, whole_index

_log = logging.getLogger(__name__)
_SUFFIX: Final = ".atlas-index"
# Of libraries, and of editions of them, that were opened lately.
_KEPT: Final = 6


class IndexFolder:
    """The folder of kept indexes; nothing here raises. A library without a file has none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path_for(self, library: Library) -> Path:
        """Where the index of a library is kept, if it is."""
        name = sha256(index_key(library).encode()).hexdigest()[:32]
        return self._folder / f"{name}{_SUFFIX}"

    def load(self, library: Library) -> IndexData | None:
        """The kept index of a library; None if there is none that can be trusted."""
        if not library.digest:
            return None
        path = self.path_for(library)
        try:
            data = unpacked(path.read_bytes(), index_key(library))
            # The ones that were opened longest ago go first.
            os.utime(path)
        except FileNotFoundError:
            return None
        except (OSError, IndexFileError) as error:
            _log.info("The kept index %s is not used: %s", path.name, error)
            return None
        return data

    def keep(self, library: Library, content: bytes | bytearray) -> None:
        """Keep the index of a library for the next run, and let go of the oldest ones."""
        if library.digest:
            self.keep_at(self.path_for(library), content)

    def keep_at(self, path: Path, content: bytes | bytearray) -> None:
        """Keep an index where `path_for` its library says."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            replace_file(path, content)
            self._prune()
        except OSError as error:
            _log.info("The index could not be kept: %s", error)

    def _prune(self) -> None:
        kept = sorted(self._folder.glob(f"*{_SUFFIX}"), key=_age)
        for old in kept[:-_KEPT]:
            old.unlink(missing_ok=True)


def index_for(library: Library, folder: IndexFolder, progress: Progress) -> IndexData:
    """The index of a library: the kept one, else one made now and kept for the next time."""
    data = folder.load(library)
    if data is None:
        content = whole_index(library, progress)
        folder.keep(library, content)
        data = unpacked(content, index_key(library))
    library.note_damaged(data.header.damaged)
    return data


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
