"""Clicks on facets change a query as the reader would have typed it."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from atlas_gui.search.query import AllOf, AnyOf, Clause, Not, Query, Word, format_query, parse
from atlas_gui.search.query_editing import (
    literal,
    value_state,
    with_range,
    with_value,
    without_range,
    without_value,
)
from atlas_gui.search.query_values import date_bounds
from atlas_gui.search.terms import terms_of

_QUERIES = st.lists(
    st.sampled_from(
        [
            *("gas", '"joint venture"', "a OR b", "-(a kind:loan)", "kind:loan OR x", "oil*"),
            *("kind:loan", "kind:visit,grant", "-kind:loan", "-kind:aid,trade", "-kind:treaty"),
            *("pair:CHN-CUB", "-pair:GBR-FRA", 'party:"A Co., Ltd."', "sector:mining"),
        ]
    ),
    max_size=5,
).map(lambda clauses: parse(" ".join(clauses)))
_VALUES = st.sampled_from(
    [
        *(("kind", kind) for kind in ("loan", "visit", "grant", "trade", "treaty")),
        *(("pair", pair) for pair in ("CHN-CUB", "FRA-GBR")),
        *(("party", party) for party in ("A Co., Ltd.", "Bank (Cuba)", "x")),
    ]
)


@given(query=_QUERIES, value=_VALUES, exclude=st.booleans())
def test_a_value_is_in_or_out_after_the_click(
    query: Query, value: tuple[str, str], exclude: bool
) -> None:
    changed = with_value(query, *value, exclude=exclude)
    assert value_state(changed, *value) == ("out" if exclude else "in")
    assert parse(format_query(changed)) == changed
    assert value_state(without_value(changed, *value), *value) == ""


@given(query=_QUERIES, value=_VALUES, exclude=st.booleans())
def test_a_click_and_its_opposite_change_nothing(
    query: Query, value: tuple[str, str], exclude: bool
) -> None:
    assume(value_state(query, *value) == "")
    changed = with_value(query, *value, exclude=exclude)
    assert without_value(changed, *value) == query
    assert without_value(query, *value) == query


@given(query=_QUERIES, value=_VALUES, other=_VALUES)
def test_a_click_leaves_other_values_as_they_were(
    query: Query, value: tuple[str, str], other: tuple[str, str]
) -> None:
    assume(value != other)
    before = value_state(query, *other)
    assert value_state(with_value(query, *value), *other) == before


@pytest.mark.parametrize(
    ("typed", "value", "exclude", "changed"),
    [
        ("gas", ("kind", "loan"), False, "gas kind:loan"),
        ("gas", ("kind", "loan"), True, "gas -kind:loan"),
        ("kind:loan gas", ("kind", "grant"), False, "kind:loan,grant gas"),
        ("-kind:loan gas", ("kind", "grant"), True, "-kind:loan,grant gas"),
        ("-kind:loan,visit gas", ("kind", "loan"), False, "-kind:visit gas kind:loan"),
        ("kind:LOAN", ("kind", "loan"), False, "kind:loan"),
        ('party:"A Co., Ltd."', ("party", "B C"), False, 'party:"A Co., Ltd.","B C"'),
        ("a OR kind:loan", ("kind", "loan"), False, "a OR kind:loan kind:loan"),
    ],
)
def test_a_value_joins_the_list_of_its_field(
    typed: str, value: tuple[str, str], exclude: bool, changed: str
) -> None:
    assert format_query(with_value(parse(typed), *value, exclude=exclude)) == changed


@pytest.mark.parametrize(
    ("typed", "value", "state"),
    [
        ("kind:Loan", ("kind", "loan"), "in"),
        ("kind:donation", ("kind", "grant"), "in"),
        ("kind:aid", ("kind", "loan"), ""),
        ("pair:CUB-CHN", ("pair", "CHN-CUB"), "in"),
        ("-has:conflict", ("has", "disagreement"), "out"),
        ("cur:usd", ("cur", "USD"), "in"),
        ("kind:nonsense", ("kind", "loan"), ""),
        ("kind:loan -kind:loan", ("kind", "loan"), "out"),
        ("(a kind:loan) OR b", ("kind", "loan"), ""),
    ],
)
def test_a_value_is_known_however_it_is_spelt(
    typed: str, value: tuple[str, str], state: str
) -> None:
    assert value_state(parse(typed), *value) == state


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (2004, 2008, "date:2004..2008"),
        (2008, 2004, "date:2004..2008"),
        (1960, 1960, "date:1960"),
        (-44, 14, "date:-0044..0014"),
        (9990, 10_010, "date:9990..Y10010"),
    ],
)
def test_a_range_of_years_is_a_date(first: int, last: int, written: str) -> None:
    query = with_range(parse("gas date:1990 after:1950"), first, last)
    assert format_query(query) == f"gas {written}"
    assert None not in date_bounds("date", query.fields[0].value)
    assert parse(format_query(query)) == query


@given(query=_QUERIES, first=st.integers(-9999, 99_999), last=st.integers(-9999, 99_999))
def test_a_range_taken_back_changes_nothing(query: Query, first: int, last: int) -> None:
    assert without_range(with_range(query, first, last)) == query


def _words_in(clause: Clause) -> bool:
    if isinstance(clause, Not):
        return _words_in(clause.clause)
    if isinstance(clause, AllOf | AnyOf):
        return any(map(_words_in, clause.clauses))
    return isinstance(clause, Word)


def test_the_literal_query_has_no_bare_word() -> None:
    assert format_query(literal(parse("a (b kind:loan) OR c* -d"))) == (
        '"a" ("b" kind:loan) OR "c*" -"d"'
    )


@given(query=_QUERIES)
def test_the_literal_query_looks_for_the_same_words(query: Query) -> None:
    exact = literal(query)
    assert not any(map(_words_in, exact.clauses))
    assert [term.tokens for term in terms_of(exact)] == [term.tokens for term in terms_of(query)]
    assert literal(exact) == exact
    assert parse(format_query(exact)) == exact
