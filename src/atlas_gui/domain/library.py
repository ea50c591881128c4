"""A whole library in memory, immutable, with the indexes that every pane reads."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from functools import cached_property
from typing import NamedTuple, Protocol, runtime_checkable

from msgspec import Struct

from atlas_gui.domain.country_names import known_country_name
from atlas_gui.domain.entities import Country, LibraryInfo, Organisation, Person, Source
from atlas_gui.domain.pairs import Pair, pairs_among, pairs_named
from atlas_gui.domain.permalinks import Permalink, permalink_text
from atlas_gui.domain.record import PairId, Record, Relation
from atlas_gui.domain.texts import CountryCode, Names, Slug, in_language
from atlas_gui.domain.vocabulary import Kind, RelationType
from atlas_gui.i18n import reader_language


class DamagedRecord(NamedTuple):
    """What is left of a record that could not be read: shown, with its reason, never hidden."""

    id: str
    title: str
    place: str
    reason: str


class Glimpse(Struct, gc=False):
    """The little of a record that lists it before it has been read."""

    id: Slug
    title: Names
    kind: Kind
    countries: tuple[CountryCode, ...]
    pairs: tuple[PairId, ...] = ()


@runtime_checkable
class HasGlimpses(Protocol):
    """Records of which a glimpse is cheaper than the whole."""

    def glimpses(self) -> Iterator[Glimpse]:
        """Every record by what lists it."""
        ...


class Related(NamedTuple):
    """A link between two records as seen from one of them; `back` if the other record names it."""

    relation: Relation
    record_id: str
    back: bool


class Library:
    """The documents of one library file, by identifier.

    What it holds never changes. A reference to something the file does not hold is answered with
    the bare identifier, so that a damaged library can still be read. `relations` are those of every
    record that has any, `digest` and `size` those of the file, if it comes from one.
    """

    def __init__(
        self,
        info: LibraryInfo,
        countries: Iterable[Country],
        organisations: Iterable[Organisation],
        people: Iterable[Person],
        sources: Iterable[Source],
        records: Iterable[Record] | Mapping[str, Record],
        damaged: Iterable[DamagedRecord] | MutableMapping[str, DamagedRecord] = (),
        relations: Mapping[str, tuple[Relation, ...]] | None = None,
        set_aside: Mapping[str, str] | None = None,
        digest: str = "",
        size: int = 0,
    ) -> None:
        self.info = info
        self.countries: Mapping[str, Country] = {c.id: c for c in countries}
        self.organisations: Mapping[str, Organisation] = {o.id: o for o in organisations}
        self.people: Mapping[str, Person] = {p.id: p for p in people}
        self.sources: Mapping[str, Source] = {s.id: s for s in sources}
        self.records: Mapping[str, Record] = (
            records if isinstance(records, Mapping) else {r.id: r for r in records}
        )
        # May grow: of a large library, records are read one by one as they are asked for.
        self.damaged: MutableMapping[str, DamagedRecord] = (
            damaged if isinstance(damaged, MutableMapping) else {d.id: d for d in damaged}
        )
        # Also grows: what a record was called before it turned out to be unreadable.
        self._set_aside: Mapping[str, str] = {} if set_aside is None else set_aside
        self.digest = digest
        self.size = size
        self._relations = relations
        # Asked for at every key that is typed.
        self._pair_names: dict[tuple[Pair, str], str] = {}

    def note_damaged(self, damaged: Iterable[DamagedRecord]) -> None:
        """Take over what an earlier reading of the same file could not read."""
        self.damaged.update((one.id, one) for one in damaged)

    def damage_of(self, record_id: str) -> DamagedRecord | None:
        """The placeholder of an unreadable record, by its own identifier or the record's."""
        return self.damaged.get(self._set_aside.get(record_id, record_id))

    def pairs_of(self, record: Record | Glimpse) -> tuple[Pair, ...]:
        """The pairs a record stands under, in today's states."""
        if record.pairs:
            return pairs_named(record.pairs, self.countries)
        return pairs_among(record.countries, self.countries)

    def permalink(self, record_id: str) -> str:
        """The address of a record, under its first pair; without a pair if the library lacks the record."""
        record = self.records.get(record_id)
        pairs = self.pairs_of(record) if record else ()
        return permalink_text(Permalink(pairs[0].id if pairs else "", record_id))

    def glimpses(self) -> Iterator[Glimpse]:
        """The little that lists each record; of a large library far less work than reading it."""
        if isinstance(self.records, HasGlimpses):
            yield from self.records.glimpses()
            return
        for record in self.records.values():
            yield Glimpse(record.id, record.title, record.kind, record.countries, record.pairs)

    def country_name(self, code: str) -> str:
        """A country's name; the bare code if the library does not hold the country."""
        country = self.countries.get(code)
        return _country_in_words(code, country) if country else code

    def pair_name(self, pair: Pair) -> str:
        """Both countries, as a reader sees them: "China – Cuba"."""
        key = (pair, reader_language())
        name = self._pair_names.get(key)
        if name is None:
            name = self._pair_names[key] = " – ".join(map(self.country_name, pair))
        return name

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
        if party is None:
            return reference.partition(":")[2]
        if isinstance(party, Country):
            return _country_in_words(reference.partition(":")[2], party)
        return in_language(party.names, (reader_language(),))

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
    def _back_links(self) -> Mapping[str, tuple[Related, ...]]:
        found: dict[str, list[Related]] = defaultdict(list)
        relations = self._relations
        if relations is None:
            relations = {record.id: record.relations for record in self.records.values()}
        for record_id, links in relations.items():
            for relation in links:
                found[relation.target].append(Related(relation, record_id, back=True))
        return {target: tuple(links) for target, links in found.items()}


def _country_in_words(code: str, country: Country) -> str:
    """As the library calls it in the spoken language, else as that language does, else in English."""
    language = reader_language()
    if language not in country.names and language != "en":
        return known_country_name(code, language) or in_language(country.names)
    return in_language(country.names, (language,))
