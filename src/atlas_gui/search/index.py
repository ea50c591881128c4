"""The search index: SQLite FTS5 over folded text, in memory, behind one method.

SQLite is part of Python, answers in milliseconds at a hundred thousand records, and its bm25 ranks
by where a word stands. What it cannot do is left out of it: folding happens before (`folding.py`),
and narrowing by pair, kind, status and date happens on the entries (`filters.py`).
"""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from atlas_gui.domain.catalogue import Catalogue, Entry
from atlas_gui.domain.library import Library
from atlas_gui.search.corpus import SearchText, damaged_search_text, search_text
from atlas_gui.search.filters import Filters, passes
from atlas_gui.search.folding import words
from atlas_gui.search.query import Query
from atlas_gui.search.terms import Term, terms_of

# How much a word in each column of SearchText weighs, in its order.
_WEIGHTS = "10.0, 5.0, 3.0, 2.0, 0.5"
_CREATE = """
CREATE VIRTUAL TABLE texts USING fts5(
    title, parties, summary, claims, sources,
    content='', prefix='2 3', tokenize="unicode61 remove_diacritics 0")
"""
_FIND = f"SELECT rowid, bm25(texts, {_WEIGHTS}) FROM texts WHERE texts MATCH ? ORDER BY 2, 1"


@dataclass(frozen=True, slots=True)
class SearchResult:
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
    """Answers queries over one library. Not for use by several threads at once."""

    def __init__(self, library: Library, catalogue: Catalogue) -> None:
        self._filters = Filters(library)
        self._entries = sorted(catalogue.entries, key=lambda entry: (entry.date_key, entry.id))
        self._folded_titles = [_folded_titles(entry, library) for entry in self._entries]
        # Autocommit spares the transaction that nobody would ever roll back.
        self._connection = sqlite3.connect(
            ":memory:", check_same_thread=False, isolation_level=None
        )
        self._connection.execute(_CREATE)
        self._connection.executemany(
            "INSERT INTO texts(rowid, title, parties, summary, claims, sources)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            self._rows(library),
        )

    def search(self, query: Query) -> SearchResult:
        """The records that meet every clause; those of an empty query are all, by date."""
        terms = terms_of(query)
        tests, faults = self._filters.tests(query)
        found = self._ranked(terms) if terms else self._all()
        scores = {entry.id: score for entry, score in found if passes(entry, tests)}
        return SearchResult(query, scores, terms, tuple(faults))

    def close(self) -> None:
        """Give the memory back."""
        self._connection.close()

    def _rows(self, library: Library) -> Iterable[tuple[object, ...]]:
        # Names and source titles recur from record to record; each is folded once.
        fold_once = cache(_folded_words)
        for row, entry in enumerate(self._entries):
            parts = _text_of(entry, library)
            yield (row, *(_BREAK.join(map(fold_once, texts)) for texts in parts))

    def _all(self) -> list[tuple[Entry, float]]:
        return [(entry, 0.0) for entry in self._entries]

    def _ranked(self, terms: tuple[Term, ...]) -> list[tuple[Entry, float]]:
        found = self._connection.execute(_FIND, (_match_expression(terms),)).fetchall()
        typed = " ".join(token for term in terms for token in term.tokens)
        ordered = sorted(found, key=lambda hit: (self._title_distance(hit[0], typed), hit[1]))
        return [
            (self._entries[row], round(_TITLE_STEPS - self._title_distance(row, typed) - rank, 6))
            for row, rank in ordered
        ]

    def _title_distance(self, row: int, typed: str) -> int:
        """How far the nearest title of a row, in any language, is from what was typed."""
        return min(_distance(title, typed) for title in self._folded_titles[row])


def _distance(title: str, typed: str) -> int:
    """Nothing if they are the same, then: a beginning, words inside, not in the title at all."""
    if title == typed:
        return 0
    if title.startswith(typed):
        return 1
    return 2 if f" {typed}" in title else _TITLE_STEPS


_TITLE_STEPS = 3
# A private character is a token to SQLite that no query can hold: it keeps a phrase from running
# over from the end of one text to the beginning of the next.
_BREAK = " \ue000 "


def _text_of(entry: Entry, library: Library) -> SearchText:
    record = library.records.get(entry.id)
    if record is None:
        return damaged_search_text(library.damaged[entry.id])
    return search_text(record, library)


def _folded_titles(entry: Entry, library: Library) -> tuple[str, ...]:
    record = library.records.get(entry.id)
    titles = record.title.values() if record else (entry.title,)
    return tuple(map(_folded_words, titles))


def _folded_words(text: str) -> str:
    return " ".join(words(text))


def _match_expression(terms: Iterable[Term]) -> str:
    """FTS5's query language; tokens hold letters and digits only, so quoting them is enough."""
    return " AND ".join(
        f'"{" ".join(term.tokens)}"' + ("*" if term.prefix else "") for term in terms
    )
