"""The line at the lower edge of the detail pane: which match of how many, and the way to the next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from atlas_gui.i18n import _, ngettext


class MatchBar(QFrame):
    """Says where in the matches of a page the reader is.

    Signals: `next_requested()`, `previous_requested()`.
    """

    next_requested = Signal()
    previous_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("match_bar")
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setAutoFillBackground(True)
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        # Its words give way before the buttons do.
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        previous = _button("↑", _("Previous match"), _("Previous match (Shift+F3)"), self)
        previous.clicked.connect(self.previous_requested)
        following = _button("↓", _("Next match"), _("Next match (F3)"), self)
        following.clicked.connect(self.next_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 1, 4, 1)
        row.setSpacing(2)
        row.addWidget(self._text, 1)
        row.addWidget(previous)
        row.addWidget(following)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def tell(self, current: int, total: int, remark: str = "") -> None:
        """Say that the reader is at match `current`, from 1, of `total`; 0 if at none yet."""
        self._text.setText(" · ".join(filter(None, (_in_words(current, total), remark))))

    def announce(self) -> None:
        """Have assistive programs read it out."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.text))


def _in_words(current: int, total: int) -> str:
    if not current:
        return ngettext("{total} match", "{total} matches", total).format(total=total)
    return ngettext("{current} of {total} match", "{current} of {total} matches", total).format(
        current=current, total=total
    )


def _button(sign: str, name: str, tip: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setText(sign)
    button.setAccessibleName(name)
    button.setToolTip(tip)
    # A click gives the keyboard to the page, which it is about.
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
