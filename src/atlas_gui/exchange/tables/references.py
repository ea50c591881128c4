"""The records, or the sources they rest on, as items of CSL-JSON, one at a time."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from atlas_gui.exchange.citing.items import record_item, source_item
from atlas_gui.exchange.tables.export import Export
from atlas_gui.exchange.tables.formats import What

# An item of CSL-JSON as plain data.
Item = dict[str, Any]


def items_of(export: Export) -> Iterator[Item]:
    """One item a record, or one for each source that the library holds, in the order of mention."""
    if export.what is What.RECORDS:
        for record in export.records():
            yield record_item(record, export.library)
        return
    told: set[str] = set()
    for record in export.records():
        for source_id in (e.source for claim in record.claims for e in claim.evidence):
            source = export.library.sources.get(source_id)
            if source is not None and source_id not in told:
                told.add(source_id)
                yield source_item(source)


def write_csl_json(export: Export, file: BinaryIO) -> None:
    """Write a list of items, UTF-8, an item a line."""
    before = b"[\n"
    for item in items_of(export):
        # Half of a pair of surrogates is no text in any encoding, but may be written as an escape.
        text = json.dumps(item, ensure_ascii=False)
        file.write(before + text.encode("utf-8", "backslashreplace"))
        before = b",\n"
    file.write(b"[]\n" if before == b"[\n" else b"\n]\n")


def dates_of(item: Item, name: str) -> list[list[int]]:
    """The one or two dates of a date variable as lists of year, month, day; empty if it has none."""
    parts: list[list[int]] = item.get(name, {}).get("date-parts", [])
    return parts


def names_of(item: Item, name: str) -> list[tuple[str, str, str]]:
    """The names of a name variable as family, given and literal name, each of which may be empty."""
    return [
        (one.get("family", ""), one.get("given", ""), one.get("literal", ""))
        for one in item.get(name, [])
    ]


def iso_dates(dates: list[list[int]]) -> list[str]:
    """Lists of year, month, day as ISO 8601."""
    return [
        "-".join(f"{part:0{2 if place else 4}d}" for place, part in enumerate(date))
        for date in dates
    ]


def remarks_of(item: Item) -> list[str]:
    """What neither BibTeX nor RIS has a field for, each as "name: value" with its name in CSL.

    Of a record also its kind, the codes of its countries, and its date in EDTF with its basis.
    """
    own: Item = item.get("custom", {})
    said = {
        "status": item.get("status", ""),
        "issued": item.get("issued", {}).get("literal", ""),
        **{name: _date_words(item, name) for name in ("original-date", "available-date")},
        **{name: own.get(name, "") for name in ("kind", "date", "date-basis")},
        "countries": ", ".join(own.get("countries", ())),
    }
    return [f"{name}: {words}" for name, words in said.items() if words]


def _date_words(item: Item, name: str) -> str:
    """A date variable in one text: its words, else ISO 8601 with a solidus between two dates."""
    literal: str = item.get(name, {}).get("literal", "")
    return literal or "/".join(iso_dates(dates_of(item, name)))
