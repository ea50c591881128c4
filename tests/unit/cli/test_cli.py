"""The command line: exit status, output for people and for programs, and what it leaves alone."""

import json
import os
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from support.libraries import plain_library, record, write
from support.places import ROOT, SHIPPED_LIBRARY

from atlas_gui import __version__
from atlas_gui.cli import run


def test_a_search_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["search", "nickel", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["query"] == "nickel"
    assert answer["total"] == len(answer["results"]) > 0
    first = answer["results"][0]
    assert first.keys() >= {"id", "title", "pairs", "kind", "date", "status", "summary", "score"}
    scores = [found["score"] for found in answer["results"]]
    assert scores == sorted(scores, reverse=True)
    assert "faults" not in answer


def test_a_search_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["search", "kind:loan"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith(("records", "record"))


def test_text_of_a_library_does_not_steer_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    title = {"en": "Loan\x1b[2J\x1b]0;x\x07\r\u202eend"}
    library = write(plain_library(record("loan", title=title)), tmp_path)
    assert run(["search", "", "--library", str(library)]) == 0
    printed = capsys.readouterr().out
    assert "LoanU+001B[2J" in printed
    assert printed.replace("\n", "").isprintable()


def test_a_search_that_finds_nothing_is_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["search", "xyzzyx"]) == 0
    assert "Try" in capsys.readouterr().out
    assert run(["search", "xyzzyx", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["results"] == []


def test_a_clause_left_out_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["search", "kind:friendship", "--json"]) == 0
    (fault,) = json.loads(capsys.readouterr().out)["faults"]
    assert "friendship" in fault


def test_another_library_may_stand_before_or_after_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(write(plain_library(record("only-here")), tmp_path))
    for words in (
        ["search", "", "--json", "--library", path],
        ["--library", path, "search", "", "--json"],
    ):
        assert run(words) == 0
        (found,) = json.loads(capsys.readouterr().out)["results"]
        assert found["id"] == "only-here"


def test_a_sound_library_passes_the_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(SHIPPED_LIBRARY)]) == 0
    assert "0 faults" in capsys.readouterr().out


def test_a_fault_is_named_and_is_the_exit_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(write(plain_library(record("odd", kind="friendship")), tmp_path))
    assert run(["check", path]) == 1
    said = capsys.readouterr().out
    assert "records / odd / kind" in said
    assert "1 fault" in said
    assert run(["check", path, "--json"]) == 1
    (fault,) = json.loads(capsys.readouterr().out)["faults"]
    assert (fault["document"], fault["field"]) == ("odd", "kind")


def test_a_file_that_is_no_library_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "odd.json"
    path.write_text("{")
    for words in (["search", "x", "--library", str(path)], ["check", str(path)]):
        assert run(words) == 1
        said = capsys.readouterr()
        assert said.out == ""
        assert str(path) in said.err
        assert "Traceback" not in said.err
    assert run(["check", str(path), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["faults"]


def test_the_schema_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Atlas library"


def test_a_record_is_exported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = json.loads(SHIPPED_LIBRARY.read_text(encoding="utf-8"))["records"]["1"]["id"]
    target = tmp_path / "record.pdf"
    assert run(["export", name, "--output", str(target)]) == 0
    assert target.read_bytes().startswith(b"%PDF-")
    assert str(target) in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == [target]


def test_an_unknown_record_is_not_exported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", "nothing", "--output", str(tmp_path / "x.pdf")]) == 1
    assert "nothing" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [["fly"], ["search"], ["export", "x"], ["--colour"]])
def test_wrong_usage_is_status_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(words)
    assert stopped.value.code == 2
    assert "usage:" in capsys.readouterr().err


def _atlas(
    *words: str, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    bare = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    return subprocess.run(
        [sys.executable, "-m", "atlas_gui", *words],
        capture_output=True,
        env={**bare, **(environment or {})},
        cwd=ROOT / "src",
        check=False,
    )


def test_as_a_program_it_tells_its_version() -> None:
    result = _atlas("--version")
    first, *others = result.stdout.decode().splitlines()
    assert (result.returncode, first) == (0, f"Atlas {__version__}")
    told = " ".join(others)
    assert "edition 2026.1, 100 records" in told
    assert f"Python {platform.python_version()}" in told
    assert f"Qt {version('PySide6-Essentials')}" in told
    assert "source tree" in told


def test_the_version_is_told_without_loading_qt() -> None:
    question = (
        "import sys; from atlas_gui.cli import run\n"
        "try: run(['--version'])\n"
        "except SystemExit: print([m for m in sys.modules if m.startswith('PySide6')])\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", question], capture_output=True, text=True, check=True
    )
    assert result.stdout.splitlines()[-1] == "[]"


def test_without_a_display_the_window_is_a_sentence() -> None:
    result = _atlas()
    assert result.returncode == 1
    assert b"no display" in result.stderr
    assert b"Traceback" not in result.stderr


def test_a_console_of_another_encoding_gets_readable_text() -> None:
    result = _atlas("search", "华为", environment={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert result.returncode == 0
    assert b"Traceback" not in result.stderr


def test_a_reader_that_has_seen_enough_is_no_crash() -> None:
    command = [sys.executable, "-m", "atlas_gui", "search", ""]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT / "src"
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        assert b"Traceback" not in program.stderr.read()


def test_a_command_without_a_window_loads_no_qt() -> None:
    question = (
        "import sys; from atlas_gui.cli import run; run(['search', 'nickel']);"
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    result = subprocess.run(
        [sys.executable, "-c", question], capture_output=True, cwd=ROOT / "src", check=False
    )
    assert result.returncode == 0, result.stderr


def test_the_first_look_needs_no_display(tmp_path: Path) -> None:
    folder = tmp_path / "first-look"
    result = _atlas("first-look", "--output", str(folder))
    assert result.returncode == 0, result.stderr
    by_suffix = {path.suffix: path.read_bytes() for path in folder.iterdir()}
    assert by_suffix[".png"].startswith(b"\x89PNG")
    assert by_suffix[".pdf"].startswith(b"%PDF-")
    assert json.loads(by_suffix[".json"])["results"]
    assert sorted(result.stdout.decode().split("\n")[:-1]) == sorted(map(str, folder.iterdir()))


def test_the_first_look_at_another_library_tells_what_it_searched_for(tmp_path: Path) -> None:
    library = write(plain_library(record("loan")), tmp_path)
    folder = tmp_path / "first-look"
    assert _atlas("first-look", "--library", str(library), "--output", str(folder)).returncode == 0
    found = json.loads((folder / "search.json").read_text("utf-8"))
    assert (found["query"], found["total"]) == ("", 1)
    assert (folder / "loan.pdf").is_file()


def test_a_first_look_that_cannot_be_written_is_told_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    assert run(["first-look", "--output", str(in_the_way)]) == 1
    assert str(in_the_way) in capsys.readouterr().err


def test_a_first_look_at_nothing_is_told_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = plain_library()
    plain["records"] = {}
    library = write(plain, tmp_path)
    assert run(["first-look", "--library", str(library), "--output", str(tmp_path / "x")]) == 1
    assert "no record" in capsys.readouterr().err
