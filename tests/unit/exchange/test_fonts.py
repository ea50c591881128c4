"""The bundled fonts suffice for most documents; what is missing is known before saving."""

import pytest

from atlas_gui.exchange.pdf import fonts
from atlas_gui.exchange.pdf.fonts import (
    FontSet,
    fonts_for,
    missing_characters,
    unprinted_characters,
)

LATIN = "Łukasz Sørensen Đặng Straße Erdoğan ñ ç ÿ “quotes” ‘x’ – — … § ¶ • № € £ ₫ ¥ ° × → −"
VIETNAMESE = "ẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊịỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹƠơƯưĂăÂâÊêÔôĐđ"
CYRILLIC = "Соглашение ёлка Київ їжак Україна ґанок Џ ђ љ њ ћ ў"
GREEK = "Ελλάδα άέήίόύώϊΐ"


@pytest.mark.parametrize("text", [LATIN, VIETNAMESE, CYRILLIC, GREEK])
def test_the_bundled_fonts_have_these_letters(text: str) -> None:
    assert fonts_for(text) == FontSet()


def test_exactly_the_characters_without_a_glyph_are_missing() -> None:
    assert missing_characters('é华"\\', FontSet()) == frozenset("华")
    assert missing_characters("plain", FontSet()) == frozenset()


def test_the_systems_fonts_are_used_only_where_they_help(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "FAMILIES", dict.fromkeys(fonts.FAMILIES, ("Libertinus Serif",)))
    chosen = fonts_for("华")
    assert chosen.system
    assert chosen.families[0] == fonts.BUNDLED_FAMILY


def test_a_family_that_is_not_installed_is_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "FAMILIES", dict.fromkeys(fonts.FAMILIES, ("No Such Family",)))
    assert fonts_for("华").families == (fonts.BUNDLED_FAMILY,)


def test_refused_characters_are_read_from_the_refusal() -> None:
    refusal = (
        'error: the text `"华"` could not be displayed with font\n'
        'the text `"\\u{f0000}"` could not be displayed with\n'
        'the text `"\\n\u0301"` could not be displayed with'
    )
    assert unprinted_characters(refusal) == frozenset({"华", "\U000f0000", "\u0301"})
    assert unprinted_characters("error: unknown variable") == frozenset()


def test_a_bundled_font_that_happens_to_have_some_letters_is_no_font_for_a_script() -> None:
    assert missing_characters("اتفاقية", FontSet()) == frozenset()
    assert fonts_for("اتفاقية").system


def test_a_stray_sign_needs_no_font_of_the_system() -> None:
    assert fonts_for("a ⚠ sign") == FontSet()


def test_of_a_letter_with_marks_the_marks_are_missing_and_never_the_letter() -> None:
    refusal = (
        'error: the text `"F\\u{20e3}"` could not be displayed with font\n'
        'the text `"e\u0330"` could not be displayed with font\n'
        'the text `"👍🏽"` could not be displayed with font'
    )
    assert unprinted_characters(refusal) == frozenset("\u20e3\u0330🏽")
    alone = unprinted_characters('the text `"F"` could not be displayed with')
    assert alone == frozenset("\u200c\u200d")
    assert unprinted_characters('the text `"🇨🇳"` could not be displayed with') == frozenset("🇨🇳")
