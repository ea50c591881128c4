"""Icons from `resources/icons`, in the colour of the theme and sharp at every scale."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_STROKE = "#000000"


class _StrokeEngine(QIconEngine):
    """Draws an SVG of strokes in one colour, paler when disabled."""

    def __init__(self, svg: str, colour: str) -> None:
        super().__init__()
        self._svg = svg
        self._colour = colour
        self._renderer = QSvgRenderer(QByteArray(svg.replace(_STROKE, colour).encode()))

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.save()
        painter.setOpacity(0.35 if mode == QIcon.Mode.Disabled else 1.0)
        self._renderer.render(painter, rect.toRectF())
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _StrokeEngine(self._svg, self._colour)


@cache
def stroke_icon(folder: Path, name: str, colour: str) -> QIcon:
    """The icon `name` of `folder`, its strokes in `colour` (`#rrggbb`)."""
    return QIcon(_StrokeEngine((folder / f"{name}.svg").read_text("utf-8"), colour))
