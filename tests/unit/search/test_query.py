"""The query as a value: any text has a reading, and a reading can be written down again."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.search import folding, query
from atlas_gui.search.query import FIELD_NAMES, Field, Phrase, Query, Word, format_query, parse

_typed = st.text(max_size=30) | st.lists(
    st.sampled_from(
        ["pair:", "KIND:", "no:date", '"', " ", "\t", "a", ":", "..", "2004", "ſtatuſ:", "paır:"]
    ),
    max_size=8,
).map("".join)


@pytest.mark.parametrize("module", [query, folding])
def test_the_examples_are_true(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "clauses"),
    [
        ("", ()),
        ("  \t\n", ()),
        ("nickel", (Word("nickel"),)),
        ('"joint  venture" gas', (Phrase("joint venture"), Word("gas"))),
        ('"still typing', (Phrase("still typing", prefix=True),)),
        ('""', ()),
        ("pair:CHN-CUB", (Field("pair", "CHN-CUB"),)),
        ('pair:"China Cuba"', (Field("pair", "China Cuba"),)),
        ("Kind:LOAN", (Field("kind", "LOAN"),)),
        ("kind:", ()),
        ("http://a.b", (Word("http://a.b"),)),
        ("date:2004..2008 x", (Field("date", "2004..2008"), Word("x"))),
        ("no:date", (Field("no", "date"),)),
        ("unkind:loan", (Word("unkind:loan"),)),
    ],
)
def test_what_is_typed_is_understood(typed: str, clauses: tuple[object, ...]) -> None:
    assert parse(typed).clauses == clauses


@given(typed=_typed)
def test_a_query_written_down_reads_the_same(typed: str) -> None:
    found = parse(typed)
    assert parse(format_query(found)) == found


@given(typed=_typed)
def test_every_clause_is_one_that_the_search_knows(typed: str) -> None:
    for clause in parse(typed).clauses:
        if isinstance(clause, Field):
            assert clause.name in FIELD_NAMES
            assert clause.value.strip()
        else:
            assert clause.text


def test_narrowing_replaces_what_it_narrows() -> None:
    narrowed = parse("gas kind:loan pair:CHN-CUB").with_field("kind", "treaty")
    assert format_query(narrowed) == "gas pair:CHN-CUB kind:treaty"
    assert narrowed.without_field("kind").without_field("pair") == Query((Word("gas"),))
    assert narrowed.text_clauses == (Word("gas"),)
    assert [field.name for field in narrowed.fields] == ["pair", "kind"]
