"""The same texts in other engines: SQLite FTS5, and tantivy where it is installed.

Not measured by default; `make bench ONLY=search.engines` gives the figures for a decision.
"""

import re
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from atlas_gui.domain.library import Library
from atlas_gui.search.folding import words
from atlas_gui.search.index import SearchIndex
from atlas_gui.search.index_file import unpacked
from atlas_gui.search.making import index_key, whole_index
from atlas_gui.search.query import parse
from atlas_gui.store import open_library
from bench.bare_engine import milliseconds
from bench.corpus import made_library
from bench.corpus_words import vocabulary
from bench.measuring import Row, Settings, row

_REPEATS = 3
_RANKS = (20, 60, 200, 600, 2_000, 6_000)
_Ask = Callable[[str], Sequence[Any]]


class _Engine(NamedTuple):
    name: str
    ask: _Ask


def engines(settings: Settings) -> list[Row]:
    """All ids of all matches, ranked, by length of the typed beginning; the floor is Atlas' own."""
    rows: list[Row] = []
    for place, size in enumerate(settings.sizes):
        library = open_library(made_library(size))
        texts = list(_texts(library))
        with tempfile.TemporaryDirectory() as folder:
            own = _Engine("atlas", _atlas(library))
            others = [_Engine("fts5", _fts5(texts, Path(folder)))]
            if find_spec("tantivy"):
                others.append(_Engine("tantivy", _tantivy(texts)))
            else:
                print("tantivy is not installed: left out", file=sys.stderr)
            for what, typed in _typed().items():
                floors = _times(own, typed)
                rows += [
                    row(f"engine.{each.name} {what}", _times(each, typed), floors, "ms", size)
                    for each in (own, *others)
                ]
        settings.progress(place + 1, len(settings.sizes))
    return rows


def _typed() -> dict[str, list[str]]:
    """What is typed, by its kind: beginnings of words from frequent to rare, and two words."""
    english = vocabulary("en").words
    chosen = [english[rank] for rank in _RANKS]
    typed = {
        f"prefix {length}": list(dict.fromkeys(word[:length] for word in chosen))
        for length in (1, 2, 4, 8)
    }
    return {**typed, "two words": [f"{one} {other[:4]}" for one, other in pairwise(chosen)]}


def _times(engine: _Engine, typed: Sequence[str]) -> list[float]:
    found = []
    for text in typed:
        took = [milliseconds(lambda: engine.ask(text)) for _ in range(_REPEATS)]  # noqa: B023
        found.append(sorted(took)[_REPEATS // 2])
    return found


def _texts(library: Library) -> "list[tuple[str, str, str]]":
    """Title, summary and the rest of every record, as words without accents and case."""
    found = []
    for record_id in library.records:
        record = library.records[record_id]
        rest = [str(getattr(claim.value, "text", "")) for claim in record.claims]
        parties = [library.country_name(code) for code in record.countries]
        texts = (" ".join(record.title.values()), record.summary, " ".join((*parties, *rest)))
        found.append(tuple(" ".join(words(text)) for text in texts))
    return found  # type: ignore[return-value]


def _atlas(library: Library) -> _Ask:
    data = unpacked(whole_index(library, lambda _done, _total: None), index_key(library))
    index = SearchIndex(library, data)
    index.prepare()
    return lambda text: index.search(parse(text)).ids


def _fts5(texts: Sequence[tuple[str, str, str]], folder: Path) -> _Ask:
    database = sqlite3.connect(folder / "fts5.sqlite")
    database.execute(
        "CREATE VIRTUAL TABLE texts USING fts5(title, summary, rest, content='', prefix='1 2 3 4')"
    )
    rows = ((number, *text) for number, text in enumerate(texts))
    database.executemany("INSERT INTO texts(rowid, title, summary, rest) VALUES (?, ?, ?, ?)", rows)
    database.execute("INSERT INTO texts(texts) VALUES ('optimize')")
    database.commit()
    find = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY bm25(texts, 10, 3, 1)"
    return lambda text: database.execute(find, (_match(text),)).fetchall()


def _match(text: str) -> str:
    *whole, last = [f'"{word}"' for word in words(text)]
    return " ".join((*whole, f"{last} *"))


def _tantivy(texts: Sequence[tuple[str, str, str]]) -> _Ask:
    # Not among the project's packages.
    import tantivy  # type: ignore[import-not-found, unused-ignore]

    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("number", stored=False, fast=True)
    for name in ("title", "summary", "rest"):
        builder.add_text_field(name, tokenizer_name="whitespace")
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(64_000_000, 1)
    for number, (title, summary, rest) in enumerate(texts):
        document = tantivy.Document(number=number, title=title, summary=summary, rest=rest)
        writer.add_document(document)
    writer.commit()
    index.reload()
    searcher = index.searcher()
    fields = ("title", "summary", "rest")

    def ask(text: str) -> Sequence[Any]:
        *whole, last = words(text)
        queries = [
            (tantivy.Occur.Must, tantivy.Query.boolean_query([
                (tantivy.Occur.Should, tantivy.Query.term_query(schema, field, word))
                for field in fields
            ]))
            for word in whole
        ]  # fmt: skip
        queries.append((tantivy.Occur.Must, tantivy.Query.boolean_query([
            (tantivy.Occur.Should, tantivy.Query.regex_query(schema, field, re.escape(last) + ".*"))
            for field in fields
        ])))  # fmt: skip
        hits: Sequence[Any] = searcher.search(tantivy.Query.boolean_query(queries), len(texts)).hits
        return hits

    return ask
