"""What of the notebook shows in a row of the record list: signs beside the title, tags below."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from atlas_gui.domain.notebook import Entry
from atlas_gui.ui.notebook.signs import paint_bookmark, paint_note, paint_star
from atlas_gui.ui.row_text import Face, Line, line_of
from atlas_gui.ui.theme import Theme

# The part of a line that tags may take; the rest is for the words of the record.
_FOR_TAGS: Final = 0.45
_GAP: Final = 5.0
_IN_CHIP: Final = 6.0
_STAR: Final = 0.46
_SIGN: Final = 0.82


class RowSigns:
    """Paints the signs in the colours of a theme; each method answers with the room that is left."""

    def __init__(self, theme: Theme) -> None:
        self._star = QColor(theme.star)
        self._quiet = QColor(theme.muted)
        self._text = QColor(theme.text)
        self._chip = QColor(theme.rung_open)
        self._chip_edge = QColor(theme.strong_line)

    def paint_signs(self, painter: QPainter, area: QRectF, face: Face, kept: Entry) -> QRectF:
        """A star before the title; a note and a ribbon at the end of its line."""
        if kept.starred:
            radius = face.ascent * _STAR
            middle = QPointF(area.left() + radius, area.top() + face.height / 2)
            paint_star(painter, middle, radius, self._star)
            area = area.adjusted(2 * radius + _GAP, 0, 0, 0)
        side = face.ascent * _SIGN
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for is_so, paint in (
            (bool(kept.note), paint_note),
            (kept.reading is not None, paint_bookmark),
        ):
            if is_so and area.width() > 4 * side:
                top = area.top() + (face.height - side) / 2
                paint(painter, QRectF(area.right() - side, top, side, side), self._quiet)
                area = area.adjusted(0, 0, -side - _GAP, 0)
        return area

    def paint_tags(
        self, painter: QPainter, area: QRectF, face: Face, tags: Sequence[str]
    ) -> QRectF:
        """As many tags as there is room for at the end of a line, and how many more there are."""
        if not tags:
            return area
        shown = self._fitting(area.width(), face, tags)
        left = area.right() - sum(_width(line) + _GAP for line in shown) + _GAP
        rest = area.adjusted(0, 0, left - area.right() - 2 * _GAP, 0)
        for line in shown:
            chip = QRectF(left, area.top(), _width(line), face.height + 1)
            painter.setPen(QPen(self._chip_edge, 0.8))
            painter.setBrush(self._chip)
            painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
            line.paint(painter, left + _IN_CHIP, area.top() + 0.5, self._text)
            left += chip.width() + _GAP
        return rest

    def _fitting(self, width: float, face: Face, tags: Sequence[str]) -> list[Line]:
        room, shown = width * _FOR_TAGS, list[Line]()
        for number, tag in enumerate(tags):
            more = line_of(f"+{len(tags) - number}", face, room)
            rest = len(tags) - number - 1
            needed = _width(line_of(f"+{rest}", face, room)) + _GAP if rest else 0.0
            # The first one is there in any case, as much of it as there is room for.
            line = line_of(tag, face, max(room - needed - 2 * _IN_CHIP, 2 * face.letter))
            if line.text != tag and shown:
                return [*shown, more]
            shown.append(line)
            room -= _width(line) + _GAP
        return shown


def _width(line: Line) -> float:
    return line.width + 2 * _IN_CHIP
