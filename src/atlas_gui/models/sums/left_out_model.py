"""What is in no total: the reasons as a table, and the records of one of them as another."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from atlas_gui.domain.sums import Reason
from atlas_gui.domain.sums_words import reason_in_words
from atlas_gui.i18n import _
from atlas_gui.models.record_document import one_line
from atlas_gui.models.sums.words import of_record
from atlas_gui.search.money_answers import LeftOut
from atlas_gui.search.reading import Reading

Index = QModelIndex | QPersistentModelIndex
_NUMBERS: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_Text = Qt.ItemDataRole.DisplayRole


class ReasonsModel(QAbstractTableModel):
    """How many sums were left out, and for what reasons."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._left_out: Sequence[LeftOut] = ()

    def show(self, left_out: Sequence[LeftOut]) -> None:
        """Show these."""
        self.beginResetModel()
        self._left_out = left_out
        self.endResetModel()

    def reason_at(self, row: int) -> Reason | None:
        """The reason of a row; None if there is no such row."""
        return self._left_out[row].reason if 0 <= row < len(self._left_out) else None

    def row_of(self, reason: Reason | None) -> int:
        """The row of a reason; -1 if nothing was left out for it."""
        reasons = [one.reason for one in self._left_out]
        return reasons.index(reason) if reason in reasons else -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._left_out)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Text) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _Text:
            return (_("Left out"), _("Sums"), _("Records"))[section]
        return _NUMBERS if role == Qt.ItemDataRole.TextAlignmentRole and section else None

    def data(self, index: Index, role: int = _Text) -> Any:
        if not index.isValid():
            return None
        one = self._left_out[index.row()]
        words = (reason_in_words(one.reason), f"{one.sums:,}", f"{one.records:,}")
        if role == _Text or (role == Qt.ItemDataRole.ToolTipRole and not index.column()):
            return words[index.column()]
        return _NUMBERS if role == Qt.ItemDataRole.TextAlignmentRole and index.column() else None


class LeftOutRecordsModel(QAbstractTableModel):
    """The records of which a sum was left out for one reason; each is read when its row is shown."""

    def __init__(self, reading: Reading, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading = reading
        self._ids: Sequence[str] = ()
        self._reason: Reason | None = None

    def show(self, reason: Reason | None, record_ids: Sequence[str]) -> None:
        """Show these."""
        self.beginResetModel()
        self._reason, self._ids = reason, record_ids
        self.endResetModel()

    def id_at(self, row: int) -> str:
        """The identifier of the record of a row; empty if there is no such row."""
        return self._ids[row] if 0 <= row < len(self._ids) else ""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Text) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == _Text:
            return (_("Record"), _("Its sum"))[section]
        return None

    def data(self, index: Index, role: int = _Text) -> Any:
        if index.isValid() and role in (_Text, Qt.ItemDataRole.ToolTipRole):
            return self._title(index.row()) if index.column() == 0 else self._money(index.row())
        return None

    def _title(self, row: int) -> str:
        record_id, catalogue = self._ids[row], self._reading.catalogue
        return one_line(catalogue.entry(record_id).title) if record_id in catalogue else record_id

    def _money(self, row: int) -> str:
        record = self._reading.library.records.get(self._ids[row])
        return one_line(of_record(record, self._reason)) if record and self._reason else ""
