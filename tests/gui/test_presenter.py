"""What the panes are given to show, pane by pane, without a window around them."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from support.libraries import date_claim, library_of, record, status_claim
from support.notebooks import searches_in
from support.tree_picture import picture
from support.whole_index import index_over, reading_over

from atlas_gui.domain.library import DamagedRecord, Library
from atlas_gui.domain.vocabulary import Group
from atlas_gui.models.pair_tree import Order
from atlas_gui.models.pair_tree_model import PairTreeModel
from atlas_gui.models.record_list_model import RecordListModel
from atlas_gui.models.roles import Role
from atlas_gui.paths import resources
from atlas_gui.search.query import Phrase, Word, format_query, parse
from atlas_gui.search.result import SearchResult
from atlas_gui.state.browser_state import BrowserState
from atlas_gui.state.tasks import ImmediateTaskRunner
from atlas_gui.ui.detail_pane import DetailPane
from atlas_gui.ui.facet_pane import FacetPane
from atlas_gui.ui.notebook.strip import NotebookStrip
from atlas_gui.ui.pair_tree_pane import PairTreePane
from atlas_gui.ui.presenter import Panes, Presenter, tree_root
from atlas_gui.ui.record_list_pane import RecordListPane
from atlas_gui.ui.saved_search_pane import SavedSearchPane
from atlas_gui.ui.theme import DARK, LIGHT
from atlas_gui.ui.timeline.canvas import LaneCanvas
from atlas_gui.ui.timeline.view import TimelineView
from atlas_gui.ui.timeline_place import TimelinePlace
from atlas_gui.ui.timeline_presenter import TimelinePresenter

# Nothing has been saved, and nothing is going to be.
_NOWHERE = Path("no such folder")
_SOUND = library_of(
    record("nickel-plant", claims=[date_claim("2004"), status_claim("signed")]),
    record("gas-field", kind="loan", claims=[date_claim("2010"), status_claim("announced")]),
    record("old-loan", kind="loan", countries=["SUN", "CUB"], claims=[date_claim("1975")]),
    record("promise", kind="statement", claims=[status_claim("announced")]),
    record(
        "contested",
        kind="visit",
        claims=[
            date_claim("2006", "held"),
            {**date_claim("2007", "held"), "id": "other"},
        ],
    ),
)
_DAMAGED = (
    DamagedRecord("document-8", "Spoiled", "record 8", "It has no claims."),
    DamagedRecord("document-9", "Spoiled too", "record 9", "It has no title."),
)


def _with_damage(count: int) -> Library:
    sound = _SOUND
    return Library(
        sound.info,
        sound.countries.values(),
        (),
        (),
        sound.sources.values(),
        sound.records.values(),
        _DAMAGED[:count],
    )


class Desk:
    """A presenter with panes and a state of its own, and what it said last by each signal."""

    def __init__(self, library: Library, parent: QWidget) -> None:
        self.reading = reading_over(library)
        self.index = self.reading.index
        self.state = BrowserState(self._search, parent)
        searches = searches_in(_NOWHERE, parent)
        self.panes = Panes(
            tree=PairTreePane(PairTreeModel(tree_root(self.reading), parent), LIGHT, parent),
            saved=SavedSearchPane(searches, LIGHT, parent),
            facets=FacetPane(LIGHT, parent),
            records=RecordListPane(RecordListModel(self.reading, parent), LIGHT, parent),
            detail=DetailPane(parent),
            notebook=NotebookStrip(LIGHT, resources() / "icons", parent),
            timeline=TimelinePlace(parent),
        )
        self.presenter = Presenter(self.reading, self.state, self.panes, LIGHT, parent)
        self.said: dict[str, tuple[Any, ...]] = {}
        for name in ("found", "counted", "disputed"):
            getattr(self.presenter, name).connect(partial(self._hear, name))
        self.state.result_changed.connect(self.presenter.show_result)
        self.state.selection_changed.connect(self.presenter.show_record)
        self.view = TimelineView(LIGHT, self.panes.timeline)
        self.timeline = TimelinePresenter(
            self.reading, self.state, self.view, ImmediateTaskRunner(), parent
        )
        self.presenter.follow_with(self.timeline)
        self.presenter.begin("count", "")

    def _search(self, text: str) -> SearchResult:
        return self.index.search(parse(text))

    def _hear(self, name: str, *words: Any) -> None:
        self.said[name] = words

    def search(self, text: str) -> None:
        """As typed, with what follows a turn of the event loop later."""
        self.state.set_query(text)
        self.presenter.finish()

    def listed(self) -> list[str]:
        model = self.panes.records.view.model()
        return [model.index(row, 0).data(Role.RECORD_ID) for row in range(model.rowCount())]

    def marks(self) -> set[str]:
        canvas = self.panes.timeline.findChild(LaneCanvas)
        assert canvas is not None
        return {self.index.id_of(row) for row in canvas.scene.marks.columns.rows.tolist()}

    def row_of_tree(self) -> str:
        return str(self.panes.tree.view.currentIndex().data(Role.KEY))


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def desk(parent: QWidget) -> Desk:
    return Desk(_with_damage(0), parent)


def test_at_the_beginning_everything_is_shown(desk: Desk) -> None:
    assert set(desk.listed()) == set(_SOUND.records)
    assert desk.marks() == set(_SOUND.records) - {"promise"}
    assert desk.said == {
        "found": (5,),
        "counted": ("5 of 5", "5 of 5 records found"),
        "disputed": (1,),
    }
    assert picture(desk.panes.tree.view).splitlines()[0].startswith(". All records (5)")


def test_a_query_narrows_list_timeline_and_counts(desk: Desk) -> None:
    desk.search("kind:aid")
    assert set(desk.listed()) == desk.marks() == {"gas-field", "old-loan"}
    assert desk.said["found"] == (2,)
    assert desk.said["counted"] == ("2 of 5", "2 of 5 records found")
    assert desk.said["disputed"] == (0,)


def test_nothing_found_leaves_every_pane_without_rows(desk: Desk) -> None:
    desk.search("zzzzqqqq")
    assert (desk.listed(), desk.marks()) == ([], set())
    assert desk.said["counted"] == ("0 of 5", "0 of 5 records found")


@pytest.mark.parametrize(
    ("query", "row"),
    [
        ("pair:CHN-CUB", "CHN-CUB"),
        ('pair:"cuba china"', "CHN-CUB"),
        ("pair:SUN-CUB", "CUB-RUS"),
        ("pair:CHN-CUB kind:aid", "CHN-CUB/aid"),
        ("pair:CHN-CUB kind:loan", "CHN-CUB"),
        ("gas", "all"),
        ("", "all"),
    ],
)
def test_the_tree_stands_on_the_row_that_a_query_is_narrowed_to(
    desk: Desk, query: str, row: str
) -> None:
    desk.search("pair:CHN-RUS")
    desk.search(query)
    assert desk.row_of_tree() == row


def test_the_tree_goes_on_counting_what_its_other_rows_would_find(desk: Desk) -> None:
    desk.search("pair:CHN-CUB kind:aid")
    rows = picture(desk.panes.tree.view)
    assert ". All records (5)" in rows
    assert "Cuba – Russia (1)" in rows
    desk.search("date:2004.. pair:CHN-CUB")
    rows = picture(desk.panes.tree.view)
    assert ". All records (3)" in rows
    assert "China – Cuba (3)" in rows


def test_a_record_is_shown_in_every_pane(desk: Desk) -> None:
    desk.state.set_record("gas-field")
    assert desk.panes.records.selected_ids() == ["gas-field"]
    assert desk.row_of_tree() == "CHN-CUB/aid/gas-field"
    assert "Gas field" in desk.panes.detail.toPlainText()
    assert desk.panes.detail.accessibleDescription() == "Gas field, 2010, Announced"


def test_an_undated_record_is_described_without_a_date(desk: Desk) -> None:
    desk.state.set_record("promise")
    assert desk.panes.detail.accessibleDescription() == "Promise, Announced"


def test_no_record_is_no_page(desk: Desk) -> None:
    desk.presenter.write_page(keep_place=False)
    assert desk.panes.detail.toPlainText() == ""
    assert desk.panes.records.selected_ids() == []


def test_a_record_stays_open_where_a_query_does_not_find_it(desk: Desk) -> None:
    desk.state.set_record("gas-field")
    desk.search("nickel")
    assert desk.listed() == ["nickel-plant"]
    assert desk.panes.records.selected_ids() == []
    assert "Gas field" in desk.panes.detail.toPlainText()
    desk.search("")
    assert desk.panes.records.selected_ids() == ["gas-field"]


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("name", ["China – Cuba", "Cuba – Russia"]),
        ("count", ["Cuba – Russia", "China – Cuba"]),
        ("latest", ["Cuba – Russia", "China – Cuba"]),
    ],
)
def test_pairs_are_sorted_as_the_reader_wants(desk: Desk, order: Order, names: list[str]) -> None:
    desk.search("date:..1980")
    desk.presenter.set_order(order)
    assert desk.presenter.order == order
    rows = picture(desk.panes.tree.view).splitlines()
    assert [row[2:].split(" (")[0] for row in rows if " – " in row] == names


def test_another_theme_writes_the_page_anew_in_its_place(desk: Desk) -> None:
    desk.state.set_record("gas-field")
    words, document = desk.panes.detail.toPlainText(), desk.panes.detail.document()
    desk.presenter.set_theme(DARK)
    assert desk.panes.detail.document() is not document
    assert desk.panes.detail.toPlainText() == words


# Damage.


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, ""), (1, "1 document of this library"), (2, "2 documents of this library")],
)
def test_damage_is_told_with_its_extent(parent: QWidget, count: int, words: str) -> None:
    desk = Desk(_with_damage(count), parent)
    notice = desk.presenter.damage_notice()
    assert notice.startswith(words)
    assert bool(notice) is (count > 0)
    assert len(desk.listed()) == 5 + count
    assert len(desk.marks()) == 4


def test_the_page_of_a_damaged_record_gives_the_reason(parent: QWidget) -> None:
    desk = Desk(_with_damage(2), parent)
    desk.state.set_record("document-9")
    assert "It has no title." in desk.panes.detail.toPlainText()
    assert desk.panes.detail.accessibleDescription() == "Spoiled too"


# The time to begin with.


def test_the_time_to_begin_with_holds_what_was_found(desk: Desk) -> None:
    desk.search("kind:contract")
    desk.timeline.open_at(None)
    canvas = desk.panes.timeline.findChild(LaneCanvas)
    assert canvas is not None
    assert len(canvas.scene.marks) == 1
    assert canvas.shown.span.contains(canvas.scene.marks.span_of(0))


def test_without_dates_there_is_no_time_to_begin_with(desk: Desk) -> None:
    desk.search("no:date")
    assert desk.listed() == ["promise"]
    canvas = desk.panes.timeline.findChild(LaneCanvas)
    assert canvas is not None
    before = canvas.shown.span
    desk.timeline.open_at(None)
    assert canvas.shown.span == before


# Narrowing from the tree.


@pytest.mark.parametrize(
    ("query", "pair", "group", "narrowed"),
    [
        ("", "CHN-CUB", "", "pair:CHN-CUB"),
        ("", "CHN-CUB", "aid", "pair:CHN-CUB kind:aid"),
        ("gas pair:CHN-RUS kind:deals", "CHN-CUB", "aid", "gas pair:CHN-CUB kind:aid"),
        ("gas pair:CHN-RUS kind:deals", "", "", "gas"),
        ("gas pair:CHN-RUS kind:loan", "", "", "gas kind:loan"),
        ("kind:loan", "CHN-CUB", "", "kind:loan pair:CHN-CUB"),
        ("kind:loan", "CHN-CUB", "deals", "pair:CHN-CUB kind:deals"),
        ('"joint venture" date:2004..', "CHN-CUB", "", '"joint venture" date:2004.. pair:CHN-CUB'),
    ],
)
def test_a_row_of_the_tree_takes_the_place_of_another(
    desk: Desk, query: str, pair: str, group: str, narrowed: str
) -> None:
    desk.state.set_query(query)
    assert desk.presenter.narrowed(pair, group) == narrowed


_clauses = st.lists(
    st.sampled_from(["gas", '"a b"', "date:2004..", "pair:CHN-RUS", "kind:aid", "kind:loan"]),
    max_size=5,
)


@pytest.fixture(scope="module")
def long_lived(qapp: QObject) -> Iterator[Desk]:  # noqa: ARG001  Qt has to be there
    parent = QWidget()
    made = Desk(_with_damage(0), parent)
    yield made
    parent.deleteLater()


@given(clauses=_clauses, pair=st.sampled_from(["", "CHN-CUB"]), group=st.sampled_from(["", *Group]))
def test_narrowing_again_changes_nothing_and_loses_no_word(
    long_lived: Desk, clauses: list[str], pair: str, group: str
) -> None:
    long_lived.state.set_query(" ".join(clauses))
    before = parse(long_lived.state.query)
    narrowed = long_lived.presenter.narrowed(pair, group)
    words, words_before = (
        [clause for clause in query.clauses if isinstance(clause, Word | Phrase)]
        for query in (parse(narrowed), before)
    )
    assert words == words_before
    assert format_query(parse(narrowed)) == narrowed
    pairs = [field.value for field in parse(narrowed).fields if field.name == "pair"]
    assert pairs == ([pair] if pair else [])
    long_lived.state.set_query(narrowed)
    assert long_lived.presenter.narrowed(pair, group) == narrowed


# What follows in a moment.


def test_the_list_does_not_wait_for_what_follows_it(desk: Desk, qtbot: QtBot) -> None:
    desk.state.set_query("kind:aid")
    assert set(desk.listed()) == {"gas-field", "old-loan"}
    assert desk.said["counted"] == ("2 of 5", "2 of 5 records found")
    assert len(desk.marks()) == 4
    qtbot.waitUntil(lambda: desk.marks() == {"gas-field", "old-loan"})
    assert desk.said["disputed"] == (0,)


def test_of_two_results_in_a_row_only_the_later_one_follows(desk: Desk, qtbot: QtBot) -> None:
    told: list[int] = []
    desk.presenter.disputed.connect(told.append)
    desk.state.set_query("kind:aid")
    desk.state.set_query("kind:visit")
    qtbot.waitUntil(lambda: desk.marks() == {"contested"})
    assert told == [1]
    desk.presenter.finish()
    assert told == [1]


# What to begin with.


def test_the_first_record_is_one_on_which_sources_disagree() -> None:
    assert index_over(_SOUND).telling == "contested"


def test_else_it_is_the_one_with_most_to_tell() -> None:
    library = library_of(
        record("short", claims=[date_claim("2004")]),
        record("long", claims=[date_claim("2004"), status_claim("signed")]),
    )
    assert index_over(library).telling == "long"


def test_a_library_without_readable_records_begins_with_none() -> None:
    empty = Library(_SOUND.info, (), (), (), (), (), _DAMAGED)
    assert index_over(empty).telling == ""
