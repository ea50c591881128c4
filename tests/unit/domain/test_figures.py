"""Numbers in words: no digit is rounded away, however many there are."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.domain.claims import AmountValue, QuantityValue, ShareValue
from atlas_gui.domain.figures import (
    amount_in_words,
    quantity_in_words,
    scaled_number,
    share_in_words,
)
from atlas_gui.domain.vocabulary import AmountKind, Qualifier

_SCALES = {"": 0, "million": 6, "billion": 9, "trillion": 12}
numbers = st.from_regex(r"(0|[1-9][0-9]{0,23})(\.[0-9]{1,12})?", fullmatch=True)


def _value(words: str) -> Decimal:
    number, _blank, scale = words.replace(",", "").partition(" ")
    return Decimal(f"{number}E{_SCALES[scale]}")


@given(numbers)
def test_no_digit_is_rounded_away(number: str) -> None:
    assert _value(scaled_number(number)) == Decimal(number)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("0", "0"),
        ("1234.5", "1,234.5"),
        ("1000000", "1 million"),
        ("1234567", "1,234,567"),
        ("20000000000", "20 billion"),
        ("999999999999999999999999.999999999999", "999,999,999,999,999,999,999,999.999999999999"),
    ],
)
def test_a_scale_word_stands_where_it_keeps_the_number_short(number: str, words: str) -> None:
    assert scaled_number(number) == words


def test_money_names_its_currency_and_how_exact_it_is() -> None:
    more = AmountValue("20000000000", "USD", AmountKind.TRADED, Qualifier.MORE_THAN)
    assert amount_in_words(more) == "more than US$20 billion"
    assert amount_in_words(AmountValue("5", "CUP", AmountKind.PAID)) == "CUP 5"


def test_quantities_and_shares_carry_their_units() -> None:
    assert quantity_in_words(QuantityValue("100", "locomotives")) == "100 locomotives"
    share = share_in_words(ShareValue("country:CUB", "51"))
    assert re.fullmatch(r"51\s%", share)
