"""A second start with real processes on a real X server: it hands over and ends, the first one shows."""

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from support.libraries import plain_library, record, write
from support.screen import Program, running_atlas, wait_for

pytestmark = [
    pytest.mark.display,
    pytest.mark.skipif(shutil.which("xdotool") is None, reason="the command xdotool is missing"),
]
_WINDOW = "^Bilateral relations"
_ANY = "^Bilateral relations|own.json"
_PLANT = "las-camariocas-nickel-plant"


def start_again(program: Program, *words: str) -> "subprocess.CompletedProcess[str]":
    """Start Atlas as a reader would while it runs, from another folder."""
    return subprocess.run(
        [sys.executable, "-m", "atlas_gui", *words],
        env=dict(program._environment),
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def handed_over(program: Program, *words: str) -> None:
    done = start_again(program, *words)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def in_front(program: Program, name: str) -> list[str]:
    """Whether the window that has the keyboard is called so."""
    active = program._xdotool("getactivewindow", "getwindowname", check=False)
    return [active] if name in active else []


def until_ready(program: Program) -> None:
    """Wait for the window, and until it can be asked."""
    program.activate(_WINDOW)
    handed_over(program)


def left_behind(home: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((home / "atlas-gui" / "window.json").read_text("utf-8"))
    return found


def meeting_places(desktop: dict[str, str]) -> set[Path]:
    return set((Path(desktop["XDG_RUNTIME_DIR"]) / "atlas-gui").glob("*"))


def test_a_second_start_shows_what_it_is_asked_for_in_the_first(
    desktop: dict[str, str], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    # Programs of other tests, which were killed, have left theirs.
    before = meeting_places(desktop)
    own = write(plain_library(record("oil"), record("rail")), tmp_path, "own.json")
    with running_atlas(desktop, home) as program:
        until_ready(program)
        handed_over(program, "open", own.as_uri())
        wait_for(lambda: in_front(program, "(own.json)"), "the library did not open in front")
        handed_over(program, "open", f"atlas:/CHN-CUB/{_PLANT}")
        wait_for(lambda: in_front(program, "Bilateral"), "the link did not lead to its window")
        handed_over(program, "open", str(own))
        wait_for(lambda: in_front(program, "(own.json)"), "the open library did not come back")
        assert len(program._windows(_ANY)) == 2
        handed_over(program, "--find")
        program.type("rail")
        handed_over(program, "open", f"atlas:/{_PLANT}")
        handed_over(program, "--find", "camariocas nickel")
        assert len(program._windows(_ANY)) == 2
        program.activate(_WINDOW)
        program.press("ctrl+q")
        assert program.wait_until_closed() == 0
        assert program.complaints() == []
    left = left_behind(home)
    assert (left["query"], left["record_id"]) == ("camariocas nickel", _PLANT)
    assert meeting_places(desktop) == before


def test_a_window_that_was_put_away_comes_back(desktop: dict[str, str], tmp_path: Path) -> None:
    with running_atlas(desktop, tmp_path / "home") as program:
        until_ready(program)
        program._xdotool("windowminimize", "--sync", program.window(_WINDOW))
        wait_for(lambda: [] if program.has_window(_WINDOW) else ["gone"], "it was not put away")
        handed_over(program)
        wait_for(lambda: in_front(program, "Bilateral"), "the window did not come back")
        assert len(program._windows(_ANY)) == 1


def test_another_window_is_one_of_the_same_program(desktop: dict[str, str], tmp_path: Path) -> None:
    with running_atlas(desktop, tmp_path / "home") as program:
        until_ready(program)
        handed_over(program, "--new-window")

        def both() -> list[str]:
            found = program._windows(_WINDOW)
            return found if len(found) == 2 else []

        wait_for(both, "there is no second window")
        program.press("ctrl+q")
        assert program.wait_until_closed() == 0


def test_two_starts_at_once_are_one_program(desktop: dict[str, str], tmp_path: Path) -> None:
    home = tmp_path / "home"
    with running_atlas(desktop, home) as one, running_atlas(desktop, home) as other:

        def ended() -> list[Program]:
            return [each for each in (one, other) if each._process.poll() is not None]

        wait_for(lambda: ["yes"] if ended() else [], "neither handed over to the other")
        (second,) = ended()
        assert second._process.returncode == 0
        first = other if second is one else one
        assert len(first._windows(_ANY)) == 1
        first.activate(_WINDOW)
        first.press("ctrl+q")
        assert first.wait_until_closed() == 0


def test_several_targets_of_the_first_start_open_too(
    desktop: dict[str, str], tmp_path: Path
) -> None:
    own = write(plain_library(record("oil")), tmp_path, "own.json")
    other = write(plain_library(record("rail")), tmp_path, "other.json")
    link = "atlas:/CUB-VNM"
    with running_atlas(desktop, tmp_path / "home", "open", str(own), str(other), link) as program:
        for name in (_WINDOW, "own.json", "other.json"):
            program.window(name)
        program.activate(_WINDOW)
        program.press("ctrl+q")
        assert program.wait_until_closed() == 0
        assert program.complaints() == []
    assert left_behind(tmp_path / "home")["query"] == "pair:CUB-VNM"


def test_beside_a_frozen_one_another_opens_and_says_so(
    desktop: dict[str, str], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    with running_atlas(desktop, home) as frozen:
        until_ready(frozen)
        frozen._process.send_signal(signal.SIGSTOP)
        try:
            with running_atlas(desktop, home, "--find", "gas") as program:
                wait_for(
                    lambda: program._windows(_WINDOW)[1:], "no window opened beside the frozen one"
                )
                (told,) = program.complaints()
                assert "does not answer" in told
        finally:
            frozen._process.send_signal(signal.SIGCONT)
