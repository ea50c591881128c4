"""What the menus and keys of the window do to the timeline."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from atlas_gui.search.query import format_query, parse
from atlas_gui.search.query_editing import with_days
from atlas_gui.state.browser_state import BrowserState
from atlas_gui.timeline.span import Span
from atlas_gui.ui.actions import ActionTable
from atlas_gui.ui.timeline.view import TimelineView
from atlas_gui.ui.timeline_export.flow import TimelineExport
from atlas_gui.ui.timeline_presenter import TimelinePresenter


class TimelineCommands(QObject):
    """Carries out wishes about the timeline; `actions` are those of the window."""

    def __init__(
        self,
        timeline: TimelineView,
        presenter: TimelinePresenter,
        state: BrowserState,
        actions: ActionTable,
        export: TimelineExport,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._timeline = timeline
        self._presenter = presenter
        self._state = state
        self._actions = actions
        self._export = export
        timeline.range_chosen.connect(self._keep_range)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What is done for each action of the table."""
        timeline = self._timeline
        return {
            "fit_timeline": timeline.fit_all,
            "fit_selection": timeline.fit_selection,
            "keep_shown": timeline.keep_shown,
            "lanes": timeline.show_lane_choices,
            "go_to_date": timeline.ask_for_date,
            "less_motion": self.follow_toggles,
            "trade_figures": self.follow_toggles,
            "save_timeline": self._save,
            "copy_timeline": self._copy,
        }

    @Slot()
    def follow_toggles(self) -> None:
        """Do as the actions say that are on or off."""
        self._timeline.set_animated(not self._actions["less_motion"].isChecked())
        self._presenter.figures.set_shown(self._actions["trade_figures"].isChecked())

    @Slot(object, object)
    def _keep_range(self, first: int, last: int) -> None:
        """Narrow the search to some days."""
        query = format_query(with_days(parse(self._state.query), first, last))
        if query != self._state.query:
            self._timeline.expect(Span(first, last + 1))
            self._state.set_query(query)

    def _save(self) -> None:
        self._export.save(self._timeline)

    def _copy(self) -> None:
        self._export.copy(self._timeline)
