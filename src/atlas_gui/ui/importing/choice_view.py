"""Shows a table of choices: a box in each row, opened by a click, the space bar, F2 or Alt and Down."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from atlas_gui.models.choice_table import HEADING_ROLE, OPTIONS_ROLE, ChoiceTableModel

_Index = QModelIndex | QPersistentModelIndex
_AIR = 4
_MOST_IN_SIGHT = 14
_ROWS_MEASURED = 40
_HEADING = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_OPENING = (Qt.Key.Key_Space, Qt.Key.Key_F2)


class ChoiceView(QTableView):
    """One list of boxes for as many rows as there are: the only widget is the box that is open."""

    def __init__(self, model: ChoiceTableModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._choices = model
        self.setModel(model)
        self.setItemDelegate(_ChoiceDelegate(self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setResizeContentsPrecision(_ROWS_MEASURED)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(_HEADING)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.clicked.connect(self._open_clicked)
        model.modelReset.connect(self._settle)

    def go_to_first(self) -> None:
        """Make the first row that waits for a choice the current one."""
        row = self._choices.first_open()
        if row >= 0:
            self.setCurrentIndex(self._choices.index(row, self._choices.choice_column))

    def open_choice(self, row: int) -> None:
        """Open the list of what may be chosen in a row."""
        index = self._choices.index(row, self._choices.choice_column)
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return
        self.setCurrentIndex(index)
        self.edit(index)
        box = self.indexWidget(index)
        if isinstance(box, QComboBox):
            box.showPopup()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the box of the row by the keys that open boxes."""
        alt_down = (
            event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        )
        if event.key() in _OPENING or alt_down:
            self.open_choice(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _open_clicked(self, index: QModelIndex) -> None:
        if index.column() == self._choices.choice_column:
            self.open_choice(index.row())

    @Slot()
    def _settle(self) -> None:
        """Rows a little taller than a box; headings across the whole width."""
        self.clearSpans()
        for number, row in enumerate(self._choices.rows):
            if not row.kind:
                self.setSpan(number, 0, 1, self._choices.columnCount())
        self.verticalHeader().setDefaultSectionSize(QComboBox().sizeHint().height() + 2 * _AIR)


class _ChoiceDelegate(QStyledItemDelegate):
    """Draws the choice as a closed box, so that it is seen that there is something to choose."""

    def __init__(self, view: ChoiceView) -> None:
        super().__init__(view)
        self._view = view
        # Boxes are drawn as this one would be: a style sheet draws other widgets in other ways.
        self._drawn = QComboBox(view)
        self._drawn.hide()
        self._drawn.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    # Qt overrides

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """See QStyledItemDelegate."""
        super().paint(painter, option, index)
        if index.column() == self._column and not index.data(HEADING_ROLE):
            self._paint_box(painter, option, index)

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        """The words of a box are drawn with the box; a heading is no disabled row."""
        super().initStyleOption(option, index)
        if index.data(HEADING_ROLE):
            option.state |= QStyle.StateFlag.State_Enabled
        elif index.column() == self._column:
            option.text = ""
        option.state &= ~QStyle.StateFlag.State_HasFocus

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, index: _Index
    ) -> QWidget:
        """A box of the choices of this row."""
        box = QComboBox(parent)
        box.setObjectName("choice_box")
        box.setMaxVisibleItems(_MOST_IN_SIGHT)
        for text, value in index.data(OPTIONS_ROLE):
            box.addItem(text, value)
        box.setAccessibleName(index.sibling(index.row(), 0).data())
        # The box is chosen from when it says so; only then is the choice made and the box put away.
        box.activated.connect(lambda: QTimer.singleShot(0, box, lambda: self._take(box)))
        return box

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Show the choice as it is."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(editor.findData(index.data(Qt.ItemDataRole.EditRole)), 0))

    def setModelData(self, editor: QWidget, model: object, index: _Index) -> None:
        """Make the choice."""
        if isinstance(editor, QComboBox) and isinstance(model, ChoiceTableModel):
            model.setData(index, editor.currentData())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: _Index
    ) -> None:
        """Where the drawn box is."""
        editor.setGeometry(self._box_rect(option))

    @property
    def _column(self) -> int:
        return self._view.model().columnCount() - 1

    def _take(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box, QStyledItemDelegate.EndEditHint.NoHint)
        self._view.setFocus()

    def _box_rect(self, option: QStyleOptionViewItem) -> QRect:
        return option.rect.adjusted(2, _AIR, -2, -_AIR)

    def _paint_box(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        box = QStyleOptionComboBox()
        box.rect = self._box_rect(option)
        box.palette = QApplication.palette(self._view)
        box.fontMetrics = option.fontMetrics
        box.direction = option.direction
        box.currentText = str(index.data())
        box.state = QStyle.StateFlag.State_Enabled | QStyle.StateFlag.State_Active
        if self._view.hasFocus() and index.row() == self._view.currentIndex().row():
            box.state |= QStyle.StateFlag.State_HasFocus
            box.state |= (
                QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_KeyboardFocusChange
            )
        style = self._drawn.style()
        painter.save()
        painter.setFont(option.font)
        style.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, box, painter, self._drawn)
        style.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, box, painter, self._drawn)
        painter.restore()
