"""A timeline with its presenter over any library, and whether what it shows adds up."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from atlas_gui.domain.lane_by import LaneBy
from atlas_gui.search.query import parse
from atlas_gui.search.reading import Reading
from atlas_gui.search.result import SearchResult
from atlas_gui.state.browser_state import BrowserState
from atlas_gui.state.tasks import ImmediateTaskRunner, TaskRunner
from atlas_gui.ui.theme import LIGHT
from atlas_gui.ui.timeline.keys import LaneWish
from atlas_gui.ui.timeline.view import TimelineView
from atlas_gui.ui.timeline_presenter import TimelinePresenter
from support.timeline_pane import canvas


class Desk:
    """A timeline that follows a state, without a window around it."""

    def __init__(self, reading: Reading, qtbot: QtBot, tasks: TaskRunner | None = None) -> None:
        parent = self._parent = QWidget()
        qtbot.addWidget(parent)
        self.reading = reading
        self.state = BrowserState(self._search, parent)
        self.view = TimelineView(LIGHT, parent)
        self.view.resize(1200, 320)
        self.presenter = TimelinePresenter(
            reading, self.state, self.view, tasks or ImmediateTaskRunner(), parent
        )
        self.state.result_changed.connect(self.presenter.show_result)
        self.state.selection_changed.connect(self.presenter.select)
        self.presenter.show_result(self.state.result)

    def _search(self, text: str) -> SearchResult:
        return self.reading.index.search(parse(text))

    def rows(self) -> list[int]:
        """Whose marks there are, mark by mark."""
        marks = canvas(self.view).scene.marks
        return [marks.row_of(mark) for mark in range(len(marks))]

    def lanes(self) -> list[str]:
        return [lane.key for lane in canvas(self.view).scene.marks.lanes]

    def totals(self) -> dict[str, int]:
        return {place.lane.label: place.tally.total for place in canvas(self.view).picture().lanes}

    def wish(self, wish: LaneWish, key: str) -> None:
        self.view.lane_menus.wished.emit(wish, key)

    def set_by(self, by: LaneBy) -> None:
        self.view.lane_menus.by_chosen.emit(by)


def repeats(rows: list[int]) -> int:
    return sum(rows.count(row) > 1 for row in set(rows))


def assert_adds_up(desk: Desk) -> None:
    """What the lanes count is what the list counts."""
    content = desk.view.content
    assert content is not None
    rows, total = desk.rows(), desk.state.result.total
    places = canvas(desk.view).picture().lanes
    assert sum(place.tally.total for place in places) == len(rows)
    assert content.repeated == repeats(rows)
    again = len(rows) - len(set(rows))
    columns = desk.reading.index.time_columns(desk.state.result)
    only_hidden = len(set(columns.rows.tolist()) - set(rows))
    assert bool(only_hidden) <= bool(content.hidden)
    assert len(rows) - again + content.undated + only_hidden == total
    assert all(desk.state.result.holds(row) for row in rows)
