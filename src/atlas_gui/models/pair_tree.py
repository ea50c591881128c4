"""The tree of country pairs as plain nodes: pair, group, record, with what matches now.

Nodes are made when somebody looks at them: a pair may have twenty thousand records under it, and
the tree is made anew at every key.
"""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import cache
from typing import Literal, overload

from atlas_gui.domain.catalogue import Entry
from atlas_gui.domain.labels import label
from atlas_gui.domain.pairs import Pair
from atlas_gui.domain.vocabulary import Group
from atlas_gui.i18n import _
from atlas_gui.search.pair_counts import PairCounts
from atlas_gui.search.reading import Reading
from atlas_gui.search.result import SearchResult

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
        name: str = "",
        count: int | None = None,
        pair: Pair | None = None,
        group: Group | None = None,
        record_id: str = "",
    ) -> None:
        self.kind = kind
        self.key = key
        self.count = count
        self.pair = pair
        self.group = group
        self.record_id = record_id
        self.parent: Node | None = None
        self.row = 0
        self._name = name
        self._entry: Callable[[str], Entry] | None = None
        self._children: Sequence[Node] = ()
        self._load: Callable[[], Sequence[Node]] | None = None

    @property
    def children(self) -> Sequence["Node"]:
        """The rows below this one, in order."""
        if self._load is not None:
            self._children, self._load = self._load(), None
        return self._children

    @property
    def entry(self) -> Entry | None:
        """The entry of a record's row."""
        return self._entry(self.record_id) if self._entry is not None else None

    @property
    def name(self) -> str:
        """What the row is called."""
        entry = self.entry
        return entry.title if entry is not None else self._name

    def adopt(self, children: Sequence["Node"]) -> "Node":
        """Take `children` as this row's own, in this order."""
        self._children = children
        for row, child in enumerate(children):
            child.parent, child.row = self, row
        return self

    def adopt_records(self, ids: Callable[[], Sequence[str]], reading: Reading) -> "Node":
        """Take records as this row's own when they are asked for."""
        self._load = lambda: _RecordNodes(self, ids(), reading.catalogue.entry)
        return self

    def of_record(self, record_id: str, entry: Callable[[str], Entry], row: int) -> "Node":
        """The row of a record below this one."""
        node = Node(
            NodeKind.RECORD,
            f"{self.key}/{record_id}",
            pair=self.pair,
            group=self.group,
            record_id=record_id,
        )
        node._entry, node.parent, node.row = entry, self, row
        return node


class _RecordNodes(Sequence[Node]):
    """The rows of records below a row, each made when it is looked at."""

    def __init__(self, above: Node, ids: Sequence[str], entry: Callable[[str], Entry]) -> None:
        self._above = above
        self._ids = ids
        self._entry = entry
        self._made: dict[int, Node] = {}

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, row: int) -> Node: ...
    @overload
    def __getitem__(self, row: slice) -> list[Node]: ...
    def __getitem__(self, row: int | slice) -> Node | list[Node]:
        if isinstance(row, slice):
            return [self[place] for place in range(*row.indices(len(self)))]
        if row not in self._made:
            if not 0 <= row < len(self._ids):
                raise IndexError(row)
            self._made[row] = self._above.of_record(self._ids[row], self._entry, row)
        return self._made[row]

    def row_of(self, record_id: str) -> int:
        """The row of a record; -1 if it is not here."""
        return self._ids.index(record_id) if record_id in self._ids else -1


def child_of_record(node: Node, record_id: str) -> Node | None:
    """The row of a record right below a row, if it stands there."""
    children = node.children
    if not isinstance(children, _RecordNodes):
        return None
    row = children.row_of(record_id)
    return children[row] if row >= 0 else None


def holders_of_record(root: Node, entry: Entry) -> Iterator[Node]:
    """The rows below which a record may stand, from top to bottom."""
    for node in root.children:
        if node.kind is NodeKind.UNREADABLE and entry.damage:
            yield node
        elif node.pair in entry.pairs:
            yield from (child for child in node.children if child.group is entry.group)


def build_tree(reading: Reading, result: SearchResult, order: Order = "count") -> Node:
    """The whole tree for what matches now; every pair stays, also with nothing in it."""
    counts = reading.index.counts(result).tree(with_days=order == "latest")
    pairs = [(_pair_node(reading, result, counted), counted) for counted in counts]
    pairs.sort(key=lambda held: _order_key(held[0], held[1], order))
    everything = Node(NodeKind.ALL, "all", _("All records"), result.total)
    rows = [everything, *(node for node, _counted in pairs)]
    damaged = reading.index.unreadable(result)
    if damaged:
        ids = [reading.index.id_of(row) for row in damaged]
        node = Node(NodeKind.UNREADABLE, "unreadable", _("Unreadable records"), len(ids))
        rows.append(node.adopt_records(lambda: ids, reading))
    return Node(NodeKind.ALL, "root").adopt(rows)


def _order_key(node: Node, counted: PairCounts, order: Order) -> tuple[int, str]:
    if order == "name":
        return (0, node.name)
    if order == "count":
        return (-counted.total, node.name)
    return (-(counted.latest or 0), node.name)


def _pair_node(reading: Reading, result: SearchResult, counted: PairCounts) -> Node:
    pair = _pair_of(counted.pair)
    name = reading.library.pair_name(pair)
    node = Node(NodeKind.PAIR, counted.pair, name, counted.total, pair)
    if counted.total:
        node._load = lambda: _group_nodes(reading, result, counted, node)  # noqa: SLF001
    return node


@cache
def _pair_of(pair_id: str) -> Pair:
    return Pair(*pair_id.split("-"))


def _group_nodes(
    reading: Reading, result: SearchResult, counted: PairCounts, above: Node
) -> Sequence[Node]:
    nodes = []
    groups = counted.groups
    for group in Group:
        if group not in groups:
            continue
        key = f"{counted.pair}/{group}"
        node = Node(NodeKind.GROUP, key, label(group), groups[group], above.pair, group)
        nodes.append(node.adopt_records(_ids_under(reading, result, counted.pair, group), reading))
    for row, node in enumerate(nodes):
        node.parent, node.row = above, row
    return nodes


def _ids_under(
    reading: Reading, result: SearchResult, pair: str, group: str
) -> Callable[[], Sequence[str]]:
    def ids() -> Sequence[str]:
        return [reading.index.id_of(row) for row in reading.index.rows_under(result, pair, group)]

    return ids
