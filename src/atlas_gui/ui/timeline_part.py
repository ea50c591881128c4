"""The timeline with all that belongs to it: loaded once the rest of the window has been painted."""

from PySide6.QtCore import QObject

from atlas_gui.state.settings import WindowSettings
from atlas_gui.timeline.span import Span
from atlas_gui.ui.actions import ActionTable
from atlas_gui.ui.theme import Theme
from atlas_gui.ui.timeline.view import TimelineView
from atlas_gui.ui.timeline_commands import TimelineCommands
from atlas_gui.ui.timeline_export.flow import TimelineExport
from atlas_gui.ui.timeline_place import TimelinePlace
from atlas_gui.ui.timeline_presenter import TimelinePresenter
from atlas_gui.ui.window_memory import TimelineWishes
from atlas_gui.ui.window_parts import WindowParts


class TimelinePart(QObject):
    """Puts the timeline into its place and fills it with what was found."""

    def __init__(
        self, parts: WindowParts, place: TimelinePlace, theme: Theme, actions: ActionTable
    ) -> None:
        super().__init__(place)
        self._state = parts.state
        self._notebook = parts.notebook
        self.view = TimelineView(theme, place)
        self.presenter = TimelinePresenter(parts.reading, parts.state, self.view, parts.tasks, self)
        self.export = TimelineExport(parts.reading, parts.tasks, self)
        self.commands = TimelineCommands(
            self.view, self.presenter, parts.state, actions, self.export, self
        )
        place.fill(self.view)

    def begin(self, settings: WindowSettings) -> None:
        """Lanes, time and motion as the reader left them; at the first start where most happened."""
        state = self._state
        self.presenter.set_arrangement(settings.lanes)
        self.presenter.show_result(state.result)
        self.presenter.follow_notebook(self._notebook)
        self.presenter.select(state.record_id, reveal=False)
        start, end = settings.timeline_span or (0.0, 0.0)
        self.presenter.open_at(Span(start, end) if start < end else None)
        if state.history.behind:
            # Before there was a timeline, the reader went on, or came by a link.
            self.presenter.select(state.record_id)
        self.commands.follow_toggles()

    def wishes(self) -> TimelineWishes:
        """How the reader has it now."""
        opening = self.presenter.opening
        span = opening.span if opening is not None else self.view.span()
        return TimelineWishes(self.presenter.arrangement, (span.start, span.end) if span else None)
