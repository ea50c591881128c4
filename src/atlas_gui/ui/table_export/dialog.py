"""Asks which records to save, in which format, and what of them."""

from msgspec import Struct
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from atlas_gui.exchange.tables.formats import Format, What
from atlas_gui.i18n import _, ngettext


class Choice(Struct, frozen=True):
    """Only the selected records or all that was found, in which format; whose references."""

    only_selected: bool
    form: Format
    what: What


class TableDialog(QDialog):
    """Begins with `choice`; `selected` and `found` are numbers of records.

    Signal: `save_requested` carries the `Choice` made.
    """

    save_requested = Signal(object)

    def __init__(self, choice: Choice, selected: int, found: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Export list as a table"))
        self._records = _record_choice(choice.only_selected, selected, found)
        self._form = _format_choice(choice.form)
        self._what = _what_choice(choice.what)
        # Not every system takes the label beside it for the name.
        self._records.setAccessibleName(_("Records"))
        self._form.setAccessibleName(_("Format"))
        self._what.setAccessibleName(_("References to"))
        self._message = QLabel(self)
        self._lay_out()
        self._form.currentIndexChanged.connect(self._follow_format)
        self._follow_format()

    def say(self, message: str) -> None:
        """Show why nothing was saved yet."""
        self._message.setText(message)
        self._message.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, message))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 14)
        column.setSpacing(14)
        form = QFormLayout()
        form.addRow(_("&Records:"), self._records)
        form.addRow(_("&Format:"), self._form)
        form.addRow(_("References &to:"), self._what)
        column.addLayout(form)
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._message.setWordWrap(True)
        self._message.hide()
        column.addWidget(self._message)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        save = buttons.addButton(_("Save as…"), QDialogButtonBox.ButtonRole.AcceptRole)
        save.setDefault(True)
        buttons.accepted.connect(self._request)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self._records.setFocus()

    @Slot()
    def _follow_format(self) -> None:
        self._what.setEnabled(self._chosen_format().lists_references)

    def _chosen_format(self) -> Format:
        return Format[self._form.currentData()]

    @Slot()
    def _request(self) -> None:
        self._message.hide()
        what = What[self._what.currentData()] if self._what.isEnabled() else What.RECORDS
        choice = Choice(bool(self._records.currentData()), self._chosen_format(), what)
        self.save_requested.emit(choice)


def _record_choice(only_selected: bool, selected: int, found: int) -> QComboBox:
    box = QComboBox()
    if selected:
        text = ngettext("The selected record", "The {count:,} selected records", selected)
        box.addItem(text.format(count=selected), True)
    text = ngettext("The one record found", "All {count:,} records found", found)
    box.addItem(text.format(count=found), False)
    box.setCurrentIndex(max(box.findData(only_selected), 0))
    return box


def _format_choice(chosen: Format) -> QComboBox:
    box = QComboBox()
    for form in Format:
        box.addItem(form.label, form.name)
    box.setCurrentIndex(box.findData(chosen.name))
    return box


def _what_choice(chosen: What) -> QComboBox:
    box = QComboBox()
    box.addItem(_("The records"), What.RECORDS.name)
    box.addItem(_("The sources that the records rest on"), What.SOURCES.name)
    box.setCurrentIndex(box.findData(chosen.name))
    box.setToolTip(_("For BibTeX, RIS and CSL-JSON"))
    return box
