"""The tree of country pairs as plain nodes: pair, group, record, with what matches now."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Literal

from atlas_gui.domain.catalogue import Entry
from atlas_gui.domain.labels import label
from atlas_gui.domain.library import Library
from atlas_gui.domain.pairs import Pair
from atlas_gui.domain.vocabulary import Group
from atlas_gui.i18n import _

Order = Literal["name", "count", "latest"]


class NodeKind(StrEnum):
    """What a row of the tree stands for."""

    ALL = "all"
    PAIR = "pair"
    GROUP = "group"
    RECORD = "record"
    UNREADABLE = "unreadable"


class Node:
    """A row of the tree; it knows its row and its parent, so that Qt need not search for either."""

    def __init__(
        self,
        kind: NodeKind,
        key: str,
        name: str,
        count: int | None = None,
        pair: Pair | None = None,
        group: Group | None = None,
        entry: Entry | None = None,
    ) -> None:
        self.kind = kind
        self.key = key
        self.name = name
        self.count = count
        self.pair = pair
        self.group = group
        self.entry = entry
        self.parent: Node | None = None
        self.row = 0
        self.children: tuple[Node, ...] = ()

    def adopt(self, children: Sequence["Node"]) -> "Node":
        """Take `children` as this row's own, in this order."""
        self.children = tuple(children)
        for row, child in enumerate(self.children):
            child.parent, child.row = self, row
        return self


def records_below(node: Node) -> Iterator[Node]:
    """The rows of records under a row, from top to bottom."""
    if node.kind is NodeKind.RECORD:
        yield node
    for child in node.children:
        yield from records_below(child)


def build_tree(library: Library, matching: Sequence[Entry], order: Order = "count") -> Node:
    """The whole tree for the entries that match now; every pair stays, also with nothing in it."""
    by_pair: dict[Pair, list[Entry]] = {pair: [] for pair in library.records_by_pair}
    damaged = [entry for entry in matching if entry.damage]
    for entry in matching:
        for pair in entry.pairs:
            by_pair[pair].append(entry)
    nodes = [(_pair_node(library, pair, held), held) for pair, held in by_pair.items()]
    nodes.sort(key=lambda held: _order_key(held[0], held[1], order))
    everything = Node(NodeKind.ALL, "all", _("All records"), len(matching))
    rows = [everything, *(node for node, _held in nodes)]
    if damaged:
        rows.append(_unreadable_node(damaged))
    return Node(NodeKind.ALL, "root", "").adopt(rows)


def _order_key(node: Node, entries: Iterable[Entry], order: Order) -> tuple[int, str]:
    if order == "name":
        return (0, node.name)
    if order == "count":
        return (-(node.count or 0), node.name)
    latest = (entry.date.latest for entry in entries if entry.date)
    return (-max((day for day in latest if day is not None), default=0), node.name)


def _pair_node(library: Library, pair: Pair, entries: list[Entry]) -> Node:
    groups: dict[Group, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.group is not None:
            groups[entry.group].append(entry)
    node = Node(NodeKind.PAIR, pair.id, library.pair_name(pair), len(entries), pair)
    return node.adopt(
        [_group_node(pair, group, groups[group]) for group in Group if group in groups]
    )


def _group_node(pair: Pair, group: Group, entries: list[Entry]) -> Node:
    node = Node(NodeKind.GROUP, f"{pair.id}/{group}", label(group), len(entries), pair, group)
    by_date = sorted(entries, key=lambda entry: (entry.date_key, entry.title))
    return node.adopt(
        [
            Node(NodeKind.RECORD, f"{node.key}/{e.id}", e.title, None, pair, group, e)
            for e in by_date
        ]
    )


def _unreadable_node(damaged: Iterable[Entry]) -> Node:
    rows = [
        Node(NodeKind.RECORD, f"unreadable/{entry.id}", entry.title, entry=entry)
        for entry in damaged
    ]
    node = Node(NodeKind.UNREADABLE, "unreadable", _("Unreadable records"), len(rows))
    return node.adopt(rows)
