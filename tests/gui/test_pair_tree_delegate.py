"""Rows of the pair tree as they are painted: badges where there is room, and nothing by colour alone."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QTreeView
from pytestqt.qtbot import QtBot

from atlas_gui.domain.pairs import Pair
from atlas_gui.domain.vocabulary import Group
from atlas_gui.models.pair_tree import Node, NodeKind
from atlas_gui.models.pair_tree_model import COUNT, NAME, PairTreeModel
from atlas_gui.ui.pair_tree_delegate import PairTreeDelegate
from atlas_gui.ui.theme import DARK, LIGHT

# The offscreen platform says this of every window; it is about the platform, not the tree.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

_PAIR = Pair("CHN", "CUB")


class OneRow:
    """One row in a tree of its own."""

    def __init__(self, qtbot: QtBot) -> None:
        self.view = QTreeView()
        qtbot.addWidget(self.view)
        self.model = PairTreeModel(Node(NodeKind.ALL, "root"))
        self.view.setModel(self.model)
        self.view.setHeaderHidden(True)
        self.delegate = PairTreeDelegate(LIGHT, self.view)
        self.view.setItemDelegate(self.delegate)
        self.view.header().setStretchLastSection(False)
        self.widen(300)
        self.view.resize(400, 100)

    def widen(self, width: int) -> None:
        self.view.setColumnWidth(NAME, width)

    def picture(self, node: Node, column: int = NAME, *, selected: bool = False) -> QImage:
        self.model.show_tree(Node(NodeKind.ALL, "root").adopt([node]))
        if selected:
            self.view.setCurrentIndex(self.model.index(0, NAME))
        area: QRect = self.view.visualRect(self.model.index(0, column))
        return self.view.viewport().grab(area).toImage()


@pytest.fixture
def row(qtbot: QtBot) -> OneRow:
    return OneRow(qtbot)


def pair(name: str = "China – Cuba", count: int = 7) -> Node:
    return Node(NodeKind.PAIR, "CHN-CUB", name, count, _PAIR)


def plain(name: str = "China – Cuba", count: int = 7) -> Node:
    return Node(NodeKind.UNREADABLE, "unreadable", name, count)


def colours(picture: QImage) -> set[str]:
    return {
        QColor(picture.pixel(x, y)).name()
        for x in range(picture.width())
        for y in range(picture.height())
    }


def test_a_pair_has_badges_and_nothing_else_has(row: OneRow) -> None:
    assert LIGHT.strong_line in colours(row.picture(pair()))
    assert LIGHT.strong_line not in colours(row.picture(plain()))
    group = Node(NodeKind.GROUP, "CHN-CUB/aid", "Aid", 2, _PAIR, Group.AID)
    assert LIGHT.strong_line not in colours(row.picture(group))


def test_badges_go_where_the_longest_name_would_not_stay_whole(row: OneRow) -> None:
    row.delegate.set_longest_name("x" * 200)
    assert row.picture(pair()) == row.picture(plain())
    row.delegate.set_longest_name("x")
    assert row.picture(pair()) != row.picture(plain())
    row.widen(60)
    assert row.picture(pair()) == row.picture(plain())


def test_a_pair_without_matches_is_quieter(row: OneRow) -> None:
    assert row.picture(plain(count=0)) != row.picture(plain(count=1))
    assert LIGHT.text not in colours(row.picture(plain(count=0)))
    assert LIGHT.text in colours(row.picture(plain(count=1)))


def test_the_selected_top_row_is_bold_as_well(row: OneRow) -> None:
    narrow = row.picture(plain("iiii"), selected=True)
    assert narrow != row.picture(plain("iiii"))
    assert LIGHT.text in colours(narrow)


def test_a_count_stands_at_the_right(row: OneRow) -> None:
    picture = row.picture(plain(count=7), COUNT)
    width = picture.width()
    left = picture.copy(0, 0, width // 2, picture.height())
    assert len(colours(left)) == 1
    assert len(colours(picture)) > 1


def test_a_direction_override_turns_nothing_round(row: OneRow) -> None:
    turned = row.picture(plain("Gas \u202eand nickel"))
    assert turned == row.picture(plain("Gas \ufffdand nickel"))


@pytest.mark.parametrize("name", ["", "x" * 20_000, "\u0301" * 4_000, "مرحبا", "𠮷" * 900, "\n"])
def test_odd_names_stay_in_their_column(row: OneRow, name: str) -> None:
    row.picture(pair(name))
    assert row.picture(pair(name), COUNT) == row.picture(pair(), COUNT)


def test_another_theme_shows_at_once(row: OneRow) -> None:
    before = row.picture(pair())
    row.delegate.set_theme(DARK)
    after = row.picture(pair())
    assert DARK.strong_line in colours(after)
    assert after != before


def test_larger_text_shows_at_once_in_a_higher_row(row: OneRow) -> None:
    before = row.picture(pair())
    font = row.view.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    row.view.setFont(font)
    row.widen(600)
    assert row.picture(pair()).height() > before.height()
