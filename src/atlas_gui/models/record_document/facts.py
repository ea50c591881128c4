"""The table under a record's title: its claims gathered by heading, each value with its sources."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct, field

from atlas_gui.domain.acts import acts_counted
from atlas_gui.domain.claim_words import claim_in_words, date_phrase_in_words
from atlas_gui.domain.claims import (
    ActionClaim,
    AmountClaim,
    Claim,
    DateClaim,
    PartyClaim,
    PlaceClaim,
    QuantityClaim,
    RankingClaim,
    ShareClaim,
    StatusClaim,
)
from atlas_gui.domain.date_words import long_date_in_words
from atlas_gui.domain.disagreements import standing_claims
from atlas_gui.domain.labels import label
from atlas_gui.domain.library import Library
from atlas_gui.domain.record import Record
from atlas_gui.i18n import _


class FactLine(NamedTuple):
    """One value, a muted remark to it, and the sources that give it."""

    text: str
    remark: str
    sources: tuple[str, ...]


class Fact(Struct):
    """A heading and its values."""

    heading: str
    lines: list[FactLine] = field(default_factory=list)


def facts_of(record: Record, library: Library) -> list[Fact]:
    """The facts of a record: when, how far, how much, who, where. Statements stand elsewhere."""
    facts: dict[str, Fact] = {}
    standing = standing_claims(record.claims)
    for rank_of_property in _ORDER:
        for claim in standing:
            if isinstance(claim, rank_of_property):
                heading, line = _fact(claim, library)
                facts.setdefault(heading, Fact(heading)).lines.append(line)
    return [*facts.values(), *_acts(standing)]


def _acts(standing: Sequence[Claim]) -> Iterator[Fact]:
    """How many acts of how many parties: they stand in a table of their own."""
    acts = [claim for claim in standing if isinstance(claim, ActionClaim)]
    if acts:
        sources = dict.fromkeys(passage.source for act in acts for passage in act.evidence)
        yield Fact(_("Acts"), [FactLine(acts_counted(acts), "", tuple(sources))])


_ORDER: tuple[type, ...] = (
    DateClaim,
    StatusClaim,
    AmountClaim,
    QuantityClaim,
    ShareClaim,
    RankingClaim,
    PartyClaim,
    PlaceClaim,
)


def _fact(claim: Claim, library: Library) -> tuple[str, FactLine]:
    sources = tuple(evidence.source for evidence in claim.evidence)
    heading, text, remark = _words(claim, library)
    return heading, FactLine(text, remark, sources)


def _words(claim: Claim, library: Library) -> tuple[str, str, str]:
    if isinstance(claim, DateClaim):
        date = claim.value.wording or long_date_in_words(claim.value.edtf)
        return _("Date"), date, _remark(label(claim.value.basis), claim.value.inferred_from)
    if isinstance(claim, StatusClaim):
        date = date_phrase_in_words(claim.value.date) if claim.value.date else ""
        return _("Status"), label(claim.value.step), _remark(date, claim.value.inferred_from)
    if isinstance(claim, PartyClaim):
        office = claim.value.office or ""
        return label(claim.value.role), library.party_name(claim.value.party), office
    headings: Iterator[tuple[type, str]] = iter(
        (
            (AmountClaim, _("Value")),
            (QuantityClaim, _("Quantity")),
            (ShareClaim, _("Share")),
            (RankingClaim, _("Ranking")),
            (PlaceClaim, _("Place")),
        )
    )
    heading = next(word for kind, word in headings if isinstance(claim, kind))
    return heading, claim_in_words(claim, library), ""


def _remark(text: str, ground: str | None) -> str:
    """A muted remark; the ground of an inference stands with the claim, here only that it is one."""
    return ", ".join(filter(None, (text, _("inferred") if ground else "")))
