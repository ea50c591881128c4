"""Numbers and sums of money as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.domain.vocabulary import Qualifier
from atlas_gui.exchange.importing.mapping.numbers import NumberFault, Sum, currency_of, read_sum


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (5_600_000_000.0, "5600000000"),
        (0.1 + 0.2, "0.3"),
        (Decimal("12.50"), "12.5"),
        (7, "7"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1 234 567,8", "1234567.8"),
        ("1’000’000", "1000000"),
        ("1.000.000", "1000000"),
        ("0.5", "0.5"),
        ("0,125", "0.125"),
        ("5e3", "5000"),
        ("12,00,000", "1200000"),
    ],
)
def test_a_number_is_read_however_it_is_written(cell: object, number: str) -> None:
    assert read_sum(cell) == Sum(number)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12,5 Mio. €", Sum("12500000", "EUR")),
        ("US$ 5 million", Sum("5000000", "USD")),
        ("ca. 3,5 Mrd. Euro", Sum("3500000000", "EUR", Qualifier.ABOUT)),
        ("more than 200 TZS", Sum("200", "TZS", Qualifier.MORE_THAN)),
        ("约5亿元", Sum("500000000", "CNY", Qualifier.ABOUT)),
        ("USD 1,000,000", Sum("1000000", "USD")),
    ],
)
def test_words_beside_a_number_are_understood(text: str, found: Sum) -> None:
    assert read_sum(text) == found


def test_one_sign_with_three_digits_behind_it_is_doubtful_unless_somebody_said() -> None:
    assert read_sum("1.234") == Sum("1.234", doubtful=True)
    assert read_sum("1,234") == Sum("1234", doubtful=True)
    assert read_sum("1.234", ",") == Sum("1234")
    assert read_sum("1,234", ",") == Sum("1.234")


@pytest.mark.parametrize(
    "cell",
    ["", "about", "1.5e999", "(300)", "-4", "5 D", "10 %", "1 to 2", True, "1.23.4", "9" * 30, [1],
     "=1+1", "=cmd|' /C calc'!A0", "1,,2", float("1e300")],
)  # fmt: skip
def test_what_is_no_sum_is_refused_with_a_reason(cell: object) -> None:
    with pytest.raises(NumberFault, match=r"\w"):
        read_sum(cell)  # type: ignore[arg-type]


def test_a_word_of_the_profile_goes_before_all_that_is_known() -> None:
    assert read_sum("5 $", words={"$": "CAD"}) == Sum("5", "CAD")
    assert currency_of("Kronen", {"Kronen": "SEK"}) == "SEK"
    assert currency_of("Kronen", {}) is None


@given(st.integers(0, 10**20), st.integers(0, 999), st.sampled_from(".,"))
def test_no_digit_is_lost(whole: int, part: int, sign: str) -> None:
    grouping = "," if sign == "." else "."
    written = f"{whole:,}".replace(",", grouping) + f"{sign}{part:03}"
    found = read_sum(written, sign)
    assert Decimal(found.number) == whole + Decimal(part) / 1_000
    assert not found.doubtful


@given(st.text(max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    try:
        found = read_sum(text)
    except NumberFault:
        return
    assert Decimal(found.number) >= 0
    assert len(found.number.partition(".")[0]) <= 24
