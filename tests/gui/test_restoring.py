"""Going back to an earlier state, by the dialog that shows what it would change."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot
from support.held_runner import HeldRunner
from support.libraries import plain_library, record, write

from atlas_gui.errors import AtlasError
from atlas_gui.state.notebook import NotebookState
from atlas_gui.state.tasks import ImmediateTaskRunner, TaskRunner
from atlas_gui.store.notebook import open_notebook
from atlas_gui.store.restoring import backups_of, restore
from atlas_gui.ui.restoring.dialog import RestoreDialog
from atlas_gui.ui.restoring.states import EarlierStates, LibraryStates, NotebookStates

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Desk:
    """The dialog and what it said."""

    def __init__(self, states: EarlierStates, tasks: TaskRunner, qtbot: QtBot) -> None:
        self.parent = QWidget()
        qtbot.addWidget(self.parent)
        self.dialog = RestoreDialog(states, tasks, self.parent)
        self.told: list[str] = []
        self.dialog.restored.connect(self.told.append)
        self.dialog.show()
        qtbot.waitExposed(self.dialog)
        (self.backups,) = self.dialog.findChildren(QListWidget)
        (self.tree,) = self.dialog.findChildren(QTreeWidget)

    @property
    def go_back(self) -> QPushButton:
        (found,) = [b for b in self.dialog.findChildren(QPushButton) if "Go back" in b.text()]
        return found

    def groups(self) -> list[str]:
        found = (self.tree.topLevelItem(row) for row in range(self.tree.topLevelItemCount()))
        return [item.text(0) for item in found if item is not None]

    def words(self) -> str:
        return " ".join(label.text() for label in self.dialog.findChildren(QLabel))


@pytest.fixture
def changed_library(tmp_path: Path) -> Path:
    """A library of two records with one backup, in which there were others."""
    path = write(plain_library(record("old"), record("both")), tmp_path)
    newer = write(plain_library(record("both"), record("new")), tmp_path, "newer.json")
    restore(path, newer)
    return path


def test_a_library_goes_back_and_forth(changed_library: Path, qtbot: QtBot) -> None:
    newer = changed_library.read_bytes()
    desk = Desk(LibraryStates(changed_library), ImmediateTaskRunner(), qtbot)
    assert desk.backups.count() == 1
    assert desk.groups() == ["Records that would come back (1)", "Records that would go (1)"]
    desk.go_back.click()
    assert desk.told == ["“library.json” is as it was."]
    assert b'"old"' in changed_library.read_bytes()
    assert newer in [backup.path.read_bytes() for backup in backups_of(changed_library)]


def test_a_backup_that_cannot_be_read_is_told_and_not_offered(
    changed_library: Path, qtbot: QtBot
) -> None:
    before = changed_library.read_bytes()
    (backup,) = backups_of(changed_library)
    backup.path.write_bytes(b'{"records": ')
    desk = Desk(LibraryStates(changed_library), ImmediateTaskRunner(), qtbot)
    assert "is damaged" in desk.words()
    assert not desk.go_back.isEnabled()
    assert changed_library.read_bytes() == before


def test_without_a_backup_it_says_when_there_will_be_one(tmp_path: Path, qtbot: QtBot) -> None:
    path = write(plain_library(), tmp_path)
    desk = Desk(LibraryStates(path), ImmediateTaskRunner(), qtbot)
    assert "There is no backup yet" in desk.words()
    assert not desk.go_back.isEnabled()


def test_a_late_comparison_is_dropped(changed_library: Path, qtbot: QtBot) -> None:
    runner = HeldRunner()
    desk = Desk(LibraryStates(changed_library), runner, qtbot)
    assert "Comparing" in desk.words()
    (held,) = runner.held
    desk.dialog.reject()
    assert held[0].cancelled


def test_the_notebook_goes_back_by_a_change_that_can_be_undone(
    tmp_path: Path, qtbot: QtBot
) -> None:
    opened = open_notebook(tmp_path)
    keeper = opened.keeper
    assert keeper is not None
    state = NotebookState(opened.notebook, keeper, ImmediateTaskRunner())
    state.set_note("a", "Alpha", "As it was <b>")
    keeper.fold()
    state.set_note("a", "Alpha", "As it is")
    state.set_starred({"b": "Beta"}, on=True)
    keeper.fold()
    state.set_starred({"c": "Gamma"}, on=True)
    desk = Desk(NotebookStates(state, tmp_path), ImmediateTaskRunner(), qtbot)
    assert desk.backups.count() >= 1
    desk.backups.setCurrentRow(desk.backups.count() - 1)
    assert "Would go (2)" in desk.groups()
    desk.go_back.click()
    assert desk.told == ["The notebook is as it was. Ctrl+Z takes that back."]
    entry = state.notebook.entry("a")
    assert entry is not None
    assert entry.note == "As it was <b>"
    assert not state.notebook.starred
    state.undo()
    assert set(state.notebook.starred) == {"b", "c"}
    again = open_notebook(tmp_path).notebook
    assert dict(again.entries) == dict(state.notebook.entries)


@pytest.mark.parametrize("content", [None, b"cut off"])
def test_a_library_that_is_lost_comes_back(
    changed_library: Path, qtbot: QtBot, content: bytes | None
) -> None:
    """Who has lost the present file needs its backups most."""
    if content is None:
        changed_library.unlink()
    else:
        changed_library.write_bytes(content)
    desk = Desk(LibraryStates(changed_library), ImmediateTaskRunner(), qtbot)
    assert desk.groups() == ["Records that would come back (2)"]
    assert "library.json" in desk.words()
    desk.go_back.click()
    assert desk.told == ["“library.json” is as it was."]
    assert b'"old"' in changed_library.read_bytes()


def test_while_it_goes_back_nothing_else_can_be_asked(changed_library: Path, qtbot: QtBot) -> None:
    runner = HeldRunner()
    desk = Desk(LibraryStates(changed_library), runner, qtbot)
    runner.held.pop()[1]()
    desk.go_back.click()
    assert not desk.backups.isEnabled()
    assert not desk.go_back.isEnabled()
    desk.dialog.reject()
    desk.dialog.close()
    assert desk.dialog.isVisible()
    (held,) = runner.held
    assert not held[0].cancelled
    held[1]()
    assert desk.told == ["“library.json” is as it was."]
    assert not desk.dialog.isVisible()


def test_going_back_that_fails_is_told_and_can_be_tried_again(
    changed_library: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise AtlasError("No room on the disk.")

    desk = Desk(LibraryStates(changed_library), ImmediateTaskRunner(), qtbot)
    before = changed_library.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr("atlas_gui.store.restoring.restore", refuse)
        desk.go_back.click()
    assert "No room on the disk." in desk.words()
    assert changed_library.read_bytes() == before
    desk.go_back.click()
    assert desk.told == ["“library.json” is as it was."]
