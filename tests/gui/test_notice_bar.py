"""The line for what a reader should know and need not answer."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas

from atlas_gui.ui import notice_bar
from atlas_gui.ui.notice_bar import NoticeAction, NoticeBar

# The offscreen platform says this of every window; it is about the platform, not the bar.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def bar(qtbot: QtBot) -> NoticeBar:
    made = NoticeBar()
    qtbot.addWidget(made)
    return made


def test_it_is_out_of_the_way_until_there_is_something_to_say(bar: NoticeBar) -> None:
    assert not bar.isVisible()
    assert bar.text == ""
    bar.tell("Disk <b>full</b> & more")
    assert bar.isVisible()
    assert bar.text == "Disk <b>full</b> & more"
    label = bar.findChild(QLabel)
    assert isinstance(label, QLabel)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_the_latest_notice_wins_and_can_be_dismissed_by_key(bar: NoticeBar, qtbot: QtBot) -> None:
    bar.tell("one")
    bar.tell("two")
    assert bar.text == "two"
    button = bar.findChild(QToolButton)
    assert isinstance(button, QToolButton)
    assert button.accessibleName() == "Dismiss notice"
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert not bar.isVisible()


def test_a_passing_notice_goes_by_itself(
    bar: NoticeBar, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notice_bar, "_PASSING_MS", 1)
    bar.tell_in_passing("saved")
    assert bar.text == "saved"
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_a_lasting_notice_outlives_a_passing_one(
    bar: NoticeBar, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notice_bar, "_PASSING_MS", 1)
    bar.tell_in_passing("saved")
    bar.tell("a font is missing")
    qtbot.wait(20)
    assert bar.text == "a font is missing"


def test_a_long_notice_is_read_whole_in_a_narrow_window(atlas: OpenAtlas, qtbot: QtBot) -> None:
    atlas.window.resize(1024, 640)
    atlas.window.tell("A sentence of many words. " * 20)
    label = atlas.notice.findChild(QLabel)
    assert isinstance(label, QLabel)
    qtbot.waitUntil(lambda: label.height() >= label.heightForWidth(label.width()))
    assert atlas.window.width() == 1024


def test_copying_the_link_is_told(atlas: OpenAtlas) -> None:
    atlas.do("copy_link")
    assert "clipboard" in atlas.notice.text


def test_what_went_well_does_not_look_like_a_warning(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.tell("Something to know")
    assert bar.property("passing") is False
    bar.tell_in_passing("Saved")
    assert bar.property("passing") is True
    bar.tell("Something else")
    assert bar.property("passing") is False


def test_what_is_offered_comes_back_after_others_until_it_is_dismissed(
    bar: NoticeBar, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notice_bar, "_PASSING_MS", 1)
    done: list[str] = []
    bar.stand("it stands")
    bar.offer("the file has changed", [NoticeAction("Open it", lambda: done.append("opened"))])
    bar.tell_in_passing("copied")
    assert bar.text == "copied"
    qtbot.waitUntil(lambda: bar.text == "the file has changed")
    bar.tell("something else")
    dismiss = bar.findChild(QToolButton)
    assert isinstance(dismiss, QToolButton)
    dismiss.click()
    assert bar.text == "the file has changed"
    (button,) = [each for each in bar.findChildren(QPushButton) if each.isVisible()]
    button.click()
    assert done == ["opened"]
    assert bar.text == "it stands"
    bar.offer("the file is gone", ())
    dismiss.click()
    assert bar.text == "it stands"
    bar.tell_in_passing("copied")
    qtbot.waitUntil(lambda: bar.text == "it stands")
