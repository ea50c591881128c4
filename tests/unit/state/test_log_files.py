"""The files of the log: written late, whole, private, rotated and swept; a refused folder costs nothing."""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.logs import LogGuard

from atlas_gui.state.log.crashes import clean_dump, take_crash
from atlas_gui.state.log.last_resort import log_unexpected, unexpected_in_words
from atlas_gui.state.log.writing import LARGEST_BYTES, LOG_GLOB, MOST_FILES, LogKeeper, sweep

_log = logging.getLogger("atlas_gui.of_a_test")
# No process has this number.
NOBODY = 2**22 + 1


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[LogKeeper]:
    made = LogKeeper(tmp_path / "state" / "log")
    made.begin()
    yield made
    made.close()


def test_nothing_is_made_before_it_is_written_down(keeper: LogKeeper) -> None:
    _log.info("Begun with %d", 3)
    assert not keeper.folder.parent.exists()
    path = keeper.write_down()
    assert path is not None
    assert path.read_text().endswith(" INFO atlas_gui.of_a_test: Begun with 3\n")
    _log.info("And 100 % more")
    assert path.read_text().count("\n") == 2
    assert path.read_text().endswith("And 100 % more\n")


def test_it_is_for_the_eyes_of_its_reader(keeper: LogKeeper) -> None:
    path = keeper.write_down()
    assert path is not None
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_it_is_rotated_and_each_part_is_private(keeper: LogKeeper) -> None:
    path = keeper.write_down()
    assert path is not None
    for number in range(12_000):
        _log.info("A line that says that this is the line with the number %d of many", number)
    parts = sorted(path.parent.iterdir())
    assert len(parts) == 2
    assert all(part.stat().st_size <= LARGEST_BYTES for part in parts)
    assert all(part.stat().st_mode & 0o777 == 0o600 for part in parts)
    assert "number 11999" in path.read_text()


def test_a_folder_that_cannot_be_made_costs_the_log_alone(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file")
    keeper = LogKeeper(tmp_path / "state" / "log")
    keeper.begin()
    try:
        _log.info("Something")
        assert keeper.write_down() is None
        _log.info("Something else")
        assert keeper.write_down() is None
    finally:
        keeper.close()


def test_a_full_disk_costs_what_does_not_fit(
    keeper: LogKeeper, capsys: pytest.CaptureFixture[str]
) -> None:
    keeper.write_down()
    assert keeper._file is not None
    keeper._file.stream.close()
    keeper._file.stream = Path("/dev/full").open("a", encoding="utf-8")  # type: ignore[assignment]  # noqa: SIM115
    _log.info("Something")
    keeper.close()
    assert capsys.readouterr().err == ""


def test_what_cannot_even_be_cleaned_stops_nobody(keeper: LogKeeper) -> None:
    class Odd:
        @property
        def __class__(self) -> type:  # type: ignore[override]
            raise RuntimeError

    _log.info("Of %s and %d", Odd(), 1)
    path = keeper.write_down()
    assert path is not None
    assert "could not be cleaned" in path.read_text()


def test_old_files_go_and_those_of_running_programs_stay(tmp_path: Path) -> None:
    running = tmp_path / f"atlas-20200101T000000-{os.getpid()}.log"
    running.write_text("")
    os.utime(running, (1, 1))
    for number in range(10):
        path = tmp_path / f"atlas-2021010{number}T000000-{NOBODY}.log"
        path.write_text("")
        os.utime(path, (number + 10, number + 10))
    other = tmp_path / "letter.txt"
    other.write_text("")
    sweep(tmp_path, LOG_GLOB, MOST_FILES)
    left = sorted(path.name[:15] for path in tmp_path.glob("atlas-*"))
    assert left == ["atlas-20200101T", *(f"atlas-2021010{number}T" for number in range(4, 10))]
    assert other.exists()


def test_programs_side_by_side_write_into_files_of_their_own(tmp_path: Path) -> None:
    program = (
        "import sys, logging\nfrom pathlib import Path\n"
        "from atlas_gui.state.log.writing import LogKeeper\n"
        "keeper = LogKeeper(Path(sys.argv[1])); keeper.begin(); keeper.write_down()\n"
        "for number in range(3000): logging.getLogger('atlas_gui.x').info('Line %d', number)\n"
    )
    started = [subprocess.Popen([sys.executable, "-c", program, tmp_path]) for _each in range(3)]
    assert [process.wait(60) for process in started] == [0, 0, 0]
    files = list(tmp_path.glob("atlas-*.log"))
    assert len(files) == 3
    assert all(file.read_text().count("\n") == 3000 for file in files)


def test_a_command_that_fails_unexpectedly_leaves_a_log_and_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log_guard: LogGuard
) -> None:
    log_guard.expect("An error nobody expected")
    monkeypatch.setattr("atlas_gui.paths.log_dir", lambda: tmp_path / "log")
    error = KeyError("Ann's query")
    path = log_unexpected(error)
    assert path is not None
    assert "KeyError" in path.read_text()
    assert "Ann" not in path.read_text()
    words = unexpected_in_words(error, path)
    assert words.startswith("Something went wrong inside Atlas (KeyError);")
    assert str(path) in words
    assert "No log could be written" in unexpected_in_words(error, None)


def _run(folder: Path, program: str) -> "subprocess.CompletedProcess[str]":
    begin = (
        "import sys, faulthandler\nfrom pathlib import Path\n"
        "from atlas_gui.state.log.crashes import CrashWatch\n"
        "watch = CrashWatch(Path(sys.argv[1])); watch.begin()\n"
    )
    return subprocess.run(
        [sys.executable, "-c", begin + program, folder], capture_output=True, text=True, check=False
    )


def test_a_run_that_the_system_ended_is_told_once(tmp_path: Path) -> None:
    assert _run(tmp_path, "faulthandler._sigsegv()").returncode != 0
    (left,) = tmp_path.iterdir()
    assert left.stat().st_mode & 0o777 == 0o600
    told = take_crash(tmp_path)
    assert "Segmentation fault" in told
    assert "in <module>" in told
    assert take_crash(tmp_path) == ""
    (kept,) = tmp_path.iterdir()
    assert kept.suffix == ".log"
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_run_that_ended_well_leaves_nothing(tmp_path: Path) -> None:
    assert _run(tmp_path, "watch.end()").returncode == 0
    assert list(tmp_path.iterdir()) == []
    assert take_crash(tmp_path) == ""


def test_of_a_run_that_was_killed_nothing_is_told(tmp_path: Path) -> None:
    assert _run(tmp_path, "import os; os.kill(os.getpid(), 9)").returncode != 0
    assert take_crash(tmp_path) == ""
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_is_not_over_is_left_alone(tmp_path: Path) -> None:
    own = tmp_path / f"crash-20260101T000000-{os.getpid()}.txt"
    own.write_text("Fatal Python error: Segmentation fault")
    assert take_crash(tmp_path) == ""
    assert own.exists()


def test_what_python_wrote_is_cleaned() -> None:
    text = (
        "Fatal Python error: Aborted\n\nCurrent thread 0x00007f0754cff6c0 (most recent call first):\n"
        '  File "/home/ann/atlas/src/atlas_gui/ui/fonts.py", line 12 in missing\n'
        '  File "/home/ann/Ann.py", line 3 in <module>\nQt said: Ann\'s memo\n'
    )
    assert clean_dump(text) == (
        "Fatal Python error: Aborted\n\nCurrent thread 0x00007f0754cff6c0 (most recent call first):\n"
        "  atlas_gui/ui/fonts.py:12 in missing\n  <file.py>:3 in <module>"
    )
