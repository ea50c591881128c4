"""Faults between documents: identifiers given twice, references that lead nowhere."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from atlas_gui.domain.claim_parties import party_of
from atlas_gui.domain.claims import Claim, PlaceClaim, StatementClaim
from atlas_gui.domain.entities import Country, Document, Organisation, Person
from atlas_gui.domain.pairs import living_state, pairs_among
from atlas_gui.domain.record import Record
from atlas_gui.i18n import _
from atlas_gui.store.check.faults import Fault, Place, listed, shown

Documents = dict[str, list[tuple[Place, Document]]]
_PARTY_TABLES = {"country": "countries", "organisation": "organisations", "person": "people"}


def reference_faults(documents: Documents, known: dict[str, set[str]]) -> Iterator[Fault]:
    """Every fault that only shows when documents are held against one another.

    `known` has the identifiers of each table, also of documents that could not be read.
    """
    for table, held in documents.items():
        if table != "meta":
            yield from _repeated(held)
        for place, document in held:
            if isinstance(document, Country):
                yield from _leads_nowhere(
                    document.successor, "countries", known, place.at("successor")
                )
                yield from _ring_of_successors(document, documents, place)
            elif isinstance(document, Organisation | Person):
                yield from _leads_nowhere(document.country, "countries", known, place.at("country"))
            elif isinstance(document, Record):
                yield from _record_faults(document, documents, known, place)


def _repeated(held: list[tuple[Place, Document]]) -> Iterator[Fault]:
    names = Counter(str(getattr(document, "id", "")) for __, document in held)
    for place, document in held:
        if names[str(getattr(document, "id", ""))] > 1:
            yield Fault(place.at("id"), _("two documents of this table have this identifier"))


def _leads_nowhere(
    reference: str | None, table: str, known: dict[str, set[str]], place: Place
) -> Iterator[Fault]:
    if reference is not None and reference not in known[table]:
        yield Fault(
            place,
            _("the table “{table}” holds no such document").format(table=table),
            shown(reference),
            listed(sorted(known[table])[:12]) + (" …" if len(known[table]) > 12 else ""),
        )


def _ring_of_successors(country: Country, documents: Documents, place: Place) -> Iterator[Fault]:
    countries = _countries(documents)
    if country.successor and countries.get(living_state(country.id, countries), country).successor:
        yield Fault(
            place.at("successor"), _("the successors run in a ring"), shown(country.successor)
        )


def _countries(documents: Documents) -> dict[str, Country]:
    return {c.id: c for __, c in documents["countries"] if isinstance(c, Country)}


def _record_faults(
    record: Record, documents: Documents, known: dict[str, set[str]], place: Place
) -> Iterator[Fault]:
    for index, code in enumerate(record.countries):
        yield from _leads_nowhere(code, "countries", known, place.at(f"countries[{index}]"))
    yield from _pair_faults(record, documents, place)
    for index, relation in enumerate(record.relations):
        target = place.at(f"relations[{index}].target")
        yield from _leads_nowhere(relation.target, "records", known, target)
        if relation.target == record.id:
            yield Fault(target, _("a record cannot be related to itself"), shown(relation.target))
    names = Counter(claim.id for claim in record.claims)
    for claim in record.claims:
        inner = place._replace(claim=claim.id)
        if names[claim.id] > 1:
            yield Fault(inner.at("id"), _("two claims of this record have this identifier"))
        yield from _claim_faults(claim, known, inner)


def _pair_faults(record: Record, documents: Documents, place: Place) -> Iterator[Fault]:
    countries = _countries(documents)
    if len(set(record.countries)) < len(record.countries):
        yield Fault(place.at("countries"), _("a country is named twice"), listed(record.countries))
    possible = [pair.id for pair in pairs_among(record.countries, countries)]
    if not possible:
        yield Fault(
            place.at("countries"),
            _("a record needs two states that do not count under one another"),
            listed(record.countries),
        )
    for index, pair_id in enumerate(record.pairs):
        if pair_id not in possible:
            yield Fault(
                place.at(f"pairs[{index}]"),
                _("not a pair of the record's countries"),
                shown(pair_id),
                listed(possible),
            )


def _claim_faults(claim: Claim, known: dict[str, set[str]], place: Place) -> Iterator[Fault]:
    for index, evidence in enumerate(claim.evidence):
        yield from _leads_nowhere(
            evidence.source, "sources", known, place.at(f"evidence[{index}].source")
        )
    party = party_of(claim)
    if party is not None:
        field = "value.speaker" if isinstance(claim, StatementClaim) else "value.party"
        yield from _party_faults(party, known, place.at(field))
    if isinstance(claim, PlaceClaim):
        yield from _leads_nowhere(
            claim.value.country, "countries", known, place.at("value.country")
        )


def _party_faults(reference: str, known: dict[str, set[str]], place: Place) -> Iterator[Fault]:
    table, __, key = reference.partition(":")
    yield from _leads_nowhere(key, _PARTY_TABLES[table], known, place)


def documents_of(documents: Documents, kind: type[Any]) -> Iterator[tuple[Place, Any]]:
    """Every readable document of one type, with its place."""
    for held in documents.values():
        yield from ((place, document) for place, document in held if isinstance(document, kind))
