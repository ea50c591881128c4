"""What a reader may export where they are, in words with counts and with what is hidden."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from support.libraries import library_of, plain_library, record, write
from support.whole_index import reading_over

from atlas_gui.domain.library import Library
from atlas_gui.exchange.report.wishes import DossierWish, Subject
from atlas_gui.search.query import parse
from atlas_gui.search.reading import Reading
from atlas_gui.state.browser_state import BrowserState
from atlas_gui.store import open_library
from atlas_gui.ui.listed_records import Listed
from atlas_gui.ui.pdf_export.scopes import Scope, scopes_of

PLANT, TALKS, PIPE = "nickel-plant", "harbour-talks", "gas-pipeline"


class Place:
    """Where a reader is in a library: what is searched for, open, selected."""

    def __init__(self, library: Library) -> None:
        self.reading: Reading = reading_over(library)
        index = self.reading.index
        self.state = BrowserState(lambda query: index.search(parse(query)))

    def scopes(self, selected: Sequence[str] = (), listed: Sequence[str] = ()) -> list[Scope]:
        found = list(listed or self.state.result.ids)
        return scopes_of(self.reading, self.state, Listed(found, list(selected)))

    def wishes(
        self, selected: Sequence[str] = (), listed: Sequence[str] = ()
    ) -> dict[str, DossierWish]:
        return {scope.label: scope.wish for scope in self.scopes(selected, listed)}


@pytest.fixture
def place(qapp: object) -> Place:  # noqa: ARG001  Qt has to be there
    """Two records of China and Cuba, and one of these and Russia."""
    return Place(
        library_of(
            record(PLANT),
            record(TALKS, kind="visit"),
            record(PIPE, countries=["CHN", "CUB", "RUS"]),
        )
    )


def test_the_likeliest_comes_first_and_all_are_counted(place: Place) -> None:
    place.state.set_record(PLANT)
    assert list(place.wishes()) == ["This record", "All 3 records", "China – Cuba: all 3"]
    assert [scope.is_record for scope in place.scopes()] == [True, False, False]
    assert next(iter(place.wishes([TALKS, PIPE]))) == "The 2 selected records"
    assert next(iter(place.wishes([TALKS]))) == "This record"


def test_this_record_is_itself_alone(place: Place) -> None:
    place.state.set_record(TALKS)
    assert place.wishes()["This record"] == DossierWish(Subject.SELECTION, (TALKS,), 1)


def test_a_record_of_several_pairs_offers_each(place: Place) -> None:
    place.state.set_record(PIPE)
    labels = list(place.wishes())[2:]
    assert labels == ["China – Cuba: all 3", "China – Russia: all 1", "Cuba – Russia: all 1"]


def test_a_selection_knows_what_it_was_chosen_from(place: Place) -> None:
    place.state.set_query("cuba")
    wish = place.wishes([TALKS, PLANT])["The 2 selected records"]
    assert wish == DossierWish(Subject.SELECTION, (TALKS, PLANT), 3, query="cuba")


def test_what_was_found_knows_what_it_was_found_among(place: Place) -> None:
    place.state.set_query("kind:contract")
    wish = place.wishes()["All 2 records found"]
    assert (wish.subject, wish.of, wish.query) == (Subject.SEARCH, 3, "kind:contract")
    assert set(wish.ids) == {PLANT, PIPE}
    place.state.set_query("kind:visit")
    assert "The one record found" in place.wishes()


def test_records_stand_as_in_the_list(place: Place) -> None:
    place.state.set_record(PLANT)
    wishes = place.wishes(listed=[TALKS, PIPE, PLANT])
    assert wishes["All 3 records"].ids == (TALKS, PIPE, PLANT)
    assert wishes["China – Cuba: all 3"].ids == (TALKS, PIPE, PLANT)


def test_a_pair_is_narrowed_by_the_search_and_says_so(place: Place) -> None:
    place.state.set_record(PLANT)
    place.state.set_query("kind:visit")
    wish = place.wishes()["China – Cuba: 1 of 3 that answer the search"]
    assert wish == DossierWish(Subject.PAIR, (TALKS,), 3, "CHN-CUB", "kind:visit")


def test_a_search_for_another_pair_hides_nothing_of_this_one(place: Place) -> None:
    place.state.set_record(PLANT)
    place.state.set_query("pair:CHN-RUS")
    wish = place.wishes()["China – Cuba: all 3"]
    assert (len(wish.ids), wish.query) == (3, "")


def test_where_nothing_was_found_the_record_and_its_pairs_are_left(place: Place) -> None:
    place.state.set_record(PLANT)
    place.state.set_query("zzzzzz")
    assert list(place.wishes()) == ["This record", "China – Cuba: 0 of 3 that answer the search"]


def test_where_nothing_is_there_is_nothing_to_choose(place: Place) -> None:
    place.state.set_query("zzzzzz")
    assert place.scopes() == []


def test_a_damaged_record_is_no_scope_of_its_own(qapp: object, tmp_path: Path) -> None:  # noqa: ARG001
    plain = plain_library(record(PLANT), record("spoiled", kind="no such kind"))
    place = Place(open_library(write(plain, tmp_path)))
    (spoiled,) = place.reading.library.damaged
    place.state.set_record(spoiled)
    wishes = place.wishes()
    assert "This record" not in wishes
    assert spoiled in wishes["All 2 records"].ids


def test_the_pair_that_the_search_is_narrowed_to_comes_before_those_of_the_open_record(
    place: Place,
) -> None:
    place.state.set_record(PLANT)
    place.state.set_query("pair:CUB-RUS")
    pairs = [scope.wish.pair for scope in place.scopes() if scope.wish.subject is Subject.PAIR]
    assert pairs == ["CUB-RUS", "CHN-CUB"]
    place.state.set_query("pair:CHN-CUB")
    pairs = [scope.wish.pair for scope in place.scopes() if scope.wish.subject is Subject.PAIR]
    assert pairs == ["CHN-CUB"]
