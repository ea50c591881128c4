"""Where the parts of the window stand, at every size it can have."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QSplitter, QWidget
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas

from atlas_gui.ui.facet_pane import FacetPane
from atlas_gui.ui.saved_search_pane import SavedSearchPane
from atlas_gui.ui.top_bar import TopBar
from atlas_gui.ui.window_frame import WindowFrame

# The offscreen platform says this of every window; it is about the platform, not the frame.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
_SIZES = pytest.mark.parametrize(
    ("width", "height"), [(1024, 640), (1280, 800), (1920, 1080)], ids=str
)


def frame_of(atlas: OpenAtlas) -> WindowFrame:
    (found,) = atlas.window.findChildren(WindowFrame)
    return found


def place(part: QWidget, frame: WindowFrame) -> QRect:
    """Where a part stands in the frame."""
    return QRect(part.mapTo(frame, QPoint(0, 0)), part.size())


def resize(atlas: OpenAtlas, width: int, height: int, qtbot: QtBot) -> None:
    atlas.window.resize(width, height)
    qtbot.waitUntil(lambda: atlas.window.size().toTuple() == (width, height))


@_SIZES
def test_three_panes_stand_side_by_side_above_the_timeline(
    atlas: OpenAtlas, qtbot: QtBot, width: int, height: int
) -> None:
    resize(atlas, width, height, qtbot)
    frame = frame_of(atlas)
    (bar,) = atlas.window.findChildren(TopBar)
    top, timeline = place(bar, frame), place(atlas.timeline, frame)
    side = frame.splitters["side"]
    page = frame.splitters["page"]
    across = [place(part, frame) for part in (side, atlas.records, page)]
    for left, right in pairwise(across):
        assert left.right() < right.left()
    for pane in across:
        assert top.bottom() < pane.top()
        assert pane.bottom() < timeline.top()
        assert (pane.top(), pane.height()) == (across[0].top(), across[0].height())
    for whole in (top, timeline):
        assert (whole.left(), whole.width()) == (0, frame.width())
    for part in (top, timeline, *across):
        assert not part.isEmpty()
        assert frame.rect().contains(part)


def test_saved_searches_stand_under_the_tree(atlas: OpenAtlas) -> None:
    frame = frame_of(atlas)
    (saved,) = atlas.window.findChildren(SavedSearchPane)
    tree, below = place(atlas.tree, frame), place(saved, frame)
    assert tree.bottom() < below.top()
    assert (below.left(), below.width()) == (tree.left(), tree.width())
    assert below.height() < tree.height()


def test_filters_stand_between_tree_and_list_when_they_are_wanted(atlas: OpenAtlas) -> None:
    frame = frame_of(atlas)
    (facets,) = atlas.window.findChildren(FacetPane)
    assert not facets.isVisible()
    atlas.do("filters")
    between = place(facets, frame)
    assert place(atlas.tree, frame).right() < between.left()
    assert between.right() < place(atlas.records, frame).left()


def test_the_list_is_widest_at_first_and_the_timeline_lowest(atlas: OpenAtlas) -> None:
    frame = frame_of(atlas)
    frame.set_first_sizes(1280, 800)
    side, filters, records, detail = frame.splitters["across"].sizes()
    assert filters == 0
    assert side < detail < records
    panes, timeline = frame.splitters["down"].sizes()
    assert timeline < panes


def test_first_sizes_are_parts_of_the_room_there_is(atlas: OpenAtlas) -> None:
    splitter = frame_of(atlas).splitters["across"]
    splitter.setSizes([600, 0, 300, 300])
    frame_of(atlas).set_first_sizes(1280, 800)
    sizes = splitter.sizes()
    shares = [100 * size / sum(sizes) for size in sizes]
    assert shares == pytest.approx([21, 0, 47, 32], abs=1)


def test_the_movable_edges_have_names_to_be_remembered_by(atlas: OpenAtlas) -> None:
    splitters = frame_of(atlas).splitters
    assert {name: edge.orientation() for name, edge in splitters.items()} == {
        "across": Qt.Orientation.Horizontal,
        "down": Qt.Orientation.Vertical,
        "side": Qt.Orientation.Vertical,
        "page": Qt.Orientation.Vertical,
    }
    assert set(splitters.values()) == set(atlas.window.findChildren(QSplitter))


@pytest.mark.parametrize(
    ("name", "place", "filters"),
    [
        ("across", 2, False),
        ("across", 3, False),
        ("across", 1, True),
        ("across", 2, True),
        ("across", 3, True),
        ("down", 1, False),
        ("side", 1, False),
    ],
)
@pytest.mark.parametrize("end", [0, 10_000])
def test_no_pane_can_be_pushed_out_of_sight(
    atlas: OpenAtlas, name: str, place: int, end: int, *, filters: bool
) -> None:
    if filters:
        atlas.do("filters")
    splitter = frame_of(atlas).splitters[name]
    held = splitter.sizes()
    splitter.moveSplitter(end, place)
    assert splitter.sizes() != held
    parts = [splitter.widget(number) for number in range(splitter.count())]
    hidden = [part for part in parts if not part.isVisible()]
    assert all(isinstance(part, FacetPane) for part in hidden)
    assert len(hidden) == (name == "across" and not filters)
    for part in (part for part in parts if part not in hidden):
        assert not part.size().isEmpty()
        assert part.width() >= part.minimumSizeHint().width()
        assert part.height() >= part.minimumSizeHint().height()


def test_every_pane_grows_with_the_window(atlas: OpenAtlas, qtbot: QtBot) -> None:
    resize(atlas, 1100, 700, qtbot)
    frame = frame_of(atlas)
    before = {name: edge.sizes() for name, edge in frame.splitters.items()}
    resize(atlas, 1800, 1000, qtbot)
    for name, edge in frame.splitters.items():
        shown = [edge.widget(number).isVisible() for number in range(edge.count())]
        grown = [now > then for now, then in zip(edge.sizes(), before[name], strict=True)]
        assert grown == shown, name


def test_the_edges_stay_where_the_reader_put_them_when_the_notice_comes(atlas: OpenAtlas) -> None:
    splitter = frame_of(atlas).splitters["across"]
    splitter.setSizes([300, 0, 500, 480])
    held = splitter.sizes()
    atlas.window.tell("Something is to be told.")
    assert atlas.notice.isVisible()
    assert splitter.sizes() == held
