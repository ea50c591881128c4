"""Reads lists of references in CSL-JSON."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from atlas_gui.exchange.importing.reading.json_file import ItemsReader, json_bytes, longest_list
from atlas_gui.exchange.importing.reading.json_values import column_names, flattened
from atlas_gui.exchange.importing.reading.noted import Noted
from atlas_gui.exchange.importing.reading.opened_table import OpenedTable
from atlas_gui.exchange.importing.reading.references import (
    COLUMNS,
    iso_of,
    keywords_of,
)
from atlas_gui.exchange.importing.rows import FileWishes
from atlas_gui.progress import Progress

_NAMES: Final = frozenset(
    "author editor translator recipient interviewer composer director illustrator original-author"
    " collection-editor container-author editorial-director reviewed-author chair compiler contributor"
    " curator executive-producer guest host narrator organizer performer producer script-writer"
    " series-creator".split()
)
_DATES: Final = frozenset(
    "issued accessed event-date original-date available-date submitted".split()
)


def open_csl_json(path: Path, wishes: FileWishes, noted: Noted, progress: Progress) -> OpenedTable:
    """Look over all items once. Raises AtlasError if there is none."""
    content, encoding = json_bytes(path, wishes.encoding, noted, progress)
    reader = ItemsReader(path, longest_list(path, content), noted, csl_cells)
    reader.names = COLUMNS
    reader.look_over(progress)
    used = FileWishes(format="csl-json", encoding=encoding)
    return OpenedTable(
        path, column_names(reader.names), used, noted, reader.rows, total=reader.count
    )


def csl_cells(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """The cells of an item: names and dates as text, keywords as a list, all else as it is."""
    cells: dict[str, Any] = {}
    for name, value in item.items():
        if name in _NAMES and isinstance(value, list):
            cells[name] = [text for text in map(_name, value) if text]
        elif name in _DATES and isinstance(value, Mapping):
            cells |= _date(name, value)
        elif name == "keyword" and isinstance(value, str):
            cells[name] = keywords_of(value)
        else:
            cells[name] = value
    return flattened(cells)


def _name(value: Any) -> str | None:
    if not isinstance(value, Mapping):
        return str(value) if value is not None else None
    literal = value.get("literal")
    if literal:
        return str(literal)
    family = " ".join(
        str(value[part])
        for part in ("dropping-particle", "non-dropping-particle", "family", "suffix")
        if value.get(part)
    )
    given = str(value.get("given") or "")
    return f"{family}, {given}" if family and given else family or given or None


def _date(name: str, value: Mapping[str, Any]) -> Mapping[str, Any]:
    """A date as ISO 8601, two with a solidus between, about with a tilde; words stand beside it."""
    parts = value.get("date-parts")
    days = (
        [iso_of(part) for part in parts if isinstance(part, list)]
        if isinstance(parts, list)
        else []
    )
    about = "~" if value.get("circa") else ""
    iso = "/".join(f"{day}{about}" for day in days if day)
    words = value.get("literal") or value.get("raw")
    cells = {name: iso or words}
    if iso and words:
        cells[f"{name}.literal"] = words
    rest = value.keys() - {"date-parts", "circa", "literal", "raw"}
    return cells | {f"{name}.{key}": value[key] for key in sorted(rest)}
