"""Counts of a result as plain values."""

from collections.abc import Mapping
from typing import NamedTuple


class YearCounts(NamedTuple):
    """How many records begin in each year from `first` on."""

    first: int
    counts: tuple[int, ...]


class PairCounts(NamedTuple):
    """Of each pair: its id, how many records, how many in each group, and the latest day of any.

    The day is None where no record has one, or where nobody asked.
    """

    pair: str
    total: int
    groups: Mapping[str, int]
    latest: int | None = None
