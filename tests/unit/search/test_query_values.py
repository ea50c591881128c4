"""What the values of narrowing clauses mean, and what is said of those that mean nothing."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.domain.labels import label
from atlas_gui.domain.vocabulary import GROUP_OF_KIND, Group, Kind, Sector, Step
from atlas_gui.search.query import FIELD_NAMES, Field
from atlas_gui.search.query_values import (
    HAS_VALUES,
    IN_VALUES,
    AmountTest,
    ValueFault,
    amount_test,
    currency_meant,
    date_bounds,
    kinds_meant,
    part_label,
    part_meant,
    property_label,
    property_meant,
    sectors_meant,
    steps_meant,
    value_faults,
)


def _day(text: str | None) -> int | None:
    return None if text is None else date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("name", "value", "first", "last"),
    [
        ("date", "2004", "2004-01-01", "2004-12-31"),
        ("date", "2004-02", "2004-02-01", "2004-02-29"),
        ("date", "2004-2-3", "2004-02-03", "2004-02-03"),
        ("date", "2004..2008", "2004-01-01", "2008-12-31"),
        ("date", "2004 .. 2008-06", "2004-01-01", "2008-06-30"),
        ("date", "2004-2008", "2004-01-01", "2008-12-31"),
        ("date", "..1990", None, "1990-12-31"),
        ("date", "2004..", "2004-01-01", None),
        ("date", "1960s", "1960-01-01", "1969-12-31"),
        ("date", "1960s..1970s", "1960-01-01", "1979-12-31"),
        ("date", "196x", "1960-01-01", "1969-12-31"),
        ("date", "2004~", "2004-01-01", "2004-12-31"),
        ("date", "2004/2008", "2004-01-01", "2008-12-31"),
        ("date", "2004/..", "2004-01-01", None),
        ("date", "../2004", None, "2004-12-31"),
        ("date", "[..2004]", None, "2004-12-31"),
        ("date", "[1970,1980..1990]", "1970-01-01", "1990-12-31"),
        ("after", "2014", "2015-01-01", None),
        ("after", "2014-06-30", "2014-07-01", None),
        ("after", "1960s", "1970-01-01", None),
        ("after", "2004..2008", "2009-01-01", None),
        ("before", "2018-06", None, "2018-05-31"),
        ("before", "2004..", None, "2003-12-31"),
    ],
)
def test_dates_have_their_first_and_last_day(
    name: str, value: str, first: str | None, last: str | None
) -> None:
    assert date_bounds(name, value) == (_day(first), _day(last))


@pytest.mark.parametrize("name", ["date", "after", "before"])
@pytest.mark.parametrize(
    "value", ["", "..", "soon", "02-03-2024", "2004-13", "2004..2006..2008", "2004...2008", "XXXX"]
)
def test_what_is_no_date_is_said_to(name: str, value: str) -> None:
    with pytest.raises(ValueFault, match="is no date; try"):
        date_bounds(name, value)


def test_a_date_is_only_limited_on_the_side_that_counts() -> None:
    for name, value in (("after", "2004.."), ("before", "..2004")):
        with pytest.raises(ValueFault, match="is no date"):
            date_bounds(name, value)


@pytest.mark.parametrize("value", ["2008..2004", "2008-2004", "2004-06..2004-05"])
def test_a_range_has_its_ends_in_order(value: str) -> None:
    with pytest.raises(ValueFault, match="ends before it begins"):
        date_bounds("date", value)


@given(first=st.dates(), last=st.dates())
def test_after_and_before_are_what_a_date_is_not(first: date, last: date) -> None:
    low, high = sorted((first, last))
    bounds = date_bounds("date", f"{low}..{high}")
    assert bounds == (low.toordinal(), high.toordinal())
    assert date_bounds("before", str(low)) == (None, low.toordinal() - 1)
    assert date_bounds("after", str(high)) == (high.toordinal() + 1, None)


@pytest.mark.parametrize(
    ("value", "low", "high", "currency"),
    [
        ("500000", 500_000, 500_000, None),
        ("=500000", 500_000, 500_000, None),
        ("1,000,000", 1_000_000, 1_000_000, None),
        ("0.5m", 500_000, 500_000, None),
        (">=5bn", 5 * 10**9, None, None),
        ("≥5BN", 5 * 10**9, None, None),
        ("<=2k", None, 2_000, None),
        ("1M..5M", 10**6, 5 * 10**6, None),
        ("1..5M", 1, 5 * 10**6, None),
        ("1M..", 10**6, None, None),
        ("..5mn", None, 5 * 10**6, None),
        ("€5m", 5 * 10**6, 5 * 10**6, "EUR"),
        ("5m€", 5 * 10**6, 5 * 10**6, "EUR"),
        ("1m..5mEUR", 10**6, 5 * 10**6, "EUR"),
        ("€1m..€5m", 10**6, 5 * 10**6, "EUR"),
        ("100MXN", 100, 100, "MXN"),
        ("100TRY", 100, 100, "TRY"),
        ("100kKRW", 100_000, 100_000, "KRW"),
        ("100bnbnd", 10**11, 10**11, "BND"),
        ("rmb 2b", 2 * 10**9, 2 * 10**9, "CNY"),
        ("$1tn", 10**12, 10**12, "USD"),
        ("5 million usd", 5 * 10**6, 5 * 10**6, "USD"),
        ("≤1,234.5", None, Decimal("1234.5"), None),
    ],
)
def test_sums_are_read_in_the_usual_forms(
    value: str, low: Decimal | int | None, high: Decimal | int | None, currency: str | None
) -> None:
    assert amount_test(value) == AmountTest(
        None if low is None else Decimal(low),
        None if high is None else Decimal(high),
        currency=currency,
    )


@pytest.mark.parametrize("value", [">100MUSD", ">USD100M", ">US$100m", "> $100 million"])
def test_more_than_a_sum_is_not_that_sum(value: str) -> None:
    test = amount_test(value)
    assert test == AmountTest(Decimal(10**8), None, low_open=True, currency="USD")


@given(limit=st.integers(0, 10**26 - 1))
def test_a_limit_and_its_opposite_share_no_sum(limit: int) -> None:
    assert amount_test(f">{limit}") == AmountTest(Decimal(limit), None, low_open=True)
    assert amount_test(f"<={limit}") == AmountTest(None, Decimal(limit))
    assert amount_test(f"<{limit}") == AmountTest(None, Decimal(limit), high_open=True)
    assert amount_test(f">={limit}") == AmountTest(Decimal(limit), None)


def test_no_digit_is_rounded_away() -> None:
    assert amount_test(f"{'9' * 26}.1tn").low == Decimal("9" * 26 + "1") * 10**11


@pytest.mark.parametrize(
    ("value", "said"),
    [
        *(
            (value, "is no sum")
            for value in (
                "",
                ">",
                "..",
                "much",
                "1,5M",
                "1,00",
                "1e9",
                "-5",
                "USD5EUR",
                "5X",
                "9" * 27,
            )
        ),
        *((value, "is no sum") for value in (">1M..5M", "1M...5M", "5USDM", "٥")),
        ("¥5", "yen or yuan"),
        ("5M..1M", "ends before it begins"),
        ("€1..$2", "two currencies"),
    ],
)
def test_what_is_no_sum_is_said_to(value: str, said: str) -> None:
    with pytest.raises(ValueFault, match=said):
        amount_test(value)


def test_currencies_are_three_letters_or_a_sign() -> None:
    assert [currency_meant(text) for text in ("usd", "EUR", "€", "rmb")] == [
        *("USD", "EUR", "EUR", "CNY")
    ]
    for text in ("dollar", "us", "u$d", "¥", "ÄÖÜ"):
        with pytest.raises(ValueFault, match="three letters"):
            currency_meant(text)


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_is_meant_by_its_name_its_label_and_its_group(kind: Kind) -> None:
    for value in (kind, label(kind), kind.upper(), GROUP_OF_KIND[kind], label(GROUP_OF_KIND[kind])):
        assert kind in kinds_meant(value)


@pytest.mark.parametrize("group", Group)
def test_a_group_means_its_kinds(group: Group) -> None:
    assert kinds_meant(group) == {kind for kind, its in GROUP_OF_KIND.items() if its is group}


def test_words_are_meant_by_name_and_by_label() -> None:
    for step in Step:
        assert steps_meant(step) == steps_meant(label(step)) == {step}
    for sector in Sector:
        assert sectors_meant(sector) == sectors_meant(label(sector).upper()) == {sector}
    for value in HAS_VALUES:
        for name in ("has", "no"):
            assert property_meant(name, value) == property_meant(name, property_label(value))
    for value in IN_VALUES:
        assert part_meant(value) == part_meant(part_label(value)) == value
    assert property_meant("has", "conflict") == "disagreement"


@pytest.mark.parametrize("name", ["kind", "status", "sector", "has", "no", "in"])
def test_an_unknown_word_is_told_the_known_ones(name: str) -> None:
    (said,) = value_faults(Field(name, "nonsense"))
    assert said is not None
    assert said.startswith(f"{name}:nonsense is not known; known are ")


def test_names_are_left_to_the_search() -> None:
    for name in ("pair", "country", "party", "source", "lang"):
        assert value_faults(Field(name, "nonsense,x")) == (None, None)


@given(
    name=st.sampled_from(FIELD_NAMES), value=st.text(max_size=30) | st.text("0123456789,.-~/X[]")
)
def test_every_value_has_a_meaning_or_a_fault(name: str, value: str) -> None:
    faults = value_faults(Field(name, value))
    assert len(faults) == len(Field(name, value).values)
    assert all(fault is None or fault for fault in faults)
