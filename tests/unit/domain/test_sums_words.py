"""Totals in words: short ones that mislead nobody, exact ones with every digit."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.domain.sums import LeftOutSum, Measure, Reason, Stage
from atlas_gui.domain.sums_words import (
    left_out_in_words,
    measure_in_words,
    reason_in_words,
    short_total,
    stage_in_words,
    total_in_words,
)

_USD = Measure("USD")
_IN_2014 = Measure("USD", "2014 US dollars")


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "US$0"),
        ("9.5", "US$9.5"),
        ("9999.994", "US$9,999.99"),
        ("12345", "US$12,345"),
        ("999499", "US$999,499"),
        ("999999", "US$1 m"),
        ("1234567", "US$1.23 m"),
        ("999999999", "US$1 bn"),
        ("110717000000", "US$111 bn"),
        ("1000000000000", "US$1 tn"),
        ("123456789012345678", "US$123,000 tn"),
    ],
)
def test_a_total_is_cut_to_three_digits(amount: str, words: str) -> None:
    assert short_total(Decimal(amount), _USD) == words


@given(st.decimals(0, 10**24, allow_nan=False, places=2))
def test_a_short_total_is_within_half_a_per_cent(amount: Decimal) -> None:
    number, _space, scale = short_total(amount, Measure("XXX")).removeprefix("XXX ").partition(" ")
    factor = {"": 1, "m": 10**6, "bn": 10**9, "tn": 10**12}[scale]
    said = Decimal(number.replace(",", "")) * factor
    assert abs(said - amount) <= max(amount * Decimal("0.0051"), Decimal("0.5"))


def test_an_exact_total_has_every_digit() -> None:
    assert total_in_words(Decimal("1234567890.000000000001"), _USD) == (
        "US$1,234,567,890.000000000001"
    )
    assert total_in_words(Decimal(5), Measure("RUB")) == "RUB 5"


def test_a_converted_total_says_so() -> None:
    assert short_total(Decimal(5), _IN_2014) == "≈ US$5"
    assert total_in_words(Decimal(5), _IN_2014) == "US$5 (≈ in 2014 US dollars)"
    assert measure_in_words(_IN_2014) == "USD (≈ in 2014 US dollars)"
    assert measure_in_words(_USD) == "USD"


def test_what_was_left_out_has_its_range_and_the_reason_of_the_library() -> None:
    def left(least: str, most: str, *notes: str) -> str:
        sums = (Decimal(least), Decimal(most))
        return left_out_in_words(LeftOutSum(_USD, None, Reason.DISPUTED, *sums, ("a",), notes))

    assert left("5000000", "6000000") == "US$5 million to US$6 million"
    assert left("5", "5", "a framework") == "US$5; a framework"


def test_every_stage_and_reason_has_words_of_its_own() -> None:
    for words in ([*map(stage_in_words, Stage)], [*map(reason_in_words, Reason)]):
        assert len(set(words)) == len(words)
        assert all(words)
