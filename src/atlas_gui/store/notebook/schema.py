"""The JSON Schema of `notebook.json` and of exported notebooks, made from the types that read them."""

from typing import Any

import msgspec

from atlas_gui.domain.notebook import Change, Entry, SavedSearch
from atlas_gui.store.notebook.base import Meta
from atlas_gui.store.notebook.contents import Unreadable
from atlas_gui.store.schema import file_schema

_TABLES: dict[str, type[msgspec.Struct]] = {
    "meta": Meta,
    "entries": Entry,
    "searches": SavedSearch,
    "done": Change,
    "undone": Change,
    "unreadable": Unreadable,
}


def notebook_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of a notebook; no table but its description is needed."""
    return file_schema("Atlas notebook", _TABLES, ("meta",))
