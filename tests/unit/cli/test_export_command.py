"""`atlas-gui export`: which records, in which format, under which names, and what is refused."""

import csv
import json
import re
from pathlib import Path

import pytest
from pypdf import PdfReader
from support.libraries import plain_library, record, write

from atlas_gui.cli import export_command, run
from atlas_gui.cli.parser import build_parser
from atlas_gui.exchange.pdf import typesetting
from atlas_gui.exchange.pdf.fonts import FontSet
from atlas_gui.exchange.report.options import Notes, Order, Paper, ReportOptions, Section

PLANT, TALKS, PIPE = "nickel-plant", "harbour-talks", "gas-pipeline"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Two records of China and Cuba, one of China and Russia."""
    plain = plain_library(
        record(PLANT), record(TALKS, kind="visit"), record(PIPE, countries=["CHN", "RUS"])
    )
    folder = tmp_path / "library"
    folder.mkdir()
    return write(plain, folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "out"
    made.mkdir()
    return made


class Export:
    """Runs the command in a folder, over a library."""

    def __init__(self, library: Path, folder: Path) -> None:
        self._library = library
        self._folder = folder

    def __call__(self, *words: str, output: str = "x.pdf") -> int:
        target = str(self._folder / output)
        return run(["export", *words, "--library", str(self._library), "--output", target])

    def text(self, name: str = "x.pdf") -> str:
        pages = PdfReader(self._folder / name).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())

    def files(self) -> list[str]:
        return sorted(path.name for path in self._folder.iterdir())


@pytest.fixture
def export(library: Path, folder: Path) -> Export:
    return Export(library, folder)


def is_dossier(text: str) -> bool:
    return "Contents" in text and "All records" in text


# Which records.


def test_one_identifier_makes_the_sheet_of_that_record(export: Export) -> None:
    assert export(PLANT) == 0
    assert "Nickel plant" in export.text()
    assert not is_dossier(export.text())
    assert export.files() == ["x.pdf"]


def test_several_identifiers_make_a_dossier_in_their_order(export: Export) -> None:
    assert export(PIPE, PLANT, PIPE) == 0
    text = export.text()
    assert is_dossier(text)
    assert text.index("Gas pipeline", text.index("All records")) < text.rindex("Nickel plant")
    assert "1 further record of 3" in text


def test_a_query_makes_a_dossier_of_what_it_finds(export: Export) -> None:
    assert export("--query", "kind:contract") == 0
    text = export.text()
    assert "Nickel plant" in text
    assert "Harbour talks" not in text
    assert "Search in force: kind:contract" in text
    assert "1 further record of 3" in text


def test_an_empty_query_is_the_whole_library(export: Export) -> None:
    assert export("--query", "") == 0
    text = export.text()
    assert all(title in text for title in ("Nickel plant", "Harbour talks", "Gas pipeline"))
    assert "further record" not in text
    assert "Search in force" not in text


@pytest.mark.parametrize("pair", ["CHN-CUB", "cub-chn", "China Cuba"])
def test_a_pair_makes_a_dossier_of_all_its_records(export: Export, pair: str) -> None:
    assert export("--pair", pair) == 0
    text = export.text()
    assert text.count("China – Cuba") > 0
    assert "Nickel plant" in text
    assert "Harbour talks" in text
    assert "Gas pipeline" not in text
    assert "further record" not in text


def test_what_a_query_hides_of_a_pair_is_said_on_the_cover(export: Export) -> None:
    assert export("--pair", "CHN-CUB", "--query", "nickel") == 0
    text = export.text()
    assert "Search in force: nickel" in text
    assert "1 further record of 2" in text
    assert "Harbour talks" not in text


def test_what_of_a_query_means_nothing_is_told(
    export: Export, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export("--query", "plant date:soon") == 0
    assert "soon" in capsys.readouterr().err
    assert export("--pair", "CHN-CUB", "--query", "date:soon") == 0
    assert "soon" in capsys.readouterr().err


# Formats.


@pytest.mark.parametrize(
    ("words", "output", "begins"),
    [
        ([], "x.pdf", b"%PDF-"),
        ([], "x.PDF", b"%PDF-"),
        ([], "x", b"%PDF-"),
        ([], "x.doc", b"%PDF-"),
        ([], "x.csv", b"\xef\xbb\xbfid,"),
        ([], "x.xlsx", b"PK"),
        ([], "x.md", b"# "),
        ([], "x.json", b"{"),
        ([], "x.bib", b"@"),
        ([], "x.ris", b"TY  - "),
        ([], "x.csl.json", b"["),
        (["--format", "pdf"], "x.csv", b"%PDF-"),
        (["--format", "csv"], "x.pdf", b"\xef\xbb\xbfid,"),
        (["--format", "ris"], "x", b"TY  - "),
        (["--format", "csl-json"], "x.json", b"["),
    ],
)
def test_the_format_is_the_one_named_else_that_of_the_file_else_pdf(
    export: Export, folder: Path, words: list[str], output: str, begins: bytes
) -> None:
    assert export(PLANT, TALKS, *words, output=output) == 0
    assert (folder / output).read_bytes().startswith(begins)
    assert export.files() == [output]


def test_a_table_holds_what_was_found(export: Export, folder: Path) -> None:
    assert export("--query", "kind:contract", "--pair", "CHN-CUB", output="x.csv") == 0
    with (folder / "x.csv").open(encoding="utf-8-sig") as file:
        assert [row["id"] for row in csv.DictReader(file)] == [PLANT]


def test_sources_can_be_listed_instead_of_records(export: Export, folder: Path) -> None:
    assert export(PLANT, "--what", "sources", output="x.csl.json") == 0
    (source,) = json.loads((folder / "x.csl.json").read_text(encoding="utf-8"))
    assert source["title"] == "A survey"


def test_a_format_without_sources_says_which_have_them(
    export: Export, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(PLANT, "--what", "sources", output="x.csv") == 1
    assert "bibtex" in capsys.readouterr().err
    assert export.files() == []


# Options.


def test_every_option_reaches_the_document() -> None:
    words = "export x --output x --paper letter --notes end --order date --page-each".split()
    left_out = ["--without", "summary", "--without", "claims"]
    options = export_command.options_of(build_parser().parse_args([*words, *left_out]))
    kept = tuple(one for one in Section if one not in (Section.SUMMARY, Section.CLAIMS))
    assert options == ReportOptions(Paper.LETTER, "en", kept, Notes.END, Order.DATE, True)
    plain = export_command.options_of(build_parser().parse_args(["export", "x", "--output", "x"]))
    assert plain == ReportOptions()


def test_every_section_and_choice_is_offered() -> None:
    without = [word for one in Section for word in ("--without", one.value)]
    for name, values in (("--notes", Notes), ("--order", Order)):
        for value in values:
            words = ["export", "x", "--output", "x", name, value.value, *without]
            assert export_command.options_of(build_parser().parse_args(words)).sections == ()


def test_paper_and_sections_show_in_the_file(export: Export, folder: Path) -> None:
    assert export(PLANT) == 0
    assert "Something was agreed." in export.text()
    assert export(PLANT, "--paper", "letter", "--without", "summary") == 0
    page = PdfReader(folder / "x.pdf").pages[0]
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (612, 792)
    assert "Something was agreed." not in export.text()


def test_the_same_day_gives_the_same_bytes_and_another_day_others(
    export: Export, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    for output in ("a.pdf", "b.pdf"):
        assert export("--pair", "CHN-CUB", output=output) == 0
    first = (folder / "a.pdf").read_bytes()
    assert first == (folder / "b.pdf").read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    assert export("--pair", "CHN-CUB", output="b.pdf") == 0
    assert first != (folder / "b.pdf").read_bytes()


def test_characters_without_a_font_are_named(
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(typesetting, "fonts_for", lambda _text: FontSet())
    library = write(plain_library(record(PLANT, summary="Of 华.")), tmp_path)
    assert Export(library, folder)(PLANT) == 0
    told = capsys.readouterr()
    assert "U+534E CJK UNIFIED IDEOGRAPH" in told.err
    assert told.out == f"Saved: {folder / 'x.pdf'}\n"


# One PDF for each record.


def test_each_record_gets_a_file_by_the_pattern(
    export: Export, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export("--pair", "CHN-CUB", "--each", "--name", "{number} {title}", output="new") == 0
    found = sorted(path.name for path in (folder / "new").iterdir())
    assert len(found) == 2
    assert all(re.fullmatch(r"000[12] (Nickel plant|Harbour talks)\.pdf", name) for name in found)
    assert capsys.readouterr().out == f"2 PDFs saved in {folder / 'new'}\n"


@pytest.mark.parametrize(
    ("existing", "status", "files", "older"),
    [
        ([], 1, [f"{PLANT}.pdf"], True),
        (["refuse"], 1, [f"{PLANT}.pdf"], True),
        (["skip"], 0, [f"{TALKS}.pdf", f"{PLANT}.pdf"], True),
        (["replace"], 0, [f"{TALKS}.pdf", f"{PLANT}.pdf"], False),
        (["number"], 0, [f"{TALKS}.pdf", f"{PLANT} (2).pdf", f"{PLANT}.pdf"], True),
    ],
)
def test_a_file_that_is_there_is_kept_unless_it_is_said_otherwise(
    export: Export, folder: Path, existing: list[str], status: int, files: list[str], older: bool
) -> None:
    (folder / f"{PLANT}.pdf").write_text("older")
    words = ["--existing", *existing] if existing else []
    assert export(PLANT, TALKS, "--each", *words, output=".") == status
    assert export.files() == sorted(files)
    assert ((folder / f"{PLANT}.pdf").read_bytes() == b"older") is older


def test_what_was_left_as_it_was_is_counted(
    export: Export, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / f"{PLANT}.pdf").write_text("older")
    assert export(PLANT, TALKS, "--each", "--existing", "skip", output=".") == 0
    assert "1 was there already" in capsys.readouterr().out


def test_a_record_that_fails_is_named_and_the_others_are_saved(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = plain_library(record(PLANT), record("spoiled", kind="no such kind"))
    export = Export(write(plain, tmp_path), folder)
    assert export("--query", "", "--each", output=".") == 1
    assert "cannot be read" in capsys.readouterr().err
    assert export.files() == [f"{PLANT}.pdf"]


# Faults, status 1.


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nothing"], "no record “nothing”"),
        ([PLANT, "nothing"], "no record “nothing”"),
        (["--pair", "CHN-XXX"], "no pair “CHN-XXX”"),
        (["--pair", ""], "no pair “”"),
        (["--query", "zzzzzz"], "nothing was saved"),
        (["--pair", "CUB-RUS"], "nothing was saved"),
        (["--query", "zzzzzz", "--each"], "nothing was saved"),
        ([PLANT, "--each", "--name", "{size}"], "“size”"),
        ([PLANT, "--each", "--name", "same"], "would name all files alike"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_saved(
    export: Export, words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(*words) == 1
    said = capsys.readouterr()
    assert told in said.err
    assert said.out == ""
    assert "Traceback" not in said.err
    assert export.files() == []


def test_a_damaged_record_is_told_apart_from_one_that_is_not_there(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = plain_library(record(PLANT), record("spoiled", kind="no such kind"))
    assert Export(write(plain, tmp_path), folder)("spoiled") == 1
    assert "cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize("output", ["gone/x.pdf", "folder.pdf", "x" * 300 + ".pdf"])
def test_a_place_that_cannot_be_written_is_told(
    export: Export, folder: Path, output: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "folder.pdf").mkdir()
    assert export(PLANT, TALKS, output=output) == 1
    assert "could not be saved" in capsys.readouterr().err
    assert export.files() == ["folder.pdf"]


def test_an_older_file_stays_whole_if_the_new_one_fails(
    export: Export, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "x.pdf").write_text("older")

    def full(_target: Path, _content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(typesetting, "replace_file", full)
    assert export(PLANT) == 1
    assert (folder / "x.pdf").read_text() == "older"
    assert export.files() == ["x.pdf"]


# Wrong usage, status 2.


@pytest.mark.parametrize(
    "words",
    [
        [],
        [PLANT, "--query", "nickel"],
        [PLANT, "--pair", "CHN-CUB"],
        [PLANT, "--language", "xx"],
        [PLANT, "--each", "--format", "csv"],
        [PLANT, "--what", "sources"],
        [PLANT, "--each", "--what", "sources"],
    ],
)
def test_what_makes_no_sense_together_is_wrong_usage(
    export: Export, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(*words) == 2
    said = capsys.readouterr()
    assert said.err.count("\n") == 1
    assert said.out == ""
    assert export.files() == []


@pytest.mark.parametrize(
    "words",
    [
        ["--paper", "a5"],
        ["--notes", "side"],
        ["--order", "size"],
        ["--without", "title"],
        ["--format", "doc"],
        ["--existing", "ask"],
        ["--what", "all"],
        ["--no-such"],
    ],
)
def test_a_word_that_is_none_is_wrong_usage(export: Export, words: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        export(PLANT, *words)
    assert stopped.value.code == 2
    assert export.files() == []


def test_a_file_is_needed(library: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(["export", PLANT, "--library", str(library)])
    assert stopped.value.code == 2


def test_who_waits_at_a_terminal_is_told_how_far_it_is(
    export: Export, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_command, "_WORTH_TELLING", 2)
    assert export(PLANT, TALKS) == 0
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert export(PLANT, TALKS) == 0
    assert capsys.readouterr().err.endswith("Setting in type: 2 of 2 records\n")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["--pair", "CUB-CHN"], "pair:CHN-CUB"),
        (["--pair", "CHN-CUB", "--query", "kind:loan"], "pair:CHN-CUB kind:loan"),
        (["--query", "kind:loan"], "kind:loan"),
    ],
)
def test_a_table_says_all_that_its_records_were_found_by(
    asked: list[str], told: str, tmp_path: Path
) -> None:
    target = tmp_path / "x.md"
    assert run(["export", *asked, "--output", str(target)]) == 0
    line = target.read_text(encoding="utf-8").splitlines()[2]
    assert line.endswith(f", found by: {told}")


def test_who_stops_it_gets_no_traceback_and_no_file(
    export: Export, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_parts: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(export_command, "dossier_pdf", stop)
    assert export(PLANT, TALKS) == 130
    assert export.files() == []
    assert capsys.readouterr() == ("", "\n")
