"""The notebook as a list: by shelf and by tag, searched, put in order, taken out and in."""

from collections.abc import Callable, Container, Iterable
from functools import partial

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from atlas_gui.domain.notebook import Entry, plain_tag
from atlas_gui.i18n import _, ngettext
from atlas_gui.models.notebook_listing import Listing, Shelf, Wish
from atlas_gui.models.notebook_model import Column, NotebookModel
from atlas_gui.state.notebook import NotebookState
from atlas_gui.state.tasks import TaskRunner
from atlas_gui.ui.notebook_window.lister import Lister
from atlas_gui.ui.notebook_window.shelf_list import Place, ShelfList
from atlas_gui.ui.plain_tooltip import PlainTipDelegate

_SIZE = (1000, 580)
_SHELVES_WIDTH = 200
_PAUSE_MS = 120
# Dates are as wide as one another; of a hundred thousand rows a few will do.
_ROWS_MEASURED = 20
_WIDTHS = {Column.MARKS: 58, Column.TITLE: 290, Column.TAGS: 130}
# As in the menu of the main window, which these keys do not reach from here.
_KEYS = {"Ctrl+Z": "undo_requested", "Ctrl+Shift+Z": "redo_requested", "Ctrl+Y": "redo_requested"}


class NotebookWindow(QDialog):
    """Signals: `record_requested(str)`; `import_requested()`, `export_requested()`,
    `restore_requested()`, `undo_requested()` and `redo_requested()`.

    `known` are the records of the library, `title_of(record_id)` is what it calls one of them, and
    `open_record()` the one open in the main window, empty if none is.
    """

    record_requested = Signal(str)
    import_requested = Signal()
    export_requested = Signal()
    restore_requested = Signal()
    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(
        self,
        notebook: NotebookState,
        known: Container[str],
        title_of: Callable[[str], str],
        open_record: Callable[[], str],
        tasks: TaskRunner,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("notebook_window")
        self.setWindowTitle(_("Notebook"))
        self._notebook = notebook
        self._title_of = title_of
        self._open_record = open_record
        self._model = NotebookModel(notebook.notebook, known, title_of, self)
        self._lister = Lister(notebook.notebook, known, tasks, self)
        self._shelves = ShelfList(self)
        self._search = QLineEdit(self)
        self._table = QTableView(self)
        self._count = QLabel(self)
        self._told = QLabel(self)
        # Where somebody stood who removes what stood there.
        self._last_row = 0
        self._moved_to = ""
        self._pause = QTimer(self)
        self._following = QTimer(self)
        self._buttons = self._make_buttons()
        self._lay_out()
        self._connect()
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
        self._shelves.go_to(Place(shelf))

    def tell(self, text: str) -> None:
        """Say what came of something; the window below may be out of sight."""
        self._told.setText(text)
        self._told.setVisible(bool(text))
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

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
        self._search.setAccessibleName(_("Search in the notebook"))
        self._search.setPlaceholderText(_("Search in titles, tags and notes"))
        self._search.setClearButtonEnabled(True)
        self._table.setAccessibleName(_("Notebook"))
        self._table.setModel(self._model)
        # What a record is called is text, in a tooltip too.
        self._table.setItemDelegate(PlainTipDelegate(self._table))
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
        header.setSectionsClickable(False)
        # A heading asks of each row whether it is chosen, to look pressed; this one has none.
        header.setSelectionModel(QItemSelectionModel(self._model, header))
        for column, width in _WIDTHS.items():
            self._table.setColumnWidth(column, width)
        header.setSectionResizeMode(Column.NOTE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(Column.CHANGED, QHeaderView.ResizeMode.ResizeToContents)
        header.setResizeContentsPrecision(_ROWS_MEASURED)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setWordWrap(True)
        self._told.hide()
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
        bottom.addWidget(self._count)
        bottom.addWidget(self._buttons["close"])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 14, 12)
        whole.setSpacing(10)
        whole.addWidget(split, 1)
        whole.addWidget(self._told)
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
        self._following.timeout.connect(self._list)
        for keys, signal in _KEYS.items():
            QShortcut(QKeySequence(keys), self, getattr(self, signal).emit)
        # What was said of the last act is over with the next.
        for over in (self.undo_requested, self.redo_requested, self._shelves.place_changed):
            over.connect(partial(self.tell, ""))
        self._search.textChanged.connect(self._pause.start)
        self._shelves.place_changed.connect(self._list)
        self._shelves.rename_requested.connect(self._ask_for_name)
        self._lister.listed.connect(self._show_listing)
        self._table.activated.connect(self._open_chosen)
        self._table.customContextMenuRequested.connect(self._ask_for_menu)
        selection = self._table.selectionModel()
        selection.selectionChanged.connect(self._enable)
        self._notebook.entries_changed.connect(self._follow_soon)

    # What is listed.

    @Slot()
    def _list(self) -> None:
        shelf, tag = self._shelves.place
        self._lister.ask(Wish(shelf, tag, self._search.text()))

    @Slot(object)
    def _show_listing(self, listing: Listing) -> None:
        """Show what was found, and stay at the rows that were chosen, or where they were."""
        chosen = [self._moved_to] if self._moved_to else [each.record for each in self._chosen()]
        self._moved_to = ""
        is_other = listing.wish != self._model.wish
        self._model.show(listing)
        self._choose(chosen)
        if not self._chosen_rows() and listing.records:
            row = 0 if is_other else min(self._last_row, len(listing.records) - 1)
            self._choose([listing.records[row]])
        self._shelves.fill(self._notebook.notebook, listing.missing)
        self._show_count()
        self._enable()

    @Slot()
    def _follow_soon(self, *_told: object) -> None:
        """Several changes at once are one; a window that cannot be seen follows when it is shown."""
        if self.isVisible():
            self._following.start(0)

    def _choose(self, record_ids: Iterable[str]) -> None:
        """Choose the rows of these records, as far as they are listed, whatever keys are held."""
        flag = QItemSelectionModel.SelectionFlag
        rows = sorted(row for each in record_ids if (row := self._model.row_of(each)) >= 0)
        chosen = QItemSelection()
        for first, last in _runs(rows):
            top = self._model.index(first, Column.MARKS)
            chosen.select(top, self._model.index(last, Column.CHANGED))
        selection = self._table.selectionModel()
        if rows:
            selection.setCurrentIndex(self._model.index(rows[0], Column.TITLE), flag.NoUpdate)
        selection.select(chosen, flag.ClearAndSelect)

    def _show_count(self) -> None:
        count = self._model.rowCount()
        if not self._notebook.notebook.entries:
            words = _("Nothing yet: star, tag or note a record, and it stands here.")
        else:
            words = ngettext("{count:,} record", "{count:,} records", count).format(count=count)
        self._count.setText(words)

    # What can be done.

    def _chosen_rows(self) -> list[range]:
        """The rows that are chosen, in runs: of a hundred thousand nobody wants an index each."""
        runs = self._table.selectionModel().selection()
        found = (runs.at(place) for place in range(runs.count()))
        return [range(run.top(), run.bottom() + 1) for run in found]

    def _chosen(self) -> list[Entry]:
        rows = sorted(row for run in self._chosen_rows() for row in run)
        return [entry for row in rows if (entry := self._model.entry_at(row)) is not None]

    def _only_chosen(self) -> Entry | None:
        """What is chosen, if it is one row."""
        runs = self._chosen_rows()
        return self._model.entry_at(runs[0][0]) if sum(map(len, runs)) == 1 else None

    @Slot()
    def _enable(self, *_told: object) -> None:
        one, can_write = self._only_chosen(), not self._notebook.is_read_only
        if one is not None:
            self._last_row = self._model.row_of(one.record)
        open_record = self._open_record()
        self._buttons["open"].setEnabled(one is not None and not self._model.is_missing(one))
        self._buttons["move"].setEnabled(
            can_write and one is not None and bool(open_record) and one.record != open_record
        )
        self._buttons["remove"].setEnabled(can_write and bool(self._chosen_rows()))
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
        one = self._only_chosen()
        if one is not None and not self._model.is_missing(one):
            self.record_requested.emit(one.record)

    @Slot()
    def _move_to_open(self) -> None:
        one, target = self._only_chosen(), self._open_record()
        if one is not None and target:
            title = self._model.title(one)
            if self._notebook.move_entry(one.record, target, self._title_of(target)):
                self._moved_to = target
                words = _("Moved from “{title}” to the open record; Ctrl+Z takes that back.")
                self.tell(words.format(title=title))

    @Slot()
    def _remove(self) -> None:
        if chosen := self._chosen():
            words = ngettext(
                "Removed what was kept about {count:,} record; Ctrl+Z brings it back.",
                "Removed what was kept about {count:,} records; Ctrl+Z brings it back.",
                len(chosen),
            )
            if self._notebook.forget([entry.record for entry in chosen]):
                self.tell(words.format(count=len(chosen)))

    def _move_on_list(self, by: int) -> None:
        if (one := self._only_chosen()) is not None:
            self._notebook.move_on_list(one.record, self._model.row_of(one.record) + by)

    @Slot(str)
    def _ask_for_name(self, tag: str) -> None:
        if self._notebook.is_read_only:
            return
        asked = QInputDialog(self)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.setWindowTitle(_("Rename tag"))
        asked.setLabelText(_("Another name for the tag; that of an existing one joins the two:"))
        asked.setTextValue(tag)
        asked.textValueSelected.connect(partial(self._rename_tag, tag))
        asked.open()

    def _rename_tag(self, tag: str, name: str) -> None:
        if self._notebook.rename_tag(tag, name):
            self._shelves.go_to(Place(tag=plain_tag(name)))

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
        self.tell("")
        self._list()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self._table.hasFocus():
            self._remove()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._table.hasFocus():
            self._open_chosen()
        else:
            super().keyPressEvent(event)


def _runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """The first and last row of each unbroken run of rows that are in order."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1] = runs[-1][0], row
        else:
            runs.append((row, row))
    return runs
