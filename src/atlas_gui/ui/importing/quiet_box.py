"""A box of choices for long lists of them."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget


class QuietBox(QComboBox):
    """Leaves the wheel to the list it stands in: nobody should change a choice by scrolling past it."""

    def __init__(
        self, items: Iterable[tuple[str, str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for text, value in items:
            self.addItem(text, value)

    def choose(self, value: str) -> None:
        """Show the item of `value`, or the first if there is none."""
        self.setCurrentIndex(max(self.findData(value), 0))

    # Qt overrides

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Not for this box."""
        event.ignore()
