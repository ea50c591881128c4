"""Getting about: from pane to pane, back and forward, and one selection in all of them."""

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas
from support.tree_picture import picture

from atlas_gui.models.roles import Role
from atlas_gui.ui.facet_pane import FacetPane
from atlas_gui.ui.match_bar import MatchBar
from atlas_gui.ui.notebook.strip import NotebookStrip
from atlas_gui.ui.timeline.undated_tray import UndatedTray

# The offscreen platform says this of every window; it is about the platform, not the keys.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def stops(atlas: OpenAtlas) -> list[QWidget]:
    (strip,) = atlas.window.findChildren(NotebookStrip)
    return [
        atlas.search.field,
        atlas.tree.view,
        atlas.records.view,
        atlas.detail,
        strip.note,
        atlas.lanes,
    ]


def test_f6_goes_round_all_panes_and_back(atlas: OpenAtlas) -> None:
    ring = stops(atlas)
    ring[0].setFocus()
    seen = []
    for _stop in ring:
        atlas.press("F6")
        seen.append(atlas.focused())
    assert seen == [*ring[1:], ring[0]]
    for _stop in ring:
        atlas.press("Shift+F6")
        seen.append(atlas.focused())
    assert seen[len(ring) :] == [*reversed(ring[1:]), ring[0]]


def test_f6_from_inside_a_pane_goes_to_the_next_one(atlas: OpenAtlas) -> None:
    button = atlas.tree.findChild(QToolButton)
    assert button is not None
    button.setFocus()
    atlas.do("next_pane")
    assert atlas.focused() in (atlas.tree.view, atlas.search.field)
    atlas.detail.viewport().setFocus()
    atlas.detail.setFocus()
    atlas.do("next_pane")
    (strip,) = atlas.window.findChildren(NotebookStrip)
    assert atlas.focused() is strip.note
    strip.star.setFocus()
    atlas.do("next_pane")
    assert atlas.focused() is atlas.lanes


def test_f6_reaches_a_folded_notebook_too(atlas: OpenAtlas) -> None:
    (strip,) = atlas.window.findChildren(NotebookStrip)
    atlas.do("notebook_strip")
    assert strip.folded
    atlas.detail.setFocus()
    atlas.do("next_pane")
    assert atlas.focused().objectName() == "notebook_fold"
    atlas.do("next_pane")
    assert atlas.focused() is atlas.lanes


def test_f6_passes_over_a_list_with_nothing_in_it(atlas: OpenAtlas) -> None:
    atlas.search_for("zzzzqqqq")
    atlas.press("F6")
    atlas.press("F6")
    assert atlas.focused() is atlas.detail


def test_going_round_changes_nothing(atlas: OpenAtlas) -> None:
    atlas.search_for("gas")
    held = (atlas.state.query, atlas.state.record_id, atlas.timeline.span())
    for _step in range(10):
        atlas.press("F6")
    assert (atlas.state.query, atlas.state.record_id, atlas.timeline.span()) == held


def test_tab_reaches_every_pane_and_comes_round(atlas: OpenAtlas) -> None:
    atlas.search.field.setFocus()
    seen: list[QWidget] = []
    for _step in range(80):
        atlas.press("Tab")
        if atlas.focused() is atlas.search.field:
            break
        seen.append(atlas.focused())
    assert atlas.focused() is atlas.search.field
    assert set(stops(atlas)[1:]) <= set(seen)


def menu_of(atlas: OpenAtlas, direction: str) -> list[str]:
    """The places behind the back or the forward button."""
    button = next(
        each
        for each in atlas.window.findChildren(QToolButton)
        if each.defaultAction() is not None and each.defaultAction().objectName() == direction
    )
    menu = button.menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions()]


def test_the_history_lists_every_place_and_leads_there(atlas: OpenAtlas) -> None:
    first = atlas.title_on_page()
    atlas.search_for("gas & oil")
    atlas.search_for("nickel")
    atlas.do("next_record")
    title = atlas.title_on_page()
    atlas.do("next_record")
    assert menu_of(atlas, "back")[0] == f"nickel · {title}"
    assert menu_of(atlas, "back")[-1] == first.replace("&", "&&")
    assert menu_of(atlas, "forward") == []
    atlas.state.travel(-len(menu_of(atlas, "back")))
    assert atlas.title_on_page() == first
    assert atlas.state.query == ""
    assert len(menu_of(atlas, "forward")) == 2


def test_typing_a_query_is_one_step_back(atlas: OpenAtlas) -> None:
    atlas.search_for("nickel plant")
    atlas.do("back")
    assert atlas.state.query == ""
    assert not atlas.action("back").isEnabled()
    atlas.do("forward")
    assert atlas.search.field.text() == "nickel plant"


@pytest.mark.parametrize(
    "pane",
    ["tree", "records", "detail", "lanes"],
)
def test_the_side_buttons_of_a_mouse_go_back_and_forward(atlas: OpenAtlas, pane: str) -> None:
    first = atlas.state.record_id
    atlas.do("next_record")
    second = atlas.state.record_id
    place = {
        "tree": atlas.tree.view.viewport(),
        "records": atlas.records.view.viewport(),
        "detail": atlas.detail.viewport(),
        "lanes": atlas.lanes,
    }[pane]
    QTest.mouseClick(place, Qt.MouseButton.BackButton, pos=QPoint(60, 40))
    assert atlas.state.record_id == first
    QTest.mouseClick(place, Qt.MouseButton.ForwardButton, pos=QPoint(60, 40))
    assert atlas.state.record_id == second


