"""Everything Atlas can do, found by typing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas

from atlas_gui.ui.actions import ACTIONS, plain_text
from atlas_gui.ui.command_palette import CommandPalette

# The offscreen platform says this of every window; it is about the platform, not the palette.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def palette(atlas: OpenAtlas) -> CommandPalette:
    atlas.press("Ctrl+Shift+P")
    (opened,) = atlas.window.findChildren(CommandPalette)
    return opened


def field(palette: CommandPalette) -> QLineEdit:
    found = palette.findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def rows(palette: CommandPalette) -> list[str]:
    found = palette.findChild(QListWidget)
    assert isinstance(found, QListWidget)
    return [found.item(row).data(Qt.ItemDataRole.UserRole) for row in range(found.count())]


def test_it_offers_what_is_possible_now(palette: CommandPalette, atlas: OpenAtlas) -> None:
    possible = [spec.id for spec in ACTIONS if atlas.action(spec.id).isEnabled()]
    assert sorted(rows(palette)) == sorted(possible)
    assert "back" not in rows(palette)


@pytest.mark.parametrize("spec", [s for s in ACTIONS if s.needs.value in ("nothing", "record")])
def test_an_action_is_found_by_its_own_name(palette: CommandPalette, spec: object) -> None:
    (wanted,) = [each for each in ACTIONS if each is spec]
    field(palette).setText(plain_text(wanted.text).rstrip("…").upper())
    assert rows(palette)[0] == wanted.id


def test_words_count_in_any_order_and_accents_do_not(palette: CommandPalette, qtbot: QtBot) -> None:
    field(palette).setText("téxt larg")
    assert rows(palette) == ["larger_text", "normal_text"]  # what is called so before the rest
    qtbot.keyClicks(field(palette), " zzz")
    assert rows(palette) == []
    qtbot.keyClick(field(palette), Qt.Key.Key_Return)
    assert palette.isVisible()


def test_enter_does_the_first_and_closes(
    palette: CommandPalette, atlas: OpenAtlas, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field(palette), "by name")
    with qtbot.waitSignal(atlas.action("order_name").triggered):
        qtbot.keyClick(field(palette), Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert atlas.action("order_name").isChecked()


def test_arrows_choose_without_leaving_the_field(
    palette: CommandPalette, atlas: OpenAtlas, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field(palette), "text")
    second = rows(palette)[1]
    qtbot.keyClick(field(palette), Qt.Key.Key_Down)
    with qtbot.waitSignal(atlas.action(second).triggered):
        qtbot.keyClick(field(palette), Qt.Key.Key_Return)


def test_escape_does_nothing_but_close(
    palette: CommandPalette, atlas: OpenAtlas, qtbot: QtBot
) -> None:
    fired: list[str] = []
    for spec in ACTIONS:
        atlas.action(spec.id).triggered.connect(lambda _on, name=spec.id: fired.append(name))
    qtbot.keyClick(field(palette), Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert fired == []


def test_it_is_gone_once_closed(palette: CommandPalette, atlas: OpenAtlas, qtbot: QtBot) -> None:
    palette.reject()
    for _again in range(3):
        atlas.do("command_palette")
        opened = next(p for p in atlas.window.findChildren(CommandPalette) if p.isVisible())
        opened.reject()
    qtbot.waitUntil(lambda: not atlas.window.findChildren(CommandPalette))
