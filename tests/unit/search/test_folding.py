"""Folding: what a reader types and what stands in a record come out the same."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.search.folding import fold, is_ideograph, tokens, words

# Scripts of the records, with what makes them hard: marks, jamo, kana, symbols, joiners.
_letters = st.text(
    st.characters(categories=("L", "M", "N", "P", "Z", "S", "Cf"))
    | st.sampled_from("àŁłøđßıİſKæœñёйΐςἀがパ한\u1112\u1161\u11ab\u0301\u3099华为Ａｶ½²"),
    max_size=20,
)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Rodríguez", "rodriguez"),
        ("Kolokóltsev", "kolokoltsev"),
        ("Erdoğan", "erdogan"),
        ("Nguyễn", "nguyen"),
        ("Łukasz", "lukasz"),
        ("Sørensen", "sorensen"),
        ("Đặng", "dang"),
        ("Straße", "strasse"),
        ("ёлка", "елка"),
        ("Αθήνα", "αθηνα"),
        ("ИЗВЕСТИЯ", "известия"),
        ("İstanbul", "istanbul"),
    ],
)
def test_accents_and_case_do_not_matter(written: str, typed: str) -> None:
    assert fold(written) == fold(typed) == typed


def test_each_ideograph_is_a_word() -> None:
    assert words("华为公司, Huawei") == ["华", "为", "公", "司", "huawei"]
    assert all(map(is_ideograph, "华か한"))
    assert not is_ideograph("h")
    assert not is_ideograph("华为")


@given(text=_letters)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(text=_letters)
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert words(composed) == words(unicodedata.normalize("NFD", composed))


@given(text=_letters)
def test_case_does_not_matter(text: str) -> None:
    assert fold(text.casefold()) == fold(text)


@pytest.mark.parametrize(
    "text", ["か\u3099", "\u1112\u1161\u11ab", "e\u0301", "a\u20dd", "\u0301a", "ﬃ½"]
)
def test_indexed_and_marked_words_agree(text: str) -> None:
    assert [token.text for token in tokens(text)] == words(text)


@given(text=_letters)
def test_places_belong_to_the_words_in_order(text: str) -> None:
    found = tokens(text)
    assert [token.text for token in found] == words(text)
    for token in found:
        assert 0 <= token.start < token.end <= len(text)
        assert token.text in fold(text[token.start : token.end])
    for before, after in pairwise(found):
        assert before.start <= after.start
