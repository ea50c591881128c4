"""TinyDB tables whose documents are the domain's own types, decoded once and validated on the way."""

import contextlib
from typing import Any, Generic, TypeVar, cast

import msgspec
from tinydb.storages import Storage
from tinydb.table import Table

from atlas_gui.domain.entities import (
    Country,
    Document,
    LibraryInfo,
    Organisation,
    Person,
    Source,
)
from atlas_gui.domain.record import Record

TABLES: dict[str, type[Document]] = {
    "meta": LibraryInfo,
    "countries": Country,
    "organisations": Organisation,
    "people": Person,
    "sources": Source,
    "records": Record,
}
# TinyDB's document identifiers as they stand in the file; no file needs more digits.
KEY_PATTERN = "^[1-9][0-9]{0,17}$"
D = TypeVar("D", bound=Document)


class Unreadable(msgspec.Struct, frozen=True):
    """A document that its table could not decode: where it stands, what it was, and why not."""

    table: str
    key: str
    raw: bytes
    reason: str


class TypedTable(Generic[D]):
    """One table of a library: every document as its domain type, or as Unreadable."""

    def __init__(self, storage: Storage, name: str, document_type: type[D]) -> None:
        self._name = name
        self._decoder = msgspec.json.Decoder(document_type)
        self._table = Table(storage, name)
        # TinyDB calls these two for each document it hands out; they are its own extension points.
        # Its annotations name classes where any callable will do.
        vars(self._table).update(document_class=self._decode, document_id_class=str)

    def documents(self) -> list[D | Unreadable]:
        """All documents in the order of the file."""
        return cast(list[D | Unreadable], list(self._table))

    def document(self, key: str) -> D | Unreadable:
        """One document; KeyError if the table has none of this key."""
        found = self._table.get(doc_id=cast(int, key))
        if found is None:
            raise KeyError(key)
        return cast(D | Unreadable, found)

    def _decode(self, raw: msgspec.Raw, key: str) -> D | Unreadable:
        try:
            return self._decoder.decode(raw)
        except (msgspec.DecodeError, RecursionError) as error:
            return Unreadable(self._name, key, bytes(raw), str(error))


def glimpse(raw: bytes) -> dict[str, Any]:
    """What can still be made out of an unreadable document; empty if nothing can."""
    with contextlib.suppress(msgspec.DecodeError, RecursionError):
        content = msgspec.json.decode(raw)
        if isinstance(content, dict):
            return content
    return {}
