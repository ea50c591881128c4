"""The text of a record that can be searched, by the weight of where it stands."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from atlas_gui.domain.claim_words import claim_in_words
from atlas_gui.domain.claims import Claim, PartyClaim, RankingClaim, ShareClaim, StatementClaim
from atlas_gui.domain.entities import Country, Organisation, Person
from atlas_gui.domain.labels import label
from atlas_gui.domain.library import DamagedRecord, Library
from atlas_gui.domain.pairs import living_state
from atlas_gui.domain.record import Record


class SearchText(NamedTuple):
    """A record's text in five parts, heaviest first; each part is a series of separate texts."""

    title: tuple[str, ...]
    parties: tuple[str, ...]
    summary: tuple[str, ...]
    claims: tuple[str, ...]
    sources: tuple[str, ...]


def search_text(record: Record, library: Library) -> SearchText:
    """Everything of a record that a reader may look for, in every language that the library has."""
    return SearchText(
        title=tuple(record.title.values()),
        parties=_distinct(_party_names(record, library)),
        summary=(record.summary,),
        claims=_distinct(_claim_texts(record, library)),
        sources=_distinct(_source_texts(record, library)),
    )


def damaged_search_text(damaged: DamagedRecord) -> SearchText:
    """A record that could not be read is still found by what is left of its title."""
    return SearchText((damaged.title,), (), (damaged.place,), (), ())


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _party_names(record: Record, library: Library) -> Iterator[str]:
    for code in record.countries:
        for held in dict.fromkeys((code, living_state(code, library.countries))):
            yield held
            yield from _names(library.countries.get(held))
    for claim in record.claims:
        for reference in _parties(claim):
            yield from _names(library.party(reference))
        if isinstance(claim, PartyClaim) and claim.value.office is not None:
            yield claim.value.office


def _parties(claim: Claim) -> Iterator[str]:
    if isinstance(claim, PartyClaim | ShareClaim | RankingClaim):
        yield claim.value.party
    if isinstance(claim, StatementClaim) and claim.value.speaker is not None:
        yield claim.value.speaker


def _names(party: Country | Organisation | Person | None) -> Iterator[str]:
    if party is not None:
        yield from party.names.values()
        yield from party.aliases


def _claim_texts(record: Record, library: Library) -> Iterator[str]:
    yield label(record.kind)
    yield from map(label, record.sectors)
    for claim in record.claims:
        yield claim_in_words(claim, library)


def _source_texts(record: Record, library: Library) -> Iterator[str]:
    for claim in record.claims:
        for evidence in claim.evidence:
            source = library.sources.get(evidence.source)
            if source is not None:
                yield source.csl.title
                yield source.short_title
                yield from (t for t in (source.csl.publisher, source.csl.container_title) if t)
                yield from (author.literal or author.family or "" for author in source.csl.author)
            yield from (t for t in (evidence.locator, evidence.attributed_to, evidence.note) if t)
