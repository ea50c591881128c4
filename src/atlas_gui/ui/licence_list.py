"""What others made of this program, and the texts of the licences: choose on the left, read on the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from atlas_gui.exchange.display_text import one_line
from atlas_gui.exchange.third_party import Component
from atlas_gui.i18n import _

_LIST_LETTERS, _TEXT_LETTERS = 26, 84


class LicenceList(QSplitter):
    """A list that is searched by typing a name, beside one text at a time. Empty until it is shown some."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._licences: Sequence[tuple[Component, str]] = ()
        self._names = QListWidget(self)
        self._names.setAccessibleName(_("Parts made by others"))
        self._names.setUniformItemSizes(True)
        self._names.currentRowChanged.connect(self._show)
        page = QWidget(self)
        self._head = QLabel(page)
        self._head.setTextFormat(Qt.TextFormat.PlainText)
        self._head.setWordWrap(True)
        self._head.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._head.setText(_("Looking up the licences…"))
        self._text = QPlainTextEdit(page)
        self._text.setAccessibleName(_("Text of the licence"))
        self._text.setReadOnly(True)
        # Licences are written in lines of eighty signs.
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._text.setTabChangesFocus(True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        column = QVBoxLayout(page)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self._head)
        column.addWidget(self._text, 1)
        self.setChildrenCollapsible(False)
        letter = self.fontMetrics().averageCharWidth()
        self.setSizes([letter * _LIST_LETTERS, letter * _TEXT_LETTERS])
        self.setStretchFactor(1, 1)

    def show_licences(self, licences: Sequence[tuple[Component, str]]) -> None:
        """Show parts with the texts of their licences; the first one is open."""
        self._licences = licences
        self._names.clear()
        # Names come from the metadata of packages; a list takes them as they are.
        self._names.addItems([one_line(f"{part.name} {part.version}") for part, _text in licences])
        self._names.setCurrentRow(0)
        self._names.setFocus()

    def tell_failure(self, _error: Exception) -> None:
        """Say that they could not be looked up; the log has the reason."""
        self._head.setText(_("The licences could not be looked up; the log has the reason."))

    @Slot(int)
    def _show(self, row: int) -> None:
        if 0 <= row < len(self._licences):
            part, text = self._licences[row]
            stated = part.licence or _("licence not stated")
            lines = (f"{part.name} {part.version}", stated, part.homepage)
            self._head.setText("\n".join(one_line(line) for line in lines if line))
            self._text.setPlainText(text or _("It brings no text of its licence."))
