"""Keeps and restores how the reader left the window."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtWidgets import QMainWindow, QSplitter

from atlas_gui.exchange.report.options import ReportOptions
from atlas_gui.models.pair_tree import Order
from atlas_gui.state.browser_state import BrowserState
from atlas_gui.state.settings import Appearance, WindowSettings
from atlas_gui.timeline.arrangement import Arrangement
from atlas_gui.ui.presenter import Panes

_FIRST_SIZE = (1280, 800)


class TimelineWishes(NamedTuple):
    """How the reader has the timeline: its lanes, and the days it shows."""

    lanes: Arrangement
    span: tuple[float, float] | None


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

    def settings(
        self,
        appearance: Appearance,
        text_percent: int,
        order: Order,
        report: ReportOptions | None,
        file_names: str,
        timeline: TimelineWishes,
        toggles: Mapping[str, bool],
    ) -> WindowSettings:
        """The window as it is now; `toggles` are those of the actions that are on or off."""
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
            report=report,
            file_names=file_names,
            timeline_span=timeline.span,
            lanes=timeline.lanes,
            less_motion=toggles["less_motion"],
            trade_figures=toggles["trade_figures"],
            notebook_strip=toggles["notebook_strip"],
        )

    def _largest_first_size(self) -> QSize:
        """The first size, or what the screen has if that is less."""
        room = self._window.screen().availableSize()
        return QSize(*_FIRST_SIZE).boundedTo(room)
