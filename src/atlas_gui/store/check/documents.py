"""Faults in the form of one document: what its schema says, and what it is called."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from atlas_gui.domain.claims import Claim
from atlas_gui.domain.entities import SCHEMA_VERSION, Document, LibraryInfo
from atlas_gui.domain.record import Record
from atlas_gui.i18n import _
from atlas_gui.store.check.faults import Fault, Place, schema_fault, shown

_NAME = re.compile("[A-Za-z0-9-]+")
# Stands in for claims that are checked one by one, so that one bad claim hides no other fault.
_SOUND_CLAIM = {
    "property": "place",
    "id": "sound",
    "value": {"name": "sound"},
    "evidence": [{"source": "sound", "locator": "sound"}],
}


def name_of(raw: object, key: str) -> str:
    """A document's identifier; its key if it has none that could be one."""
    name = raw.get("id") if isinstance(raw, dict) else None
    return name if isinstance(name, str) and _NAME.fullmatch(name) else key


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
