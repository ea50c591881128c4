"""A popup in which a date is typed in words, to go there on the timeline."""

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from atlas_gui.domain.date_input import DateInputError, date_typed
from atlas_gui.domain.edtf_days import day_number
from atlas_gui.domain.time_shape import time_shape
from atlas_gui.i18n import _
from atlas_gui.timeline.span import Span
from atlas_gui.ui.theme import Theme

_WIDTH = 340


class DateJump(QFrame):
    """Signal: `chosen` carries the `Span` of the date typed; what is no date is answered in words."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("Go to a date"))
        self.setStyleSheet(
            f"DateJump {{ background: {theme.raised}; border: 1px solid {theme.strong_line}; }}"
            f"QLabel {{ color: {theme.text}; }}"
        )
        self._field = QLineEdit()
        self._field.setPlaceholderText(_("1998, March 1998, 1960s, summer 1962 …"))
        self._field.setAccessibleName(_("Date to go to"))
        self._field.returnPressed.connect(self._on_return)
        self._answer = QLabel()
        self._answer.setTextFormat(Qt.TextFormat.PlainText)
        self._answer.setWordWrap(True)
        self._answer.hide()
        column = QVBoxLayout(self)
        title = QLabel(_("&Go to a date:"))
        title.setBuddy(self._field)
        for part in (title, self._field, self._answer):
            column.addWidget(part)
        self.setFixedWidth(_WIDTH)
        self.setFocusProxy(self._field)

    @Slot()
    def _on_return(self) -> None:
        today = QDate.currentDate()
        try:
            date = date_typed(
                self._field.text(), day_number(today.year(), today.month(), today.day())
            )
        except DateInputError as error:
            self._say(str(error))
            return
        shape = time_shape(date)
        if shape is None:
            self._say(_("That date names no year."))
            return
        self.close()
        self.chosen.emit(Span(shape.first, shape.last + 1))

    def _say(self, words: str) -> None:
        self._answer.setText(words)
        self._answer.setVisible(True)
        self._field.setAccessibleDescription(words)
        self._field.selectAll()
        self.adjustSize()
