"""The line a query is typed in: plain text, with its clauses marked and completed."""

from collections.abc import Callable, Iterable, Sequence

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
from atlas_gui.models.completions import (
    Choice,
    Completer,
    Completion,
    Completions,
    CompletionSource,
)
from atlas_gui.search.query import Fault, Not, Parsed, Query, read_query
from atlas_gui.ui.completion_popup import CompletionPopup
from atlas_gui.ui.plain_tooltip import show_plain_tooltip
from atlas_gui.ui.query_marks import MarkedLine, Places, marks_of, paint_token, stretch_of
from atlas_gui.ui.theme import Theme

# Editing keys such as the arrows, without one of these, stay with the field.
_COMMANDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
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
        self._theme = theme
        self._window_keys: list[QKeySequence] = []
        self._parsed = Parsed(Query())
        self._faults: tuple[Fault, ...] = ()
        self._line = MarkedLine("", [], self.font())
        self._is_composing = False
        self._completer = Completer(_NoSource())
        self._offered = Completions()
        self._earlier: Callable[[], Sequence[str]] = tuple
        self._result = ""
        self._words = ""
        self._popup = CompletionPopup(self, theme)
        self._popup.taken.connect(self._take)
        self.textChanged.connect(self._read)
        self.textEdited.connect(self._offer)
        self.cursorPositionChanged.connect(self._mark_again)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        self._popup.set_theme(theme)
        self._mark()

    def set_source(self, source: CompletionSource) -> None:
        """Complete values from this library; the same sequence of values is looked through once."""
        self._completer = Completer(source)

    def set_history(self, earlier: Callable[[], Sequence[str]]) -> None:
        """Ask this for earlier searches, the latest first."""
        self._earlier = earlier

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
    def popup(self) -> CompletionPopup:
        """The suggestions, in sight or not."""
        return self._popup

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is marked as wrong now; a clause that is still being typed is not."""
        return self._faults

    @Slot()
    def offer_history(self) -> None:
        """Show earlier searches, those that hold what is typed before the others."""
        typed = self.text().strip().casefold()
        earlier = [each for each in self._earlier() if each != self.text().strip()]
        earlier.sort(key=lambda query: typed not in query.casefold())
        items = tuple(Completion(each, each) for each in earlier)
        self._offered = Completions(0, len(self.text()), items)
        self._popup.show_items(items, 0)

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
            if not (self.hasFocus() and start < place <= end):
                yield fault

    def _describe(self) -> None:
        parts = (self._result, self._words, *(fault.message for fault in self._faults))
        description = " ".join(filter(None, parts))
        if description != self.accessibleDescription():
            self.setAccessibleDescription(description)

    # Completing

    @Slot()
    def _offer(self) -> None:
        self._complete(asked=False)

    def _complete(self, *, asked: bool) -> None:
        text = self.text()
        places = Places(text)
        cursor = places.in_python(self.cursorPosition())
        self._offered = self._completer.at(text, cursor, asked=asked)
        if not self._offered.items and not self._popup.isVisible():
            return
        start = self._left() + self._line.x(places.in_qt(self._offered.start))
        self._popup.show_items(self._offered.items, max(round(start), 0))

    @Slot(object)
    def _take(self, item: Completion) -> None:
        """Put a completion in place of what is typed, as one step that can be undone."""
        text, offered = self.text(), self._offered
        places = Places(text)
        is_last = item.is_whole and not text[offered.end :].strip()
        is_history = (offered.start, offered.end) == (0, len(text)) and item.label == item.text
        self._popup.hide()
        start, end = (
            places.in_qt(offered.start),
            places.in_qt(len(text) if is_last else offered.end),
        )
        self.setSelection(start, end - start)
        self.insert(item.text + (" " if is_last and not is_history else ""))
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        if not item.is_whole:
            self._complete(asked=False)

    # Painting

    def _left(self) -> float:
        """Where the text begins, which may be out of sight."""
        cursor = self.cursorRect().left() + _BEFORE_CURSOR
        return cursor - self._line.x(self.cursorPosition())

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
        self._popup.hide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._mark()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._mark_again()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._popup.hide()
        self._mark_again()

    def focusNextPrevChild(self, next: bool) -> bool:
        chosen = self._popup.chosen
        if chosen is not None:
            self._take(chosen)
            return True
        return super().focusNextPrevChild(next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_control = event.modifiers() & _CONTROL
        match event.key():
            case Qt.Key.Key_Space if is_control:
                self._complete(asked=True)
            case Qt.Key.Key_Down if is_control:
                self.offer_history()
            case Qt.Key.Key_Down | Qt.Key.Key_Up if self._popup.isVisible():
                self._popup.move_by(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Down:
                self.results_requested.emit()
            case Qt.Key.Key_Escape:
                self._escape()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._enter()
            case Qt.Key.Key_Left | Qt.Key.Key_Right | Qt.Key.Key_Home | Qt.Key.Key_End:
                self._popup.hide()
                super().keyPressEvent(event)
            case _other:
                super().keyPressEvent(event)

    def _escape(self) -> None:
        """One thing at a time: the suggestions, the query, the way to the list."""
        if self._popup.isVisible():
            self._popup.hide()
        elif self.text():
            self.clear()
        else:
            self.results_requested.emit()

    def _enter(self) -> None:
        chosen = self._popup.chosen
        if chosen is not None:
            self._take(chosen)
        else:
            self._popup.hide()
            self.first_result_requested.emit()


class _NoSource:
    """Knows no library."""

    def values(self, field: str) -> Sequence[Choice]:
        """None."""
        return ()