def every_record_row(atlas: OpenAtlas, above: QModelIndex | None = None) -> list[str]:
    model, above = atlas.tree.view.model(), above or QModelIndex()
    found = []
    for row in range(model.rowCount(above)):
        index = model.index(row, 0, above)
        if index.data(Role.RECORD_ID):
            found.append(index.data(Role.RECORD_ID))
        found += every_record_row(atlas, index)
    return found


def test_one_query_narrows_every_pane(atlas: OpenAtlas) -> None:
    atlas.search_for("pair:CHN-CUB biotechnology")
    ids = set(atlas.listed())
    assert 0 < len(ids) < 42
    assert set(every_record_row(atlas)) >= ids
    assert set(atlas.marks()) <= ids
    undated = [each for each in ids if each not in atlas.marks()]
    assert len(atlas.marks()) + len(undated) == len(ids)
    assert f"{len(ids)} of" in atlas.search.field.accessibleDescription()


def test_a_click_in_the_tree_narrows_list_and_timeline(atlas: OpenAtlas, qtbot: QtBot) -> None:
    view = atlas.tree.view
    index = next(
        view.model().index(row, 0)
        for row in range(view.model().rowCount())
        if view.model().index(row, 0).data(Role.KEY) == "CUB-VNM"
    )
    view.scrollTo(index)
    # The click puts another tree in the place of this one, and with it the index is void.
    count = index.data(Role.COUNT)
    qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center()
    )
    assert atlas.state.query == "pair:CUB-VNM"
    assert len(atlas.listed()) == count == 8
    assert set(atlas.marks()) <= set(atlas.listed())
    assert "Cuba – Vietnam (8) *" in picture(view)


def test_a_mark_on_the_timeline_opens_its_record(atlas: OpenAtlas) -> None:
    atlas.search_for("nickel")
    atlas.lanes.setFocus()
    atlas.press("Home", atlas.lanes)
    atlas.press("Return", atlas.lanes)
    assert atlas.state.record_id in atlas.marks()
    assert atlas.records.selected_ids() == [atlas.state.record_id]
    assert atlas.focused() is atlas.detail


def test_the_records_without_a_date_are_listed_on_request(atlas: OpenAtlas, qtbot: QtBot) -> None:
    with qtbot.waitSignal(atlas.timeline.undated_requested):
        atlas.timeline.findChild(QWidget).undated_button.click()  # type: ignore[union-attr]
    (tray,) = atlas.timeline.findChildren(UndatedTray)
    tray.findChild(QPushButton).click()
    assert atlas.state.query == "no:date"
    assert atlas.marks() == []
    assert atlas.focused() is atlas.records.view
    assert atlas.listed()


def test_full_screen_and_back(atlas: OpenAtlas, qtbot: QtBot) -> None:
    atlas.press("F11")
    qtbot.waitUntil(atlas.window.isFullScreen)
    atlas.press("F11")
    qtbot.waitUntil(lambda: not atlas.window.isFullScreen())


def test_the_link_of_the_record_is_put_on_the_clipboard(atlas: OpenAtlas) -> None:
    atlas.press("Ctrl+Alt+K")
    assert atlas.state.record_id in QApplication.clipboard().text()


def match_bar(atlas: OpenAtlas) -> MatchBar:
    (found,) = atlas.window.findChildren(MatchBar)
    return found


def test_f3_walks_through_the_matches_from_the_search_field(atlas: OpenAtlas, qtbot: QtBot) -> None:
    atlas.search_for("nickel")
    atlas.press("Return")
    atlas.do("focus_search")
    bar = match_bar(atlas)
    qtbot.waitUntil(lambda: bar.isVisible() and bar.text.endswith("matches"))
    total = int(bar.text.split()[0])
    assert total > 2
    seen = []
    for keys in ("F3", "F3", "Shift+F3", "Shift+F3", "F3"):
        atlas.press(keys, atlas.search.field)
        seen.append(bar.text.split(" · ")[0])
        assert atlas.focused() is atlas.search.field
    assert seen == [f"{place} of {total} matches" for place in (1, 2, 1, total, 1)]
    assert atlas.state.query == atlas.search.field.text() == "nickel"


def test_f3_without_a_search_does_nothing(atlas: OpenAtlas) -> None:
    held = atlas.state.record_id, atlas.detail.verticalScrollBar().value()
    for keys in ("F3", "Shift+F3"):
        atlas.press(keys, atlas.records.view)
    assert (atlas.state.record_id, atlas.detail.verticalScrollBar().value()) == held
    assert not match_bar(atlas).isVisible()


def test_the_filters_come_and_go_by_key(atlas: OpenAtlas) -> None:
    (facets,) = atlas.window.findChildren(FacetPane)
    for shown in (True, False, True):
        atlas.press("Ctrl+Shift+F", atlas.search.field)
        assert facets.isVisible() == shown
        assert atlas.action("filters").isChecked() == shown
    atlas.search_for("nickel")
    section = facets.view.model().index(0, 0)
    assert facets.view.model().rowCount(section) > 0
    ring = [*stops(atlas)[:2], facets.view, *stops(atlas)[2:]]
    ring[0].setFocus()
    seen = []
    for _stop in ring:
        atlas.press("F6")
        seen.append(atlas.focused())
    assert seen == [*ring[1:], ring[0]]
