"""Marks the words of a query on the page of a record, and walks from one to the next."""

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPen, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QTextEdit

from atlas_gui.models.record_document import PageDocument, Stretch
from atlas_gui.search.terms import Term

_NONE = -1
# A match is brought so far below the top of the view, as a share of its height.
_SHARE_ABOVE = 0.3
# Each mark costs time, so only those in sight and about as far beyond it are painted.
_LEAST_BEYOND_SIGHT = 1_000


class PageMarks(QObject):
    """Marks lie over the page: moving them does not write it again.

    `changed(int, int)` tells which match the reader is at, from 1, and how many there are; the
    first is 0 before the reader has gone to any.
    """

    changed = Signal(int, int)

    def __init__(self, view: QTextEdit) -> None:
        super().__init__(view)
        self._view = view
        self._page: PageDocument | None = None
        self._terms: tuple[Term, ...] = ()
        self._places: list[Stretch] = []
        self._current = _NONE
        self._painted = Stretch(0, 0)
        self._told = (0, 0)
        self._mark, self._current_mark = QTextCharFormat(), QTextCharFormat()
        # Typing must not wait for the marks, and only the latest are wanted.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._find)
        view.verticalScrollBar().valueChanged.connect(self._follow_scrolling)

    @property
    def total(self) -> int:
        """How many matches the page has."""
        return len(self._places)

    @property
    def number(self) -> int:
        """The match the reader is at, from 1; 0 before the reader has gone to any."""
        return self._current + 1

    def set_terms(self, terms: Sequence[Term]) -> None:
        """Mark these words as soon as nothing more urgent waits."""
        wanted = tuple(terms)
        if wanted != self._terms:
            self._terms = wanted
            self._soon.start(0)

    def leave_page(self) -> None:
        """Forget the page, which is about to go."""
        self._view.setExtraSelections([])
        self._page = None

    def show_page(self, page: PageDocument, *, keep_place: bool) -> None:
        """Mark the words on another page at once; the same page in other looks keeps its place."""
        self._page = page
        self._mark, self._current_mark = _looks(page)
        if not keep_place:
            self._places, self._current = [], _NONE
        self._find()

    def step(self, by: int) -> bool:
        """Go on to the next match (1) or the one before (-1); whether that went round an end."""
        if self._soon.isActive():
            self._find()
        if not self._places:
            return False
        if self._current == _NONE:
            below = bisect_left(self._places, Stretch(self._position_at(QPoint(0, 0)), 0))
            target = below if by > 0 else below - 1
        else:
            target = self._current + by
        self._current = target % len(self._places)
        self._bring_into_view(self._places[self._current])
        self._paint()
        self._tell()
        return target != self._current

    @Slot()
    def _find(self) -> None:
        self._soon.stop()
        places = self._page.places_of(self._terms) if self._page and self._terms else []
        if places != self._places:
            self._places, self._current = places, _NONE
        self._paint()
        self._tell()

    def _tell(self) -> None:
        told = (self.number, self.total)
        if told != self._told:
            self._told = told
            self.changed.emit(*told)

    @Slot()
    def _follow_scrolling(self) -> None:
        if self._places:
            top, end = self._in_sight()
            if top < self._painted.start or end > self._painted.end:
                self._paint()

    def _paint(self) -> None:
        if not self._places:
            self._view.setExtraSelections([])
            return
        top, end = self._in_sight()
        beyond = max(end - top, _LEAST_BEYOND_SIGHT)
        self._painted = Stretch(top - beyond, end + beyond)
        first = bisect_left(self._places, Stretch(self._painted.start, 0))
        last = bisect_left(self._places, Stretch(self._painted.end, 0))
        self._view.setExtraSelections(
            [
                self._selection(self._places[number], number == self._current)
                for number in range(first, last)
            ]
        )

    def _selection(self, place: Stretch, is_current: bool) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = self._cursor_over(place)
        selection.format = self._current_mark if is_current else self._mark
        return selection

    def _cursor_over(self, place: Stretch) -> QTextCursor:
        cursor = QTextCursor(self._view.document())
        cursor.setPosition(place.start)
        cursor.setPosition(place.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _in_sight(self) -> Stretch:
        corner = self._view.viewport().rect().bottomRight()
        return Stretch(self._position_at(QPoint(0, 0)), self._position_at(corner))

    def _position_at(self, place: QPoint) -> int:
        return self._view.cursorForPosition(place).position()

    def _bring_into_view(self, place: Stretch) -> None:
        """Scroll, and let Tab go on to the links behind the match; the keyboard stays where it is."""
        cursor = QTextCursor(self._view.document())
        cursor.setPosition(place.start)
        self._view.setTextCursor(cursor)
        line, bar = self._view.cursorRect(cursor), self._view.verticalScrollBar()
        height = self._view.viewport().height()
        if line.top() < line.height() or line.bottom() > height - line.height():
            bar.setValue(bar.value() + line.top() - round(height * _SHARE_ABOVE))


def _looks(page: PageDocument) -> tuple[QTextCharFormat, QTextCharFormat]:
    """How a match looks, and the one the reader is at."""
    colours = page.palette
    mark = QTextCharFormat()
    mark.setBackground(QColor(colours.mark))
    # Muted words and links would be too faint on it.
    mark.setForeground(QColor(colours.text))
    current = QTextCharFormat(mark)
    current.setProperty(QTextFormat.Property.OutlinePen, QPen(QColor(colours.text), 1))
    current.setFontUnderline(True)
    return mark, current
