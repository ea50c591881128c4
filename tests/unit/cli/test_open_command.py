"""`atlas-gui open`: what a PDF holds and what a link names, as a list; the window is tested elsewhere."""

import json
from pathlib import Path

import pytest
from support.enclosed_pdf import save_pdf_of
from support.hostile import hostile_library
from support.libraries import write
from support.places import SHIPPED_LIBRARY

from atlas_gui.cli import open_command, run
from atlas_gui.store import open_library

PLANT = "las-camariocas-nickel-plant"
SHIPPED = open_library(SHIPPED_LIBRARY)


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    ids = [PLANT, *[one for one in SHIPPED.records if one != PLANT][:2]]
    return save_pdf_of(SHIPPED, ids, tmp_path / "dossier.pdf")


def test_the_records_of_a_file_are_listed_in_its_order(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["open", "--list", str(dossier)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == [
        "From dossier.pdf: Bilateral relations, edition 2026.1",
        "3 records",
        PLANT,
    ]


def test_the_records_of_a_file_for_programs(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["open", "--json", str(dossier)]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["query"], answer["total"], answer["file"]) == ("", 3, str(dossier))
    assert (answer["library"], answer["edition"]) == ("Bilateral relations", "2026.1")
    assert run(["search", "--json", PLANT.replace("-", " ")]) == 0
    (found,) = json.loads(capsys.readouterr().out)["results"][:1]
    assert answer["results"][0] | {"score": 0} == found | {"score": 0}


@pytest.mark.parametrize("link", [f"atlas:/CHN-CUB/{PLANT}", f"<atlas:/CHN-RUS/{PLANT}>"])
def test_the_record_of_a_link_is_listed(link: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["open", "--list", link]) == 0
    assert capsys.readouterr().out.splitlines()[:2] == ["1 record", PLANT]
    assert run(["open", "--json", link]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["query"], answer["total"]) == (link, 1)


def test_the_records_of_a_pair_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["open", "--json", "atlas:/CUB-VNM"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["total"] == len(answer["results"]) > 0
    assert all("CUB-VNM" in found["pairs"] for found in answer["results"])


@pytest.mark.parametrize("option", ["--list", "--json"])
@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        ("atlas:/CHN-CUB/gone", "This library has no record “gone”."),
        ("atlas:/CHN-ZZZ", "This library has no records of China – ZZZ."),
        ("atlas:/nonsense/", "“atlas:/nonsense/” is no link of Atlas"),
        ("missing.pdf", "“missing.pdf” cannot be read"),
        (__file__, "test_open_command.py” is neither an Atlas library nor a PDF"),
    ],
)
def test_what_leads_nowhere_is_said_in_a_sentence(
    target: str, sentence: str, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["open", option, target]) == 1
    told = capsys.readouterr()
    assert sentence in told.err
    assert told.out == ""


def test_another_library_is_looked_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(hostile_library(), tmp_path)
    assert run(["open", "--list", "atlas:/harmless", "--library", str(path)]) == 0
    assert "harmless" in capsys.readouterr().out


def test_text_of_a_file_does_not_steer_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = open_library(write(hostile_library(title="Gas\x1b[2J\u202e"), tmp_path))
    path = save_pdf_of(library, list(library.records), tmp_path / "hostile.pdf")
    assert run(["open", "--list", str(path)]) == 0
    printed = capsys.readouterr().out.replace("\n", "").replace("\u200b", "")
    assert printed.isprintable()


@pytest.mark.parametrize("target", ["dossier.pdf", f"atlas:/{PLANT}"])
def test_without_a_display_it_says_what_works_without_one(
    target: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(open_command, "reason_for_no_window", lambda: "There is no display.")
    assert run(["open", target]) == 1
    told = capsys.readouterr().err
    assert told.startswith("There is no display. So the window cannot open.")
    assert f"atlas-gui open --list {target}" in told


def test_listing_loads_no_qt(dossier: Path) -> None:
    import subprocess
    import sys

    program = (
        "import sys; from atlas_gui.cli import run; code = run(sys.argv[1:]);"
        "sys.exit(code or any(name.startswith('PySide6') for name in sys.modules))"
    )
    subprocess.run([sys.executable, "-c", program, "open", "--list", str(dossier)], check=True)


def test_what_a_message_quotes_commands_no_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["open", "--list", str(tmp_path / "a\x1b[31mb\u202ec.pdf")]) == 1
    error = capsys.readouterr().err
    assert "aU+001B[31mbU+202Ec.pdf" in error
    assert error.rstrip("\n").isprintable()
