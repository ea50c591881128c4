"""The tree of country pairs as plain nodes."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.libraries import date_claim, library_of, record
from support.places import SHIPPED_LIBRARY
from support.whole_index import entries_of, reading_over

from atlas_gui.domain.catalogue import Catalogue, Entry
from atlas_gui.domain.library import DamagedRecord, Library
from atlas_gui.models.pair_tree import Node, NodeKind, Order, build_tree
from atlas_gui.search.query import Query, parse
from atlas_gui.search.reading import Reading
from atlas_gui.store import open_library

_LIBRARY = open_library(SHIPPED_LIBRARY)
_READING = reading_over(_LIBRARY)
_EVERYTHING = Query()


def every(node: Node) -> Iterator[Node]:
    for child in node.children:
        yield child
        yield from every(child)


def pairs(root: Node) -> list[Node]:
    return [child for child in root.children if child.kind is NodeKind.PAIR]


@pytest.fixture(scope="module")
def small() -> Reading:
    return reading_over(
        library_of(
            record("late", claims=[date_claim("2020")], countries=["CUB", "RUS"]),
            record("early", claims=[date_claim("1990")]),
            record("middle", claims=[date_claim("2000")], kind="loan"),
            record("soviet", claims=[date_claim("1975")], countries=["SUN", "CUB"], kind="loan"),
            record("all-three", claims=[date_claim("1960")], countries=["CUB", "CHN", "SUN"]),
        )
    )


def tree(reading: Reading, typed: str = "", order: Order = "count") -> Node:
    return build_tree(reading, reading.index.search(parse(typed)), order)


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("name", ["China – Cuba", "China – Russia", "Cuba – Russia"]),
        ("count", ["China – Cuba", "Cuba – Russia", "China – Russia"]),
        ("latest", ["Cuba – Russia", "China – Cuba", "China – Russia"]),
    ],
)
def test_pairs_stand_in_the_order_asked_for(order: Order, names: list[str], small: Reading) -> None:
    assert [node.name for node in pairs(tree(small, order=order))] == names


def test_a_record_stands_under_its_pair_and_group_by_date(small: Reading) -> None:
    (pair,) = [n for n in pairs(tree(small)) if n.key == "CHN-CUB"]
    assert [(group.key, group.count) for group in pair.children] == [
        ("CHN-CUB/deals", 2),
        ("CHN-CUB/aid", 1),
    ]
    records = [leaf.entry.id for leaf in pair.children[0].children if leaf.entry]
    assert records == ["all-three", "early"]


def test_a_pair_without_a_match_stays_with_nothing_in_it(small: Reading) -> None:
    root = tree(small, "surely nothing has this")
    assert [(node.count, list(node.children)) for node in pairs(root)] == [(0, [])] * 3
    assert root.children[0].count == 0


def test_unreadable_records_stand_last_and_in_no_pair(small: Reading) -> None:
    library = small.library
    spoiled = Library(
        library.info,
        library.countries.values(),
        (),
        (),
        (),
        library.records,
        [DamagedRecord("records-9-unreadable", "Lost", "records/9", "no kind")],
    )
    reading = reading_over(spoiled)
    last = tree(reading).children[-1]
    assert (last.kind, last.count) == (NodeKind.UNREADABLE, 1)
    assert last.children[0].name == "Lost"
    assert tree(reading, "has:date").children[-1].kind is NodeKind.PAIR


@given(
    typed=st.sampled_from(
        ["", "china", "nickel", "kind:loan OR 5g", "has:date -cuba", "date:2019"]
    ),
    order=st.sampled_from(["name", "count", "latest"]),
)
def test_counts_keys_and_places_are_true_for_any_search(typed: str, order: Order) -> None:
    found = set(_READING.index.search(parse(typed)).ids)
    root = tree(_READING, typed, order)
    nodes = list(every(root))
    keys = [node.key for node in nodes]
    assert len(set(keys)) == len(keys)
    assert root.children[0].count == len(found)
    everywhere = {pair for entry in entries_of(_LIBRARY) for pair in entry.pairs}
    assert {node.pair for node in pairs(root)} == everywhere
    assert {node.record_id for node in nodes if node.record_id} == found
    for node in nodes:
        assert node.parent is not None
        assert node.parent.children[node.row] is node
        if node.kind in (NodeKind.PAIR, NodeKind.GROUP):
            leaves = [leaf.key for leaf in every(node) if leaf.kind is NodeKind.RECORD]
            assert node.count == len(leaves)


def test_no_record_is_read_before_its_row_is_looked_at() -> None:
    asked: list[str] = []

    class Watching(Catalogue):
        def entry(self, record_id: str) -> Entry:
            asked.append(record_id)
            return super().entry(record_id)

    reading = Reading(_LIBRARY, Watching(_LIBRARY), _READING.index)
    root = build_tree(reading, reading.index.search(_EVERYTHING))
    group = pairs(root)[0].children[0]
    assert len(group.children) == group.count
    assert asked == []
    assert group.children[0].name
    assert asked == [group.children[0].record_id]
