"""What can be gone back to: the backups of the notebook, and those of a library of the reader's."""

from pathlib import Path
from typing import Protocol

from atlas_gui.domain.notebook import Entry, Notebook
from atlas_gui.errors import AtlasError
from atlas_gui.i18n import _
from atlas_gui.models.comparison import (
    Comparison,
    library_comparison,
    lost_library_comparison,
    notebook_comparison,
)
from atlas_gui.state.notebook import NotebookState
from atlas_gui.store.backups import Backup


class EarlierStates(Protocol):
    """One file and its backups. What is long runs on a thread of the task runner."""

    @property
    def heading(self) -> str:
        """What is gone back in."""
        ...

    @property
    def explanation(self) -> str:
        """What going back does, and how it can be taken back."""
        ...

    def backups(self) -> tuple[Backup, ...]:
        """The backups, newest first."""
        ...

    def compare(self, backup: Backup) -> Comparison:
        """What going back would change; on another thread. Raises AtlasError."""
        ...

    def prepare(self, backup: Backup) -> object:
        """What `restore` needs of a backup; on another thread. Raises AtlasError."""
        ...

    def restore(self, prepared: object) -> str:
        """Go back, on the GUI thread; what to tell the reader."""
        ...


class NotebookStates:
    """The backups of the notebook. Going back is a change like others, and can be undone."""

    def __init__(self, state: NotebookState, folder: Path) -> None:
        self._state = state
        self._folder = folder

    @property
    def heading(self) -> str:
        """See EarlierStates."""
        return _("Earlier states of your notebook")

    @property
    def explanation(self) -> str:
        """See EarlierStates."""
        return _("Going back is a change like any other: Undo (Ctrl+Z) takes it back.")

    def backups(self) -> tuple[Backup, ...]:
        """See EarlierStates."""
        from atlas_gui.store.notebook.earlier import backups_of_notebook

        return backups_of_notebook(self._folder)

    def compare(self, backup: Backup) -> Comparison:
        """See EarlierStates."""
        from atlas_gui.store.notebook.earlier import notebook_of_backup

        then = notebook_of_backup(backup.path)
        # Copied in one go: the reader may go on writing meanwhile.
        kept = self._state.notebook
        now = Notebook(tuple(kept.entries.values()), kept.searches)
        return notebook_comparison(now, then, _title)

    def prepare(self, backup: Backup) -> object:
        """See EarlierStates."""
        from atlas_gui.store.notebook.earlier import notebook_of_backup

        return notebook_of_backup(backup.path)

    def restore(self, prepared: object) -> str:
        """See EarlierStates."""
        if isinstance(prepared, Notebook) and self._state.go_back_to(prepared):
            return _("The notebook is as it was. Ctrl+Z takes that back.")
        return _("Nothing had to be changed.")


class LibraryStates:
    """The backups of a library of the reader's; the present file becomes a backup in turn."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def heading(self) -> str:
        """See EarlierStates."""
        return _("Earlier states of “{file}”").format(file=self._path.name)

    @property
    def explanation(self) -> str:
        """See EarlierStates."""
        return _("The present file is kept as a backup too, so that you can come back to it.")

    def backups(self) -> tuple[Backup, ...]:
        """See EarlierStates."""
        from atlas_gui.store.restoring import backups_of

        return backups_of(self._path)

    def compare(self, backup: Backup) -> Comparison:
        """See EarlierStates."""
        from atlas_gui.store import open_library
        from atlas_gui.store.differences import differences

        then = open_library(backup.path)
        try:
            now = open_library(self._path)
        except AtlasError as error:
            # Whoever has lost a library needs its backups most.
            return lost_library_comparison(then, error.message)
        return library_comparison(differences(now, then))

    def prepare(self, backup: Backup) -> object:
        """See EarlierStates: here it is the going back itself, for it writes the whole file."""
        from atlas_gui.store.restoring import restore

        restore(self._path, backup.path)
        return backup

    def restore(self, prepared: object) -> str:
        """See EarlierStates."""
        return _("“{file}” is as it was.").format(file=self._path.name)


def _title(entry: Entry) -> str:
    return entry.title or entry.record
