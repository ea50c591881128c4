"""One page with a timeline on it: title, axis, all lanes, key and source, always in light colours."""

from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFont, QFontInfo, QImage, QPainter

from atlas_gui.timeline.marks import Marks
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.scene import Scene
from atlas_gui.timeline.span import Span
from atlas_gui.timeline.words import Subject
from atlas_gui.ui.theme import LIGHT
from atlas_gui.ui.timeline.lane_painter import LABEL_INDENT, smaller
from atlas_gui.ui.timeline.text_widths import width_of
from atlas_gui.ui.timeline_export.blocks import AxisBlock, Block, LanesBlock, Line, TextBlock
from atlas_gui.ui.timeline_export.legend_block import LegendBlock, sections_of
from atlas_gui.ui.timeline_export.occurring import occurring
from atlas_gui.ui.timeline_export.words import SheetWords

NARROWEST, WIDEST = 1_000, 4_000
_MARGIN = 26.0
_TEXT_PIXELS, _TITLE_PIXELS = 13, 20
_SHORTEST_LABELS, _LONGEST_LABELS = 120.0, 340.0
_BESIDE_LABELS = 36.0
_RIGHT_OF_PLOT = 14.0
# From this height on, the axis is read at the foot of the lanes as well.
_HIGH = 480.0
# Lanes of very many records are no higher than they need be, unless there are few of them.
_CROWDED_LANE, _LEAST_ROOM = 64.0, 320.0
# For readers whose system lacks the font that the sheet was made with.
_FALLBACK_FAMILIES = ("Noto Sans", "DejaVu Sans", "Arial", "sans-serif")


class SheetContent(Struct, frozen=True):
    """What stands on a sheet: marks, of which the lanes `folded` are collapsed, over a `span`."""

    marks: Marks
    folded: tuple[str, ...]
    span: Span
    words: SheetWords


class _Placed(NamedTuple):
    """A block with its top left corner on the sheet."""

    block: Block
    left: float
    top: float


