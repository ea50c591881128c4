"""The facets, driven as a reader drives them; what the pane asks for."""

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QIcon
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from atlas_gui.models.facet_model import FacetModel
from atlas_gui.models.facets import FacetOrder
from atlas_gui.search.query import parse
from atlas_gui.ui.facet_pane import FacetPane
from atlas_gui.ui.theme import DARK, LIGHT

# The offscreen platform says this of every window; it is about the platform, not the pane.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

_WHOLE = {
    "pair": {f"P{number:03}": 900 - number for number in range(200)},
    "kind": {"loan": 5, "visit": 4, "grant": 3},
    "decade": {"1990s": 8, "2000s": 4},
}
_ORDER = FacetOrder(_WHOLE, lambda _field, value: value)
_KEY, _BUTTON = Qt.Key, Qt.MouseButton.LeftButton
_ALT = Qt.KeyboardModifier.AltModifier
Heard = list[tuple[str, ...]]


@pytest.fixture
def pane(qtbot: QtBot) -> FacetPane:
    made = FacetPane(LIGHT)
    qtbot.addWidget(made)
    made.set_theme(LIGHT, QIcon())
    made.resize(250, 700)
    made.show_facets(_ORDER.facets(_WHOLE, parse("kind:loan -kind:visit")))
    made.show_years(1990, [3, 0, 2, 5], None)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.view.setFocus()
    return made


def listen(pane: FacetPane) -> Heard:
    heard: Heard = []
    pane.value_requested.connect(
        lambda field, value, exclude: heard.append((field, value, "out" if exclude else "in"))
    )
    pane.removal_requested.connect(lambda field, value: heard.append((field, value, "")))
    return heard


def row(pane: FacetPane, field: str, value: str = "") -> QModelIndex:
    model = pane.view.model()
    assert isinstance(model, FacetModel)
    return model.row_of(field, value) if value else model.section(field)


def rest(pane: FacetPane, field: str) -> QModelIndex:
    model = pane.view.model()
    assert isinstance(model, FacetModel)
    return model.rest_of(field)


def place(pane: FacetPane, index: QModelIndex) -> QPoint:
    pane.view.scrollTo(index)
    return pane.view.visualRect(index).center()


