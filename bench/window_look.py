"""What a window shows of a query at one moment, and whether that is what the engine answers."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QLabel, QTreeView, QWidget

from atlas_gui.models.facet_model import FacetRole
from atlas_gui.models.roles import Role
from atlas_gui.search.index import SearchIndex
from atlas_gui.search.query import parse
from atlas_gui.ui.facet_pane import FacetPane
from atlas_gui.ui.pair_tree_pane import PairTreePane
from atlas_gui.ui.record_list_pane import RecordListPane

_FEW_PAIRS = 4
# What a click in the tree sets is left out of the query that its counts answer.
TREE_FIELDS = ("pair", "kind")


class Look(NamedTuple):
    """The ends of the list, the first pairs of the tree, the first facets, the shown total."""

    listed: int
    first: str
    last: str
    total: str
    tree: tuple[tuple[str, int], ...]
    facets: tuple[tuple[str, str, int], ...]


class WindowLook:
    """Reads a window's models; one look takes a small part of a millisecond.

    `stirred` says that a model told of a change since it was last set to False: a look at every
    tick would be a burden of its own.
    """

    def __init__(self, window: QWidget) -> None:
        self._list = _model(window.findChildren(RecordListPane)[0])
        self._tree = _model(window.findChildren(PairTreePane)[0])
        self._facets = _model(window.findChildren(FacetPane)[0])
        self._total = window.findChildren(QLabel, "search_count")[0]
        self.stirred = False
        for model in (self._list, self._tree, self._facets):
            model.modelReset.connect(self._stir)
            model.layoutChanged.connect(self._stir)
            model.dataChanged.connect(self._stir)
            model.rowsInserted.connect(self._stir)
            model.rowsRemoved.connect(self._stir)

    def _stir(self) -> None:
        self.stirred = True

    def now(self) -> Look:
        """What is shown at this moment."""
        listed = self._list.rowCount()
        first, last = (self._id(row) if listed else "" for row in (0, listed - 1))
        tree = tuple(self._pairs(_FEW_PAIRS))
        return Look(listed, first, last, self._total.text(), tree, tuple(self._counted()))

    def every_id(self) -> list[str]:
        """The whole list, from top to bottom."""
        return [self._id(row) for row in range(self._list.rowCount())]

    def every_pair(self) -> dict[str, int]:
        """The whole tree: records by pair, without the pairs that have none."""
        pairs = dict(self._pairs(self._tree.rowCount()))
        return {pair: count for pair, count in pairs.items() if count and "-" in pair}

    def _id(self, row: int) -> str:
        return str(self._list.index(row, 0).data(Role.RECORD_ID))

    def _pairs(self, most: int) -> Iterator[tuple[str, int]]:
        for row in range(min(most, self._tree.rowCount())):
            held = self._tree.index(row, 0)
            yield str(held.data(Role.KEY)), int(held.data(Role.COUNT) or 0)

    def _counted(self) -> Iterator[tuple[str, str, int]]:
        for section in range(self._facets.rowCount()):
            above = self._facets.index(section, 0)
            held = self._facets.index(0, 0, above).data(FacetRole.VALUE)
            if held is not None:
                yield str(above.data(FacetRole.FIELD)), held.value, held.count


def _model(pane: QWidget) -> QAbstractItemModel:
    """The model of a pane's one view."""
    view = getattr(pane, "view", None) or pane.findChildren(QTreeView)[0]
    model: QAbstractItemModel = view.model()
    return model


def wrongs_of(look: Look, text: str, index: SearchIndex) -> list[str]:
    """What of a look is not what the engine answers to a text; empty if all is right."""
    query = parse(text)
    result = index.search(query)
    counts = index.counts(result)
    # The tree stays whole when it is narrowed by a click.
    wider = query
    for field in TREE_FIELDS:
        wider = wider.without_field(field)
    tree = {held.pair: held.total for held in index.counts(index.search(wider)).tree()}
    narrow = {held.pair: held.total for held in counts.tree()}
    facets: dict[str, Mapping[str, int]] = {}
    wrongs = []
    ends = (result.ids[0], result.ids[-1]) if result.total else ("", "")
    if (look.listed, look.first, look.last) != (result.total, *ends):
        wrongs.append(f"list {look[:3]}, not {result.total, *ends}")
    if not look.total.replace(",", "").startswith(str(result.total)):
        wrongs.append(f"total {look.total}, not {result.total}")
    for pair, count in look.tree:
        if pair in tree and count not in {tree[pair], narrow[pair]}:
            wrongs.append(f"tree {pair} {count}, not {tree[pair]}")
    for field, value, count in look.facets:
        name = "decade" if field == "date" else field
        known = facets.setdefault(name, counts.of(name))
        if count != known.get(value, 0):
            wrongs.append(f"facet {field}:{value} {count}, not {known.get(value, 0)}")
    return [f"“{text}”: {wrong}" for wrong in wrongs]
