"""The pane of saved searches: they stand under the tree as folders that fill themselves."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QIcon,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from atlas_gui.i18n import _
from atlas_gui.models.saved_search_model import SavedSearchModel
from atlas_gui.state.saved_searches import SavedSearches
from atlas_gui.ui.saved_search_list import SavedSearchList
from atlas_gui.ui.theme import Theme

_LONGEST_NAME = 40


class SavedSearchPane(QWidget):
    """Shows the saved searches, and what the reader wants of them.

    Signals: `query_requested(str)` a search is to be run.
    """

    query_requested = Signal(str)

    def __init__(
        self, searches: SavedSearches, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("saved_search_pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._searches = searches
        self._query = ""
        self._model = SavedSearchModel(searches, self)
        self._list = SavedSearchList(self._model, theme, self)
        self._heading = QLabel(_("Saved searches"), self)
        self._heading.setObjectName("pane_heading")
        self._heading.setBuddy(self._list)
        self._save = QToolButton(self)
        self._save.setObjectName("save_search")
        self._save.setAccessibleName(_("Save this search"))
        self._empty = QLabel(
            _("Press + to keep the present search here, with a count that stays right.")
        )
        self._empty.setObjectName("saved_empty")
        self._empty.setWordWrap(True)
        self._removed = QLabel(self)
        self._removed.setTextFormat(Qt.TextFormat.PlainText)
        self._removed.setWordWrap(True)
        self._undo = QToolButton(self)
        self._undo.setObjectName("saved_undo")
        self._undo.setText(_("Undo"))
        self._undo.setToolTip(_("Bring the search back (Ctrl+Z)"))
        self._undo_line = QWidget(self)
        self._undo_line.setObjectName("saved_undo_line")
        self._lay_out()
        self._connect()
        self._follow()
        self.set_query("")

    @property
    def view(self) -> SavedSearchList:
        """The list itself, for the order of focus."""
        return self._list

    def set_theme(self, theme: Theme, add_icon: QIcon) -> None:
        """Use these colours, and an icon in them."""
        self._list.set_theme(theme)
        self._save.setIcon(add_icon)

    @Slot(str)
    def set_query(self, query: str) -> None:
        """Tell the present query: it can be saved, and the row that holds it is marked."""
        self._query = query
        self._model.set_present(query)
        can_save = bool(query.strip()) and not self._searches.is_read_only
        self._save.setEnabled(can_save)
        if self._searches.is_read_only:
            self._save.setToolTip(self._searches.notice)
        elif can_save:
            self._save.setToolTip(_("Save this search"))
        else:
            self._save.setToolTip(_("Search for something to save it"))

    def set_counts(self, counts: Sequence[int | None]) -> None:
        """Show how many records each search finds, from top to bottom; None is not known yet."""
        self._model.set_counts(counts)

    @Slot()
    def save_present(self) -> None:
        """Save the present query and let the reader name it."""
        place = self._searches.add(self._query, _name_for(self._query))
        if place is not None:
            self._go_to(place)
            self._list.edit(self._model.index(place))

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.setContentsMargins(13, 6, 6, 4)
        heading.addWidget(self._heading)
        heading.addStretch(1)
        heading.addWidget(self._save)
        line = QHBoxLayout(self._undo_line)
        line.setContentsMargins(13, 2, 6, 2)
        line.addWidget(self._removed, 1)
        line.addWidget(self._undo)
        self._undo_line.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(heading)
        column.addWidget(self._empty)
        column.addWidget(self._list, 1)
        column.addWidget(self._undo_line)
        column.addStretch(0)
        self._empty.setContentsMargins(13, 0, 13, 6)

    def _connect(self) -> None:
        self._searches.changed.connect(self._follow)
        # What is taken back by then is something else.
        self._searches.steps_changed.connect(self._undo_line.hide)
        self._save.clicked.connect(self.save_present)
        self._undo.clicked.connect(self._take_back)
        self._model.moved.connect(self._go_to)
        self._list.clicked.connect(self._run_index)
        self._list.run_requested.connect(self._run)
        self._list.removal_requested.connect(self._remove)
        self._list.move_requested.connect(self._move)
        self._list.undo_requested.connect(self._take_back)
        self._list.redo_requested.connect(self._make_again)
        self._list.customContextMenuRequested.connect(self._ask_for_menu)

    @Slot()
    def _follow(self) -> None:
        """After any change: an empty list says what it is for, and an old offer is withdrawn."""
        has_any = bool(self._searches.items)
        self._list.setVisible(has_any)
        self._empty.setVisible(not has_any)
        self._undo_line.hide()

    @Slot(int)
    def _go_to(self, place: int) -> None:
        self._list.setCurrentIndex(self._model.index(place))
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(QModelIndex)
    def _run_index(self, index: QModelIndex) -> None:
        self._run(index.row())

    @Slot(int)
    def _run(self, place: int) -> None:
        self.query_requested.emit(self._searches.items[place].query)

    @Slot(int)
    def _remove(self, place: int) -> None:
        search, before = self._searches.items[place], len(self._searches.items)
        self._searches.remove(place)
        if len(self._searches.items) == before:
            return
        text = _("Removed “{name}”.").format(name=_shortened(search.name))
        self._removed.setText(text)
        self._undo_line.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        if self._searches.items:
            self._go_to(min(place, before - 2))
        else:
            self._undo.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int, int)
    def _move(self, place: int, to: int) -> None:
        self._searches.move(place, min(to, len(self._searches.items) - 1))
        self._go_to(min(to, len(self._searches.items) - 1))

    @Slot()
    def _take_back(self) -> None:
        self._step(self._searches.undo)

    @Slot()
    def _make_again(self) -> None:
        self._step(self._searches.redo)

    def _step(self, step: Callable[[], None]) -> None:
        """Change the list and stay where it changed."""
        before, row = self._searches.items, self._list.currentIndex().row()
        step()
        after = self._searches.items
        changed = (n for n, (old, new) in enumerate(zip(before, after, strict=False)) if old != new)
        if after and after != before:
            end = len(after) - 1
            self._go_to(min(next(changed, end if len(after) > len(before) else row), end))

    @Slot(QPoint)
    def _ask_for_menu(self, place: QPoint) -> None:
        index = self._list.indexAt(place)
        if index.isValid():
            self._list.setCurrentIndex(index)
            self._menu_of(index.row()).popup(self._list.viewport().mapToGlobal(place))

    def _menu_of(self, place: int) -> QMenu:
        """What can be done with a search, with the keys for it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("&Search"), partial(self._run, place))
        if self._searches.is_read_only:
            return menu
        menu.addSeparator()
        index = self._model.index(place)
        _keyed(menu.addAction(_("&Rename"), partial(self._list.edit, index)), "F2")
        up = menu.addAction(_("Move &up"), partial(self._move, place, place - 1))
        _keyed(up, "Alt+Shift+Up").setEnabled(place > 0)
        down = menu.addAction(_("Move &down"), partial(self._move, place, place + 1))
        _keyed(down, "Alt+Shift+Down").setEnabled(place < len(self._searches.items) - 1)
        menu.addSeparator()
        _keyed(menu.addAction(_("&Remove"), partial(self._remove, place)), "Del")
        return menu

    # Qt calls this.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The list is gone once nothing is left in it; its last removal can be undone all the same.
        if event.matches(QKeySequence.StandardKey.Undo):
            self._take_back()
        else:
            super().keyPressEvent(event)


def _keyed(action: QAction, keys: str) -> QAction:
    """Show the keys beside an action; the list itself listens to them."""
    action.setShortcut(QKeySequence(keys))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.setShortcutVisibleInContextMenu(True)
    return action


def _name_for(query: str) -> str:
    """The name offered for a query: the query itself."""
    return _shortened(" ".join(query.split()))


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 1]}…"
