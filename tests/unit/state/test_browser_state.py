"""The one query and the one selection: facts are sent once, and the way back leads back."""

from array import array
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from atlas_gui.search.query import parse
from atlas_gui.search.result import Ids, SearchResult
from atlas_gui.state.browser_state import BrowserState


def search(text: str) -> SearchResult:
    rows = array("I", [0] if text else [])
    return SearchResult(parse(text), rows, Ids(rows, [text]))


class Listener:
    """Writes down what the state says."""

    def __init__(self, state: BrowserState) -> None:
        self.heard: list[tuple[str, Any]] = []
        state.query_changed.connect(lambda text: self.heard.append(("query", text)))
        state.result_changed.connect(lambda result: self.heard.append(("result", list(result.ids))))
        state.selection_changed.connect(lambda name: self.heard.append(("record", name)))
        state.history_changed.connect(lambda: self.heard.append(("history", None)))

    def take(self) -> list[str]:
        said, self.heard = [what for what, _value in self.heard], []
        return said


@pytest.fixture
def state() -> BrowserState:
    return BrowserState(search)


def test_it_begins_with_everything_and_nothing_open(state: BrowserState) -> None:
    assert (state.query, state.record_id, list(state.result.ids)) == ("", "", [])


def test_a_wish_that_is_already_so_says_nothing(state: BrowserState) -> None:
    state.set_query("gas")
    state.set_record("one")
    listener = Listener(state)
    state.set_query("gas")
    state.set_record("one")
    assert listener.take() == []


def test_a_query_says_what_it_found(state: BrowserState) -> None:
    listener = Listener(state)
    state.set_query("gas")
    assert listener.heard == [("query", "gas"), ("result", ["gas"]), ("history", None)]
    assert list(state.result.ids) == ["gas"]


def test_the_state_is_true_when_its_signals_arrive(state: BrowserState, qtbot: QtBot) -> None:
    with qtbot.waitSignal(
        state.result_changed, check_params_cb=lambda result: state.result is result
    ):
        state.set_query("gas")


def test_a_query_being_typed_is_one_step(state: BrowserState) -> None:
    state.set_query("old")
    state.set_record("one")
    for typed in ("g", "ga", "gas"):
        state.set_query(typed)
    state.go_back()
    assert (state.query, state.record_id) == ("old", "one")
    state.go_forward()
    assert state.query == "gas"


def test_back_and_forward_over_records(state: BrowserState) -> None:
    state.begin_with("one")
    assert not state.history.behind
    state.set_record("two")
    state.set_record("three")
    state.travel(-2)
    assert state.record_id == "one"
    state.travel(1)
    assert state.record_id == "two"
    state.travel(0)
    assert state.record_id == "two"
    state.go_forward()
    state.go_forward()
    assert state.record_id == "three"


def test_at_the_end_of_the_line_nothing_is_said_of_query_or_record(state: BrowserState) -> None:
    state.set_record("one")
    listener = Listener(state)
    state.go_forward()
    assert listener.take() == ["history"]


_wishes = st.lists(
    st.tuples(st.sampled_from(["query", "record"]), st.sampled_from(["", "a", "b"]))
    | st.tuples(st.just("travel"), st.integers(-3, 3)),
    max_size=25,
)


@given(wishes=_wishes)
def test_what_was_said_is_what_is(wishes: list[tuple[str, Any]]) -> None:
    state = BrowserState(search)
    said: dict[str, Any] = {"query": "", "result": [], "record": ""}
    state.query_changed.connect(lambda text: said.update(query=text))
    state.result_changed.connect(lambda result: said.update(result=list(result.ids)))
    state.selection_changed.connect(lambda name: said.update(record=name))
    for wish, value in wishes:
        {"query": state.set_query, "record": state.set_record, "travel": state.travel}[wish](value)
        assert said == {
            "query": state.query,
            "result": list(state.result.ids),
            "record": state.record_id,
        }
        assert state.result.query == parse(state.query)
        assert state.history.present.query == state.query


@given(wishes=_wishes)
def test_going_back_and_forward_again_changes_nothing(wishes: list[tuple[str, Any]]) -> None:
    state = BrowserState(search)
    for wish, value in wishes:
        {"query": state.set_query, "record": state.set_record, "travel": state.travel}[wish](value)
    present, steps = state.history.present, len(state.history.behind)
    state.travel(-steps)
    state.travel(steps)
    assert state.history.present == present
    assert state.query == present.query
    if present.record_id:
        assert state.record_id == present.record_id
