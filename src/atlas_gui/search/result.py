"""What a query found, as plain values that any pane can read."""

from array import array
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, overload

from msgspec import Struct

from atlas_gui.search.query import Query
from atlas_gui.search.terms import Term

SortColumn = Literal["date", "title", "status", "value", "sources"]
_WORST_GRADE = 5 << 8


class Instead(NamedTuple):
    """Words that were also looked for in place of one that the reader typed."""

    typed: str
    found: tuple[str, ...]


class SearchResult(Struct, frozen=True):
    """Found records as rows of the index, best first.

    `marks` holds one byte a row of the index: whether it was found; None if every row was.
    `grades` tells how well each of `rows` answers, smaller for better; None if nothing was ranked.
    `terms` are the words to mark, `instead` the words that were looked for beside typed ones that
    were not found, and `faults` says which clauses were left out, and why.
    """

    query: Query
    rows: "array[int]"
    ids: "Ids"
    marks: bytes | None = None
    grades: "array[int] | None" = None
    terms: tuple[Term, ...] = ()
    instead: tuple[Instead, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many were found."""
        return len(self.rows)

    @property
    def ranked(self) -> bool:
        """Whether the order says how well a record answers; else it is the order of dates."""
        return self.grades is not None

    def score(self, place: int) -> float:
        """How well the record at a place answers: 1 is best; 0 where nothing was ranked."""
        if self.grades is None:
            return 0.0
        return round(1 - self.grades[place] / _WORST_GRADE, 4)

    def holds(self, row: int) -> bool:
        """Whether a row of the index was found."""
        return self.marks is None or bool(self.marks[row])


def place_of(rows: "array[int]", row: int) -> int:
    """Where a row stands among others; -1 if it does not.

    Looks for its bytes: comparing a hundred thousand numbers one by one takes milliseconds.
    """
    sought = array(rows.typecode, [row]).tobytes()
    content = rows.tobytes()
    place = content.find(sought)
    while place >= 0 and place % rows.itemsize:
        place = content.find(sought, place + 1)
    return place // rows.itemsize if place >= 0 else -1


class Ids(Sequence[str]):
    """The identifiers of rows, in the order of the rows."""

    def __init__(self, rows: "array[int]", names: Sequence[str]) -> None:
        self._rows = rows
        self._names = names

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return [self._names[row] for row in self._rows[place]]
        return self._names[self._rows[place]]

    def __iter__(self) -> Iterator[str]:
        return (self._names[row] for row in self._rows)
