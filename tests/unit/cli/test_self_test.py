"""`atlas-gui self-test`: that it passes without any network, and that it sees what is broken."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import resource_sums
from support import without_network
from support.places import ROOT, SHIPPED_LIBRARY

from atlas_gui import paths
from atlas_gui.cli.self_test import core_steps, running
from atlas_gui.cli.self_test.steps import Step, StepError, expect
from atlas_gui.errors import AtlasError

_WATCHER = ROOT / "tests" / "support" / "without_network.py"


def _run(*command: str, home: Path) -> "subprocess.CompletedProcess[str]":
    kept = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8"}
    return subprocess.run(command, env=kept, capture_output=True, text=True, check=False)


def _watched(*command: str, home: Path) -> "subprocess.CompletedProcess[str]":
    done = _run(sys.executable, str(_WATCHER), *command, home=home)
    if done.returncode == without_network.CANNOT:
        pytest.skip("the kernel does not let a process forbid itself sockets here")
    return done


def test_the_watcher_ends_a_program_that_would_reach_a_network(tmp_path: Path) -> None:
    ask = "import socket; socket.socket(socket.{}); print('open')"
    network = _watched(sys.executable, "-c", ask.format("AF_INET"), home=tmp_path)
    assert network.returncode < 0 and not network.stdout
    local = _watched(sys.executable, "-c", ask.format("AF_UNIX"), home=tmp_path)
    assert "PermissionError" in local.stderr and not local.stdout


@pytest.mark.slow
def test_everything_works_with_every_socket_refused_and_leaves_nothing(tmp_path: Path) -> None:
    done = _watched(sys.executable, "-m", "atlas_gui", "self-test", home=tmp_path)
    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stdout + done.stderr
    assert lines[-1] == "Everything works."
    assert {line.split()[0] for line in lines[:-1]} == {"ok"}
    names = [line.split()[1].rstrip(":") for line in lines[:-1]]
    assert {"resources", "pdf", "import", "window", "timeline", "notebook"} <= set(names)
    left = [
        path for path in tmp_path.rglob("*") if path.is_file() and "fontconfig" not in str(path)
    ]
    assert left == []


def _broken(_folder: Path) -> str:
    raise ZeroDivisionError("by nothing")


def _refused(_folder: Path) -> str:
    raise AtlasError("“it” cannot\nbe done.")


def _wrong(_folder: Path) -> str:
    expect(holds=False, otherwise="it is wrong")
    return "never told"


def test_each_step_has_its_line_whatever_the_one_before_it_did(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fine(folder: Path) -> str:
        assert folder.is_dir()
        return "as it should be"

    steps = [Step("one", _broken), Step("two", _refused), Step("three", _wrong), Step("four", fine)]
    assert running._try_all(steps, tmp_path) == 3
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        "FAILED one: ZeroDivisionError: by nothing",
        "FAILED two: “it” cannot be done.",
        "FAILED three: it is wrong",
        "ok     four: as it should be",
    ]
    assert "ZeroDivisionError" in told.err


@pytest.fixture
def _fresh() -> None:
    core_steps._library.cache_clear()
    core_steps._reading.cache_clear()


@pytest.mark.usefixtures("_fresh")
def test_a_damaged_library_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = tmp_path / "db.json"
    text = SHIPPED_LIBRARY.read_text(encoding="utf-8")
    damaged.write_text(text.replace('"CUB"', '"XXX"', 1), encoding="utf-8")
    monkeypatch.setattr(paths, "shipped_library", lambda: damaged)
    with pytest.raises(StepError):
        core_steps._check_library(tmp_path)


@pytest.fixture
def packaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Resources as a package has them: copied, with their sums."""
    copy = tmp_path / "resources"
    shutil.copytree(paths.resources(), copy)
    (copy / resource_sums.NAME).write_text(resource_sums.resource_sums(copy), encoding="utf-8")
    monkeypatch.setattr(paths, "resources", lambda: copy)
    paths.use_data_dir(tmp_path / "data")
    yield copy
    paths.use_data_dir(None)


def test_whole_resources_are_seen_to_be_so(packaged: Path, tmp_path: Path) -> None:
    files = sum(path.is_file() for path in packaged.rglob("*")) - 1
    assert core_steps._read_resources(tmp_path).startswith(f"{files} files as they were packaged")


@pytest.mark.parametrize(
    "name",
    ["countries/labels.toml", "citation-styles/apa.csl", "icons/atlas.svg", "pdf/record.typ"],
)
def test_a_missing_or_changed_resource_is_named(packaged: Path, name: str, tmp_path: Path) -> None:
    content = (packaged / name).read_bytes()
    (packaged / name).write_bytes(content.replace(b"e", b"a", 1))
    with pytest.raises(StepError, match=f"{name} is not as it was packaged"):
        core_steps._read_resources(tmp_path)
    (packaged / name).unlink()
    with pytest.raises(StepError, match=f"{name} is missing"):
        core_steps._read_resources(tmp_path)