class Sheet:
    """A page `width` pixels wide and as high as its lanes need; `font` gives the typeface.

    `titles` are the subjects of rows whose titles may stand beside their marks.
    """

    def __init__(
        self,
        content: SheetContent,
        width: int,
        font: QFont,
        titles: Mapping[int, Subject] | None = None,
    ) -> None:
        self.title = content.words.title
        self.description = content.words.subtitle
        self._content = content
        self._width = min(max(width, NARROWEST), WIDEST)
        self._usual = _sheet_font(font)
        self._bold, self._heading = _heavier(self._usual)
        self._scene = Scene(content.marks, content.folded)
        if not self._scene.lays_out_whole:
            self._scene.set_room(max(_CROWDED_LANE * len(content.marks.lanes), _LEAST_ROOM))
        self._scale = Scale(content.span, self._plot_width(), self._label_width())
        self._titles = titles or {}
        self._blocks = self._lay_out()

    @property
    def size(self) -> QSize:
        """Width and height in pixels, 96 to the inch."""
        last = self._blocks[-1]
        return QSize(self._width, round(last.top + last.block.height + _MARGIN))

    @property
    def bounds(self) -> QRectF:
        """The whole page."""
        return QRectF(0, 0, self.size.width(), self.size.height())

    def wanted_titles(self) -> list[int]:
        """The rows of which there is room for a title."""
        wanted: dict[int, None] = {}
        nowhere = QImage(1, 1, QImage.Format.Format_RGB32)
        painter = QPainter(nowhere)
        lanes = LanesBlock(
            self._scene, self._scale, self._lanes_width, self._usual, wanted.setdefault
        )
        lanes.paint(painter)
        painter.end()
        return list(wanted)

    def paint(self, painter: QPainter) -> None:
        """Paint the page with its top left corner at the painter's origin."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.bounds, QColor(LIGHT.base))
        for block, left, top in self._blocks:
            painter.save()
            painter.translate(left, top)
            block.paint(painter)
            painter.restore()

    @property
    def _lanes_width(self) -> float:
        return self._width - 2 * (_MARGIN - LABEL_INDENT)

    def _label_width(self) -> float:
        """Room for the widest label and its count, within bounds."""
        marks = self._content.marks
        widths = [
            width_of(f"▸ {lane.label} {marks.total(number):,}", self._usual)
            for number, lane in enumerate(marks.lanes)
        ]
        widest = max(widths, default=0.0) + LABEL_INDENT + _BESIDE_LABELS
        return round(min(max(widest, _SHORTEST_LABELS), _LONGEST_LABELS))

    def _plot_width(self) -> float:
        return self._lanes_width - self._label_width() - _RIGHT_OF_PLOT

    def _lay_out(self) -> list[_Placed]:
        """Title, lanes between their axes, remarks, key and source from top to bottom."""
        lanes_left = _MARGIN - LABEL_INDENT
        scale, width = self._scale, self._lanes_width
        small = smaller(self._usual)
        lanes = LanesBlock(self._scene, scale, width, self._usual, self._titles.get)
        parts: list[tuple[Block, float, float]] = [
            (self._head(), _MARGIN, _MARGIN - 4),
            (AxisBlock(scale, width, small), lanes_left, 10.0),
            (lanes, lanes_left, 0.0),
        ]
        if lanes.height > _HIGH:
            parts.append((AxisBlock(scale, width, small, below=True), lanes_left, 0.0))
        if self._content.words.notes:
            parts.append((self._notes(small), _MARGIN, 10.0))
        parts.append((self._legend(small), _MARGIN, 16.0))
        parts.append((self._source(small), _MARGIN, 12.0))
        return _stacked(parts)

    def _head(self) -> TextBlock:
        words = self._content.words
        lines = [
            Line(words.title, self._heading, LIGHT.text),
            Line(words.subtitle, self._usual, LIGHT.text, 3.0),
        ]
        if words.query:
            lines.append(Line(words.query, self._usual, LIGHT.muted, 2.0))
        return TextBlock(lines, self._text_width)

    def _notes(self, font: QFont) -> TextBlock:
        notes = " ".join(self._content.words.notes)
        return TextBlock([Line(notes, font, LIGHT.muted)], self._text_width)

    def _legend(self, font: QFont) -> LegendBlock:
        found = occurring(self._content.marks, self._scene.picture(self._scale))
        left = self._scale.left - LABEL_INDENT
        bold = QFont(self._bold)
        bold.setPixelSize(QFontInfo(font).pixelSize())
        return LegendBlock(sections_of(found), left, self._text_width - left, font, bold)

    def _source(self, font: QFont) -> TextBlock:
        lines = [Line(text, font, LIGHT.muted, 2.0) for text in self._content.words.source]
        return TextBlock(lines, self._text_width)

    @property
    def _text_width(self) -> float:
        return self._width - 2 * _MARGIN


def _stacked(parts: list[tuple[Block, float, float]]) -> list[_Placed]:
    """Blocks below one another, each with its own left edge and room above it."""
    placed: list[_Placed] = []
    bottom = 0.0
    for block, left, above in parts:
        # On whole pixels, so that lines stay sharp.
        placed.append(_Placed(block, left, round(bottom + above)))
        bottom = placed[-1].top + block.height
    return placed


def _sheet_font(like: QFont) -> QFont:
    font = QFont(like)
    font.setFamilies(list(dict.fromkeys([QFontInfo(like).family(), *_FALLBACK_FAMILIES])))
    font.setPixelSize(_TEXT_PIXELS)
    # Letters as far apart on the screen as in a drawing that has no pixels.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _heavier(font: QFont) -> tuple[QFont, QFont]:
    """The fonts of titles within the sheet and of the sheet itself."""
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    heading = QFont(bold)
    heading.setPixelSize(_TITLE_PIXELS)
    return bold, heading
