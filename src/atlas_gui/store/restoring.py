"""Going back to a backup of a library."""

from pathlib import Path

from atlas_gui.store.backups import Backup, Backups
from atlas_gui.store.locking import WriteLock
from atlas_gui.store.writing import is_library, read_whole, replace_library


def backups_of(path: Path) -> tuple[Backup, ...]:
    """The backups of the library at `path`, newest first."""
    return Backups(path.resolve(), is_library).all()


def restore(path: Path, backup: Path) -> None:
    """Put the content of `backup` in the place of the library at `path`, which becomes a backup first.

    A present library that cannot be read is no backup to go back to; it is set aside among them as
    "unreadable". Raises LibraryFileError if the backup cannot be read, LockedError if a writer holds
    the library, AtlasError if it cannot be written; the library is then what it was.
    """
    content = read_whole(backup)
    with WriteLock(path):
        replace_library(path, content)
