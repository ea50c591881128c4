"""Anything Atlas can do, found by typing a few letters of it."""

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from atlas_gui.i18n import _
from atlas_gui.search.folding import fold
from atlas_gui.ui.actions import ACTIONS, ActionTable, keys_in_words, plain_text


class CommandPalette(QDialog):
    """Lists the actions that are possible now and match what is typed; Enter does the chosen one."""

    def __init__(self, actions: ActionTable, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Commands"))
        self._actions = actions
        self._field = QLineEdit(self)
        self._field.setAccessibleName(_("Command"))
        self._field.setPlaceholderText(_("Type what you want to do"))
        self._field.installEventFilter(self)
        self._list = QListWidget(self)
        self._list.setAccessibleName(_("Commands"))
        self._field.textChanged.connect(self._fill)
        self._field.returnPressed.connect(self._do_current)
        self._list.itemActivated.connect(self._do)
        column = QVBoxLayout(self)
        column.addWidget(self._field)
        column.addWidget(self._list, 1)
        height = self.fontMetrics().height()
        self.resize(height * 30, height * 22)
        self._fill("")

    @Slot(str)
    def _fill(self, typed: str) -> None:
        wanted = fold(typed).split()
        self._list.clear()
        for spec in ACTIONS:
            action = self._actions[spec.id]
            text = plain_text(_(spec.text)).rstrip("…")
            searched = fold(f"{text} {_(spec.tip)}")
            if not action.isEnabled() or not all(word in searched for word in wanted):
                continue
            keys = keys_in_words(spec)
            item = QListWidgetItem(f"{text}    {keys}" if keys else text, self._list)
            item.setToolTip(_(spec.tip))
            item.setData(Qt.ItemDataRole.UserRole, spec.id)
        self._list.setCurrentRow(0)

    @Slot()
    def _do_current(self) -> None:
        if item := self._list.currentItem():
            self._do(item)

    @Slot(QListWidgetItem)
    def _do(self, item: QListWidgetItem) -> None:
        action: QAction = self._actions[item.data(Qt.ItemDataRole.UserRole)]
        # First out of the way, so that the action finds the window as it was.
        self.accept()
        action.trigger()

    # Qt calls this.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        moves = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in moves:
                self._list.event(event)
                return True
        return False
