"""Made records with a sum of money each, for tests of sums."""

from typing import Any

from support.libraries import Plain, amount_claim, record, status_claim


def deal(name: str, amount: str = "5", **parts: Any) -> Plain:
    """A signed deal; `within` has the records it is part of, with the relation."""
    within = parts.pop("within", {})
    claims = [status_claim("signed"), amount_claim(amount)]
    relations = [{"type": kind, "target": target} for target, kind in within.items()]
    return record(name, claims=claims, relations=relations, **parts)
