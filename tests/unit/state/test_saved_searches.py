"""Saved searches by their places: a front of the notebook."""

from pathlib import Path

import pytest
from support.notebooks import searches_in

from atlas_gui.state.saved_searches import SavedSearches

pytestmark = pytest.mark.usefixtures("qapp")


def names(searches: SavedSearches) -> list[str]:
    return [search.name for search in searches.items]


@pytest.fixture
def searches(tmp_path: Path) -> SavedSearches:
    made = searches_in(tmp_path)
    for name in "abc":
        made.add(f"query {name}", name)
    return made


def test_what_is_saved_is_there_at_the_next_start(searches: SavedSearches, tmp_path: Path) -> None:
    assert searches.add("  pair:CHN-CUB   古巴 ", "  Nickel &\n <b>more ") == 3
    again = searches_in(tmp_path)
    assert again.items == searches.items
    assert (again.items[3].name, again.items[3].query) == ("Nickel & <b>more", "pair:CHN-CUB 古巴")
    assert again.notice == ""
    assert not again.is_read_only


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
    states = [[], ["a"], ["a", "b"], ["a", "b", "c"], ["a", "B", "c"], ["c", "a", "B"], ["c", "B"]]
    assert names(searches) == states[-1]
    for wanted in states[-2::-1]:
        searches.undo()
        assert names(searches) == names(searches_in(tmp_path)) == wanted
    for wanted in states[1:]:
        searches.redo()
        assert names(searches) == wanted


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


def test_moving_up_and_down_for_ever_leaves_the_order_right(searches: SavedSearches) -> None:
    for _turn in range(120):
        searches.move(2, 1)
        searches.move(0, 1)
    wanted = names(searches)
    assert sorted(wanted) == ["a", "b", "c"]
    searches.move(0, 2)
    assert names(searches) == [*wanted[1:], wanted[0]]


def test_what_is_no_search_is_no_news(searches: SavedSearches) -> None:
    heard: list[str] = []
    searches.changed.connect(lambda: heard.append("changed"))
    searches.steps_changed.connect(lambda: heard.append("steps"))
    searches._notebook.set_starred({"r": "R"}, on=True)
    assert heard == ["steps"]
