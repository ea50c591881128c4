"""Where the words of a query stand in a text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.search.folding import tokens
from atlas_gui.search.query import Phrase, Query, Word, parse
from atlas_gui.search.terms import Match, Term, last_word, matches_in, terms_of


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
        ("nickel and nickels", "nick* and", ["nickel", "and", "nickels"]),
        ("nickel and cobalt", "nickel OR cobalt", ["nickel", "cobalt"]),
        ("nickel and cobalt", "nickel -cobalt", ["nickel"]),
        ("nickel and cobalt", "-(nickel OR cobalt)", []),
        ("a joint venture", '"joint vent', ["joint venture"]),
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


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("ni ga", [("ni", False), ("ga", True)]),
        ('ni "ga"', [("ni", True), ("ga", False)]),
        ('ni "ga*"', [("ni", True), ("ga", True)]),
        ("ni kind:loan", [("ni", True)]),
        ("ni -ga", [("ni", True)]),
        ("ni -ga*", [("ni", True)]),
        ("ni* ga x", [("ni", True), ("ga", False), ("x", True)]),
        ("(ni OR ga) kind:loan", [("ni", False), ("ga", True)]),
        ("ni NOT (ga OR x)", [("ni", True)]),
        ("华", [("华", False)]),
        ("-ni", []),
    ],
)
def test_the_last_wanted_word_may_be_unfinished(typed: str, terms: list[tuple[str, bool]]) -> None:
    assert terms_of(parse(typed)) == tuple(Term((text,), prefix) for text, prefix in terms)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("ni ga", "ga"),
        ("ni kind:loan", "ni"),
        ('ni "ga"', "ni"),
        ("ni -ga", "ni"),
        ("x (ni OR (ga y)) kind:loan", "y"),
        ('"ga" -ni kind:loan', None),
        ("", None),
    ],
)
def test_the_last_word_is_the_last_that_is_wanted(typed: str, text: str | None) -> None:
    assert last_word(parse(typed)) == (None if text is None else Word(text))


def test_a_repeated_word_is_unfinished_only_where_it_stands_last() -> None:
    twice = Query((Word("ni"), Word("ni")))
    assert [term.prefix for term in terms_of(twice)] == [False, True]


@given(text=st.text("ab éß华为 -", max_size=30), words=st.lists(st.text("ab", min_size=1)))
def test_a_phrase_stands_where_its_tokens_follow_one_another(text: str, words: list[str]) -> None:
    found = matches_in(text, terms_of(Query((Phrase(" ".join(words)),))))
    texts = [token.text for token in tokens(text)]
    count = len(words)
    stands = any(texts[at : at + count] == words for at in range(len(texts) - count + 1))
    assert bool(found) == (bool(words) and stands)
