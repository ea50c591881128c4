"""One line under the top bar for what the reader should know and need not answer."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from atlas_gui.i18n import _

_PASSING_MS = 12_000
# A clause that is still being typed is no fault yet.
_PAUSE_MS = 1_500


class NoticeAction(NamedTuple):
    """Something that can be done about a notice: its words, and what does it."""

    words: str
    call: Callable[[], None]


class NoticeBar(QFrame):
    """Shows one notice at a time; the latest wins. A passing notice goes by itself.

    One that offers something comes back after others until that is done or dismissed; a standing one
    comes back whenever nothing else is to be said, until it is taken back.
    """

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
        self._dismiss.clicked.connect(self._go_on)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)
        self._query_fault = ""
        self._shows_fault = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._tell_fault)
        self._shows_standing = False
        self._standing = ""
        self._standing_actions: Sequence[NoticeAction] = ()
        self._shows_offer = False
        self._offered = ""
        self._offered_actions: Sequence[NoticeAction] = ()
        self._buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 5, 8, 5)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._dismiss)
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

    def offer(self, text: str, actions: Sequence[NoticeAction]) -> None:
        """Show a notice with what can be done about it, until the reader does that or dismisses it."""
        self._offered = text
        self._offered_actions = [
            NoticeAction(words, partial(self._do, call)) for words, call in actions
        ]
        self._show_offer()

    def _do(self, call: Callable[[], None]) -> None:
        self._go_on()
        call()

    def tell_in_passing(self, text: str) -> None:
        """Show a notice for a while, as after something went well."""
        self._show(text, passing=True)
        self._timer.start(_PASSING_MS)

    def stand(self, text: str, actions: Sequence[NoticeAction] = ()) -> None:
        """Show a notice with what can be done about it until it is taken back by an empty one."""
        shown = self._shows_standing and self.isVisible()
        same = text == self._standing
        self._standing, self._standing_actions = text, tuple(actions)
        if shown and not same:
            self._go_on()
        elif text and not self.isVisible():
            self._show_standing()

    @Slot(str)
    def tell_of_query(self, fault: str) -> None:
        """Say what is wrong with a query once its reader pauses; empty takes that back."""
        self._query_fault = fault
        if fault:
            self._pause.start(_PAUSE_MS)
        elif self._shows_fault:
            self._go_on()

    @Slot()
    def _tell_fault(self) -> None:
        if self._query_fault:
            self.tell(self._query_fault)
            self._shows_fault = True

    @Slot()
    def _go_on(self) -> None:
        """After a notice: what is offered still, or the standing one again, if there is one."""
        self._shows_fault = False
        if self._shows_offer:
            self._offered = ""
        if self._offered:
            self._show_offer()
        elif self._standing:
            self._show_standing()
        else:
            self.hide()

    def _show_offer(self) -> None:
        self._timer.stop()
        self._show(self._offered, self._offered_actions)
        self._shows_offer = True

    def _show_standing(self) -> None:
        self._timer.stop()
        self._show(self._standing, self._standing_actions)
        self._dismiss.hide()
        self._shows_standing = True

    def _put_buttons(self, actions: Sequence[NoticeAction]) -> None:
        """Put a button for each action between the words and the way to dismiss them."""
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for action in actions:
            button = QPushButton(action.words, self)
            button.clicked.connect(action.call)
            self._row.insertWidget(self._row.count() - 1, button)
            button.show()
            self._buttons.append(button)

    def _show(
        self, text: str, actions: Sequence[NoticeAction] = (), *, passing: bool = False
    ) -> None:
        # What went well must not look like a warning.
        self.setProperty("passing", passing)
        for part in (self, self._text):
            part.style().unpolish(part)
            part.style().polish(part)
        self._shows_fault = self._shows_standing = self._shows_offer = False
        self._put_buttons(actions)
        self._dismiss.show()
        self._text.setText(text)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
