"""The real window under any order of what readers do: what must always hold, always holds."""

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.atlas_window import OpenAtlas, atlas_over
from support.places import SHIPPED_LIBRARY

from atlas_gui.models.record_list_model import Column
from atlas_gui.models.roles import Role
from atlas_gui.store import open_library
from atlas_gui.timeline.span import Span
from atlas_gui.ui.timeline.axis_heading import AxisHeading

# The offscreen platform says this of every window; it is about the platform, not the window.
pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("qapp"),
]

_LIBRARY = open_library(SHIPPED_LIBRARY)
_QUERIES = ("", "gas", "nickel", "zzzzqqqq", '"joint venture"', "kind:loan", "pair:CHN-CUB")
_ODD = ("date:", "华为", "no:date", "pair:CUB-VNM status:signed", '"', "date:2004..2008 kind:deals")
_LOOKS = ("appearance_dark", "appearance_light", "larger_text", "normal_text", "order_name")
_ROWS = st.integers(0, 200)


class ReaderOfAtlas(RuleBasedStateMachine):
    """Clicks, types, sorts, zooms and goes back on a window that is opened as the program does."""

    def __init__(self) -> None:
        super().__init__()
        self._opened = ExitStack()
        folder = self._opened.enter_context(tempfile.TemporaryDirectory())
        self.atlas: OpenAtlas = self._opened.enter_context(atlas_over(_LIBRARY, Path(folder)))

    def teardown(self) -> None:
        self._opened.close()

    # What readers do.

    @rule(text=st.sampled_from(_QUERIES + _ODD))
    def search(self, text: str) -> None:
        self.atlas.do("focus_search")
        self.atlas.search.field.clear()
        self.atlas.search.query_requested.emit("")
        for letter in text[:3]:
            if letter.isascii():
                QTest.keyClicks(self.atlas.search.field, letter)
        self.atlas.state.set_query(text)

    @rule(key=st.sampled_from(["Esc", "Return", "Down"]))
    def leave_the_search(self, key: str) -> None:
        self.atlas.search.field.setFocus()
        self.atlas.press(key, self.atlas.search.field)

    @rule(row=_ROWS, column=st.sampled_from([Column.DATE, Column.RECORD, Column.STATUS]))
    def click_in_the_list(self, row: int, column: Column) -> None:
        view = self.atlas.records.view
        if not self.atlas.listed():
            return
        index = view.model().index(row % len(self.atlas.listed()), column)
        view.scrollTo(index)
        self.atlas.click(view.visualRect(index).center(), view.viewport())
        assert self.atlas.state.record_id == index.data(Role.RECORD_ID)

    @rule(key=st.sampled_from(["Down", "Up", "Home", "End", "PgDown", "Return", "Shift+Down"]))
    def press_in_the_list(self, key: str) -> None:
        self.atlas.records.take_focus()
        self.atlas.press(key, self.atlas.records.view)

    @rule(column=st.sampled_from(Column), way=st.sampled_from(Qt.SortOrder))
    def sort(self, column: Column, way: Qt.SortOrder) -> None:
        self.atlas.records.view.sortByColumn(column, way)

    @rule(key=st.sampled_from(["Down", "Up", "Right", "Left", "Return", "Home", "*"]))
    def press_in_the_tree(self, key: str) -> None:
        self.atlas.tree.view.setFocus()
        self.atlas.press(key, self.atlas.tree.view)

    @rule(key=st.sampled_from(["Left", "Right", "Up", "Down", "+", "-", "0", "PgUp", "Return"]))
    def press_on_the_timeline(self, key: str) -> None:
        self.atlas.lanes.setFocus()
        self.atlas.press(key, self.atlas.lanes)

    @rule(start=st.integers(690_000, 740_000), length=st.integers(1, 30_000))
    def zoom(self, start: int, length: int) -> None:
        self.atlas.timeline.set_span(Span(float(start), float(start + length)))

    @rule(action=st.sampled_from(["back", "forward", "next_record", "previous_record"]))
    def travel(self, action: str) -> None:
        self.atlas.do(action)

    @rule(action=st.sampled_from(("clear_search", "fit_timeline", "fit_selection", *_LOOKS)))
    def look(self, action: str) -> None:
        self.atlas.do(action)

    @rule(size=st.sampled_from([(1024, 640), (1280, 800), (1700, 900)]))
    def resize(self, size: tuple[int, int]) -> None:
        self.atlas.window.resize(*size)
        QApplication.processEvents()

    @precondition(lambda self: self.atlas.action("back").isEnabled())
    @rule()
    def back_and_forward_is_where_one_was(self) -> None:
        def place() -> tuple[Any, ...]:
            state = self.atlas.state
            return state.query, state.history.present, state.record_id, self.atlas.listed()

        # Opening no record is no place: going there keeps the page that is open.
        before, here = place(), self.atlas.state.history.present
        self.atlas.do("back")
        self.atlas.do("forward")
        after = place()
        assert after[:2] == before[:2]
        assert after[3] == before[3]
        if here.record_id is not None:
            assert after[2] == before[2] == here.record_id

    # What always holds.

    @invariant()
    def the_list_shows_what_was_found(self) -> None:
        found = self.atlas.state.result.ids
        assert sorted(self.atlas.listed()) == sorted(found)
        assert self.atlas.records.view.isVisible() == bool(found)

    @invariant()
    def the_open_record_is_selected_if_it_is_listed(self) -> None:
        selected = self.atlas.records.selected_ids()
        if self.atlas.state.record_id in self.atlas.listed():
            assert self.atlas.state.record_id in selected
        else:
            assert selected == []

    @invariant()
    def the_page_is_that_of_the_open_record(self) -> None:
        record = self.atlas.library.records[self.atlas.state.record_id]
        assert self.atlas.title_on_page() == record.title["en"]
        assert record.title["en"] in self.atlas.detail.accessibleDescription()

    @invariant()
    def marks_and_undated_records_are_what_was_found(self) -> None:
        marks = self.atlas.marks()
        undated = set(self.atlas.state.result.ids) - set(marks)
        assert len(marks) == len(set(marks))
        assert set(marks) <= set(self.atlas.state.result.ids)
        heading = self.atlas.timeline.findChild(AxisHeading)
        assert heading is not None
        count = heading.undated_button.text().split()[0]
        assert heading.undated_button.isVisible() == bool(undated)
        assert not undated or count == str(len(undated))

    @invariant()
    def the_field_shows_the_query(self) -> None:
        assert self.atlas.search.field.text() == self.atlas.state.query

    @invariant()
    def the_history_says_what_can_be_done(self) -> None:
        history = self.atlas.state.history
        assert self.atlas.action("back").isEnabled() == bool(history.behind)
        assert self.atlas.action("forward").isEnabled() == bool(history.ahead)
        assert self.atlas.action("clear_search").isEnabled() == bool(self.atlas.state.query)

    @invariant()
    def the_tree_selects_one_row_at_most(self) -> None:
        assert len(self.atlas.tree.view.selectionModel().selectedRows()) <= 1


ReaderOfAtlas.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=25,
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestReaderOfAtlas = ReaderOfAtlas.TestCase
