"""How many of the found records there are of each value: for the tree and for the facets."""

from collections.abc import Sequence
from functools import cached_property
from typing import Final

import numpy
from numpy.typing import NDArray

from atlas_gui.domain.edtf_days import calendar_day, day_number
from atlas_gui.search.building import LAST_DAY, NO_CODE, NO_DAY
from atlas_gui.search.index_file import IndexData
from atlas_gui.search.pair_counts import PairCounts, YearCounts
from atlas_gui.search.text_engine import Mask

# Only decades that can be written in four digits are offered; no treaty is older.
_FIRST_YEAR, _LAST_YEAR = 0, 9_999
_DECADE: Final = 10
Codes = NDArray[numpy.integer]


class Counter:
    """Counts over the columns of one index."""

    def __init__(self, data: IndexData) -> None:
        self._data = data
        self._names = data.header.names
        self._linked = {
            name: (
                numpy.frombuffer(data.numbers(f"{name}_rows"), numpy.uint32).astype(numpy.intp),
                numpy.frombuffer(data.numbers(f"{name}_codes"), numpy.uint32).astype(numpy.intp),
            )
            for name in ("pair", "sector", "source")
        }
        self._coded = {
            name: numpy.frombuffer(data.numbers(name), numpy.uint8) for name in ("kind", "step")
        }
        self._years = numpy.frombuffer(data.numbers("year"), numpy.int64)
        self._earliest = numpy.frombuffer(data.numbers("earliest"), numpy.int64)
        self._latest = numpy.frombuffer(data.numbers("latest"), numpy.int64)
        self._dated = numpy.frombuffer(data.numbers("dated"), numpy.bool_)
        self._disagreements = numpy.frombuffer(data.numbers("disagreements"), numpy.uint16)
        self._cells = numpy.frombuffer(data.numbers("tree_cells"), numpy.uint32).astype(numpy.intp)

    def prepare(self) -> None:
        """Make ready what the first count would otherwise wait for."""
        _ = self._decades, self._span_of_years

    def of(self, field: str, mask: Mask) -> dict[str, int]:
        """How many rows of a mask there are of each value of a field; none are left out."""
        match field:
            case "pair" | "sector" | "source":
                return self._of_links(field, mask)
            case "kind":
                return self._of_codes("kind", mask)
            case "status":
                return self._of_codes("step", mask)
            case "decade":
                return self._of_decades(mask)
        raise KeyError(field)

    def disputed(self, mask: Mask) -> int:
        """On how many rows of a mask sources disagree."""
        return int(numpy.count_nonzero(self._disagreements[mask]))

    def years(self, mask: Mask) -> YearCounts:
        """How many rows of a mask begin in each year of those that occur in the library."""
        first, last = self._span_of_years
        begins = self._years[mask & self._within_years] - first
        counts = numpy.bincount(begins, minlength=max(last - first + 1, 0))
        return YearCounts(first, tuple(counts.tolist()))

    def tree(self, mask: Mask, *, with_days: bool = False) -> list[PairCounts]:
        """The counts of every pair, in the order of the index."""
        groups = self._names["group"]
        width = max(len(groups), 1)
        pairs = self._names["pair"]
        rows, codes = self._linked["pair"]
        held = mask[rows]
        cells = numpy.bincount(self._cells[held], minlength=len(pairs) * width)
        days = self._latest_days(held, rows, codes) if with_days else [None] * len(pairs)
        grid = cells.reshape(-1, width)
        totals = grid.sum(axis=1).tolist()
        # Of many hundred pairs a reader opens one or two; their groups are told when they are asked.
        return [
            PairCounts(pair, total, row, groups, day)
            for pair, total, row, day in zip(pairs, totals, grid.tolist(), days, strict=True)
        ]

    def _latest_days(self, held: Mask, rows: Codes, codes: Codes) -> list[int | None]:
        latest = self._latest[rows]
        counts = held & (latest != LAST_DAY) & self._dated[rows]
        days = numpy.full(len(self._names["pair"]), NO_DAY, numpy.int64)
        numpy.maximum.at(days, codes[counts], latest[counts])
        return [None if day == NO_DAY else day for day in days.tolist()]

    def _of_links(self, name: str, mask: Mask) -> dict[str, int]:
        names = self._names[name]
        return _named(names, self._counted(self._linked[name], len(names), mask).tolist())

    def _counted(self, links: tuple[Codes, Codes], size: int, mask: Mask) -> Codes:
        """How often each code is linked to a row of a mask, by way of the smaller side."""
        rows, codes = links
        held = mask[rows]
        if 2 * numpy.count_nonzero(held) <= len(held):
            return numpy.bincount(codes[held], minlength=size)
        whole = numpy.bincount(codes, minlength=size) if len(codes) else numpy.zeros(size, int)
        return whole - numpy.bincount(codes[~held], minlength=size)

    def _of_codes(self, name: str, mask: Mask) -> dict[str, int]:
        names = self._names[name]
        counts = numpy.bincount(self._coded[name][mask], minlength=NO_CODE + 1)
        return _named(names, counts[: len(names)].tolist())

    def _of_decades(self, mask: Mask) -> dict[str, int]:
        """A record counts in every decade that it may lie in, as `date:` finds it."""
        first, begins, ends = self._decades
        here = mask & self._dated
        size = int(ends.max(initial=0)) + 2
        change = numpy.bincount(begins[here], minlength=size)
        change -= numpy.bincount(ends[here] + 1, minlength=size)
        counts = numpy.cumsum(change)[:-1].tolist()
        return {
            f"{(first + place) * _DECADE:04d}s": count
            for place, count in enumerate(counts)
            if count
        }

    @cached_property
    def _decades(self) -> tuple[int, Codes, Codes]:
        """The first decade, and for each row between which decades after it the row may lie."""
        low, high = day_number(_FIRST_YEAR), day_number(_LAST_YEAR, 12, 31)
        bounded = self._dated & (self._earliest != NO_DAY)
        ended = self._dated & (self._latest != LAST_DAY)
        days = numpy.concatenate([self._earliest[bounded], self._latest[ended]])
        days = days[(days >= low) & (days <= high)]
        if not len(days):
            return 0, numpy.zeros(len(self._dated), numpy.intp), numpy.zeros_like(self._latest)
        first, last = (calendar_day(int(day)).year // _DECADE for day in (days.min(), days.max()))
        edges = numpy.array([day_number(d * _DECADE) for d in range(first, last + 2)])
        top = last - first
        begins = numpy.searchsorted(edges, self._earliest, side="right") - 1
        ends = numpy.searchsorted(edges, self._latest, side="right") - 1
        return first, numpy.clip(begins, 0, top), numpy.clip(ends, 0, top)

    @cached_property
    def _within_years(self) -> Mask:
        return (self._years >= _FIRST_YEAR) & (self._years <= _LAST_YEAR)

    @cached_property
    def _span_of_years(self) -> tuple[int, int]:
        years = self._years[self._within_years]
        return (int(years.min()), int(years.max())) if len(years) else (0, -1)


def _named(names: Sequence[str], counts: Sequence[int]) -> dict[str, int]:
    """Counts by name, in the order of the index; what is not there is left out."""
    return {name: count for name, count in zip(names, counts, strict=True) if count}
