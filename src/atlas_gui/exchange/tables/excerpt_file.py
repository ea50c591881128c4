"""Records as a library file of their own, made in parts so that memory does not grow with it."""

import tempfile
from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO

import msgspec

from atlas_gui.domain.library import Library
from atlas_gui.exchange.excerpt import excerpt_bytes
from atlas_gui.exchange.tables.export import Export

# So many records are in memory at once; while a part is made, nothing else in Python goes on.
_PART = 100
_COPIED = 1 << 20
Tables = dict[str, dict[str, msgspec.Raw]]


def write_excerpt(export: Export, file: BinaryIO) -> None:
    """Write what `excerpt_bytes` would return for those of the records that can be read."""
    ids = (record.id for record in export.records())
    with tempfile.TemporaryFile() as records:
        others = _spool(export.library, ids, records)
        head = msgspec.json.format(msgspec.json.encode(_in_order(others, export.library)), indent=1)
        # The records come last; what closes them closes the file.
        file.write(head.removesuffix(b"\n}") + b',\n "records": {')
        records.seek(0)
        while copied := records.read(_COPIED):
            export.progress(len(export.ids), len(export.ids))
            file.write(copied)
        file.write(b"\n }\n}" if records.tell() else b"}\n}")


def _spool(library: Library, ids: Iterator[str], records: BinaryIO) -> dict[str, dict[str, Any]]:
    """Write the records of all parts one after another; what they refer to comes back."""
    others: dict[str, dict[str, Any]] = {
        "meta": {"1": library.info},
        "countries": {},
        "organisations": {},
        "people": {},
        "sources": {},
    }
    number = 0
    while part := list(islice(ids, _PART)):
        tables = msgspec.json.decode(excerpt_bytes(library, part), type=Tables)
        for record in tables["records"].values():
            before = b",\n" if number else b"\n"
            number += 1
            records.write(before + f'  "{number}": '.encode() + bytes(record))
        for name in ("countries", "organisations", "people", "sources"):
            for document in map(bytes, tables[name].values()):
                others[name][msgspec.json.decode(document)["id"]] = document
    return others


def _in_order(others: dict[str, dict[str, Any]], library: Library) -> dict[str, dict[str, Any]]:
    """Documents in the library's order, under numbers."""
    held = {
        "countries": library.countries,
        "organisations": library.organisations,
        "people": library.people,
        "sources": library.sources,
    }
    ordered: dict[str, dict[str, Any]] = {"meta": others["meta"]}
    for name, table in held.items():
        known = (key for key in table if key in others[name])
        ordered[name] = {str(n): table[key] for n, key in enumerate(known, start=1)}
    return ordered
