"""The tree of country pairs as plain nodes."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.libraries import date_claim, library_of, record
from support.places import SHIPPED_LIBRARY

from atlas_gui.domain.catalogue import Catalogue, catalogue_of
from atlas_gui.domain.library import DamagedRecord, Library
from atlas_gui.models.pair_tree import Node, NodeKind, Order, build_tree
from atlas_gui.store import open_library

_LIBRARY = open_library(SHIPPED_LIBRARY)
_CATALOGUE = catalogue_of(_LIBRARY)


def every(node: Node) -> Iterator[Node]:
    for child in node.children:
        yield child
        yield from every(child)


def pairs(root: Node) -> list[Node]:
    return [child for child in root.children if child.kind is NodeKind.PAIR]


def small() -> tuple[Library, Catalogue]:
    library = library_of(
        record("late", claims=[date_claim("2020")], countries=["CUB", "RUS"]),
        record("early", claims=[date_claim("1990")]),
        record("middle", claims=[date_claim("2000")], kind="loan"),
        record("soviet", claims=[date_claim("1975")], countries=["SUN", "CUB"], kind="loan"),
        record("all-three", claims=[date_claim("1960")], countries=["CUB", "CHN", "SUN"]),
    )
    return library, catalogue_of(library)


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("name", ["China – Cuba", "China – Russia", "Cuba – Russia"]),
        ("count", ["China – Cuba", "Cuba – Russia", "China – Russia"]),
        ("latest", ["Cuba – Russia", "China – Cuba", "China – Russia"]),
    ],
)
def test_pairs_stand_in_the_order_asked_for(order: Order, names: list[str]) -> None:
    library, catalogue = small()
    assert [node.name for node in pairs(build_tree(library, catalogue.entries, order))] == names


def test_a_record_stands_under_its_pair_and_group_by_date() -> None:
    library, catalogue = small()
    (pair,) = [n for n in pairs(build_tree(library, catalogue.entries)) if n.key == "CHN-CUB"]
    assert [(group.key, group.count) for group in pair.children] == [
        ("CHN-CUB/deals", 2),
        ("CHN-CUB/aid", 1),
    ]
    records = [leaf.entry.id for leaf in pair.children[0].children if leaf.entry]
    assert records == ["all-three", "early"]


def test_a_pair_without_a_match_stays_with_nothing_in_it() -> None:
    library, _catalogue = small()
    root = build_tree(library, [])
    assert [(node.count, node.children) for node in pairs(root)] == [(0, ())] * 3
    assert root.children[0].count == 0


def test_unreadable_records_stand_last_and_in_no_pair() -> None:
    library, _catalogue = small()
    spoiled = Library(
        library.info,
        library.countries.values(),
        (),
        (),
        (),
        library.records.values(),
        [DamagedRecord("records-9-unreadable", "Lost", "records/9", "no kind")],
    )
    root = build_tree(spoiled, catalogue_of(spoiled).entries)
    last = root.children[-1]
    assert (last.kind, last.count) == (NodeKind.UNREADABLE, 1)
    assert last.children[0].name == "Lost"
    without = build_tree(spoiled, catalogue_of(spoiled).entries[:-1])
    assert without.children[-1].kind is NodeKind.PAIR


@given(
    chosen=st.sets(st.sampled_from([entry.id for entry in _CATALOGUE.entries])),
    order=st.sampled_from(["name", "count", "latest"]),
)
def test_counts_keys_and_places_are_true_for_any_selection(chosen: set[str], order: Order) -> None:
    matching = [entry for entry in _CATALOGUE.entries if entry.id in chosen]
    root = build_tree(_LIBRARY, matching, order)
    nodes = list(every(root))
    keys = [node.key for node in nodes]
    assert len(set(keys)) == len(keys)
    assert root.children[0].count == len(chosen)
    assert {node.pair for node in pairs(root)} == set(_LIBRARY.records_by_pair)
    shown = {node.entry.id for node in nodes if node.entry}
    assert shown == {entry.id for entry in matching if entry.pairs}
    for node in nodes:
        assert node.parent is not None
        assert node.parent.children[node.row] is node
        if node.kind in (NodeKind.PAIR, NodeKind.GROUP):
            leaves = [leaf.key for leaf in every(node) if leaf.kind is NodeKind.RECORD]
            assert node.count == len(leaves)
