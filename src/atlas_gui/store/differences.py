"""What two editions of a library differ in: what would change if one took the other's place."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from atlas_gui.domain.entities import Document
from atlas_gui.domain.library import Library
from atlas_gui.domain.record import Record
from atlas_gui.domain.texts import in_language
from atlas_gui.i18n import reader_language
from atlas_gui.store.records import StoredRecords

_OTHER_TABLES = ("countries", "organisations", "people", "sources")


class _Titled(msgspec.Struct):
    title: dict[str, str] = {}


_titled = msgspec.json.Decoder(_Titled)


class NamedRecord(NamedTuple):
    """A record that only one of the two has; its title in the reader's language."""

    id: str
    title: str


class ChangedRecord(NamedTuple):
    """A record that both have: its title now, and the parts in which they differ.

    A part is the name of a field, or "claims/ID" for each claim that differs or that one lacks.
    """

    id: str
    title: str
    parts: tuple[str, ...]


class TableChange(NamedTuple):
    """How many documents of a table only the other has, only the present one has, or both in part."""

    table: str
    added: int
    removed: int
    changed: int


class Differences(NamedTuple):
    """What the other library has and the present lacks (`added`), the reverse (`removed`), and the rest.

    `tables` has the tables other than records that differ at all, `description` the fields of
    `meta`; `unreadable` counts what cannot be read of either.
    """

    added: tuple[NamedRecord, ...]
    removed: tuple[NamedRecord, ...]
    changed: tuple[ChangedRecord, ...]
    tables: tuple[TableChange, ...]
    description: tuple[str, ...]
    unreadable: int

    def __bool__(self) -> bool:
        return any(self[:5])


def differences(now: Library, then: Library) -> Differences:
    """What putting `then` in the place of `now` would add, remove and change.

    Records are compared by their bytes, and decoded only where those differ: a hundred thousand
    that are alike take well under a second.
    """
    mine, theirs = now.records, then.records
    return Differences(
        added=tuple(_named(theirs, name) for name in theirs if name not in mine),
        removed=tuple(_named(mine, name) for name in mine if name not in theirs),
        changed=tuple(_changed(mine, theirs)),
        tables=tuple(_table_changes(now, then)),
        description=_parts(now.info, then.info),
        unreadable=len(now.damaged) + len(then.damaged),
    )


def _changed(mine: Mapping[str, Record], theirs: Mapping[str, Record]) -> Iterator[ChangedRecord]:
    for name in mine:
        if name not in theirs or _same_bytes(mine, theirs, name):
            continue
        old, new = mine.get(name), theirs.get(name)
        # One that turns out to be unreadable has left its mapping, and is counted as that.
        if old is not None and new is not None and old != new:
            yield ChangedRecord(name, _title(old.title), _record_parts(old, new))


def _same_bytes(mine: Mapping[str, Record], theirs: Mapping[str, Record], name: str) -> bool:
    if isinstance(mine, StoredRecords) and isinstance(theirs, StoredRecords):
        return bytes(mine.stored(name)) == bytes(theirs.stored(name))
    return False


def _record_parts(old: Record, new: Record) -> tuple[str, ...]:
    fields = [part for part in _parts(old, new) if part != "claims"]
    before = {claim.id: claim for claim in old.claims}
    after = {claim.id: claim for claim in new.claims}
    claims = [
        f"claims/{name}" for name in {**before, **after} if before.get(name) != after.get(name)
    ]
    if not claims and old.claims != new.claims:
        claims = ["claims"]  # the same ones in another order
    return (*fields, *claims)


def _parts(old: Document, new: Document) -> tuple[str, ...]:
    return tuple(name for name in old.__struct_fields__ if getattr(old, name) != getattr(new, name))


def _table_changes(now: Library, then: Library) -> Iterator[TableChange]:
    for table in _OTHER_TABLES:
        mine: Mapping[str, Any] = getattr(now, table)
        theirs: Mapping[str, Any] = getattr(then, table)
        both = mine.keys() & theirs.keys()
        change = TableChange(
            table,
            len(theirs) - len(both),
            len(mine) - len(both),
            sum(mine[name] != theirs[name] for name in both),
        )
        if any(change[1:]):
            yield change


def _named(records: Mapping[str, Record], name: str) -> NamedRecord:
    if isinstance(records, StoredRecords):
        try:
            return NamedRecord(name, _title(_titled.decode(records.stored(name)).title) or name)
        except (msgspec.DecodeError, RecursionError):
            return NamedRecord(name, name)
    return NamedRecord(name, _title(records[name].title))


def _title(names: Mapping[str, str]) -> str:
    return in_language(names, (reader_language(),))
