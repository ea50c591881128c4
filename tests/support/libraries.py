"""Small libraries, as plain data to be spoiled or as values to be asked."""

import copy
import json
from pathlib import Path
from typing import Any

import msgspec

from atlas_gui.domain.entities import Country, LibraryInfo, Organisation, Person, Source
from atlas_gui.domain.library import Library
from atlas_gui.domain.record import Record

Plain = dict[str, Any]

_SOUND: Plain = {
    "meta": {
        "1": {
            "schema_version": 1,
            "title": {"en": "A library"},
            "edition": "1",
            "licence": "MIT",
            "citation": "A library.",
        }
    },
    "countries": {
        "1": {"id": "CHN", "names": {"en": "China", "zh": "中国"}, "aliases": ["PRC"]},
        "2": {"id": "CUB", "names": {"en": "Cuba"}},
        "3": {"id": "RUS", "names": {"en": "Russia", "ru": "Россия"}},
        "4": {
            "id": "SUN",
            "names": {"en": "Soviet Union"},
            "valid": "1922-12-30/1991-12-26",
            "successor": "RUS",
        },
    },
    "organisations": {
        "1": {"id": "minmetals", "names": {"en": "Minmetals"}, "kind": "company", "country": "CHN"}
    },
    "people": {"1": {"id": "xi-jinping", "names": {"en": "Xi Jinping", "zh": "习近平"}}},
    "sources": {
        "1": {
            "id": "survey",
            "kind": "analysis",
            "short_title": "Survey",
            "csl": {"type": "report", "title": "A survey", "language": "en"},
        }
    },
    "records": {},
}


def evidence(source: str = "survey") -> Plain:
    """One passage."""
    return {"source": source, "locator": "Section 1"}


def date_claim(edtf: str, basis: str = "signed") -> Plain:
    """A claim that something happened then."""
    return {
        "property": "date",
        "id": f"date-{basis}",
        "value": {"edtf": edtf, "basis": basis},
        "evidence": [evidence()],
    }


def status_claim(step: str) -> Plain:
    """A claim that a rung was reached."""
    return {
        "property": "status",
        "id": f"status-{step}",
        "value": {"step": step},
        "evidence": [evidence()],
    }


def amount_claim(amount: str, currency: str = "USD", name: str = "amount") -> Plain:
    """A claim about money."""
    return {
        "property": "amount",
        "id": name,
        "value": {"amount": amount, "currency": currency, "kind": "committed"},
        "evidence": [evidence()],
    }


def record(name: str, **parts: Any) -> Plain:
    """A sound record of China and Cuba, with `parts` in place of its own."""
    return {
        "id": name,
        "kind": "contract",
        "title": {"en": name.replace("-", " ").capitalize()},
        "countries": ["CHN", "CUB"],
        "summary": "Something was agreed.",
        "sectors": ["mining"],
        "claims": [date_claim("2005-11"), status_claim("signed")],
        **parts,
    }


def plain_library(*records: Plain) -> Plain:
    """A sound library with these records, or with one if none is given."""
    library = copy.deepcopy(_SOUND)
    held = records or (record("nickel-plant"),)
    library["records"] = {str(key): held for key, held in enumerate(copy.deepcopy(held), start=1)}
    return library


def write(library: object, folder: Path, name: str = "library.json") -> Path:
    """Put a library into a file."""
    path = folder / name
    path.write_text(json.dumps(library, ensure_ascii=False), encoding="utf-8")
    return path


def library_of(*records: Plain) -> Library:
    """A library in memory."""
    plain = plain_library(*records) if records else plain_library()

    def table(name: str, kind: Any) -> list[Any]:
        return [msgspec.convert(document, kind) for document in plain[name].values()]

    return Library(
        info=msgspec.convert(plain["meta"]["1"], LibraryInfo),
        countries=table("countries", Country),
        organisations=table("organisations", Organisation),
        people=table("people", Person),
        sources=table("sources", Source),
        records=table("records", Record),
    )
