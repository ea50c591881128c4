"""The index of one library as the rest of Atlas sees it: queries in, results and counts out."""

from array import array
from collections import Counter
from collections.abc import Collection, Iterable
from functools import cached_property
from itertools import pairwise
from threading import Lock
from typing import TYPE_CHECKING

import msgspec

from atlas_gui.domain.library import Library
from atlas_gui.domain.notebook import Notebook
from atlas_gui.domain.pairs import Pair
from atlas_gui.domain.sums import Measure, Reason, Stage
from atlas_gui.search.index_file import IndexData
from atlas_gui.search.money_answers import MOST_TOTALS, By, SumRow, Sums
from atlas_gui.search.pair_counts import PairCounts, YearCounts
from atlas_gui.search.query import Field, Query
from atlas_gui.search.result import Ids, SearchResult, SortColumn

if TYPE_CHECKING:
    from atlas_gui.domain.lane_by import LaneBy
    from atlas_gui.search.engine import Engine
    from atlas_gui.search.reader_marks import ReaderMarks
    from atlas_gui.search.time_columns import LaneLinks, TimeColumns


class SearchIndex:
    """Answers queries over one library.

    The answer to the empty query is ready in the index; for any other the arrays are loaded when
    they are first needed, or ahead of that by `prepare`, which may run on another thread. Queries
    themselves are for one thread at a time.
    """

    def __init__(self, library: Library, data: IndexData) -> None:
        self._library = library
        self._data = data
        self._names = msgspec.json.decode(data.text("ids"), type=list[str])
        self._engine: Engine | None = None
        self._marks: ReaderMarks | None = None
        self._loading = Lock()

    @property
    def complete(self) -> bool:
        """Whether everything that can be found is in the index, and not the titles alone."""
        return self._data.header.complete

    @property
    def telling(self) -> str:
        """The record to begin with: disputed if there is one, then the one with most to tell."""
        return self._data.header.telling

    def use_notebook(self, notebook: Notebook) -> None:
        """Answer clauses on what the reader keeps by this notebook, as it is at each search."""
        from atlas_gui.search.reader_marks import ReaderMarks

        self._marks = ReaderMarks(notebook)

    def tags(self) -> dict[str, int]:
        """The reader's tags, with how many records have each, here or elsewhere."""
        return self._marks.tags() if self._marks else {}

    def __len__(self) -> int:
        return self._data.header.rows

    def prepare(self) -> None:
        """Load the arrays, unless they are there or another thread is just about to finish that."""
        self._loaded().prepare()

    def search(self, query: Query) -> SearchResult:
        """The records that meet every clause, best first; those of an empty query are all, by date."""
        if not query.clauses:
            return self._everything
        return self._loaded().search(query)

    def counts(self, result: SearchResult) -> "Counts":
        """How many of what was found there are of each value."""
        return Counts(self, result)

    def id_of(self, row: int) -> str:
        """The identifier of a row."""
        return self._names[row]

    def row_of(self, record_id: str) -> int | None:
        """The row of a record; None if the index has no such record."""
        return self._rows_by_id.get(record_id)

    def pairs_named(self, value: str) -> frozenset[Pair]:
        """The pairs that the value of a `pair:` clause means; empty if it means none."""
        return self._loaded().pairs_named(value)

    def sorted_rows(
        self, result: SearchResult, column: SortColumn, *, descending: bool
    ) -> "array[int]":
        """The found rows by a column; those with nothing to sort by stand last either way."""
        return self._loaded().sorted_rows(result, column, descending=descending)

    def rows_under(self, result: SearchResult, pair: str, group: str) -> list[int]:
        """The found rows of a pair and a group, by date."""
        names = self._data.header.names
        try:
            cell = names["pair"].index(pair) * len(names["group"]) + names["group"].index(group)
        except ValueError:
            return []
        starts, rows = self._data.numbers("tree_starts"), self._data.numbers("tree_rows")
        return [row for row in rows[starts[cell] : starts[cell + 1]] if result.holds(row)]

    def unreadable(self, result: SearchResult) -> list[int]:
        """The found rows of records that could not be read."""
        return [row for row in self._data.numbers("unreadable") if result.holds(row)]

    def time_columns(self, result: SearchResult | None) -> "TimeColumns":
        """When the found records were, of those with a date; None stands for the whole library."""
        engine = self._loaded()
        if result is None or result.marks is None:
            return engine.times.columns(None)
        return engine.times.columns(engine.mask_of(result))

    def lane_links(self, columns: "TimeColumns", by: "LaneBy") -> "LaneLinks":
        """In which lanes those records stand; `columns` are of this index as it is now."""
        return self._loaded().times.links(columns, by)

    def sums(self, result: SearchResult, most: int | None = MOST_TOTALS) -> Sums:
        """What the sums of the found records add up to, and what is left out of that.

        `most` is how many totals are made at most; None for all.
        """
        if result.marks is None and most == MOST_TOTALS:
            return self._sums_of_everything
        engine = self._loaded()
        return engine.money.sums(engine.mask_of(result), most)

    def sums_by(self, result: SearchResult, measure: Measure, stage: Stage, by: By) -> list[SumRow]:
        """The parts of one total of the found records; those of CURRENCY are all of the stage."""
        engine = self._loaded()
        return engine.money.rows_by(engine.mask_of(result), measure, stage, by)

    def left_out(self, result: SearchResult, reason: Reason) -> list[str]:
        """The found records of which a sum was left out for a reason."""
        engine = self._loaded()
        rows = engine.money.left_out_rows(engine.mask_of(result), reason)
        return [self._names[row] for row in rows]

    def disputed_under(self, pairs: Iterable[str]) -> list[str]:
        """The records of some pairs on which sources disagree, heaviest first."""
        names = self._data.header.names["pair"]
        starts, members = (
            self._data.numbers("disputed_starts"),
            self._data.numbers("disputed_members"),
        )
        codes = [names.index(pair) for pair in pairs if pair in names]
        rows = {row for code in codes for row in members[starts[code] : starts[code + 1]]}
        return [self._names[row] for row in sorted(rows)]

    def owners(self, tables: Collection[str]) -> list[tuple[str, str, int]]:
        """Countries, bodies, people or sources that records refer to: table, key, how many records."""
        starts = self._data.numbers("owner_starts")
        found = []
        for number, name in enumerate(self._data.header.names["owner"]):
            table, _, key = name.partition(":")
            if table in tables:
                found.append((table, key, starts[number + 1] - starts[number]))
        return found

    def currencies(self) -> list[tuple[str, int]]:
        """The currencies of sums, each with how many sums; those of most sums first."""
        counts = Counter(self._data.numbers("sum_currencies"))
        names = self._data.header.names["currency"]
        return [(names[code], count) for code, count in counts.most_common()]

    def take_over(self, other: "SearchIndex") -> None:
        """Answer from now on as another index of the same library does."""
        # The other one's arrays come along, and ask it what the reader keeps.
        other._marks = self._marks  # noqa: SLF001  the same class
        with self._loading:
            self._data, self._names = other._data, other._names  # noqa: SLF001  the same class
            self._engine = other._engine  # noqa: SLF001
            for name in ("_everything", "_rows_by_id", "_sums_of_everything"):
                self.__dict__.pop(name, None)

    def _loaded(self) -> "Engine":
        with self._loading:
            if self._engine is None:
                from atlas_gui.search.engine import Engine

                self._engine = Engine(self._data, self._library, self._names, self._rows_kept)
            return self._engine

    def _rows_kept(self, field: Field, value: str) -> list[int]:
        """The rows of the records that a clause on the notebook asks for."""
        found = self._marks.records(field, value) if self._marks else ()
        rows = map(self._rows_by_id.get, found)
        return [row for row in rows if row is not None]

    @cached_property
    def _everything(self) -> SearchResult:
        rows = array("I")
        rows.frombytes(self._data.numbers("by_date").tobytes())
        return SearchResult(query=Query(), rows=rows, ids=Ids(rows, self._names))

    @cached_property
    def _sums_of_everything(self) -> Sums:
        return msgspec.json.decode(self._data.text("sums"), type=Sums)

    @cached_property
    def _rows_by_id(self) -> dict[str, int]:
        return dict(zip(self._names, range(len(self._names)), strict=True))

    # What Counts asks for.

    def tree_of_everything(self) -> list[PairCounts]:
        """The counts of every pair in the whole library, which the index holds ready."""
        names = self._data.header.names
        groups = names["group"]
        starts = self._data.numbers("tree_starts").tolist()
        found = []
        for number, pair in enumerate(names["pair"]):
            first = number * len(groups)
            ends = starts[first : first + len(groups) + 1]
            cells = [end - start for start, end in pairwise(ends)]
            found.append(PairCounts(pair, sum(cells), cells, groups))
        return found

    @property
    def disputed(self) -> int:
        """On how many records of the library sources disagree."""
        return self._data.header.disputed

    def engine(self) -> "Engine":
        """The arrays, loaded if they were not."""
        return self._loaded()


class Counts:
    """Counts of one result, each computed when it is asked for."""

    def __init__(self, index: SearchIndex, result: SearchResult) -> None:
        self._index = index
        self._result = result

    def of(self, field: str) -> dict[str, int]:
        """By value of a field: pair, kind, status, sector, decade or source; KeyError for others."""
        engine = self._index.engine()
        return engine.counter.of(field, engine.mask_of(self._result))

    def years(self) -> YearCounts:
        """By year in which a record begins."""
        engine = self._index.engine()
        return engine.counter.years(engine.mask_of(self._result))

    def tree(self, *, with_days: bool = False) -> list[PairCounts]:
        """By pair and group, every pair of the library once; with the latest day of each if asked."""
        if self._result.marks is None and not with_days:
            return self._index.tree_of_everything()
        engine = self._index.engine()
        return engine.counter.tree(engine.mask_of(self._result), with_days=with_days)

    def disputed(self) -> int:
        """On how many of the records sources disagree."""
        if self._result.marks is None:
            return self._index.disputed
        engine = self._index.engine()
        return engine.counter.disputed(engine.mask_of(self._result))
