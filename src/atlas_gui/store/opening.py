"""From a library file to a Library in memory."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from tinydb import TinyDB

from atlas_gui.domain.entities import (
    SCHEMA_VERSION,
    Country,
    Document,
    LibraryInfo,
    Organisation,
    Person,
    Source,
)
from atlas_gui.domain.library import DamagedRecord, Library
from atlas_gui.domain.record import Record
from atlas_gui.domain.texts import in_language
from atlas_gui.i18n import _
from atlas_gui.store.storage import LibraryFileError, ReadOnlyLibraryStorage
from atlas_gui.store.tables import TypedTable, Unreadable, glimpse

__all__ = ["LibraryFileError", "open_library"]
D = TypeVar("D", bound=Document)


def open_library(path: Path) -> Library:
    """Read a library file; the file is never changed.

    A document that cannot be read becomes a placeholder in `Library.damaged`. Raises
    LibraryFileError if the file as a whole cannot be read or is of a newer schema.
    """
    with _collector_at_rest():
        return _read(path)


def _read(path: Path) -> Library:
    database = TinyDB(path, storage=ReadOnlyLibraryStorage)
    damaged: list[Unreadable] = []
    table = partial(_documents, database, damaged)
    info = _library_info(table("meta", LibraryInfo), path)
    repeated: list[DamagedRecord] = []
    return Library(
        info=info,
        countries=table("countries", Country),
        organisations=table("organisations", Organisation),
        people=table("people", Person),
        sources=table("sources", Source),
        records=list(_first_of_each(table("records", Record), repeated)),
        damaged=[*map(_placeholder, damaged), *repeated],
    )


def _documents(
    database: TinyDB, damaged: list[Unreadable], name: str, document_type: type[D]
) -> list[D]:
    readable: list[D] = []
    for document in TypedTable(database, name, document_type).documents():
        if isinstance(document, Unreadable):
            damaged.append(document)
        else:
            readable.append(document)
    return readable


def _first_of_each(records: list[Record], repeated: list[DamagedRecord]) -> Iterator[Record]:
    """Records by their first appearance; one that takes another's identifier is not lost."""
    seen: set[str] = set()
    for place, record in enumerate(records, start=1):
        if record.id not in seen:
            seen.add(record.id)
            yield record
            continue
        repeated.append(
            DamagedRecord(
                id=f"{record.id}-repeated-{place}",
                title=in_language(record.title),
                place=f"records/{record.id}",
                reason=_("Another record has the same identifier, “{id}”.").format(id=record.id),
            )
        )


def _library_info(found: list[LibraryInfo], path: Path) -> LibraryInfo:
    if len(found) != 1:
        raise LibraryFileError(
            _(
                "“{path}” is not an Atlas library: its table “meta” must describe the library in"
                " one document. `atlas-gui check` names the fault."
            ).format(path=path)
        )
    if found[0].schema_version > SCHEMA_VERSION:
        raise LibraryFileError(
            _(
                "“{path}” was written for schema {found}; this Atlas reads up to {known}."
                " Install a newer Atlas to open it. The file was not changed."
            ).format(path=path, found=found[0].schema_version, known=SCHEMA_VERSION)
        )
    return found[0]


def _placeholder(unreadable: Unreadable) -> DamagedRecord:
    content: dict[str, Any] = glimpse(unreadable.raw)
    place = f"{unreadable.table}/{unreadable.key}"
    title = content.get("title") or content.get("names")
    names = (
        {k: v for k, v in title.items() if isinstance(v, str)} if isinstance(title, dict) else {}
    )
    name = content.get("id")
    return DamagedRecord(
        id=f"{unreadable.table}-{unreadable.key}-unreadable",
        title=in_language(names) or (name if isinstance(name, str) else "") or place,
        place=place,
        reason=unreadable.reason,
    )


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Hold the garbage collector while many objects are made that will all live; halves the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
