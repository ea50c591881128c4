"""Changes of the notebook that cannot be written: told, kept, and saved elsewhere."""

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas

from atlas_gui.errors import AtlasError
from atlas_gui.state.notebook import NotebookState
from atlas_gui.store.notebook.keeping import NotebookFile
from atlas_gui.ui.notebook.strip import NotebookStrip
from atlas_gui.ui.notice_bar import NoticeAction, NoticeBar

# The offscreen platform says this of every window; it is about the platform, not the notice.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
_FULL = "“notebook.json” cannot be written: the disk is full."


class FullDisk:
    """A notebook that cannot be written until `mend` is called."""

    def __init__(self, atlas: OpenAtlas, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
        self.atlas = atlas
        self.qtbot = qtbot
        self._whole = NotebookFile.append
        self._patch = monkeypatch
        application = QApplication.instance()
        assert application is not None
        self.state = next(
            each for each in application.children() if isinstance(each, NotebookState)
        )

        def refuse(*_args: object) -> None:
            raise AtlasError(_FULL)

        monkeypatch.setattr(NotebookFile, "append", refuse)
        atlas.do("star")
        qtbot.waitUntil(lambda: _FULL in atlas.notice.text)

    def mend(self) -> None:
        self._patch.setattr(NotebookFile, "append", self._whole)

    def button(self, words: str) -> QPushButton:
        return next(
            button
            for button in self.atlas.notice.findChildren(QPushButton)
            if button.text() == words and button.isVisible()
        )

    def question(self) -> QMessageBox:
        boxes = self.atlas.window.findChildren(QMessageBox, "unsaved_notebook")
        (found,) = (box for box in boxes if box.isVisible())
        return found

    def answer(self, words: str) -> None:
        (button,) = (
            each for each in self.question().buttons() if each.text().replace("&", "") == words
        )
        button.click()
        self.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


@pytest.fixture
def full(atlas: OpenAtlas, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> FullDisk:
    return FullDisk(atlas, monkeypatch, qtbot)


def test_the_notice_says_why_and_goes_once_everything_is_on_disk(full: FullDisk) -> None:
    assert full.atlas.notice.text.startswith("1 change of your notebook is not on disk yet.")
    (strip,) = full.atlas.window.findChildren(NotebookStrip)
    assert strip.star.isChecked()
    full.atlas.window.tell_in_passing("Something else")
    assert full.atlas.notice.text == "Something else"
    full.atlas.notice._go_on()
    assert _FULL in full.atlas.notice.text
    full.mend()
    full.button("Try again").click()
    full.qtbot.waitUntil(lambda: full.atlas.notice.text == "")
    assert full.state.unsaved == 0


def test_a_copy_holds_what_is_not_on_disk(
    full: FullDisk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.json"
    monkeypatch.setattr(
        "atlas_gui.ui.notebook.unsaved.QFileDialog.getSaveFileName",
        lambda *_args: (str(target), ""),
    )
    full.button("Save a copy…").click()
    assert "copy.json" in full.atlas.notice.text
    assert full.atlas.state.record_id.encode() in target.read_bytes()
    msgspec.json.decode(target.read_bytes())
    # What is safe elsewhere holds up nobody who wants to close.
    assert full.atlas.window.close()


def test_a_copy_that_cannot_be_written_is_told(
    full: FullDisk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "atlas_gui.ui.notebook.unsaved.QFileDialog.getSaveFileName",
        lambda *_args: (str(tmp_path / "no" / "copy.json"), ""),
    )
    full.button("Save a copy…").click()
    assert "copy.json" in full.atlas.notice.text
    assert _FULL not in full.atlas.notice.text


def test_closing_the_last_window_asks_first(full: FullDisk) -> None:
    window = full.atlas.window
    assert not window.close()
    assert window.isVisible()
    assert full.question().informativeText() == _FULL
    full.answer("Stay")
    assert window.isVisible()
    assert not window.close()
    full.answer("Close anyway")
    assert not window.isVisible()


def test_nobody_is_asked_when_all_is_on_disk(atlas: OpenAtlas) -> None:
    atlas.do("star")
    assert atlas.window.close()


def test_buttons_of_a_notice_are_reached_by_key_and_go_with_it(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    called: list[int] = []
    bar.stand("It stays", [NoticeAction("Do it", lambda: called.append(1))])
    button = next(each for each in bar.findChildren(QPushButton) if each.isVisible())
    button.setFocus()
    qtbot.keyClick(button, " ")
    assert called == [1]
    bar.tell("Another")
    assert not button.isVisible()
    bar._go_on()
    assert bar.text == "It stays"
    bar.stand("")
    assert bar.text == ""


def test_closing_waits_for_what_is_on_its_way_to_the_disk(
    atlas: OpenAtlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody could be told any more, once the window is gone, that it did not arrive."""

    def refuse(*_args: object) -> None:
        raise AtlasError(_FULL)

    with monkeypatch.context() as patch:
        patch.setattr(NotebookFile, "append", refuse)
        atlas.do("star")
        assert not atlas.window.close()
        boxes = atlas.window.findChildren(QMessageBox, "unsaved_notebook")
        assert [box.isVisible() for box in boxes] == [True]
        boxes[0].reject()
    # Whoever stays goes on as before, and what waited is written with the next try.
    assert atlas.window.close()


def test_a_reason_is_shown_as_the_text_it_is(full: FullDisk) -> None:
    full.atlas.window.close()
    labels = [each for each in full.question().findChildren(QLabel) if each.text()]
    assert len(labels) >= 2
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    full.answer("Stay")
