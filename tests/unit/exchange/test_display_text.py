"""Nothing invisible, nothing that rearranges its neighbours, nothing lost."""

import doctest
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.exchange import display_text as module
from atlas_gui.exchange.display_text import (
    ZERO_WIDTH_SPACE,
    all_texts,
    code_point,
    display_text,
    map_texts,
    one_line,
    without,
)

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()))


def test_the_examples_hold() -> None:
    assert doctest.testmod(module).failed == 0


@given(ANY_TEXT)
def test_only_needed_format_characters_stay_invisible(text: str) -> None:
    left = {c for c in display_text(text) if unicodedata.category(c)[0] == "C"}
    assert left <= module._NEEDED_FORMATS | {"\n"}


@given(ANY_TEXT)
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


@given(st.text(alphabet="ab é华", max_size=300))
def test_plain_text_only_gains_places_to_break(text: str) -> None:
    assert display_text(text).replace(ZERO_WIDTH_SPACE, "") == text.strip()


def test_a_long_word_can_break_and_a_usual_one_is_left_alone() -> None:
    assert ZERO_WIDTH_SPACE in display_text("x" * 300)
    assert (
        display_text("Donaudampfschifffahrtsgesellschaft") == "Donaudampfschifffahrtsgesellschaft"
    )


def test_a_paragraph_sign_stays_with_its_number() -> None:
    assert display_text("see ¶ 12") == "see ¶\N{NO-BREAK SPACE}12"


@given(st.text(alphabet="abc"), st.frozensets(st.sampled_from("abc")))
def test_characters_are_replaced_by_their_code_points(text: str, gone: frozenset[str]) -> None:
    expected = "".join(code_point(c) if c in gone else c for c in text)
    assert without(text, gone) == expected


def test_every_text_in_nested_data_is_reached_but_no_key() -> None:
    data = {"a": ["b", {"c": "d"}], "e": 1, "f": None}
    assert list(all_texts(data)) == ["b", "d"]
    assert map_texts(data, str.upper) == {"a": ["B", {"c": "D"}], "e": 1, "f": None}
