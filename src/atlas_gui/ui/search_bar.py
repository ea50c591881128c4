"""The search field in the top bar: what is looked for, how much was found, and a way to clear it."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QHelpEvent, QIcon, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from atlas_gui.i18n import _
from atlas_gui.ui.plain_tooltip import show_plain_tooltip

_WIDEST = 760
# Editing keys such as the arrows, without one of these, stay with the field.
_COMMANDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class SearchBar(QFrame):
    """Sends every change of the text at once: the search answers within a frame.

    Signals: `query_requested(str)`; `results_requested()` the reader wants to go to the list;
    `first_result_requested()` Enter was pressed.
    """

    query_requested = Signal(str)
    results_requested = Signal()
    first_result_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search_frame")
        self.setMaximumWidth(_WIDEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._window_keys: list[QKeySequence] = []
        self._icon = QLabel(self)
        self._icon.setAccessibleName(_("Search"))
        self._field = QLineEdit(self)
        self._field.setObjectName("search_field")
        self._field.setAccessibleName(_("Search agreements"))
        self._field.setPlaceholderText(_("Search agreements, parties, places, sources"))
        self._field.setToolTip(
            _(
                "Words all count. “quoted words” stand together.\n"
                "pair:CHN-CUB  kind:loan  status:signed  date:2004..2008 narrow the search."
            )
        )
        # Not only what is typed: assistive programs put text into the field as a whole.
        self._field.textChanged.connect(self.query_requested)
        self._field.installEventFilter(self)
        self._count = QLabel(self)
        self._count.setObjectName("search_count")
        self._count.installEventFilter(self)
        self._explanation = ""
        self._clear = QToolButton(self)
        self._clear.setAccessibleName(_("Clear search"))
        self._clear.setToolTip(_("Clear search (Esc)"))
        self._clear.clicked.connect(self.clear)
        self._clear.hide()
        self._lay_out()

    def set_icons(self, search: QIcon, clear: QIcon) -> None:
        """Show these icons, in the colours of the theme."""
        size = self.fontMetrics().height()
        self._icon.setPixmap(search.pixmap(size, size))
        self._clear.setIcon(clear)

    @Slot(str)
    def set_query(self, text: str) -> None:
        """Show this query without sending it."""
        if text != self._field.text():
            was_blocked = self._field.blockSignals(True)
            self._field.setText(text)
            self._field.blockSignals(was_blocked)
        self._clear.setVisible(bool(text))

    def set_count(self, text: str, explanation: str) -> None:
        """Say how much was found; `explanation` in the tooltip and for screen readers."""
        self._count.setText(text)
        self._count.setAccessibleDescription(explanation)
        self._explanation = explanation
        self._field.setAccessibleDescription(explanation or text)

    def focus_field(self) -> None:
        """Take the keyboard and select what stands in the field."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def leave_keys(self, shortcuts: Iterable[QKeySequence]) -> None:
        """Leave these to the window: Ctrl+E and Ctrl+K mean something else to a line edit."""
        self._window_keys = list(shortcuts)

    @property
    def field(self) -> QLineEdit:
        """The field itself, for the order of focus."""
        return self._field

    @Slot()
    def clear(self) -> None:
        """Look for nothing."""
        self._field.clear()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 1, 5, 1)
        row.setSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self._field, 1)
        row.addWidget(self._count)
        row.addWidget(self._clear)
        self.setFocusProxy(self._field)

    # Qt calls this.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._count:
            return self._explain(event)
        if isinstance(event, QFocusEvent):
            self.setProperty("focused", event.gotFocus())
            self.style().unpolish(self)
            self.style().polish(self)
        if isinstance(event, QKeyEvent):
            return self._filter_key(event)
        return False

    def _explain(self, event: QEvent) -> bool:
        """Show what the count means; it may quote what the reader typed, so never as markup."""
        if not isinstance(event, QHelpEvent) or not self._explanation:
            return False
        show_plain_tooltip(event.globalPos(), self._explanation, self._count)
        return True

    def _filter_key(self, event: QKeyEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            keys = QKeySequence(event.keyCombination())
            # Not accepting the event leaves the keys to the window; a line edit would take them.
            return keys in self._window_keys and bool(event.modifiers() & _COMMANDING)
        return event.type() == QEvent.Type.KeyPress and self._handle_key(event)

    def _handle_key(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Escape if self._field.text():
                self.clear()
            case Qt.Key.Key_Escape | Qt.Key.Key_Down:
                self.results_requested.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.first_result_requested.emit()
            case _other:
                return False
        return True
