"""Tables from the command line."""

import csv
import io
from pathlib import Path

import pytest
from support.libraries import library_of, plain_library, record, write

from atlas_gui.cli import table_command
from atlas_gui.cli.table_command import save_as_table, table_format
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.tables.formats import Format, What
from atlas_gui.store import open_library


def test_the_format_is_that_of_the_word_else_of_the_name() -> None:
    assert table_format("csv", Path("x.txt")) is Format.CSV
    assert table_format(None, Path("x.csl.json")) is Format.CSL_JSON
    assert table_format(None, Path("x.json")) is Format.JSON
    assert table_format(None, Path("x.pdf")) is None
    assert table_format("pdf", Path("x.csv")) is None


def test_records_are_saved_and_it_says_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = library_of(record("one"), record("two"))
    target = tmp_path / "x.csv"
    assert save_as_table(library, ["two", "one"], Format.CSV, target) == 0
    rows = csv.DictReader(io.StringIO(target.read_text(encoding="utf-8-sig")))
    assert [row["id"] for row in rows] == ["two", "one"]
    assert capsys.readouterr() == (f"Saved: {target}\n", "")


def test_sources_can_be_had_as_references_only(tmp_path: Path) -> None:
    library = library_of(record("one"))
    target = tmp_path / "x"
    save_as_table(library, ["one"], Format.BIBTEX, target, What.SOURCES)
    assert target.read_text(encoding="utf-8").startswith("@techreport{survey,")
    with pytest.raises(AtlasError, match="csv lists records, not sources"):
        save_as_table(library, ["one"], Format.CSV, target, What.SOURCES)


def test_what_is_left_out_is_told_apart_from_the_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = plain_library(record("sound"), record("spoiled", kind="no such kind"))
    library = open_library(write(plain, tmp_path))
    ids = ["sound", *library.damaged]
    save_as_table(library, ids, Format.RIS, tmp_path / "x.ris")
    out, err = capsys.readouterr()
    assert out == f"Saved: {tmp_path / 'x.ris'}\n"
    assert err == "1 record cannot be read and is not in the file.\n"


def test_who_waits_at_a_terminal_is_told_how_far_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_command, "_WORTH_TELLING", 2)
    monkeypatch.setattr(table_command, "_STEP", 1)
    library = library_of(record("one"), record("two"))
    save_as_table(library, ["one", "two"], Format.CSV, tmp_path / "x.csv")
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    save_as_table(library, ["one", "two"], Format.CSV, tmp_path / "x.csv")
    assert capsys.readouterr().err.endswith("\rSaving: 2 of 2 records\n")
