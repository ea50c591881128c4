"""JSON Schemas of files, made from the types that read them."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from atlas_gui.store.tables import KEY_PATTERN, TABLES


def library_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of a library."""
    return file_schema("Atlas library", TABLES, tuple(TABLES))


def file_schema(
    title: str, types: Mapping[str, type[msgspec.Struct]], required: Sequence[str]
) -> dict[str, Any]:
    """JSON Schema 2020-12 of a whole file: TinyDB tables of documents keyed "1", "2", …

    `types` are those of each table's documents; the table `meta` has one document.
    """
    schemas, definitions = msgspec.json.schema_components(
        types.values(), ref_template="#/$defs/{name}"
    )
    tables: dict[str, dict[str, Any]] = {
        name: {
            "type": "object",
            "propertyNames": {"pattern": KEY_PATTERN},
            "additionalProperties": schema,
        }
        for name, schema in zip(types, schemas, strict=True)
    }
    tables["meta"].update(minProperties=1, maxProperties=1)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "object",
        "properties": tables,
        "required": list(required),
        "additionalProperties": False,
        "$defs": definitions,
    }
