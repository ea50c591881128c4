"""The reader's notebook in the window: changes that are there at once, and soon on disk.

A change takes effect in memory as it is made and is written by a thread of its own, one after another.
What cannot be written stays in memory and waits: `unsaved` counts it, and nothing that the reader has
done is taken back because a disk was full.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Final, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from atlas_gui.domain.notebook import (
    Change,
    Edit,
    Entry,
    EntryEdit,
    Move,
    News,
    Notebook,
    SavedSearch,
    SearchEdit,
    acts,
    check_readable,
    fresh_id,
    inverse,
    rebased,
)
from atlas_gui.domain.notebook.going_back import edits_to
from atlas_gui.domain.notebook.notebook import Before
from atlas_gui.errors import AtlasError
from atlas_gui.i18n import _
from atlas_gui.state.tasks import TaskRunner

_log = logging.getLogger(__name__)
_TRY_AGAIN_MS: Final = 15_000


class Keeper(Protocol):
    """Where changes are kept; its methods may be called from any thread."""

    def append(self, change: Change) -> News:
        """Put a change on disk and tell what others have put there since, before it.

        A change that is there already is not put there twice. Raises AtlasError if it cannot be kept.
        """
        ...

    def fetch(self) -> News:
        """What others have put there since. Raises AtlasError."""
        ...

    @property
    def wants_folding(self) -> bool:
        """Whether `fold` should be called soon."""
        ...

    def fold(self) -> None:
        """Put in order what is on disk, while changes go on being appended. Raises AtlasError."""
        ...

    def settle(self) -> None:
        """`fold` for the end. Raises AtlasError."""
        ...


class NotebookState(QObject):
    """One notebook for all windows.

    Signals: `entries_changed(frozenset[str])` the records about which something else is kept now;
    `searches_changed()`; `steps_changed()` what can be undone; `unsaved_changed(int, str)` how many
    changes are not on disk, and why; `told(str)` a sentence for the reader.
    """

    entries_changed = Signal(object)
    searches_changed = Signal()
    steps_changed = Signal()
    unsaved_changed = Signal(int, str)
    told = Signal(str)

    def __init__(
        self,
        notebook: Notebook,
        keeper: Keeper | None,
        writer: TaskRunner,
        parent: QObject | None = None,
        *,
        notice: str = "",
        now: Callable[[], str] | None = None,
        tidier: TaskRunner | None = None,
    ) -> None:
        """Without a `keeper` the notebook can be read only, and `notice` says why.

        `tidier` puts the files in order now and then; if it is not the `writer`, no change waits.
        """
        super().__init__(parent)
        self._notebook = notebook
        self._keeper = keeper
        self._writer = writer
        self._tidier = tidier or writer
        self._is_tidying = False
        self._notice = notice
        self._now = now or _utc_now
        self._waiting: list[Before] = []
        self._is_writing = False
        self._reason = ""
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_TRY_AGAIN_MS)
        self._again.timeout.connect(self.save)

    @property
    def notebook(self) -> Notebook:
        """What is kept; to be read, not changed, from outside."""
        return self._notebook

    @property
    def is_read_only(self) -> bool:
        """Whether the notebook must be left as it is."""
        return self._keeper is None

    @property
    def notice(self) -> str:
        """What the reader should know of the notebook as it was found; empty if all is well."""
        return self._notice

    @property
    def unsaved(self) -> int:
        """How many changes are not on disk yet."""
        return len(self._waiting)

    @property
    def reason(self) -> str:
        """Why the last change could not be written; empty if it could."""
        return self._reason

    # What the reader does. Each returns whether anything changed.

    def set_starred(self, records: Mapping[str, str], *, on: bool) -> bool:
        """Give records (identifiers, with what they are called) a star, or take it away."""
        words = _("Star") if on else _("Remove star")
        return self._do(words, acts.star(self._notebook, records, self._now(), on=on))

    def set_tag(self, records: Mapping[str, str], tag: str, *, on: bool) -> bool:
        """Give records a tag, or take it away."""
        words = _("Tag") if on else _("Remove tag")
        return self._do(words, acts.tag(self._notebook, records, tag, self._now(), on=on))

    def rename_tag(self, old: str, new: str) -> bool:
        """Call a tag something else on every record."""
        return self._do(_("Rename tag"), acts.rename_tag(self._notebook, old, new, self._now()))

    def set_note(self, record_id: str, title: str, text: str) -> bool:
        """Write the note on a record; empty text removes it. One that is too long is told, not cut."""
        try:
            edits = acts.note(self._notebook, record_id, title, text, self._now())
        except AtlasError as error:
            self.told.emit(error.message)
            return False
        return self._do(_("Note"), edits)

    def set_listed(self, records: Mapping[str, str], *, on: bool) -> bool:
        """Put records on the reading list, or take them off it."""
        words = _("Add to reading list") if on else _("Take off the reading list")
        return self._do(words, acts.read_later(self._notebook, records, self._now(), on=on))

    def move_on_list(self, record_id: str, to: int) -> bool:
        """Put a record at another place of the reading list."""
        edits = acts.move_on_list(self._notebook, record_id, to, self._now())
        return self._do(_("Move on the reading list"), edits)

    def move_entry(self, old: str, new: str, title: str) -> bool:
        """Keep with another record what was kept about one that is gone, say."""
        edits = acts.move_entry(self._notebook, old, new, title, self._now())
        return self._do(_("Move to another record"), edits)

    def forget(self, record_ids: Sequence[str]) -> bool:
        """Keep nothing more about these records."""
        found = filter(None, map(self._notebook.entry, record_ids))
        edits = tuple(EntryEdit(entry.record, entry, None) for entry in found)
        return self._do(_("Remove from the notebook"), edits)

    def merge(self, entries: Sequence[Entry], searches: Sequence[SavedSearch]) -> bool:
        """Take in what another notebook keeps."""
        edits = acts.merge(self._notebook, entries, searches, self._now())
        return self._do(_("Import a notebook"), edits)

    def go_back_to(self, then: Notebook) -> bool:
        """Keep what another state of the notebook keeps, and nothing else; one step to undo."""
        return self._do(_("Go back to an earlier state"), edits_to(self._notebook, then))

    def add_search(self, name: str, query: str) -> str:
        """Save a search at the end; its identifier, or nothing if it says nothing."""
        search_id = fresh_id()
        edits = acts.add_search(self._notebook, search_id, name, query)
        return search_id if self._do(_("Save a search"), edits) else ""

    def rename_search(self, search_id: str, name: str) -> bool:
        """Call a saved search something else."""
        edits = acts.rename_search(self._notebook, search_id, name)
        return self._do(_("Rename a search"), edits)

    def move_search(self, search_id: str, to: int) -> bool:
        """Put a saved search at another place."""
        return self._do(_("Move a search"), acts.move_search(self._notebook, search_id, to))

    def remove_search(self, search_id: str) -> bool:
        """Remove a saved search."""
        return self._do(_("Remove a search"), acts.remove_search(self._notebook, search_id))

    @Slot()
    def undo(self) -> None:
        """Take back the last act."""
        if self._notebook.done:
            last = self._notebook.done[-1]
            self._do(last.words, inverse(last.edits), Move.UNDO, last.id)

    @Slot()
    def redo(self) -> None:
        """Do again what was taken back last."""
        if self._notebook.undone:
            last = self._notebook.undone[-1]
            self._do(last.words, last.edits, Move.REDO, last.id)

    # Keeping it.

    @Slot()
    def save(self) -> None:
        """Write what waits, unless that is under way."""
        if self._is_writing or not self._waiting or self._keeper is None:
            return
        self._is_writing = True
        change = self._waiting[0].change
        self._writer.submit(partial(self._keeper.append, change), self._on_kept, self._on_not_kept)

    @Slot()
    def fetch(self) -> None:
        """Take in what another program has put into the file, soon."""
        if self._keeper is not None and not self._is_writing:
            self._is_writing = True
            self._writer.submit(self._keeper.fetch, self._on_fetched, self._on_not_fetched)

    @Slot(Qt.ApplicationState)
    def follow_application(self, state: Qt.ApplicationState) -> None:
        """Whoever comes back to Atlas may have written into the notebook with another one meanwhile."""
        if state is Qt.ApplicationState.ApplicationActive:
            self.fetch()

    def finish(self) -> tuple[Change, ...]:
        """Write what still waits, now, and put the files in order; what could not be written comes back.

        For the end, after the writer has been drained: it may have written the first of them, which
        the keeper knows. If the reader stays all the same, everything goes on.
        """
        # Draining may have dropped what either would have told.
        self._is_writing = self._is_tidying = False
        try:
            while self._waiting and self._keeper is not None:
                self._take_in(self._keeper.append(self._waiting[0].change), kept=True)
            if self._keeper is not None:
                self._keeper.settle()
        except AtlasError as error:
            _log.info("The notebook could not be written: %s", error.detail or error)
            if self._waiting:
                self._set_reason(error.message)
        else:
            self._set_reason("")
        return tuple(before.change for before in self._waiting)

    def _do(self, words: str, edits: tuple[Edit, ...], move: Move = Move.DO, of: str = "") -> bool:
        if not edits:
            return False
        if self._keeper is None:
            self.told.emit(self._notice)
            return False
        change = Change(fresh_id(), self._now(), edits, words, move, of)
        try:
            check_readable(change)
        except AtlasError as error:
            self.told.emit(error.message)
            return False
        self._waiting.append(self._notebook.apply(change))
        self._tell_of((change,))
        self.save()
        return True

    @Slot(object)
    def _on_kept(self, news: News) -> None:
        self._is_writing = False
        self._take_in(news, kept=True)
        self._set_reason("")
        self.save()
        self._tidy()

    @Slot(object)
    def _on_fetched(self, news: News) -> None:
        self._is_writing = False
        self._take_in(news, kept=False)
        self.save()
        self._tidy()

    @Slot(object)
    def _on_not_kept(self, error: Exception) -> None:
        self._is_writing = False
        _log.info("The notebook could not be written", exc_info=error)
        unknown = _("The notebook could not be written.")
        self._set_reason(error.message if isinstance(error, AtlasError) else unknown)
        self._again.start()

    @Slot(object)
    def _on_not_fetched(self, error: Exception) -> None:
        """What others wrote cannot be read just now; nothing of this window's is lost by that."""
        self._is_writing = False
        _log.info("The notebook could not be read again", exc_info=error)
        self.save()

    def _set_reason(self, reason: str) -> None:
        if reason or self._reason:
            self._reason = reason
            self.unsaved_changed.emit(len(self._waiting), reason)

    def _tidy(self) -> None:
        """Have the files put in order, when they have become long."""
        if self._keeper is None or self._is_tidying or not self._keeper.wants_folding:
            return
        self._is_tidying = True
        self._tidier.submit(self._keeper.fold, self._on_tidied, self._on_tidied)

    @Slot(object)
    def _on_tidied(self, outcome: object) -> None:
        self._is_tidying = False
        if isinstance(outcome, Exception):
            # Nothing is lost by it, and it will be tried again.
            _log.info("The notebook could not be put in order", exc_info=outcome)

    def _take_in(self, news: News, *, kept: bool) -> None:
        """Put what others did where it stands on disk: before what waits here.

        If `kept`, the first that waits is on disk now, in the form in which it was written there.
        """
        first = self._waiting[0].change if kept else None
        written = news.written or first
        waiting = self._waiting[1:] if kept else self._waiting
        if not news.changes and news.whole is None and written == first:
            self._waiting = waiting
        else:
            self._waiting = self._made_again(news, written, waiting)
        for record_id in news.joined:
            entry = self._notebook.entry(record_id)
            self.told.emit(
                _("Two windows wrote a note on “{title}”. Both texts were kept.").format(
                    title=(entry.title if entry else "") or record_id
                )
            )
        if news.notice:
            self.told.emit(news.notice)

    def _made_again(
        self, news: News, written: Change | None, waiting: list[Before]
    ) -> list[Before]:
        """Return to what was on disk, take in what is there now, and make again what waits."""
        notebook, known = self._notebook, dict(self._notebook.entries)
        if news.whole is not None:
            notebook.become(news.whole)
        else:
            for before in reversed(self._waiting):
                notebook.take_back(before)
            for change in (*news.changes, *filter(None, [written])):
                notebook.apply(change)
        made = []
        for before in waiting:
            again = rebased(before.change, notebook.entry, notebook.search)
            made.append(notebook.apply(again.change))
        now = notebook.entries
        changed = {key for key in known.keys() | now.keys() if known.get(key) != now.get(key)}
        if changed:
            self.entries_changed.emit(frozenset(changed))
        self.searches_changed.emit()
        self.steps_changed.emit()
        return made

    def _tell_of(self, changes: Sequence[Change]) -> None:
        edits = [edit for change in changes for edit in change.edits]
        records = frozenset(edit.key for edit in edits if isinstance(edit, EntryEdit))
        if records:
            self.entries_changed.emit(records)
        if any(isinstance(edit, SearchEdit) for edit in edits):
            self.searches_changed.emit()
        self.steps_changed.emit()


def _utc_now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
