"""The line that says what was searched for instead, and takes it back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas

from atlas_gui.search.result import Instead
from atlas_gui.ui.spelling_line import SpellingLine

# The offscreen platform says this of every window; it is about the platform, not the line.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def line(qtbot: QtBot) -> SpellingLine:
    made = SpellingLine()
    qtbot.addWidget(made)
    return made


def test_it_is_there_only_while_something_else_was_looked_for(line: SpellingLine) -> None:
    assert line.isHidden()
    assert line.text == ""
    line.show_instead((Instead("huawie", ("huawei",)),))
    assert not line.isHidden()
    assert "huawie" in line.text and "“huawei”" in line.text
    line.show_instead(())
    assert line.isHidden()
    assert line.text == ""


def test_of_many_words_a_few_are_named(line: SpellingLine) -> None:
    line.show_instead((Instead("ab", tuple(f"word{n}" for n in range(9))), Instead("x", ("y",))))
    assert "“word3”" in line.text
    assert "“word4”" not in line.text
    assert "…" in line.text
    assert line.text.count("also searched for") == 2


def test_what_was_typed_is_no_markup_and_widens_nothing(line: SpellingLine) -> None:
    line.show_instead((Instead("<img src=x>" * 500, ("<b>",)),))
    label = line.findChild(QLabel)
    assert label is not None
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert line.minimumSizeHint().width() < 600
    assert not line.grab().isNull()


def test_the_button_is_named_and_asks(line: SpellingLine, qtbot: QtBot) -> None:
    line.show_instead((Instead("huawie", ("huawei",)),))
    button = line.findChild(QPushButton)
    assert button is not None
    assert button.text() and button.toolTip()
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    with qtbot.waitSignal(line.literal_requested):
        qtbot.keyClick(button, Qt.Key.Key_Space)


def test_in_the_window_it_leads_back_to_what_was_typed(atlas: OpenAtlas, qtbot: QtBot) -> None:
    (line,) = atlas.window.findChildren(SpellingLine)
    assert line.isHidden()
    atlas.search_for("huawie mts")
    assert "huawei" in line.text
    assert atlas.listed()
    button = line.findChild(QPushButton)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert '"huawie"' in atlas.state.query
    assert atlas.search.field.text() == atlas.state.query
    assert atlas.listed() == []
    assert line.isHidden()
    atlas.search_for("huawie mts")
    assert not line.isHidden()
    atlas.search_for("huawei")
    assert line.isHidden()
