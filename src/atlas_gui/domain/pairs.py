"""Country pairs: the thing a reader browses."""

from collections.abc import Iterable, Mapping
from itertools import chain, combinations
from typing import NamedTuple

from atlas_gui.domain.entities import Country


class Pair(NamedTuple):
    """Two living states in alphabetical order of their codes."""

    first: str
    second: str

    @property
    def id(self) -> str:
        """The pair as it is written in queries and links.

        >>> Pair("CHN", "CUB").id
        'CHN-CUB'
        """
        return f"{self.first}-{self.second}"


def pair_of(one: str, other: str) -> Pair:
    """The pair of two country codes, whichever comes first."""
    return Pair(min(one, other), max(one, other))


def living_state(code: str, countries: Mapping[str, Country]) -> str:
    """The code of the state that `code` counts under today; a ring of successors ends where it was entered."""
    seen = {code}
    while (country := countries.get(code)) and country.successor:
        code = country.successor
        if code in seen:
            break
        seen.add(code)
    return code


def pairs_among(codes: Iterable[str], countries: Mapping[str, Country]) -> tuple[Pair, ...]:
    """Every pair of the states that `codes` count under today, each once, in order of appearance."""
    living = dict.fromkeys(living_state(code, countries) for code in codes)
    return tuple(dict.fromkeys(pair_of(a, b) for a, b in combinations(living, 2)))


def pairs_named(pair_ids: Iterable[str], countries: Mapping[str, Country]) -> tuple[Pair, ...]:
    """The pairs that a record names itself, under today's states, each once.

    A state and its successor are no pair.
    """
    found = (pairs_among(pair_id.split("-"), countries) for pair_id in pair_ids)
    return tuple(dict.fromkeys(chain.from_iterable(found)))
