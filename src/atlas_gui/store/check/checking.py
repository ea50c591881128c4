"""Check a library file from its tables down to the last reference."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from atlas_gui.i18n import _
from atlas_gui.store.check.documents import name_of
from atlas_gui.store.check.examination import Examination, Raw
from atlas_gui.store.check.faults import Fault, Place, listed, shown
from atlas_gui.store.check.parsing import ParsedObject, parse_document, repeated_names
from atlas_gui.store.storage import read_text_bytes, split_documents
from atlas_gui.store.tables import KEY_PATTERN, TABLES

_KEY = re.compile(KEY_PATTERN)


class _Named(msgspec.Struct):
    id: str = ""


_named = msgspec.json.Decoder(_Named)


class CheckReport(NamedTuple):
    """How many documents each table holds, how many claims, and every fault found."""

    counts: dict[str, int]
    faults: tuple[Fault, ...]


def check_library(path: Path) -> CheckReport:
    """Check a library file; LibraryFileError if it cannot be read at all."""
    content = read_text_bytes(path)
    tables = split_documents(content, path)
    faults = [*_repeated_name_faults(content, tables), *_table_faults(tables)]
    # A document with a fault of its own is there all the same: references to it lead somewhere.
    present: dict[str, set[str]] = {}
    for table in TABLES:
        present[table] = set()
        for key, raw in tables.get(table, {}).items():
            place = Place(table, _name_in(raw, key))
            present[table].add(place.document)
            faults += _key_faults(key, place)
    examination = Examination(present)
    for table in TABLES:
        examination.read(table, tables.get(table, {}))
    faults += examination.faults()
    counts = {name: len(tables.get(name, {})) for name in TABLES}
    counts["claims"] = examination.claims
    return CheckReport(counts, tuple(dict.fromkeys(faults)))


def _repeated_name_faults(content: bytes, tables: Mapping[str, Raw]) -> Iterator[Fault]:
    """Tables and keys of documents that stand in the file more than once; only the last was taken.

    If none was passed over, the pieces are as long as the whole. Only if they are not, all of the
    file is read again by a parser that remembers such names, and takes ten times the room.
    """
    if len(msgspec.json.format(content, indent=-1)) == _length_of_object(
        (name, _length_of_object((key, _length(raw)) for key, raw in documents.items()))
        for name, documents in tables.items()
    ):
        return
    parsed: ParsedObject = parse_document(content)
    yield from repeated_names(parsed, Place())
    for name, table in parsed.items():
        yield from repeated_names(table, Place(name))


def _length(raw: msgspec.Raw) -> int:
    return len(msgspec.json.format(bytes(raw), indent=-1))


def _length_of_object(members: Iterable[tuple[str, int]]) -> int:
    """How long a JSON object without white space is, of members of these names and lengths."""
    lengths = [len(msgspec.json.encode(name)) + len(":") + length for name, length in members]
    return len("{}") + sum(lengths) + max(len(lengths) - 1, 0) * len(",")


def _name_in(raw: msgspec.Raw, key: str) -> str:
    """A document's identifier, or its key, without reading the rest."""
    try:
        return name_of({"id": _named.decode(raw).id}, key)
    except (msgspec.DecodeError, RecursionError):
        return name_of(parse_document(bytes(raw)), key)


def _table_faults(tables: Mapping[str, Raw]) -> Iterator[Fault]:
    for missing in (name for name in TABLES if name not in tables):
        yield Fault(Place(missing), _("the table is missing"))
    for unknown in (name for name in tables if name not in TABLES):
        yield Fault(Place(unknown), _("unknown table"), allowed=listed(TABLES))
    if len(tables.get("meta", {})) != 1:
        yield Fault(
            Place("meta"),
            _("the library must be described once"),
            found=str(len(tables.get("meta", {}))),
            allowed="1",
        )


def _key_faults(key: str, place: Place) -> Iterator[Fault]:
    if not _KEY.fullmatch(key):
        yield Fault(place, _("a document's key must be a whole number"), shown(key), "1, 2, 3, …")
