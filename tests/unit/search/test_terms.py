"""Where the words of a query stand in a text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.search.folding import tokens
from atlas_gui.search.query import parse
from atlas_gui.search.terms import Match, matches_in, terms_of


def marked(text: str, typed: str) -> list[str]:
    return [text[match.start : match.end] for match in matches_in(text, terms_of(parse(typed)))]


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("Bruno Rodríguez", "rodriguez", ["Rodríguez"]),
        ("Bruno Rodri\u0301guez!", "RODRIGUEZ", ["Rodri\u0301guez"]),
        ("a joint venture", '"joint venture"', ["joint venture"]),
        ("a venture, joint", '"joint venture"', []),
        ("nickel and nickels", "nickel x", ["nickel"]),
        ("nickel and nickels", "nickel", ["nickel", "nickels"]),
        ("鲁迅的青年时代", "鲁迅", ["鲁迅"]),
        ("中国华为公司", "华为", ["华为"]),
        ("Straße", "strasse", ["Straße"]),
        ("nothing", "kind:loan", []),
        ("", "word", []),
        ("word", "", []),
    ],
)
def test_words_are_found_where_they_stand(text: str, typed: str, found: list[str]) -> None:
    assert marked(text, typed) == found


@given(text=st.text("ab éß华为 -", max_size=20), typed=st.text('ab eß华为 "', max_size=10))
def test_matches_are_apart_in_order_and_begin_at_words(text: str, typed: str) -> None:
    matches = matches_in(text, terms_of(parse(typed)))
    starts = {token.start for token in tokens(text)}
    ends = {token.end for token in tokens(text)}
    assert all(match.start in starts and match.end in ends for match in matches)
    assert list(matches) == sorted(set(matches))
    assert all(a.end < b.start for a, b in pairwise(matches))


def test_overlapping_places_are_one() -> None:
    assert matches_in("aa aa aa", terms_of(parse('"aa aa" "aa aa"'))) == (Match(0, 8),)


def test_only_the_last_word_may_be_unfinished() -> None:
    first, last = terms_of(parse("ni ga"))
    assert (first.prefix, last.prefix) == (False, True)
    assert not terms_of(parse('ni "ga"'))[-1].prefix
    assert terms_of(parse("ni kind:loan"))[-1].prefix
    assert not terms_of(parse("华"))[-1].prefix
