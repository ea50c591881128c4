"""The menus behind back and forward: where they lead, and how places are called."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from support.libraries import library_of, record
from support.whole_index import index_over

from atlas_gui.domain.catalogue import Catalogue
from atlas_gui.search.query import parse
from atlas_gui.search.result import SearchResult
from atlas_gui.state.browser_state import BrowserState
from atlas_gui.ui.history_menus import HistoryMenus

_IDS = ("nickel-plant", "gas-field", "state-visit")
_LIBRARY = library_of(
    record(_IDS[0], title={"en": "Nickel & cobalt"}), *(record(name) for name in _IDS[1:])
)
_TITLES = ("Nickel && cobalt", "Gas field", "State visit")


_INDEX = index_over(_LIBRARY)


def _search(text: str) -> SearchResult:
    return _INDEX.search(parse(text))


class Buttons:
    """Two buttons with their menus over a state of their own."""

    def __init__(self, parent: QWidget) -> None:
        self.state = BrowserState(_search, parent)
        self.back, self.forward = QToolButton(parent), QToolButton(parent)
        HistoryMenus(self.back, self.forward, self.state, Catalogue(_LIBRARY), parent)

    def listed(self, button: QToolButton) -> list[str]:
        """What the menu of a button lists when it opens."""
        button.menu().aboutToShow.emit()
        return [action.text() for action in button.menu().actions()]

    def choose(self, button: QToolButton, row: int) -> None:
        """Open the menu of a button and choose one of its places."""
        assert self.listed(button)
        menu: QMenu = button.menu()
        menu.actions()[row].trigger()

    def visit(self, *record_ids: str) -> None:
        """Open records one after the other."""
        for record_id in record_ids:
            self.state.set_record(record_id)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def buttons(parent: QWidget) -> Buttons:
    return Buttons(parent)


def test_at_the_beginning_there_is_nowhere_to_go(buttons: Buttons) -> None:
    buttons.state.begin_with(_IDS[0])
    assert buttons.listed(buttons.back) == buttons.listed(buttons.forward) == []


def test_places_are_listed_from_the_nearest_on(buttons: Buttons) -> None:
    buttons.visit(*_IDS)
    assert buttons.listed(buttons.back) == [_TITLES[1], _TITLES[0]]
    buttons.state.go_back()
    assert buttons.listed(buttons.back) == [_TITLES[0]]
    assert buttons.listed(buttons.forward) == [_TITLES[2]]


def test_a_place_is_called_by_its_query_and_its_record(buttons: Buttons) -> None:
    buttons.visit(_IDS[0])
    buttons.state.set_query("R&D kind:loan")
    buttons.visit(_IDS[1], _IDS[2])
    assert buttons.listed(buttons.back) == ["R&&D kind:loan · Gas field", _TITLES[0]]


def test_a_place_without_query_and_record_is_all_records(buttons: Buttons) -> None:
    buttons.visit(_IDS[0])
    buttons.state.set_query("gas")
    buttons.visit(_IDS[1])
    buttons.state.set_query("")
    buttons.state.go_back()
    assert buttons.listed(buttons.forward) == ["All records"]


def test_a_place_where_nothing_was_opened_is_called_by_its_query(buttons: Buttons) -> None:
    buttons.visit(_IDS[0])
    buttons.state.set_query("gas")
    buttons.state.go_back()
    assert buttons.listed(buttons.forward) == ["gas"]


def test_choosing_a_place_goes_there_in_one_step(buttons: Buttons) -> None:
    buttons.visit(*_IDS)
    buttons.choose(buttons.back, 1)
    assert buttons.state.record_id == _IDS[0]
    assert buttons.listed(buttons.back) == []
    assert buttons.listed(buttons.forward) == [_TITLES[1], _TITLES[2]]
    buttons.choose(buttons.forward, 1)
    assert buttons.state.record_id == _IDS[2]
    assert buttons.listed(buttons.forward) == []


def test_a_menu_stays_short_however_long_the_history(buttons: Buttons) -> None:
    for number in range(50):
        buttons.visit(_IDS[number % 3])
    assert buttons.listed(buttons.back) == [_TITLES[number % 3] for number in range(48, 28, -1)]


def test_opening_a_menu_twice_lists_every_place_once(buttons: Buttons) -> None:
    buttons.visit(*_IDS)
    assert buttons.listed(buttons.back) == buttons.listed(buttons.back)


# Each example makes a state and buttons of its own.
@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    visits=st.lists(st.sampled_from(_IDS), min_size=2, max_size=8),
    steps=st.lists(st.tuples(st.booleans(), st.integers(0, 7)), max_size=6),
)
def test_every_place_chosen_is_the_one_that_was_listed(
    parent: QWidget, visits: Sequence[str], steps: Sequence[tuple[bool, int]]
) -> None:
    buttons = Buttons(parent)
    buttons.visit(*visits)
    places = 1 + len(buttons.listed(buttons.back))
    for forward, row in steps:
        button = buttons.forward if forward else buttons.back
        titles = buttons.listed(button)
        if not titles:
            continue
        chosen = row % len(titles)
        buttons.choose(button, chosen)
        assert _TITLES[_IDS.index(buttons.state.record_id)] == titles[chosen]
        ahead, behind = buttons.listed(buttons.forward), buttons.listed(buttons.back)
        assert len(ahead) + len(behind) + 1 == places
