"""The search field in the top bar: what is looked for, how much was found, and a way to clear it."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QHelpEvent, QIcon, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from atlas_gui.i18n import _
from atlas_gui.models.completions import CompletionSource
from atlas_gui.state.search_history import SearchHistory
from atlas_gui.ui.plain_tooltip import show_plain_tooltip
from atlas_gui.ui.search_field import SearchField
from atlas_gui.ui.theme import LIGHT, Theme

_WIDEST = 760
_LONGEST_ENTRY = 60


class SearchBar(QFrame):
    """Sends every change of the text at once: the search answers within a frame.

    Signals: `query_requested(str)`; `results_requested()` the reader wants to go to the list;
    `first_result_requested()` Enter was pressed.
    """

    query_requested = Signal(str)
    results_requested = Signal()
    first_result_requested = Signal()

    def __init__(self, parent: QWidget | None = None, theme: Theme = LIGHT) -> None:
        super().__init__(parent)
        self.setObjectName("search_frame")
        self.setMaximumWidth(_WIDEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._icon = QLabel(self)
        self._icon.setAccessibleName(_("Search"))
        self._field = SearchField(theme, self)
        self._field.setObjectName("search_field")
        self._field.setAccessibleName(_("Search agreements"))
        self._field.setPlaceholderText(_("Search agreements, parties, places, sources"))
        # Not only what is typed: assistive programs put text into the field as a whole.
        self._field.textChanged.connect(self._send)
        self._field.results_requested.connect(self.results_requested)
        self._field.first_result_requested.connect(self._send_enter)
        self._field.installEventFilter(self)
        self._is_told = False
        self._count = QLabel(self)
        self._count.setObjectName("search_count")
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._count.installEventFilter(self)
        self._explanation = ""
        self._clear = QToolButton(self)
        self._clear.setObjectName("clear_search")
        self._clear.setAccessibleName(_("Clear search"))
        self._clear.setToolTip(_("Clear search (Esc)"))
        self._clear.clicked.connect(self.clear)
        policy = self._clear.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._clear.setSizePolicy(policy)
        self._clear.hide()
        self._history: SearchHistory | None = None
        self._earlier = self._make_history_button()
        self._lay_out()

    def set_icons(self, search: QIcon, clear: QIcon, history: QIcon | None = None) -> None:
        """Show these icons, in the colours of the theme."""
        size = self.fontMetrics().height()
        self._icon.setPixmap(search.pixmap(size, size))
        self._clear.setIcon(clear)
        if history is not None:
            self._earlier.setIcon(history)

    def set_theme(self, theme: Theme) -> None:
        """Mark what is recognised in these colours."""
        self._field.set_theme(theme)

    def set_source(self, source: CompletionSource) -> None:
        """Complete values of fields from this library."""
        self._field.completion.set_source(source)

    def set_history(self, history: SearchHistory) -> None:
        """Offer earlier searches from here, and remember those that are used."""
        self._history = history
        self._field.completion.set_history(lambda: history.queries)
        self._earlier.show()

    @Slot(str)
    def set_query(self, text: str) -> None:
        """Show this query without sending it."""
        if text != self._field.text():
            self._is_told = True
            self._field.setText(text)
            self._is_told = False
            self._field.popup.hide()
        self._clear.setVisible(bool(text))

    def set_count(self, text: str, explanation: str) -> None:
        """Say how much was found; `explanation` in the tooltip and for screen readers."""
        self._count.setText(text)
        # Never narrower than it was: the field must not jump to and fro while somebody types.
        self._count.setMinimumWidth(max(self._count.minimumWidth(), self._count.sizeHint().width()))
        self._count.setAccessibleDescription(explanation)
        self._explanation = explanation
        self._field.set_result(explanation or text)

    @Slot(str)
    def set_words(self, words: str) -> None:
        """Say the query in these words to who hovers over it or hears it read."""
        self._field.set_words(words)

    @Slot(str)
    def remember(self, query: str) -> None:
        """Count a query among the earlier ones: it has led somewhere."""
        if self._history is not None:
            self._history.remember(query)

    def focus_field(self) -> None:
        """Take the keyboard and select what stands in the field."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def leave_keys(self, shortcuts: Iterable[QKeySequence]) -> None:
        """Leave these to the window: Ctrl+E and Ctrl+K mean something else to a line edit."""
        self._field.leave_keys(shortcuts)

    @property
    def field(self) -> SearchField:
        """The field itself, for the order of focus."""
        return self._field

    @Slot()
    def clear(self) -> None:
        """Look for nothing."""
        self._field.clear()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_history_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("earlier_searches")
        button.setAccessibleName(_("Earlier searches"))
        button.setToolTip(_("Earlier searches (Ctrl+Down)"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.aboutToShow.connect(self._fill_history)
        button.setMenu(menu)
        button.hide()
        return button

    @Slot()
    def _fill_history(self) -> None:
        """Earlier searches, as text that has no access keys of its own."""
        menu = self._earlier.menu()
        menu.clear()
        queries = self._history.queries if self._history is not None else ()
        for query in queries:
            shown = query if len(query) <= _LONGEST_ENTRY else f"{query[: _LONGEST_ENTRY - 1]}…"
            menu.addAction(shown.replace("&", "&&"), partial(self._search_again, query))
        if not queries:
            menu.addAction(_("No earlier searches yet")).setEnabled(False)
            return
        menu.addSeparator()
        menu.addAction(_("&Forget earlier searches"), self._forget_history)

    def _search_again(self, query: str) -> None:
        self._field.setText(query)
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _forget_history(self) -> None:
        if self._history is not None:
            self._history.clear()

    @Slot(str)
    def _send(self, text: str) -> None:
        if not self._is_told:
            self.query_requested.emit(text)

    @Slot()
    def _send_enter(self) -> None:
        self.remember(self._field.text())
        self.first_result_requested.emit()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 1, 5, 1)
        row.setSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self._field, 1)
        row.addWidget(self._count)
        row.addWidget(self._clear)
        row.addWidget(self._earlier)
        self.setFocusProxy(self._field)

    # Qt calls this.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._count:
            return self._explain(event)
        if isinstance(event, QFocusEvent):
            self.setProperty("focused", event.gotFocus())
            self.style().unpolish(self)
            self.style().polish(self)
        return False

    def _explain(self, event: QEvent) -> bool:
        """Show what the count means; it may quote what the reader typed, so never as markup."""
        if not isinstance(event, QHelpEvent) or not self._explanation:
            return False
        show_plain_tooltip(event.globalPos(), self._explanation, self._count)
        return True
