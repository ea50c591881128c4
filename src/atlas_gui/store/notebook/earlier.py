"""Earlier states of a notebook: its backups, and what each of them holds."""

from pathlib import Path

from atlas_gui.domain.notebook import Notebook
from atlas_gui.errors import AtlasError
from atlas_gui.i18n import _
from atlas_gui.store.backups import Backup
from atlas_gui.store.notebook.base import DamagedError, read_base
from atlas_gui.store.notebook.loading import Files, read_bytes


def backups_of_notebook(folder: Path) -> tuple[Backup, ...]:
    """The backups of the notebook in the reader's folder, newest first."""
    return Files(folder).backups.all()


def notebook_of_backup(path: Path) -> Notebook:
    """What a backup keeps, without what could be undone then. Raises AtlasError."""
    try:
        contents = read_base(read_bytes(path) or b"").contents
    except DamagedError as error:
        raise AtlasError(
            _("The backup “{path}” cannot be read: {reason}.").format(path=path, reason=error)
        ) from error
    return Notebook(contents.entries.values(), contents.searches.values())
