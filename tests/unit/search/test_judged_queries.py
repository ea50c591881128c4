"""What a desk officer expects to find first in the shipped library, judged from what it says.

Each line of judged_queries.tsv has a query, the records that must come first (those joined by “|”
in any order among themselves), how many records are found if that can be told from the library
alone, and the reason. A query of clauses alone ranks nothing, so no order is asked of it. How many are found is not said of words that few records have: there, similar
words are looked for as well, behind those that were meant.
"""

import csv
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import pytest
from support.places import SHIPPED_LIBRARY
from support.whole_index import index_over

from atlas_gui.domain.library import Library
from atlas_gui.search.index import SearchIndex
from atlas_gui.search.query import parse
from atlas_gui.store import open_library

_LINES = Path(__file__).with_name("judged_queries.tsv")


class Judged(NamedTuple):
    query: str
    first: tuple[frozenset[str], ...]
    found: int | None


def _judged() -> list[Judged]:
    with _LINES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Judged(
            row["query"],
            tuple(frozenset(group.split("|")) for group in row["first"].split()),
            int(row["found"]) if row["found"] else None,
        )
        for row in rows
    ]


@pytest.fixture(scope="module")
def library() -> Library:
    return open_library(SHIPPED_LIBRARY)


@pytest.fixture(scope="module")
def index(library: Library) -> SearchIndex:
    return index_over(library)


def _wrong(judged: Judged, ids: Sequence[str]) -> str:
    """What is wrong with an answer; empty if nothing is."""
    rest = iter(ids)
    for group in judged.first:
        came = list(islice(rest, len(group)))
        if set(came) != group:
            return f"{judged.query}: {sorted(group)} expected, {came} came of {list(ids)[:6]}"
    if judged.found is not None and len(ids) != judged.found:
        return f"{judged.query}: {judged.found} expected, {len(ids)} found: {list(ids)[:9]}"
    return ""


def test_every_judged_query_finds_what_was_meant_first(index: SearchIndex) -> None:
    answers = {judged: list(index.search(parse(judged.query)).ids) for judged in _judged()}
    wrongs = [wrong for judged, ids in answers.items() if (wrong := _wrong(judged, ids))]
    assert not wrongs, "\n".join([f"{len(wrongs)} of {len(answers)}:", *wrongs])


def test_the_judgement_speaks_of_records_that_there_are(library: Library) -> None:
    judged = _judged()
    assert len(judged) >= 80
    assert len({line.query for line in judged}) == len(judged)
    assert all(line.first or line.found is not None for line in judged)
    assert {name for line in judged for group in line.first for name in group} <= set(
        library.records
    )


def test_an_answer_is_the_same_at_every_asking(index: SearchIndex) -> None:
    for judged in _judged():
        assert list(index.search(parse(judged.query)).ids) == list(
            index.search(parse(judged.query)).ids
        )
