"""The middle pane: what was found, sortable, and what to try when nothing was."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import (
    QByteArray,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedWidget,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from atlas_gui.i18n import _
from atlas_gui.models.record_document import isolated, one_line
from atlas_gui.models.record_list_model import FOUND_ORDER, Column, KeptOf, RecordListModel
from atlas_gui.models.roles import Role
from atlas_gui.search.result import SearchResult
from atlas_gui.search.terms import Term
from atlas_gui.ui.record_list_delegate import RecordListDelegate
from atlas_gui.ui.spelling_line import SpellingLine
from atlas_gui.ui.theme import Theme

# Below these widths of the pane, in characters, a column gives its room to the record's title.
_ROOM_FOR = {Column.SOURCES: 88, Column.VALUE: 78, Column.STATUS: 56, Column.DATE: 44}
# What the usual content of a column needs, in characters; the record takes the rest.
_LETTERS = {Column.DATE: 14, Column.STATUS: 16, Column.VALUE: 17, Column.SOURCES: 10}


class RecordListView(QTableView):
    """A list with columns: arrow keys move by row, Home and End to its ends.

    A tree view would ask about each of a hundred thousand rows before it shows the first one.
    """

    open_requested = Signal()
    leave_requested = Signal()
    drag_begun = Signal()

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Qt calls this where the mouse begins to drag a row."""
        self.drag_begun.emit()

    def header(self) -> QHeaderView:
        """The headings of the columns."""
        return self.horizontalHeader()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_requested.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave_requested.emit()
        else:
            super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Ends are those of the list, not of the row; there is nowhere to go to the side."""
        rows = self.model().rowCount()
        match action:
            case QAbstractItemView.CursorAction.MoveHome:
                return self.model().index(0, 0)
            case QAbstractItemView.CursorAction.MoveEnd:
                return self.model().index(rows - 1, 0)
            case QAbstractItemView.CursorAction.MoveLeft | QAbstractItemView.CursorAction.MoveRight:
                return self.currentIndex()
        return super().moveCursor(action, modifiers)

    def fit_rows(self) -> None:
        """Make every row as high as its two lines of text need."""
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        height = self.itemDelegate().sizeHint(option, self.model().index(0, 0)).height()
        self.verticalHeader().setDefaultSectionSize(height)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit_rows()


class RecordListPane(QWidget):
    """Shows the list and says what the reader wants of it.

    Signals: `record_requested(str)`; `detail_requested()` the reader wants to read on;
    `clear_requested()`; `search_requested()`; `menu_requested(str, QPoint)`;
    `selection_counted(int)` how many rows are selected; `literal_requested()` no other spellings;
    `drag_requested(list[str])` records that the mouse drags.
    """

    record_requested = Signal(str)
    detail_requested = Signal()
    clear_requested = Signal()
    search_requested = Signal()
    menu_requested = Signal(str, QPoint)
    selection_counted = Signal(int)
    literal_requested = Signal()
    drag_requested = Signal(object)

    def __init__(self, model: RecordListModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._view = self._make_view(model)
        self._delegate = RecordListDelegate(theme, self._view)
        self._view.setItemDelegate(self._delegate)
        self._view.fit_rows()
        self._empty_text = QLabel(self)
        self._show_all = QPushButton(_("Show all records"), self)
        self._empty = self._make_empty_state()
        self._spelling = SpellingLine(self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._view)
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._spelling)
        column.addWidget(self._pages, 1)
        self._connect()

    @property
    def view(self) -> RecordListView:
        """The list itself, for the order of focus."""
        return self._view

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._delegate.set_theme(theme)
        self._view.viewport().update()

    def set_snippets(self, snippets: Callable[[str, Sequence[Term]], str | None]) -> None:
        """Show in the second line what this finds of a record; where it finds nothing, the summary."""
        self._delegate.set_snippets(snippets)

    def show_result(self, result: SearchResult, query: str) -> None:
        """List what was found from its best, with the words of the query marked."""
        self._delegate.set_terms(result.terms)
        self._model.show_result(result)
        # Now rather than after the first paint, which would paint everything once more.
        self._view.doItemsLayout()
        self._view.scrollToTop()
        self._empty_text.setText(_nothing_found(query))
        self._show_all.setVisible(bool(query.strip()))
        self._spelling.show_instead(result.instead)
        self._pages.setCurrentWidget(self._view if result.total else self._empty)
        self._count_selection()

    def select_record(self, record_id: str, *, reveal: bool = True) -> None:
        """Select a record's row and with `reveal` bring it into view; nothing if it is not listed."""
        row = self._model.row_of(record_id)
        selection = self._view.selectionModel()
        if row < 0:
            selection.clearSelection()
            return
        index = self._model.index(row, 0)
        if not selection.isRowSelected(row):
            flags = QItemSelectionModel.SelectionFlag
            was_blocked = selection.blockSignals(True)
            # Selecting brings a row into view by itself; that is for the caller to say.
            place = self._view.verticalScrollBar().value()
            selection.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            if not reveal:
                self._view.verticalScrollBar().setValue(place)
            selection.blockSignals(was_blocked)
            self._view.viewport().update()
            self._count_selection()
        if reveal:
            self._view.scrollTo(index)

    def take_focus(self) -> None:
        """Give the list the keyboard, on the selected row or the first; nothing if it is empty."""
        if not self._model.rowCount():
            return
        self._view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self._view.selectionModel().hasSelection():
            self._request(self._model.index(0, 0))

    def step(self, by: int) -> None:
        """Ask for the record so many rows below the selected one."""
        rows = self._model.rowCount()
        current = self._view.currentIndex()
        row = current.row() + by if self._is_selected(current) else 0
        if rows:
            self._request(self._model.index(min(max(row, 0), rows - 1), 0))

    def selected_ids(self) -> list[str]:
        """The selected records, from top to bottom."""
        selection = self._view.selectionModel().selection()
        # Not by the index: all of a hundred thousand rows may be selected.
        parts = (selection.at(place) for place in range(selection.count()))
        rows = sorted({row for part in parts for row in range(part.top(), part.bottom() + 1)})
        return [self._model.id_at(row) for row in rows]

    def selected_count(self) -> int:
        """How many records are selected."""
        selection = self._view.selectionModel().selection()
        return sum(selection.at(place).height() for place in range(selection.count()))

    def is_selected(self, record_id: str) -> bool:
        """Whether a record is among those that are selected."""
        row = self._model.row_of(record_id) if record_id else -1
        return row >= 0 and self._view.selectionModel().isRowSelected(row)

    def set_kept(self, kept_of: KeptOf) -> None:
        """Show in the rows what this says is kept about a record."""
        self._model.set_kept(kept_of)

    def tell_kept(self, record_ids: Collection[str]) -> None:
        """Show that something else is kept about these records."""
        self._model.tell_kept(record_ids)

    def header_state(self) -> str:
        """Widths, order and sorting of the columns, as text."""
        return self._view.header().saveState().toBase64().toStdString()

    def restore_header(self, state: str) -> None:
        """Take up a state from `header_state`; a foreign one changes nothing."""
        header = self._view.header()
        if state and header.restoreState(QByteArray.fromBase64(state.encode())):
            self._model.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())
        self._fit_columns()

    def _make_view(self, model: RecordListModel) -> RecordListView:
        view = RecordListView(self)
        view.setObjectName("record_list")
        view.setModel(model)
        view.setAccessibleName(_("Records"))
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.setShowGrid(False)
        view.setCornerButtonEnabled(False)
        view.setTabKeyNavigation(False)
        view.setDragEnabled(True)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header = view.header()
        header.setSortIndicatorClearable(True)
        header.setStretchLastSection(False)
        header.setSectionsMovable(True)
        header.setSortIndicator(FOUND_ORDER, Qt.SortOrder.AscendingOrder)
        view.setSortingEnabled(True)
        header.setHighlightSections(False)
        # Whenever it is painted, it would ask of every selected row whether all of them are.
        header.setSelectionModel(QItemSelectionModel(model, header))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(Column.RECORD, QHeaderView.ResizeMode.Stretch)
        return view

    def _make_empty_state(self) -> QWidget:
        page = QWidget(self)
        page.setObjectName("empty_page")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._empty_text.setObjectName("empty_state")
        self._empty_text.setTextFormat(Qt.TextFormat.PlainText)
        self._empty_text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty_text.setWordWrap(True)
        self._show_all.clicked.connect(self.clear_requested)
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 8, 24, 8)
        column.addStretch(1)
        column.addWidget(self._empty_text)
        column.addWidget(self._show_all, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(2)
        return page

    def _connect(self) -> None:
        self._view.selectionModel().currentChanged.connect(self._follow_current)
        self._view.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self._view.clicked.connect(self._on_clicked)
        self._view.drag_begun.connect(self._on_drag_begun)
        self._spelling.literal_requested.connect(self.literal_requested)
        self._view.doubleClicked.connect(self.detail_requested)
        self._view.open_requested.connect(self.detail_requested)
        self._view.leave_requested.connect(self.search_requested)
        self._view.customContextMenuRequested.connect(self._ask_for_menu)
        # After the view's own connection, which sorts.
        self._view.header().sortIndicatorChanged.connect(self._on_sorted)

    def _fit_columns(self) -> None:
        header, letter = self._view.header(), self.fontMetrics().averageCharWidth()
        letters = self.width() / letter
        narrow = {column for column, room in _ROOM_FOR.items() if letters < room}
        for column in _ROOM_FOR:
            header.setSectionHidden(column, column in narrow)
        self._delegate.set_in_record(narrow)

    def fit_column_widths(self) -> None:
        """Give each column the room its usual content needs, in the present size of text."""
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in _LETTERS.items():
            self._view.header().resizeSection(column, letter * letters)
        self._fit_columns()
        self._view.scrollTo(self._view.currentIndex())

    # Slots and what Qt calls.

    @Slot(QModelIndex, QModelIndex)
    def _follow_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        """A row that is only pointed at, or just taken out of the selection, is not opened."""
        if self._is_selected(current):
            self._request(current)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        """A click on the row that is already current opens it too, after a detour elsewhere."""
        if self._is_selected(index):
            self._request(index)

    @Slot()
    def _on_drag_begun(self) -> None:
        self.drag_requested.emit(self.selected_ids())

    def _is_selected(self, index: QModelIndex) -> bool:
        return index.isValid() and self._view.selectionModel().isRowSelected(index.row())

    def _request(self, index: QModelIndex) -> None:
        self.record_requested.emit(index.data(Role.RECORD_ID))

    @Slot(QItemSelection, QItemSelection)
    def _on_selection_changed(self, _selected: QItemSelection, _left: QItemSelection) -> None:
        self._count_selection()
        # With Shift held, Qt moves the current row first and selects it afterwards.
        self._follow_current(self._view.currentIndex(), QModelIndex())

    def _count_selection(self) -> None:
        self.selection_counted.emit(self.selected_count())

    @Slot(int, Qt.SortOrder)
    def _on_sorted(self, _column: int, _order: Qt.SortOrder) -> None:
        self._view.scrollTo(self._view.currentIndex())

    @Slot(QPoint)
    def _ask_for_menu(self, place: QPoint) -> None:
        record_id = self._view.indexAt(place).data(Role.RECORD_ID)
        if record_id:
            self.menu_requested.emit(record_id, self._view.viewport().mapToGlobal(place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now is it known how many rows there is room for."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._show_current)

    @Slot()
    def _show_current(self) -> None:
        self._view.scrollTo(self._view.currentIndex())


def _nothing_found(query: str) -> str:
    if not query.strip():
        return _("This library holds no records.")
    return _(
        "Nothing in this library answers\n{query}\n\n"
        "Try fewer words, another spelling, or leave out pair:, kind:, status: or date:."
    ).format(query=isolated(one_line(query)))
