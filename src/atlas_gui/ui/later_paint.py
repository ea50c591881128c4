"""Paints some surfaces a turn after the others.

What a key changes fills the whole window. Painted at once it would hold up the next key; painted in
parts, each part leaves room for it, and no eye sees the difference.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

_AFTER_MS: Final = 12


class LaterPaint(QObject):
    """Holds the painting of its surfaces back for a moment each time it is asked to."""

    def __init__(self, surfaces: Sequence[QWidget], parent: QWidget) -> None:
        super().__init__(parent)
        self._surfaces = tuple(surfaces)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._paint)

    def hold(self) -> None:
        """Paint what has changed not in this turn; what is not shown yet is not held up."""
        for surface in self._surfaces:
            if surface.isVisible():
                surface.setUpdatesEnabled(False)
        self._timer.start(_AFTER_MS)

    @Slot()
    def _paint(self) -> None:
        for surface in self._surfaces:
            surface.setUpdatesEnabled(True)
