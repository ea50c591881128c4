"""Keeps and restores how the reader left the window."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtWidgets import QMainWindow, QSplitter

from atlas_gui.models.pair_tree import Order
from atlas_gui.state.browser_state import BrowserState
from atlas_gui.state.settings import Appearance, PaperName, WindowSettings
from atlas_gui.timeline.arrangement import Arrangement
from atlas_gui.timeline.span import Span
from atlas_gui.ui.presenter import Panes

_FIRST_SIZE = (1280, 800)


class TimelineWishes(NamedTuple):
    """How the reader wants the timeline."""

    lanes: Arrangement
    less_motion: bool
    trade_figures: bool


class WindowMemory:
    """Reads settings into a window's parts and out of them."""

    def __init__(
        self,
        window: QMainWindow,
        splitters: Mapping[str, QSplitter],
        panes: Panes,
        state: BrowserState,
    ) -> None:
        self._window = window
        self._splitters = splitters
        self._panes = panes
        self._state = state

    def restore(self, settings: WindowSettings) -> bool:
        """Size, edges, columns and open rows; what does not fit is left as it is.

        The answer is whether every edge had a place: a window may have got other parts since.
        """
        geometry = QByteArray.fromBase64(settings.geometry.encode())
        if not self._window.restoreGeometry(geometry):
            self._window.resize(self._largest_first_size())
        placed = set()
        for name, sizes in settings.splitters.items():
            splitter = self._splitters.get(name)
            if splitter is not None and len(sizes) == splitter.count():
                splitter.setSizes(sizes)
                placed.add(name)
        self._panes.records.fit_column_widths()
        self._panes.records.restore_header(settings.list_header)
        self._panes.facets.collapse_sections(settings.closed_facets)
        if settings.expanded is not None:
            self._panes.tree.expand_keys(settings.expanded)
        return placed == self._splitters.keys()

    def restore_span(self, settings: WindowSettings, opening: Span | None) -> None:
        """The time that the timeline showed; at the first start, `opening`."""
        start, end = settings.timeline_span or (0.0, 0.0)
        span = Span(start, end) if start < end else opening
        if span is not None:
            self._panes.timeline.set_span(span)

    def settings(
        self,
        appearance: Appearance,
        text_percent: int,
        order: Order,
        paper: PaperName | None,
        timeline: TimelineWishes,
    ) -> WindowSettings:
        """The window as it is now."""
        span = self._panes.timeline.span()
        return WindowSettings(
            geometry=self._window.saveGeometry().toBase64().toStdString(),
            splitters={name: splitter.sizes() for name, splitter in self._splitters.items()},
            list_header=self._panes.records.header_state(),
            query=self._state.query,
            record_id=self._state.record_id or None,
            expanded=self._panes.tree.expanded,
            filters_shown=self._panes.facets.isVisibleTo(self._window),
            closed_facets=self._panes.facets.collapsed,
            tree_order=order,
            appearance=appearance,
            text_percent=text_percent,
            paper=paper,
            timeline_span=(span.start, span.end),
            lanes=timeline.lanes,
            less_motion=timeline.less_motion,
            trade_figures=timeline.trade_figures,
        )

    def _largest_first_size(self) -> QSize:
        """The first size, or what the screen has if that is less."""
        room = self._window.screen().availableSize()
        return QSize(*_FIRST_SIZE).boundedTo(room)
