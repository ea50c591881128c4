"""Which records a part of the notebook lists, and in which order; plain data, on any thread."""

from collections.abc import Callable, Container, Mapping, Sequence
from enum import Enum

from msgspec import Struct

from atlas_gui.domain.notebook import Entry
from atlas_gui.i18n import mark


class Shelf(Enum):
    """Which part of the notebook is listed; the value is its name for readers."""

    ALL = mark("Everything")
    STARRED = mark("Starred")
    READING = mark("Reading list")
    NOTED = mark("With a note")
    MISSING = mark("Not in this library")


class Wish(Struct, frozen=True):
    """What is to be listed: a shelf, or the records with a tag, of which `text` keeps a part."""

    shelf: Shelf = Shelf.ALL
    tag: str = ""
    text: str = ""


class Listing(Struct, frozen=True):
    """What `wish` lists, by identifier, and of how many records in all the library knows nothing.

    `rows` has the place of each among `records`.
    """

    wish: Wish
    records: tuple[str, ...] = ()
    missing: int = 0
    rows: Mapping[str, int] = {}


def list_entries(entries: Sequence[Entry], known: Container[str], wish: Wish) -> Listing:
    """The reading list in its own order, all else the latest change first; `known` are the library's."""
    missing = {entry.record for entry in entries if entry.record not in known}
    keeps = _tagged(wish.tag) if wish.tag else _on_shelf(wish.shelf, missing)
    found = [entry for entry in entries if keeps(entry)]
    if needle := wish.text.strip().casefold():
        found = [entry for entry in found if needle in _text(entry)]
    if wish.shelf is Shelf.READING and not wish.tag:
        found.sort(key=lambda entry: (entry.reading or 0.0, entry.record))
    else:
        found.sort(key=lambda entry: entry.changed, reverse=True)
    records = tuple(entry.record for entry in found)
    rows = {record: row for row, record in enumerate(records)}
    return Listing(wish, records, len(missing), rows)


def _tagged(tag: str) -> Callable[[Entry], bool]:
    folded = tag.casefold()
    return lambda entry: any(each.casefold() == folded for each in entry.tags)


def _on_shelf(shelf: Shelf, missing: Container[str]) -> Callable[[Entry], bool]:
    match shelf:
        case Shelf.ALL:
            return lambda _entry: True
        case Shelf.STARRED:
            return lambda entry: entry.starred
        case Shelf.READING:
            return lambda entry: entry.reading is not None
        case Shelf.NOTED:
            return lambda entry: bool(entry.note)
        case Shelf.MISSING:
            return lambda entry: entry.record in missing


def _text(entry: Entry) -> str:
    # Not by the library's own title: it would have to be read for each.
    return "\n".join((entry.title, entry.note, *entry.tags)).casefold()
