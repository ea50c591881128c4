"""Answering queries: text by the index, narrowing by the entries themselves."""

from collections.abc import Mapping
from functools import cached_property
from threading import Lock

from msgspec import Struct

from atlas_gui.domain.catalogue import Catalogue, Entry
from atlas_gui.domain.library import Library
from atlas_gui.domain.pairs import Pair
from atlas_gui.search.filters import Filters, passes
from atlas_gui.search.query import Query
from atlas_gui.search.terms import Term, terms_of
from atlas_gui.search.text_index import TextIndex


class SearchResult(Struct, frozen=True):
    """Found records, best first, each with its score (higher is better; 0 where nothing was ranked).

    `faults` says in words which clauses were left out, and why.
    """

    query: Query
    scores: Mapping[str, float]
    terms: tuple[Term, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The identifiers of the found records, best first."""
        return tuple(self.scores)

    @property
    def ranked(self) -> bool:
        """Whether the order says how well a record answers; else it is the order of dates."""
        return bool(self.terms)


class SearchIndex:
    """Answers queries over one library.

    The text index is built when it is first needed, or ahead of that by `prepare`, which may run on
    another thread. Queries themselves are for one thread at a time.
    """

    def __init__(self, library: Library, catalogue: Catalogue) -> None:
        self._library = library
        self._entries = sorted(catalogue.entries, key=lambda entry: (entry.date_key, entry.id))
        self._text: TextIndex | None = None
        self._building = Lock()

    def prepare(self) -> None:
        """Build the text index, unless it is there or another thread is just about to finish it."""
        self._text_index()

    def search(self, query: Query) -> SearchResult:
        """The records that meet every clause; those of an empty query are all, by date."""
        terms = terms_of(query)
        tests, faults = self._filters.tests(query) if query.fields else ([], [])
        found = self._ranked(terms) if terms else [(entry, 0.0) for entry in self._entries]
        scores = {entry.id: score for entry, score in found if passes(entry, tests)}
        return SearchResult(query, scores, terms, tuple(faults))

    def pairs_named(self, value: str) -> frozenset[Pair]:
        """The pairs that the value of a `pair:` clause means; empty if it means none."""
        return self._filters.pairs_named(value)

    def close(self) -> None:
        """Give the memory back."""
        with self._building:
            if self._text is not None:
                self._text.close()
                self._text = None

    @cached_property
    def _filters(self) -> Filters:
        return Filters(self._library)

    def _text_index(self) -> TextIndex:
        with self._building:
            if self._text is None:
                self._text = TextIndex(self._entries, self._library)
            return self._text

    def _ranked(self, terms: tuple[Term, ...]) -> list[tuple[Entry, float]]:
        ranked = self._text_index().ranked(terms)
        return [(self._entries[row], score) for row, score in ranked]
