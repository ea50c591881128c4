"""A whole notebook in memory, and the one way in which it changes."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from atlas_gui.domain.notebook.changes import Change, Edit, EntryEdit, inverse
from atlas_gui.domain.notebook.entry import Entry, SavedSearch
from atlas_gui.domain.notebook.steps import MOST_STEPS, Steps


class Before(NamedTuple):
    """What `Notebook.take_back` needs: the change, and which steps there were before it."""

    change: Change
    steps: Steps


class Notebook:
    """What the reader keeps, by record and by search, with what can be undone and done again.

    It changes by `apply` alone, in a time that does not grow with it.
    """

    def __init__(
        self,
        entries: Iterable[Entry] = (),
        searches: Iterable[SavedSearch] = (),
        done: Iterable[Change] = (),
        undone: Iterable[Change] = (),
    ) -> None:
        self._entries: dict[str, Entry] = {}
        self._searches = {search.id: search for search in searches}
        self._starred: dict[str, None] = {}
        self._noted: dict[str, None] = {}
        self._listed: dict[str, None] = {}
        self._tagged: dict[str, dict[str, None]] = {}
        self._spellings: dict[str, str] = {}
        self._steps = Steps(tuple(done)[-MOST_STEPS:], tuple(undone)[-MOST_STEPS:])
        for entry in entries:
            self._put(entry.record, entry)

    # What is kept.

    @property
    def entries(self) -> Mapping[str, Entry]:
        """By record, in the order in which they were first kept."""
        return self._entries

    @property
    def searches(self) -> tuple[SavedSearch, ...]:
        """The saved searches, from top to bottom."""
        return tuple(sorted(self._searches.values(), key=lambda search: (search.place, search.id)))

    def search(self, search_id: str) -> SavedSearch | None:
        """A saved search; None if there is none of this identifier."""
        return self._searches.get(search_id)

    def entry(self, record_id: str) -> Entry | None:
        """What is kept about a record; None if nothing is."""
        return self._entries.get(record_id)

    @property
    def starred(self) -> AbstractSet[str]:
        """The records with a star."""
        return self._starred.keys()

    @property
    def noted(self) -> AbstractSet[str]:
        """The records with a note."""
        return self._noted.keys()

    @property
    def listed(self) -> AbstractSet[str]:
        """The records on the reading list, in no order."""
        return self._listed.keys()

    def reading_list(self) -> tuple[Entry, ...]:
        """The entries on the reading list, from top to bottom."""
        listed = [self._entries[record_id] for record_id in self._listed]
        return tuple(sorted(listed, key=lambda entry: (entry.reading or 0.0, entry.record)))

    def tags(self) -> dict[str, int]:
        """Every tag, as it was first written, with how many records have it; in the alphabet's order."""
        return {
            self._spellings[folded]: len(self._tagged[folded]) for folded in sorted(self._tagged)
        }

    def tagged(self, tag: str) -> AbstractSet[str]:
        """The records with a tag, whatever its case."""
        return self._tagged.get(tag.casefold(), {}).keys()

    # What can be undone.

    @property
    def done(self) -> tuple[Change, ...]:
        """What can be taken back, the latest last."""
        return self._steps.done

    @property
    def undone(self) -> tuple[Change, ...]:
        """What has been taken back and can be done again, the next last."""
        return self._steps.undone

    def apply(self, change: Change) -> Before:
        """Make a change; what comes back can take it back out of this notebook, as if it never was."""
        before = Before(change, self._steps)
        self._edit(change.edits)
        self._steps = self._steps.after(change)
        return before

    def take_back(self, before: Before) -> None:
        """Return to what was before a change; later ones have to be taken back first."""
        self._edit(inverse(before.change.edits))
        self._steps = before.steps

    def become(self, other: "Notebook") -> None:
        """Be the same as another one, which is not used any more."""
        self.__dict__.update(other.__dict__)

    def _edit(self, edits: Iterable[Edit]) -> None:
        for edit in edits:
            if isinstance(edit, EntryEdit):
                self._put(edit.key, edit.after)
            elif edit.after is None:
                self._searches.pop(edit.key, None)
            else:
                self._searches[edit.key] = edit.after

    def _put(self, record_id: str, entry: Entry | None) -> None:
        """Keep this about a record instead of what was; nothing, if it is None."""
        before = (
            self._entries.pop(record_id, None) if entry is None else self._entries.get(record_id)
        )
        if entry is not None:
            self._entries[record_id] = entry
        _note(self._starred, record_id, kept=entry is not None and entry.starred)
        _note(self._noted, record_id, kept=entry is not None and bool(entry.note))
        _note(self._listed, record_id, kept=entry is not None and entry.reading is not None)
        for tag in before.tags if before else ():
            self._untag(tag.casefold(), record_id)
        for tag in entry.tags if entry else ():
            self._spellings.setdefault(tag.casefold(), tag)
            self._tagged.setdefault(tag.casefold(), {})[record_id] = None

    def _untag(self, folded: str, record_id: str) -> None:
        records = self._tagged.get(folded, {})
        records.pop(record_id, None)
        if not records:
            self._tagged.pop(folded, None)
            self._spellings.pop(folded, None)


def _note(records: dict[str, None], record_id: str, *, kept: bool) -> None:
    if kept:
        records[record_id] = None
    else:
        records.pop(record_id, None)
