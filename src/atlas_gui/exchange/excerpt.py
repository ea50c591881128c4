"""An excerpt: some records of a library as a library file of its own, to travel inside a document.

It has the form of `db.json` (docs/data-model.md) and whatever its records refer to, so that
whoever finds it needs nothing else. Only relations may lead to records that are not in it: a record
comes back as it was.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Final, TypeVar

import msgspec

from atlas_gui.domain.claim_parties import party_of
from atlas_gui.domain.claims import PlaceClaim
from atlas_gui.domain.entities import Country, Document
from atlas_gui.domain.library import Library
from atlas_gui.domain.record import Record
from atlas_gui.errors import AtlasError
from atlas_gui.i18n import _

# What the excerpt inside a PDF is called; the one thing by which it is found again.
ATTACHMENT_NAME: Final = "atlas-records.json"
# Some nine thousand records: more than anybody prints, and few enough to be read back anywhere.
MOST_BYTES: Final = 32_000_000
D = TypeVar("D", bound=Document)


def excerpt_bytes(library: Library, ids: Iterable[str]) -> bytes:
    """A library file, UTF-8, of the records `ids` in that order, each once, with all they refer to.

    What the library itself lacks is left out. The same library and records give the same bytes.
    Raises AtlasError if the library has no such record, one that cannot be read, or if all of them
    take more than MOST_BYTES.
    """
    records = [_record(library, record_id) for record_id in dict.fromkeys(ids)]
    claims = [claim for record in records for claim in record.claims]
    parties = {party for claim in claims if (party := party_of(claim)) is not None}
    organisations = _held(library.organisations, _keys(parties, "organisation"))
    people = _held(library.people, _keys(parties, "person"))
    codes = {
        *_keys(parties, "country"),
        *chain.from_iterable(map(_countries_of_record, records)),
        *(claim.value.country for claim in claims if isinstance(claim, PlaceClaim)),
        *(organisation.country for organisation in organisations),
        *(person.country for person in people),
    }
    used = {evidence.source for claim in claims for evidence in claim.evidence}
    tables: dict[str, Iterable[Document]] = {
        "meta": [library.info],
        "countries": _held(library.countries, _with_successors(codes, library.countries)),
        "organisations": organisations,
        "people": people,
        "sources": _held(library.sources, used),
        "records": records,
    }
    plain = {
        name: {str(key): document for key, document in enumerate(documents, start=1)}
        for name, documents in tables.items()
    }
    content = msgspec.json.format(msgspec.json.encode(plain), indent=1)
    if len(content) > MOST_BYTES:
        raise AtlasError(
            _("{count:,} records are too many for one file. Choose fewer.").format(
                count=len(records)
            )
        )
    return content


def _record(library: Library, record_id: str) -> Record:
    record = library.records.get(record_id)
    if record is None:
        raise AtlasError(
            _("This library has no record “{id}” that could be read.").format(id=record_id)
        )
    return record


def _keys(parties: Iterable[str], table: str) -> set[str]:
    """The identifiers behind "organisation:", "person:" or "country:"."""
    split = (party.partition(":") for party in parties)
    return {key for kind, _colon, key in split if kind == table}


def _countries_of_record(record: Record) -> Iterator[str]:
    yield from record.countries
    for pair_id in record.pairs:
        yield from pair_id.split("-")


def _with_successors(codes: Iterable[str | None], countries: Mapping[str, Country]) -> set[str]:
    """Countries and the states they count under, to the last one."""
    found: set[str] = set()
    for start in codes:
        code = start
        while code is not None and code not in found:
            found.add(code)
            country = countries.get(code)
            code = country.successor if country else None
    return found


def _held(table: Mapping[str, D], wanted: set[str]) -> list[D]:
    """Those of a table that are wanted, in the library's order."""
    return [document for key, document in table.items() if key in wanted]
