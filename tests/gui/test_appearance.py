"""Light, dark or as the system; and the size of text."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas

from atlas_gui.models.record_list_model import Column
from atlas_gui.ui.theme import DARK, LIGHT, Theme

# The offscreen platform says this of every window; it is about the platform, not the looks.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def colours(atlas: OpenAtlas) -> set[str]:
    """The colours that cover more than a hundredth of the window, on a coarse grid."""
    image = atlas.window.grab().toImage()
    seen = Counter(
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 7)
        for y in range(0, image.height(), 7)
    )
    return {colour for colour, count in seen.items() if count > seen.total() / 100}


@pytest.mark.parametrize(
    ("action", "theme", "other"),
    [("appearance_light", LIGHT, DARK), ("appearance_dark", DARK, LIGHT)],
)
def test_every_surface_changes_at_once(
    atlas: OpenAtlas, action: str, theme: Theme, other: Theme
) -> None:
    atlas.do("appearance_dark" if theme is LIGHT else "appearance_light")
    atlas.do(action)
    seen = colours(atlas)
    assert {theme.base, theme.window} <= seen
    assert other.base not in seen
    assert other.window not in seen
    assert QApplication.palette().base().color() == QColor(theme.base)


def test_the_system_is_followed_again_once_asked(atlas: OpenAtlas) -> None:
    system_is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    atlas.do("appearance_light" if system_is_dark else "appearance_dark")
    assert (DARK.base in colours(atlas)) is not system_is_dark
    atlas.do("appearance_system")
    assert (DARK.base in colours(atlas)) is system_is_dark


def test_the_state_of_the_window_outlives_a_change_of_looks(atlas: OpenAtlas) -> None:
    atlas.search_for("gas")
    atlas.do("next_record")
    held = (atlas.state.query, atlas.state.record_id, atlas.timeline.span())
    for action in ("appearance_dark", "appearance_light", "larger_text", "normal_text"):
        atlas.do(action)
    assert (atlas.state.query, atlas.state.record_id, atlas.timeline.span()) == held


def test_text_grows_and_shrinks_in_every_pane(atlas: OpenAtlas) -> None:
    def heights() -> list[int]:
        views = (atlas.tree.view, atlas.records.view, atlas.lanes, atlas.search.field)
        return [view.fontMetrics().height() for view in views]

    def row() -> int:
        return atlas.records.view.visualRect(atlas.records.view.currentIndex()).height()

    usual, usual_row = heights(), row()
    page = atlas.detail.document().defaultFont().pointSizeF()
    for _step in range(5):
        atlas.do("larger_text")
    assert all(now > before for now, before in zip(heights(), usual, strict=True))
    assert atlas.detail.document().defaultFont().pointSizeF() > page
    assert row() > usual_row
    atlas.do("normal_text")
    assert heights() == usual
    assert row() == usual_row
    atlas.do("smaller_text")
    assert heights() < usual


def test_columns_that_gave_way_to_larger_text_come_back(atlas: OpenAtlas) -> None:
    atlas.window.resize(1900, 900)
    header = atlas.records.view.header()
    shown = [column for column in Column if not header.isSectionHidden(column)]
    for _step in range(10):
        atlas.do("larger_text")
    assert [column for column in Column if not header.isSectionHidden(column)] != shown
    atlas.do("normal_text")
    assert [column for column in Column if not header.isSectionHidden(column)] == shown


def test_the_open_record_stays_in_sight_while_text_grows(atlas: OpenAtlas) -> None:
    view = atlas.records.view
    for action in ("larger_text", "larger_text", "larger_text", "normal_text"):
        atlas.do(action)
        middle = view.visualRect(view.currentIndex()).center()
        assert view.viewport().rect().contains(middle), action


def test_the_size_of_text_has_ends(atlas: OpenAtlas) -> None:
    for _step in range(40):
        atlas.do("larger_text")
    largest = atlas.window.settings().text_percent
    atlas.do("larger_text")
    assert atlas.window.settings().text_percent == largest == 200
    for _step in range(40):
        atlas.do("smaller_text")
    assert atlas.window.settings().text_percent == 70
    atlas.do("normal_text")
    assert atlas.window.settings().text_percent == 100


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800), (1900, 1000)])
@pytest.mark.parametrize("larger", [0, 10])
def test_the_window_keeps_its_size_and_its_panes(
    atlas: OpenAtlas, qtbot: QtBot, size: tuple[int, int], larger: int
) -> None:
    atlas.window.resize(*size)
    for _step in range(larger):
        atlas.do("larger_text")
    qtbot.wait(10)
    panes = (atlas.tree, atlas.records, atlas.detail, atlas.timeline)
    for pane in panes:
        assert pane.isVisible()
        area = pane.rect().translated(pane.mapTo(atlas.window, pane.rect().topLeft()))
        assert atlas.window.rect().contains(area), type(pane).__name__
        assert pane.width() > 100
        assert pane.height() > 60
    if not larger:
        assert (atlas.window.width(), atlas.window.height()) == size
    assert not atlas.records.view.header().isSectionHidden(Column.RECORD)
    assert not atlas.window.grab().isNull()
