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


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("U.S.S.R.", "USSR"),
        ("U.S.S.R", "ussr"),
        ("the U.S.S.R., then", "the ussr then"),
        ("С.С.С.Р.", "ссср"),
        ("Ёлка", "елка"),
        ("Ку́ба", "куба"),  # with the stress marked
        ("догово\u0301р", "договор"),
        ("e\u0301tude", "étude"),
        ("ﬁnance, ﬂow, oﬃce", "finance flow office"),
        ("Æther œuvre", "aether oeuvre"),
        ("Groß", "GROSS"),
        ("Hawai‘i", "Hawai'i"),
        ("L’Avana", "l'avana"),
        ("“joint” «venture»", "joint venture"),
        ("China–Cuba", "China-Cuba"),
        ("China — Cuba", "China Cuba"),
        ("ＭＴＳ", "MTS"),
        ("한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8"),
        ("が", "か\u3099"),
        ("Việt Nam", "Viet Nam"),
        ("kilo\u00adgram", "kilo\u00adgram"),
    ],
)
def test_what_is_written_is_found_as_it_is_typed(written: str, typed: str) -> None:
    assert words(written) == words(typed)
    assert [token.text for token in tokens(written)] == words(typed)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("v1.2.3", ["v1", "2", "3"]),
        ("end.Begin", ["end", "begin"]),
        ("a.b", ["ab"]),
        ("e.g. this", ["eg", "this"]),
        ("No. 5", ["no", "5"]),
        ("...", []),
    ],
)
def test_only_single_letters_with_dots_between_are_one_word(text: str, found: list[str]) -> None:
    assert words(text) == found
    assert [token.text for token in tokens(text)] == found


def test_the_place_of_an_abbreviation_is_all_of_it() -> None:
    (token,) = tokens("«С.С.С.Р.»")
    assert (token.text, token.start, token.end) == ("ссср", 1, 8)


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
        # An abbreviation is one word without its dots.
        assert token.text in fold(text[token.start : token.end]).replace(".", "")
    for before, after in pairwise(found):
        assert before.start <= after.start
