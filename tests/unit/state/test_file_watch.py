"""A file that somebody else changes while it is open."""

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from atlas_gui.files import replace_file
from atlas_gui.state.file_watch import FileWatch
from atlas_gui.state.tasks import ThreadTaskRunner


class Told:
    """What a watch said."""

    def __init__(self, watch: FileWatch) -> None:
        self.words: list[str] = []
        watch.changed.connect(lambda: self.words.append("changed"))
        watch.gone.connect(lambda: self.words.append("gone"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "library.json"
    path.write_bytes(b"{}")
    return path


@pytest.fixture
def tasks(qapp: object) -> Iterator[ThreadTaskRunner]:  # noqa: ARG001  Qt has to be there
    runner = ThreadTaskRunner()
    yield runner
    runner.drain()


@pytest.fixture
def watch(file: Path, tasks: ThreadTaskRunner) -> FileWatch:
    return FileWatch(file, sha256(b"{}").hexdigest(), tasks)


@pytest.fixture
def told(watch: FileWatch) -> Told:
    return Told(watch)


def test_a_file_written_over_is_told_once(file: Path, told: Told, qtbot: QtBot) -> None:
    file.write_bytes(b'{"a": 1}')
    qtbot.waitUntil(lambda: told.words == ["changed"])


def test_a_file_replaced_as_a_whole_is_told_again_and_again(
    file: Path, told: Told, qtbot: QtBot
) -> None:
    replace_file(file, b'{"a": 1}')
    qtbot.waitUntil(lambda: told.words == ["changed"])
    replace_file(file, b'{"a": 2}')
    qtbot.waitUntil(lambda: told.words == ["changed", "changed"])


def test_a_file_that_goes_and_comes_back_as_it_was(file: Path, told: Told, qtbot: QtBot) -> None:
    away = file.with_name("away")
    file.rename(away)
    qtbot.waitUntil(lambda: told.words == ["gone"])
    away.rename(file)
    qtbot.waitUntil(lambda: told.words == ["gone", "changed"])


def test_the_same_content_is_no_change(
    file: Path, watch: FileWatch, told: Told, qtbot: QtBot
) -> None:
    os.utime(file, (1, 1))
    file.write_bytes(b"\xef\xbb\xbf{}")
    watch.look()
    replace_file(file, b"{}")
    watch.look()
    qtbot.waitUntil(lambda: not watch._pause.isActive() and not watch._is_looking)
    assert told.words == []
