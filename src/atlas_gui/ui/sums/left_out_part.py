"""What is in no total: for each reason how much, and beside it the records of the one that is chosen."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHeaderView, QSplitter, QWidget

from atlas_gui.domain.sums import Reason
from atlas_gui.i18n import _
from atlas_gui.models.sums.left_out_model import LeftOutRecordsModel, ReasonsModel
from atlas_gui.search.money_answers import LeftOut
from atlas_gui.search.reading import Reading
from atlas_gui.ui.sums.rows_view import PlainTable

_PARTS = (460, 500)
_GAP = 8


class LeftOutPart(QSplitter):
    """`records_of(reason)` finds the records of a reason. Signal: `record_requested(str)`."""

    record_requested = Signal(str)

    def __init__(
        self, reading: Reading, records_of: Callable[[Reason], Sequence[str]], parent: QWidget
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._records_of = records_of
        self._reasons = ReasonsModel(self)
        self._records = LeftOutRecordsModel(reading, self)
        self.reasons = PlainTable(self._reasons, _("What was left out, and why"), self)
        self.records = PlainTable(self._records, _("Records left out for the chosen reason"), self)
        self._chosen: Reason | None = None
        self.reasons.setSelectionMode(PlainTable.SelectionMode.SingleSelection)
        self.records.setSelectionMode(PlainTable.SelectionMode.SingleSelection)
        header = self.records.horizontalHeader()
        for column in range(self._records.columnCount()):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.setChildrenCollapsible(False)
        for place, table in enumerate((self.reasons, self.records)):
            self.addWidget(table)
            self.setStretchFactor(place, _PARTS[place])
        self.setHandleWidth(_GAP)
        self.setSizes(list(_PARTS))
        self.reasons.selectionModel().currentRowChanged.connect(self._choose)
        self.reasons.enter_pressed.connect(self.records.setFocus)
        self.records.doubleClicked.connect(self._open)
        self.records.enter_pressed.connect(self._open)

    def show_left_out(self, left_out: Sequence[LeftOut]) -> None:
        """Show these, and stay at the reason that was chosen if there is one of it."""
        kept = self._chosen
        self._reasons.show(left_out)
        row = max(self._reasons.row_of(kept), 0) if left_out else -1
        if row >= 0:
            self.reasons.selectRow(row)
            self.reasons.setCurrentIndex(self._reasons.index(row, 0))
        self._show_records()

    @Slot()
    def _choose(self, *_told: object) -> None:
        reason = self._reasons.reason_at(self.reasons.currentIndex().row())
        if reason is not self._chosen:
            self._chosen = reason
            self._show_records()

    def _show_records(self) -> None:
        self._chosen = self._reasons.reason_at(self.reasons.currentIndex().row())
        ids = self._records_of(self._chosen) if self._chosen else ()
        self._records.show(self._chosen, ids)

    @Slot()
    def _open(self, *_told: object) -> None:
        if record_id := self._records.id_at(self.records.currentIndex().row()):
            self.record_requested.emit(record_id)
