"""What stands round a search follows it, and what is clicked there changes it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from support.libraries import date_claim, library_of, record, status_claim
from support.notebooks import searches_in
from support.whole_index import index_over, reading_over

from atlas_gui.models.facet_model import FacetModel, FacetRole
from atlas_gui.models.saved_search_model import SavedRole
from atlas_gui.search.index import SearchIndex
from atlas_gui.search.index_file import unpacked
from atlas_gui.search.making import index_key, index_of_titles
from atlas_gui.search.query import parse
from atlas_gui.search.result import SearchResult
from atlas_gui.state.browser_state import BrowserState
from atlas_gui.ui.facet_pane import FacetPane
from atlas_gui.ui.saved_search_pane import SavedSearchPane
from atlas_gui.ui.search_bar import SearchBar
from atlas_gui.ui.search_presenter import SearchPresenter
from atlas_gui.ui.theme import LIGHT

# The offscreen platform says this of every window; it is about the platform, not the panes.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

_LIBRARY = library_of(
    record("mine", claims=[date_claim("1996"), status_claim("signed")]),
    record("plant", claims=[date_claim("2004"), status_claim("signed")]),
    record("gas", kind="loan", claims=[date_claim("2004"), status_claim("announced")]),
    record("sugar", kind="loan", countries=["SUN", "CUB"], claims=[date_claim("1975")]),
    record("talk", kind="visit", sectors=["health"], claims=[date_claim("2019")]),
)


class Desk:
    """A search presenter with panes and a state of its own."""

    def __init__(self, folder: Path, parent: QWidget) -> None:
        self.parent = parent  # with which all else would go
        self.reading = reading_over(_LIBRARY)
        self.state = BrowserState(self._search, parent)
        self.searches = searches_in(folder, parent)
        self.bar = SearchBar(parent)
        self.facets = FacetPane(LIGHT, parent)
        self.saved = SavedSearchPane(self.searches, LIGHT, parent)
        self.presenter = SearchPresenter(
            self.reading,
            self.state,
            self.bar,
            self.facets,
            self.saved,
            self.searches,
            parent,
        )
        self.faults: list[str] = []
        self.presenter.faulted.connect(self.faults.append)
        self.state.result_changed.connect(self.presenter.show_result)
        self.presenter.show_result(self.state.result)

    def _search(self, text: str) -> SearchResult:
        return self.reading.index.search(parse(text))

    def found(self) -> set[str]:
        return set(self.state.result.ids)

    def shown(self, field: str) -> dict[str, tuple[int, str]]:
        """The values of a section: how many records each, and whether it is chosen."""
        model = self.facets.view.model()
        assert isinstance(model, FacetModel)
        section = model.section(field)
        rows = (model.index(row, 0, section) for row in range(model.rowCount(section)))
        values = (row.data(FacetRole.VALUE) for row in rows)
        return {value.value: (value.count, value.state) for value in values if value is not None}

    def counts(self) -> list[int | None]:
        model = self.saved.view.model()
        rows = (model.index(row, 0, QModelIndex()) for row in range(model.rowCount()))
        return [row.data(SavedRole.COUNT) for row in rows]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Desk:
    parent = QWidget()
    qtbot.addWidget(parent)
    return Desk(tmp_path, parent)


def test_at_first_the_whole_library_is_counted(desk: Desk) -> None:
    assert desk.shown("kind") == {"contract": (2, ""), "loan": (2, ""), "visit": (1, "")}
    assert desk.shown("pair") == {"CHN-CUB": (4, ""), "CUB-RUS": (1, "")}
    assert desk.shown("date")["2000s"] == (2, "")
    assert desk.facets.histogram.chosen is None


def test_counts_follow_the_query(desk: Desk) -> None:
    desk.state.set_query("gas")
    assert desk.shown("kind") == {"loan": (1, "")}
    desk.state.set_query("")
    assert desk.shown("kind")["contract"] == (2, "")


def test_a_value_is_added_then_another_of_the_same_field_then_taken_out(desk: Desk) -> None:
    desk.facets.value_requested.emit("kind", "loan", False)
    assert desk.state.query == "kind:loan"
    assert desk.found() == {"gas", "sugar"}
    assert desk.shown("kind")["loan"] == (2, "in")
    desk.facets.value_requested.emit("kind", "visit", False)
    assert desk.state.query == "kind:loan,visit"
    assert desk.found() == {"gas", "sugar", "talk"}
    desk.facets.removal_requested.emit("kind", "loan")
    assert desk.state.query == "kind:visit"
    desk.facets.removal_requested.emit("kind", "visit")
    assert desk.state.query == ""
    assert desk.shown("kind") == {"contract": (2, ""), "loan": (2, ""), "visit": (1, "")}


def test_a_value_is_excluded_and_let_in_again(desk: Desk) -> None:
    desk.facets.value_requested.emit("kind", "loan", True)
    assert desk.state.query == "-kind:loan"
    assert desk.found() == {"mine", "plant", "talk"}
    assert desk.shown("kind")["loan"] == (0, "out")
    desk.facets.removal_requested.emit("kind", "loan")
    assert desk.found() == set(_LIBRARY.records)
    desk.facets.value_requested.emit("kind", "loan", True)
    desk.facets.value_requested.emit("kind", "loan", False)
    assert desk.state.query == "kind:loan"


@pytest.mark.parametrize(
    ("field", "value", "ids"),
    [
        ("pair", "CUB-RUS", {"sugar"}),
        ("status", "signed", {"mine", "plant"}),
        ("sector", "health", {"talk"}),
        ("source", "survey", {"mine", "plant", "gas", "sugar", "talk"}),
    ],
)
def test_every_field_narrows_and_says_how_many(
    field: str, value: str, ids: set[str], desk: Desk
) -> None:
    assert desk.shown(field)[value][0] == len(ids)
    desk.facets.value_requested.emit(field, value, False)
    assert desk.found() == ids
    assert desk.shown(field)[value] == (len(ids), "in")
    desk.facets.value_requested.emit(field, value, True)
    assert desk.found() == set(_LIBRARY.records) - ids


def test_words_that_were_typed_stay(desk: Desk) -> None:
    desk.state.set_query('agreed "Something was"')
    desk.facets.value_requested.emit("kind", "loan", False)
    desk.facets.removal_requested.emit("kind", "loan")
    assert desk.state.query == 'agreed "Something was"'


def test_of_two_decades_the_later_wish_counts(desk: Desk) -> None:
    desk.facets.value_requested.emit("date", "1990s", False)
    assert desk.found() == {"mine"}
    desk.facets.value_requested.emit("date", "2000s", False)
    assert desk.state.query == "date:2000s"
    assert desk.found() == {"plant", "gas"}
    desk.facets.removal_requested.emit("date", "2000s")
    assert desk.state.query == ""


def test_several_decades_can_be_excluded(desk: Desk) -> None:
    desk.facets.value_requested.emit("date", "1990s", True)
    desk.facets.value_requested.emit("date", "2000s", True)
    assert desk.found() == {"sugar", "talk"}
    desk.facets.removal_requested.emit("date", "1990s")
    assert desk.found() == {"mine", "sugar", "talk"}


def test_a_range_of_years_takes_the_place_of_another(desk: Desk) -> None:
    desk.facets.range_requested.emit(1990, 2004)
    assert desk.found() == {"mine", "plant", "gas"}
    assert desk.facets.histogram.chosen == (1990, 2004)
    desk.facets.range_requested.emit(2004, 2019)
    assert desk.found() == {"plant", "gas", "talk"}
    assert desk.facets.histogram.chosen == (2004, 2019)
    desk.facets.range_removed.emit()
    assert desk.state.query == ""
    assert desk.facets.histogram.chosen is None


@pytest.mark.parametrize("typed", ["date:2004..", "date:soon", "after:1990", "-date:1990..2004"])
def test_only_dates_with_two_ends_are_a_range(typed: str, desk: Desk) -> None:
    desk.state.set_query(typed)
    assert desk.facets.histogram.chosen is None


def test_facets_that_nobody_sees_are_not_counted(desk: Desk) -> None:
    desk.facets.hide()
    desk.state.set_query("gas")
    assert desk.shown("kind")["contract"] == (2, "")
    desk.facets.show()
    desk.presenter.show_facets()
    assert desk.shown("kind") == {"loan": (1, "")}


# Saved searches.


def test_saved_searches_are_counted_one_after_another(desk: Desk, qtbot: QtBot) -> None:
    for typed in ("kind:loan", "gas", "zzzzqqqq"):
        desk.searches.add(typed, "")
    assert desk.counts() == [None, None, None]
    qtbot.waitUntil(lambda: desk.counts() == [2, 1, 0])
    desk.searches.remove(0)
    qtbot.waitUntil(lambda: desk.counts() == [1, 0])
    desk.searches.undo()
    qtbot.waitUntil(lambda: desk.counts() == [2, 1, 0])


def test_a_saved_search_is_one_wish_away(desk: Desk) -> None:
    desk.saved.query_requested.emit("kind:loan")
    assert desk.state.query == "kind:loan"


def test_over_another_index_everything_is_counted_again(desk: Desk, qtbot: QtBot) -> None:
    titles = SearchIndex(_LIBRARY, unpacked(index_of_titles(_LIBRARY), index_key(_LIBRARY)))
    for index, signed, statuses in (
        (titles, None, {}),
        (index_over(_LIBRARY), 2, {"signed": (2, ""), "announced": (1, "")}),
    ):
        desk.reading.index.take_over(index)
        desk.presenter.use_other_index()
        desk.state.search_again()
        assert desk.shown("status") == statuses
        assert desk.shown("kind")["loan"] == (2, "")
        if not desk.searches.items:
            desk.searches.add("status:signed", "")
        qtbot.waitUntil(lambda wanted=signed: desk.counts() == [wanted])


# What is told.


def test_faults_are_told_until_the_next_query(desk: Desk) -> None:
    desk.state.set_query("kind:nonsense pair:nowhere gas")
    lines = desk.faults[-1].splitlines()
    assert [line.split()[0].rstrip(":") for line in lines] == ["kind:nonsense", "pair:nowhere"]
    assert desk.found() == {"gas"}
    desk.state.set_query("gas")
    assert desk.faults[-1] == ""


def test_each_fault_is_told_once(desk: Desk) -> None:
    desk.state.set_query("kind:nonsense kind:nonsense")
    assert len(desk.faults[-1].splitlines()) == 1


def test_the_query_is_told_in_words(desk: Desk) -> None:
    desk.state.set_query("pair:CHN-CUB -kind:loan")
    words = desk.bar.field.accessibleDescription()
    assert "China and Cuba" in words
    assert "loan" in words.casefold()
