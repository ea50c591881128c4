"""Saved searches: kept at once, undone, and never lost to a file that cannot be read."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from atlas_gui.state.saved_searches import SavedSearch, SavedSearches

_NAME = "saved-searches.json"


def names(searches: SavedSearches) -> list[str]:
    return [search.name for search in searches.items]


@pytest.fixture
def searches(tmp_path: Path) -> SavedSearches:
    made = SavedSearches(tmp_path)
    for name in "abc":
        made.add(f"query {name}", name)
    return made


def test_what_is_saved_is_there_at_the_next_start(searches: SavedSearches, tmp_path: Path) -> None:
    searches.add("  pair:CHN-CUB   古巴 ", "  Nickel &\n <b>more ")
    again = SavedSearches(tmp_path)
    assert again.items == searches.items
    assert again.items[3] == SavedSearch("Nickel & <b>more", "pair:CHN-CUB 古巴")
    assert again.notice == ""
    assert json.loads((tmp_path / _NAME).read_bytes())["version"] == 1


def test_a_search_without_words_is_not_saved_and_one_without_a_name_is_called_as_it_is(
    searches: SavedSearches,
) -> None:
    assert searches.add("  ", "empty") is None
    assert searches.add("gas", " ") == 3
    assert names(searches) == ["a", "b", "c", "gas"]


def test_each_change_can_be_taken_back_and_made_again(
    searches: SavedSearches, tmp_path: Path
) -> None:
    searches.rename(1, "B")
    searches.move(2, 0)
    searches.remove(1)
    assert names(searches) == ["c", "B"]
    steps = [["c", "a", "B"], ["a", "B", "c"], ["a", "b", "c"], ["a", "b"], ["a"], []]
    for wanted in steps:
        searches.undo()
        assert names(searches) == names(SavedSearches(tmp_path)) == wanted
    assert not searches.can_undo
    searches.undo()
    for wanted in [
        ["a"],
        ["a", "b"],
        ["a", "b", "c"],
        ["a", "B", "c"],
        ["c", "a", "B"],
        ["c", "B"],
    ]:
        searches.redo()
        assert names(searches) == wanted
    assert not searches.can_redo


def test_a_new_change_forgets_what_was_taken_back(searches: SavedSearches) -> None:
    searches.undo()
    searches.add("gas", "gas")
    assert not searches.can_redo
    assert names(searches) == ["a", "b", "gas"]


@pytest.mark.parametrize("place", [-1, 3, 99])
def test_places_that_are_none_change_nothing(searches: SavedSearches, place: int) -> None:
    heard: list[bool] = []
    searches.changed.connect(lambda: heard.append(True))
    searches.rename(place, "x")
    searches.move(place, 0)
    searches.move(0, place)
    searches.remove(place)
    searches.rename(0, "  ")
    searches.rename(0, "a")
    assert heard == []


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"version":"x"}', b'{"version":1,"searches":[{"name":3}]}', b"\xff\xfe"],
)
def test_a_damaged_file_is_set_aside_and_told(tmp_path: Path, content: bytes) -> None:
    for name in ("saved-searches.damaged.json", "saved-searches.damaged-2.json"):
        (tmp_path / _NAME).write_bytes(content)
        searches = SavedSearches(tmp_path)
        assert searches.items == ()
        assert name in searches.notice
        assert (tmp_path / name).read_bytes() == content
    assert searches.add("gas", "gas") == 0
    assert SavedSearches(tmp_path).notice == ""


@pytest.mark.parametrize(
    ("searches", "wanted"),
    [([{"name": "n", "query": "q", "colour": 3}], ["n"]), ({"other": "shape"}, [])],
)
def test_a_later_version_is_shown_as_far_as_it_goes_and_left_alone(
    tmp_path: Path, searches: Any, wanted: list[str]
) -> None:
    content = json.dumps({"version": 2, "searches": searches}).encode()
    (tmp_path / _NAME).write_bytes(content)
    kept = SavedSearches(tmp_path)
    told: list[str] = []
    kept.told.connect(told.append)
    assert names(kept) == wanted
    assert kept.is_read_only
    assert kept.add("gas", "gas") is None
    assert told == [kept.notice]
    assert "later version" in kept.notice
    assert (tmp_path / _NAME).read_bytes() == content


def test_what_cannot_be_written_is_told_and_not_shown(tmp_path: Path) -> None:
    folder = tmp_path / "file"
    searches = SavedSearches(folder)
    folder.write_text("in the way")
    told: list[str] = []
    searches.told.connect(told.append)
    assert searches.add("gas", "gas") is None
    assert searches.items == ()
    assert len(told) == 1
    assert not searches.can_undo


def test_a_file_that_is_no_file_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / _NAME).mkdir()
    searches = SavedSearches(tmp_path)
    assert searches.is_read_only
    assert "left as they are" in searches.notice
    assert (tmp_path / _NAME).is_dir()


@given(st.text(), st.text())
def test_any_text_can_be_kept(
    tmp_path_factory: pytest.TempPathFactory, query: str, name: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    searches = SavedSearches(folder)
    searches.add(query, name)
    assert SavedSearches(folder).items == searches.items


class Editing(RuleBasedStateMachine):
    """Any changes in any order, beside a plain list."""

    @initialize()
    def begin(self) -> None:
        self.searches = SavedSearches(Path("unused"))
        self.searches._keep = lambda _items: True  # type: ignore[method-assign]
        self.states: list[list[str]] = [[]]
        self.at = 0

    def _note(self, wanted: list[str]) -> None:
        if wanted != self.states[self.at]:
            self.states = [*self.states[: self.at + 1], wanted]
            self.at += 1

    @rule(name=st.sampled_from("abcdef"))
    def add(self, name: str) -> None:
        self.searches.add(name, name)
        self._note([*self.states[self.at], name])

    @rule(place=st.integers(0, 4))
    def remove(self, place: int) -> None:
        self.searches.remove(place)
        wanted = self.states[self.at].copy()
        del wanted[place : place + 1]
        self._note(wanted)

    @rule()
    def undo(self) -> None:
        self.searches.undo()
        self.at = max(self.at - 1, 0)

    @rule()
    def redo(self) -> None:
        self.searches.redo()
        self.at = min(self.at + 1, len(self.states) - 1)

    @invariant()
    def agrees(self) -> None:
        if hasattr(self, "searches"):
            assert names(self.searches) == self.states[self.at]
            assert self.searches.can_undo == (self.at > 0)
            assert self.searches.can_redo == (self.at < len(self.states) - 1)


TestEditing = Editing.TestCase
