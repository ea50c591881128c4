"""A line over the list that says what was searched for beside what was typed, and takes it back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from atlas_gui.i18n import _
from atlas_gui.models.record_document import isolated, one_line
from atlas_gui.search.result import Instead

_MOST_NAMED = 4


class SpellingLine(QFrame):
    """Hidden unless other spellings were looked for.

    Signal: `literal_requested()` the reader wants exactly what was typed.
    """

    literal_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("spelling_line")
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        # A long text takes a second line rather than widening the whole window.
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._literal = QPushButton(_("Search only what I typed"), self)
        self._literal.setToolTip(_("Search for exactly these words, without other spellings"))
        self._literal.clicked.connect(self.literal_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 8, 3)
        row.addWidget(self._text, 1)
        row.addWidget(self._literal)
        self.hide()

    @property
    def text(self) -> str:
        """What is said; empty if nothing is."""
        return "" if self.isHidden() else self._text.text()

    @Slot(object)
    def show_instead(self, instead: Sequence[Instead]) -> None:
        """Say which words were looked for instead; none hides the line."""
        text = "  ".join(map(_in_words, instead))
        if text and text != self._text.text():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        self._text.setText(text)
        self.setVisible(bool(instead))


def _in_words(instead: Instead) -> str:
    named = [_("“{word}”").format(word=word) for word in instead.found[:_MOST_NAMED]]
    if len(instead.found) > _MOST_NAMED:
        named.append("…")
    return _("Few results for “{typed}”: also searched for {found}.").format(
        typed=isolated(one_line(instead.typed)), found=", ".join(named)
    )
