"""The treaties of the United Kingdom's register as a library: 3,210 real records.

`python -m bench.treaties FILE` writes it. The register is no part of the project; it lies beside it,
and `REGISTER.exists()` tells whether it is there.
"""

import gzip
import json
import string
import sys
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

import msgspec

from atlas_gui.domain.entities import SCHEMA_VERSION
from atlas_gui.domain.vocabulary import Sector
from bench.treaty_parties import (
    UNITED_KINGDOM,
    UNNAMED,
    Plain,
    Register,
    is_body,
    is_state,
    living,
)

REGISTER = Path(__file__).resolve().parents[2] / "shared/data/uk-treaties/uk_treaties_2026.jsonl.gz"
_SOURCE: Plain = {
    "id": "uk-treaties-online",
    "kind": "official",
    "short_title": "UK Treaties Online",
    "csl": {
        "type": "dataset",
        "title": "UK Treaties Online",
        "language": "en",
        "publisher": "Foreign, Commonwealth & Development Office",
    },
}
_SECTORS: tuple[tuple[Sector, str], ...] = (
    (Sector.FINANCE, "TAXATION LOANS DEBTS STERLING INVESTMENT BANK MONETARY COMPENSATION"),
    (Sector.TRADE, "TRADE COMMERCE CUSTOMS GATT ECONOMIC EC"),
    (Sector.TRANSPORT, "AVIATION SHIPPING MARITIME ROAD RAILWAYS POSTAL"),
    (Sector.DEFENCE, "DEFENCE PEACE DISARMAMENT NATO WAR"),
    (Sector.NUCLEAR, "ATOMIC"),
    (Sector.TELECOMMUNICATIONS, "TELECOMMUNICATIONS TELECOMMUNICATION"),
    (Sector.CULTURE, "CULTURAL EDUCATION FILMS EXPOSITIONS"),
    (Sector.HEALTH, "HEALTH DRUGS"),
    (Sector.AGRICULTURE, "FISHERIES FOOD ANIMALS PLANTS WHALING FORESTRY"),
    (Sector.ENVIRONMENT, "POLLUTION ENVIRONMENTAL CONSERVATION ANTARCTICA"),
    (Sector.SPACE, "SPACE"),
    (Sector.SCIENCE, "SCIENCE METEOROLOGY"),
)
# A register's action is said in this many words at most, as what stands with a party.
_NOTE_LENGTH = 15_000


