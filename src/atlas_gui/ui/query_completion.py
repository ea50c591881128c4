"""Suggestions for a line in which a query is typed: what is offered, and how it is taken."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from atlas_gui.models.completions import (
    Choice,
    Completer,
    Completion,
    Completions,
    CompletionSource,
)
from atlas_gui.ui.completion_popup import CompletionPopup
from atlas_gui.ui.query_marks import Places
from atlas_gui.ui.theme import Theme

_CONTROL = Qt.KeyboardModifier.ControlModifier


class QueryCompletion(QObject):
    """Offers fields, values and earlier searches below a line, and puts in what is taken.

    Suggestions take Up, Down, Tab and Enter only once the reader has moved into them.
    """

    def __init__(self, line: QLineEdit, theme: Theme, x_of: Callable[[int], float]) -> None:
        """`x_of` tells where in the line a character stands, counted as Python does."""
        super().__init__(line)
        self._line = line
        self._x_of = x_of
        self._completer = Completer(_NoSource())
        self._offered = Completions()
        self._earlier: Callable[[], Sequence[str]] = tuple
        self.popup = CompletionPopup(line, theme)
        self.popup.taken.connect(self.take)
        line.textEdited.connect(self._follow_typing)

    def set_source(self, source: CompletionSource) -> None:
        """Complete values from this library; the same sequence of values is looked through once."""
        self._completer = Completer(source)

    def set_history(self, earlier: Callable[[], Sequence[str]]) -> None:
        """Ask this for earlier searches, the latest first."""
        self._earlier = earlier

    def offer_history(self) -> None:
        """Show earlier searches, those that hold what is typed before the others."""
        typed = self._line.text().strip()
        earlier = [each for each in self._earlier() if each != typed]
        earlier.sort(key=lambda query: typed.casefold() not in query.casefold())
        items = tuple(Completion(each, each) for each in earlier)
        self._offered = Completions(0, len(self._line.text()), items)
        self.popup.show_items(items, 0)

    def offer(self, *, asked: bool) -> None:
        """Show what can stand at the cursor; `asked` by the reader, wherever it is."""
        text = self._line.text()
        cursor = Places(text).in_python(self._line.cursorPosition())
        self._offered = self._completer.at(text, cursor, asked=asked)
        if self._offered.items or self.popup.isVisible():
            left = self._x_of(self._offered.start)
            self.popup.show_items(self._offered.items, max(round(left), 0))

    @Slot(object)
    def take(self, item: Completion) -> None:
        """Put a completion in place of what is typed, as one step that can be undone."""
        text, offered = self._line.text(), self._offered
        places = Places(text)
        is_last = item.is_whole and not text[offered.end :].strip()
        is_query = item in offered.items and item.label == item.text and offered.start == 0
        self.popup.hide()
        end = len(text) if is_last else offered.end
        first = places.in_qt(offered.start)
        self._line.setSelection(first, places.in_qt(end) - first)
        self._line.insert(item.text + (" " if is_last and not is_query else ""))
        self._line.setFocus(Qt.FocusReason.PopupFocusReason)
        if not item.is_whole:
            self.offer(asked=False)

    def take_chosen(self) -> bool:
        """Take what the reader has moved to; False if that is nothing."""
        chosen = self.popup.chosen
        if chosen is not None:
            self.take(chosen)
        return chosen is not None

    def handle_key(self, event: QKeyEvent) -> bool:
        """Do what a key means for suggestions; False if it means nothing for them."""
        is_control, is_open = bool(event.modifiers() & _CONTROL), self.popup.isVisible()
        match event.key():
            case Qt.Key.Key_Space if is_control:
                self.offer(asked=True)
            case Qt.Key.Key_Down if is_control:
                self.offer_history()
            case Qt.Key.Key_Down if is_open:
                self.popup.move_by(1)
            case Qt.Key.Key_Up if is_open:
                self.popup.move_by(-1)
            case Qt.Key.Key_Escape if is_open:
                self.popup.hide()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if not self.take_chosen():
                    self.popup.hide()
                    return False
            case Qt.Key.Key_Left | Qt.Key.Key_Right | Qt.Key.Key_Home | Qt.Key.Key_End:
                self.popup.hide()
                return False
            case _other:
                return False
        return True

    @Slot()
    def _follow_typing(self) -> None:
        self.offer(asked=False)


class _NoSource:
    """Knows no library."""

    def values(self, field: str) -> Sequence[Choice]:
        """None."""
        return ()
