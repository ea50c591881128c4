"""The tree of country pairs, driven as a reader drives it; its states as text pictures."""

from textwrap import dedent

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMenu, QToolButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from support.libraries import date_claim, library_of, record
from support.tree_picture import picture
from support.whole_index import chosen, reading_over

from atlas_gui.domain.library import DamagedRecord, Library
from atlas_gui.models.pair_tree import Node, Order, build_tree
from atlas_gui.models.pair_tree_model import PairTreeModel
from atlas_gui.models.roles import Role
from atlas_gui.search.query import Query
from atlas_gui.ui.pair_tree_pane import PairTreePane
from atlas_gui.ui.theme import DARK, LIGHT

# The offscreen platform says this of every window; it is about the platform, not the pane.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def small_library() -> Library:
    sound = library_of(
        record("nickel", claims=[date_claim("2004")], title={"en": "Nickel <b>plant</b>"}),
        record("buses", claims=[date_claim("2006")], title={"en": "Buses & spares"}),
        record("harbour", claims=[date_claim("2001")], kind="loan"),
        record("sugar", claims=[date_claim("1960")], countries=["CUB", "SUN"]),
    )
    lost = DamagedRecord("records-9-unreadable", "Lost", "records/9", "it has no kind")
    return Library(sound.info, sound.countries.values(), (), (), (), sound.records.values(), [lost])


READING = reading_over(small_library())


def tree_of(*ids: str, order: Order = "count") -> Node:
    return build_tree(READING, chosen(READING, *ids), order)


def whole_tree(order: Order = "count") -> Node:
    return build_tree(READING, READING.index.search(Query()), order)


def reveal(pane: PairTreePane, record_id: str) -> None:
    pane.reveal_record(READING.catalogue.entry(record_id))


@pytest.fixture
def pane(qtbot: QtBot) -> PairTreePane:
    made = PairTreePane(PairTreeModel(whole_tree()), LIGHT)
    qtbot.addWidget(made)
    made.resize(320, 500)
    made.show_tree(whole_tree())
    made.show()
    qtbot.waitExposed(made)
    return made


def row(pane: PairTreePane, key: str) -> QModelIndex:
    model = pane.view.model()
    assert isinstance(model, PairTreeModel)
    return model.index_of(key)


def place(pane: PairTreePane, key: str) -> QPoint:
    return pane.view.visualRect(row(pane, key)).center()


def click(qtbot: QtBot, pane: PairTreePane, key: str) -> None:
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=place(pane, key))


def assert_looks(pane: PairTreePane, wanted: str) -> None:
    assert picture(pane.view) == dedent(wanted).strip()


def test_at_first_the_pairs_stand_closed(pane: PairTreePane) -> None:
    assert_looks(
        pane,
        """
        . All records (5)
        + China – Cuba (3)
        + Cuba – Russia (1)
        + Unreadable records (1)
        """,
    )


def test_rows_open_down_to_the_records(pane: PairTreePane) -> None:
    pane.expand_keys(("CHN-CUB", "CHN-CUB/deals", "unreadable"))
    assert_looks(
        pane,
        """
        . All records (5)
        - China – Cuba (3)
          - Deals and investments (2)
            . 2004 Nickel <b>plant</b>
            . 2006 Buses & spares
          + Aid and loans (1)
        + Cuba – Russia (1)
        - Unreadable records (1)
          . Lost
        """,
    )


def test_open_rows_stay_open_while_the_matches_come_and_go(pane: PairTreePane) -> None:
    pane.expand_keys(("CHN-CUB", "CHN-CUB/deals"))
    reveal(pane, "buses")
    pane.show_tree(tree_of("buses", "sugar"))
    assert_looks(
        pane,
        """
        . All records (2)
        - China – Cuba (1)
          - Deals and investments (1)
            . 2006 Buses & spares *
        + Cuba – Russia (1)
        """,
    )
    pane.show_tree(tree_of())
    assert_looks(
        pane,
        """
        . All records (0)
        . China – Cuba (0)
        . Cuba – Russia (0)
        """,
    )
    pane.show_tree(tree_of("nickel", "buses"))
    assert_looks(
        pane,
        """
        . All records (2)
        - China – Cuba (2)
          - Deals and investments (2)
            . 2004 Nickel <b>plant</b>
            . 2006 Buses & spares
        . Cuba – Russia (0)
        """,
    )
    assert pane.expanded == ("CHN-CUB", "CHN-CUB/deals")


