"""Copies of a library from the menu: byte for byte, whole or not at all."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMenu
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas
from support.libraries import plain_library, write

from atlas_gui.store import open_library
from atlas_gui.ui.importing.targets import targets_beside
from atlas_gui.ui.library_files import LibraryFileCommands
from atlas_gui.ui.origin import Origin

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Desk:
    """The commands over a library of the reader's, and what they said."""

    def __init__(self, atlas: OpenAtlas, source: Path) -> None:
        import msgspec

        parts = msgspec.structs.replace(
            atlas.window._parts, origin=Origin.of_library(source, source.name)
        )
        self.window = QMainWindow()
        self.commands = LibraryFileCommands(self.window, parts)
        self.told: list[str] = []
        self.commands.told.connect(self.told.append)
        self.commands.told_in_passing.connect(self.told.append)
        self.recent = parts.recent

    def copy_to(self, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(target), ""))
        self.commands.handlers()["save_library_copy"]()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(plain_library(), tmp_path)


@pytest.fixture
def desk(atlas: OpenAtlas, source: Path) -> Desk:
    return Desk(atlas, source)


def test_a_copy_is_the_same_to_the_byte_and_remembered(
    desk: Desk, source: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.copy_to(tmp_path / "own copy", monkeypatch)
    qtbot.waitUntil(lambda: bool(desk.told))
    target = tmp_path / "own copy.atlas.json"
    assert desk.told == [f"A copy of the library is in “{target}”."]
    assert target.read_bytes() == source.read_bytes()
    assert desk.recent.files[0] == target


def test_a_folder_that_is_gone_is_told_in_one_sentence(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.copy_to(tmp_path / "gone" / "copy.json", monkeypatch)
    qtbot.waitUntil(lambda: bool(desk.told))
    assert "its folder is not there any more" in desk.told[0]
    assert not (tmp_path / "gone").exists()


def test_a_file_nobody_was_asked_about_is_not_written_over(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "copy.atlas.json").write_text("mine")
    desk.copy_to(tmp_path / "copy", monkeypatch)
    assert "is there already" in desk.told[0]
    assert (tmp_path / "copy.atlas.json").read_text() == "mine"


def test_the_name_offered_says_that_it_is_a_library(
    desk: Desk, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def refuse(_window: object, _title: str, name: str, shown: str) -> tuple[str, str]:
        asked.extend((name, shown))
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", refuse)
    desk.commands.handlers()["save_library_copy"]()
    assert Path(asked[0]).name == f"{source.stem}.atlas.json"
    assert all(f"*{ending}" in asked[1] for ending in (".atlas.json", ".json", ".atlas"))


@pytest.mark.parametrize("ending", [".json", ".atlas", ".atlas.json", ".ATLAS"])
def test_a_name_that_says_library_is_kept(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    desk.copy_to(tmp_path / f"mine{ending}", monkeypatch)
    qtbot.waitUntil(lambda: bool(desk.told))
    assert open_library(tmp_path / f"mine{ending}").records


@pytest.mark.parametrize(
    ("name", "fresh"),
    [
        ("loans.xlsx", "loans.atlas.json"),
        ("loans.2004.csv.gz", "loans.2004.atlas.json"),
        ("db.json", "db.atlas.json"),
        ("db.atlas", "db.atlas.json"),
        ("DB.Atlas.JSON", "DB-imported.atlas.json"),
        ("db.atlas.json", "db-imported.atlas.json"),
        ("loans", "loans.atlas.json"),
        (".gz", ".gz.atlas.json"),
        (".json", ".json.atlas.json"),
    ],
)
def test_a_file_is_imported_beside_itself_and_never_into_itself(
    tmp_path: Path, name: str, fresh: str
) -> None:
    ((_words, target),) = targets_beside(tmp_path / name, None)
    assert target == tmp_path / fresh


def test_the_menu_of_recent_files_shows_names_as_text(desk: Desk, tmp_path: Path) -> None:
    odd = tmp_path / "R&D <b>.json"
    desk.recent.remember(odd)
    menu: QMenu = desk.commands.recent
    menu.aboutToShow.emit()
    words = [action.text() for action in menu.actions() if action.text()]
    assert words[0] == "&1 R&&D <b>.json"
    assert any("that comes with Atlas" in text for text in words)
