"""The sheet of shortcuts and the lines about Atlas: to be read, selected and closed."""

import platform
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QTreeWidget,
)
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas
from support.hostile import hostile_library
from support.libraries import write

from atlas_gui import __version__
from atlas_gui.state.tasks import ImmediateTaskRunner
from atlas_gui.store import open_library
from atlas_gui.ui.about_dialog import AboutDialog
from atlas_gui.ui.shortcut_sheet import ShortcutSheet

# The offscreen platform says this of every window; it is about the platform, not the dialogs.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def opened(atlas: OpenAtlas, kind: type[QDialog]) -> QDialog:
    (found,) = [dialog for dialog in atlas.window.findChildren(kind) if dialog.isVisible()]
    return found


@pytest.mark.parametrize("keys", ["F1", "?"])
def test_the_sheet_opens_by_key_and_closes_with_escape(
    atlas: OpenAtlas, qtbot: QtBot, keys: str
) -> None:
    atlas.records.view.setFocus()
    atlas.press(keys, atlas.records.view)
    sheet = opened(atlas, ShortcutSheet)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_the_sheet_tells_the_keys_of_every_pane(atlas: OpenAtlas) -> None:
    atlas.do("shortcut_sheet")
    tree = opened(atlas, ShortcutSheet).findChild(QTreeWidget)
    assert tree is not None
    sections = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
    assert {"Search field", "Country pairs", "Record list", "Timeline"} <= {
        section.text(0) for section in sections
    }
    assert all(section.isExpanded() and section.childCount() for section in sections)


def test_about_names_program_and_library(atlas: OpenAtlas) -> None:
    atlas.do("about")
    text = opened(atlas, AboutDialog).findChild(QLabel, "about_text")
    assert text is not None
    assert f"Atlas {__version__}" in text.text()
    assert atlas.library.info.edition in text.text()
    assert atlas.library.info.citation in text.text()
    assert text.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard


def test_about_tells_what_runs_here(atlas: OpenAtlas) -> None:
    atlas.do("about")
    text = opened(atlas, AboutDialog).findChild(QLabel, "about_text").text()
    assert f"Qt {qVersion()}, Python {platform.python_version()}" in text
    assert "source tree" in text
    assert "Display: offscreen" in text
    assert "All data is kept in" not in text


def test_about_tells_the_folder_of_all_data_if_there_is_one(
    atlas: OpenAtlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("atlas_gui.paths.data_dir", lambda: tmp_path)
    atlas.do("about")
    text = opened(atlas, AboutDialog).findChild(QLabel, "about_text").text()
    assert f"All data is kept in {tmp_path}" in text


def test_the_version_is_copied_for_a_report_without_anything_personal(
    atlas: OpenAtlas, qtbot: QtBot
) -> None:
    atlas.do("about")
    dialog = opened(atlas, AboutDialog)
    (copy,) = [b for b in dialog.findChildren(QPushButton) if "opy the" in b.text()]
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert copied.splitlines()[0] == f"Atlas {__version__}"
    assert str(Path.home()) not in copied
    assert platform.node() not in copied


def test_licences_are_looked_up_when_wanted_and_found_by_typing(
    atlas: OpenAtlas, qtbot: QtBot
) -> None:
    atlas.do("about")
    dialog = opened(atlas, AboutDialog)
    names, text = dialog.findChild(QListWidget), dialog.findChild(QPlainTextEdit)
    assert names.count() == 0
    qtbot.keyClick(dialog, Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    dialog.findChild(QTabWidget).setCurrentIndex(1)
    qtbot.waitUntil(lambda: names.count() > 10)
    qtbot.keyClicks(names, "tiny")
    assert names.currentItem().text().startswith("tinydb ")
    assert "MIT" in text.toPlainText()
    assert text.isReadOnly()
    assert all(each.accessibleName() for each in (names, text))


def test_licences_that_cannot_be_looked_up_are_told(
    qtbot: QtBot, atlas: OpenAtlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise OSError

    monkeypatch.setattr("atlas_gui.ui.about_dialog.licences_with_texts", broken)
    dialog = AboutDialog(atlas.library, ImmediateTaskRunner(), None)
    qtbot.addWidget(dialog)
    dialog.findChild(QTabWidget).setCurrentIndex(1)
    heads = [label.text() for label in dialog.findChildren(QLabel)]
    assert "The licences could not be looked up; the log has the reason." in heads


def test_about_closed_while_licences_are_looked_up_is_no_fault(
    atlas: OpenAtlas, qtbot: QtBot
) -> None:
    atlas.do("about")
    dialog = opened(atlas, AboutDialog)
    dialog.findChild(QTabWidget).setCurrentIndex(1)
    dialog.reject()
    atlas.tasks.drain()
    qtbot.waitUntil(lambda: not atlas.window.findChildren(AboutDialog))


def test_the_folder_of_the_log_is_shown_or_told(
    atlas: OpenAtlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, shown = tmp_path / "log", []
    monkeypatch.setattr("atlas_gui.paths.log_dir", lambda: folder)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(shown.append(url)) or True)
    atlas.do("log_folder")
    assert [Path(url.toLocalFile()) for url in shown] == [folder]
    assert folder.is_dir()
    assert atlas.notice.text == ""
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    atlas.do("log_folder")
    assert atlas.notice.text == f"The log is in {folder}"
    folder.rmdir()
    folder.write_text("a file")
    atlas.do("log_folder")
    assert "could not be saved" in atlas.notice.text


def test_about_reads_no_markup_in_a_library(tmp_path: object, qtbot: QtBot) -> None:
    library = open_library(write(hostile_library(), tmp_path))  # type: ignore[arg-type]
    dialog = AboutDialog(library, ImmediateTaskRunner(), None)
    qtbot.addWidget(dialog)
    text = dialog.findChild(QLabel, "about_text")
    assert text is not None
    assert text.textFormat() == Qt.TextFormat.PlainText
    assert "<b>A library</b> & more" in text.text()


@pytest.mark.parametrize(
    ("action", "kind"), [("about", AboutDialog), ("shortcut_sheet", ShortcutSheet)]
)
def test_a_dialog_closes_by_its_button_and_is_gone(
    atlas: OpenAtlas, qtbot: QtBot, action: str, kind: type[QDialog]
) -> None:
    for _again in range(2):
        atlas.do(action)
        buttons = opened(atlas, kind).findChild(QDialogButtonBox)
        assert buttons is not None
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not atlas.window.findChildren(kind))
