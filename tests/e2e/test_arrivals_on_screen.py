"""PDFs and links come to a real process on a real X server: dragged, given as arguments, typed."""

import os
import shutil
from itertools import cycle
from pathlib import Path

import pytest
from support.enclosed_pdf import save_pdf_of
from support.places import ROOT
from support.screen import running_atlas, wait_for

from atlas_gui.domain.library import Library

pytestmark = [
    pytest.mark.display,
    pytest.mark.skipif(shutil.which("xdotool") is None, reason="the command xdotool is missing"),
]

_RECORD = "las-camariocas-nickel-plant"
_OWN = "^Bilateral relations"
_SENT = "^From dossier.pdf"


@pytest.fixture
def dossier(shipped_library: Library, tmp_path: Path) -> Path:
    ids = [_RECORD, *[one for one in shipped_library.records if one != _RECORD][:2]]
    return save_pdf_of(shipped_library, ids, tmp_path / "dossier.pdf")


def test_a_pdf_is_dragged_from_another_program(
    desktop: dict[str, str], dossier: Path, tmp_path: Path
) -> None:
    sign, home = tmp_path / "accepted", tmp_path / "home"
    tests = os.pathsep.join([str(ROOT / "tests"), desktop.get("PYTHONPATH", "")])
    elsewhere = {**desktop, "PYTHONPATH": tests}
    with (
        running_atlas(desktop, home) as program,
        running_atlas(
            elsewhere, tmp_path / "other", str(sign), str(dossier), module="support.drag_source"
        ) as source,
    ):
        program.activate(_OWN)
        source.window("^Source of files")
        source.point_at("^Source of files", 50, 50)
        source.hold_button(down=True)
        source.point_at("^Source of files", 70, 70)
        places = cycle([(60, 40), (62, 42), (64, 44)])

        def taken() -> list[str]:
            program.point_at(_OWN, *next(places))
            return ["yes"] if sign.exists() else []

        wait_for(taken, "the window would not take the file")
        source.hold_button(down=False)
        program.activate(_SENT)
        program.press("ctrl+w")
        wait_for(lambda: [] if program.has_window(_SENT) else ["gone"], "the window stayed")
        program.activate(_OWN)
        program.press("ctrl+q")
        assert program.wait_until_closed() == 0
        assert program.complaints() == []


def test_a_pdf_is_opened_from_the_command_line(
    desktop: dict[str, str], dossier: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    with running_atlas(desktop, home, "open", str(dossier)) as program:
        program.activate(_SENT)
        program.press("ctrl+f")
        program.type("nickel")
        program.press("Return", "ctrl+q")
        assert program.wait_until_closed() == 0
        assert program.complaints() == []
    assert not list(home.rglob("window.json")), "how it looked is forgotten"
    assert not list(home.rglob("*.atlas-index")), "its index is kept nowhere"


def test_a_link_is_opened_from_the_command_line(desktop: dict[str, str], tmp_path: Path) -> None:
    home = tmp_path / "home"
    with running_atlas(desktop, home, "open", f"atlas:/CHN-CUB/{_RECORD}") as program:
        program.activate(_OWN)
        program.press("ctrl+q")
        assert program.wait_until_closed() == 0
        assert program.complaints() == []
    (settings,) = home.rglob("window.json")
    assert f'"record_id":"{_RECORD}"' in settings.read_text("utf-8")


def test_a_link_is_typed_by_keyboard_alone(desktop: dict[str, str], tmp_path: Path) -> None:
    home = tmp_path / "home"
    with running_atlas(desktop, home) as program:
        program.activate(_OWN)
        program.press("ctrl+j")
        program.type("atlas:/CUB-VNM/gone")
        program.press("Return", "ctrl+a")
        program.type(f"atlas:/{_RECORD}")
        program.press("Return", "ctrl+q")
        assert program.wait_until_closed() == 0
        assert program.complaints() == []
    (settings,) = home.rglob("window.json")
    assert f'"record_id":"{_RECORD}"' in settings.read_text("utf-8")
