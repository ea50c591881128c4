"""How a window is asked for: what goes to the Atlas that runs, and what needs none."""

import argparse
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from support.places import SHIPPED_LIBRARY

from atlas_gui import app
from atlas_gui.cli import open_command, run, targets, window_command
from atlas_gui.cli.parser import build_parser
from atlas_gui.cli.targets import read_targets
from atlas_gui.cli.usage import UsageError
from atlas_gui.handover import meeting
from atlas_gui.handover.meeting import Meeting
from atlas_gui.handover.message import Wish


class Handed:
    """Stands in the place of the Atlas that runs, and of the window."""

    def __init__(self) -> None:
        self.wishes: list[Wish] = []
        self.shown: list[tuple[Path, Wish, str]] = []
        self.answer = Meeting(done=True)

    def meet(self, wish: Wish) -> Meeting:
        self.wishes.append(wish)
        return self.answer

    def run_wish(self, library: Path, wish: Wish, _met: Meeting, *, quit_when: str) -> int:
        self.shown.append((library, wish, quit_when))
        return 0


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch) -> Handed:
    made = Handed()
    monkeypatch.setattr(meeting, "meet", made.meet)
    monkeypatch.setattr(app, "run_wish", made.run_wish)
    monkeypatch.setattr(window_command, "gc", argparse.Namespace(disable=lambda: None))
    for module in (window_command, open_command):
        monkeypatch.setattr(module, "reason_for_no_window", lambda: "")
    for name in ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID"):
        monkeypatch.delenv(name, raising=False)
    return made


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ([], Wish()),
        (["--new-window"], Wish(new_window=True)),
        (["--find"], Wish(find="")),
        (["--find", "nickel"], Wish(find="nickel")),
        (["--find=-nickel"], Wish(find="-nickel")),
        (["--find", "search"], Wish(find="search")),
        (["--find", "open"], Wish(find="open")),
        (["--find", "gas", "--new-window"], Wish(find="gas", new_window=True)),
        (["--find", "gas", "open"], Wish(find="gas")),
        (["--library", "/own.json", "--find"], Wish(library=b"/own.json", find="")),
        (["--library", str(SHIPPED_LIBRARY)], Wish()),
        (["open"], Wish()),
        (["open", "--library", "/own.json"], Wish(library=b"/own.json")),
        (["open", "/a.json", "/b.pdf"], Wish(files=(b"/a.json", b"/b.pdf"))),
        (
            ["open", "atlas:/gas", "/b.pdf", "<atlas:/CHN-CUB>"],
            Wish(files=(b"/b.pdf",), links=("atlas:/gas", "<atlas:/CHN-CUB>")),
        ),
        (["open", "file:///srv/a%20%C3%A9.json"], Wish(files=("/srv/a é.json".encode(),))),
        (["open", "/srv/\udcff.json"], Wish(files=(b"/srv/\xff.json",))),
    ],
)
def test_what_is_asked_for_is_handed_over(words: list[str], wish: Wish, handed: Handed) -> None:
    assert run(words) == 0
    assert handed.wishes == [wish]
    assert handed.shown == []


def test_files_are_named_for_a_program_that_works_in_another_folder(
    handed: Handed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["--library", "own.json", "open", "there/a.pdf", "./atlas:b"]) == 0
    (wish,) = handed.wishes
    assert wish.library_path == tmp_path / "own.json"
    assert wish.file_paths == [tmp_path / "there" / "a.pdf", tmp_path / "atlas:b"]


def test_the_right_to_come_to_the_front_goes_along(
    handed: Handed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESKTOP_STARTUP_ID", "x11")
    run([])
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "wayland")
    run([])
    assert [wish.activation for wish in handed.wishes] == ["x11", "wayland"]


