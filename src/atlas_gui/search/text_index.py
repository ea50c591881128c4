"""The text of every record in SQLite FTS5, in memory.

SQLite is part of Python, answers in milliseconds at a hundred thousand records, and its bm25 ranks
by where a word stands. What it cannot do is left out of it: folding happens before (`folding.py`).
"""

import sqlite3
import weakref
from collections.abc import Iterable, Sequence
from functools import cache

from atlas_gui.domain.catalogue import Entry
from atlas_gui.domain.library import Library
from atlas_gui.search.corpus import SearchText, damaged_search_text, search_text
from atlas_gui.search.folding import words
from atlas_gui.search.terms import Term

# How much a word in each column of SearchText weighs, in its order.
_WEIGHTS = "10.0, 5.0, 3.0, 2.0, 0.5"
_CREATE = """
CREATE VIRTUAL TABLE texts USING fts5(
    title, parties, summary, claims, sources,
    content='', prefix='2 3', tokenize="unicode61 remove_diacritics 0")
"""
_INSERT = (
    "INSERT INTO texts(rowid, title, parties, summary, claims, sources) VALUES (?, ?, ?, ?, ?, ?)"
)
_FIND = f"SELECT rowid, bm25(texts, {_WEIGHTS}) FROM texts WHERE texts MATCH ? ORDER BY 2, 1"  # noqa: S608  the weights are ours
_TITLE_STEPS = 3
# A private character is a token to SQLite that no query can hold: it keeps a phrase from running
# over from the end of one text to the beginning of the next.
_BREAK = " \ue000 "


class TextIndex:
    """Finds rows by the words in them; rows are numbered as `entries` are."""

    def __init__(self, entries: Sequence[Entry], library: Library) -> None:
        self._titles = [_folded_titles(entry, library) for entry in entries]
        # Autocommit spares the transaction that nobody would ever roll back.
        self._connection = sqlite3.connect(
            ":memory:", check_same_thread=False, isolation_level=None
        )
        # From Python 3.13 on, a connection that is merely let go of is warned about.
        self._closing = weakref.finalize(self, self._connection.close)
        self._connection.execute(_CREATE)
        self._connection.executemany(_INSERT, _rows(entries, library))

    def ranked(self, terms: Sequence[Term]) -> list[tuple[int, float]]:
        """Rows in which every term stands, best first, each with its score; higher is better."""
        found = self._connection.execute(_FIND, (_match_expression(terms),)).fetchall()
        typed = " ".join(token for term in terms for token in term.tokens)
        steps = {row: self._title_distance(row, typed) for row, _rank in found}
        ordered = sorted(found, key=lambda hit: (steps[hit[0]], hit[1]))
        return [(row, round(_TITLE_STEPS - steps[row] - rank, 6)) for row, rank in ordered]

    def close(self) -> None:
        """Give the memory back."""
        self._closing()

    def _title_distance(self, row: int, typed: str) -> int:
        """How far the nearest title of a row, in any language, is from what was typed."""
        return min(_distance(title, typed) for title in self._titles[row])


def _distance(title: str, typed: str) -> int:
    """Nothing if they are the same, then: a beginning, words inside, not in the title at all."""
    if title == typed:
        return 0
    if title.startswith(typed):
        return 1
    return 2 if f" {typed}" in title else _TITLE_STEPS


def _rows(entries: Sequence[Entry], library: Library) -> Iterable[tuple[object, ...]]:
    # Names and source titles recur from record to record; each is folded once.
    fold_once = cache(_folded_words)
    for row, entry in enumerate(entries):
        parts = _text_of(entry, library)
        yield (row, *(_BREAK.join(map(fold_once, texts)) for texts in parts))


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
