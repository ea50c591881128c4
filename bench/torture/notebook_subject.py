"""The notebook tortured: a change appended, and then the journal folded in."""

import os
from collections.abc import Callable, Collection, Hashable
from contextlib import suppress
from itertools import combinations
from pathlib import Path

from atlas_gui.domain.notebook import Change, Entry, EntryEdit
from atlas_gui.errors import AtlasError
from atlas_gui.store.locking import WriteLock
from atlas_gui.store.notebook import NotebookFile, open_notebook
from bench.torture.subject import LostError

_AT = "2026-01-01T00:00:00Z"
# Beside the notebook: the numbers of the changes that were said to be kept.
_CONFIRMED = "confirmed"


class NotebookSubject:
    """A notebook of so many notes. State `n` has a note on record `n`, and those of all states before.

    A state as a whole is a number with bit `n` for each note: which of them are there. With `folds`, the
    journal is folded in after each change, as at the end of the program or while it goes on, by turns.
    """

    def __init__(self, notes: int, *, folds: bool) -> None:
        self.name = "notebook" if folds else "notebook-journal"
        self._folds = folds
        self._base = {
            record: Entry(record, _AT, f"Record {number}", note=f"A note, number {number}. " * 5)
            for number in range(notes)
            for record in [f"base-{number}"]
        }

    def prepare(self, folder: Path) -> None:
        """See Subject."""
        folder.mkdir(parents=True, exist_ok=True)
        edits = tuple(EntryEdit(record, None, entry) for record, entry in self._base.items())
        keeper = _opened(folder)
        keeper.append(Change("base", _AT, edits))
        keeper.settle()

    def save(self, folder: Path, number: int, begun: Callable[[], None]) -> None:
        """See Subject."""
        keeper = _opened(folder)
        begun()
        note = Entry(f"note-{number}", _AT, "A title", note=f"State {number}. " * 20)
        keeper.append(Change(f"change-{number}", _AT, (EntryEdit(note.record, None, note),)))
        _confirm(folder, number)
        if self._folds:
            (keeper.fold if number % 2 else keeper.settle)()

    def state(self, folder: Path) -> int:
        """See Subject. What was said to be kept must be there."""
        opened = open_notebook(folder)
        if opened.notice:
            raise LostError(f"the reader was told: {opened.notice}")
        found = 0
        for record, entry in opened.notebook.entries.items():
            sort, _dash, number = record.partition("-")
            if sort == "note" and entry.note == (f"State {number}. " * 20).strip() + " ":
                found |= 1 << int(number)
            elif self._base.get(record) != entry:
                raise LostError(f"“{record}” is not what was kept")
        if len(self._base) + found.bit_count() != len(opened.notebook.entries):
            raise LostError("a note of the beginning is gone")
        for kept in _confirmed(folder):
            if not found >> kept & 1:
                raise LostError(f"change {kept} was said to be kept and is not there")
        keeper = _opened(folder)
        with WriteLock(folder / "notebook.json"):
            pass
        keeper.sweep(older_than_seconds=0)
        return found

    def possible(self, before: Hashable, tried: tuple[int, ...]) -> Collection[Hashable]:
        """See Subject: each change is there or not."""
        if not isinstance(before, int):
            raise TypeError(before)
        return {
            before | sum(1 << number for number in kept)
            for count in range(len(tried) + 1)
            for kept in combinations(tried, count)
        }


def _opened(folder: Path) -> NotebookFile:
    opened = open_notebook(folder)
    if opened.keeper is None:
        raise AtlasError(opened.notice)
    return opened.keeper


def _confirm(folder: Path, number: int) -> None:
    """Remember what the reader was told; where a failed call hits this instead, nobody was told."""
    path = folder.with_name(f"{folder.name}.{_CONFIRMED}")
    with suppress(OSError):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.write(descriptor, b"%d\n" % number)
        os.close(descriptor)


def _confirmed(folder: Path) -> list[int]:
    path = folder.with_name(f"{folder.name}.{_CONFIRMED}")
    return [int(line) for line in path.read_text().split()] if path.exists() else []
