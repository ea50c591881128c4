"""The lower edge of the wizard: how far work is, what is to be said, and where to go."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from atlas_gui.i18n import _


class Footer(QWidget):
    """Signals: `stop_requested`, `back_requested`, `next_requested`, `close_requested`."""

    stop_requested = Signal()
    back_requested = Signal()
    next_requested = Signal()
    close_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._progress = QProgressBar(self)
        self._stop = QPushButton(_("S&top"), self)
        self._told = QLabel(self)
        self._back = QPushButton(_("&Back"), self)
        self._next = QPushButton(self)
        self._close = QPushButton(self)
        self._lay_out()
        for button, wish in (
            (self._stop, self.stop_requested), (self._back, self.back_requested),
            (self._next, self.next_requested), (self._close, self.close_requested),
        ):  # fmt: skip
            button.clicked.connect(wish)

    def say(self, message: str, *, aloud: bool = False) -> None:
        """Show a sentence; `aloud` also tells it to assistive programs."""
        self._told.setText(message)
        if aloud and message:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, message))

    def begin(self, words: str) -> None:
        """Show that something goes on, of which it is not known yet how far it is."""
        self.say(words)
        self._progress.setRange(0, 0)
        self._progress.show()
        self._stop.show()
        self._stop.setEnabled(True)
        if self._next.hasFocus() or self._back.hasFocus():
            # Else the keyboard would move on to Cancel when the button is disabled.
            self._stop.setFocus()

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is."""
        self._progress.setRange(0, max(total, 1))
        self._progress.setValue(done)

    def end(self) -> None:
        """Nothing goes on any more."""
        self._progress.hide()
        self._stop.hide()

    def forbid_stopping(self) -> None:
        """It was asked to stop; asking again changes nothing."""
        self._stop.setEnabled(False)

    def offer(self, onward: str, *, may_go_on: bool, may_go_back: bool, closing: str) -> None:
        """What the buttons say and whether they can be pressed; a last step has no way back."""
        self._next.setText(onward)
        self._next.setEnabled(may_go_on)
        self._back.setEnabled(may_go_back)
        self._close.setText(closing)

    def hide_back(self, hidden: bool) -> None:
        """Whether there is no way back at all."""
        self._back.setHidden(hidden)

    def _lay_out(self) -> None:
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setWordWrap(True)
        self._told.setAccessibleName(_("Notice"))
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(160)
        self._progress.setAccessibleName(_("Progress"))
        self._next.setDefault(True)
        self._next.setObjectName("primary")
        for button in (self._stop, self._back, self._close):
            button.setAutoDefault(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._progress)
        row.addWidget(self._stop)
        row.addWidget(self._told, 1)
        row.addWidget(self._back)
        row.addWidget(self._next)
        row.addWidget(self._close)
        self.end()