def treaties(register: Path = REGISTER) -> list[Plain]:
    """The treaties as the register has them; OSError if it is not there."""
    with gzip.open(register, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def treaty_library(path: Path, register: Path = REGISTER) -> Path:
    """Write the treaties as a library to `path` and give it back; OSError if either is not there."""
    held = treaties(register)
    labels = Register(label for treaty in held for label in _labels(treaty))
    bodies = {label for treaty in held for label in _labels(treaty) if is_body(label)}
    about = {
        "schema_version": SCHEMA_VERSION,
        "title": {"en": "Treaties of the United Kingdom"},
        "edition": "2026",
        "licence": "Open Government Licence v3.0",
        "citation": "Foreign, Commonwealth & Development Office, UK Treaties Online.",
    }
    tables: dict[str, list[Plain]] = {
        "meta": [about],
        "countries": list(labels.countries().values()),
        "organisations": [_body(label) for label in sorted(bodies)],
        "people": [],
        "sources": [_SOURCE],
        "records": [_record(treaty, labels) for treaty in held],
    }
    library = {
        name: {str(key): document for key, document in enumerate(documents, start=1)}
        for name, documents in tables.items()
    }
    path.write_bytes(msgspec.json.encode(library))
    return path


def _labels(treaty: Plain) -> list[str]:
    """Every party once, in order, with those that only an action names."""
    named = (*treaty["parties"], *(action["country"] for action in treaty["parties_detail"]))
    return list(dict.fromkeys(" ".join(label.split()) for label in named))


def _body(label: str) -> Plain:
    name = string.capwords(label)
    return {"id": _body_id(label), "names": {"en": name}, "kind": "international"}


def _body_id(label: str) -> str:
    kept = (sign if sign.isalnum() else " " for sign in label.lower())
    return "-".join("".join(kept).split())


def _record(treaty: Plain, labels: Register) -> Plain:
    named = _labels(treaty)
    states = [code for label in named if is_state(label) for code in labels.codes(label)]
    others = [code for label in named if not is_body(label) for code in labels.codes(label)]
    if len({living(code) for code in others}) < 2:
        others, states = [*others, UNNAMED], [*states, UNNAMED]
    if len(others) < 2:
        others, states = [UNITED_KINGDOM, *others], [UNITED_KINGDOM, *states]
    record: Plain = {
        "id": f"treaty-{treaty['id']}",
        "kind": "treaty",
        "title": {"en": treaty["title"].strip()},
        "countries": list(dict.fromkeys(others)),
        "summary": _summary(treaty),
        "sectors": [str(_sector(treaty["subject"] or ""))],
        "claims": list(_claims(treaty, named, labels)),
    }
    if pairs := _pairs(states or others):
        record["pairs"] = pairs
    return record


def _pairs(states: Sequence[str]) -> list[str]:
    """The kingdom with each of the others; without it, what the treaty says of two or three."""
    today = list(dict.fromkeys(map(living, states)))
    if UNITED_KINGDOM in today:
        made = [(UNITED_KINGDOM, other) for other in today if other != UNITED_KINGDOM]
    elif len(today) <= 3:
        made = list(combinations(today, 2))
    else:
        made = [(today[0], other) for other in today[1:]]
    return ["-".join(sorted(pair)) for pair in made]


def _summary(treaty: Plain) -> str:
    several = treaty["bilateral_or_multilateral"] == "MULTI"
    subject = (treaty["subject"] or "Miscellaneous").capitalize()
    signed = f", signed at {treaty['signed_place']}" if treaty["signed_place"] else ""
    return f"{subject}. A {'multilateral' if several else 'bilateral'} treaty{signed}."


def _sector(subject: str) -> Sector:
    words = set(subject.replace(",", " ").split())
    return next(
        (sector for sector, said in _SECTORS if words & set(said.split())), Sector.DIPLOMACY
    )


def _claims(treaty: Plain, named: list[str], labels: Register) -> Iterator[Plain]:
    """When, how far, where, and every party with what it did, once each."""
    locator = f"Treaty {treaty['id']}"
    signed, in_force = map(_day, (treaty["signed_date"], treaty["definitive_eif_date"]))
    references = "; ".join(text.partition("||")[0] for text in treaty["references"])
    for day, basis, step in ((signed, "signed", "signed"), (in_force, "in-force", "in-force")):
        if day:
            when = {"edtf": day, "basis": basis}
            yield _claim(f"date-{basis}", "date", when, locator, references)
            status = {"step": step, "date": {"edtf": day}}
            yield _claim(f"status-{step}", "status", status, locator)
    if treaty["signed_place"]:
        yield _claim("place", "place", {"name": treaty["signed_place"].strip()}, locator)
    notes = _actions(treaty)
    done: set[str] = set()
    for label in named or [UNNAMED]:
        for party in _references(label, labels):
            if party not in done:
                done.add(party)
                value = {"party": party, "role": "signatory"}
                name = f"party-{party.replace(':', '-').lower()}"
                yield _claim(name, "party", value, locator, notes.get(label, ""))


def _references(label: str, labels: Register) -> list[str]:
    if is_body(label):
        return [f"organisation:{_body_id(label)}"]
    return [f"country:{code}" for code in labels.codes(label)]


def _actions(treaty: Plain) -> dict[str, str]:
    """What each party did, and when, in the register's words."""
    found: dict[str, list[str]] = {}
    for held in treaty["parties_detail"]:
        if held["action"]:
            said = " ".join(filter(None, (held["action"], _day(held["action_date"]))))
            found.setdefault(" ".join(held["country"].split()), []).append(said)
    return {label: "; ".join(said)[:_NOTE_LENGTH].strip() for label, said in found.items()}


def _claim(name: str, kind: str, value: Plain, locator: str, note: str = "") -> Plain:
    evidence = {"source": _SOURCE["id"], "locator": locator}
    if note.strip():
        evidence["note"] = note.strip()
    return {"property": kind, "id": name, "value": value, "evidence": [evidence]}


def _day(date: str | None) -> str:
    """A date as EDTF; the register writes the day first."""
    return "-".join(reversed(date.split("/"))) if date else ""


if __name__ == "__main__":
    treaty_library(Path(sys.argv[1]))
