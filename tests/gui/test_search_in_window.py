"""A search as its reader meets it in the window: the best answers in sight, nothing jumping."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas

from atlas_gui.ui.completion_popup import CompletionPopup

# The offscreen platform says this of every window; it is about the platform, not the window.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def _top_row(atlas: OpenAtlas) -> int:
    return int(atlas.records.view.indexAt(QPoint(5, 5)).row())


@pytest.mark.parametrize("typed", ["c", "china", "cuba", "kind:trade,visit"])
def test_the_best_answers_are_in_sight(typed: str, atlas: OpenAtlas) -> None:
    atlas.state.set_record(atlas.listed()[-1])
    assert _top_row(atlas) > 0
    atlas.search_for(typed)
    assert _top_row(atlas) == 0


def test_at_the_start_the_open_record_is_in_sight(atlas: OpenAtlas, qtbot: QtBot) -> None:
    view = atlas.records.view
    row = atlas.listed().index(atlas.state.record_id)
    assert row > 20
    index = view.model().index(row, 1)
    qtbot.waitUntil(lambda: view.viewport().rect().intersects(view.visualRect(index)))


def test_without_a_search_the_open_record_is_in_sight(atlas: OpenAtlas) -> None:
    atlas.search_for("china")
    last = atlas.state.result.ids[-1]
    atlas.state.set_record(last)
    atlas.state.set_query("")
    row = atlas.listed().index(last)
    view = atlas.records.view
    assert view.viewport().rect().intersects(view.visualRect(view.model().index(row, 1)))


@pytest.mark.parametrize("key", ["Return", "Down"])
def test_a_search_leads_to_its_best_answer(key: str, atlas: OpenAtlas) -> None:
    atlas.search_for("cuba")
    atlas.state.set_record(atlas.listed()[4])
    atlas.search_for("cuba china")
    assert atlas.state.record_id in atlas.listed()[1:]
    atlas.press(key, atlas.search.field)
    assert atlas.state.record_id == atlas.listed()[0]
    assert atlas.focused() is atlas.records.view


def test_going_to_the_list_again_keeps_the_open_record(atlas: OpenAtlas) -> None:
    atlas.search_for("cuba")
    chosen = atlas.listed()[3]
    atlas.state.set_record(chosen)
    atlas.do("focus_search")
    atlas.press("Return", atlas.search.field)
    assert atlas.state.record_id == chosen


def test_suggestions_stay_while_the_count_beside_them_changes(
    atlas: OpenAtlas, qtbot: QtBot
) -> None:
    atlas.do("focus_search")
    popup = atlas.window.findChild(CompletionPopup)
    assert popup is not None
    for letter in "country:c":
        QTest.keyClicks(atlas.search.field, letter)
        qtbot.wait(5)
    assert popup.isVisible()


def test_a_kind_that_is_also_a_group_stays_a_filter(atlas: OpenAtlas) -> None:
    atlas.search_for("kind:trade")
    found = len(atlas.listed())
    assert atlas.tree.view.model().index(0, 1).data() == str(found)
    index = atlas.tree.view.model().index(1, 0)
    QTest.mouseClick(
        atlas.tree.view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=atlas.tree.view.visualRect(index).center(),
    )
    assert "kind:trade" in atlas.state.query and "pair:" in atlas.state.query
    assert 0 < len(atlas.listed()) <= found


def test_a_query_cannot_turn_the_sentence_round_that_quotes_it(atlas: OpenAtlas) -> None:
    atlas.state.set_query("zzzz\u202e nothing")
    (told,) = [
        label.text()
        for label in atlas.records.findChildren(type(atlas.notice._text))
        if "Nothing in this library" in label.text()
    ]
    assert "\u202e" not in told
