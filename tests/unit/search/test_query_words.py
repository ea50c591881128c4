"""A query told in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.search.query import FIELD_NAMES, parse
from atlas_gui.search.query_words import query_in_words

_NAMES = {"CHN-CUB": "China and Cuba", "CUB": "Cuba", "es": "Spanish", "USD": "US dollars"}


def told(typed: str) -> str:
    return query_in_words(parse(typed), lambda _field, value: _NAMES.get(value, value))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "All records"),
        ("cam", "Records with a word beginning with “cam”"),
        ('"cam"', "Records with “cam”"),
        (
            "nickel cam pair:CHN-CUB date:2004..2008 -kind:loan",
            ("Records with “nickel” and a word beginning with “cam”, between China and Cuba,"
            " dated 2004 to 2008, not of the kind Loan"),
        ),
        ('a b* "c d*" e', ("Records with “a”, a word beginning with “b”, words beginning with"
         " “c d” and a word beginning with “e”")),
        ('"a" OR "b c"', "Records with “a” or “b c”"),
        ('"a" OR kind:aid', "Records with “a” or of the kind Aid and loans"),
        ('("a" cur:USD) OR lang:es', ("Records (with “a” and with an amount in US dollars)"
         " or with a source in Spanish")),
        ('-(x "y")', "Records not (with “x” and “y”)"),
        ('-("x" OR "y")', "Records not (with “x” or “y”)"),
        ("-x", "Records without “x”"),
        ("country:CUB,Peru", "Records about Cuba or Peru"),
        ("status:signed,in-force", "Records with the status Signed or In force"),
        ("sector:nuclear,nowhere", "Records in the sector Nuclear power"),
        ("sector:nowhere", "All records"),
        ("date:1990", "Records dated 1990"),
        ("date:2004-6..", "Records dated June 2004 or later"),
        ("date:..1990", "Records dated 1990 or earlier"),
        ("after:1960s before:2018-06", "Records dated after 1960s, dated before June 2018"),
        ("amount:>100M", "Records with an amount of more than 100 million"),
        ("amount:<=5bnUSD", "Records with an amount of at most USD 5 billion"),
        ("amount:<2k", "Records with an amount of less than 2,000"),
        ("amount:>=1tn", "Records with an amount of at least 1 trillion"),
        ("amount:1M..5MUSD", "Records with an amount of 1 million to USD 5 million"),
        ("amount:7", "Records with an amount of 7"),
        ("party:x source:y", "Records involving x, from the source y"),
        ("has:disagreement,amount no:date", ("Records having: disagreement or amount,"
         " not having: date")),
        ("x in:title", "Records with a word beginning with “x”, found in: title"),
    ],
)  # fmt: skip
def test_a_query_is_told_in_words(typed: str, said: str) -> None:
    assert told(typed) == said


_VALUES = ("x", "loan", "signed", "2004", "..2008", "5M", "USD", "date", "title", "a b")
_CLAUSES = st.lists(
    st.sampled_from(
        [
            *(f'{name}:"{value}"' for name in FIELD_NAMES for value in _VALUES),
            *("(", ")", "OR", "-", "NOT", "word", '"a phrase"'),
        ]
    ),
    max_size=12,
)


@given(clauses=_CLAUSES)
def test_every_query_has_its_words(clauses: list[str]) -> None:
    said = told(" ".join(clauses))
    assert said == "All records" or said.startswith("Records ")
    assert "{" not in said
    assert "()" not in said
