"""Which file, how it is read, and by which profile; with a look at its first rows."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from atlas_gui.exchange.importing.guessing.first_look import FirstLook
from atlas_gui.exchange.importing.profile import ShelvedProfile
from atlas_gui.exchange.importing.reading.sampling import Sample
from atlas_gui.exchange.importing.rows import FORMATS, FileWishes, as_text
from atlas_gui.i18n import _, mark
from atlas_gui.models.plain_table import PlainTableModel
from atlas_gui.ui.importing.form_pair import FormPair

_ENCODINGS = (
    "utf-8",
    "utf-16",
    "cp1252",
    "latin-1",
    "cp1250",
    "cp1251",
    "gb18030",
    "shift_jis",
    "big5",
)
_DELIMITERS = (
    (",", mark("comma")),
    (";", mark("semicolon")),
    ("\t", mark("tab")),
    ("|", mark("bar")),
    (":", mark("colon")),
)
_ROWS_SHOWN = 60
# Measuring hundreds of columns would hold up the window.
_COLUMNS_MEASURED = 30
_ROWS_MEASURED = 12


class FilePage(QWidget):
    """Signals: `wishes_changed` when the file is to be read in another way; `profile_changed`."""

    wishes_changed = Signal()
    profile_changed = Signal()

    def __init__(self, shelf: Sequence[ShelvedProfile], parent: QWidget) -> None:
        super().__init__(parent)
        self._used = FileWishes()
        self._form = QComboBox(self)
        self._encoding = QComboBox(self)
        self._delimiter = QComboBox(self)
        self._sheet = QComboBox(self)
        self._skipped = QSpinBox(self)
        self._headers = QSpinBox(self)
        self._profile = QComboBox(self)
        self._told = QLabel(self)
        self._model = PlainTableModel((), parent=self)
        self._table = QTableView(self)
        self._shelf = tuple(shelf)
        self._filling = False
        self._lay_out()
        self._connect()
        for box in self._boxes():
            box.setEnabled(False)

    def show_look(self, look: FirstLook) -> None:
        """Show what was found out about the file."""
        self._filling = True
        table = look.table
        if table is None:
            self._told.setText(
                _(
                    "An Atlas library, or a PDF with records inside: its records are taken as they are."
                )
            )
        else:
            self._show_table(table)
        self._show_profiles(look)
        for box in self._boxes():
            box.setEnabled(table is not None and self._matters(box))
        self._filling = False

    def show_unreadable(self) -> None:
        """The file could not be read as it was wished; perhaps it can be in another way."""
        self._form.setEnabled(True)
        self._model.show(())
        self._told.hide()

    def _boxes(self) -> tuple[QWidget, ...]:
        return (self._form, self._encoding, self._delimiter, self._sheet, self._skipped,
                self._headers, self._profile)  # fmt: skip

    def wishes(self) -> FileWishes:
        """How the file is to be read, as it is set now."""
        form = self._form.currentData()
        text = form == "csv"
        sheeted = form in ("csv", "xlsx")
        chosen = self._sheet.currentData()
        return FileWishes(
            format=form,
            encoding=self._encoding.currentData() if text else None,
            delimiter=self._delimiter.currentData() if text else None,
            sheet=chosen if form == "xlsx" else None,
            skipped_rows=self._skipped.value() if sheeted else None,
            header_rows=self._headers.value() if sheeted else None,
            items=chosen if form == "json" else None,
        )

    def profile(self) -> ShelvedProfile | None:
        """The profile that says what the columns mean; None if the reader says it."""
        chosen = self._profile.currentData()
        return next((one for one in self._shelf if one.profile.profile.name == chosen), None)

    def first_control(self) -> QWidget:
        """Where the keyboard begins."""
        return self._profile if self._profile.isEnabled() else self._form

    def _lay_out(self) -> None:
        for form in FORMATS:
            self._form.addItem(form.upper() if len(form) < 5 else form, form)
        for name in _ENCODINGS:
            self._encoding.addItem(name, name)
        for sign, words in _DELIMITERS:
            self._delimiter.addItem(_(words), sign)
        self._headers.setRange(0, 9)
        self._skipped.setRange(0, 999)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setWordWrap(True)
        self._table.setModel(self._model)
        self._table.verticalHeader().hide()
        self._table.setTabKeyNavigation(False)
        self._table.setWordWrap(False)
        self._table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self._table.horizontalHeader().setHighlightSections(False)
        self._table.horizontalHeader().setResizeContentsPrecision(_ROWS_MEASURED)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._forms())
        column.addWidget(self._told)
        column.addWidget(self._table, 1)
        self._name_controls()

    def _forms(self) -> FormPair:
        pair = FormPair()
        left, right = pair.left, pair.right
        left.addRow(_("&Format:"), self._form)
        left.addRow(_("&Sheet or list:"), self._sheet)
        left.addRow(_("What the columns &mean:"), self._profile)
        right.addRow(_("&Encoding:"), self._encoding)
        right.addRow(_("Columns are &parted by:"), self._delimiter)
        rows = QHBoxLayout()
        rows.setSpacing(8)
        for number in (self._headers, self._skipped):
            number.setMinimumWidth(64)
        rows.addWidget(self._headers)
        skipped = QLabel(_("after leaving o&ut"), self)
        skipped.setBuddy(self._skipped)
        rows.addWidget(skipped)
        rows.addWidget(self._skipped)
        rows.addStretch(1)
        headings = QLabel(_("&Rows of headings:"), self)
        headings.setBuddy(self._headers)
        right.addRow(headings, rows)
        return pair

    def _name_controls(self) -> None:
        for widget, name in (
            (self._form, _("Format")), (self._sheet, _("Sheet or list")),
            (self._profile, _("What the columns mean")), (self._encoding, _("Encoding")),
            (self._delimiter, _("Columns are parted by")), (self._headers, _("Rows of headings")),
            (self._skipped, _("Rows left out above")), (self._table, _("The first rows of the file")),
        ):  # fmt: skip
            widget.setAccessibleName(name)
        order = (self._form, self._sheet, self._profile, self._encoding, self._delimiter,
                 self._headers, self._skipped, self._table)  # fmt: skip
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        for box in (self._form, self._encoding, self._delimiter, self._sheet):
            box.activated.connect(self._tell)
        for number in (self._headers, self._skipped):
            number.valueChanged.connect(self._tell)
        self._profile.activated.connect(self.profile_changed)

    @Slot()
    def _tell(self) -> None:
        if not self._filling:
            self.wishes_changed.emit()

    def _show_table(self, table: Sample) -> None:
        used = self._used = table.used
        _choose(self._form, used.format)
        _choose(self._encoding, used.encoding)
        _choose(self._delimiter, used.delimiter)
        self._sheet.clear()
        for name in table.choices:
            self._sheet.addItem(name or _("the whole file"), name)
        _choose(self._sheet, used.sheet or used.items)
        self._headers.setValue(1 if used.header_rows is None else used.header_rows)
        self._skipped.setValue(used.skipped_rows or 0)
        shown = [[str(row.number), *map(as_text, row.cells)] for row in table.rows[:_ROWS_SHOWN]]
        self._model.show(shown, [_("Row"), *table.columns])
        for place in range(self._model.columnCount()):
            measured = place < _COLUMNS_MEASURED
            width = self._table.sizeHintForColumn(place) + 12 if measured else 0
            head = self._table.horizontalHeader().sectionSizeHint(place) if measured else 0
            self._table.setColumnWidth(place, min(max(width, head, 60), 240))
        noted = [finding.reason for finding in table.findings if not finding.row][:3]
        self._told.setText(" ".join(noted))
        self._told.setVisible(bool(noted))

    def _show_profiles(self, look: FirstLook) -> None:
        before = self._profile.currentData() if self._profile.count() else None
        self._profile.clear()
        self._profile.addItem(_("I say so in the next step"), None)
        for one in self._shelf:
            self._profile.addItem(one.profile.profile.title, one.profile.profile.name)
        fitting = look.fitting.profile.name if look.fitting else None
        _choose(self._profile, before or fitting)

    def _matters(self, box: QWidget) -> bool:
        """Whether a setting means anything for a file of this format."""
        form = self._form.currentData()
        if box in (self._encoding, self._delimiter):
            return bool(form == "csv")
        if box in (self._skipped, self._headers):
            return form in ("csv", "xlsx")
        if box is self._sheet:
            return self._sheet.count() > 1
        return True


def _choose(box: QComboBox, value: str | None) -> None:
    """Show `value`, also one that is none of the usual."""
    if value is not None and box.findData(value) < 0:
        box.addItem(value, value)
    box.setCurrentIndex(max(box.findData(value), 0))
