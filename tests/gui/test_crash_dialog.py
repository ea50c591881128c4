"""An unexpected error is told in one dialog, wherever it comes from, and the window goes on."""

import gc
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QRunnable, Qt, QThreadPool, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas
from support.logs import LogGuard

from atlas_gui.app.unexpected import ErrorDesk, telling_of_failure
from atlas_gui.app.windows import windows_in_sight
from atlas_gui.errors import AtlasError
from atlas_gui.state.log.writing import LogKeeper
from atlas_gui.ui.crash_dialog import AT_THE_START, IN_THE_MIDDLE, CrashDialog

# Errors go where the program has them go, and not to pytest-qt.
pytestmark = [
    pytest.mark.qt_no_exception_capture,
    pytest.mark.qt_log_ignore("This plugin does not support"),
]
WRITTEN = "Ann's note on 古巴"


class Planted(QObject):
    """Fails as a slot, as an event handler and at an event filter."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.asked.connect(self.fail)

    @Slot()
    def fail(self) -> None:
        raise KeyError(WRITTEN)

    @Slot()
    def fail_otherwise(self) -> None:
        raise ValueError(WRITTEN)


class FailingWidget(QWidget):
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.User:
            raise RuntimeError(WRITTEN)
        return super().event(event)


class Clock:
    """Time as a test has it, in seconds."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(
    qapp: QApplication,
    tmp_path: Path,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    log_guard: LogGuard,
) -> Iterator[ErrorDesk]:
    log_guard.expect("An error nobody expected")
    monkeypatch.setattr("atlas_gui.paths.log_dir", lambda: tmp_path / "log")
    for module, name in (
        (sys, "excepthook"),
        (sys, "unraisablehook"),
        (threading, "excepthook"),
    ):
        monkeypatch.setattr(module, name, getattr(module, name))
    keeper = LogKeeper(tmp_path / "log")
    keeper.begin()
    made = ErrorDesk(windows_in_sight, qapp, clock)
    made.begin()
    yield made
    keeper.close()
    for dialog in dialogs():
        dialog.close()
    made.deleteLater()


def dialogs() -> list[CrashDialog]:
    return [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, CrashDialog) and each.isVisible()
    ]


def the_dialog(qtbot: QtBot) -> CrashDialog:
    qtbot.waitUntil(lambda: len(dialogs()) > 0)
    (dialog,) = dialogs()
    return dialog


def button(dialog: CrashDialog, words: str) -> QPushButton:
    (found,) = [
        each for each in dialog.findChildren(QPushButton) if each.text().replace("&", "") == words
    ]
    return found


def words_of(dialog: CrashDialog) -> str:
    return dialog._more.text()


def logged(folder: Path) -> str:
    return "".join(path.read_text() for path in (folder / "log").glob("*.log"))


def settle(qtbot: QtBot) -> None:
    """Let what was queued until now be delivered."""
    done: list[bool] = []
    QTimer.singleShot(0, lambda: done.append(True))
    qtbot.waitUntil(lambda: bool(done))


def test_an_error_in_a_slot_is_told_and_the_window_goes_on(
    atlas: OpenAtlas, desk: ErrorDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    planted = Planted()
    planted.asked.emit()
    dialog = the_dialog(qtbot)
    assert "KeyError" in dialog.detail
    assert "in Planted.fail" in dialog.detail
    assert WRITTEN not in dialog.detail
    assert "Atlas 0" in dialog.detail
    assert WRITTEN not in logged(tmp_path)
    assert "in Planted.fail" in logged(tmp_path)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialogs())
    atlas.search_for("gas")
    assert atlas.listed()
    assert desk is not None


def test_an_error_in_an_event_handler_is_told(desk: ErrorDesk, qtbot: QtBot) -> None:
    widget = FailingWidget()
    qtbot.addWidget(widget)
    QApplication.postEvent(widget, QEvent(QEvent.Type.User))
    assert "in FailingWidget.event" in the_dialog(qtbot).detail
    assert desk is not None


def test_an_error_on_another_thread_is_told_on_this_one(desk: ErrorDesk, qtbot: QtBot) -> None:
    def fail() -> None:
        raise LookupError(WRITTEN)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert "LookupError" in the_dialog(qtbot).detail
    assert desk is not None


def test_an_error_in_a_job_of_the_pool_is_told(desk: ErrorDesk, qtbot: QtBot) -> None:
    class Failing(QRunnable):
        def run(self) -> None:
            raise LookupError(WRITTEN)

    pool = QThreadPool()
    pool.start(Failing())
    pool.waitForDone()
    assert "LookupError" in the_dialog(qtbot).detail
    assert desk is not None


def test_an_error_of_an_object_that_goes_is_told(desk: ErrorDesk, qtbot: QtBot) -> None:
    class Going:
        def __del__(self) -> None:
            raise LookupError(WRITTEN)

    Going()
    gc.collect()
    dialog = the_dialog(qtbot)
    assert "LookupError" in dialog.detail
    assert WRITTEN not in dialog.detail
    assert desk is not None


def test_a_hundred_of_the_same_are_one_dialog_and_few_lines(
    desk: ErrorDesk, qtbot: QtBot, tmp_path: Path, log_guard: LogGuard
) -> None:
    log_guard.expect("The error nobody expected came 100 times")
    log_guard.expect("The error nobody expected came 10 times")
    planted = Planted()
    for _each in range(100):
        planted.asked.emit()
    dialog = the_dialog(qtbot)
    qtbot.waitUntil(lambda: words_of(dialog) == "It has happened 99 more times.")
    assert dialog.detail.count("KeyError") == 1
    assert logged(tmp_path).count("KeyError") == 3
    assert "came 100 times" in logged(tmp_path)
    assert desk is not None


