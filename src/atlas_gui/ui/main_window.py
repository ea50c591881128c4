"""The window: makes the panes, connects them to the state, and decides nothing else."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from atlas_gui.i18n import _
from atlas_gui.models.pair_tree_model import PairTreeModel
from atlas_gui.models.record_list_model import RecordListModel
from atlas_gui.models.snippets import Snippets
from atlas_gui.search.index import SearchIndex
from atlas_gui.state.settings import WindowSettings
from atlas_gui.ui.actions import Menu
from atlas_gui.ui.arrival_commands import ArrivalCommands
from atlas_gui.ui.detail_pane import DetailPane
from atlas_gui.ui.facet_pane import FacetPane
from atlas_gui.ui.history_menus import HistoryMenus
from atlas_gui.ui.icons import stroke_icon
from atlas_gui.ui.notebook.part import NotebookPart
from atlas_gui.ui.notebook.strip import NotebookStrip
from atlas_gui.ui.notebook.unsaved import UnsavedNotebook
from atlas_gui.ui.notice_bar import NoticeAction, NoticeBar
from atlas_gui.ui.origin import named
from atlas_gui.ui.pair_tree_pane import PairTreePane
from atlas_gui.ui.presenter import Panes, Presenter, tree_root
from atlas_gui.ui.record_list_pane import RecordListPane
from atlas_gui.ui.saved_search_pane import SavedSearchPane
from atlas_gui.ui.search_bar import SearchBar
from atlas_gui.ui.search_presenter import SearchPresenter
from atlas_gui.ui.side_buttons import SideButtons
from atlas_gui.ui.status_line import StatusLine
from atlas_gui.ui.theme import Theme
from atlas_gui.ui.timeline_place import TimelinePlace
from atlas_gui.ui.top_bar import TopBar
from atlas_gui.ui.window_commands import WindowCommands
from atlas_gui.ui.window_frame import WindowFrame
from atlas_gui.ui.window_memory import TimelineWishes, WindowMemory
from atlas_gui.ui.window_parts import WindowParts

if TYPE_CHECKING:
    from atlas_gui.ui.timeline_commands import TimelineCommands
    from atlas_gui.ui.timeline_part import TimelinePart

# In a lower window the notebook would leave too little of the record above it.
_ROOM_FOR_NOTEBOOK = 700
_TOGGLES = ("less_motion", "trade_figures", "notebook_strip")


class MainWindow(QMainWindow):
    """The browser. Signal: `closing()` once, before it closes, with everything still in place."""

    closing = Signal()

    def __init__(self, parts: WindowParts) -> None:
        super().__init__()
        self._parts = parts
        self._timeline: TimelinePart | None = None
        self._restored = WindowSettings()
        self._reading = parts.reading
        self._state = parts.state
        theme = parts.appearance.theme
        # Nobody should take what somebody sent for the library.
        self._named = named(parts.reading.library, parts.origin)
        # The platform adds the name of the program.
        self.setWindowTitle(self._named.title)
        search = SearchBar(self, theme)
        search.set_history(parts.history)
        self._notice = NoticeBar(self)
        self._panes = self._make_panes(theme)
        self._presenter = Presenter(self._reading, self._state, self._panes, theme, self)
        self._panes.records.set_snippets(Snippets(self._reading.library).of)
        self._around = SearchPresenter(
            self._reading,
            self._state,
            search,
            self._panes.facets,
            self._panes.saved,
            parts.searches,
            self,
        )
        self._notebook = NotebookPart(self, parts, self._panes, self._notice)
        parts.pdf.set_kept(lambda: parts.notebook.notebook.entries)
        self._unsaved = UnsavedNotebook(self, parts.notebook, self._notice, parts.finish_notebook)
        self._commands = WindowCommands(
            self,
            parts,
            self._panes,
            self._presenter,
            search,
            self._notice,
            self._notebook.commands,
            self._timeline_commands,
        )
        self._top = TopBar(self._commands.actions, search, self._named.top, self)
        self._frame = WindowFrame(self._top, self._notice, self._panes, self)
        self._status = StatusLine(self._named.status, self)
        self.setCentralWidget(self._frame)
        self.setStatusBar(self._status)
        self._memory = WindowMemory(self, self._frame.splitters, self._panes, self._state)
        self._listen_to_side_buttons()
        self._fill_menus()
        self._connect()
        self._apply_theme(theme)

    # What the composition root asks for.

    def restore(self, settings: WindowSettings) -> None:
        """Look as the reader left it; at the first start, with something worth reading open."""
        self._parts.appearance.set_text_percent(settings.text_percent)
        self._parts.appearance.set_wish(settings.appearance)
        if not self._memory.restore(settings):
            self._frame.set_first_sizes(self.width(), self.height())
        self._commands.show_filters(shown=settings.filters_shown)
        self._restored = settings
        self._commands.citing.citations.set_style(settings.citation_style)
        for name in _TOGGLES:
            wished = getattr(settings, name)
            is_on = self.height() >= _ROOM_FOR_NOTEBOOK if wished is None else wished
            self._commands.actions[name].setChecked(is_on)
        self._presenter.begin(settings.tree_order, settings.query)
        self._around.show_result(self._state.result)
        self._open_first(settings.record_id)
        self._presenter.finish()
        self._notebook.begin()
        self._commands.check_choices()
        self._commands.enable()
        if text := self._named.notice or self._presenter.damage_notice():
            self._notice.tell(text)

    @Slot(str)
    def follow(self, link: str) -> None:
        """Go where a permanent link leads, or say why it leads nowhere."""
        if sentence := self._commands.arrivals.follow(link):
            self._notice.tell(sentence)

    def settings(self) -> WindowSettings:
        """How the window looks now."""
        kept = self._memory.settings(
            self._parts.appearance.wish,
            self._parts.appearance.text_percent,
            self._presenter.order,
            self._parts.pdf.options,
            self._parts.pdf.pattern,
            self._timeline.wishes() if self._timeline else _kept_wishes(self._restored),
            {name: self._commands.actions[name].isChecked() for name in _TOGGLES},
        )
        return replace(kept, citation_style=self._commands.citing.citations.style_key)

    def fill_timeline(self) -> None:
        """Make the timeline, unless it is there, and show on it what was found."""
        if self._timeline is not None:
            return
        from atlas_gui.ui.timeline_part import TimelinePart  # takes as long as all the rest

        theme, panes = self._parts.appearance.theme, self._panes
        part = TimelinePart(self._parts, panes.timeline, theme, self._commands.actions)
        self._timeline = part
        part.begin(self._restored)
        self._presenter.follow_with(part.presenter)
        part.view.menu_requested.connect(self._commands.show_menu_of)
        part.view.record_activated.connect(self._commands.open_from_timeline)
        part.view.record_selected.connect(self._state.set_record)
        part.presenter.undated_requested.connect(self._commands.show_undated)
        part.export.told.connect(self._notice.tell_in_passing)
        part.export.failed.connect(self._notice.tell)
        watched = (part.view, *part.view.findChildren(QWidget))
        SideButtons(self._state.go_back, self._state.go_forward, watched)

    def _timeline_commands(self) -> "TimelineCommands":
        self.fill_timeline()
        if self._timeline is None:
            raise RuntimeError("the timeline was not made")
        return self._timeline.commands

    def surfaces(self) -> list[QWidget]:
        """What has to be painted before a reader sees the window whole."""
        panes = self._panes
        return [
            panes.tree.view.viewport(),
            panes.records.view.viewport(),
            panes.detail.viewport(),
            panes.timeline,
        ]

    def timeline_surfaces(self) -> list[QWidget]:
        """What of the timeline has to be painted before a reader sees it."""
        return [] if self._timeline is None else self._timeline.view.surfaces()

    def tell(self, text: str) -> None:
        """Show a notice until the reader dismisses it."""
        self._notice.tell(text)

    @property
    def arrivals(self) -> ArrivalCommands:
        """What is done with links, files and queries that come from outside."""
        return self._commands.arrivals

    @property
    def shows_library(self) -> bool:
        """Whether the window shows a library file, and not records out of a PDF."""
        return self._commands.files.is_library

    def offer(self, text: str, actions: Sequence[NoticeAction]) -> None:
        """Show a notice with what can be done about it."""
        self._notice.offer(text, actions)

    def tell_in_passing(self, text: str) -> None:
        """Show a notice for a while."""
        self._notice.tell_in_passing(text)

    def count_saved_searches(self) -> None:
        """Count what the saved searches find, one after another."""
        self._around.count_saved()

    @Slot(int, int)
    def show_index_progress(self, done: int, total: int) -> None:
        """Tell how far the making of the whole index is."""
        self._status.set_progress(done, total)

    @Slot(object)
    def use_index(self, index: SearchIndex) -> None:
        """Answer by another index of the same library from now on."""
        self._reading.index.take_over(index)
        self._status.set_progress(0, 0)
        self._around.use_other_index()
        self._state.search_again()
        self._reopen()
        if text := self._presenter.damage_notice():
            self._notice.tell(text)

    def _reopen(self) -> None:
        """Stay with the open record under the name that it has in the index now, if it has one."""
        record_id, catalogue = self._state.record_id, self._reading.catalogue
        if record_id and self._reading.index.row_of(record_id) is None:
            known = record_id in catalogue
            self._state.set_record(catalogue.entry(record_id).id if known else "")

    # Building.

    def _make_panes(self, theme: Theme) -> Panes:
        return Panes(
            PairTreePane(PairTreeModel(tree_root(self._reading), self), theme, self),
            SavedSearchPane(self._parts.searches, theme, self),
            FacetPane(theme, self),
            RecordListPane(RecordListModel(self._reading, self), theme, self),
            DetailPane(self),
            NotebookStrip(theme, self._parts.icons, self),
            TimelinePlace(self),
        )

    def _fill_menus(self) -> None:
        for menu in Menu:
            entry = self.menuBar().addMenu(_(menu.value))
            for spec, action in self._commands.actions.of_menu(menu):
                if spec.separator:
                    entry.addSeparator()
                entry.addAction(action)
        self._commands.actions["open_recent"].setMenu(self._commands.files.recent)
        orders = [self._commands.actions[f"order_{order}"] for order in ("count", "name", "latest")]
        self._panes.tree.set_order_actions(orders)
        HistoryMenus(self._top.back, self._top.forward, self._state, self._reading.catalogue, self)

    def _listen_to_side_buttons(self) -> None:
        watched = (self._frame, *self.surfaces())
        SideButtons(self._state.go_back, self._state.go_forward, watched)

    def _connect(self) -> None:
        appearance, panes, presenter = self._parts.appearance, self._panes, self._presenter
        pdf, search, state = self._parts.pdf, self._top.search, self._state
        commands = self._commands
        appearance.text_size_changed.connect(self._on_text_size_changed)
        appearance.theme_changed.connect(self._on_theme_changed)
        panes.detail.address_requested.connect(commands.open_address)
        panes.detail.menu_requested.connect(commands.show_record_menu)
        panes.detail.pair_requested.connect(commands.narrow_to_pair)
        panes.detail.record_requested.connect(state.set_record)
        panes.detail.whole_requested.connect(presenter.show_whole)
        panes.records.clear_requested.connect(commands.clear_search)
        panes.records.detail_requested.connect(commands.focus_detail)
        panes.records.drag_requested.connect(commands.drag_records)
        panes.records.literal_requested.connect(commands.search_literally)
        panes.records.menu_requested.connect(commands.show_menu_of)
        panes.records.record_requested.connect(state.set_record)
        panes.records.search_requested.connect(commands.focus_search)
        panes.records.selection_counted.connect(self._status.set_selected)
        panes.tree.drag_requested.connect(commands.drag_records)
        panes.tree.menu_requested.connect(commands.show_menu_of)
        panes.tree.narrow_requested.connect(commands.narrow)
        panes.tree.record_requested.connect(state.set_record)
        self._notebook.link_requested.connect(self.follow)
        self._notebook.address_requested.connect(commands.open_address)
        self._parts.notebook.told.connect(self._notice.tell)
        self._around.faulted.connect(self._notice.tell_of_query)
        commands.filters_shown.connect(self._around.show_facets)
        state.selection_changed.connect(self._remember_query)
        state.result_changed.connect(self._around.show_result)
        pdf.told.connect(self._notice.tell_in_passing)
        presenter.counted.connect(search.set_count)
        presenter.disputed.connect(self._status.set_disputed)
        presenter.summed.connect(self._status.set_sums)
        self._status.sums_requested.connect(commands.actions["sums"].trigger)
        presenter.found.connect(self._status.set_found)
        search.first_result_requested.connect(commands.open_best)
        search.query_requested.connect(state.set_query)
        search.results_requested.connect(commands.open_best)
        state.history_changed.connect(commands.enable)
        state.query_changed.connect(search.set_query)
        state.result_changed.connect(presenter.show_result)
        state.result_changed.connect(commands.enable_for_result)
        state.selection_changed.connect(presenter.show_record)
        state.selection_changed.connect(commands.enable)

    # Facts.

    @Slot(object)
    def _on_theme_changed(self, theme: Theme) -> None:
        self._apply_theme(theme)
        self._presenter.set_theme(theme)
        # Another window may have chosen it.
        self._commands.check_choices()

    def _apply_theme(self, theme: Theme) -> None:
        icons = self._parts.icons
        self._top.set_theme(theme, icons)
        self._notice.set_icon(stroke_icon(icons, "clear", theme.warning_text))
        self._panes.tree.set_theme(theme, stroke_icon(icons, "sort", theme.muted))
        self._panes.saved.set_theme(theme, stroke_icon(icons, "add", theme.muted))
        self._panes.facets.set_theme(theme, stroke_icon(icons, "clear", theme.muted))
        self._panes.records.set_theme(theme)
        self._notebook.set_theme(theme)
        if self._timeline is not None:
            self._timeline.view.set_theme(theme)

    @Slot(int)
    def _on_text_size_changed(self, _percent: int) -> None:
        self._panes.records.fit_column_widths()
        self._presenter.write_page(keep_place=True)

    @Slot(str)
    def _remember_query(self, _record_id: str) -> None:
        """A search that led to a record is worth finding again."""
        self._top.search.remember(self._state.query)

    def _open_first(self, record_id: str | None) -> None:
        known = record_id is not None and record_id in self._reading.catalogue
        self._state.begin_with(record_id if known and record_id else self._reading.index.telling)

    # Qt calls these.

    def closeEvent(self, event: QCloseEvent) -> None:
        self._notebook.save()
        if not self._unsaved.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)


def _kept_wishes(settings: WindowSettings) -> TimelineWishes:
    """Those of before, as long as there is no timeline to ask."""
    return TimelineWishes(settings.lanes, settings.timeline_span)
