"""The whole index made by a process of its own: by the real command, and by commands that fail."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from support.libraries import Plain, plain_library, record, write
from support.logs import LogGuard
from support.whole_index import index_over

from atlas_gui import paths
from atlas_gui.domain.library import Library
from atlas_gui.search.index import SearchIndex
from atlas_gui.search.keeping import IndexFolder
from atlas_gui.search.query import parse
from atlas_gui.state.index_upkeep import IndexUpkeep
from atlas_gui.state.tasks import Task, ThreadTaskRunner
from atlas_gui.store import open_library, opening

_PATIENCE_MS = 60_000
_REASON = "The full search could not be prepared; only titles are searched."


def plain() -> Plain:
    return plain_library(
        record("nickel-plant"),
        record("gas", kind="loan", summary="Nickel is named here too."),
        record("spoiled", kind="friendship", title={"en": "A friendship"}),
    )


@pytest.fixture
def library_path(tmp_path: Path) -> Path:
    return write(plain(), tmp_path)


@pytest.fixture
def library(library_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """Read as a large one is: no record before somebody asks for it."""
    monkeypatch.setattr(opening, "_READ_WHOLE", 0)
    return open_library(library_path)


@pytest.fixture
def folder(tmp_path: Path) -> IndexFolder:
    return IndexFolder(tmp_path / "kept")


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where files of the moment are made, watched."""
    made = tmp_path / "scratch"
    made.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(made))
    return made


@pytest.fixture
def tasks(qapp: object) -> Iterator[ThreadTaskRunner]:  # noqa: ARG001  Qt's event loop is needed
    made = ThreadTaskRunner()
    yield made
    made.drain()


class Heard(QObject):
    """What an upkeep said, in order."""

    def __init__(self, upkeep: IndexUpkeep) -> None:
        super().__init__(upkeep)
        self.said: list[tuple[Any, ...]] = []
        upkeep.progressed.connect(lambda done, total: self.said.append(("progress", done, total)))
        upkeep.ready.connect(lambda index: self.said.append(("ready", index)))
        upkeep.failed.connect(lambda text: self.said.append(("failed", text)))

    def names(self) -> list[str]:
        return [name for name, *_rest in self.said]


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_the_real_command_makes_the_index_and_it_is_kept(
    library: Library,
    library_path: Path,
    folder: IndexFolder,
    tasks: ThreadTaskRunner,
    scratch: Path,
    qtbot: QtBot,
) -> None:
    upkeep = IndexUpkeep(library, folder, tasks, [*paths.own_command(), "index"])
    heard = Heard(upkeep)
    with qtbot.waitSignal(upkeep.ready, timeout=_PATIENCE_MS):
        upkeep.start(library_path)
    index = heard.said[-1][1]
    assert isinstance(index, SearchIndex) and index.complete
    assert ("progress", 3, 3) in heard.said
    whole = index_over(open_library(library_path))
    for typed in ("", "nickel", "kind:loan", "nikcel", "friendship"):
        found = index.search(parse(typed))
        assert list(found.ids) == list(whole.search(parse(typed)).ids)
    assert [one.title for one in library.damaged.values()] == ["A friendship"]
    kept = folder.load(library)
    assert kept is not None and kept.header.complete
    assert list(scratch.iterdir()) == []


FAILING = {
    "ends with a fault": python("import sys; sys.exit('no room')"),
    "is killed": python("import os, signal; os.kill(os.getpid(), signal.SIGKILL)"),
    "cannot be started": ["/nowhere/at/all"],
    "writes nothing": python("pass"),
    "writes rubbish": python("import sys; open(sys.argv[-1], 'wb').write(b'atlas index' * 999)"),
    "writes a folder": python("import sys, os; os.mkdir(sys.argv[-1])"),
}


@pytest.mark.parametrize("command", FAILING.values(), ids=FAILING.keys())
def test_a_command_that_fails_is_told_once_and_leaves_nothing(
    command: list[str],
    library: Library,
    library_path: Path,
    folder: IndexFolder,
    tasks: ThreadTaskRunner,
    scratch: Path,
    qtbot: QtBot,
    log_guard: LogGuard,
) -> None:
    log_guard.expect("The index could not be made")
    upkeep = IndexUpkeep(library, folder, tasks, command)
    heard = Heard(upkeep)
    with qtbot.waitSignal(upkeep.failed, timeout=_PATIENCE_MS):
        upkeep.start(library_path)
    qtbot.wait(20)
    assert heard.said == [("failed", _REASON)]
    assert folder.load(library) is None
    assert list(scratch.iterdir()) == []
    upkeep.stop()


