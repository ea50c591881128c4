"""Small painted signs: the badge of a country."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from atlas_gui.ui.row_text import Face, line_of
from atlas_gui.ui.theme import Theme

_SCALE = 0.72
_UNBOUNDED = 1e5


class BadgePainter:
    """Paints country codes in frames beside text in one font, in the colours of one theme."""

    def __init__(self, font: QFont, theme: Theme) -> None:
        self._face = Face(font, _SCALE, bold=True)
        self._frame = QPen(QColor(theme.strong_line), 1)
        self._ground = QColor(theme.raised)
        self._ink = QColor(theme.text)
        self.width = self._face.metrics.horizontalAdvance("MMM") + 6

    def paint(self, painter: QPainter, left: float, middle: float, code: str) -> None:
        """A country's code in its frame, from `left`, about the height `middle`."""
        height = self._face.height + 1
        top = middle - height / 2
        painter.setPen(self._frame)
        painter.setBrush(self._ground)
        painter.drawRoundedRect(QRectF(left + 0.5, top + 0.5, self.width - 1, height - 1), 3, 3)
        line = line_of(code, self._face, _UNBOUNDED)
        line.paint(painter, left + (self.width - line.width) / 2, top + 0.5, self._ink)
