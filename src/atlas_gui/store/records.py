"""The records of a library file, each decoded when somebody asks for it.

A library of a hundred thousand records takes seconds to decode and a gigabyte to keep; a reader
looks at a few hundred of them. What must be known of all, identifiers and links, is read in one pass.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

import msgspec

from atlas_gui.domain.library import DamagedRecord, Glimpse
from atlas_gui.domain.record import Record, Relation
from atlas_gui.domain.texts import Slug, in_language
from atlas_gui.i18n import _
from atlas_gui.store.tables import TypedTable, Unreadable, glimpse

_KEPT: Final = 1_024


class _Outline(msgspec.Struct):
    """What is read of every record at once."""

    id: Slug
    relations: tuple[Relation, ...] = ()


class StoredRecords(Mapping[str, Record]):
    """Records by identifier, in the order of the file.

    A document that turns out to be unreadable leaves the mapping and becomes a placeholder in
    `damaged`. Small libraries are read whole at once by `read_all`; of large ones the search index
    knows what is damaged.
    """

    def __init__(
        self, table: TypedTable[Record], raw: Mapping[str, msgspec.Raw], damaged: list[Unreadable]
    ) -> None:
        self._table = table
        self._raw = raw
        self._keys: dict[str, str] = {}
        self.damaged: dict[str, DamagedRecord] = {}
        self.relations: dict[str, tuple[Relation, ...]] = {}
        # What an unreadable record was called, and what its placeholder is called.
        self.set_aside: dict[str, str] = {}
        self._decoded = lru_cache(maxsize=_KEPT)(self._decode)
        for unreadable in damaged:
            self._set_aside(placeholder(unreadable))
        self._outline()

    def read_all(self) -> None:
        """Decode every record now, so that all damage is known."""
        for record_id in tuple(self._keys):
            self.get(record_id)

    def glimpses(self) -> Iterator[Glimpse]:
        """The little that is needed to list records, without decoding them whole."""
        decoder = msgspec.json.Decoder(Glimpse)
        # Over a copy: another thread may find a record that has to leave.
        for key in tuple(self._keys.values()):
            try:
                yield decoder.decode(self._raw[key])
            except (msgspec.DecodeError, RecursionError):
                continue  # decoding it whole will say what is wrong

    def stored(self, record_id: str) -> msgspec.Raw:
        """A record as the bytes that stand in the file; KeyError if there is none."""
        return self._raw[self._keys[record_id]]

    # What a mapping has.

    def __getitem__(self, record_id: str) -> Record:
        """A record; KeyError if there is none, or none that can be read."""
        return self._decoded(record_id)

    def __iter__(self) -> Iterator[str]:
        # Over a copy: reading a record may find that it has to leave.
        return iter(tuple(self._keys))

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, record_id: object) -> bool:
        return record_id in self._keys

    def _decode(self, record_id: str) -> Record:
        document = self._table.document(self._keys[record_id])
        if isinstance(document, Unreadable):
            self._set_aside(placeholder(document), record_id)
            raise KeyError(record_id)
        return document

    def _set_aside(self, damaged: DamagedRecord, record_id: str | None = None) -> None:
        self.damaged[damaged.id] = damaged
        if record_id is not None:
            self._keys.pop(record_id, None)
            self.set_aside[record_id] = damaged.id

    def _outline(self) -> None:
        decoder = msgspec.json.Decoder(_Outline)
        for place, (key, raw) in enumerate(self._raw.items(), start=1):
            try:
                outline = decoder.decode(raw)
            except (msgspec.DecodeError, RecursionError):
                document = self._table.document(key)
                if isinstance(document, Unreadable):
                    self._set_aside(placeholder(document))
                continue
            if outline.id in self._keys:
                self._set_aside(_repeated(outline.id, place, raw))
                continue
            self._keys[outline.id] = key
            if outline.relations:
                self.relations[outline.id] = outline.relations


def placeholder(unreadable: Unreadable) -> DamagedRecord:
    """What is left of a document that could not be decoded."""
    content: dict[str, Any] = glimpse(unreadable.raw)
    place = f"{unreadable.table}/{unreadable.key}"
    name = content.get("id")
    return DamagedRecord(
        id=f"{unreadable.table}-{unreadable.key}-unreadable",
        title=_title(content) or (name if isinstance(name, str) else "") or place,
        place=place,
        reason=unreadable.reason,
    )


def _repeated(record_id: str, place: int, raw: msgspec.Raw) -> DamagedRecord:
    """A record that takes another's identifier is not lost."""
    return DamagedRecord(
        id=f"{record_id}-repeated-{place}",
        title=_title(glimpse(bytes(raw))) or record_id,
        place=f"records/{record_id}",
        reason=_("Another record has the same identifier, “{id}”.").format(id=record_id),
    )


def _title(content: Mapping[str, Any]) -> str:
    title = content.get("title") or content.get("names")
    if not isinstance(title, dict):
        return ""
    return in_language({k: v for k, v in title.items() if isinstance(v, str)})
