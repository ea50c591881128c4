"""Trade figures: which sums count, when they were, and who is said to say so."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.libraries import (
    Plain,
    amount_claim,
    date_claim,
    evidence,
    library_of,
    record,
    status_claim,
)
from support.places import SHIPPED_LIBRARY

from atlas_gui.domain.edtf_days import day_number
from atlas_gui.domain.library import Library
from atlas_gui.domain.pairs import Pair
from atlas_gui.domain.trade_figures import (
    TradeFigure,
    figure_in_words,
    figures_of,
    series_in_words,
    sum_in_words,
)
from atlas_gui.domain.vocabulary import AmountKind, Kind, Qualifier, Rank
from atlas_gui.store import open_library

_IN_2018 = date_claim("2018", "period")


def traded(amount: str = "108000000000", name: str = "amount", **value: str) -> Plain:
    claim = amount_claim(amount, name=name)
    return {**claim, "value": {**claim["value"], "kind": "traded", **value}}


def said(claim: Plain, *passages: Plain) -> Plain:
    return {**claim, "evidence": list(passages)}


def party(reference: str, role: str = "announcer", source: str = "survey") -> Plain:
    return {
        "property": "party",
        "id": f"party-{reference.partition(':')[2].lower()}-{role}",
        "value": {"party": reference, "role": role},
        "evidence": [evidence(source)],
    }


def told(*claims: Plain, **parts: Any) -> tuple[list[TradeFigure], Library]:
    parts = {"kind": "trade", "countries": ["CHN", "RUS"], **parts}
    library = library_of(record("trade", claims=[_IN_2018, *claims], **parts))
    return figures_of(library.records["trade"], library), library


def reporters(*claims: Plain) -> list[str]:
    return [figure.series.reporter for figure in told(*claims)[0]]


# Which sums, and when.


def test_a_figure_has_its_days_its_sum_and_what_it_is_compared_with() -> None:
    (figure,), _library = told(traded(qualifier="about", of="oil"))
    assert (figure.first, figure.last) == (day_number(2018), day_number(2018, 12, 31))
    assert (figure.amount, figure.kind) == (Decimal(108_000_000_000), AmountKind.TRADED)
    assert (figure.qualifier, figure.is_approximate) == (Qualifier.ABOUT, True)
    assert figure.series == ((Pair("CHN", "RUS"),), "oil", "Survey", "USD", None)
    assert (figure.record_id, figure.claim_id, figure.date_words) == ("trade", "amount", "2018")


def test_a_converted_figure_is_compared_with_no_original_one() -> None:
    prices = "2014 US dollars, deflated by EFE"
    claims = [traded(name="a"), traded(name="b", conversion=prices)]
    (original, converted), library = told(*claims)
    assert original.series != converted.series
    assert series_in_words(converted.series, library) == (
        f"China – Russia trade (≈ in {prices}), reported by Survey"
    )
    assert f"(≈ in {prices})" in figure_in_words(converted, library)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("sum_kind", AmountKind)
def test_every_sum_of_a_trade_record_is_a_figure_and_of_others_what_was_traded_or_aimed_at(
    kind: Kind, sum_kind: AmountKind
) -> None:
    figures, _library = told(traded(kind=sum_kind), kind=kind)
    counts = kind is Kind.TRADE or sum_kind in (AmountKind.TRADED, AmountKind.TARGET)
    assert [figure.kind for figure in figures] == [sum_kind] * counts
    assert [figure.is_target for figure in figures] == [sum_kind is AmountKind.TARGET] * counts


@given(st.lists(st.sampled_from(Rank), max_size=5))
def test_no_sum_is_lost_but_those_set_aside(ranks: list[Rank]) -> None:
    claims = [
        {**traded(str(place), f"amount-{place}"), "rank": rank, "reason": "an audit"}
        for place, rank in enumerate(ranks)
    ]
    standing = [place for place, rank in enumerate(ranks) if rank is not Rank.DEPRECATED]
    assert [int(figure.amount) for figure in told(*claims)[0]] == standing


def test_a_record_that_aims_at_something_has_targets() -> None:
    figures, _library = told(traded(), status_claim("target"))
    assert [figure.is_target for figure in figures] == [True]


def test_what_is_not_dated_is_no_figure() -> None:
    library = library_of(
        record("undated", kind="trade", claims=[traded()]),
        record("odd", kind="trade", claims=[traded(), date_claim("some day")]),
        record("no-day", kind="trade", claims=[traded(), date_claim("XXXX-09")]),
    )
    assert [figures_of(held, library) for held in library.records.values()] == [[], [], []]


@given(st.from_regex(r"(0|[1-9][0-9]{0,23})(\.[0-9]{1,12})?", fullmatch=True))
def test_no_digit_of_a_sum_is_lost(number: str) -> None:
    (figure,), _library = told(traded(number))
    assert f"{figure.amount:f}" == number


def test_a_sum_of_a_contract_is_not_compared_with_the_whole_trade() -> None:
    (whole,), _library = told(traded())
    (part,), _library = told(traded(), kind="contract", title={"en": "Oil by pipeline"})
    (named,), _library = told(traded(of="the first year"), kind="contract")
    assert (whole.series.of, part.series.of) == (None, "Oil by pipeline")
    assert named.series.of == "the first year"


# Who says so.


def test_the_source_itself_relies_on_somebody() -> None:
    by_efe = {**evidence(), "attributed_to": "EFE"}
    assert reporters(said(traded(), by_efe), party("organisation:minmetals")) == ["EFE"]


def test_the_party_that_announced_it_by_the_same_source_says_so() -> None:
    assert reporters(traded(), party("organisation:minmetals")) == ["Minmetals"]
    assert reporters(traded(), party("country:CHN")) == ["China"]


@pytest.mark.parametrize(
    "others",
    [
        (),
        (party("organisation:minmetals", source="yearbook"),),
        (party("organisation:minmetals", role="exporter"),),
        (party("organisation:minmetals"), party("country:CHN")),
        ({**party("country:CHN"), "rank": "deprecated", "reason": "an error"},),
    ],
    ids=["nobody", "another source", "another role", "two", "set aside"],
)
def test_otherwise_its_publisher_says_so(others: tuple[Plain, ...]) -> None:
    assert reporters(traded(), *others) == ["Survey"]


def test_a_source_that_the_library_lacks_is_named_by_its_key() -> None:
    assert reporters(said(traded(), evidence("yearbook"))) == ["yearbook"]


def test_two_reporters_of_one_sum_are_two_figures_and_one_that_is_cited_twice_is_one() -> None:
    passages = [{**evidence(), "attributed_to": name} for name in ("EFE", "Vladimir Putin", "EFE")]
    assert reporters(said(traded(), *passages)) == ["EFE", "Vladimir Putin"]


def test_reporters_who_disagree_both_stand() -> None:
    one = said(traded("100", "one"), {**evidence(), "attributed_to": "EFE"})
    other = said(traded("110", "other"), {**evidence(), "attributed_to": "Customs"})
    figures, _library = told(one, other)
    assert [(f.series.reporter, int(f.amount)) for f in figures] == [("EFE", 100), ("Customs", 110)]


def test_a_source_that_denies_it_or_only_mentions_it_does_not_say_so() -> None:
    denied, mentioned = ({**evidence("yearbook"), "stance": s} for s in ("contradicts", "mentions"))
    assert reporters(said(traded(), denied, mentioned, evidence())) == ["Survey"]
    assert reporters(said(traded(), denied, mentioned)) == [""]


# In words.


def test_a_figure_in_words() -> None:
    figures, library = told(
        traded(),
        traded("200000000000", "goal", kind="target", of="trade a year"),
        traded("5", "about", currency="CUP", qualifier="about"),
        said(traded("7", "denied"), {**evidence(), "stance": "contradicts"}),
    )
    assert [figure_in_words(figure, library) for figure in figures] == [
        "China – Russia trade, 2018: US$108 billion, reported by Survey",
        "China – Russia, trade a year, 2018: US$200 billion target, reported by Survey",
        "China – Russia trade, 2018: about CUP 5, reported by Survey",
        "China – Russia trade, 2018: US$7",
    ]
    assert series_in_words(figures[0].series, library) == (
        "China – Russia trade, reported by Survey"
    )


def test_a_figure_of_no_pair_or_of_several_in_words() -> None:
    for countries, words in (
        (["RUS", "SUN"], "Trade"),
        (["CHN", "CUB", "RUS"], "China – Cuba; China – Russia; Cuba – Russia trade"),
    ):
        (figure,), library = told(traded(), countries=countries)
        assert series_in_words(figure.series, library) == f"{words}, reported by Survey"


def test_names_with_braces_are_only_names() -> None:
    by_brace = {**evidence(), "attributed_to": "{money} {0}"}
    (figure,), library = told(said(traded(of="{pair}"), by_brace))
    assert figure_in_words(figure, library) == (
        "China – Russia, {pair}, 2018: US$108 billion, reported by {money} {0}"
    )


def test_a_sum_in_words_loses_no_digit() -> None:
    assert sum_in_words(Decimal("1E+9"), "USD") == "US$1 billion"
    assert sum_in_words(Decimal("1234567.5"), "CUP") == "CUP 1,234,567.5"


def test_the_shipped_library_tells_its_figures() -> None:
    library = open_library(SHIPPED_LIBRARY)
    figures = [f for held in library.records.values() for f in figures_of(held, library)]
    words = {figure_in_words(figure, library) for figure in figures}
    assert len(words) == len(figures)
    assert {
        "China – Russia trade, 2018: US$108 billion, reported by Chinese commerce ministry",
        "China – Russia trade, 2018: US$108 billion, reported by Vladimir Putin",
        "China – Russia trade, 2018: US$100 billion target, reported by Vladimir Putin",
        "China – Cuba trade, 2014: US$1.6 billion, reported by Cuban–Chinese relations",
    } <= words
