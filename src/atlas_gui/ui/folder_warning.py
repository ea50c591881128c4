"""Warns once of a folder that another program copies between machines."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from atlas_gui.i18n import _
from atlas_gui.state.tasks import TaskRunner
from atlas_gui.state.warned_folders import WarnedFolders


class FolderWarning(QObject):
    """Signal: `told(str)` what the reader should know of a folder in which Atlas writes."""

    told = Signal(str)

    def __init__(self, warned: WarnedFolders, tasks: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._warned = warned
        self._tasks = tasks

    def check(self, folder: Path) -> None:
        """Look at a folder on another thread: one on a network may not answer at once."""
        self._tasks.submit(partial(_synchronised_by, folder), partial(self._tell, folder), _ignore)

    def _tell(self, folder: Path, program: str | None) -> None:
        if program is not None and self._warned.first_time(folder):
            words = _(
                "“{folder}” is copied between machines by {program}. Close Atlas on one of them"
                " before you open it on another, or two versions of a file may come about."
            )
            self.told.emit(words.format(folder=folder, program=program))


def _synchronised_by(folder: Path) -> str | None:
    from atlas_gui.store.places import synchronised_by

    return synchronised_by(folder)


def _ignore(_error: Exception) -> None:
    """A folder that cannot be looked at is told of when something is written into it."""
