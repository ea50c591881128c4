"""The sheet of shortcuts and the lines about Atlas: to be read, selected and closed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QTreeWidget
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
