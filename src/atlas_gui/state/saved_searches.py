"""Searches the reader keeps under a name, in a file of the reader's own.

The file is the reader's work: what cannot be read is set aside, never written over, and what a later
version of Atlas wrote is shown as far as it goes and left as it is.
"""

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtCore import QObject, Signal

from atlas_gui.files import replace_file
from atlas_gui.i18n import _

_log = logging.getLogger(__name__)
VERSION: Final = 1
_MOST_STEPS = 100


class SavedSearch(msgspec.Struct, frozen=True):
    """A query as it was typed, and what the reader calls it."""

    name: str
    query: str


_Items = tuple[SavedSearch, ...]


class _Kept(msgspec.Struct, frozen=True):
    """What stands in the file."""

    version: int
    searches: tuple[SavedSearch, ...] = ()


class _Version(msgspec.Struct, frozen=True):
    """What any version of the file says of itself."""

    version: int


class SavedSearches(QObject):
    """The saved searches in the reader's order; each change is kept at once and can be undone.

    Signals: `changed()`; `told(str)` a sentence for the reader when something cannot be kept.
    """

    changed = Signal()
    told = Signal(str)

    _NAME = "saved-searches.json"

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = folder / self._NAME
        self._notice = ""
        self._is_read_only = False
        self._behind: list[_Items] = []
        self._ahead: list[_Items] = []
        self._items: _Items = self._load()

    @property
    def items(self) -> tuple[SavedSearch, ...]:
        """The searches, from top to bottom."""
        return self._items

    @property
    def notice(self) -> str:
        """What the reader should know of the file as it was found; empty if all is well."""
        return self._notice

    @property
    def is_read_only(self) -> bool:
        """Whether the file must be left as it is."""
        return self._is_read_only

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._behind)

    @property
    def can_redo(self) -> bool:
        """Whether there is a change that was taken back."""
        return bool(self._ahead)

    def add(self, query: str, name: str) -> int | None:
        """Put a search at the end and return its place; None if it cannot be kept or says nothing."""
        query = _plain(query)
        if not query:
            return None
        search = SavedSearch(_plain(name) or query, query)
        return len(self._items) - 1 if self._change((*self._items, search)) else None

    def rename(self, place: int, name: str) -> None:
        """Call a search something else; a name that is no name changes nothing."""
        name = _plain(name)
        if self._holds(place) and name and name != self._items[place].name:
            self._change(
                search if number != place else SavedSearch(name, search.query)
                for number, search in enumerate(self._items)
            )

    def move(self, place: int, to: int) -> None:
        """Put the search at `place` where it then is the one at `to`."""
        if self._holds(place) and self._holds(to) and place != to:
            items = list(self._items)
            items.insert(to, items.pop(place))
            self._change(items)

    def remove(self, place: int) -> None:
        """Drop a search; `undo` brings it back."""
        if self._holds(place):
            self._change((*self._items[:place], *self._items[place + 1 :]))

    def undo(self) -> None:
        """Take the last change back."""
        self._step(self._behind, self._ahead)

    def redo(self) -> None:
        """Make the last change again that was taken back."""
        self._step(self._ahead, self._behind)

    def _holds(self, place: int) -> bool:
        return 0 <= place < len(self._items)

    def _change(self, items: Iterable[SavedSearch]) -> bool:
        before, after = self._items, tuple(items)
        if not self._keep(after):
            return False
        self._behind = [*self._behind, before][-_MOST_STEPS:]
        self._ahead.clear()
        self._show(after)
        return True

    def _step(self, source: list[_Items], target: list[_Items]) -> None:
        if source and self._keep(source[-1]):
            target.append(self._items)
            self._show(source.pop())

    def _show(self, items: _Items) -> None:
        self._items = items
        self.changed.emit()

    # The file

    def _keep(self, items: _Items) -> bool:
        """Write the file; what cannot be kept is not shown as if it were."""
        if self._is_read_only:
            self.told.emit(self._notice)
            return False
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            content = msgspec.json.format(msgspec.json.encode(_Kept(VERSION, items)), indent=1)
            replace_file(self._path, content)
        except OSError as error:
            _log.info("Saved searches could not be written: %s", error)
            self.told.emit(_("The saved searches could not be written; nothing was changed."))
            return False
        return True

    def _load(self) -> _Items:
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return ()
        except OSError as error:
            _log.info("Saved searches could not be read: %s", error)
            self._is_read_only = True
            self._notice = _("The saved searches could not be read; they are left as they are.")
            return ()
        try:
            if msgspec.json.decode(content, type=_Version).version > VERSION:
                return self._load_later(content)
            kept = msgspec.json.decode(content, type=_Kept)
        except (ValueError, RecursionError) as error:
            _log.info("Saved searches are damaged: %s", error)
            self._set_aside()
            return ()
        return kept.searches

    def _load_later(self, content: bytes) -> _Items:
        """What a later version wrote, as far as this one understands it."""
        self._is_read_only = True
        self._notice = _(
            "A later version of Atlas wrote the saved searches; this one leaves them as they are."
        )
        try:
            return msgspec.json.decode(content, type=_Kept).searches
        except (ValueError, RecursionError) as error:
            _log.info("Saved searches of a later version are not understood: %s", error)
            return ()

    def _set_aside(self) -> None:
        """Give a damaged file another name, one that nothing has yet."""
        aside = self._path.with_name(f"{self._path.stem}.damaged.json")
        number = 2
        while aside.exists():
            aside = self._path.with_name(f"{self._path.stem}.damaged-{number}.json")
            number += 1
        try:
            self._path.rename(aside)
        except OSError as error:
            _log.info("The damaged file could not be set aside: %s", error)
            self._is_read_only = True
            self._notice = _("The saved searches could not be read; they are left as they are.")
            return
        self._notice = _("The saved searches could not be read. Their file is now {name}.").format(
            name=aside.name
        )


def _plain(text: str) -> str:
    """A text on one line, without the halves of characters that no file can hold."""
    return " ".join(text.encode("utf-8", "ignore").decode().split())
