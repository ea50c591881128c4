"""The steps in the window, as a reader takes them: by keys. Qt is loaded when the first one is tried."""

import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from atlas_gui import paths
from atlas_gui.cli.self_test.steps import Step, StepError, expect
from atlas_gui.cli.window_command import require_qt
from atlas_gui.store import open_library
from atlas_gui.store.notebook import open_notebook

if TYPE_CHECKING:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QWidget

    from atlas_gui.app import Atlas

_QUERY, _RECORD = "nickel", "las-camariocas-nickel-plant"
_NOTE = "Written by the self-test."
_SECONDS = 60.0
W = TypeVar("W", bound="QWidget")


@cache
def _atlas() -> "Atlas":
    """The window, shown; the steps share it."""
    require_qt()
    from atlas_gui.app import begin_reading, build, make_application
    from atlas_gui.app.logbook import take_qt_messages
    from atlas_gui.search.keeping import IndexFolder
    from atlas_gui.state.settings import SettingsFile

    take_qt_messages()
    application = make_application()
    reading = begin_reading(open_library(paths.shipped_library()), IndexFolder(paths.index_dir()))
    atlas = build(application, reading, SettingsFile(paths.settings_dir()), paths.reader_dir())
    atlas.window.show()
    return atlas


def _open_window(_folder: Path) -> str:
    from PySide6.QtCore import qVersion

    atlas = _atlas()
    shown: list[bool] = []
    from atlas_gui.ui.when_painted import WhenPainted

    WhenPainted(atlas.window, atlas.window.surfaces(), lambda: shown.append(True))
    _wait(lambda: bool(shown), "the window was not painted")
    picture = atlas.window.grab().toImage()
    step = max(1, picture.width() // 200)
    spots = range(0, min(picture.width(), picture.height()), step)
    colours = {picture.pixel(x, y) for x in spots for y in spots}
    expect(len(colours) > 10, "the window is blank")
    size = f"{atlas.window.width()} × {atlas.window.height()}"
    return f"{size} on {atlas.application.platformName()}, Qt {qVersion()}"


def _find_fonts(_folder: Path) -> str:
    from atlas_gui.ui.fonts import missing_scripts

    _atlas()
    missing = ", ".join(script for script, _package in missing_scripts())
    expect(not missing, f"no font for {missing}")
    return "there are letters for every script of the library"


def _search_by_keys(_folder: Path) -> str:
    from PySide6.QtCore import Qt

    from atlas_gui.ui.record_list_pane import RecordListPane
    from atlas_gui.ui.search_bar import SearchBar

    window = _atlas().window
    field = _only(SearchBar).field
    field.setFocus()
    _type(field, _QUERY)
    _press(field, Qt.Key.Key_Return)
    _wait(lambda: window.settings().record_id == _RECORD, f"{_QUERY} did not lead to {_RECORD}")
    rows = _only(RecordListPane).view.model().rowCount()
    expect(rows < len(_atlas().reading.library.records), "the list was not narrowed")
    return f"{_QUERY} typed, {rows} found, the first one open"


def _walk_timeline(_folder: Path) -> str:
    from PySide6.QtCore import Qt

    from atlas_gui.ui.search_bar import SearchBar
    from atlas_gui.ui.timeline.canvas import LaneCanvas

    window = _atlas().window
    _only(SearchBar).field.clear()
    window.fill_timeline()
    _settle()
    canvas = _only(LaneCanvas)
    marks = canvas.scene.marks
    expect(len(marks) > 50, f"only {len(marks)} marks")
    canvas.setFocus()
    opened = set()
    for _lane in range(len(marks.lanes)):
        for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_End):
            _press(canvas, key)
            _press(canvas, Qt.Key.Key_Return)
            opened.add(window.settings().record_id)
        _press(canvas, Qt.Key.Key_Down)
    expect(len(opened) > len(marks.lanes), f"the keys opened only {len(opened)} records")
    return f"{len(marks)} marks in {len(marks.lanes)} lanes, {len(opened)} records opened by keys"


def _keep_note(_folder: Path) -> str:
    """The last step of the window: closing it writes what the reader keeps."""
    atlas = _atlas()
    atlas.shared.notebook.set_note(_RECORD, "", _NOTE)
    atlas.window.close()
    atlas.tasks.drain()
    unwritten = atlas.shared.finish()
    expect(not unwritten, "the note could not be written")
    entry = open_notebook(paths.reader_dir()).notebook.entry(_RECORD)
    expect(entry is not None and entry.note == _NOTE, "the note is not there any more")
    expect(any(paths.settings_dir().iterdir()), "the window did not keep its settings")
    return "a note and the window's settings written, and read again"


def _only(kind: type[W]) -> W:
    """The first part of the window that is of a kind."""
    return _atlas().window.findChildren(kind)[0]


def _press(target: "QWidget", key: "Qt.Key", text: str = "") -> None:
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent

    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        _atlas().application.sendEvent(target, event)
    _settle()


def _type(target: "QWidget", text: str) -> None:
    from PySide6.QtCore import Qt

    for letter in text:
        _press(target, Qt.Key(ord(letter.upper())), letter)


def _settle() -> None:
    _atlas().application.processEvents()


def _wait(reached: Callable[[], bool], otherwise: str) -> None:
    """Let the window go on until something is so. Raises StepError if it never is."""
    end = time.monotonic() + _SECONDS
    while not reached():
        if time.monotonic() > end:
            raise StepError(otherwise)
        _settle()
        time.sleep(0.005)


WINDOW_STEPS = (
    Step("window", _open_window),
    Step("fonts", _find_fonts),
    Step("typing", _search_by_keys),
    Step("timeline", _walk_timeline),
    Step("notebook", _keep_note),
)