def test_another_error_joins_the_dialog_that_is_open(desk: ErrorDesk, qtbot: QtBot) -> None:
    planted = Planted()
    planted.asked.emit()
    dialog = the_dialog(qtbot)
    planted.asked.disconnect()
    planted.asked.connect(planted.fail_otherwise)
    planted.asked.emit()
    planted.asked.emit()
    qtbot.waitUntil(lambda: words_of(dialog) == "2 other errors followed.")
    assert dialog.detail.count("ValueError") == 1
    assert dialogs() == [dialog]
    assert desk is not None


def test_the_same_error_is_told_again_after_it_stayed_away(
    desk: ErrorDesk, clock: Clock, qtbot: QtBot
) -> None:
    planted = Planted()
    planted.asked.emit()
    the_dialog(qtbot).close()
    clock.now += 50
    planted.asked.emit()
    settle(qtbot)
    assert not dialogs()
    clock.now += 61
    planted.asked.emit()
    the_dialog(qtbot)
    assert desk is not None


def test_it_can_be_answered_in_front_of_another_dialog_and_an_open_menu(
    atlas: OpenAtlas, desk: ErrorDesk, qtbot: QtBot
) -> None:
    atlas.do("about")
    menu = QMenu(atlas.window)
    menu.addAction("x")
    menu.popup(atlas.window.pos())
    planted = Planted()
    planted.asked.emit()
    dialog = the_dialog(qtbot)
    assert not menu.isVisible()
    assert QApplication.activeModalWidget() is dialog
    qtbot.mouseClick(button(dialog, "Go on"), Qt.MouseButton.LeftButton)
    assert not dialogs()
    assert desk is not None


def test_the_detail_can_be_read_copied_and_passed_by_keys(desk: ErrorDesk, qtbot: QtBot) -> None:
    planted = Planted()
    planted.asked.emit()
    dialog = the_dialog(qtbot)
    box = dialog.findChild(QPlainTextEdit)
    assert box is not None
    assert box.isReadOnly()
    assert box.accessibleName()
    assert box.tabChangesFocus()
    qtbot.mouseClick(button(dialog, "Copy details"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == dialog.detail
    letters = [each.text().split("&")[1][0].lower() for each in dialog.findChildren(QPushButton)]
    assert len(set(letters)) == len(letters) == 4
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialogs()
    assert desk is not None


def test_the_folder_of_the_log_is_shown_or_told(
    desk: ErrorDesk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: bool(opened.append(url)) or len(opened) == 1
    )
    planted = Planted()
    planted.asked.emit()
    dialog = the_dialog(qtbot)
    before = dialog.detail
    for _each in range(2):
        qtbot.mouseClick(button(dialog, "Show the log’s folder"), Qt.MouseButton.LeftButton)
    assert Path(opened[0].toLocalFile()) == tmp_path / "log"
    assert dialog.detail.removeprefix(before).strip() == f"The log is in {tmp_path / 'log'}"
    assert desk is not None


def test_quitting_closes_the_dialog_and_the_program(
    desk: ErrorDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[bool] = []
    monkeypatch.setattr(QApplication, "quit", lambda: left.append(True))
    planted = Planted()
    planted.asked.emit()
    dialog = the_dialog(qtbot)
    qtbot.mouseClick(button(dialog, "Quit Atlas"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: left == [True])
    assert not dialogs()
    assert desk is not None


def test_a_log_that_fails_itself_is_not_told_and_keeps_nothing_from_the_reader(
    desk: ErrorDesk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    calls: list[BaseException] = []

    def broken(error: BaseException, _trace: object) -> None:
        calls.append(error)
        desk.hear(OSError, OSError("no log either"), None)
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr("atlas_gui.state.log.last_resort.log_unexpected", broken)
        desk.hear(KeyError, KeyError(WRITTEN), None)
    dialog = the_dialog(qtbot)
    assert "KeyError" in dialog.detail
    assert "OSError" not in dialog.detail
    assert len(calls) == 1
    # The next one finds the log as it should be.
    desk.hear(ValueError, ValueError(WRITTEN), None)
    qtbot.waitUntil(lambda: words_of(dialog) == "1 other error followed.")


def test_ctrl_c_closes_the_windows(atlas: OpenAtlas, qtbot: QtBot) -> None:
    desk = ErrorDesk(windows_in_sight)
    desk.hear(KeyboardInterrupt, KeyboardInterrupt(), None)
    settle(qtbot)
    assert not atlas.window.isVisible()
    assert not dialogs()


def test_a_start_that_fails_shows_it_and_fails(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[CrashDialog] = []
    monkeypatch.setattr(type(qapp), "platformName", lambda *_self: "xcb")
    # A bare method of a list would not be handed the dialog.
    monkeypatch.setattr(CrashDialog, "exec", lambda self: shown.append(self))  # noqa: PLW0108

    @telling_of_failure
    def start(error: Exception) -> int:
        raise error

    with pytest.raises(KeyError):
        start(KeyError(WRITTEN))
    (dialog,) = shown
    assert "KeyError" in dialog.detail
    assert WRITTEN not in dialog.detail
    assert [b.text() for b in dialog.findChildren(QPushButton)][-1] == "&Close"
    with pytest.raises(AtlasError):
        start(AtlasError("The file is not there."))
    assert len(shown) == 1
    dialog.deleteLater()


def test_no_sentence_claims_more_than_is_so() -> None:
    assert AT_THE_START.quit == ""
    assert "unchanged" in IN_THE_MIDDLE.kept
