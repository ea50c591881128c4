"""What stands in the notebook on disk, as far as this process has read it."""

from collections import deque
from collections.abc import Iterable
from typing import Final, TypeVar

from msgspec import Struct

from atlas_gui.domain.notebook import (
    Change,
    Edit,
    Entry,
    EntryEdit,
    Notebook,
    SavedSearch,
    SearchEdit,
    Steps,
    acts,
    fresh_id,
)
from atlas_gui.i18n import _

# Of so many changes the file remembers that they are in it.
_REMEMBERED: Final = 500
_NO_TIME: Final = "1970-01-01T00:00:00Z"
T = TypeVar("T")


class Unreadable(Struct, frozen=True, omit_defaults=True):
    """An item that could not be read, as it stood in the file, kept for whoever can.

    `text` is its JSON. If that was no UTF-8, `encoding` is how it was read instead.
    """

    table: str
    text: str
    reason: str = ""
    encoding: str = "utf-8"


class Contents:
    """Entries, searches and steps, and what could not be read; it changes by `apply` alone."""

    def __init__(
        self,
        entries: dict[str, Entry] | None = None,
        searches: dict[str, SavedSearch] | None = None,
        steps: Steps = Steps(),  # noqa: B008 (it cannot change)
        unreadable: Iterable[Unreadable] = (),
        recent: Iterable[str] = (),
    ) -> None:
        self.entries = entries or {}
        self.searches = searches or {}
        self.steps = steps
        self.unreadable = tuple(unreadable)
        self._recent = deque(recent, maxlen=_REMEMBERED)
        self._known = {*self._recent}
        self._known.update(change.id for changes in steps for change in changes)

    @property
    def recent(self) -> tuple[str, ...]:
        """The last changes that are in here, by identifier."""
        return tuple(self._recent)

    def holds(self, change: Change) -> bool:
        """Whether a change is in here already."""
        return change.id in self._known

    def knows(self, change_id: str) -> bool:
        """Whether a change of this identifier is in here."""
        return change_id in self._known

    def apply(self, change: Change) -> None:
        """Make a change."""
        for edit in change.edits:
            if isinstance(edit, EntryEdit):
                _put(self.entries, edit.key, edit.after)
            else:
                _put(self.searches, edit.key, edit.after)
        self.steps = self.steps.after(change)
        self._recent.append(change.id)
        self._known.add(change.id)

    def notebook(self) -> Notebook:
        """All this as a notebook of its own."""
        return Notebook(self.entries.values(), self.searches.values(), *self.steps)

    def copy(self) -> "Contents":
        """The same, which stays as it is when this one changes."""
        return Contents(
            dict(self.entries), dict(self.searches), self.steps, self.unreadable, self.recent
        )

    def take_in(self, other: "Contents") -> bool:
        """Add what another one holds, losing nothing of either; whether that changed anything."""
        at = max((entry.changed for entry in other.entries.values()), default="")
        edits = acts.merge(
            self.notebook(), other.entries.values(), other.searches.values(), at or _NO_TIME
        )
        self.unreadable = tuple(dict.fromkeys((*self.unreadable, *other.unreadable)))
        if edits:
            self.apply(Change(fresh_id(), at or _NO_TIME, edits, _("Import a notebook")))
        return bool(edits)

    def put_on_top(self, changes: Iterable[Change]) -> None:
        """Take in changes that were made to another state of the notebook, losing nothing of either."""
        fresh = [change for change in changes if not self.holds(change)]
        edits = [edit for edit in map(self._on_top, _net(fresh)) if edit is not None]
        if edits:
            last = fresh[-1]
            words = _("Take in the changes of this machine")
            self.apply(Change(f"{last.id[:150]}-on-top", last.at, tuple(edits), words))
        for change in fresh:
            self._recent.append(change.id)
            self._known.add(change.id)

    def _on_top(self, edit: Edit) -> Edit | None:
        if isinstance(edit, SearchEdit):
            search = self.searches.get(edit.key)
            if search == edit.after or edit.after is None:
                return None
            return SearchEdit(edit.key, search, edit.after)
        entry, after = self.entries.get(edit.key), edit.after
        if entry is not None and after is not None and entry != edit.before:
            after = acts.join(entry, after, max(entry.changed, after.changed))
        elif after is None and entry != edit.before:
            return None
        return EntryEdit(edit.key, entry, after) if after != entry else None


def _net(changes: Iterable[Change]) -> list[Edit]:
    """What changes come to in all: of each item the first state and the last."""
    net: dict[tuple[type, str], Edit] = {}
    for change in changes:
        for edit in change.edits:
            first = net.get((type(edit), edit.key), edit)
            if isinstance(edit, EntryEdit) and isinstance(first, EntryEdit):
                net[EntryEdit, edit.key] = EntryEdit(edit.key, first.before, edit.after)
            elif isinstance(edit, SearchEdit) and isinstance(first, SearchEdit):
                net[SearchEdit, edit.key] = SearchEdit(edit.key, first.before, edit.after)
    return list(net.values())


def _put(items: dict[str, T], key: str, item: T | None) -> None:
    if item is None:
        items.pop(key, None)
    else:
        items[key] = item