def click(
    qtbot: QtBot,
    pane: FacetPane,
    index: QModelIndex,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    qtbot.mouseClick(pane.view.viewport(), _BUTTON, modifier, place(pane, index))


def test_a_click_adds_and_another_removes(pane: FacetPane, qtbot: QtBot) -> None:
    heard = listen(pane)
    click(qtbot, pane, row(pane, "kind", "grant"))
    click(qtbot, pane, row(pane, "kind", "loan"))
    click(qtbot, pane, row(pane, "kind", "visit"))
    click(qtbot, pane, row(pane, "date", "1990s"))
    assert heard == [
        ("kind", "grant", "in"),
        ("kind", "loan", ""),
        ("kind", "visit", ""),
        ("date", "1990s", "in"),
    ]


def test_alt_click_excludes(pane: FacetPane, qtbot: QtBot) -> None:
    heard = listen(pane)
    click(qtbot, pane, row(pane, "kind", "grant"), _ALT)
    click(qtbot, pane, row(pane, "kind", "loan"), _ALT)
    click(qtbot, pane, row(pane, "kind", "visit"), _ALT)
    assert heard == [("kind", "grant", "out"), ("kind", "loan", "out"), ("kind", "visit", "")]


def test_the_button_in_a_row_excludes(pane: FacetPane, qtbot: QtBot) -> None:
    heard = listen(pane)
    area = pane.view.visualRect(row(pane, "kind", "grant"))
    width = pane.view.fontMetrics().horizontalAdvance("3")
    button = QPoint(area.right() - 9 - width - 3 - 9, area.center().y())
    qtbot.mouseClick(pane.view.viewport(), _BUTTON, pos=button)
    assert heard == [("kind", "grant", "out")]


def test_the_keys_add_remove_and_exclude(pane: FacetPane, qtbot: QtBot) -> None:
    heard = listen(pane)
    pane.view.setCurrentIndex(row(pane, "kind", "grant"))
    for key in (_KEY.Key_Space, _KEY.Key_Return, _KEY.Key_Delete):
        qtbot.keyClick(pane.view, key)
    qtbot.keyClick(pane.view, _KEY.Key_Up)
    qtbot.keyClick(pane.view, _KEY.Key_Delete)
    assert heard == [
        ("kind", "grant", "in"),
        ("kind", "grant", "in"),
        ("kind", "grant", "out"),
        ("kind", "visit", ""),
    ]


def test_sections_close_and_open_by_mouse_and_keyboard(pane: FacetPane, qtbot: QtBot) -> None:
    heard = listen(pane)
    click(qtbot, pane, row(pane, "kind"))
    assert pane.collapsed == ("kind",)
    qtbot.keyClick(pane.view, _KEY.Key_Space)
    assert pane.collapsed == ()
    qtbot.keyClick(pane.view, _KEY.Key_Left)
    assert pane.collapsed == ("kind",)
    qtbot.keyClick(pane.view, _KEY.Key_Right)
    assert pane.collapsed == ()
    qtbot.keyClick(pane.view, _KEY.Key_Delete)
    assert heard == []


def test_closed_sections_stay_closed_over_another_query(pane: FacetPane) -> None:
    pane.collapse_sections(["kind"])
    pane.show_facets(_ORDER.facets(_WHOLE, parse("")))
    assert not pane.view.isExpanded(row(pane, "kind"))
    assert pane.view.isExpanded(row(pane, "pair"))


def test_all_values_are_shown_as_far_as_one_scrolls(pane: FacetPane, qtbot: QtBot) -> None:
    click(qtbot, pane, rest(pane, "pair"))
    model = pane.view.model()
    assert model.rowCount(row(pane, "pair")) == 51
    pane.view.scrollTo(rest(pane, "pair"))
    qtbot.waitUntil(lambda: model.rowCount(row(pane, "pair")) > 51)


def test_the_row_for_the_rest_shows_fewer_again(pane: FacetPane, qtbot: QtBot) -> None:
    model = pane.view.model()
    assert isinstance(model, FacetModel)
    while model.offer_more("pair"):
        continue
    click(qtbot, pane, rest(pane, "pair"))
    assert model.rowCount(row(pane, "pair")) == 7


def test_the_keyboard_stays_on_its_row_while_counts_change(pane: FacetPane) -> None:
    pane.view.setCurrentIndex(row(pane, "kind", "grant"))
    found = {"pair": {"P007": 2}, "kind": {"grant": 1}}
    pane.show_facets(_ORDER.facets(found, parse("")))
    assert pane.view.currentIndex() == row(pane, "kind", "grant")
    assert pane.view.currentIndex().row() == 0


def test_the_menu_offers_what_can_be_done(pane: FacetPane) -> None:
    heard = listen(pane)
    index = row(pane, "kind", "loan")
    where = place(pane, index)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, where, pane.view.viewport().mapToGlobal(where)
    )
    QApplication.sendEvent(pane.view.viewport(), event)
    menu = pane.view.findChild(QMenu)
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == [
        "&Exclude",
        "&No longer narrow by this",
    ]
    menu.actions()[1].trigger()
    menu.close()
    assert heard == [("kind", "loan", "")]


def test_the_range_is_told_in_figures_and_can_be_taken_away(pane: FacetPane, qtbot: QtBot) -> None:
    told, button = pane.findChild(QLabel, "year_range"), pane.findChild(QToolButton, "all_years")
    assert isinstance(told, QLabel)
    assert isinstance(button, QToolButton)
    assert told.text() == ""
    assert not button.isVisible()
    pane.show_years(1990, [3, 0, 2, 5], (1991, 1992))
    assert told.text() == "1991 – 1992"
    with qtbot.waitSignal(pane.range_removed):
        qtbot.mouseClick(button, _BUTTON)
    assert told.text() == ""


def test_a_range_on_the_bars_is_asked_for(pane: FacetPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.range_requested) as heard:
        qtbot.keyClick(pane.histogram, _KEY.Key_Right)
    assert heard.args == [1991, 1993]


def test_states_and_themes_are_painted_apart(pane: FacetPane) -> None:
    pictures = []
    for theme in (LIGHT, DARK):
        pane.set_theme(theme, QIcon())
        for query in ("", "kind:grant", "-kind:grant"):
            pane.show_facets(_ORDER.facets(_WHOLE, parse(query)))
            area = pane.view.visualRect(row(pane, "kind", "grant"))
            pictures.append(pane.view.viewport().grab(area).toImage())
    assert all(one != other for place, one in enumerate(pictures) for other in pictures[:place])
