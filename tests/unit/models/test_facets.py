"""The values to narrow by: which there are, in what order, what the query says of them."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.models.facets import Facet, FacetOrder, FacetValue, value_label
from atlas_gui.search.query import parse

WHOLE: Mapping[str, Mapping[str, int]] = {
    "pair": {"CHN-CUB": 5, "CUB-RUS": 9, "CUB-VNM": 5},
    "kind": {"loan": 4, "visit": 7, "odd-kind": 1},
    "decade": {"1960s": 9, "2000s": 3, "1990s": 8},
    "source": {"s1": 2},
}
NAMES = {"CHN-CUB": "China – Cuba", "CUB-RUS": "Cuba – Russia", "CUB-VNM": "Cuba – Vietnam"}


def name_of(_field: str, value: str) -> str:
    return NAMES.get(value, value)


def facet(field: str, counts: Mapping[str, Mapping[str, int]] = WHOLE, query: str = "") -> Facet:
    facets = FacetOrder(WHOLE, name_of).facets(counts, parse(query))
    return next(each for each in facets if each.field == field)


def shown(made: Facet) -> list[tuple[str, int, str]]:
    return [(value.value, value.count, value.state) for value in made.values]


def test_the_facets_stand_in_one_order_under_their_headings() -> None:
    facets = FacetOrder(WHOLE, name_of).facets(WHOLE, parse(""))
    assert [each.field for each in facets] == ["pair", "kind", "status", "sector", "date", "source"]
    assert [each.heading for each in facets][::4] == ["Country pair", "Decade"]


def test_most_records_first_then_by_label() -> None:
    assert [value.value for value in facet("pair").values] == ["CUB-RUS", "CHN-CUB", "CUB-VNM"]


def test_decades_stand_by_time_the_latest_first() -> None:
    assert [value.value for value in facet("date").values] == ["2000s", "1990s", "1960s"]


def test_the_order_is_that_of_the_whole_whatever_is_found() -> None:
    found = {"pair": {"CUB-VNM": 99, "CUB-RUS": 1}}
    assert shown(facet("pair", found)) == [("CUB-RUS", 1, ""), ("CUB-VNM", 99, "")]


def test_what_no_found_record_has_drops_out_unless_it_is_chosen() -> None:
    found = {"kind": {"loan": 0, "visit": 2}}
    assert shown(facet("kind", found)) == [("visit", 2, "")]
    assert shown(facet("kind", found, "kind:loan")) == [("visit", 2, ""), ("loan", 0, "in")]
    assert shown(facet("kind", found, "-kind:loan")) == [("visit", 2, ""), ("loan", 0, "out")]


@pytest.mark.parametrize("query", ["pair:CHN-CUB", "pair:chn-cub", "pair:CUB-CHN"])
def test_a_query_names_values_in_any_case_and_order(query: str) -> None:
    assert shown(facet("pair", query=query))[1] == ("CHN-CUB", 5, "in")


@pytest.mark.parametrize("query", ["kind:loan", "kind:LOAN", "type:Loan", 'kind:"Loan"'])
def test_a_query_names_values_by_their_label_too(query: str) -> None:
    assert ("loan", 4, "in") in shown(facet("kind", query=query))


def test_several_values_of_a_field_are_all_chosen() -> None:
    states = {value.value: value.state for value in facet("kind", query="kind:loan,visit").values}
    assert states == {"visit": "in", "loan": "in", "odd-kind": ""}


def test_a_decade_can_be_chosen() -> None:
    assert shown(facet("date", query="date:1990s"))[1] == ("1990s", 8, "in")


def test_a_value_that_no_record_has_is_no_value() -> None:
    assert [value.value for value in facet("kind", query="kind:nonsense").values] == [
        "visit",
        "loan",
        "odd-kind",
    ]


def test_labels_come_from_the_vocabularies_else_from_the_library() -> None:
    assert facet("kind").values[0].label == "Visit or talk"
    assert facet("kind").values[2].label == "odd-kind"
    assert facet("pair").values[:1] == [FacetValue("CUB-RUS", "Cuba – Russia", 9, "")]
    assert value_label("date", "1990s", name_of) == "1990s"


@given(st.dictionaries(st.sampled_from(sorted(WHOLE["pair"])), st.integers(0, 9)))
def test_rows_never_change_places(counts: dict[str, int]) -> None:
    lasting = [value.value for value in facet("pair").values]
    found = [value.value for value in facet("pair", {"pair": counts}).values]
    assert found == [value for value in lasting if counts.get(value)]
