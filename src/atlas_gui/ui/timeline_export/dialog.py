"""Asks what of the timeline to save, in which format and how wide."""

from msgspec import Struct
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from atlas_gui.i18n import _
from atlas_gui.ui.timeline_export.formats import Format
from atlas_gui.ui.timeline_export.sheet import NARROWEST, WIDEST

_WIDTH_STEP = 100


class Choice(Struct, frozen=True):
    """All of what was found or only the time shown, in which format, how many pixels wide."""

    whole: bool
    form: Format
    width: int


class ExportDialog(QDialog):
    """Begins with `choice`; `shown` and `found` are the years of the two ranges in words.

    Signal: `save_requested` carries the `Choice` made.
    """

    save_requested = Signal(object)

    def __init__(self, choice: Choice, shown: str, found: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Save timeline"))
        self._range = QComboBox()
        self._range.addItem(_("The time shown: {years}").format(years=shown), False)
        self._range.addItem(_("All of what was found: {years}").format(years=found), True)
        self._range.setCurrentIndex(self._range.findData(choice.whole))
        self._form = _format_choice(choice.form)
        self._width = _width_choice(choice.width)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 14)
        column.setSpacing(14)
        form = QFormLayout()
        form.addRow(_("&Range:"), self._range)
        form.addRow(_("&Format:"), self._form)
        form.addRow(_("&Width:"), self._width)
        column.addLayout(form)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        save = buttons.addButton(_("Save as…"), QDialogButtonBox.ButtonRole.AcceptRole)
        save.setDefault(True)
        buttons.accepted.connect(self._request)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self._range.setFocus()

    @Slot()
    def _request(self) -> None:
        choice = Choice(
            self._range.currentData(), Format[self._form.currentData()], self._width.value()
        )
        self.save_requested.emit(choice)


def _format_choice(chosen: Format) -> QComboBox:
    box = QComboBox()
    for form in Format:
        box.addItem(form.label, form.name)
    box.setCurrentIndex(box.findData(chosen.name))
    return box


def _width_choice(pixels: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(NARROWEST, WIDEST)
    box.setSingleStep(_WIDTH_STEP)
    box.setSuffix(_(" pixels"))
    box.setValue(pixels)
    box.setToolTip(_("The height follows from the lanes"))
    return box
