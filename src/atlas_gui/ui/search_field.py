"""The line a query is typed in: plain text, with its clauses marked and completed."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from atlas_gui.i18n import _
from atlas_gui.search.query import MAX_LENGTH, Fault, Not, Parsed, Query, read_query
from atlas_gui.ui.completion_popup import CompletionPopup
from atlas_gui.ui.plain_tooltip import show_plain_tooltip
from atlas_gui.ui.query_completion import QueryCompletion
from atlas_gui.ui.query_marks import MarkedLine, Places, marks_of, paint_token, stretch_of
from atlas_gui.ui.theme import Theme

# Editing keys such as the arrows, without one of these, stay with the field.
_COMMANDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
# QLineEdit's rectangle of the cursor reaches this far to its left.
_BEFORE_CURSOR = 5


class SearchField(QLineEdit):
    """Marks what it recognises, offers what can follow, and says in words what was asked for.

    Keys: Down goes to the results, Ctrl+Down shows earlier searches, Ctrl+Space what can stand at
    the cursor; Esc closes suggestions, then clears, then goes to the results. Suggestions take
    Up, Down, Tab and Enter once the reader has moved into them.

    Signals: `results_requested()`, `first_result_requested()` Enter was pressed.
    """

    results_requested = Signal()
    first_result_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # More than is read, so that who goes beyond it is told; a field of a book's length is slow.
        self.setMaxLength(2 * MAX_LENGTH)
        self._theme = theme
        self._window_keys: list[QKeySequence] = []
        self._parsed = Parsed(Query())
        self._faults: tuple[Fault, ...] = ()
        self._line = MarkedLine("", [], self.font())
        self._is_composing = False
        self._result = ""
        self._words = ""
        self._completion = QueryCompletion(self, theme, self._x_of)
        self.textChanged.connect(self._read)
        self.cursorPositionChanged.connect(self._mark_again)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        self.popup.set_theme(theme)
        self._mark()

    def set_words(self, words: str) -> None:
        """Say this of the query to who hovers over it or hears it read."""
        self._words = words
        self._describe()

    def set_result(self, result: str) -> None:
        """Say this of what was found, to those who cannot see it."""
        self._result = result
        self._describe()

    def leave_keys(self, shortcuts: Iterable[QKeySequence]) -> None:
        """Leave these to the window: Ctrl+E and Ctrl+K mean something else to a line edit."""
        self._window_keys = list(shortcuts)

    @property
    def completion(self) -> QueryCompletion:
        """What is offered while one types."""
        return self._completion

    @property
    def popup(self) -> CompletionPopup:
        """The suggestions, in sight or not."""
        return self._completion.popup

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is marked as wrong now; a clause that is still being typed is not."""
        return self._faults

    # Reading and marking

    @Slot(str)
    def _read(self, text: str) -> None:
        self._parsed = read_query(text)
        self._mark()

    @Slot()
    def _mark_again(self) -> None:
        if self._parsed.faults:
            self._mark()

    def _mark(self) -> None:
        """Format the text; a line edit takes formats from input methods alone."""
        if self._is_composing:
            return
        text, cursor = self.text(), self.cursorPosition()
        self._faults = tuple(self._finished_faults(text, cursor))
        marks = marks_of(self._parsed, text, self._faults, self._theme)
        self._line = MarkedLine(text, marks, self.font())
        kind = QInputMethodEvent.AttributeType.TextFormat
        attributes = [
            QInputMethodEvent.Attribute(kind, mark.start - cursor, mark.length, mark.format)
            for mark in marks
        ]
        super().inputMethodEvent(QInputMethodEvent("", attributes))
        self._describe()
        self.update()

    def _finished_faults(self, text: str, cursor: int) -> Iterable[Fault]:
        place = Places(text).in_python(cursor)
        for fault in self._parsed.faults:
            start, end = stretch_of(fault, text)
            is_typed = self.hasFocus() and start < place <= end
            if not is_typed or fault.start >= MAX_LENGTH:
                yield fault

    def _describe(self) -> None:
        parts = (self._result, self._words, *(fault.message for fault in self._faults))
        description = " ".join(filter(None, parts))
        if description != self.accessibleDescription():
            self.setAccessibleDescription(description)

    # Painting

    def _left(self) -> float:
        """Where the text begins, which may be out of sight."""
        cursor = self.cursorRect().left() + _BEFORE_CURSOR
        return cursor - self._line.x(self.cursorPosition())

    def _x_of(self, place: int) -> float:
        return self._left() + self._line.x(Places(self.text()).in_qt(place))

    # Qt calls these.

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._parsed.pieces and not self._is_composing:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            places, left = Places(self.text()), self._left()
            height = self.fontMetrics().height() + 2.0
            top = (self.height() - height) / 2
            for piece in self._parsed.pieces:
                start, end = (
                    self._line.x(places.in_qt(place)) for place in (piece.start, piece.end)
                )
                area = QRectF(left + start, top, end - start, height)
                is_excluded = isinstance(piece.clause, Not)
                paint_token(painter, area, is_excluded=is_excluded, theme=self._theme)
            painter.end()
        super().paintEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            show_plain_tooltip(event.globalPos(), self._tip(event.pos().x()), self)
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            keys = QKeySequence(event.keyCombination())
            if keys in self._window_keys and bool(event.modifiers() & _COMMANDING):
                # Not accepting the event leaves the keys to the window.
                event.ignore()
                return True
        return super().event(event)

    def _tip(self, x: int) -> str:
        """The fault under the pointer, else the whole in words, else what can be typed."""
        text = self.text()
        places, left = Places(text), self._left()
        for fault in self._faults:
            start, end = (left + self._line.x(places.in_qt(p)) for p in stretch_of(fault, text))
            if start <= x <= end:
                return fault.message
        told = [self._words, *(fault.message for fault in self._faults)]
        return "\n".join(filter(None, told)) or _(
            "Words all count. “quoted words” stand together.\n"
            "-word excludes, OR gives a choice, word* may go on.\n"
            "pair:CHN-CUB  kind:loan  status:signed  date:2004..2008 narrow the search.\n"
            "Ctrl+Space offers all fields, Ctrl+Down earlier searches."
        )

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if not self._is_composing:
            self._mark()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The count beside the field changes its width at nearly every key.
        if event.oldSize().height() != event.size().height():
            self.popup.hide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._mark()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._mark_again()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.popup.hide()
        self._mark_again()

    def focusNextPrevChild(self, next: bool) -> bool:
        return self._completion.take_chosen() or super().focusNextPrevChild(next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._completion.handle_key(event):
            return
        match event.key():
            case Qt.Key.Key_Escape if self.text():
                self.clear()
            case Qt.Key.Key_Escape | Qt.Key.Key_Down:
                self.results_requested.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.first_result_requested.emit()
            case _other:
                super().keyPressEvent(event)
