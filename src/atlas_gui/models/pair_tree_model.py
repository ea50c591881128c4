"""The pair tree for Qt's views: names in the first column, counts in the second."""

from collections.abc import Callable, Collection
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from atlas_gui.domain.catalogue import Entry
from atlas_gui.i18n import _, ngettext
from atlas_gui.models.pair_tree import Node, NodeKind, child_of_record, holders_of_record
from atlas_gui.models.roles import Role

Index = QModelIndex | QPersistentModelIndex
NAME, COUNT = 0, 1
_MOST_TOLD_SINGLY = 30


class PairTreeModel(QAbstractItemModel):
    """Shows a tree of nodes; `show_tree` puts another one in its place."""

    def __init__(self, root: Node, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = root
        self._left: Node | None = None
        self._stars_of_pair: Callable[[str], int] = _no_stars
        self._is_starred: Callable[[str], bool] = _not_starred

    def set_stars(
        self, stars_of_pair: Callable[[str], int], is_starred: Callable[[str], bool]
    ) -> None:
        """Ask these how many starred records a pair has, and whether a record is starred."""
        self._stars_of_pair, self._is_starred = stars_of_pair, is_starred

    def tell_stars(self, pair_ids: Collection[str]) -> None:
        """Say that these pairs have other stars now."""
        rows = [node for node in self._root.children if node.key in pair_ids]
        if len(rows) > _MOST_TOLD_SINGLY:
            # Very many at once cost less than one after another.
            self._tell_from_to(rows[0], rows[-1])
            return
        for node in rows:
            self._tell_from_to(node, node)

    def _tell_from_to(self, first: Node, last: Node) -> None:
        self.dataChanged.emit(
            self.createIndex(first.row, NAME, first), self.createIndex(last.row, COUNT, last)
        )

    def show_tree(self, root: Node) -> None:
        """Replace every row; views keep their place by `Role.KEY`."""
        self.beginResetModel()
        left, self._left, self._root = self._left, self._root, root
        self.endResetModel()
        # An index holds no reference to its row. Whoever is still busy with one, as a slot that
        # follows a click, may be so until the next tree but one.
        if left is not None and left is not self._left and left is not root:
            left.release()

    def index_of(self, key: str) -> QModelIndex:
        """The row with this key; invalid if there is none."""
        node = _find(self._root, key)
        return self.createIndex(node.row, NAME, node) if node else QModelIndex()

    def holders_of_record(self, entry: Entry) -> list[QModelIndex]:
        """The rows right below which a record stands or may stand, from top to bottom."""
        found = holders_of_record(self._root, entry)
        return [self.createIndex(node.row, NAME, node) for node in found]

    def row_below(self, holder: QModelIndex, record_id: str) -> QModelIndex:
        """The row of a record right below a row; invalid if it is not there."""
        node = child_of_record(self._node(holder), record_id)
        return self.createIndex(node.row, NAME, node) if node is not None else QModelIndex()

    # Qt asks for the rest.

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        node = self._node(parent)
        if not (0 <= row < len(node.children) and column in (NAME, COUNT)):
            return QModelIndex()
        return self.createIndex(row, column, node.children[row])

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        above = self._node(index).parent if index.isValid() else None
        if above is None or above is self._root:
            return QModelIndex()
        return self.createIndex(above.row, NAME, above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.column() > NAME else len(self._node(parent).children)

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        """Told without loading them: a view asks this of every row it may show."""
        node = self._node(parent)
        if node is self._root or parent.column() > NAME:
            return node is self._root
        return (
            node.kind is not NodeKind.RECORD and node.kind is not NodeKind.ALL and bool(node.count)
        )

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 2

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Records can be dragged; what stands for several of them cannot."""
        usual = super().flags(index)
        is_record = index.isValid() and bool(self._node(index).record_id)
        return usual | Qt.ItemFlag.ItemIsDragEnabled if is_record else usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node = self._node(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return _display(node, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(node, index.column(), self._stars(node))
        if role == Role.STARS:
            return self._stars(node)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(node) if index.column() == NAME else None
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == COUNT:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return _own_data(node, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Country pairs"), _("Records"))[section] if section in (0, 1) else None
        return None

    def _stars(self, node: Node) -> int:
        """Of a pair its starred records; of a record whether it is one of them."""
        if node.kind is NodeKind.RECORD:
            return int(self._is_starred(node.record_id))
        return self._stars_of_pair(node.key) if node.kind is NodeKind.PAIR else 0

    def _tip(self, node: Node) -> str:
        return "\n".join(filter(None, (node.name, _stars_in_words(node, self._stars(node)))))

    def _node(self, index: Index) -> Node:
        if not index.isValid():
            return self._root
        node: Node = index.internalPointer()
        return node


def _display(node: Node, column: int) -> str | None:
    if column == NAME:
        year = node.entry.year if node.entry else ""
        return f"{year} {node.name}" if year else node.name
    return f"{node.count:,}" if node.count is not None else None


def _spoken(node: Node, column: int, stars: int) -> str | None:
    if column != NAME:
        return _display(node, column)
    words = _stars_in_words(node, stars)
    if node.count is not None:
        records = ngettext("{count:,} record", "{count:,} records", node.count)
        told = (node.name, records.format(count=node.count), words)
    else:
        told = (_display(node, column) or "", words, "")
    return ", ".join(filter(None, told))


def _stars_in_words(node: Node, stars: int) -> str:
    if not stars:
        return ""
    if node.kind is NodeKind.RECORD:
        return _("starred")
    return ngettext("{count:,} starred", "{count:,} starred", stars).format(count=stars)


def _no_stars(_pair_id: str) -> int:
    return 0


def _not_starred(_record_id: str) -> bool:
    return False


def _own_data(node: Node, role: int) -> Any:
    match role:
        case Role.ENTRY:
            return node.entry
        case Role.RECORD_ID:
            return node.record_id
        case Role.KEY:
            return node.key
        case Role.COUNT:
            return node.count
        case Role.PAIR:
            return node.pair
        case Role.GROUP:
            return node.group
    return None


def _find(node: Node, key: str) -> Node | None:
    for child in node.children:
        if child.key == key:
            return child
        if key.startswith(f"{child.key}/"):
            if child.kind in (NodeKind.GROUP, NodeKind.UNREADABLE):
                return child_of_record(child, key.removeprefix(f"{child.key}/"))
            return _find(child, key)
    return None
