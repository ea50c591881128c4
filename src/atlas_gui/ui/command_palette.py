"""Anything Atlas can do, found by typing a few letters of it."""

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from atlas_gui.i18n import _
from atlas_gui.search.folding import fold
from atlas_gui.ui.actions import ACTIONS, ActionSpec, ActionTable, keys_in_words, plain_text


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
        possible = [spec for spec in ACTIONS if self._actions[spec.id].isEnabled()]
        found = [spec for spec in possible if _holds(f"{_text(spec)} {_(spec.tip)}", wanted)]
        self._list.clear()
        # A stable sort: what is called just so, then what has these words in its name, then the rest.
        for spec in sorted(found, key=lambda spec: _nearness(_text(spec), wanted)):
            keys = keys_in_words(spec)
            item = QListWidgetItem(f"{_text(spec)}    {keys}" if keys else _text(spec), self._list)
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
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() not in moves:
            return False
        self._list.event(event)
        return True


def _text(spec: ActionSpec) -> str:
    return plain_text(_(spec.text)).rstrip("…")


def _nearness(name: str, wanted: list[str]) -> tuple[bool, bool]:
    return (" ".join(wanted) not in fold(name), not _holds(name, wanted))


def _holds(text: str, wanted: list[str]) -> bool:
    folded = fold(text)
    return all(word in folded for word in wanted)
