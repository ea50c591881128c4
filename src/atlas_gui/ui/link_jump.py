"""A popup in which a permanent link is typed or pasted, to go where it leads."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from atlas_gui.i18n import _
from atlas_gui.ui.theme import Theme

_LETTERS = 52
_MOST_TYPED = 500


class LinkJump(QFrame):
    """Calls `follow` with what was typed and closes; a sentence that comes back is shown in place."""

    def __init__(
        self, theme: Theme, text: str, follow: Callable[[str], str], parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("link_jump")
        self.setAccessibleName(_("Go to a link"))
        self.setStyleSheet(
            f"LinkJump {{ background: {theme.raised}; border: 1px solid {theme.strong_line}; }}"
            f"QLabel {{ color: {theme.text}; }}"
        )
        self._follow = follow
        self._field = QLineEdit(text)
        self._field.setMaxLength(_MOST_TYPED)
        self._field.setPlaceholderText(_("atlas:/CHN-CUB/…"))
        self._field.setAccessibleName(_("Link to go to"))
        self._field.returnPressed.connect(self._on_return)
        self._field.selectAll()
        self._answer = QLabel()
        self._answer.setTextFormat(Qt.TextFormat.PlainText)
        self._answer.setWordWrap(True)
        self._answer.hide()
        title = QLabel(_("&Go to a link:"))
        title.setBuddy(self._field)
        column = QVBoxLayout(self)
        for part in (title, self._field, self._answer):
            column.addWidget(part)
        self.setFixedWidth(min(self.fontMetrics().averageCharWidth() * _LETTERS, parent.width()))
        self.setFocusProxy(self._field)

    @Slot()
    def _on_return(self) -> None:
        answer = self._follow(self._field.text())
        if not answer:
            self.close()
            return
        self._answer.setText(answer)
        self._answer.show()
        self._field.setAccessibleDescription(answer)
        self._field.selectAll()
        self.adjustSize()
