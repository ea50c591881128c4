"""What of a record can be searched: its own texts, and the things whose names it shares with others.

A country's names stand in thousands of records. They are kept once, with their owner; a record only
refers to its owners.
"""

from collections.abc import Iterable, Iterator
from enum import IntEnum
from itertools import chain
from typing import NamedTuple

from atlas_gui.domain.claim_parties import party_of
from atlas_gui.domain.claim_words import act_in_words, claim_in_words
from atlas_gui.domain.claims import ActionClaim, Claim, PartyClaim
from atlas_gui.domain.entities import Source
from atlas_gui.domain.labels import label
from atlas_gui.domain.library import DamagedRecord, Library
from atlas_gui.domain.pairs import living_state
from atlas_gui.domain.record import Record
from atlas_gui.domain.vocabulary import Kind, Sector


class Part(IntEnum):
    """Where in a record a word stands; what stands higher weighs more."""

    TITLE = 0
    PARTIES = 1
    SUMMARY = 2
    CLAIMS = 3
    SOURCES = 4


class OwnTexts(NamedTuple):
    """The texts that are a record's own, part by part; each part is a series of separate texts."""

    title: tuple[str, ...]
    parties: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def own_texts(record: Record, library: Library) -> OwnTexts:
    """Everything that only this record says, in every language that the library has."""
    return OwnTexts(
        title=tuple(record.title.values()),
        parties=_distinct(_offices(record.claims)),
        summary=(record.summary,),
        claims=_distinct(_claim_text(claim, library) for claim in record.claims),
        sources=_distinct(_passages(record.claims)),
    )


def damaged_texts(damaged: DamagedRecord) -> OwnTexts:
    """A record that could not be read is still found by what is left of its title."""
    return OwnTexts(title=(damaged.title,), summary=(damaged.place,))


def owners_of(record: Record, library: Library) -> tuple[str, ...]:
    """What a record refers to: country:CHN, organisation:x, person:y, source:z, kind:loan, sector:w.

    `named:` is what a source calls a party of a treaty, whoever that may be.
    """
    states = (
        f"country:{held}"
        for code in record.countries
        for held in (code, living_state(code, library.countries))
    )
    sources = (f"source:{e.source}" for claim in record.claims for e in claim.evidence)
    return _distinct(
        chain(
            states,
            chain.from_iterable(map(_parties, record.claims)),
            sources,
            (f"kind:{record.kind}",),
            (f"sector:{sector}" for sector in record.sectors),
        )
    )


def part_of_owner(owner: str) -> Part:
    """Where the names of an owner count."""
    match owner.partition(":")[0]:
        case "source":
            return Part.SOURCES
        case "kind" | "sector":
            return Part.CLAIMS
    return Part.PARTIES


def names_of_owner(owner: str, library: Library) -> tuple[str, ...]:
    """Every name by which an owner may be looked for."""
    table, _, key = owner.partition(":")
    match table:
        case "source":
            source = library.sources.get(key)
            return _distinct(_source_names(source)) if source else (key,)
        case "kind":
            return (label(Kind(key)),)
        case "sector":
            return (label(Sector(key)),)
        case "named":
            return (key,)
    party = library.party(owner)
    names = (*party.names.values(), *party.aliases) if party else ()
    return _distinct((key, *names) if table == "country" or not names else names)


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _offices(claims: Iterable[Claim]) -> Iterator[str]:
    for claim in claims:
        if isinstance(claim, PartyClaim) and claim.value.office is not None:
            yield claim.value.office


def _parties(claim: Claim) -> Iterator[str]:
    party = party_of(claim)
    if party is not None:
        yield party
    if isinstance(claim, ActionClaim) and claim.value.named is not None:
        yield f"named:{claim.value.named}"


def _claim_text(claim: Claim, library: Library) -> str:
    """A claim in words; of an act only what was done, for a treaty may have a thousand of them."""
    if isinstance(claim, ActionClaim):
        return act_in_words(claim.value)
    return claim_in_words(claim, library)


def _passages(claims: Iterable[Claim]) -> Iterator[str]:
    for claim in claims:
        for evidence in claim.evidence:
            yield evidence.locator
            if evidence.attributed_to:
                yield evidence.attributed_to
            if evidence.note:
                yield evidence.note


def _source_names(source: Source) -> Iterator[str]:
    yield source.csl.title
    yield source.short_title
    yield from (t for t in (source.csl.publisher, source.csl.container_title) if t)
    yield from (name for a in source.csl.author if (name := a.literal or a.family))