def test_the_index_of_another_file_is_not_taken(
    library: Library,
    tmp_path: Path,
    folder: IndexFolder,
    tasks: ThreadTaskRunner,
    qtbot: QtBot,
    log_guard: LogGuard,
) -> None:
    log_guard.expect("another library")
    changed = write(plain_library(record("other")), tmp_path, "changed.json")
    upkeep = IndexUpkeep(library, folder, tasks, [*paths.own_command(), "index"])
    heard = Heard(upkeep)
    with qtbot.waitSignal(upkeep.failed, timeout=_PATIENCE_MS):
        upkeep.start(changed)
    assert "ready" not in heard.names()
    assert folder.load(library) is None


def test_only_lines_of_two_numbers_are_progress(
    library: Library,
    library_path: Path,
    folder: IndexFolder,
    tasks: ThreadTaskRunner,
    qtbot: QtBot,
    log_guard: LogGuard,
) -> None:
    log_guard.expect("The index could not be made")
    pieces = ["hello\n1\n", "1 2 3\n-1 5\n\nx 5\n5", "00 90", "0\n12 ", "345"]
    code = (
        f"import sys, time\nfor piece in {pieces!r}:\n"
        "    sys.stdout.write(piece); sys.stdout.flush(); time.sleep(.05)\nsys.exit(1)"
    )
    upkeep = IndexUpkeep(library, folder, tasks, python(code))
    heard = Heard(upkeep)
    with qtbot.waitSignal(upkeep.failed, timeout=_PATIENCE_MS):
        upkeep.start(library_path)
    assert heard.said[:-1] == [("progress", 500, 900)]


def test_stopping_in_the_middle_ends_the_process_and_says_nothing(
    library: Library,
    library_path: Path,
    folder: IndexFolder,
    tasks: ThreadTaskRunner,
    scratch: Path,
    qtbot: QtBot,
) -> None:
    sleeper = python("import time; print('1 9', flush=True); time.sleep(600)")
    upkeep = IndexUpkeep(library, folder, tasks, sleeper)
    heard = Heard(upkeep)
    with qtbot.waitSignal(upkeep.progressed, timeout=_PATIENCE_MS):
        upkeep.start(library_path)
    upkeep.stop()
    upkeep.stop()
    qtbot.wait(50)
    assert heard.names() == ["progress"]
    assert list(scratch.iterdir()) == []
    assert folder.load(library) is None


def test_stopping_while_the_index_is_loaded_says_nothing(
    library: Library,
    library_path: Path,
    folder: IndexFolder,
    scratch: Path,
    qtbot: QtBot,
) -> None:
    class Slow:
        """Runs a job only when it is told to."""

        def __init__(self) -> None:
            self.waiting: list[Any] = []

        def submit(self, job: Any, done: Any, failed: Any) -> Task:
            task = Task()
            self.waiting.append((task, job, done, failed))
            return task

    slow = Slow()
    upkeep = IndexUpkeep(library, folder, slow, [*paths.own_command(), "index"])
    heard = Heard(upkeep)
    upkeep.start(library_path)
    qtbot.waitUntil(lambda: bool(slow.waiting), timeout=_PATIENCE_MS)
    upkeep.stop()
    ((task, job, _done, _failed),) = slow.waiting
    # What is delivered no more need not be tried; tried all the same, it does no harm.
    assert task.cancelled
    with pytest.raises(OSError, match="index"):
        job()
    assert set(heard.names()) <= {"progress"}
    assert list(scratch.iterdir()) == []


def test_what_a_killed_program_left_behind_is_swept_away(
    library: Library,
    library_path: Path,
    folder: IndexFolder,
    scratch: Path,
    tasks: ThreadTaskRunner,
) -> None:
    old, young = scratch / "atlas-index-old", scratch / "atlas-index-young"
    for left in (old, young):
        left.mkdir()
        (left / "index").write_bytes(b"half")
    os.utime(old, (0, 0))
    upkeep = IndexUpkeep(library, folder, tasks, python("pass"))
    upkeep.start(library_path)
    upkeep.stop()
    assert not old.exists()
    assert young.exists()
