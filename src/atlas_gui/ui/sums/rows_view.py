"""Tables of the window of sums: numbers under one another, copied with Ctrl+C, opened with Enter."""

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from atlas_gui.ui.plain_tooltip import PlainTipDelegate

# Of a hundred thousand rows a few say how wide a column is.
_ROWS_MEASURED = 60


class PlainTable(QTableView):
    """Signals: `copy_requested()`; `enter_pressed()` with the keyboard on a row; `sort_requested(int)`
    a column, by its number.
    """

    copy_requested = Signal()
    enter_pressed = Signal()
    sort_requested = Signal(int)

    def __init__(self, model: QAbstractItemModel, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setModel(model)
        # What a record is called is text, in a tooltip too.
        self.setItemDelegate(PlainTipDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        # A heading asks of each row whether it is chosen, to look pressed; this one has none.
        header.setSelectionModel(QItemSelectionModel(model, header))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setResizeContentsPrecision(_ROWS_MEASURED)
        for column in range(1, model.columnCount()):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def chosen_rows(self) -> list[int]:
        """The selected rows from top to bottom."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    # Qt calls this.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter_pressed.emit()
        elif event.text().isdecimal() and 0 < int(event.text()) <= self.model().columnCount():
            self.sort_requested.emit(int(event.text()) - 1)
        else:
            super().keyPressEvent(event)
