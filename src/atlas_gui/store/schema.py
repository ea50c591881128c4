"""The JSON Schema of a library file, made from the types that read it."""

from typing import Any

import msgspec

from atlas_gui.store.tables import KEY_PATTERN, TABLES


def library_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of a whole file: TinyDB tables of documents keyed "1", "2", …"""
    schemas, definitions = msgspec.json.schema_components(
        TABLES.values(), ref_template="#/$defs/{name}"
    )
    tables: dict[str, dict[str, Any]] = {
        name: {
            "type": "object",
            "propertyNames": {"pattern": KEY_PATTERN},
            "additionalProperties": schema,
        }
        for name, schema in zip(TABLES, schemas, strict=True)
    }
    tables["meta"].update(minProperties=1, maxProperties=1)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Atlas library",
        "type": "object",
        "properties": tables,
        "required": list(TABLES),
        "additionalProperties": False,
        "$defs": definitions,
    }
