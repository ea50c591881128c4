"""How far a record got, read from its status claims."""

from collections.abc import Iterable
from typing import NamedTuple

from atlas_gui.domain.claims import Claim, StatusClaim
from atlas_gui.domain.record import Record
from atlas_gui.domain.vocabulary import CLIMBING_KINDS, LADDER, STOPPED_STEPS, Rank, Step


class Rung(NamedTuple):
    """One step of the ladder: whether it was passed, and the claims that say it was reached.

    A rung below the furthest one is passed even if no source dates it; `claims` is empty then.
    """

    step: Step
    passed: bool
    claims: tuple[StatusClaim, ...]


def status_claims(claims: Iterable[Claim]) -> tuple[StatusClaim, ...]:
    """The status claims that stand, in the order of the file."""
    return tuple(
        claim
        for claim in claims
        if isinstance(claim, StatusClaim) and claim.rank is not Rank.DEPRECATED
    )


def furthest_status(claims: Iterable[Claim]) -> StatusClaim | None:
    """The claim that tells how far it got.

    A preferred claim wins; then a stop (suspended, cancelled, …), for nothing follows it unless a
    source prefers otherwise; then the highest rung; then what stands beside the ladder.
    """
    standing = status_claims(claims)
    if not standing:
        return None
    preferred = [claim for claim in standing if claim.rank is Rank.PREFERRED]
    return max(preferred or standing, key=_height)


def _height(claim: StatusClaim) -> int:
    step = claim.value.step
    if step in STOPPED_STEPS:
        return len(LADDER) + 1
    return LADDER.index(step) if step in LADDER else -1


def rungs(record: Record) -> tuple[Rung, ...]:
    """The ladder of a record, bottom first.

    Empty for a record whose kind climbs no ladder (a visit, a figure, a lasting state of things: of
    a government that rules nobody says that it was once "discussed"), and for one off the ladder.
    Where the editors prefer a rung, nothing above it counts as reached.
    """
    climbing = [c for c in status_claims(record.claims) if c.value.step in LADDER]
    if not climbing or record.kind not in CLIMBING_KINDS:
        return ()
    preferred = [c for c in climbing if c.rank is Rank.PREFERRED]
    top = max(LADDER.index(c.value.step) for c in preferred or climbing)
    return tuple(
        Rung(
            step,
            height <= top,
            tuple(c for c in climbing if c.value.step is step and height <= top),
        )
        for height, step in enumerate(LADDER)
    )
