"""Tests run as many files at once as there are cores, unless somebody says otherwise."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import setup_env

_TELLING = """
import os

def test_one():
    open(f"ran-{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}-%s", "w").close()

def test_two():
    test_one()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four files of tests, each of which tells in which process it ran."""
    for name in "abcd":
        (tmp_path / f"test_{name}.py").write_text(_TELLING % name, encoding="utf-8")
    return tmp_path


def _ran(folder: Path, *arguments: str) -> dict[str, set[str]]:
    """The files that each process ran."""
    finished = _finished(folder, *arguments)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    ran: dict[str, set[str]] = {}
    for told in folder.glob("ran-*"):
        _word, process, name = told.name.split("-")
        ran.setdefault(process, set()).add(name)
    return ran


def _finished(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    given = [*setup_env.side_by_side(list(arguments)), *arguments]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *given]
    # These tests may themselves run beside others, and would tell so to those they start.
    plain = {name: held for name, held in os.environ.items() if "XDIST" not in name}
    return subprocess.run(
        command, cwd=folder, env=plain, capture_output=True, text=True, timeout=120, check=False
    )


def test_files_are_shared_out_whole(folder: Path) -> None:
    ran = _ran(folder, "-n", "2")
    assert set(ran) == {"gw0", "gw1"}
    assert sorted(name for names in ran.values() for name in names) == list("abcd")


@pytest.mark.parametrize(
    "arguments", [("-n", "0"), ("-p", "no:xdist"), ("-n0", "-x", "--durations", "3")], ids=" ".join
)
def test_one_process_does_it_all_where_it_is_asked_to(
    arguments: tuple[str, ...], folder: Path
) -> None:
    assert _ran(folder, *arguments) == {"alone": set("abcd")}


def test_no_more_processes_than_the_machine_bears(folder: Path) -> None:
    assert len(_ran(folder, "-k", "one")) <= setup_env.MOST_AT_ONCE


def test_a_process_that_dies_is_a_failure_and_nobody_waits_for_it(folder: Path) -> None:
    dying = "import os\n\ndef test_first():\n    pass\n\ndef test_dying():\n    os.abort()\n"
    (folder / "test_c.py").write_text(dying, encoding="utf-8")
    finished = _finished(folder, "-n", "2")
    assert finished.returncode != 0
    assert "test_c.py::test_dying" in finished.stdout
    assert "crashed" in finished.stdout
