"""The one query and the one selection that every pane shares.

Views send wishes here by calling a setter; the state answers with facts (`*_changed`). Setters are
idempotent: a value that is already so emits nothing, which ends every loop between panes.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from atlas_gui.search.result import SearchResult
from atlas_gui.state.history import History, Visit


class BrowserState(QObject):
    """What the window shows.

    Signals: `query_changed(str)` the text of the query; `result_changed(SearchResult)` what it
    found; `selection_changed(str)` the open record, empty for none; `history_changed()`.
    """

    query_changed = Signal(str)
    result_changed = Signal(object)
    selection_changed = Signal(str)
    history_changed = Signal()

    def __init__(
        self, search: Callable[[str], SearchResult], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._search = search
        self._query = ""
        self._record_id = ""
        self._result = search("")
        self._history: History[Visit] = History(Visit("", None))

    @property
    def query(self) -> str:
        """The query as typed."""
        return self._query

    @property
    def result(self) -> SearchResult:
        """What the query found."""
        return self._result

    @property
    def record_id(self) -> str:
        """The open record; empty if none is."""
        return self._record_id

    @property
    def history(self) -> History[Visit]:
        """Where the reader has been; to be read, not changed, from outside."""
        return self._history

    @Slot(str)
    def set_query(self, text: str) -> None:
        """Search for `text`; a query that is being typed is one step of the history, not many."""
        if text == self._query:
            return
        typing_on = self._history.present.record_id is None
        self._apply_query(text)
        self._record_visit(Visit(text, None), in_place=typing_on)

    @Slot(str)
    def set_record(self, record_id: str) -> None:
        """Open a record; empty opens none."""
        if record_id == self._record_id:
            return
        self._apply_record(record_id)
        fresh = self._history.present.record_id is None
        self._record_visit(Visit(self._query, record_id or None), in_place=fresh)

    @Slot()
    def search_again(self) -> None:
        """Put the same query to what may answer differently now."""
        self._result = self._search(self._query)
        self.result_changed.emit(self._result)

    def begin_with(self, record_id: str) -> None:
        """Open a record at the start, when there is nowhere yet to go back to."""
        self._apply_record(record_id)
        self._history.replace_present(Visit(self._query, record_id or None))
        self.history_changed.emit()

    @Slot()
    def go_back(self) -> None:
        """Return to where the reader was before."""
        self._show(self._history.back())

    @Slot()
    def go_forward(self) -> None:
        """Undo going back."""
        self._show(self._history.forward())

    @Slot(int)
    def travel(self, steps: int) -> None:
        """Go several places at once: back if negative, forward if positive."""
        self._show(self._history.forward(steps) if steps > 0 else self._history.back(-steps))

    def _record_visit(self, visit: Visit, *, in_place: bool) -> None:
        if in_place:
            self._history.replace_present(visit)
        else:
            self._history.go_to(visit)
        self.history_changed.emit()

    def _show(self, visit: Visit) -> None:
        if visit.query != self._query:
            self._apply_query(visit.query)
        if visit.record_id and visit.record_id != self._record_id:
            self._apply_record(visit.record_id)
        self.history_changed.emit()

    def _apply_query(self, text: str) -> None:
        self._query = text
        self._result = self._search(text)
        self.query_changed.emit(text)
        self.result_changed.emit(self._result)

    def _apply_record(self, record_id: str) -> None:
        self._record_id = record_id
        self.selection_changed.emit(record_id)
