"""Records are dragged from a real window on a real X server into another program."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

import pytest
from support.places import ROOT
from support.screen import Program, running_atlas, wait_for

pytestmark = [
    pytest.mark.display,
    pytest.mark.skipif(shutil.which("xdotool") is None, reason="the command xdotool is missing"),
]

_OWN = "^Bilateral relations"
_TARGET = "^Target of drops"
# On a busy machine a program may be too late to see that the pointer left it.
_TRIES = 3


@contextmanager
def _dropped(desktop: dict[str, str], tmp_path: Path, kind: str) -> Iterator[str]:
    """What another program tells after the first row of the list was dropped on it."""
    told = tmp_path / "told"
    tests = os.pathsep.join([str(ROOT / "tests"), desktop.get("PYTHONPATH", "")])
    elsewhere = {**desktop, "PYTHONPATH": tests}
    module = "support.drop_target_program"
    with (
        running_atlas(desktop, tmp_path / "home") as program,
        running_atlas(elsewhere, tmp_path / "other", kind, str(told), module=module) as target,
    ):
        program.activate(_OWN)
        _find_one(program)
        target.activate(_TARGET)
        for _each in range(_TRIES):
            _drag(program, target)
            if _was_dropped(told):
                break
        else:
            pytest.fail("nothing was dropped")
        yield told.read_text("utf-8")
        program.activate(_OWN)
        program.press("ctrl+q")
        assert program.wait_until_closed() == 0
        assert program.complaints() == []
        assert target.complaints() == []


def _drag(program: Program, target: Program) -> None:
    program.point_at(_OWN, 45, 16)
    program.hold_button(down=True)
    program.point_at(_OWN, 47, 18)
    places = cycle([(50, 50), (54, 54), (58, 50)])
    for _each in range(12):
        target.point_at(_TARGET, *next(places))
    program.hold_button(down=False)


def _was_dropped(told: Path) -> bool:
    try:
        wait_for(lambda: ["yes"] if told.exists() else [], "nothing was dropped")
    except AssertionError:
        return False
    return True


def _find_one(program: Program) -> None:
    """Have one record at the head of the list."""
    program.press("ctrl+f")
    program.type("las camariocas nickel plant")


def test_a_program_that_takes_files_gets_a_pdf(desktop: dict[str, str], tmp_path: Path) -> None:
    with _dropped(desktop, tmp_path, "files") as told:
        assert told == "las-camariocas-nickel-plant.pdf %PDF-"


def test_an_editor_gets_the_citation(desktop: dict[str, str], tmp_path: Path) -> None:
    with _dropped(desktop, tmp_path, "text") as told:
        assert told.startswith("“Las Camariocas")
        assert told.endswith("atlas:/CHN-CUB/las-camariocas-nickel-plant.")
