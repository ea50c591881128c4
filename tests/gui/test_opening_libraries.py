"""Libraries that the reader opens beside the one that comes with Atlas; none is changed by it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from support.atlas_window import OpenAtlas
from support.libraries import plain_library, record, write
from support.places import SHIPPED_LIBRARY

from atlas_gui.app import make_application
from atlas_gui.app.readings import read_file
from atlas_gui.errors import AtlasError
from atlas_gui.progress import untold
from atlas_gui.search.keeping import IndexFolder
from atlas_gui.search.query import parse
from atlas_gui.state.file_watch import FileWatch
from atlas_gui.state.tasks import ImmediateTaskRunner
from atlas_gui.state.warned_folders import WarnedFolders
from atlas_gui.ui.folder_warning import FolderWarning
from atlas_gui.ui.main_window import MainWindow
from atlas_gui.ui.notice_bar import NoticeBar
from atlas_gui.ui.record_list_pane import RecordListPane
from atlas_gui.ui.status_line import StatusLine

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def own_library(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    return write(plain_library(record("oil"), record("rail")), folder, "my <b>own.json")


@pytest.fixture(autouse=True)
def close_what_was_opened() -> Iterator[None]:
    yield
    for window in _windows():
        window.close()
    make_application().sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _windows() -> list[MainWindow]:
    return [
        w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()
    ]


def _opened(atlas: OpenAtlas, path: Path, qtbot: QtBot) -> MainWindow:
    atlas.window._commands.arrivals.open_files([path])
    qtbot.waitUntil(lambda: len(_windows()) == 2, timeout=20_000)
    (found,) = [window for window in _windows() if window is not atlas.window]
    return found


def test_a_library_opens_in_a_window_that_names_its_file(
    atlas: OpenAtlas, own_library: Path, qtbot: QtBot
) -> None:
    before = own_library.read_bytes()
    window = _opened(atlas, own_library, qtbot)
    pane, status = window.findChild(RecordListPane), window.findChild(StatusLine)
    assert pane is not None
    assert status is not None
    assert pane.view.model().rowCount() == 2
    assert window.windowTitle().endswith("(my <b>own.json)")
    told = [label.text() for label in status.findChildren(QLabel)]
    assert any("in my <b>own.json, read-only" in text for text in told)
    window.close()
    assert own_library.read_bytes() == before
    assert [path.name for path in own_library.parent.iterdir()] == [own_library.name]


def test_what_was_opened_is_remembered(atlas: OpenAtlas, own_library: Path, qtbot: QtBot) -> None:
    window = _opened(atlas, own_library, qtbot)
    assert window._parts.recent is atlas.window._parts.recent
    assert atlas.window._parts.recent.files == (own_library,)


def test_a_large_library_is_searched_whole_in_the_end(
    atlas: OpenAtlas, tmp_path: Path, qtbot: QtBot
) -> None:
    many = [record(f"r{n}", summary=f"word{n} " + "padding " * 120) for n in range(1_200)]
    path = write(plain_library(*many), tmp_path, "large.json")
    assert path.stat().st_size > 1_000_000
    window = _opened(atlas, path, qtbot)
    index = window._reading.index
    qtbot.waitUntil(lambda: index.complete, timeout=60_000)
    assert list(index.search(parse("word777")).ids) == ["r777"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"plain text", "neither an Atlas library nor a PDF"),
        (b"PK\x03\x04 a spreadsheet", "neither an Atlas library nor a PDF"),
        (b"\xff\xfe{\x00", "neither an Atlas library nor a PDF"),
        (b'{"records": ', "is damaged"),
        (b"[1, 2]", "neither an Atlas library nor a PDF"),
        ((b'{"meta": {"1": {"schema_version": 99, "title": {"en": "x"}, "edition": "1",'
         b' "licence": "x", "citation": "x"}}}'), "was written for schema 99"),
        (b"%PDF-1.7 nothing else", "“file”"),
    ],
)  # fmt: skip
def test_what_is_no_library_gets_one_sentence(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(AtlasError) as raised:
        read_file(IndexFolder(tmp_path / "indexes"), path, untold)
    assert told.replace("“file”", f"“{path}”") in raised.value.message
    assert path.read_bytes() == content


@pytest.mark.parametrize("kind", ["missing", "folder"])
def test_what_is_no_file_gets_one_sentence(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "gone" if kind == "missing" else tmp_path
    with pytest.raises(AtlasError, match="cannot be read"):
        read_file(IndexFolder(tmp_path / "indexes"), path, untold)


@pytest.mark.parametrize("words", [("--list",), ("--json",)])
def test_the_command_line_lists_a_library_file_too(words: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "atlas_gui", "open", str(SHIPPED_LIBRARY), *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "las-camariocas-nickel-plant" in done.stdout


def _notice(window: MainWindow) -> NoticeBar:
    found = window.findChild(NoticeBar)
    assert found is not None
    return found


def test_a_library_that_changes_on_disk_is_offered_and_opened_again_where_it_was(
    atlas: OpenAtlas, own_library: Path, qtbot: QtBot
) -> None:
    window = _opened(atlas, own_library, qtbot)
    qtbot.waitUntil(lambda: window.findChild(FileWatch) is not None, timeout=10_000)
    window._state.set_query("rail")
    write(plain_library(record("oil"), record("rail"), record("new")), own_library.parent, "next")
    own_library.with_name("next").replace(own_library)
    qtbot.waitUntil(lambda: "has changed on disk" in _notice(window).text)
    (again,) = [b for b in _notice(window).findChildren(QPushButton) if b.text() == "Open it again"]
    again.click()
    # Whoever closes a window that nobody holds any more deletes it, at once or a moment later.
    qtbot.waitUntil(lambda: not isValid(window) or not window.isVisible(), timeout=20_000)
    (fresh,) = [one for one in _windows() if one is not atlas.window]
    assert len(fresh._reading.library.records) == 3
    assert fresh._state.query == "rail"


def test_a_library_that_goes_is_told_and_can_still_be_read(
    atlas: OpenAtlas, own_library: Path, qtbot: QtBot
) -> None:
    window = _opened(atlas, own_library, qtbot)
    qtbot.waitUntil(lambda: window.findChild(FileWatch) is not None, timeout=10_000)
    own_library.unlink()
    qtbot.waitUntil(lambda: "is not there any more" in _notice(window).text)
    window._state.set_query("rail")
    assert list(window._state.result.ids) == ["rail"]


def test_whoever_opens_a_library_in_such_a_folder_is_warned_in_its_window(
    atlas: OpenAtlas, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "OneDrive"
    folder.mkdir()
    window = _opened(atlas, write(plain_library(record("oil")), folder), qtbot)
    qtbot.waitUntil(lambda: "OneDrive” is copied between machines" in _notice(window).text)


def test_a_folder_that_another_program_copies_is_warned_about_once(
    tmp_path: Path,
    qapp: QApplication,  # noqa: ARG001  Qt has to be there
) -> None:
    owner = QObject()
    told: list[str] = []
    folder = tmp_path / "Dropbox" / "atlas"
    folder.mkdir(parents=True)
    for _time in range(2):
        warning = FolderWarning(WarnedFolders(tmp_path / "reader"), ImmediateTaskRunner(), owner)
        warning.told.connect(told.append)
        warning.check(folder)
        warning.check(tmp_path / "reader")
    assert len(told) == 1
    assert "by Dropbox" in told[0]


def _entry(atlas: OpenAtlas, words: str) -> QAction:
    menu = atlas.window._commands.files.recent
    menu.aboutToShow.emit()
    (found,) = [action for action in menu.actions() if words in action.text()]
    return found


def test_a_recent_file_opens_and_one_that_is_gone_is_forgotten(
    atlas: OpenAtlas, own_library: Path, qtbot: QtBot
) -> None:
    recent = atlas.window._parts.recent
    gone = own_library.with_name("gone.json")
    recent.remember(gone)
    recent.remember(own_library)
    _entry(atlas, "gone.json").trigger()
    qtbot.waitUntil(lambda: "is not there any more" in atlas.notice.text)
    assert recent.files == (own_library,)
    _entry(atlas, "my <b>own").trigger()
    qtbot.waitUntil(lambda: len(_windows()) == 2, timeout=20_000)


def test_a_recent_file_whose_folder_refuses_to_answer_is_told_of_by_reading_it(
    atlas: OpenAtlas, tmp_path: Path, qtbot: QtBot
) -> None:
    unanswerable = tmp_path / ("x" * 300) / "lib.json"
    atlas.window._parts.recent.remember(unanswerable)
    _entry(atlas, "lib.json").trigger()
    qtbot.waitUntil(lambda: "cannot be read" in atlas.notice.text)
    assert atlas.window._parts.recent.files == (unanswerable,)
