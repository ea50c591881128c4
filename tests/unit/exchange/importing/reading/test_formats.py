import gzip
import io
import os
import sys
import zipfile
from pathlib import Path

import pytest
from support.libraries import plain_library, record, write
from support.places import SHIPPED_LIBRARY

from atlas_gui.exchange.importing.reading import format_of, open_table
from atlas_gui.exchange.importing.reading import opening as opening_module
from atlas_gui.exchange.importing.rows import FORMATS, FileWishes
from atlas_gui.progress import CancelledError

from .conftest import Make, read, refusal

SAMPLES = {
    "csv": "a;b\n1;2\n",
    "json": '[{"a": 1}]',
    "jsonl": '{"a":1}\n{"a":2}\n',
    "ris": "TY  - BOOK\nTI  - A\nER  - \n",
    "bibtex": "% a comment\n@book{a, title={A}}\n",
    "csl-json": '[{"id":"a","type":"book","title":"A","issued":{"date-parts":[[2005]]}}]',
}
NAMES = ("a", "a.csv", "a.txt", "a.json", "a.ris", "a.bib", "a.xlsx", "a.pdf", "a.dat")


@pytest.mark.parametrize("form", SAMPLES)
@pytest.mark.parametrize("name", NAMES)
def test_the_content_decides_before_the_name(make: Make, form: str, name: str) -> None:
    path = make(name, SAMPLES[form])
    assert format_of(path) == form
    expected = {"a.csv": "csv", "a.txt": "csv", "a.json": "json", "a.ris": "ris", "a.bib": "bibtex"}
    named = expected.get(name, name[2:] if name in ("a.xlsx", "a.pdf") else None)
    alike = named in (None, form) or (named == "json" and form in ("jsonl", "csl-json"))
    codes = [code for code, _row in read(path).codes()]
    assert ("other-format" in codes) == (not alike)


def test_the_name_decides_where_the_content_may_be_either(make: Make) -> None:
    assert format_of(make("a.jsonl", '{"a":1}')) == "jsonl"
    assert format_of(make("a.json", '{"a":1}')) == "json"
    assert format_of(make("a.csl.json", '[{"id":"a","type":"book"}]')) == "csl-json"
    assert format_of(make("a.jsonl.gz", gzip.compress(b'{"a":1}'))) == "jsonl"
    assert format_of(make("a.csv", "[id],[name]\n1,2\n")) == "csv"
    assert format_of(make("a.csv", "e-mail,@name\n@a,b\n")) == "csv"
    assert format_of(make("b.csv", "TY,PE\n1,2\n")) == "csv"


def test_wishes_decide_before_all(make: Make) -> None:
    path = make("a.json", '{"a":1}\n{"a":2}\n')
    assert read(path, format="csv").used.format == "csv"
    assert "no object" in refusal(make("no.json", "[1]"), format="csl-json")
    with pytest.raises(Exception, match="Choose one of"):
        read(path, format="ods")


def test_libraries_and_pdfs_are_known_and_not_read(make: Make, tmp_path: Path) -> None:
    assert format_of(SHIPPED_LIBRARY) == "library"
    assert format_of(write(plain_library(record("a")), tmp_path)) == "library"
    assert "Open it" in refusal(SHIPPED_LIBRARY)
    pdf = make("a.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    assert format_of(pdf) == "pdf"
    assert "Open it" in refusal(pdf)
    assert "a PDF" in refusal(pdf, format="csv")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xls"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + bytes(600)
            + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
        (b"SQLite format 3\0" + bytes(90), "SQLite"),
        (b"\x89PNG\r\n\x1a\n" + bytes(90), "image"),
        (b"\xff\xd8\xff\xe0" + bytes(90), "image"),
        (b"<!DOCTYPE html>\n<html><table>", "HTML"),
        (b"\n <table><tr><td>1</td></tr></table>", "HTML"),
        (b"<?xml version='1.0'?><data/>", "XML"),
        (b"{\\rtf1 text}", "RTF"),
        (b"PAR1" + bytes(90), "Parquet"),
        (b"BZh91AY" + bytes(90), "packed"),
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (bytes(5_000), "no text"),
        (gzip.compress(b"", mtime=0), "empty"),
        (gzip.compress(b"PK\x03\x04" + bytes(90), mtime=0), "packed"),
        (b"PK\x03\x04" + bytes(90), "damaged"),
    ],
)
@pytest.mark.parametrize("name", ["a.xlsx", "a.json", "a"])
def test_what_holds_no_rows_is_told_what_it_is(
    make: Make, name: str, content: bytes, said: str
) -> None:
    assert said in refusal(make(name, content))


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("word/document.xml", "Word"),
        ("content.xml", "OpenDocument"),
        ("xl/workbook.bin", ".xlsb"),
        ("a.csv", "archive"),
    ],
)
def test_other_archives_are_told_what_they_are(make: Make, inside: str, said: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("_rels/.rels" if "." not in inside else inside, "<a/>")
    assert said in refusal(make("a.xlsx", packed.getvalue()))


def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    assert "cannot be read" in refusal(tmp_path)
    assert "cannot be read" in refusal(tmp_path / "nothing.csv")
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe.csv")
        assert "no ordinary file" in refusal(tmp_path / "pipe.csv")


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.csv", b"a,b\n1,2\n"),
        ("a.jsonl", b'{"a":1}\n{"a":1}\n'),
        ("a.json", b'[{"a":1}'),
        ("a.ris", b"TY  - X\n"),
    ],
)
def test_a_large_file_is_refused_at_once(make: Make, name: str, start: bytes) -> None:
    path = make(name, start * 10_000)
    # It has no such bytes on disk, and is not read.
    with path.open("r+b") as file:
        file.truncate(2 << 30)
    assert "more than" in refusal(path)


def test_a_gzip_bomb_is_not_unpacked(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = "atlas_gui.exchange.importing.reading."
    monkeypatch.setattr(f"{reading}csv_file.STREAMED_BYTES", 1 << 20)
    monkeypatch.setattr(f"{reading}json_file.WHOLE_BYTES", 1 << 20)
    packed = gzip.compress(b"a,b\n" + b"1,2\n" * (1 << 20))
    assert len(packed) < 1 << 16
    assert "more than 1 MiB" in refusal(make("a.csv.gz", packed))
    packed = gzip.compress(b'[{"a":1}' + b',{"a":1}' * (1 << 18) + b"]")
    assert "more than 1 MiB" in refusal(make("a.json.gz", packed))


def test_opening_may_be_given_up(make: Make) -> None:
    def no_more(_done: int, _total: int, /) -> None:
        raise CancelledError

    for name, form in (
        ("a.csv", "csv"),
        ("a.jsonl", "jsonl"),
        ("a.json", "json"),
        ("a.bib", "bibtex"),
    ):
        with pytest.raises(CancelledError):
            open_table(make(name, SAMPLES[form]), FileWishes(), no_more)


def test_every_format_has_a_reader() -> None:
    assert {opening_module._reader(form).__name__ for form in FORMATS} == {
        "open_csv",
        "open_xlsx",
        "open_json",
        "open_json_lines",
        "open_ris",
        "open_bibtex",
        "open_csl_json",
    }
