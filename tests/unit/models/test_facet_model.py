"""The facets for a view: few rows offered, and no more said than changed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from atlas_gui.models.facet_model import FEW, FacetModel, FacetRole
from atlas_gui.models.facets import Facet, FacetOrder
from atlas_gui.search.query import parse

_MANY = {f"P{number:03}": 1000 - number for number in range(300)}
_ORDER = FacetOrder({"pair": _MANY, "kind": {"loan": 3, "visit": 2}}, lambda _field, value: value)


def facets(pairs: dict[str, int] | None = None, query: str = "") -> tuple[Facet, ...]:
    found = {"pair": _MANY if pairs is None else pairs, "kind": {"loan": 3, "visit": 2}}
    return _ORDER.facets(found, parse(query))


@pytest.fixture
def model() -> FacetModel:
    made = FacetModel()
    made.show(facets())
    return made


def labels(model: FacetModel, field: str = "pair") -> list[str]:
    above = model.section(field)
    return [str(model.index(row, 0, above).data()) for row in range(model.rowCount(above))]


def spoken(index: QModelIndex) -> Any:
    return index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_first_values_and_a_row_for_the_rest_are_offered(model: FacetModel) -> None:
    assert labels(model) == ["P000", "P001", "P002", "P003", "P004", "P005", "Show all 300"]
    assert labels(model, "kind") == ["Loan", "Visit or talk"]
    assert labels(model, "source") == []


def test_a_chosen_value_is_offered_wherever_it_stands(model: FacetModel) -> None:
    model.show(facets(query="pair:P250,P100"))
    assert labels(model)[FEW:] == ["P100", "P250", "Show all 300"]
    assert model.section("pair").data(FacetRole.CHOSEN) == 2


def test_more_is_offered_page_by_page_down_to_the_last(model: FacetModel) -> None:
    counts = []
    while model.offer_more("pair"):
        counts.append(len(labels(model)) - 1)
        if len(counts) == 1:
            assert labels(model)[-1] == "250 more"
    assert counts == [50, 100, 150, 200, 250, 300]
    assert labels(model)[-1] == "Show fewer"
    model.offer_few("pair")
    assert len(labels(model)) == FEW + 1


def test_another_query_offers_one_page_at_most(model: FacetModel) -> None:
    for _page in range(4):
        model.offer_more("pair")
    model.show(facets(query="pair:P000"))
    assert len(labels(model)) == 51


def test_where_rows_stay_only_their_data_changes(model: FacetModel) -> None:
    heard: list[str] = []
    model.rowsInserted.connect(lambda *_where: heard.append("inserted"))
    model.rowsRemoved.connect(lambda *_where: heard.append("removed"))
    model.modelReset.connect(lambda: heard.append("reset"))
    model.dataChanged.connect(lambda *_where: heard.append("changed"))
    model.show(facets(dict.fromkeys(_MANY, 7)))
    assert heard == ["changed", "changed"]
    model.show(facets(dict.fromkeys(_MANY, 7)))
    assert heard == ["changed", "changed"]


def test_another_library_may_have_another_order(model: FacetModel) -> None:
    turned = {key: 1001 - count for key, count in _MANY.items() if key < "P004"}
    order = FacetOrder({"pair": turned}, lambda _field, value: value)
    model.show(order.facets({"pair": turned}, parse("")))
    assert labels(model) == ["P003", "P002", "P001", "P000"]
    assert labels(model, "kind") == []


def test_a_value_is_told_with_its_count_and_state(model: FacetModel) -> None:
    model.show(facets({"P000": 1, "P001": 2, "P002": 3}, "pair:P000,P001 -pair:P002"))
    assert spoken(model.row_of("pair", "P000")) == "P000, 1 record, chosen"
    assert spoken(model.row_of("pair", "P002")) == "P002, 3 records, excluded"
    assert spoken(model.section("pair")) == "Country pair"


def test_unknown_rows_are_invalid(model: FacetModel) -> None:
    assert not model.row_of("pair", "nowhere").isValid()
    assert not model.section("nowhere").isValid()
    assert not model.rest_of("kind").isValid()
    assert not model.offer_more("nowhere")


@given(st.lists(st.dictionaries(st.sampled_from(sorted(_MANY)), st.integers(0, 3)), max_size=6))
def test_the_rows_are_right_after_any_queries(found: list[dict[str, int]]) -> None:
    model = FacetModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(facets())
    for counts in found:
        model.show(facets(counts))
        wanted = [key for key in _MANY if counts.get(key)]
        rest = [f"Show all {len(wanted)}"] if len(wanted) > FEW else []
        assert labels(model) == wanted[:FEW] + rest
    assert tester.model() is model
