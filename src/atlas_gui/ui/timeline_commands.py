"""What the menus and keys of the window do to the timeline."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction

from atlas_gui.search.query import format_query, parse
from atlas_gui.search.query_editing import with_days
from atlas_gui.state.browser_state import BrowserState
from atlas_gui.state.settings import WindowSettings
from atlas_gui.ui.actions import ActionTable
from atlas_gui.ui.timeline.view import TimelineView
from atlas_gui.ui.timeline_presenter import TimelinePresenter
from atlas_gui.ui.window_memory import TimelineWishes


class TimelineCommands(QObject):
    """Carries out wishes about the timeline; `actions` are those of the window, once there are any."""

    def __init__(
        self,
        timeline: TimelineView,
        presenter: TimelinePresenter,
        state: BrowserState,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._timeline = timeline
        self._presenter = presenter
        self._state = state
        self._less_motion: QAction | None = None
        self._trade_figures: QAction | None = None
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
            "less_motion": self._follow_toggles,
            "trade_figures": self._follow_toggles,
            "save_timeline": self._save,
            "copy_timeline": self._copy,
        }

    def restore(self, settings: WindowSettings, actions: ActionTable) -> None:
        """Lanes and motion as the reader left them."""
        self._less_motion = actions["less_motion"]
        self._trade_figures = actions["trade_figures"]
        self._less_motion.setChecked(settings.less_motion)
        self._trade_figures.setChecked(settings.trade_figures)
        self._presenter.set_arrangement(settings.lanes)
        self._follow_toggles()

    def wishes(self) -> TimelineWishes:
        """How the reader has it now."""
        return TimelineWishes(
            self._presenter.arrangement,
            _is_on(self._less_motion),
            _is_on(self._trade_figures),
        )

    @Slot()
    def _follow_toggles(self) -> None:
        self._timeline.set_animated(not _is_on(self._less_motion))
        self._presenter.figures.set_shown(_is_on(self._trade_figures))

    @Slot(object, object)
    def _keep_range(self, first: int, last: int) -> None:
        """Narrow the search to some days."""
        self._state.set_query(format_query(with_days(parse(self._state.query), first, last)))

    def _save(self) -> None:
        pass

    def _copy(self) -> None:
        pass


def _is_on(action: QAction | None) -> bool:
    return action is not None and action.isChecked()
