"""The index of a library in memory, made in one go and kept nowhere."""

from array import array

from atlas_gui.domain.catalogue import Catalogue, Entry
from atlas_gui.domain.library import Library
from atlas_gui.search.index import SearchIndex
from atlas_gui.search.index_file import IndexData, unpacked
from atlas_gui.search.making import index_key, whole_index
from atlas_gui.search.query import parse
from atlas_gui.search.reading import Reading
from atlas_gui.search.result import Ids, SearchResult
from atlas_gui.search.terms import terms_of


def data_over(library: Library) -> IndexData:
    """Everything of a library as columns."""
    return unpacked(whole_index(library, _unheard), index_key(library))


def index_over(library: Library) -> SearchIndex:
    """Everything of a library, ready to be asked."""
    return SearchIndex(library, data_over(library))


def reading_over(library: Library) -> Reading:
    """A library, its records as lines, and its index."""
    return Reading(library, Catalogue(library), index_over(library))


def entries_of(library: Library) -> tuple[Entry, ...]:
    """Every record as a line, damaged ones last, in the order of the file."""
    catalogue = Catalogue(library)
    return tuple(map(catalogue.entry, (*library.records, *library.damaged)))


def chosen(reading: Reading, *record_ids: str, typed: str = "") -> SearchResult:
    """A result of just these records, in this order, as if `typed` had found them."""
    index = reading.index
    rows = array("I", [row for name in record_ids if (row := index.row_of(name)) is not None])
    held = set(rows)
    query = parse(typed)
    return SearchResult(
        query=query,
        rows=rows,
        ids=Ids(rows, [index.id_of(row) for row in range(len(index))]),
        marks=bytes(row in held for row in range(len(index))),
        terms=terms_of(query),
    )


def _unheard(_done: int, _total: int) -> None:
    """Nobody waits for this index."""
