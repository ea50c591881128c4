"""Each text is judged at once as it is when it is looked at closely."""

import sys
import unicodedata
from itertools import product

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.cruel import TEXTS
from support.hostile import SIGNS

from atlas_gui.store.check.faults import Place
from atlas_gui.store.check.parsing import parse_document
from atlas_gui.store.check.sound_text import texts_are_sound
from atlas_gui.store.check.texts import MISREAD, text_faults


def _slow_verdict(field: str, text: str) -> bool:
    content = msgspec.json.encode({field: text})
    return not list(text_faults(parse_document(content), Place("t", "d")))


def _quick_verdict(field: str, text: str) -> bool:
    return texts_are_sound(msgspec.json.encode({field: text}).decode())


@pytest.mark.parametrize("field", ["name", "summary"])
def test_every_sign_is_judged_as_when_it_is_looked_at_closely(field: str) -> None:
    for number in range(sys.maxunicode + 1):
        sign = chr(number)
        usual = sign.isprintable() and sign != " " and sign not in "\\\ufffd"
        if usual or unicodedata.category(sign) in ("Cs", "Cn"):
            # Looked at below; here those of which something is known.
            continue
        if unicodedata.category(sign) == "Co" and number % 1_000:
            continue
        for text in (sign, f"a{sign}b", f"{sign}b", f"a{sign}"):
            assert _quick_verdict(field, text) <= _slow_verdict(field, text), (hex(number), text)
        # What is allowed within a text is no reason to look closely, but for an escaped sign.
        if number > 0x7F:
            assert _quick_verdict(field, f"a{sign}b") == _slow_verdict(field, f"a{sign}b"), number


_LATIN = [chr(number) for number in range(0x80, 0x100)]
_MISREADSIGNS = [*_LATIN, *"€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ", "x"]


def test_misread_letters_are_found_as_when_they_are_looked_for_alone() -> None:
    for one, other in product(_MISREADSIGNS, repeat=2):
        for text in (f"a{one}{other}b", f"a{one}{other}\u00bfb"):
            if MISREAD.search(text):
                assert not _quick_verdict("name", text), text
            elif text.isprintable():
                assert _quick_verdict("name", text), text


@given(
    st.sampled_from(["name", "text"]),
    st.lists(st.sampled_from([*SIGNS, *"abc"]), max_size=8).map("".join),
)
def test_what_is_passed_over_has_no_fault(field: str, text: str) -> None:
    if _quick_verdict(field, text):
        assert _slow_verdict(field, text)


@pytest.mark.parametrize("text", TEXTS)
def test_cruel_texts_are_never_passed_over_with_a_fault(text: str) -> None:
    assert _quick_verdict("note", text) <= _slow_verdict("note", text)


@pytest.mark.parametrize(
    "text",
    [
        'He said "so" and went.',
        "One line\n\nand another",
        "中古贸易协定",
        "Hiệp định về thương mại",
        "a\N{NO-BREAK SPACE}b",
        "क्‍ष",
        "Ünïcode – “quoted”",
    ],
)
def test_common_texts_are_passed_over(text: str) -> None:
    assert _quick_verdict("summary", text)
    assert _slow_verdict("summary", text)
