"""The main path of a reader, with a real process on a real X server, by keyboard alone."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage
from support.screen import Program, running_atlas, wait_for, wait_for_file

from atlas_gui.domain.library import Library

pytestmark = [
    pytest.mark.display,
    pytest.mark.skipif(
        shutil.which("xdotool") is None or shutil.which("import") is None,
        reason="the commands xdotool and import (package imagemagick) are missing",
    ),
]

_WINDOW = "^Bilateral relations"
_RECORD = "las-camariocas-nickel-plant"


def left_behind(home: Path) -> dict[str, Any]:
    """The window's settings as the program left them."""
    found: dict[str, Any] = json.loads((home / "atlas-gui" / "window.json").read_text("utf-8"))
    return found


def colours(picture: Path) -> int:
    image = QImage(str(picture))
    places = [(x, y) for x in range(0, image.width(), 9) for y in range(0, image.height(), 9)]
    return len({image.pixel(x, y) for x, y in places})


def save_as_pdf(program: Program, target: Path) -> None:
    """Through the dialog for PDFs and the one for files, by keys alone."""
    program.press("ctrl+e")
    program.activate("^Export as PDF")

    def asked_to_save() -> list[str]:
        # The dialog takes the keys only once its pages are made.
        if not program.has_window("^Save PDF"):
            program.press("ctrl+s")
        return ["yes"] if program.has_window("^Save PDF") else []

    wait_for(asked_to_save, "the dialog for files did not open")
    program.activate("^Save PDF")
    program.press("ctrl+a")
    program.type(str(target))
    program.press("Return")
    wait_for_file(target)


def test_from_the_first_start_to_a_saved_pdf_and_back_again(
    desktop: dict[str, str], shipped_library: Library, tmp_path: Path
) -> None:
    home, target = tmp_path / "home", tmp_path / "nickel.pdf"
    title = shipped_library.records[_RECORD].title["en"]
    with running_atlas(desktop, home) as program:
        program.activate(_WINDOW)
        program.press("ctrl+f")
        program.type("camariocas nickel plant")
        program.press("Return", "F6", "F6", "plus", "plus", "plus")
        program.press("alt+Left", "alt+Right")
        save_as_pdf(program, target)
        wait_for(lambda: [] if program.has_window(title) else ["gone"], "the preview stayed")
        assert colours(program.picture(tmp_path / "screen.png")) > 20
        program.activate(_WINDOW)
        program.press("ctrl+q")
        assert program.wait_until_closed() == 0
        assert program.complaints() == []
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(target).pages).split())
    assert title in text
    assert "Sources" in text
    first = left_behind(home)
    assert first["query"] == "camariocas nickel plant"
    assert first["record_id"] == _RECORD
    start, end = first["timeline_span"]

    with running_atlas(desktop, home) as program:
        program.activate(_WINDOW)
        program.press("F6")
        program.press("ctrl+q")
        assert program.wait_until_closed() == 0
        assert program.complaints() == []
    second = left_behind(home)
    for name in ("query", "record_id", "expanded"):
        assert second.get(name) == first.get(name), name
    assert second["splitters"]["across"] == first["splitters"]["across"]
    assert second["timeline_span"] == pytest.approx([start, end])


def test_going_back_leads_to_the_record_of_the_first_start(
    desktop: dict[str, str], tmp_path: Path
) -> None:
    left = []
    for number, keys in enumerate((["F6"], ["Return", "alt+Left"], ["Return"])):
        home = tmp_path / f"home-{number}"
        with running_atlas(desktop, home) as program:
            program.activate(_WINDOW)
            program.press("ctrl+f")
            if "Return" in keys:
                program.type("nickel")
            program.press(*keys)
            program.press("ctrl+q")
            assert program.wait_until_closed() == 0
        left.append(left_behind(home)["record_id"])
    untouched, returned, searched = left
    assert returned == untouched
    assert searched == _RECORD


def test_closing_by_the_window_manager_saves_too(desktop: dict[str, str], tmp_path: Path) -> None:
    with running_atlas(desktop, tmp_path / "home") as program:
        program.activate(_WINDOW)
        program.press("ctrl+f")
        program.type("gas")
        program.press("alt+F4")
        assert program.wait_until_closed() == 0
    assert left_behind(tmp_path / "home")["query"] == "gas"
