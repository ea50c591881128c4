"""The query as a value: any text has a reading, and a reading can be written down again."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.search import folding, query
from atlas_gui.search.folding import words
from atlas_gui.search.query import (
    FIELD_NAMES,
    AllOf,
    AnyOf,
    Clause,
    Field,
    Not,
    Phrase,
    Query,
    Word,
    format_query,
    parse,
    read_query,
)

_FRAGMENTS = (
    *'"()-*:, |',
    *("a", "word", "OR", "NOT", "AND", "or", "(a b)", "a(b)", "“", "»", "−", "..", "--"),
    *("pair:", "KIND:", "no:date", "kind:loan", "date:2004", "amount:>5M", "party:", "type:", "x:"),
    *(
        "ſtatuſ:",
        "paır:",
        "\ud800",
        "\0",
        "\u202e",
        "\u3000",
        "\t",
        "é",
        "华为",
        "'",
        "\\",
        "[",
        "~",
    ),
)
TYPED = st.text(max_size=30) | st.lists(st.sampled_from(_FRAGMENTS), max_size=25).map("".join)

A, B, C, D = (Word(letter) for letter in "abcd")
LOAN = Field("kind", "loan")


@pytest.mark.parametrize("module", [query, folding])
def test_the_examples_are_true(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "clauses"),
    [
        # Words and phrases.
        ("", ()),
        ("  \t\n", ()),
        ("nickel", (Word("nickel"),)),
        ("nick*", (Word("nick", prefix=True),)),
        ("nick**", (Word("nick", prefix=True),)),
        ("ni*ck", (Word("ni*ck"),)),
        ("* & - … ()", ()),
        ('"joint  venture" gas', (Phrase("joint venture"), Word("gas"))),
        ('"joint vent*"', (Phrase("joint vent", prefix=True),)),
        ('"still typing', (Phrase("still typing", prefix=True),)),
        ("“joint venture” «a b» „c“", (Phrase("joint venture"), Phrase("a b"), Phrase("c"))),
        ('a"b"c', (A, Phrase("b"), C)),
        ('""', ()),
        ('"…"', ()),
        ("agreement(s) f(x)y", (Word("agreement(s)"), Word("f(x)y"))),
        ("a\0b\u202ec\ud800d", (A, B, C, D)),
        # What is not wanted.
        ("a -b", (A, Not(B))),
        ("a −b", (A, Not(B))),
        ("a NOT b", (A, Not(B))),
        ('-"a b"', (Not(Phrase("a b")),)),
        ("-kind:loan", (Not(LOAN),)),
        ("-(a b)", (Not(AllOf((A, B))),)),
        ("NOT(a OR b)", (Not(AnyOf((A, B))),)),
        ("--a", (A,)),
        ("NOT -(-a)", (Not(A),)),
        ("a - b", (A, B)),
        ("Sino-Cuban wi-fi", (Word("Sino-Cuban"), Word("wi-fi"))),
        ("not a", (Word("not"), A)),
        # Choices and groups.
        ("a OR b", (AnyOf((A, B)),)),
        ("a b OR c d", (A, AnyOf((B, C)), D)),
        ("a OR b OR c", (AnyOf((A, B, C)),)),
        ("(a OR b) OR c", (AnyOf((A, B, C)),)),
        ("(a b) OR c", (AnyOf((AllOf((A, B)), C)),)),
        ("a OR -b", (AnyOf((A, Not(B))),)),
        ("a AND b", (A, B)),
        ("(a (b c)) d", (A, B, C, D)),
        ("(((a)))", (A,)),
        ("() a", (A,)),
        ("a or b", (A, Word("or"), B)),
        ("a | b", (A, B)),
        ("(a b", (A, B)),
        ("a) b", (A, B)),
        ("a OR", (A,)),
        ("OR a", (A,)),
        ("a OR OR b", (AnyOf((A, B)),)),
        ("a OR & b", (A, B)),
        ("a NOT", (A,)),
        # Fields.
        ("pair:CHN-CUB", (Field("pair", "CHN-CUB"),)),
        ('pair:"China Cuba"', (Field("pair", "China Cuba"),)),
        ("Kind:LOAN", (Field("kind", "LOAN"),)),
        ("type:loan currency:usd language:es", (LOAN, Field("cur", "usd"), Field("lang", "es"))),
        ("kind:", ()),
        ("kind: loan", (Word("loan"),)),
        ('kind:""', ()),
        ("kind:,", ()),
        ("kind:loan,", (LOAN,)),
        ("kind：loan", (LOAN,)),
        ("\u200fkind:loan", (LOAN,)),
        ("kind:(a b)", (A, B)),
        ("http://a.b 12:30", (Word("http://a.b"), Word("12:30"))),
        ("date:2004..2008 x", (Field("date", "2004..2008"), Word("x"))),
        ("amount:1,000,000", (Field("amount", "1,000,000"),)),
        ("no:date", (Field("no", "date"),)),
        ("unkind:loan", (Word("unkind:loan"),)),
        ("ſtatuſ:signed", (Word("ſtatuſ:signed"),)),
        ('sector:"a  b', (Field("sector", "a b"),)),
    ],
)
def test_what_is_typed_is_understood(typed: str, clauses: tuple[object, ...]) -> None:
    assert parse(typed).clauses == clauses


@pytest.mark.parametrize(
    ("typed", "values", "written"),
    [
        ("kind:loan,grant", ("loan", "grant"), "kind:loan,grant"),
        ('country:"Viet Nam",Cuba', ("Viet Nam", "Cuba"), 'country:"Viet Nam",Cuba'),
        ('country:"Viet Nam,Cuba"', ("Viet Nam,Cuba",), 'country:"Viet Nam,Cuba"'),
        ('party:"A Co., Ltd.",B', ("A Co., Ltd.", "B"), 'party:"A Co., Ltd.",B'),
        ("party:A(B),C", ("A(B)", "C"), 'party:"A(B)",C'),
        ("amount:1,000,000", ("1,000,000",), "amount:1,000,000"),
        ('amount:">5 million"', (">5 million",), 'amount:">5 million"'),
        ("date:[1970,1980]", ("[1970,1980]",), "date:[1970,1980]"),
    ],
)
def test_a_value_is_a_list_where_a_list_makes_sense(
    typed: str, values: tuple[str, ...], written: str
) -> None:
    (field,) = parse(typed).fields
    assert field.values == values
    assert Field.of(field.name, *values) == field
    assert format_query(Query((field,))) == written


@given(values=st.lists(st.text('ab ,()"-', min_size=1), min_size=1, max_size=4))
def test_a_list_keeps_every_value_whatever_it_holds(values: list[str]) -> None:
    kept = tuple(" ".join(value.replace('"', " ").split()) for value in values)
    field = Field.of("party", *values)
    assert field.values == tuple(value for value in kept if value)
    if field.values:
        assert parse(format_query(Query((field,)))).fields[0].values == field.values


@given(typed=TYPED)
def test_a_query_written_down_reads_the_same(typed: str) -> None:
    found = parse(typed)
    assert parse(format_query(found)) == found


def _leaves(clause: Clause) -> list[Word | Phrase | Field]:
    if isinstance(clause, Not):
        return _leaves(clause.clause)
    if isinstance(clause, AllOf | AnyOf):
        return [leaf for each in clause.clauses for leaf in _leaves(each)]
    return [clause]


def _is_regular(clause: Clause, within: type[object]) -> bool:
    """Whether a clause has the one form that its meaning has."""
    if isinstance(clause, Not):
        return within is not Not and _is_regular(clause.clause, Not)
    if isinstance(clause, AllOf | AnyOf):
        unlike = within is not type(clause) and (type(clause) is AnyOf or within is not Query)
        return (
            unlike
            and len(clause.clauses) > 1
            and all(_is_regular(each, type(clause)) for each in clause.clauses)
        )
    return True


@given(typed=TYPED)
def test_every_clause_is_one_that_the_search_knows(typed: str) -> None:
    for clause in parse(typed).clauses:
        assert _is_regular(clause, Query)
        for leaf in _leaves(clause):
            if isinstance(leaf, Field):
                assert leaf.name in FIELD_NAMES
                assert leaf.values
            else:
                assert words(leaf.text)


@given(typed=TYPED)
def test_places_lie_in_the_typed_text_and_pieces_read_as_their_clauses(typed: str) -> None:
    found = read_query(typed)
    for place in (*found.faults, *found.pieces):
        assert 0 <= place.start <= place.end <= len(typed)
    assert all(fault.message for fault in found.faults)
    for piece in found.pieces:
        assert parse(typed[piece.start : piece.end]).clauses == (piece.clause,)


def test_narrowing_replaces_what_it_narrows() -> None:
    narrowed = parse("gas kind:loan pair:CHN-CUB").with_field("kind", "treaty")
    assert format_query(narrowed) == "gas pair:CHN-CUB kind:treaty"
    assert narrowed.without_field("kind").without_field("pair") == Query((Word("gas"),))
    assert [c for c in narrowed.clauses if isinstance(c, Word)] == [Word("gas")]
    assert [field.name for field in narrowed.fields] == ["pair", "kind"]


def test_narrowing_to_what_was_excluded_lets_it_in_again() -> None:
    excluded = parse("gas -kind:loan -kind:visit")
    assert format_query(excluded.with_field("kind", "loan")) == "gas -kind:visit kind:loan"
    assert excluded.without_field("kind") == excluded
