"""A whole library in memory, immutable, with the indexes that every pane reads."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from atlas_gui.domain.disagreements import Disagreement, disagreements_among
from atlas_gui.domain.entities import Country, LibraryInfo, Organisation, Person, Source
from atlas_gui.domain.pairs import Pair, pairs_among, pairs_named
from atlas_gui.domain.record import Record, Relation
from atlas_gui.domain.texts import in_language
from atlas_gui.domain.vocabulary import RelationType


class DamagedRecord(NamedTuple):
    """What is left of a record that could not be read: shown, with its reason, never hidden."""

    id: str
    title: str
    place: str
    reason: str


class Related(NamedTuple):
    """A link between two records as seen from one of them; `back` if the other record names it."""

    relation: Relation
    record_id: str
    back: bool


class Library:
    """The documents of one library file, by identifier.

    Built once and never changed. A reference to something the file does not hold is answered with
    the bare identifier, so that a damaged library can still be read.
    """

    def __init__(
        self,
        info: LibraryInfo,
        countries: Iterable[Country],
        organisations: Iterable[Organisation],
        people: Iterable[Person],
        sources: Iterable[Source],
        records: Iterable[Record],
        damaged: Sequence[DamagedRecord] = (),
    ) -> None:
        self.info = info
        self.countries: Mapping[str, Country] = {c.id: c for c in countries}
        self.organisations: Mapping[str, Organisation] = {o.id: o for o in organisations}
        self.people: Mapping[str, Person] = {p.id: p for p in people}
        self.sources: Mapping[str, Source] = {s.id: s for s in sources}
        self.records: Mapping[str, Record] = {r.id: r for r in records}
        self.damaged: Mapping[str, DamagedRecord] = {d.id: d for d in damaged}

    def pairs_of(self, record: Record) -> tuple[Pair, ...]:
        """The pairs a record stands under, in today's states."""
        if record.pairs:
            return pairs_named(record.pairs, self.countries)
        return pairs_among(record.countries, self.countries)

    def country_name(self, code: str) -> str:
        """A country's name; the bare code if the library does not hold the country."""
        country = self.countries.get(code)
        return in_language(country.names) if country else code

    def pair_name(self, pair: Pair) -> str:
        """Both countries, as a reader sees them: "China – Cuba"."""
        return " – ".join(self.country_name(code) for code in pair)

    def party(self, reference: str) -> Country | Organisation | Person | None:
        """The country, body or person that a claim refers to; None if the library lacks it."""
        table, _, key = reference.partition(":")
        if table == "country":
            return self.countries.get(key)
        if table == "organisation":
            return self.organisations.get(key)
        return self.people.get(key)

    def party_name(self, reference: str) -> str:
        """A party's name; the bare identifier if the library does not hold the party."""
        party = self.party(reference)
        return in_language(party.names) if party else reference.partition(":")[2]

    def related(self, record_id: str) -> tuple[Related, ...]:
        """Links from and to a record, those it names itself first; each record once a relation."""
        record = self.records.get(record_id)
        own = record.relations if record else ()
        forward = [Related(relation, relation.target, back=False) for relation in own]
        back = self._back_links.get(record_id, ())
        # "See also" reads alike from both sides: two records that name each other are linked once.
        mutual = {link.record_id for link in forward if link.relation.type is RelationType.RELATED}
        fresh = [
            link
            for link in back
            if link.relation.type is not RelationType.RELATED or link.record_id not in mutual
        ]
        return tuple(dict.fromkeys((*forward, *fresh)))

    @cached_property
    def records_by_pair(self) -> Mapping[Pair, tuple[Record, ...]]:
        """Every pair that has a record, with its records in the order of the file."""
        found: dict[Pair, list[Record]] = defaultdict(list)
        for record in self.records.values():
            for pair in self.pairs_of(record):
                found[pair].append(record)
        return {pair: tuple(records) for pair, records in found.items()}

    @cached_property
    def disagreements(self) -> Mapping[str, tuple[Disagreement, ...]]:
        """Of every record, where its sources disagree; empty where they do not."""
        return {r.id: disagreements_among(r.claims) for r in self.records.values()}

    @cached_property
    def disputed_by_pair(self) -> Mapping[Pair, tuple[Record, ...]]:
        """The records of each pair on which their sources disagree, in the order of the file."""
        found = {
            pair: tuple(record for record in records if self.disagreements[record.id])
            for pair, records in self.records_by_pair.items()
        }
        return {pair: records for pair, records in found.items() if records}

    @cached_property
    def _back_links(self) -> Mapping[str, tuple[Related, ...]]:
        found: dict[str, list[Related]] = defaultdict(list)
        for record in self.records.values():
            for relation in record.relations:
                found[relation.target].append(Related(relation, record.id, back=True))
        return {target: tuple(links) for target, links in found.items()}
