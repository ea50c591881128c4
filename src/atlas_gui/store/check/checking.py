"""Check a library file from its tables down to the last reference."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from atlas_gui.domain.claims import Claim
from atlas_gui.domain.entities import SCHEMA_VERSION, Document, LibraryInfo
from atlas_gui.domain.record import Record
from atlas_gui.i18n import _
from atlas_gui.store.check.faults import Fault, Place, listed, schema_fault, shown
from atlas_gui.store.check.parsing import ParsedObject, parse_library, repeated_names
from atlas_gui.store.check.references import Documents, reference_faults
from atlas_gui.store.check.texts import text_faults
from atlas_gui.store.check.values import value_faults
from atlas_gui.store.tables import KEY_PATTERN, TABLES

_KEY = re.compile(KEY_PATTERN)
_NAME = re.compile("[A-Za-z0-9-]+")
# Stands in for claims that are checked one by one, so that one bad claim hides no other fault.
_SOUND_CLAIM = {
    "property": "place",
    "id": "sound",
    "value": {"name": "sound"},
    "evidence": [{"source": "sound", "locator": "sound"}],
}


class CheckReport(NamedTuple):
    """How many documents each table holds, how many claims, and every fault found."""

    counts: dict[str, int]
    faults: tuple[Fault, ...]


def check_library(path: Path) -> CheckReport:
    """Check a library file; LibraryFileError if it cannot be read at all."""
    parsed = parse_library(path)
    documents: Documents = {}
    faults = list(_check(parsed, documents))
    counts = {name: len(parsed.get(name, {})) for name in TABLES}
    counts["claims"] = sum(
        len(record.claims)
        for __, record in documents.get("records", ())
        if isinstance(record, Record)
    )
    return CheckReport(counts, tuple(dict.fromkeys(faults)))


def _check(parsed: ParsedObject, documents: Documents) -> Iterator[Fault]:
    yield from _table_faults(parsed)
    # A document with a fault of its own is there all the same: references to it lead somewhere.
    present: dict[str, set[str]] = {}
    for table, document_type in TABLES.items():
        readable = documents.setdefault(table, [])
        present[table] = set()
        for key, raw in parsed.get(table, {}).items():
            place = Place(table, name_of(raw, key))
            present[table].add(place.document)
            yield from _key_faults(key, place)
            yield from text_faults(raw, place)
            faults = list(document_faults(raw, document_type, place))
            yield from faults
            if not faults:
                readable.append((place, msgspec.convert(raw, document_type)))
    yield from value_faults(documents)
    yield from reference_faults(documents, present)


def _table_faults(parsed: ParsedObject) -> Iterator[Fault]:
    yield from repeated_names(parsed, Place())
    for name, table in parsed.items():
        yield from repeated_names(table, Place(name))
    for missing in (name for name in TABLES if name not in parsed):
        yield Fault(Place(missing), _("the table is missing"))
    for unknown in (name for name in parsed if name not in TABLES):
        yield Fault(Place(unknown), _("unknown table"), allowed=listed(TABLES))
    if len(parsed.get("meta", {})) != 1:
        yield Fault(
            Place("meta"),
            _("the library must be described once"),
            found=str(len(parsed.get("meta", {}))),
            allowed="1",
        )


def name_of(raw: object, key: str) -> str:
    """A document's identifier; its key if it has none that could be one."""
    name = raw.get("id") if isinstance(raw, dict) else None
    return name if isinstance(name, str) and _NAME.fullmatch(name) else key


def _key_faults(key: str, place: Place) -> Iterator[Fault]:
    if not _KEY.fullmatch(key):
        yield Fault(place, _("a document's key must be a whole number"), shown(key), "1, 2, 3, …")


def document_faults(raw: object, document_type: type[Document], place: Place) -> Iterator[Fault]:
    """What the schema of its table finds wrong with one document, each claim for itself."""
    outer = raw
    if document_type is Record and isinstance(raw, dict) and isinstance(raw.get("claims"), list):
        for index, claim in enumerate(raw["claims"]):
            inner = place.of_claim(claim, index)
            yield from _unit_faults(claim, Claim, inner)
        if raw["claims"]:
            outer = {**raw, "claims": [_SOUND_CLAIM]}
    yield from _unit_faults(outer, document_type, place)
    if document_type is LibraryInfo and isinstance(raw, dict):
        yield from _version_faults(raw.get("schema_version"), place)


def _unit_faults(raw: object, kind: Any, place: Place) -> Iterator[Fault]:
    try:
        msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        yield schema_fault(error, raw, kind, place)


def _version_faults(version: object, place: Place) -> Iterator[Fault]:
    if isinstance(version, int) and version != SCHEMA_VERSION:
        yield Fault(
            place.at("schema_version"),
            _("unknown schema version"),
            shown(version),
            str(SCHEMA_VERSION),
        )
