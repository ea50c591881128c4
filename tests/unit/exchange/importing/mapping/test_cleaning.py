"""Text from outside, made fit for a library."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.exchange.importing.mapping.cleaning import cleaned, cleaned_cell
from atlas_gui.store.check.faults import Place
from atlas_gui.store.check.texts import text_faults


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("plain", "plain"),
        ("Nguyễn Đặng 华为", "Nguyễn Đặng 华为"),
        ("EmergÃªncia", "Emergência"),
        ("donâ€™t", "don’t"),
        ("a\tb\x07c", "a b□c"),
        ("two\r\nlines", "two\nlines"),
        ("soft\u00adhyphen\u200b", "softhyphen"),
        ("\u202egnol", "gnol"),
        ("bad \ufffd sign", "bad □ sign"),
        ("zwj stays: \u0915\u094d\u200d\u0937", "zwj stays: \u0915\u094d\u200d\u0937"),
    ],
)
def test_what_can_be_read_stays_and_what_cannot_is_seen(text: str, clean: str) -> None:
    assert cleaned(text) == clean


@given(st.text(max_size=60))
def test_a_library_takes_whatever_was_cleaned(text: str) -> None:
    clean = cleaned(text).strip()
    assert not list(text_faults(clean, Place("records", "x", field="summary"), "summary"))
    assert cleaned(clean).strip() == clean


@given(st.text(st.characters(categories=("L", "N", "P", "Zs"), max_codepoint=0x2FF), max_size=40))
def test_letters_that_were_not_misread_stay(text: str) -> None:
    if "Ã" not in text and "Â" not in text and not any("à" <= sign <= "ï" for sign in text):
        blank = text.replace("\u00a0", " ")
        assert (
            cleaned(text).replace("□", "").split() == blank.split()
            or "â€" in text
            or any(lead in text for lead in "ÐÑ")
        )


def test_a_cell_is_cleaned_to_its_depths() -> None:
    cell = [{"who": "Ã¡b", "when": None}, {"who": "plain", "when": 3}]
    assert cleaned_cell(cell) == [{"who": "áb", "when": None}, {"who": "plain", "when": 3}]
    assert cleaned_cell("\u200b") is None
    assert cleaned_cell(3.5) == 3.5
