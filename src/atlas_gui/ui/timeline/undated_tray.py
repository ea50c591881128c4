"""The records that no date is known of, in a popup that hangs from the timeline."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QListView, QPushButton, QVBoxLayout, QWidget

from atlas_gui.i18n import _, ngettext
from atlas_gui.ui.theme import Theme

_WIDTH, _HEIGHT = 380, 260


class UndatedTray(QFrame):
    """Lists records by title; Enter or a click chooses one.

    Signals: `chosen` carries a place in the list; `all_requested` asks for them in the record list.
    """

    chosen = Signal(int)
    all_requested = Signal()

    def __init__(
        self, titles: Sequence[str], total: int, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("Records without a date"))
        self.setStyleSheet(
            f"UndatedTray {{ background: {theme.raised}; border: 1px solid {theme.strong_line}; }}"
        )
        heading = ngettext(
            "{count:,} record of which no date is known",
            "{count:,} records of which no date is known",
            total,
        )
        self._list = QListView(self)
        self._list.setModel(QStringListModel(list(titles), self._list))
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setUniformItemSizes(True)
        self._list.setAccessibleName(_("Records without a date"))
        self._list.clicked.connect(self._on_chosen)
        self._list.activated.connect(self._on_chosen)
        button = QPushButton(_("Show them in the list"))
        button.clicked.connect(self._on_all)
        column = QVBoxLayout(self)
        column.addWidget(QLabel(heading.format(count=total)))
        column.addWidget(self._list, 1)
        column.addWidget(button)
        self.setFixedSize(_WIDTH, _HEIGHT)
        self._list.setCurrentIndex(self._list.model().index(0, 0))
        self.setFocusProxy(self._list)

    @Slot(QModelIndex)
    def _on_chosen(self, index: QModelIndex) -> None:
        # Enter is heard from the list and from the tray, a click twice where one click opens.
        if self.isVisible():
            self.close()
            self.chosen.emit(index.row())

    @Slot()
    def _on_all(self) -> None:
        self.close()
        self.all_requested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses what the keyboard is on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_chosen(self._list.currentIndex())
        else:
            super().keyPressEvent(event)