def test_closing_a_row_is_remembered_too(pane: PairTreePane) -> None:
    pane.expand_keys(("CHN-CUB", "CHN-CUB/deals"))
    pane.view.collapse(row(pane, "CHN-CUB"))
    pane.show_tree(whole_tree("name"))
    assert picture(pane.view).splitlines()[1] == "+ China – Cuba (3)"
    assert pane.expanded == ("CHN-CUB/deals",)


def test_a_record_inside_a_closed_row_opens_it_for_as_long_as_it_is_selected(
    pane: PairTreePane,
) -> None:
    reveal(pane, "buses")
    assert pane.view.currentIndex().data(Role.RECORD_ID) == "buses"
    assert pane.view.isExpanded(row(pane, "CHN-CUB/deals"))
    reveal(pane, "sugar")
    assert not pane.view.isExpanded(row(pane, "CHN-CUB/deals"))
    assert pane.expanded == ()


def test_the_pair_of_a_revealed_record_is_in_view_where_there_is_room(
    pane: PairTreePane, qtbot: QtBot
) -> None:
    pane.hide()
    pane.resize(320, 120)
    reveal(pane, "buses")
    pane.resize(320, 400)
    pane.show()
    qtbot.waitExposed(pane)
    viewport = pane.view.viewport().rect()
    assert viewport.contains(place(pane, "CHN-CUB"))
    assert viewport.contains(pane.view.visualRect(pane.view.currentIndex()).center())


def test_where_there_is_no_room_for_both_the_record_is_in_view(pane: PairTreePane) -> None:
    pane.resize(320, 90)
    reveal(pane, "buses")
    middle = pane.view.visualRect(pane.view.currentIndex()).center()
    assert pane.view.viewport().rect().contains(middle)


@pytest.mark.parametrize("change", ["theme", "order", "filter", "nothing", "open"])
def test_qt_s_rules_hold_after_every_change(
    pane: PairTreePane, qtmodeltester: ModelTester, change: str
) -> None:
    model = pane.view.model()
    live = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    pane.expand_keys(("CHN-CUB", "CHN-CUB/deals"))
    match change:
        case "theme":
            pane.set_theme(DARK, pane.windowIcon())
        case "order":
            pane.show_tree(whole_tree("latest"))
        case "filter":
            pane.show_tree(tree_of("sugar"))
        case "nothing":
            pane.show_tree(tree_of())
        case _:
            pane.expand_keys(("CUB-RUS", "unreadable"))
    qtmodeltester.check(model)
    assert live.model() is model


@pytest.mark.parametrize(
    ("key", "wish"),
    [("all", ["", ""]), ("CHN-CUB", ["CHN-CUB", ""]), ("CHN-CUB/deals", ["CHN-CUB", "deals"])],
)
def test_a_click_narrows_to_the_row(
    pane: PairTreePane, qtbot: QtBot, key: str, wish: list[str]
) -> None:
    pane.expand_keys(("CHN-CUB",))
    with qtbot.waitSignal(pane.narrow_requested) as asked:
        click(qtbot, pane, key)
    assert asked.args == wish


def test_the_unreadable_narrow_nothing_and_can_be_opened(pane: PairTreePane, qtbot: QtBot) -> None:
    pane.expand_keys(("unreadable",))
    with qtbot.assertNotEmitted(pane.narrow_requested):
        click(qtbot, pane, "unreadable")
    with qtbot.waitSignal(pane.record_requested) as asked:
        click(qtbot, pane, "unreadable/records-9-unreadable")
    assert asked.args == ["records-9-unreadable"]


def test_arrows_open_records_and_leave_pairs_to_enter(pane: PairTreePane, qtbot: QtBot) -> None:
    narrowed: list[tuple[str, str]] = []
    opened: list[str] = []
    pane.narrow_requested.connect(lambda pair, group: narrowed.append((pair, group)))
    pane.record_requested.connect(opened.append)
    pane.expand_keys(("CHN-CUB", "CHN-CUB/deals"))
    pane.view.setFocus()
    pane.view.setCurrentIndex(row(pane, "all"))
    for _step in range(3):
        qtbot.keyClick(pane.view, Qt.Key.Key_Down)
    assert (narrowed, opened) == ([], ["nickel"])
    qtbot.keyClick(pane.view, Qt.Key.Key_Up)
    qtbot.keyClick(pane.view, Qt.Key.Key_Return)
    assert narrowed == [("CHN-CUB", "deals")]
    assert opened == ["nickel"]


