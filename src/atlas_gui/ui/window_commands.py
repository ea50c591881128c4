"""What a reader can do in the window, and what it takes; the actions lead here, and so do the panes."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QMainWindow, QMenu, QSplitter

from atlas_gui import paths
from atlas_gui.i18n import _
from atlas_gui.search.query import format_query, parse
from atlas_gui.search.query_editing import literal
from atlas_gui.ui.actions import ActionTable, Needs
from atlas_gui.ui.arrival_commands import ArrivalCommands
from atlas_gui.ui.citing.commands import CitationCommands
from atlas_gui.ui.focus_ring import FocusRing
from atlas_gui.ui.importing.commands import ImportCommands
from atlas_gui.ui.library_files import LibraryFileCommands
from atlas_gui.ui.notebook.commands import NotebookCommands
from atlas_gui.ui.notebook_window.commands import NotebookWindowCommands
from atlas_gui.ui.notice_bar import NoticeBar
from atlas_gui.ui.presenter import Panes, Presenter
from atlas_gui.ui.search_bar import SearchBar
from atlas_gui.ui.sums.commands import SumsCommands
from atlas_gui.ui.table_commands import TableCommands
from atlas_gui.ui.window_parts import WindowParts

_FILTER_LETTERS = 28
_RECORD_MENU = ("export_pdf", "copy_link", "copy_citation", "fit_selection")
_NOTEBOOK_MENU = ("star", "add_tag", "write_note", "read_later")
if TYPE_CHECKING:
    from atlas_gui.ui.timeline_commands import TimelineCommands

_ON_TIMELINE = (
    "copy_timeline",
    "fit_selection",
    "fit_timeline",
    "go_to_date",
    "keep_shown",
    "lanes",
    "less_motion",
    "save_timeline",
    "trade_figures",
)


class WindowCommands(QObject):
    """Carries out wishes: changes the state, moves the keyboard, opens dialogs and menus.

    Signal: `filters_shown()` the reader wants to see the filters.
    """

    filters_shown = Signal()

    def __init__(
        self,
        window: QMainWindow,
        parts: WindowParts,
        panes: Panes,
        presenter: Presenter,
        search: SearchBar,
        notice: NoticeBar,
        notebook: NotebookCommands,
        timeline: Callable[[], "TimelineCommands"],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._parts = parts
        self._state = parts.state
        self._panes = panes
        self._presenter = presenter
        self._search = search
        self._notice = notice
        self._notebook = notebook
        self._focus_ring = FocusRing(
            (
                search.field,
                panes.tree.view,
                panes.saved.view,
                panes.facets.view,
                panes.records.view,
                panes.detail,
                panes.notebook,
                panes.timeline,
            )
        )
        self._timeline = timeline
        self._tables = TableCommands(window, parts, panes.records, notice)
        self.arrivals = ArrivalCommands(window, parts, search, notice, self.focus_detail)
        self.citing = CitationCommands(window, parts, panes.records.selected_ids, notice)
        self.files = LibraryFileCommands(window, parts)
        self._importing = ImportCommands(window, parts, lambda: self.files.own_path)
        self._sums = SumsCommands(window, parts)
        self._notebook_window = NotebookWindowCommands(window, parts)
        self._notebook_window.told.connect(notice.tell)
        self._notebook_window.told_in_passing.connect(notice.tell_in_passing)
        self._notebook_window.record_requested.connect(parts.state.set_record)
        self._notebook_window.undo_requested.connect(notebook.undo)
        self._notebook_window.redo_requested.connect(notebook.redo)
        self._connect_commands()
        on_timeline = {name: partial(self._on_timeline, name) for name in _ON_TIMELINE}
        self.actions = ActionTable(
            self._handlers()
            | notebook.handlers()
            | on_timeline
            | self.arrivals.handlers()
            | self.files.handlers()
            | self._importing.handlers()
            | self._notebook_window.handlers()
            | self._sums.handlers()
            | self.citing.handlers(),
            window,
        )
        notebook.bind(self.actions)

    def _connect_commands(self) -> None:
        self.files.told.connect(self._notice.tell)
        self.files.told_in_passing.connect(self._notice.tell_in_passing)
        self.files.open_requested.connect(self.arrivals.open_files)
        self._importing.open_requested.connect(self.arrivals.open_files)
        self._importing.told.connect(self._notice.tell_in_passing)
        self.arrivals.import_requested.connect(self._importing.begin)
        self._sums.record_requested.connect(self._state.set_record)

    @Slot()
    @Slot(str)
    def enable(self, _record_id: str = "") -> None:
        """Enable what is possible now."""
        history = self._state.history
        readable = self._state.record_id in self._parts.reading.library.records
        found = bool(self._state.result.total)
        self.actions.enable(
            {
                Needs.RECORD: readable,
                Needs.BEHIND: bool(history.behind),
                Needs.AHEAD: bool(history.ahead),
                Needs.QUERY: bool(self._state.query),
                Needs.FOUND: found,
                Needs.RECORD_OR_FOUND: readable or found,
                Needs.LIBRARY_FILE: self.files.is_library,
                Needs.OWN_LIBRARY: self.files.is_own,
                Needs.OWN_NOTEBOOK: not self._parts.notebook.is_read_only,
                **self._notebook.met(),
            }
        )

    @Slot(object)
    def enable_for_result(self, _result: object) -> None:
        """Enable what is possible with what was found."""
        self.enable()

    def _on_timeline(self, name: str) -> None:
        """Have the timeline do it, which is made for that if it is not there yet."""
        self._timeline().handlers()[name]()

    def check_choices(self) -> None:
        """Check the choices that are in force."""
        self.actions[f"appearance_{self._parts.appearance.wish}"].setChecked(True)
        self.actions[f"order_{self._presenter.order}"].setChecked(True)

    @Slot(str, str)
    def narrow(self, pair_id: str, group: str) -> None:
        """Narrow the list to a pair and a group; empty ones widen it again."""
        self._state.set_query(self._presenter.narrowed(pair_id, group))

    @Slot(str)
    def narrow_to_pair(self, pair_id: str) -> None:
        """Narrow the list to a pair."""
        self.narrow(pair_id, "")

    @Slot()
    def clear_search(self) -> None:
        """Show all records."""
        self._state.set_query("")

    @Slot()
    def search_literally(self) -> None:
        """Search for exactly what was typed, without other spellings."""
        self._state.set_query(format_query(literal(parse(self._state.query))))

    @Slot()
    def show_undated(self) -> None:
        """List those of the found records that have no date."""
        query = parse(self._state.query).with_field("no", "date")
        self._state.set_query(format_query(query))
        self.focus_list()

    @Slot()
    def open_best(self) -> None:
        """Go to the list: after another search to its best answer, else to the open record."""
        if self.arrivals.follow_typed():
            return
        ids, history = self._state.result.ids, self._state.history
        searched_since = history.present.record_id is None and bool(self._state.query.strip())
        if ids and (searched_since or self._state.record_id not in ids):
            self._state.set_record(ids[0])
        self.focus_list()

    @Slot(str)
    def open_from_timeline(self, record_id: str) -> None:
        """Open a record and go on reading it."""
        self._state.set_record(record_id)
        self.focus_detail()

    @Slot(str)
    def open_address(self, address: str) -> None:
        """Show a web address, already known to be one, in the reader's browser."""
        QDesktopServices.openUrl(QUrl(address))

    @Slot(str, QPoint)
    def show_menu_of(self, record_id: str, place: QPoint) -> None:
        """Open a record and offer what can be done with it."""
        if record_id:
            self._state.set_record(record_id)
            self.show_record_menu(place)

    @Slot(QPoint)
    def show_record_menu(self, place: QPoint) -> None:
        """Offer what can be done with the open record."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self.actions[action_id] for action_id in _RECORD_MENU])
        menu.addSeparator()
        menu.addActions([self.actions[action_id] for action_id in _NOTEBOOK_MENU])
        menu.addSeparator()
        self.citing.add_sources(menu)
        if self._panes.detail.textCursor().hasSelection():
            menu.addSeparator()
            menu.addAction(_("&Copy selected text"), self._panes.detail.copy)
        menu.popup(place)

    @Slot(object)
    def drag_records(self, record_ids: list[str]) -> None:
        """Drag records to another program, until the reader lets go of them."""
        from atlas_gui.ui.dragging.record_drag import drag_records

        drag_records(record_ids, self._window, self._parts, self.citing.citations, self._notice)

    def show_filters(self, *, shown: bool) -> None:
        """Show or hide the filters."""
        self._panes.facets.setVisible(shown)
        self.actions["filters"].setChecked(shown)

    def _make_room_for_filters(self) -> None:
        """Give the filters a width at which their words can be read, if they have less."""
        splitter = self._panes.facets.parentWidget()
        if not isinstance(splitter, QSplitter):
            return
        sizes = splitter.sizes()
        place = splitter.indexOf(self._panes.facets)
        wanted = self._panes.facets.fontMetrics().averageCharWidth() * _FILTER_LETTERS
        missing = wanted - sizes[place]
        if missing > 0:
            widest = max(range(len(sizes)), key=sizes.__getitem__)
            sizes[place] += missing
            sizes[widest] -= missing
            splitter.setSizes(sizes)

    def _toggle_filters(self) -> None:
        shown = self.actions["filters"].isChecked()
        self.show_filters(shown=shown)
        if shown:
            self._make_room_for_filters()
            self.filters_shown.emit()

    def _export_pdf(self) -> None:
        from atlas_gui.ui.listed_records import listed_records
        from atlas_gui.ui.pdf_export.scopes import scopes_of

        parts = self._parts
        scopes = scopes_of(parts.reading, self._state, listed_records(self._panes.records.view))
        parts.pdf.open(scopes, parts.appearance.theme, self._window)

    def _copy_link(self) -> None:
        link = self._parts.reading.library.permalink(self._state.record_id)
        QGuiApplication.clipboard().setText(link)
        self._notice.tell_in_passing(_("The link to this record is on the clipboard."))

    def _appearance_system(self) -> None:
        self._parts.appearance.set_wish("system")

    def _appearance_light(self) -> None:
        self._parts.appearance.set_wish("light")

    def _appearance_dark(self) -> None:
        self._parts.appearance.set_wish("dark")

    def _order_count(self) -> None:
        self._presenter.set_order("count")

    def _order_name(self) -> None:
        self._presenter.set_order("name")

    def _order_latest(self) -> None:
        self._presenter.set_order("latest")

    def _toggle_full_screen(self) -> None:
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _previous_record(self) -> None:
        self._panes.records.step(-1)

    def _next_record(self) -> None:
        self._panes.records.step(+1)

    def _next_pane(self) -> None:
        self._focus_ring.move(self._window.focusWidget(), +1)

    def _previous_pane(self) -> None:
        self._focus_ring.move(self._window.focusWidget(), -1)

    @Slot()
    def focus_search(self) -> None:
        """Take the keyboard to the search field."""
        self._search.focus_field()

    @Slot()
    def focus_list(self) -> None:
        """Take the keyboard to the list."""
        self._panes.records.take_focus()

    @Slot()
    def focus_detail(self) -> None:
        """Take the keyboard to the page of the record."""
        self._panes.detail.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Dialogs are loaded when they are asked for: most starts need none of them.

    def _show_palette(self) -> None:
        from atlas_gui.ui.command_palette import CommandPalette

        _open_once(CommandPalette(self.actions, self._window))

    def _show_shortcuts(self) -> None:
        from atlas_gui.ui.shortcut_sheet import ShortcutSheet

        _open_once(ShortcutSheet(self._window))

    def _show_about(self) -> None:
        from atlas_gui.ui.about_dialog import AboutDialog

        _open_once(AboutDialog(self._parts.reading.library, self._parts.tasks, self._window))

    def _show_log_folder(self) -> None:
        from atlas_gui.ui.log_folder import tell_log_folder

        tell_log_folder(paths.log_dir(), self._notice.tell)

    def _handlers(self) -> dict[str, Callable[[], None]]:
        appearance, state = self._parts.appearance, self._state
        return {
            "export_pdf": self._export_pdf,
            **self._tables.handlers(),
            "focus_search": self.focus_search,
            "clear_search": self.clear_search,
            "save_search": self._panes.saved.save_present,
            "next_match": self._panes.detail.find_next,
            "previous_match": self._panes.detail.find_previous,
            "filters": self._toggle_filters,
            "copy_link": self._copy_link,
            "appearance_system": self._appearance_system,
            "appearance_light": self._appearance_light,
            "appearance_dark": self._appearance_dark,
            "larger_text": appearance.larger_text,
            "smaller_text": appearance.smaller_text,
            "normal_text": appearance.normal_text,
            "order_count": self._order_count,
            "order_name": self._order_name,
            "order_latest": self._order_latest,
            "full_screen": self._toggle_full_screen,
            "back": state.go_back,
            "forward": state.go_forward,
            "previous_record": self._previous_record,
            "next_record": self._next_record,
            "next_pane": self._next_pane,
            "previous_pane": self._previous_pane,
            "command_palette": self._show_palette,
            "shortcut_sheet": self._show_shortcuts,
            "log_folder": self._show_log_folder,
            "about": self._show_about,
        }


def _open_once(dialog: QDialog) -> None:
    """Open a dialog that goes for good when it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
