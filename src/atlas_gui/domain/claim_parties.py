"""Which party the value of a claim names."""

from atlas_gui.domain.claims import (
    ActionClaim,
    Claim,
    PartyClaim,
    RankingClaim,
    ShareClaim,
    StatementClaim,
)


def party_of(claim: Claim) -> str | None:
    """The party that a claim is about, such as "country:CUB"; None if it refers to none.

    Where something is (the country of a place) is not who took part.
    """
    if isinstance(claim, PartyClaim | ShareClaim | RankingClaim | ActionClaim):
        return claim.value.party
    if isinstance(claim, StatementClaim):
        return claim.value.speaker
    return None
