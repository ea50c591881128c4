"""The arrays of an index and everything that is computed with them.

Loading numpy takes as long as showing a small window; so nothing imports this module before the
first query that has anything in it.
"""

from array import array
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final

import numpy

from atlas_gui.domain.labels import label
from atlas_gui.domain.library import Library
from atlas_gui.domain.pairs import Pair
from atlas_gui.domain.vocabulary import Step
from atlas_gui.search.building import NO_CODE
from atlas_gui.search.counts import Counter
from atlas_gui.search.index_file import IndexData
from atlas_gui.search.matching import Matcher
from atlas_gui.search.money_totals import MoneyTotals
from atlas_gui.search.narrowing import Narrowing, NotebookRows
from atlas_gui.search.query import Query
from atlas_gui.search.result import Ids, SearchResult, SortColumn
from atlas_gui.search.terms import Term, terms_of
from atlas_gui.search.text_engine import Mask, Numbers, TextEngine
from atlas_gui.search.time_columns import Times

_ORDERS: Final[Mapping[str, str]] = {"date": "by_date", "title": "by_title", "value": "by_value"}


class Engine:
    """Answers queries over one index; not for two threads at a time."""

    def __init__(
        self, data: IndexData, library: Library, names: Sequence[str], notebook: NotebookRows
    ) -> None:
        self._data = data
        self._names = names
        self._texts = TextEngine(data)
        self._narrowing = Narrowing(data, library, self._texts, notebook)
        self._matcher = Matcher(self._texts, self._narrowing)
        self.counter = Counter(data)
        self.times = Times(data)
        self.money = MoneyTotals(data)

    def prepare(self) -> None:
        """Make ready what the first query would otherwise wait for."""
        self._texts.prepare()
        self.search(Query())
        self.counter.prepare()
        self.times.prepare()
        self.money.prepare()

    def search(self, query: Query) -> SearchResult:
        """The records that meet every clause, best first; those of no words by date."""
        found = self._matcher.matches(query)
        if found.grades is None:
            by_date = self._order("by_date")
            rows, grades = by_date[found.mask[by_date]], None
        else:
            rows = numpy.flatnonzero(found.mask).astype(numpy.uint32)
            # Rows are numbered in the order that breaks ties, and this sort keeps it.
            order = numpy.argsort(found.grades[rows], kind="stable")
            rows = rows[order]
            grades = found.grades[rows]
        plain = _plain_array("I", rows)
        terms = terms_of(query)
        looked_for = (
            Term(tuple(w.split()), prefix=False) for one in found.instead for w in one.found
        )
        return SearchResult(
            query=query,
            rows=plain,
            ids=Ids(plain, self._names),
            marks=found.mask.tobytes(),
            grades=None if grades is None else _plain_array("H", grades),
            terms=(*terms, *looked_for),
            instead=found.instead,
            faults=found.faults,
        )

    def mask_of(self, result: SearchResult) -> Mask:
        """The found rows as a mask."""
        if result.marks is None:
            return numpy.ones(self._texts.rows, numpy.bool_)
        return numpy.frombuffer(result.marks, numpy.bool_)

    def pairs_named(self, value: str) -> frozenset[Pair]:
        """The pairs that the value of a `pair:` clause means; empty if it means none."""
        return self._narrowing.pairs_named(value)

    def sorted_rows(
        self, result: SearchResult, column: SortColumn, *, descending: bool
    ) -> "array[int]":
        """The found rows by a column; those with nothing to sort by stand last either way."""
        if column in _ORDERS:
            return _plain_array("I", self._by_order(result, column, descending=descending))
        rows = numpy.frombuffer(result.rows, numpy.uint32)
        keys, blank = self._keys(column)
        keys, empty = keys[rows], blank[rows]
        highest = int(keys.max(initial=0))
        ranked = (highest - keys if descending else keys).astype(numpy.uint16)
        ranked[empty] = numpy.iinfo(numpy.uint16).max
        return _plain_array("I", rows[numpy.argsort(ranked, kind="stable")])

    def _by_order(self, result: SearchResult, column: str, *, descending: bool) -> Numbers:
        order = self._order(_ORDERS[column])
        header = self._data.header
        told = {"date": header.dated, "value": header.valued}.get(column, header.rows)
        mask = self.mask_of(result)
        filled, empty = order[:told], order[told:]
        if descending:
            filled = filled[::-1]
        ordered: Numbers = numpy.concatenate([filled[mask[filled]], empty[mask[empty]]])
        return ordered

    def _keys(self, column: SortColumn) -> tuple[Numbers, Mask]:
        """What each row is sorted by, and which rows have no such thing."""
        if column == "sources":
            counts = numpy.frombuffer(self._data.numbers("source_counts"), numpy.uint16)
            return counts.astype(numpy.uint32), numpy.zeros(len(counts), numpy.bool_)
        steps = numpy.frombuffer(self._data.numbers("step"), numpy.uint8)
        ranks = numpy.zeros(NO_CODE + 1, numpy.uint32)
        names = self._data.header.names["step"]
        by_label = sorted(range(len(names)), key=lambda code: label(Step(names[code])))
        for rank, code in enumerate(by_label):
            ranks[code] = rank
        return ranks[steps], steps == NO_CODE

    def _order(self, name: str) -> Numbers:
        return self._orders[name]

    @cached_property
    def _orders(self) -> dict[str, Numbers]:
        return {
            name: numpy.frombuffer(self._data.numbers(name), numpy.uint32)
            for name in _ORDERS.values()
        }


def _plain_array(code: str, values: "numpy.typing.NDArray[numpy.generic]") -> "array[int]":
    plain: array[int] = array(code)
    plain.frombytes(numpy.ascontiguousarray(values).tobytes())
    return plain
