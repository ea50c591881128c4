"""References as RIS, in UTF-8: one tag a line, as reference managers exchange them."""

from typing import Any, BinaryIO

from atlas_gui.exchange.tables.cells import single_line
from atlas_gui.exchange.tables.export import Export
from atlas_gui.exchange.tables.references import (
    Item,
    dates_of,
    iso_dates,
    items_of,
    names_of,
    remarks_of,
)

_TYPES = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "broadcast": "VIDEO",
    "chapter": "CHAP",
    "dataset": "DATA",
    "entry": "ENCYC",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "hearing": "HEAR",
    "interview": "PCOMM",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "personal_communication": "PCOMM",
    "post": "ICOMM",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "standard": "STAND",
    "thesis": "THES",
    # No type is a treaty: this is what reference managers make of one.
    "treaty": "LEGAL",
    "webpage": "ELEC",
}
# Fields that say the same in CSL and, by the names that rispy has for tags, here.
_SAME = {
    "title": "title",
    "container-title": "secondary_title",
    "publisher": "publisher",
    "event-place": "place_published",
    "version": "edition",
    "language": "language",
    "genre": "type_of_work",
    "abstract": "abstract",
}


def write_ris(export: Export, file: BinaryIO) -> None:
    """Write one reference an item; the tag ID is the item's identifier."""
    from rispy import RisWriter  # type: ignore[import-untyped]  # it has no annotations

    writer = RisWriter()
    # It would put a number before each reference, which is no part of the format.
    writer.set_header = lambda _count: ""
    before = ""
    for item in items_of(export):
        file.write(f"{before}{writer.formats([ris_reference(item)])}".encode())
        before = "\n"


def ris_reference(item: Item) -> dict[str, Any]:
    """An item as rispy names its parts; every text in one line, for a tag has no more."""
    remarks = "; ".join(remarks_of(item))
    made: dict[str, Any] = {
        "type_of_reference": _TYPES.get(item["type"], "GEN"),
        "id": single_line(item["id"]),
        "authors": [_name(*author) for author in names_of(item, "author")],
        **{name: single_line(str(item.get(csl_name, ""))) for csl_name, name in _SAME.items()},
        **_dates(item),
        "access_date": "/".join(_ris_date(date) for date in dates_of(item, "accessed")[:1]),
        "urls": [single_line(item["URL"])] if item.get("URL") else [],
        "keywords": [word for word in single_line(item.get("keyword", "")).split(", ") if word],
        "notes": [single_line(note) for note in (item.get("note"), remarks) if note],
    }
    return {name: value for name, value in made.items() if value}


def _name(family: str, given: str, literal: str) -> str:
    named = f"{family}, {given}" if family and given else literal or family or given
    return single_line(named)


def _dates(item: Item) -> dict[str, str]:
    """Year and date. The fourth part of a date is free: what three numbers do not say stands there."""
    issued = dates_of(item, "issued")
    words = single_line(item.get("issued", {}).get("literal", ""))
    if not issued:
        return {"year": words}
    more = words or (" to ".join(iso_dates(issued)) if issued[1:] else "")
    if item["issued"].get("circa") and not words:
        more = f"about {more}".strip()
    return {"year": f"{issued[0][0]:04d}", "date": f"{_ris_date(issued[0])}{more}"}


def _ris_date(date: list[int]) -> str:
    year, month, day = (*date, 0, 0)[:3]
    return f"{year:04d}/{month:02d}/{day:02d}/".replace("/00", "/")
