"""How a query is marked in its field: clauses as tokens, faults by a wavy line."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextCharFormat, QTextLayout, QTextLine

from atlas_gui.search.query import Fault, Not, Parsed, Piece
from atlas_gui.ui.theme import Theme

_ROUNDING = 4.0
# Two clauses a blank apart must not run into one another.
_BEYOND = 1.0


class Places:
    """Where a character of a text stands in Qt's count, which takes two for rare characters."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._is_plain = text.isascii() or max(text) <= "\uffff"

    def in_qt(self, place: int) -> int:
        """Qt's count of a place counted as Python does."""
        if self._is_plain:
            return place
        return place + sum(character > "\uffff" for character in self._text[:place])

    def in_python(self, place: int) -> int:
        """Python's count of a place counted as Qt does."""
        if self._is_plain:
            return place
        passed = 0
        for number, character in enumerate(self._text):
            if passed >= place:
                return number
            passed += 1 + (character > "\uffff")
        return len(self._text)


class Mark(Struct, frozen=True):
    """A stretch of the text, in Qt's count, and its format."""

    start: int
    length: int
    format: QTextCharFormat


def marks_of(parsed: Parsed, text: str, faults: tuple[Fault, ...], theme: Theme) -> list[Mark]:
    """The formats of a text; the text itself stays as it was typed."""
    places = Places(text)
    marks = list[Mark]()
    for piece in parsed.pieces:
        marks += _clause_marks(piece, text, places, theme)
    for fault in faults:
        start, end = stretch_of(fault, text)
        wavy = QTextCharFormat()
        wavy.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wavy.setUnderlineColor(QColor(theme.error_text))
        marks.append(_mark(places, start, end, wavy))
    return marks


def stretch_of(fault: Fault, text: str) -> tuple[int, int]:
    """The characters that a fault is shown at: at least one."""
    end = min(max(fault.end, fault.start + 1), len(text))
    return min(fault.start, max(end - 1, 0)), end


def _clause_marks(piece: Piece, text: str, places: Places, theme: Theme) -> Iterator[Mark]:
    """The name of a field in a second weight and colour, what is excluded struck out."""
    is_excluded = isinstance(piece.clause, Not)
    colon = next((p for p in range(piece.start, piece.end) if text[p] in ":："), piece.end - 1)
    name = QTextCharFormat()
    name.setFontWeight(QFont.Weight.DemiBold)
    name.setForeground(QColor(theme.error_text if is_excluded else theme.accent))
    yield _mark(places, piece.start, colon + 1, name)
    if is_excluded:
        value = QTextCharFormat()
        value.setFontStrikeOut(True)
        yield _mark(places, colon + 1, piece.end, value)


def _mark(places: Places, start: int, end: int, form: QTextCharFormat) -> Mark:
    first = places.in_qt(start)
    return Mark(first, places.in_qt(end) - first, form)


class MarkedLine:
    """The text laid out as its field lays it out, to know where a character stands."""

    def __init__(self, text: str, marks: list[Mark], font: QFont) -> None:
        self._text, self._marks, self._font = text, marks, font

    @cached_property
    def _line(self) -> QTextLine:
        # A line belongs to its layout, which must not go before it.
        self._layout = QTextLayout(self._text, self._font)
        self._layout.setFormats([_range_of(mark) for mark in self._marks])
        self._layout.beginLayout()
        line = self._layout.createLine()
        self._layout.endLayout()
        return line

    def x(self, place: int) -> float:
        """How far right of the beginning a place in Qt's count is."""
        # The binding gives the place back beside its answer, which its stubs do not know.
        found: Any = self._line.cursorToX(place)
        return float(found[0] if isinstance(found, tuple) else found)


def _range_of(mark: Mark) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = mark.start, mark.length, mark.format
    return made


def paint_token(painter: QPainter, area: QRectF, *, is_excluded: bool, theme: Theme) -> None:
    """The ground of a clause: a tint, or an outline alone for what is excluded."""
    body = area.adjusted(-_BEYOND, 0, _BEYOND, 0)
    if is_excluded:
        painter.setPen(QPen(QColor(theme.error_text), 1.0, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(body.translated(QPointF(0.5, 0.5)), _ROUNDING, _ROUNDING)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.selection))
        painter.drawRoundedRect(body, _ROUNDING, _ROUNDING)
