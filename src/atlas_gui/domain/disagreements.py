"""Where sources disagree: rival claims that answer the same question with different values.

Two claims are rivals if they share a slot. Values of one property that may well stand side by side
(several parties, places, steps, statements) are rivals only if the editors gave them one `topic`.
A slot in which the editors preferred one claim over the rest is settled and no disagreement;
claims whose as-of dates do not overlap are a sequence in time, and no disagreement either.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from decimal import Decimal
from itertools import combinations
from typing import Any

import msgspec

from atlas_gui.domain.claims import (
    AmountClaim,
    Claim,
    DateClaim,
    QuantityClaim,
    RankingClaim,
    ShareClaim,
    Value,
)
from atlas_gui.domain.edtf import EdtfError, parse_edtf
from atlas_gui.domain.vocabulary import Rank

Slot = tuple[Hashable, ...]
_WORDING = frozenset({"wording", "inferred_from", "office", "not_counted"})
_NUMBERS = frozenset({"amount", "number", "percent"})


class Disagreement(msgspec.Struct, frozen=True):
    """Two or more claims of one record that cannot all be right; none is dropped."""

    slot: Slot
    claims: tuple[Claim, ...]


def slot_of(claim: Claim) -> Slot | None:
    """The question a claim answers; None for a claim that has no rivals by nature."""
    if claim.topic is not None:
        return (claim.property, "topic", claim.topic)
    if isinstance(claim, DateClaim):
        return (claim.property, claim.value.basis)
    if isinstance(claim, AmountClaim):
        return (claim.property, claim.value.kind, claim.value.of, claim.value.conversion)
    if isinstance(claim, QuantityClaim):
        return (claim.property, claim.value.unit, claim.value.of)
    if isinstance(claim, ShareClaim):
        return (claim.property, claim.value.party, claim.value.of)
    if isinstance(claim, RankingClaim):
        return (claim.property, claim.value.among, claim.value.position)
    return None


def disagreements_among(claims: Iterable[Claim]) -> tuple[Disagreement, ...]:
    """Every slot of `claims` in which unsettled rivals differ, in order of appearance."""
    slots: dict[Slot, list[Claim]] = defaultdict(list)
    for claim in claims:
        slot = slot_of(claim)
        if slot is not None and claim.rank is not Rank.DEPRECATED:
            slots[slot].append(claim)
    found = ((slot, _unsettled(rivals)) for slot, rivals in slots.items())
    return tuple(Disagreement(slot, rivals) for slot, rivals in found if rivals)


def standing_claims(claims: Iterable[Claim]) -> list[Claim]:
    """The claims that the editors neither set aside nor passed over for a preferred rival."""
    claims = [claim for claim in claims if claim.rank is not Rank.DEPRECATED]
    settled = {slot_of(claim) for claim in claims if claim.rank is Rank.PREFERRED} - {None}
    return [
        claim for claim in claims if claim.rank is Rank.PREFERRED or slot_of(claim) not in settled
    ]


def _unsettled(rivals: list[Claim]) -> tuple[Claim, ...]:
    preferred = [claim for claim in rivals if claim.rank is Rank.PREFERRED]
    standing = preferred or rivals
    differing = {
        claim.id
        for one, other in combinations(standing, 2)
        if _differ(one, other)
        for claim in (one, other)
    }
    return tuple(claim for claim in standing if claim.id in differing)


def _differ(one: Claim, other: Claim) -> bool:
    return _comparable(one.value) != _comparable(other.value) and not _at_different_times(
        one, other
    )


def _comparable(value: Value) -> object:
    """The value without what only words it: a date's phrase, an inference's ground, a last zero."""
    return _bare(msgspec.to_builtins(value))


def _bare(plain: dict[str, Any]) -> dict[str, Any]:
    bare = {k: v for k, v in plain.items() if k not in _WORDING}
    if "party" in bare:
        # Whom a source means is settled; what it calls them is wording.
        bare.pop("named", None)
    bare |= {k: Decimal(v) for k, v in bare.items() if k in _NUMBERS}
    return bare | {k: _bare(v) for k, v in bare.items() if isinstance(v, dict)}


def _at_different_times(one: Claim, other: Claim) -> bool:
    first, second = _as_of_bounds(one), _as_of_bounds(other)
    if first is None or second is None:
        return False
    return first[1] < second[0] or second[1] < first[0]


def _as_of_bounds(claim: Claim) -> tuple[int, int] | None:
    """First and last day for which all of a claim's evidence speaks; None if any does not say."""
    starts, ends = [], []
    for evidence in claim.evidence:
        if evidence.as_of is None:
            return None
        try:
            moment = parse_edtf(evidence.as_of.edtf)
        except EdtfError:
            return None
        if moment.earliest is None or moment.latest is None:
            return None
        starts.append(moment.earliest)
        ends.append(moment.latest)
    return min(starts), max(ends)
