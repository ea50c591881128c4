"""The saved searches for a list view, with their counts."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)

from atlas_gui.i18n import _, ngettext
from atlas_gui.state.saved_searches import SavedSearches

Index = QModelIndex | QPersistentModelIndex
_MIME = "application/x-atlas-saved-search"


class SavedRole(IntEnum):
    """Data roles; the comment says what the model answers."""

    QUERY = Qt.ItemDataRole.UserRole + 1  # str, the query of a row
    COUNT = Qt.ItemDataRole.UserRole + 2  # int, or None as long as it is not known
    IS_PRESENT = Qt.ItemDataRole.UserRole + 3  # whether the row's query is the present one


class SavedSearchModel(QAbstractListModel):
    """Rows can be renamed in place and dragged to another place; the state decides.

    Signal: `moved(int)` the place of the row that was dragged.
    """

    moved = Signal(int)

    def __init__(self, searches: SavedSearches, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._searches = searches
        self._counts: dict[str, int | None] = {}
        self._present = ""
        self._rows = len(searches.items)
        searches.changed.connect(self._renew)

    def set_counts(self, counts: Sequence[int | None]) -> None:
        """Show how many records each search finds, from top to bottom; None is not known."""
        queries = (search.query for search in self._searches.items)
        self._counts = dict(zip(queries, counts, strict=False))
        self._tell_all()

    def set_present(self, query: str) -> None:
        """Mark the rows that ask for this."""
        query = " ".join(query.split())
        if query != self._present:
            self._present = query
            self._tell_all()

    def _tell_all(self) -> None:
        if rows := self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(rows - 1))

    @Slot()
    def _renew(self) -> None:
        if self._rows == len(self._searches.items):
            # A reset would close the editor that has just given a row its new name.
            self._tell_all()
            return
        self.beginResetModel()
        self._rows = len(self._searches.items)
        self.endResetModel()

    # Qt asks for the rest.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._rows

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        items = self._searches.items
        # Another window may have removed some that the view has not heard of yet.
        if not index.isValid() or index.row() >= len(items):
            return None
        search = items[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return search.name
            case Qt.ItemDataRole.ToolTipRole:
                return (
                    search.name if search.name == search.query else f"{search.name}\n{search.query}"
                )
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(search.name, search.query)
            case SavedRole.QUERY:
                return search.query
            case SavedRole.COUNT:
                return self._counts.get(search.query)
            case SavedRole.IS_PRESENT:
                return search.query == self._present
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        self._searches.rename(index.row(), str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self._searches.is_read_only:
            return usual
        return usual | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(_MIME, str(indexes[0].row()).encode())
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        place = bytes(data.data(_MIME).data())
        if not place.isdigit():
            return False
        start, end = int(place), row if row >= 0 else self.rowCount()
        # Taken out above, what follows moves up by one.
        to = end - 1 if end > start else end
        self._searches.move(start, to)
        self.moved.emit(to)
        # The state has moved it; a view that hears True would remove the row it dragged.
        return False

    def _spoken(self, name: str, query: str) -> str:
        parts = [name]
        count = self._counts.get(query)
        if count is not None:
            parts.append(ngettext("{count} record", "{count} records", count).format(count=count))
        if query == self._present:
            parts.append(_("shown now"))
        return ", ".join(parts)
