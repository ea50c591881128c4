"""The saved searches of the notebook, by their places: what a list of them needs."""

from PySide6.QtCore import QObject, Signal, Slot

from atlas_gui.domain.notebook import SavedSearch
from atlas_gui.state.notebook import NotebookState


class SavedSearches(QObject):
    """The saved searches in the reader's order; they are kept in the notebook, and so are their steps.

    Signals: `changed()` the searches; `steps_changed()` what undoing would take back.
    """

    changed = Signal()
    steps_changed = Signal()

    def __init__(self, notebook: NotebookState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notebook = notebook
        self._items = notebook.notebook.searches
        notebook.searches_changed.connect(self._follow)
        notebook.steps_changed.connect(self.steps_changed)

    @property
    def items(self) -> tuple[SavedSearch, ...]:
        """The searches, from top to bottom."""
        return self._items

    @property
    def notice(self) -> str:
        """What the reader should know of the notebook as it was found; empty if all is well."""
        return self._notebook.notice

    @property
    def is_read_only(self) -> bool:
        """Whether the notebook must be left as it is."""
        return self._notebook.is_read_only

    def add(self, query: str, name: str) -> int | None:
        """Put a search at the end and return its place; None if it cannot be kept or says nothing."""
        search_id = self._notebook.add_search(name, query)
        places = (place for place, search in enumerate(self._items) if search.id == search_id)
        return next(places, None)

    def rename(self, place: int, name: str) -> None:
        """Call a search something else; a name that is no name changes nothing."""
        if self._holds(place):
            self._notebook.rename_search(self._items[place].id, name)

    def move(self, place: int, to: int) -> None:
        """Put the search at `place` where it then is the one at `to`."""
        if self._holds(place) and self._holds(to) and place != to:
            self._notebook.move_search(self._items[place].id, to)

    def remove(self, place: int) -> None:
        """Drop a search; `undo` brings it back."""
        if self._holds(place):
            self._notebook.remove_search(self._items[place].id)

    def undo(self) -> None:
        """Take the last change of the notebook back."""
        self._notebook.undo()

    def redo(self) -> None:
        """Make the last change again that was taken back."""
        self._notebook.redo()

    def _holds(self, place: int) -> bool:
        return 0 <= place < len(self._items)

    @Slot()
    def _follow(self) -> None:
        items = self._notebook.notebook.searches
        if items != self._items:
            self._items = items
            self.changed.emit()