def test_where_nobody_runs_the_window_opens_here(
    handed: Handed, capsys: pytest.CaptureFixture[str]
) -> None:
    handed.answer = Meeting()
    assert run(["--find", "gas"]) == 0
    assert handed.shown == [(SHIPPED_LIBRARY, Wish(find="gas"), "closed")]
    assert capsys.readouterr().err == ""


def test_of_one_that_does_not_answer_a_sentence_is_told(
    handed: Handed, capsys: pytest.CaptureFixture[str]
) -> None:
    handed.answer = Meeting(sentence="It does not answer.")
    assert run([]) == 0
    assert len(handed.shown) == 1
    assert capsys.readouterr().err == "It does not answer.\n"


@pytest.mark.parametrize("moment", ["shown", "filled"])
def test_a_start_that_is_measured_hands_nothing_over(handed: Handed, moment: str) -> None:
    assert run([f"--quit-when-{moment}"]) == 0
    assert handed.wishes == []
    assert handed.shown == [(SHIPPED_LIBRARY, Wish(), moment)]


def test_without_a_display_nothing_is_handed_over(
    handed: Handed, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for module in (window_command, open_command):
        monkeypatch.setattr(module, "reason_for_no_window", lambda: "There is no display.")
    for words in ([], ["--find"], ["open"], ["open", "a.pdf", "b.pdf"]):
        assert run(words) == 1
        assert "atlas-gui search QUERY" in capsys.readouterr().err
    assert handed.wishes == []


@pytest.mark.parametrize(
    "words",
    [
        ["--find", "gas", "search", "oil"],
        ["--find", "gas", "check", "db.json"],
        ["--new-window", "schema"],
        ["open", "--list"],
        ["open", "--json", "a.json", "b.json"],
        ["open", "--list", "a.json", "atlas:/gas"],
        ["open", "file://elsewhere/a.json"],
        ["open", "file:///tmp/%00"],
        ["open", "file:a.json"],
        ["open", "file://"],
    ],
)
def test_what_makes_no_sense_is_wrong_usage(
    words: list[str], handed: Handed, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(words) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert handed.wishes == []


def test_a_command_behind_find_is_the_query_and_what_follows_is_none(
    handed: Handed, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as wrong:
        run(["--find", "search", "gas"])
    assert wrong.value.code == 2
    assert "invalid choice: 'gas'" in capsys.readouterr().err
    assert handed.wishes == []


@pytest.mark.parametrize("host", ["", "localhost", "LOCALHOST", socket.gethostname()])
def test_addresses_of_files_of_this_machine(host: str) -> None:
    assert read_targets([f"file://{host}/a%25b/%e5%8f%a4.json"]).files == [Path("/a%b/古.json")]
    assert read_targets(["FILE:/a#b?c"]).files == [Path("/a#b?c")]


def test_an_address_of_another_machine_is_quoted_on_one_line() -> None:
    with pytest.raises(UsageError) as raised:
        read_targets(["file://else\nwhere/\x1b[2J"])
    assert "\n" not in raised.value.message
    assert targets._LINK == "atlas:"


def test_a_name_that_is_no_text_survives_an_address() -> None:
    (file,) = read_targets(["file:///tmp/%ff"]).files
    assert os.fsencode(file) == b"/tmp/\xff"


def test_measuring_and_pictures_need_no_meeting() -> None:
    parsed = build_parser().parse_args(["--quit-when-shown"])
    assert (parsed.find, parsed.new_window) == (None, False)


def test_handing_over_loads_no_qt(tmp_path: Path) -> None:
    code = (
        "import os, sys; from atlas_gui.handover import meeting;"
        "meeting.meet = lambda wish: meeting.Meeting(done=True);"
        "os.environ['QT_QPA_PLATFORM'] = 'offscreen';"
        "from atlas_gui.cli import run; code = run(sys.argv[1:]);"
        "sys.exit(code or any(n.startswith(('PySide6', 'tinydb')) for n in sys.modules))"
    )
    subprocess.run([sys.executable, "-c", code, "--find"], check=True, cwd=tmp_path)
