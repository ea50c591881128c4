"""Saving in every format: whole or not at all, the same every time, told as it goes."""

import datetime as dt
import errno
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from support.cruel import cruel_library
from support.libraries import library_of, plain_library, record, write

from atlas_gui.domain.library import Library
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.excerpt import excerpt_bytes
from atlas_gui.exchange.tables import excerpt_file
from atlas_gui.exchange.tables.export import Export
from atlas_gui.exchange.tables.formats import Format, What
from atlas_gui.exchange.tables.saving import save_table
from atlas_gui.exchange.tables.workbook import write_workbook
from atlas_gui.progress import CancelledError, untold
from atlas_gui.store import open_library

Save = Callable[..., Path]
every_format = pytest.mark.parametrize("form", Format, ids=lambda form: form.word)


@every_format
def test_a_format_is_known_by_its_suffix_and_its_word(form: Format) -> None:
    assert Format.of_path(Path(f"Some.Name.{form.suffix.upper()}")) is form
    assert Format.of_word(form.word) is form
    assert f"*.{form.suffix})" in form.name_filter
    assert Format.of_path(Path("name.pdf")) is None
    assert Format.of_path(Path(form.suffix)) in (None, Format.JSON)
    assert Format.of_word("pdf") is None


@every_format
def test_the_same_records_and_day_give_the_same_bytes(form: Format, tmp_path: Path) -> None:
    program = """
        import sys
        from pathlib import Path
        from atlas_gui.exchange.tables.export import Export
from atlas_gui.exchange.tables.formats import Format
        from atlas_gui.exchange.tables.saving import save_table
        from atlas_gui.store import open_library
        library = open_library(Path(sys.argv[1]))
        form = Format.of_path(Path(sys.argv[2]))
        save_table(library, list(library.records), form, Path(sys.argv[2]), query="x")
    """
    library = write(cruel_library(), tmp_path)
    made = []
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        target = tmp_path / f"{seed}.{form.suffix}"
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "SOURCE_DATE_EPOCH": "1700000000",
        }
        code = "\n".join(line.strip() for line in program.splitlines())
        subprocess.run(
            [sys.executable, "-c", code, str(library), str(target)], env=environment, check=True
        )
        made.append(target.read_bytes())
    assert made[0] == made[1]


@every_format
def test_it_tells_how_many_of_how_many(form: Format, shipped: Library, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int, /) -> None:
        told.append((done, total))

    save_table(shipped, list(shipped.records), form, tmp_path / f"x.{form.suffix}", progress)
    total = len(shipped.records)
    assert told[0] == (0, total)
    assert told[-1] == (total, total)
    assert (50, total) in told
    assert told == sorted(told)


@every_format
@pytest.mark.parametrize("call", [1, 2, 3])
def test_cancelled_it_leaves_what_was_there_and_nothing_beside_it(
    form: Format, call: int, shipped: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    folder = tmp_path / "folder"
    folder.mkdir()
    target = folder / f"x.{form.suffix}"
    target.write_bytes(b"older")
    calls = 0

    def progress(_done: int, _total: int, /) -> None:
        nonlocal calls
        calls += 1
        if calls >= call:
            raise CancelledError

    with pytest.raises(CancelledError):
        save_table(shipped, list(shipped.records), form, target, progress)
    assert target.read_bytes() == b"older"
    assert list(folder.iterdir()) == [target]
    assert list(temporary.iterdir()) == []


def test_a_workbook_can_be_cancelled_while_it_is_packed(
    shipped: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("atlas_gui.exchange.tables.workbook._STEP", 1)
    total = len(shipped.records)
    calls = 0

    def progress(done: int, _total: int, /) -> None:
        nonlocal calls
        calls += done == total
        if calls == 3:
            raise CancelledError

    with pytest.raises(CancelledError):
        save_table(shipped, list(shipped.records), Format.XLSX, tmp_path / "x.xlsx", progress)
    assert list(tmp_path.iterdir()) == []


@every_format
def test_a_full_disk_is_told_in_one_sentence(
    form: Format, shipped: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    target = tmp_path / f"x.{form.suffix}"
    with pytest.raises(AtlasError) as caught:
        save_table(shipped, list(shipped.records), form, target)
    assert caught.value.message == (
        f"“{target}” could not be saved: the disk is full. Make room on it, or choose another folder."
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device here")
def test_a_disk_that_fills_while_a_workbook_is_packed_is_told_too(shipped: Library) -> None:
    ids = list(shipped.records)
    export = Export(shipped, ids, What.RECORDS, "", dt.date(2026, 1, 1), untold)
    with (
        pytest.raises(OSError, match=os.strerror(errno.ENOSPC)),
        Path("/dev/full").open("wb", 0) as full,
    ):
        write_workbook(export, full)


def test_a_record_that_the_library_lacks_is_named(shipped: Library, tmp_path: Path) -> None:
    with pytest.raises(AtlasError, match="no record “nowhere”"):
        save_table(shipped, ["nowhere"], Format.CSV, tmp_path / "x.csv")
    assert list(tmp_path.iterdir()) == []


@every_format
def test_a_record_that_cannot_be_read_stops_nothing_and_is_counted(
    form: Format, tmp_path: Path
) -> None:
    plain = plain_library(record("sound"), record("spoiled", kind="no such kind"))
    library = open_library(write(plain, tmp_path))
    ids = ["sound", *library.damaged]
    saved = save_table(library, ids, form, tmp_path / f"x.{form.suffix}")
    in_it = form in (Format.CSV, Format.XLSX, Format.MARKDOWN)
    assert saved.left_out == (0 if in_it else 1)
    assert saved.path.stat().st_size > 2


@every_format
def test_no_record_at_all_makes_a_file_all_the_same(form: Format, tmp_path: Path) -> None:
    path = save_table(library_of(), [], form, tmp_path / f"x.{form.suffix}").path
    if form is Format.CSL_JSON:
        assert path.read_bytes() == b"[]\n"
    if form is Format.JSON:
        assert path.read_bytes() == excerpt_bytes(library_of(), [])


def test_a_record_asked_for_twice_stands_once(shipped: Library, tmp_path: Path) -> None:
    name = next(iter(shipped.records))
    path = save_table(shipped, [name, name], Format.RIS, tmp_path / "x.ris").path
    assert path.read_text(encoding="utf-8").count("TY  - ") == 1


@pytest.mark.parametrize("part", [1, 7, 1_000])
@pytest.mark.parametrize("name", ["cruel", "shipped"])
def test_json_is_the_excerpt_in_however_many_parts_it_is_made(
    part: int,
    name: str,
    request: pytest.FixtureRequest,
    save: Save,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    library: Library = request.getfixturevalue(name)
    monkeypatch.setattr(excerpt_file, "_PART", part)
    path = save(library, Format.JSON)
    assert path.read_bytes() == excerpt_bytes(library, list(library.records))
    again = open_library(path)
    assert not again.damaged
    assert dict(again.records) == dict(library.records)


def test_loading_the_formats_loads_no_library_of_any() -> None:
    program = """
        import sys
        import atlas_gui.exchange.tables.formats, atlas_gui.exchange.tables.saving
        heavy = {"xlsxwriter", "bibtexparser", "rispy", "typst", "citeproc", "lxml", "PySide6"}
        print(sorted(heavy & set(sys.modules)))
    """
    code = "\n".join(line.strip() for line in program.splitlines())
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
