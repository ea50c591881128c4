"""The window: makes the panes, connects them to the state, and decides nothing else."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QPoint, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDesktopServices, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QDialog, QMainWindow, QMenu, QWidget

from atlas_gui.domain.record import record_permalink
from atlas_gui.domain.texts import in_language
from atlas_gui.i18n import _
from atlas_gui.models.pair_tree_model import PairTreeModel
from atlas_gui.models.record_list_model import RecordListModel
from atlas_gui.state.browser_state import BrowserState
from atlas_gui.state.settings import WindowSettings
from atlas_gui.ui.actions import ActionTable, Menu, Needs
from atlas_gui.ui.appearance import AppearanceControl
from atlas_gui.ui.detail_pane import DetailPane
from atlas_gui.ui.focus_ring import FocusRing
from atlas_gui.ui.history_menus import HistoryMenus
from atlas_gui.ui.icons import stroke_icon
from atlas_gui.ui.notice_bar import NoticeBar
from atlas_gui.ui.pair_tree_pane import PairTreePane
from atlas_gui.ui.pdf_flow import PdfFlow
from atlas_gui.ui.presenter import Panes, Presenter, Reading, most_telling, tree_root
from atlas_gui.ui.record_list_pane import RecordListPane
from atlas_gui.ui.status_line import StatusLine
from atlas_gui.ui.theme import Theme
from atlas_gui.ui.timeline.view import TimelineView
from atlas_gui.ui.top_bar import TopBar
from atlas_gui.ui.window_frame import WindowFrame
from atlas_gui.ui.window_memory import WindowMemory

_RECORD_MENU = ("export_pdf", "copy_link", "fit_selection")


class WindowParts(Struct, frozen=True):
    """What a window is built from; made in `app.py`."""

    reading: Reading
    state: BrowserState
    appearance: AppearanceControl
    pdf: PdfFlow
    icons: Path


class MainWindow(QMainWindow):
    """The browser. Signal: `closing()` once, before it closes, with everything still in place."""

    closing = Signal()

    def __init__(self, parts: WindowParts) -> None:
        super().__init__()
        self._parts = parts
        self._reading = parts.reading
        self._state = parts.state
        theme = parts.appearance.theme
        info = parts.reading.library.info
        title = in_language(info.title)
        self.setWindowTitle(_("Atlas – {library}").format(library=title))
        self._actions = ActionTable(self._handlers(), self)
        self._top = TopBar(self._actions, title, self)
        self._notice = NoticeBar(self)
        self._panes = self._make_panes(theme)
        self._frame = WindowFrame(self._top, self._notice, self._panes, self)
        self._status = StatusLine(
            _("Library: {title}, edition {edition}, read-only").format(
                title=title, edition=info.edition
            ),
            self,
        )
        self.setCentralWidget(self._frame)
        self.setStatusBar(self._status)
        self._presenter = Presenter(self._reading, self._state, self._panes, theme, self)
        self._memory = WindowMemory(self, self._frame.splitters, self._panes, self._state)
        self._focus_ring = FocusRing(
            (
                self._top.search.field,
                self._panes.tree.view,
                self._panes.records.view,
                self._panes.detail,
                self._panes.timeline,
            )
        )
        self._fill_menus()
        self._connect()
        self._apply_theme(theme)

    # What the composition root asks for.

    def restore(self, settings: WindowSettings) -> None:
        """Look as the reader left it; at the first start, with something worth reading open."""
        self._parts.appearance.set_text_percent(settings.text_percent)
        self._parts.appearance.set_wish(settings.appearance)
        self._memory.restore(settings)
        if not settings.splitters:
            self._frame.set_first_sizes(self.width(), self.height())
        self._presenter.begin(settings.tree_order, settings.query)
        self._open_first(settings.record_id)
        self._memory.restore_span(settings, self._presenter.opening_span())
        if settings.expanded is None:
            self._presenter.open_branch()
        self._check_choices()
        self._enable_actions()
        if text := self._presenter.damage_notice():
            self._notice.tell(text)

    def settings(self) -> WindowSettings:
        """How the window looks now."""
        return self._memory.settings(
            self._parts.appearance.wish,
            self._parts.appearance.text_percent,
            self._presenter.order,
            self._parts.pdf.paper_name,
        )

    def surfaces(self) -> list[QWidget]:
        """What has to be painted before a reader sees the window whole."""
        panes = self._panes
        return [
            panes.tree.view.viewport(),
            panes.records.view.viewport(),
            panes.detail.viewport(),
            panes.timeline,
        ]

    def tell(self, text: str) -> None:
        """Show a notice until the reader dismisses it."""
        self._notice.tell(text)

    # Building.

    def _make_panes(self, theme: Theme) -> Panes:
        return Panes(
            PairTreePane(PairTreeModel(tree_root(self._reading), self), theme, self),
            RecordListPane(RecordListModel(self), theme, self),
            DetailPane(self),
            TimelineView(theme, self),
        )

    def _fill_menus(self) -> None:
        for menu in Menu:
            entry = self.menuBar().addMenu(_(menu.value))
            for spec, action in self._actions.of_menu(menu):
                if spec.separator:
                    entry.addSeparator()
                entry.addAction(action)
        orders = [self._actions[f"order_{order}"] for order in ("count", "name", "latest")]
        self._panes.tree.set_order_actions(orders)
        HistoryMenus(self._top.back, self._top.forward, self._state, self._reading.catalogue, self)

    def _handlers(self) -> dict[str, Callable[[], None]]:
        appearance, state = self._parts.appearance, self._state
        return {
            "export_pdf": self._export_pdf,
            "quit": self._quit,
            "focus_search": self._focus_search,
            "clear_search": self._clear_search,
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
            "fit_timeline": self._fit_timeline,
            "fit_selection": self._fit_selection,
            "full_screen": self._toggle_full_screen,
            "back": state.go_back,
            "forward": state.go_forward,
            "previous_record": self._previous_record,
            "next_record": self._next_record,
            "next_pane": self._next_pane,
            "previous_pane": self._previous_pane,
            "command_palette": self._show_palette,
            "shortcut_sheet": self._show_shortcuts,
            "about": self._show_about,
        }

    def _connect(self) -> None:
        appearance, panes, presenter = self._parts.appearance, self._panes, self._presenter
        pdf, search, state = self._parts.pdf, self._top.search, self._state
        appearance.text_size_changed.connect(self._on_text_size_changed)
        appearance.theme_changed.connect(self._on_theme_changed)
        panes.detail.address_requested.connect(self._open_address)
        panes.detail.menu_requested.connect(self._show_record_menu)
        panes.detail.pair_requested.connect(self._narrow_to_pair)
        panes.detail.record_requested.connect(state.set_record)
        panes.records.clear_requested.connect(self._clear_search)
        panes.records.detail_requested.connect(self._focus_detail)
        panes.records.menu_requested.connect(self._show_menu_of)
        panes.records.record_requested.connect(state.set_record)
        panes.records.search_requested.connect(self._focus_search)
        panes.records.selection_counted.connect(self._status.set_selected)
        panes.timeline.menu_requested.connect(self._show_menu_of)
        panes.timeline.record_activated.connect(self._open_from_timeline)
        panes.timeline.record_selected.connect(state.set_record)
        panes.timeline.undated_requested.connect(self._show_undated)
        panes.tree.menu_requested.connect(self._show_menu_of)
        panes.tree.narrow_requested.connect(self._narrow)
        panes.tree.record_requested.connect(state.set_record)
        pdf.told.connect(self._notice.tell_in_passing)
        presenter.counted.connect(search.set_count)
        presenter.disputed.connect(self._status.set_disputed)
        presenter.found.connect(self._status.set_found)
        search.first_result_requested.connect(self._open_best)
        search.query_requested.connect(state.set_query)
        search.results_requested.connect(self._focus_list)
        state.history_changed.connect(self._enable_actions)
        state.query_changed.connect(search.set_query)
        state.result_changed.connect(presenter.show_result)
        state.selection_changed.connect(presenter.show_record)
        state.selection_changed.connect(self._enable_actions)

    # Facts.

    @Slot(object)
    def _on_theme_changed(self, theme: Theme) -> None:
        self._apply_theme(theme)
        self._presenter.set_theme(theme)

    def _apply_theme(self, theme: Theme) -> None:
        icons = self._parts.icons
        self._top.set_theme(theme, icons)
        self._notice.set_icon(stroke_icon(icons, "clear", theme.warning_text))
        self._panes.tree.set_theme(theme, stroke_icon(icons, "sort", theme.muted))
        self._panes.records.set_theme(theme)
        self._panes.timeline.set_theme(theme)

    @Slot(int)
    def _on_text_size_changed(self, _percent: int) -> None:
        self._panes.records.fit_column_widths()
        self._presenter.write_page(keep_place=True)

    @Slot()
    @Slot(str)
    def _enable_actions(self, _record_id: str = "") -> None:
        history = self._state.history
        self._actions.enable(
            {
                Needs.RECORD: self._state.record_id in self._reading.library.records,
                Needs.BEHIND: bool(history.behind),
                Needs.AHEAD: bool(history.ahead),
                Needs.QUERY: bool(self._state.query),
            }
        )

    def _check_choices(self) -> None:
        self._actions[f"appearance_{self._parts.appearance.wish}"].setChecked(True)
        self._actions[f"order_{self._presenter.order}"].setChecked(True)

    def _open_first(self, record_id: str | None) -> None:
        known = record_id is not None and record_id in self._reading.catalogue
        telling = most_telling(self._reading.catalogue, self._reading.library)
        self._state.begin_with(record_id if known and record_id else telling)

    # Wishes.

    @Slot(str, str)
    def _narrow(self, pair_id: str, group: str) -> None:
        self._state.set_query(self._presenter.narrowed(pair_id, group))

    @Slot(str)
    def _narrow_to_pair(self, pair_id: str) -> None:
        self._narrow(pair_id, "")

    @Slot()
    def _clear_search(self) -> None:
        self._state.set_query("")

    @Slot()
    def _show_undated(self) -> None:
        self._state.set_query(f"{self._state.query} no:date".strip())
        self._focus_list()

    @Slot()
    def _open_best(self) -> None:
        ids = self._state.result.ids
        if ids and self._state.record_id not in ids:
            self._state.set_record(ids[0])
        self._focus_list()

    @Slot(str)
    def _open_from_timeline(self, record_id: str) -> None:
        self._state.set_record(record_id)
        self._focus_detail()

    @Slot(str)
    def _open_address(self, address: str) -> None:
        QDesktopServices.openUrl(QUrl(address))

    @Slot(str, QPoint)
    def _show_menu_of(self, record_id: str, place: QPoint) -> None:
        if record_id:
            self._state.set_record(record_id)
            self._show_record_menu(place)

    @Slot(QPoint)
    def _show_record_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self._actions[action_id] for action_id in _RECORD_MENU])
        menu.popup(place)

    def _export_pdf(self) -> None:
        self._parts.pdf.preview(self._state.record_id, self._parts.appearance.theme, self)

    def _quit(self) -> None:
        self.close()

    def _copy_link(self) -> None:
        QGuiApplication.clipboard().setText(record_permalink(self._state.record_id))
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

    def _fit_timeline(self) -> None:
        self._panes.timeline.fit_all()

    def _fit_selection(self) -> None:
        self._panes.timeline.fit_selection()

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _previous_record(self) -> None:
        self._panes.records.step(-1)

    def _next_record(self) -> None:
        self._panes.records.step(+1)

    def _next_pane(self) -> None:
        self._focus_ring.move(self.focusWidget(), +1)

    def _previous_pane(self) -> None:
        self._focus_ring.move(self.focusWidget(), -1)

    @Slot()
    def _focus_search(self) -> None:
        self._top.search.focus_field()

    @Slot()
    def _focus_list(self) -> None:
        self._panes.records.take_focus()

    @Slot()
    def _focus_detail(self) -> None:
        self._panes.detail.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Dialogs are loaded when they are asked for: most starts need none of them.

    def _show_palette(self) -> None:
        from atlas_gui.ui.command_palette import CommandPalette

        _open_once(CommandPalette(self._actions, self))

    def _show_shortcuts(self) -> None:
        from atlas_gui.ui.shortcut_sheet import ShortcutSheet

        _open_once(ShortcutSheet(self))

    def _show_about(self) -> None:
        from atlas_gui.ui.about_dialog import AboutDialog

        _open_once(AboutDialog(self._reading.library, self))

    # Qt calls these.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The side buttons of a mouse go back and forward, as in every browser."""
        if event.button() == Qt.MouseButton.BackButton:
            self._state.go_back()
        elif event.button() == Qt.MouseButton.ForwardButton:
            self._state.go_forward()
        else:
            super().mousePressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)


def _open_once(dialog: QDialog) -> None:
    """Open a dialog that goes for good when it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
