"""The parts that a sheet is put together from, each as high as what it holds."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.scene import Scene
from atlas_gui.timeline.ticks import ticks
from atlas_gui.ui.theme import LIGHT
from atlas_gui.ui.timeline.lane_painter import LanePainter, LaneView, Titles
from atlas_gui.ui.timeline.text_widths import BEGINNING

_AXIS_HEIGHT = 26.0
_HIGHEST_TEXT = 100_000.0
_WRAPPED = int(
    Qt.AlignmentFlag.AlignLeft
    | Qt.AlignmentFlag.AlignTop
    | Qt.TextFlag.TextWordWrap
    | Qt.TextFlag.TextDontClip
)


class Block(Protocol):
    """A part of a sheet: its height in pixels, and its painting, from its own top left corner."""

    @property
    def height(self) -> float:
        """How high it is."""
        ...

    def paint(self, painter: QPainter) -> None:
        """Paint it."""
        ...


class Line(NamedTuple):
    """A paragraph in one font and colour (`#rrggbb`); `above` pixels are left free over it."""

    text: str
    font: QFont
    colour: str
    above: float = 0.0


class TextBlock:
    """Paragraphs, broken where they are wider than the sheet; never markup."""

    def __init__(self, lines: Sequence[Line], width: float) -> None:
        self._placed: list[tuple[Line, QRectF]] = []
        self.height = 0.0
        for line in lines:
            self.height += line.above
            room = QRectF(0, self.height, width, _HIGHEST_TEXT)
            taken = QFontMetricsF(line.font).boundingRect(room, _WRAPPED, line.text)
            self._placed.append((line, QRectF(0, self.height, width, taken.height() + 1)))
            self.height += taken.height()

    def paint(self, painter: QPainter) -> None:
        """Paint one paragraph below the other."""
        for line, area in self._placed:
            painter.setFont(line.font)
            painter.setPen(QColor(line.colour))
            painter.drawText(area, _WRAPPED, line.text)


class AxisBlock:
    """The labels of the axis; `below` says that the lanes stand above it."""

    height = _AXIS_HEIGHT

    def __init__(self, scale: Scale, width: float, font: QFont, *, below: bool = False) -> None:
        self._scale = scale
        self._width = width
        self._font = font
        self._below = below

    def paint(self, painter: QPainter) -> None:
        """Paint labels, and the line that parts them from the lanes."""
        painter.setFont(self._font)
        painter.setPen(QColor(LIGHT.muted))
        metrics, scale = QFontMetricsF(self._font), self._scale
        for tick in ticks(scale):
            width = metrics.horizontalAdvance(tick.label)
            x = scale.x(tick.day)
            left = max(x - width / 2, scale.left)
            if tick.major and left + width <= scale.left + scale.width:
                area = QRectF(left, 0, width + 1, self.height)
                painter.drawText(area, BEGINNING, tick.label)
        if not self._below:
            line = QRectF(0, self.height - 1, self._width, 1)
            painter.fillRect(line, QColor(LIGHT.strong_line))


class LanesBlock:
    """All lanes of a scene over a scale, as high as they need to be."""

    def __init__(
        self, scene: Scene, scale: Scale, width: float, font: QFont, titles: Titles
    ) -> None:
        self._scene = scene
        self.height = scene.picture(scale).height
        self._view = LaneView(scale, 0.0, (width, self.height))
        self._font = font
        self._painter = LanePainter(LIGHT, titles, outlines=True)

    def paint(self, painter: QPainter) -> None:
        """Paint the lanes as on the screen, but in outlines, and with nothing selected."""
        painter.setFont(self._font)
        self._painter.paint(painter, self._scene, self._view)
