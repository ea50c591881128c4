"""Counts of a result as plain values."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class YearCounts(NamedTuple):
    """How many records begin in each year from `first` on."""

    first: int
    counts: tuple[int, ...]


class PairCounts(NamedTuple):
    """Of each pair: its id, how many records, how many in each of `names`, and the latest day of any.

    The day is None where no record has one, or where nobody asked.
    """

    pair: str
    total: int
    cells: Sequence[int]
    names: Sequence[str]
    latest: int | None = None

    @property
    def groups(self) -> Mapping[str, int]:
        """How many records each group has; those without any are left out."""
        return {name: count for name, count in zip(self.names, self.cells, strict=True) if count}