def test_arrows_sideways_and_the_star_open_and_close(pane: PairTreePane, qtbot: QtBot) -> None:
    pane.view.setFocus()
    pane.view.setCurrentIndex(row(pane, "CHN-CUB"))
    qtbot.keyClick(pane.view, Qt.Key.Key_Right)
    assert pane.expanded == ("CHN-CUB",)
    qtbot.keyClick(pane.view, Qt.Key.Key_Left)
    assert pane.expanded == ()
    qtbot.keyClick(pane.view, Qt.Key.Key_Asterisk)
    assert pane.expanded == ("CHN-CUB", "CHN-CUB/aid", "CHN-CUB/deals")


def test_selecting_from_outside_asks_for_nothing(pane: PairTreePane, qtbot: QtBot) -> None:
    entry = READING.catalogue.entry("buses")
    pane.expand_keys(("CHN-CUB", "CHN-CUB/deals"))
    with (
        qtbot.assertNotEmitted(pane.record_requested),
        qtbot.assertNotEmitted(pane.narrow_requested),
    ):
        reveal(pane, "buses")
        pane.follow_result(entry, "CUB-RUS")
    assert pane.view.currentIndex().data(Role.KEY) == "CUB-RUS"


def test_a_selected_record_stays_selected_inside_its_narrowing(pane: PairTreePane) -> None:
    entry = READING.catalogue.entry("buses")
    pane.expand_keys(("CHN-CUB", "CHN-CUB/deals"))
    pane.reveal_record(entry)
    for key in ("CHN-CUB", "CHN-CUB/deals"):
        pane.follow_result(entry, key)
        assert pane.view.currentIndex().data(Role.RECORD_ID) == "buses"
    pane.follow_result(entry, "all")
    assert pane.view.currentIndex().data(Role.RECORD_ID) == "buses"
    pane.show_tree(tree_of("sugar"))
    pane.follow_result(entry, "all")
    assert pane.view.currentIndex().data(Role.KEY) == "all"


def test_the_menu_is_asked_for_with_the_record_and_its_place(
    pane: PairTreePane, qtbot: QtBot
) -> None:
    pane.expand_keys(("CHN-CUB", "CHN-CUB/deals"))
    key = "CHN-CUB/deals/buses"
    opened: list[str] = []
    pane.record_requested.connect(opened.append)
    with qtbot.waitSignal(pane.menu_requested) as asked:
        pane.view.customContextMenuRequested.emit(place(pane, key))
    assert asked.args == ["buses", pane.view.viewport().mapToGlobal(place(pane, key))]
    assert opened == ["buses"]


def test_a_row_of_several_records_has_a_menu_of_its_own(pane: PairTreePane, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(pane.menu_requested):
        pane.view.customContextMenuRequested.emit(place(pane, "CHN-CUB"))
    menu = pane.findChild(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert menu is not None
    show, _line, open_below, close_all = menu.actions()
    open_below.trigger()
    assert pane.expanded == ("CHN-CUB", "CHN-CUB/aid", "CHN-CUB/deals")
    with qtbot.waitSignal(pane.narrow_requested) as narrowed:
        show.trigger()
    assert narrowed.args == ["CHN-CUB", ""]
    close_all.trigger()
    assert pane.expanded == ()
    menu.close()


def test_the_pane_and_its_button_are_named(pane: PairTreePane) -> None:
    assert pane.view.accessibleName() == "Country pairs"
    button = pane.findChild(QToolButton)
    assert button is not None
    assert button.accessibleName() == "Order of the country pairs"
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize("width", [120, 180, 320, 800])
def test_names_and_counts_fit_any_width_without_a_scrollbar(
    pane: PairTreePane, qtbot: QtBot, width: int
) -> None:
    pane.resize(width, 400)
    qtbot.waitUntil(lambda: pane.view.viewport().width() <= width)
    header = pane.view.header()
    assert header.sectionSize(0) + header.sectionSize(1) == pane.view.viewport().width()
    largest = pane.view.fontMetrics().horizontalAdvance("5")
    assert header.sectionSize(1) >= largest
    assert not pane.grab().isNull()
