"""Completions for a list view."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from atlas_gui.i18n import ngettext
from atlas_gui.models.completions import Completion

COMPLETION_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class CompletionModel(QAbstractListModel):
    """Shows completions, the best first; `COMPLETION_ROLE` answers with the Completion."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[Completion, ...] = ()

    def show(self, items: tuple[Completion, ...]) -> None:
        """Show these in place of all others."""
        self.beginResetModel()
        self._items = items
        self.endResetModel()

    # Qt asks for the rest.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self._items[index.row()]
        if role == COMPLETION_ROLE:
            return item
        if role == Qt.ItemDataRole.DisplayRole:
            return item.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(item)
        return None


def spoken(item: Completion) -> str:
    """A completion as one hears it."""
    parts = [item.label, item.detail]
    if item.count is not None:
        records = ngettext("{count} record", "{count} records", item.count)
        parts.append(records.format(count=item.count))
    return ", ".join(filter(None, parts))
