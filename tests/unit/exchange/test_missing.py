"""What no font has is named by code and Unicode name, and never in hundreds."""

import doctest

from atlas_gui.exchange.pdf import missing as module
from atlas_gui.exchange.pdf.missing import missing_in_words


def test_the_examples_hold() -> None:
    assert doctest.testmod(module).failed == 0


def test_nothing_missing_says_nothing() -> None:
    assert missing_in_words(()) == ""


def test_each_is_named_once_and_a_name_is_not_repeated() -> None:
    assert missing_in_words("ⴀ\U0001f600ⴀ") == (
        "Georgian: U+2D00 GEORGIAN SMALL LETTER AN; other characters: U+1F600 GRINNING FACE"
    )
    assert missing_in_words("华为") == "Chinese: U+4E3A, U+534E CJK UNIFIED IDEOGRAPH"


def test_what_has_no_name_has_its_code() -> None:
    assert missing_in_words("\ue000") == "other characters: U+E000"


def test_ten_are_named_and_the_rest_counted() -> None:
    words = missing_in_words(chr(0x1F600 + number) for number in range(1_235))
    assert words.count("U+") == 10
    assert words.endswith(" and 1,225 more")
    assert missing_in_words(chr(0x1F600 + number) for number in range(10)).count("U+") == 10
    assert " more" not in missing_in_words(chr(0x1F600 + number) for number in range(10))


def test_the_order_of_the_characters_does_not_matter() -> None:
    assert missing_in_words("😀华ⴀ") == missing_in_words("ⴀ华😀")
