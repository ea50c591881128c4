"""The leading sums of what is shown, in the status bar; they give way where there is little room."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from atlas_gui.i18n import _
from atlas_gui.models.sums.words import line_in_words, tip_in_words
from atlas_gui.search.money_answers import Sums
from atlas_gui.ui.plain_tooltip import show_plain_tooltip

_FEWEST_LETTERS = 9
# Widths are rounded more than once on the way.
_SLACK = 3


class SumsButton(QToolButton):
    """Hidden while there is nothing to say; its tooltip has all digits."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._whole = ""
        self._tip = ""
        self.setObjectName("sums_button")
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_sums(self, sums: Sums | None) -> None:
        """Say these; None while nobody can know them."""
        self._whole = line_in_words(sums) if sums else ""
        self._tip = tip_in_words(sums) if sums else ""
        self.setAccessibleName(_("Sums of what is shown: {sums}").format(sums=self._whole))
        self.setAccessibleDescription(self._tip)
        self.setVisible(bool(self._whole))
        # Without text, a tool button is as large as an icon.
        self.setText(_unmarked(self._whole))
        self._fit()
        self.updateGeometry()

    @property
    def whole_text(self) -> str:
        """What it says where there is room."""
        return self._whole

    # Qt calls these.

    def sizeHint(self) -> QSize:
        width = self._frame() + self._width(self._whole) + _SLACK
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        fewest = self.fontMetrics().averageCharWidth() * _FEWEST_LETTERS
        width = min(self._frame() + fewest, self.sizeHint().width())
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            show_plain_tooltip(event.globalPos(), self._tip, self)
            return True
        return super().event(event)

    def _frame(self) -> int:
        """What is not text."""
        return super().sizeHint().width() - self._width(self.text().replace("&&", "&"))

    def _width(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text)

    def _fit(self) -> None:
        room = self.width() - self._frame()
        text = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        if text:
            self.setText(_unmarked(text))


def _unmarked(text: str) -> str:
    """Text whose ampersands mark no access key."""
    return text.replace("&", "&&")
