"""One line under the top bar for what the reader should know and need not answer."""

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from atlas_gui.i18n import _

_PASSING_MS = 12_000
# A clause that is still being typed is no fault yet.
_PAUSE_MS = 1_500


class NoticeBar(QFrame):
    """Shows one notice at a time; the latest wins. A passing notice goes by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice_bar")
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._dismiss = QToolButton(self)
        self._dismiss.setAccessibleName(_("Dismiss notice"))
        self._dismiss.setToolTip(_("Dismiss"))
        self._dismiss.clicked.connect(self.hide)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._query_fault = ""
        self._shows_fault = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._tell_fault)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 8, 5)
        row.addWidget(self._text, 1)
        row.addWidget(self._dismiss)
        self.hide()

    def set_icon(self, dismiss: QIcon) -> None:
        """Show this icon on the button."""
        self._dismiss.setIcon(dismiss)

    @property
    def text(self) -> str:
        """What is shown; empty if nothing is."""
        return self._text.text() if self.isVisible() else ""

    @Slot(str)
    def tell(self, text: str) -> None:
        """Show a notice until the reader dismisses it."""
        self._timer.stop()
        self._show(text)

    def tell_in_passing(self, text: str) -> None:
        """Show a notice for a while, as after something went well."""
        self._show(text, passing=True)
        self._timer.start(_PASSING_MS)

    @Slot(str)
    def tell_of_query(self, fault: str) -> None:
        """Say what is wrong with a query once its reader pauses; empty takes that back."""
        self._query_fault = fault
        if fault:
            self._pause.start(_PAUSE_MS)
        elif self._shows_fault:
            self.hide()

    @Slot()
    def _tell_fault(self) -> None:
        if self._query_fault:
            self.tell(self._query_fault)
            self._shows_fault = True

    def _show(self, text: str, *, passing: bool = False) -> None:
        # What went well must not look like a warning.
        self.setProperty("passing", passing)
        for part in (self, self._text):
            part.style().unpolish(part)
            part.style().polish(part)
        self._shows_fault = False
        self._text.setText(text)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
