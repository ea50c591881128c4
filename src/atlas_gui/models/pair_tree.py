"""The tree of country pairs as plain nodes: pair, group, record, with what matches now.

Nodes are made when somebody looks at them: a pair may have twenty thousand records under it, and
the tree is made anew at every key.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Final, Literal, overload

from atlas_gui.domain.catalogue import Entry
from atlas_gui.domain.labels import label
from atlas_gui.domain.pairs import Pair
from atlas_gui.domain.vocabulary import Group
from atlas_gui.i18n import _
from atlas_gui.search.pair_counts import PairCounts
from atlas_gui.search.reading import Reading
from atlas_gui.search.result import SearchResult

Order = Literal["name", "count", "latest"]


# Of more pairs than anybody scrolls through, those in which nothing matches are left out.
_MOST_PAIRS: Final = 1_000


class NodeKind(StrEnum):
    """What a row of the tree stands for."""

    ALL = "all"
    PAIR = "pair"
    GROUP = "group"
    RECORD = "record"
    UNREADABLE = "unreadable"


class Node:
    """A row of the tree; it knows its row and its parent, so that Qt need not search for either."""

    # Hundreds are made at each key.
    __slots__ = (
        "_children", "_name", "_source", "count", "group", "key", "kind", "pair", "parent",
        "record_id", "row",
    )  # fmt: skip

    def __init__(
        self,
        kind: NodeKind,
        key: str,
        name: str = "",
        count: int | None = None,
        pair: Pair | None = None,
        group: Group | None = None,
        record_id: str = "",
        source: "_Source | None" = None,
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
        self._source = source
        self._children: Sequence[Node] | None = None

    @property
    def children(self) -> Sequence["Node"]:
        """The rows below this one, in order; made when they are first asked for."""
        if self._children is None:
            self._children = () if self._source is None else self._source.children_of(self)
        return self._children

    @property
    def entry(self) -> Entry | None:
        """The entry of a record's row."""
        if self._source is None or not self.record_id:
            return None
        return self._source.reading.catalogue.entry(self.record_id)

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

    def release(self) -> None:
        """Let go of everything below, so that nothing waits for the garbage collector."""
        if isinstance(self._children, RecordNodes):
            self._children.release()
        else:
            for child in self._children or ():
                child.release()
                child.parent = None
        self._children, self._source = (), None


class RecordNodes(Sequence[Node]):
    """The rows of records below a row, each made when it is looked at."""

    def __init__(self, above: Node, ids: Sequence[str], source: "_Source") -> None:
        self._above = above
        self._ids = ids
        self._source = source
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
            self._made[row] = self._make(row)
        return self._made[row]

    def row_of(self, record_id: str) -> int:
        """The row of a record; -1 if it is not here."""
        return self._ids.index(record_id) if record_id in self._ids else -1

    def release(self) -> None:
        """Let go of the rows that were made."""
        for node in self._made.values():
            node.parent = None
        self._made.clear()

    def _make(self, row: int) -> Node:
        above, record_id = self._above, self._ids[row]
        node = Node(
            NodeKind.RECORD,
            f"{above.key}/{record_id}",
            pair=above.pair,
            group=above.group,
            record_id=record_id,
            source=self._source,
        )
        node.parent, node.row = above, row
        return node


class _Source:
    """What the rows of one tree are made of."""

    def __init__(
        self, reading: Reading, result: SearchResult, counts: Sequence[PairCounts]
    ) -> None:
        self.reading = reading
        self._result = result
        self._counts = {counted.pair: counted for counted in counts}

    def children_of(self, node: Node) -> Sequence[Node]:
        """The rows below a pair, a group or the unreadable records."""
        match node.kind:
            case NodeKind.PAIR:
                return self._groups(node)
            case NodeKind.GROUP:
                pair = node.key.partition("/")[0]
                rows = self.reading.index.rows_under(self._result, pair, str(node.group))
            case NodeKind.UNREADABLE:
                rows = self.reading.index.unreadable(self._result)
            case _:
                return ()
        return RecordNodes(node, [self.reading.index.id_of(row) for row in rows], self)

    def _groups(self, above: Node) -> Sequence[Node]:
        counts = self._counts[above.key].groups
        nodes = [
            Node(
                NodeKind.GROUP,
                f"{above.key}/{group}",
                label(group),
                counts[group],
                above.pair,
                group,
                source=self,
            )
            for group in Group
            if group in counts
        ]
        for row, node in enumerate(nodes):
            node.parent, node.row = above, row
        return nodes


def child_of_record(node: Node, record_id: str) -> Node | None:
    """The row of a record right below a row, if it stands there."""
    children = node.children
    if not isinstance(children, RecordNodes):
        return None
    row = children.row_of(record_id)
    return children[row] if row >= 0 else None


def holders_of_record(root: Node, entry: Entry) -> Iterator[Node]:
    """The rows right below which a record may stand, from top to bottom."""
    pairs = frozenset(entry.pairs)
    for node in root.children:
        if node.kind is NodeKind.UNREADABLE and entry.damage:
            yield node
        elif node.pair in pairs and node.count:
            yield from (child for child in node.children if child.group is entry.group)


def build_tree(reading: Reading, result: SearchResult, order: Order = "count") -> Node:
    """The whole tree for what matches now; every pair stays, also with nothing in it."""
    counts = reading.index.counts(result).tree(with_days=order == "latest")
    if len(counts) > _MOST_PAIRS:
        counts = [counted for counted in counts if counted.total]
    source = _Source(reading, result, counts)
    named = [(reading.library.pair_name(_pair_of(one.pair)), one) for one in counts]
    named.sort(key=_ORDERS[order])
    rows = [Node(NodeKind.ALL, "all", _("All records"), result.total)]
    rows += [
        Node(NodeKind.PAIR, one.pair, name, one.total, _pair_of(one.pair), source=source)
        for name, one in named
    ]
    damaged = len(reading.index.unreadable(result))
    if damaged:
        name = _("Unreadable records")
        rows.append(Node(NodeKind.UNREADABLE, "unreadable", name, damaged, source=source))
    return Node(NodeKind.ALL, "root").adopt(rows)


_Named = tuple[str, PairCounts]
_ORDERS: Final[Mapping[Order, Callable[[_Named], tuple[int, str]]]] = {
    "name": lambda named: (0, named[0]),
    "count": lambda named: (-named[1].total, named[0]),
    "latest": lambda named: (-(named[1].latest or 0), named[0]),
}


@cache
def _pair_of(pair_id: str) -> Pair:
    return Pair(*pair_id.split("-"))
