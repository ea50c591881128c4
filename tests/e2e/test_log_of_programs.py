"""Whole programs: what they log, what they say when something goes wrong, and what the next start finds."""

import getpass
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

_PLANTED = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import atlas_gui.app.logbook as logbook
import atlas_gui.app.running as running
from atlas_gui.app.windows import windows_in_sight
from atlas_gui.cli import run
from atlas_gui.ui.notice_bar import NoticeBar
SECRET = "the memo of Zofia"
def notice():
    print(windows_in_sight()[0].findChild(NoticeBar).text)
def when_logged(then):
    write_down = logbook.Logbook._write_down
    def written(self, windows):
        write_down(self, windows)
        QTimer.singleShot(0, then)
    logbook.Logbook._write_down = written
"""


def start(
    folder: Path, planted: str, *arguments: str, debug: str = ""
) -> "subprocess.CompletedProcess[str]":
    """Run the program with something planted in it, without a display and in a folder of its own."""
    command = (
        f"{_PLANTED}\n{planted}\nsys.exit(run(['--data-dir', {str(folder)!r}, *sys.argv[1:]]))"
    )
    return subprocess.run(
        [sys.executable, "-c", command, *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "ATLAS_DEBUG": debug},
    )


def logged(folder: Path) -> str:
    return "".join(path.read_text() for path in sorted((folder / "log").glob("atlas-*.log")))


def test_a_start_tells_which_atlas_it_was_and_nothing_about_its_reader(tmp_path: Path) -> None:
    done = start(tmp_path, "when_logged(QApplication.quit)")
    assert (done.returncode, done.stderr) == (0, "")
    (line,) = logged(tmp_path).splitlines()
    assert f"Python {platform.python_version()}" in line
    assert "(source tree)" in line
    assert "on offscreen" in line
    for personal in (getpass.getuser(), platform.node(), str(Path.home()), str(tmp_path)):
        assert personal not in line.split(": ", 1)[1]
    assert [path.suffix for path in (tmp_path / "log").iterdir()] == [".log"]


def test_a_start_that_fails_unexpectedly_says_so_and_where_the_log_is(tmp_path: Path) -> None:
    planted = "def fail(*_words): raise KeyError(SECRET)\nrunning.begin_reading = fail"
    done = start(tmp_path, planted)
    assert done.returncode == 1
    assert "Something went wrong inside Atlas (KeyError)" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Zofia" not in done.stderr + logged(tmp_path)
    (file,) = (tmp_path / "log").glob("atlas-*.log")
    assert str(file) in done.stderr
    assert "in run_window" in logged(tmp_path)
    debugged = start(tmp_path, planted, debug="1")
    assert "Traceback" in debugged.stderr
    assert "Zofia" in debugged.stderr


def test_a_command_that_fails_unexpectedly_says_so_and_others_log_nothing(tmp_path: Path) -> None:
    assert start(tmp_path, "", "search", "nickel", "--limit", "1").returncode == 0
    assert not (tmp_path / "log").exists()
    planted = (
        "import atlas_gui.cli.search_command as command\n"
        "def fail(*_words): raise ValueError(SECRET)\ncommand.search = fail"
    )
    done = start(tmp_path, planted, "search", "Zofia")
    assert done.returncode == 1
    assert "Something went wrong inside Atlas (ValueError)" in done.stderr
    assert "ValueError" in logged(tmp_path)
    assert "Zofia" not in done.stderr + logged(tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="ends a program as the system does")
def test_the_start_after_a_crash_tells_of_it_once(tmp_path: Path) -> None:
    crash = "import faulthandler\nwhen_logged(faulthandler._sigsegv)"
    assert start(tmp_path, crash).returncode < 0
    look = "def look(): notice(); QApplication.quit()\nwhen_logged(look)"
    told = start(tmp_path, look)
    assert "The last time, Atlas was ended by a fault" in told.stdout
    assert "ended by a fault" not in start(tmp_path, look).stdout
    (kept,) = (tmp_path / "log").glob("crash-*")
    assert "Segmentation fault" in kept.read_text()
    assert str(tmp_path) not in kept.read_text()
    assert str(Path.home()) not in kept.read_text()
