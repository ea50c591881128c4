"""The notebook as a list: by shelf and by tag, searched, put in order, taken out and in."""

from collections.abc import Callable, Container, Sequence
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QInputDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from atlas_gui.domain.notebook import Entry
from atlas_gui.i18n import _, ngettext
from atlas_gui.models.notebook_model import Column, NotebookModel, Shelf, Wish
from atlas_gui.state.notebook import NotebookState

_SIZE = (1000, 580)
_SHELVES_WIDTH = 200
_PAUSE_MS = 120
# Dates are as wide as one another; of a hundred thousand rows a few will do.
_ROWS_MEASURED = 20
_WIDTHS = {Column.MARKS: 58, Column.TITLE: 290, Column.TAGS: 130}


class NotebookWindow(QDialog):
    """Signals: `record_requested(str)`; `import_requested()`, `export_requested()` and
    `restore_requested()`.

    `known` are the records of the library, `title_of(record_id)` is what it calls one of them, and
    `open_record()` the one open in the main window, empty if none is.
    """

    record_requested = Signal(str)
    import_requested = Signal()
    export_requested = Signal()
    restore_requested = Signal()

    def __init__(
        self,
        notebook: NotebookState,
        known: Container[str],
        title_of: Callable[[str], str],
        open_record: Callable[[], str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("notebook_window")
        self.setWindowTitle(_("Notebook"))
        self._notebook = notebook
        self._title_of = title_of
        self._open_record = open_record
        self._model = NotebookModel(notebook.notebook, known, title_of, self)
        self._shelves = QListWidget(self)
        self._search = QLineEdit(self)
        self._table = QTableView(self)
        self._told = QLabel(self)
        self._remark = ""
        self._pause = QTimer(self)
        self._following = QTimer(self)
        self._buttons = self._make_buttons()
        self._lay_out()
        self._connect()
        self._fill_shelves()
        self._shelves.setCurrentRow(0)
        self._table.setFocus()

    @property
    def table(self) -> QTableView:
        """The list itself."""
        return self._table

    @Slot(str)
    def follow_selection(self, _record_id: str) -> None:
        """Another record is open in the main window."""
        self._enable()

    def show_shelf(self, shelf: Shelf) -> None:
        """List another part of the notebook."""
        self._shelves.setCurrentRow(list(Shelf).index(shelf))

    # Building.

    def _make_buttons(self) -> dict[str, QPushButton]:
        made = {
            "open": (_("&Open record"), self._open_chosen),
            "move": (_("&Move to the open record"), self._move_to_open),
            "remove": (_("&Remove"), self._remove),
            "up": (_("&Up"), partial(self._move_on_list, -1)),
            "down": (_("&Down"), partial(self._move_on_list, 1)),
            "import": (_("&Import…"), self.import_requested.emit),
            "export": (_("&Export…"), self.export_requested.emit),
            "restore": (_("Earlier &states…"), self.restore_requested.emit),
            "close": (_("&Close"), self.reject),
        }
        buttons = {}
        for name, (words, act) in made.items():
            button = QPushButton(words, self)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            buttons[name] = button
        buttons["move"].setToolTip(
            _("Keep with the record that is open in the main window what is kept here")
        )
        return buttons

    def _lay_out(self) -> None:
        self._shelves.setAccessibleName(_("Parts of the notebook"))
        self._search.setAccessibleName(_("Search in the notebook"))
        self._search.setPlaceholderText(_("Search in titles, tags and notes"))
        self._search.setClearButtonEnabled(True)
        self._table.setAccessibleName(_("Notebook"))
        self._table.setModel(self._model)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._table.setWordWrap(False)
        self._table.setShowGrid(False)
        self._table.setTabKeyNavigation(False)
        self._table.verticalHeader().hide()
        header = self._table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for column, width in _WIDTHS.items():
            self._table.setColumnWidth(column, width)
        header.setSectionResizeMode(Column.NOTE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(Column.CHANGED, QHeaderView.ResizeMode.ResizeToContents)
        header.setResizeContentsPrecision(_ROWS_MEASURED)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        right = QWidget(self)
        middle = QVBoxLayout(right)
        middle.setContentsMargins(8, 0, 0, 0)
        middle.addWidget(self._search)
        middle.addWidget(self._table, 1)
        middle.addLayout(self._row("open", "move", "remove", None, "up", "down"))
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self._shelves)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([_SHELVES_WIDTH, _SIZE[0] - _SHELVES_WIDTH])
        bottom = self._row("import", "export", "restore", None)
        bottom.addWidget(self._told)
        bottom.addWidget(self._buttons["close"])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 14, 12)
        whole.setSpacing(10)
        whole.addWidget(split, 1)
        whole.addLayout(bottom)
        self.resize(*_SIZE)

    def _row(self, *names: str | None) -> QHBoxLayout:
        row = QHBoxLayout()
        for name in names:
            if name is None:
                row.addStretch(1)
            else:
                row.addWidget(self._buttons[name])
        return row

    def _connect(self) -> None:
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._list)
        self._following.setSingleShot(True)
        self._following.timeout.connect(self._follow)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self._notebook.undo)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Redo), self, self._notebook.redo)
        self._search.textChanged.connect(self._pause.start)
        self._shelves.currentRowChanged.connect(self._list)
        self._shelves.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._shelves.customContextMenuRequested.connect(self._ask_about_tag)
        self._shelves.itemActivated.connect(self._rename_tag_of)
        self._table.activated.connect(self._open_chosen)
        self._table.customContextMenuRequested.connect(self._ask_for_menu)
        selection = self._table.selectionModel()
        selection.selectionChanged.connect(self._enable)
        self._notebook.entries_changed.connect(self._follow_soon)
        self._notebook.steps_changed.connect(self._enable)

    # What is listed.

    def _fill_shelves(self) -> None:
        """The shelves and the tags, with how many records each has; the chosen one stays."""
        chosen = self._shelves.currentItem()
        before = chosen.data(Qt.ItemDataRole.UserRole) if chosen else None
        self._shelves.blockSignals(True)
        self._shelves.clear()
        for wish, name, count in self._places():
            item = QListWidgetItem(_("{name} ({count:,})").format(name=name, count=count))
            item.setData(Qt.ItemDataRole.UserRole, (wish.shelf.name, wish.tag))
            if wish.tag:
                item.setToolTip(_("Enter or F2 renames the tag"))
            self._shelves.addItem(item)
        found = (row for row in range(self._shelves.count()) if self._place_at(row) == before)
        self._shelves.setCurrentRow(next(found, 0))
        self._shelves.blockSignals(False)

    def _places(self) -> Sequence[tuple[Wish, str, int]]:
        book = self._notebook.notebook
        missing = sum(1 for entry in book.entries.values() if self._model.is_missing(entry))
        counts = {
            Shelf.ALL: len(book.entries),
            Shelf.STARRED: len(book.starred),
            Shelf.READING: len(book.listed),
            Shelf.NOTED: len(book.noted),
            Shelf.MISSING: missing,
        }
        shelves = [(Wish(shelf), _(shelf.value), counts[shelf]) for shelf in Shelf]
        tags = [(Wish(tag=tag), f"# {tag}", count) for tag, count in book.tags().items()]
        return [*shelves, *tags]

    def _place_at(self, row: int) -> object:
        item = self._shelves.item(row)
        return item.data(Qt.ItemDataRole.UserRole) if item is not None else None

    def _tag_of(self, item: QListWidgetItem | None) -> str:
        return str(item.data(Qt.ItemDataRole.UserRole)[1]) if item is not None else ""

    @Slot()
    def _list(self) -> None:
        item = self._shelves.currentItem()
        shelf, tag = item.data(Qt.ItemDataRole.UserRole) if item else (Shelf.ALL.name, "")
        self._model.show(Wish(Shelf[shelf], tag, self._search.text()))
        self._tell()
        self._enable()

    @Slot()
    def _follow_soon(self, *_told: object) -> None:
        """Several changes at once are one; a window that cannot be seen follows when it is shown."""
        if self.isVisible():
            self._following.start(0)

    @Slot()
    def _follow(self) -> None:
        """After a change: list again, and stay at the rows that were chosen."""
        chosen = [entry.record for entry in self._chosen()]
        self._fill_shelves()
        self._model.list_again()
        self._choose(chosen)
        self._list()

    def _choose(self, record_ids: Sequence[str]) -> None:
        selection = self._table.selectionModel()
        for record_id in record_ids:
            row = self._model.row_of(record_id)
            if row >= 0:
                flags = (
                    QItemSelectionModel.SelectionFlag.Select
                    | QItemSelectionModel.SelectionFlag.Rows
                )
                selection.setCurrentIndex(self._model.index(row, Column.TITLE), flags)

    def _tell(self) -> None:
        count = self._model.rowCount()
        if not self._notebook.notebook.entries:
            words = _("Nothing yet: star, tag or note a record, and it stands here.")
        else:
            words = ngettext("{count:,} record", "{count:,} records", count).format(count=count)
        self._told.setText(self._remark or words)
        self._remark = ""

    # What can be done.

    def _chosen(self) -> list[Entry]:
        rows = sorted(index.row() for index in self._table.selectionModel().selectedRows())
        return [entry for row in rows if (entry := self._model.entry_at(row)) is not None]

    @Slot()
    def _enable(self, *_told: object) -> None:
        chosen, can_write = self._chosen(), not self._notebook.is_read_only
        one = chosen[0] if len(chosen) == 1 else None
        open_record = self._open_record()
        self._buttons["open"].setEnabled(one is not None and not self._model.is_missing(one))
        self._buttons["move"].setEnabled(
            can_write and one is not None and bool(open_record) and one.record != open_record
        )
        self._buttons["remove"].setEnabled(can_write and bool(chosen))
        orders = self._model.wish.shelf is Shelf.READING and not self._model.wish.text
        rows = self._model.rowCount()
        row = self._model.row_of(one.record) if one else -1
        self._buttons["up"].setEnabled(can_write and orders and row > 0)
        self._buttons["down"].setEnabled(can_write and orders and 0 <= row < rows - 1)
        for name in ("up", "down"):
            self._buttons[name].setVisible(self._model.wish.shelf is Shelf.READING)
        self._buttons["import"].setEnabled(can_write)
        self._buttons["restore"].setEnabled(can_write)

    @Slot()
    def _open_chosen(self, *_told: object) -> None:
        chosen = self._chosen()
        if len(chosen) == 1 and not self._model.is_missing(chosen[0]):
            self.record_requested.emit(chosen[0].record)

    @Slot()
    def _move_to_open(self) -> None:
        chosen, target = self._chosen(), self._open_record()
        if len(chosen) == 1 and target:
            self._notebook.move_entry(chosen[0].record, target, self._title_of(target))
            self._choose([target])

    @Slot()
    def _remove(self) -> None:
        if chosen := self._chosen():
            words = ngettext(
                "Removed what was kept about {count:,} record; Ctrl+Z brings it back.",
                "Removed what was kept about {count:,} records; Ctrl+Z brings it back.",
                len(chosen),
            )
            self._remark = words.format(count=len(chosen))
            self._notebook.forget([entry.record for entry in chosen])

    def _move_on_list(self, by: int) -> None:
        chosen = self._chosen()
        if len(chosen) == 1:
            row = self._model.row_of(chosen[0].record)
            self._notebook.move_on_list(chosen[0].record, row + by)

    @Slot(QListWidgetItem)
    def _rename_tag_of(self, item: QListWidgetItem | None) -> None:
        tag = self._tag_of(item)
        if not tag or self._notebook.is_read_only:
            return
        asked = QInputDialog(self)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.setWindowTitle(_("Rename tag"))
        asked.setLabelText(_("Another name for the tag; that of an existing one joins the two:"))
        asked.setTextValue(tag)
        asked.textValueSelected.connect(partial(self._rename_tag, tag))
        asked.open()

    def _rename_tag(self, tag: str, name: str) -> None:
        self._notebook.rename_tag(tag, name)

    @Slot(QPoint)
    def _ask_about_tag(self, place: QPoint) -> None:
        item = self._shelves.itemAt(place)
        if not self._tag_of(item) or self._notebook.is_read_only:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("&Rename…"), partial(self._rename_tag_of, item))
        menu.popup(self._shelves.viewport().mapToGlobal(place))

    @Slot(QPoint)
    def _ask_for_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in ("open", "move", "remove"):
            button = self._buttons[name]
            menu.addAction(button.text(), button.click).setEnabled(button.isEnabled())
        menu.popup(self._table.viewport().mapToGlobal(place))

    # Qt calls these.

    def showEvent(self, event: QShowEvent) -> None:
        """What was changed while it was closed is there."""
        super().showEvent(event)
        self._follow()
        if not self._chosen() and self._model.rowCount():
            self._table.selectRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2 and self._shelves.hasFocus():
            self._rename_tag_of(self._shelves.currentItem())
        elif event.key() == Qt.Key.Key_Delete and self._table.hasFocus():
            self._remove()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._table.hasFocus():
            self._open_chosen()
        else:
            super().keyPressEvent(event)
