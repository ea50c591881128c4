"""Years gathered into bars as many as there is room for."""

from collections.abc import Iterator, Sequence
from itertools import count as count_up

from msgspec import Struct


class YearBins(Struct, frozen=True):
    """Bars of `step` years each; the first begins with the year `first`."""

    first: int = 0
    step: int = 1
    counts: tuple[int, ...] = ()

    @property
    def years(self) -> int:
        """How many years the bars cover, to the end of the last one."""
        return self.step * len(self.counts)


def bins_of(first_year: int, counts: Sequence[int], most: int) -> YearBins:
    """`counts` by year, from `first_year` on, in at most `most` bars that begin at round years.

    >>> bins_of(1998, [1, 0, 2, 3], 3)
    YearBins(first=1998, step=2, counts=(1, 5))
    """
    if not counts:
        return YearBins()
    last_year = first_year + len(counts) - 1
    step = next(step for step in _steps() if _bars(first_year, last_year, step) <= max(most, 2))
    start = first_year - first_year % step
    gathered = [0] * _bars(first_year, last_year, step)
    for year, count in enumerate(counts, first_year):
        gathered[(year - start) // step] += count
    return YearBins(start, step, tuple(gathered))


def _steps() -> Iterator[int]:
    """Numbers of years that readers think in: 1, 2, 5, 10, 20, 50 and so on."""
    return (base * 10**power for power in count_up() for base in (1, 2, 5))


def _bars(first_year: int, last_year: int, step: int) -> int:
    return last_year // step - first_year // step + 1
