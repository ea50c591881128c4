"""The JSON Schema of `notebook.json` and of exported notebooks, made from the types that read them."""

from typing import Any

import msgspec

from atlas_gui.domain.notebook import Change, Entry, SavedSearch
from atlas_gui.store.notebook.base import Meta
from atlas_gui.store.notebook.contents import Unreadable
from atlas_gui.store.tables import KEY_PATTERN

_TABLES: dict[str, type[msgspec.Struct]] = {
    "meta": Meta,
    "entries": Entry,
    "searches": SavedSearch,
    "done": Change,
    "undone": Change,
    "unreadable": Unreadable,
}
_NEEDED = ("meta",)


def notebook_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of a whole file: TinyDB tables of documents keyed "1", "2", …"""
    schemas, definitions = msgspec.json.schema_components(
        _TABLES.values(), ref_template="#/$defs/{name}"
    )
    tables: dict[str, dict[str, Any]] = {
        name: {
            "type": "object",
            "propertyNames": {"pattern": KEY_PATTERN},
            "additionalProperties": schema,
        }
        for name, schema in zip(_TABLES, schemas, strict=True)
    }
    tables["meta"].update(minProperties=1, maxProperties=1)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Atlas notebook",
        "type": "object",
        "properties": tables,
        "required": list(_NEEDED),
        "additionalProperties": False,
        "$defs": definitions,
    }
