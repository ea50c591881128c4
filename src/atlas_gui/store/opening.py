"""From a library file to a Library in memory."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from atlas_gui.domain.entities import (
    SCHEMA_VERSION,
    Country,
    Document,
    LibraryInfo,
    Organisation,
    Person,
    Source,
)
from atlas_gui.domain.library import Library
from atlas_gui.domain.record import Record
from atlas_gui.i18n import _
from atlas_gui.store.migration import RawTables, version_of
from atlas_gui.store.records import StoredRecords
from atlas_gui.store.storage import LibraryFileError, ReadOnlyLibraryStorage
from atlas_gui.store.tables import TABLES, TypedTable, Unreadable

__all__ = ["LibraryFileError", "library_from_bytes", "open_library"]
# Up to this many bytes a library is read whole before it is shown.
_READ_WHOLE = 4_000_000
# Of a table from this many documents on, so many are looked at.
_LARGE_TABLE, _LOOKED_AT = 20_000, 1_000
D = TypeVar("D", bound=Document)


def open_library(path: Path) -> Library:
    """Read a library file; the file is never changed.

    A document that cannot be read becomes a placeholder in `Library.damaged`; in a large library
    that is found when the record is read for the first time. Raises
    LibraryFileError if the file as a whole cannot be read or is of a newer schema.
    """
    with _collector_at_rest():
        return _read(path, ReadOnlyLibraryStorage(path), _READ_WHOLE)


def library_from_bytes(content: bytes, path: Path) -> Library:
    """A library that came by another way than a file of its own; `path` names it in messages.

    Every record is read at once, so that all damage is known. Raises as `open_library` does.
    """
    with _collector_at_rest():
        return _read(path, ReadOnlyLibraryStorage(path, content), len(content))


def _read(path: Path, storage: ReadOnlyLibraryStorage, read_whole: int) -> Library:
    damaged: list[Unreadable] = []
    table = partial(_documents, storage, damaged)
    tables = storage.read()
    info = library_info(tables, path)
    for name, document_type in TABLES.items():
        _refuse_if_hollow(path, name, tables.get(name, {}), document_type)
    countries, organisations = table("countries", Country), table("organisations", Organisation)
    people, sources = table("people", Person), table("sources", Source)
    records = StoredRecords(
        TypedTable(storage, "records", Record), tables.get("records", {}), damaged
    )
    if storage.size <= read_whole:
        records.read_all()
    return Library(
        info=info,
        countries=countries,
        organisations=organisations,
        people=people,
        sources=sources,
        records=records,
        damaged=records.damaged,
        relations=records.relations,
        set_aside=records.set_aside,
        digest=storage.digest,
        size=storage.size,
    )


def _refuse_if_hollow(
    path: Path, name: str, raw: Mapping[str, msgspec.Raw], document_type: type[Document]
) -> None:
    """Raise LibraryFileError for a large table of which, wherever one looks, nothing can be read.

    A placeholder for each of a million documents would help nobody, and takes seconds.
    """
    if len(raw) < _LARGE_TABLE:
        return
    from random import Random  # few libraries are so large

    decoder, fault = msgspec.json.Decoder(document_type), ""
    # The same ones each time, but at no regular distance: so might be what can be read.
    for key in Random(_LARGE_TABLE).sample(tuple(raw), _LOOKED_AT):  # noqa: S311  no secret
        try:
            decoder.decode(raw[key])
        except (msgspec.DecodeError, RecursionError) as error:
            fault = fault or str(error)
        else:
            return
    raise LibraryFileError(
        _(
            "“{path}” is damaged throughout: its table “{table}” has {count:,} documents, and none of"
            " those looked at can be read ({reason}). Restore it from a copy."
        ).format(path=path, table=name, count=len(raw), reason=fault)
    )


def _documents(
    storage: ReadOnlyLibraryStorage, damaged: list[Unreadable], name: str, document_type: type[D]
) -> list[D]:
    readable: list[D] = []
    for document in TypedTable(storage, name, document_type).documents():
        if isinstance(document, Unreadable):
            damaged.append(document)
        else:
            readable.append(document)
    return readable


def library_info(tables: RawTables, path: Path) -> LibraryInfo:
    """What describes the library; LibraryFileError if nothing does, or its schema is newer than ours."""
    version = version_of(tables)
    if version is not None and version > SCHEMA_VERSION:
        raise LibraryFileError(
            _(
                "“{path}” was written for schema {found}; this Atlas reads up to {known}."
                " Install a newer Atlas to open it. The file was not changed."
            ).format(path=path, found=version, known=SCHEMA_VERSION)
        )
    described = list(tables.get("meta", {}).values())
    try:
        (raw,) = described
        return msgspec.json.decode(raw, type=LibraryInfo)
    except (ValueError, RecursionError) as error:
        raise LibraryFileError(
            _(
                "“{path}” is not an Atlas library: its table “meta” must describe the library in"
                " one document. `atlas-gui check` names the fault."
            ).format(path=path),
            str(error),
        ) from error


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
