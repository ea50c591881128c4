"""Finds what the notebook's window lists: a small notebook at once, a large one beside the window."""

import logging
from collections.abc import Container
from functools import partial

from PySide6.QtCore import QObject, Signal

from atlas_gui.domain.notebook import Notebook
from atlas_gui.models.notebook_listing import Listing, Wish, list_entries
from atlas_gui.state.tasks import Task, TaskRunner

_log = logging.getLogger(__name__)
# So many entries are looked through and sorted within a small part of a frame.
_AT_ONCE = 2_000


class Lister(QObject):
    """Signal: `listed(Listing)`; of several wishes only the last is answered."""

    listed = Signal(object)

    def __init__(
        self, notebook: Notebook, known: Container[str], tasks: TaskRunner, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._notebook = notebook
        self._known = known
        self._tasks = tasks
        self._task: Task | None = None

    def ask(self, wish: Wish) -> None:
        """Find what this lists now."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        # Copied in one go: the reader may go on writing meanwhile.
        entries = tuple(self._notebook.entries.values())
        if len(entries) <= _AT_ONCE:
            self.listed.emit(list_entries(entries, self._known, wish))
            return
        job = partial(list_entries, entries, self._known, wish)
        self._task = self._tasks.submit(job, self._on_found, self._on_failed)

    def _on_found(self, listing: Listing) -> None:
        self._task = None
        self.listed.emit(listing)

    def _on_failed(self, error: Exception) -> None:
        self._task = None
        _log.error("The notebook could not be listed", exc_info=error)
