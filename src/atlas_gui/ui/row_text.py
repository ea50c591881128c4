"""Lines of text in the rows of lists, shaped once and painted often.

A list is painted anew at every key, and shaping a text takes longer than painting it.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from atlas_gui.models.record_document import one_line, units
from atlas_gui.search.folding import fold
from atlas_gui.search.terms import Term, matches_in

_REMEMBERED: Final = 1_024
_UNBOUNDED: Final = 1e6
_MARK_ROUNDING: Final = 2.0
_ELLIPSIS: Final = "…"


class Face:
    """A font with its measures, made once for all rows."""

    def __init__(self, font: QFont, scale: float = 1.0, *, bold: bool = False) -> None:
        self.font = QFont(font)
        if scale != 1.0:
            self.font.setPointSizeF(font.pointSizeF() * scale)
        if bold:
            self.font.setWeight(QFont.Weight.DemiBold)
        self.metrics = QFontMetricsF(self.font)
        self.height = self.metrics.height()
        self.ascent = self.metrics.ascent()
        self.letter = self.metrics.averageCharWidth()


class Line:
    """A text in one face, no wider than its place; `text` is what of it is shown."""

    def __init__(self, text: str, face: Face) -> None:
        self.text = text
        self.height = face.height
        self._layout = QTextLayout(text, face.font)
        option = QTextOption()
        # Whatever its script, a text begins at the left of its column.
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        self._layout.beginLayout()
        self._line = self._layout.createLine()
        if self._line.isValid():
            self._line.setLineWidth(_UNBOUNDED)
        self._layout.endLayout()
        self.width = self._line.naturalTextWidth() if self._line.isValid() else 0.0
        # Characters from another font may reach higher, and must not push the line down.
        self._rise = face.ascent - (self._line.ascent() if self._line.isValid() else 0.0)
        self._terms: Sequence[Term] | None = None
        self._marks: tuple[QRectF, ...] = ()
        self._folded: str | None = None

    def paint(self, painter: QPainter, left: float, top: float, colour: QColor) -> None:
        """Paint it from its upper left corner."""
        painter.setPen(colour)
        self._layout.draw(painter, QPointF(left, top + self._rise))

    def marks(self, terms: Sequence[Term]) -> tuple[QRectF, ...]:
        """The areas of matched words, measured from the upper left corner."""
        if self._terms is not terms:
            self._terms, self._marks = terms, self._find_marks(terms)
        return self._marks

    def _find_marks(self, terms: Sequence[Term]) -> tuple[QRectF, ...]:
        if not terms:
            return ()
        if self._folded is None:
            self._folded = fold(self.text)
        if not may_match(self._folded, terms):
            return ()
        # Without the … of a cut text most texts are ASCII, which is much faster taken to pieces.
        found = matches_in(self.text.removesuffix(_ELLIPSIS), terms)
        return tuple(self._area(match.start, match.end) for match in found)

    def _area(self, start: int, end: int) -> QRectF:
        sides = sorted((self._x(start), self._x(end)))
        return QRectF(sides[0] - 1, 0, sides[1] - sides[0] + 2, self.height)

    def _x(self, place: int) -> float:
        # Qt answers with the place and the cursor that stands there; the stubs know the first only.
        answer: Any = self._line.cursorToX(units(self.text[:place]))
        return float(answer[0])


def may_match(folded: str, terms: Sequence[Term]) -> bool:
    """Whether taking a folded text to pieces may find a term in it: almost always, it does not."""
    return any(all(word in folded for word in term.tokens) for term in terms)


def _line(text: str, face: Face, width: float) -> Line:
    """`text` without what could disturb its row, and without what has no room, which … stands for."""
    whole = one_line(text)
    if len(whole) * face.letter <= width:
        line = Line(whole, face)
        if line.width <= width:
            return line
    return Line(_cut(whole, face, width), face)


line_of = lru_cache(maxsize=_REMEMBERED)(_line)


def _cut(text: str, face: Face, width: float) -> str:
    # Measuring a text to its end takes long, and of most texts less than half as many letters fit.
    fitting = text[: int(width / face.letter * 2) + 8]
    shown = face.metrics.elidedText(fitting, Qt.TextElideMode.ElideRight, width)
    if shown == fitting and fitting != text:
        return face.metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    return shown


class Inks:
    """The colours a line is painted in."""

    def __init__(self, text: str, muted: str, mark: str) -> None:
        self.text, self.muted, self.mark = QColor(text), QColor(muted), QColor(mark)


def paint_line(
    painter: QPainter,
    place: QPointF,
    line: Line,
    inks: Inks,
    terms: Sequence[Term],
    *,
    quiet: bool = False,
) -> None:
    """Paint a line with its matched words on the marking colour, on which quiet text is too faint."""
    marks, left, top = line.marks(terms), place.x(), place.y()
    if not quiet:
        for mark in marks:
            _paint_ground(painter, mark.translated(place), inks)
        line.paint(painter, left, top, inks.text)
        return
    line.paint(painter, left, top, inks.muted)
    for mark in marks:
        area = mark.translated(place)
        painter.save()
        _paint_ground(painter, area, inks)
        painter.setClipRect(area)
        line.paint(painter, left, top, inks.text)
        painter.restore()


def _paint_ground(painter: QPainter, area: QRectF, inks: Inks) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(inks.mark)
    painter.drawRoundedRect(area, _MARK_ROUNDING, _MARK_ROUNDING)
