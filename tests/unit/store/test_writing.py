"""The storage that writes: TinyDB's own calls, and none of its traps."""

import errno
import os
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.libraries import plain_library, record, write
from support.places import ROOT
from tinydb import TinyDB, where

from atlas_gui import files
from atlas_gui.errors import AtlasError
from atlas_gui.store import LibraryFileError, open_library
from atlas_gui.store.backups import Backups
from atlas_gui.store.locking import LockedError
from atlas_gui.store.restoring import backups_of, restore
from atlas_gui.store.writing import (
    ChangedOutsideError,
    WritableLibraryStorage,
    is_library,
    pieces,
    save_copy,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write(plain_library(record("first"), record("second")), tmp_path)


def _database(path: Path) -> TinyDB:
    return TinyDB(path, storage=WritableLibraryStorage)


def _retitle(path: Path, title: str) -> None:
    with _database(path) as database:
        database.table("records").update({"title": {"en": title}}, where("id") == "first")


def test_what_tinydb_writes_another_reader_finds(path: Path) -> None:
    _retitle(path, "New")
    assert open_library(path).records["first"].title == {"en": "New"}
    assert list(open_library(path).records) == ["first", "second"]


def test_the_file_before_becomes_a_backup_and_nothing_else_is_left(path: Path) -> None:
    before = path.read_bytes()
    _retitle(path, "New")
    (backup,) = backups_of(path)
    assert backup.path.read_bytes() == before
    names = {found.name for found in path.parent.iterdir()}
    assert names == {path.name, f".{path.name}.lock", f"{path.name}.backups"}


def test_what_is_read_is_the_callers_own(path: Path) -> None:
    storage = WritableLibraryStorage(path)
    held = storage.read()
    assert held is not None
    held["records"]["1"]["id"] = "spoiled"
    held["countries"].clear()
    tables = storage.tables()
    tables["records"].clear()
    again = storage.read()
    assert again is not None and again["records"]["1"]["id"] == "first" and again["countries"]
    assert len(storage.tables()["records"]) == 2
    storage.close()


def test_what_is_written_may_be_changed_by_its_owner_later(path: Path) -> None:
    storage = WritableLibraryStorage(path)
    tables = storage.tables()
    storage.write_tables(tables)
    tables["records"].clear()
    assert len(storage.tables()["records"]) == 2
    storage.close()


def test_writing_after_closing_is_an_error_and_not_silence(path: Path) -> None:
    database = _database(path)
    before = path.read_bytes()
    database.close()
    with pytest.raises(AtlasError, match="closed before this change"):
        database.table("records").truncate()
    assert path.read_bytes() == before


def test_a_second_writer_is_refused_until_the_first_is_done(path: Path) -> None:
    with _database(path):
        with pytest.raises(LockedError):
            WritableLibraryStorage(path)
        assert open_library(path).records  # readers need no lock
    WritableLibraryStorage(path).close()


@pytest.mark.parametrize("how", ["replaced", "written in place", "removed"])
def test_a_change_from_outside_is_noticed_and_nothing_is_written(path: Path, how: str) -> None:
    storage = WritableLibraryStorage(path)
    other = plain_library(record("outside"))
    if how == "removed":
        path.unlink()
    elif how == "replaced":
        files.replace_file(path, msgspec.json.encode(other))
    else:
        path.write_bytes(msgspec.json.encode(other))
    present = path.read_bytes() if path.exists() else None
    with pytest.raises(ChangedOutsideError, match="another program"):
        storage.write_tables(storage.tables())
    assert (path.read_bytes() if path.exists() else None) == present
    # Whoever wants it all the same finds what was there among the backups.
    storage.write_tables(storage.tables(), overwrite=True)
    assert list(open_library(path).records) == ["first", "second"]
    if how == "replaced":
        assert backups_of(path)[0].path.read_bytes() == present
    storage.write_tables(storage.tables())
    storage.close()


def test_a_file_that_is_not_there_is_made_by_the_first_write(tmp_path: Path) -> None:
    path = tmp_path / "new.json"
    storage = WritableLibraryStorage(path)
    assert storage.read() is None
    assert not path.exists()
    storage.write(plain_library())
    storage.close()
    assert open_library(path).info.edition == "1"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS])
def test_a_save_that_fails_leaves_file_and_memory_as_they_were(
    path: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = WritableLibraryStorage(path)
    before = path.read_bytes()
    tables = storage.tables()
    tables["records"].popitem()

    def fail(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(files.os, "fsync", fail)
    with pytest.raises(AtlasError, match="could not be saved") as caught:
        storage.write_tables(tables)
    monkeypatch.undo()
    assert str(path) in caught.value.message and caught.value.message.endswith(".")
    assert path.read_bytes() == before
    assert len(storage.tables()["records"]) == 2
    assert not list(path.parent.glob(".*.part"))
    storage.write_tables(tables)
    assert len(open_library(path).records) == 1
    storage.close()


def test_an_unreadable_library_is_not_opened_and_not_locked(tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(b"{")
    for _time in range(2):
        with pytest.raises(LibraryFileError):
            WritableLibraryStorage(path)
    assert path.read_bytes() == b"{"


def test_leftovers_of_a_crash_are_swept_at_the_next_opening(path: Path) -> None:
    left = path.with_name(f".{path.name}.abcd1234.part")
    other = path.with_name(".else.json.abcd1234.part")
    left.write_bytes(b"half")
    other.write_bytes(b"half")
    WritableLibraryStorage(path).close()
    assert not left.exists()
    assert other.exists()


def test_a_link_stays_a_link_and_what_it_leads_to_is_replaced(path: Path) -> None:
    link = path.with_name("link.json")
    link.symlink_to(path)
    _retitle(link, "New")
    assert link.is_symlink()
    assert open_library(path).records["first"].title == {"en": "New"}


@given(
    tables=st.dictionaries(
        st.text(max_size=5), st.dictionaries(st.text(max_size=3), st.text(max_size=9)), max_size=4
    )
)
def test_any_tables_are_written_as_they_are(tables: dict[str, dict[str, Any]]) -> None:
    raw = {
        name: {key: msgspec.Raw(msgspec.json.encode(value)) for key, value in held.items()}
        for name, held in tables.items()
    }
    assert msgspec.json.decode(b"".join(pieces(raw))) == tables


def test_many_documents_are_all_written() -> None:
    raw = {"records": {str(n): msgspec.Raw(b"%d" % n) for n in range(1_000)}}
    assert len(msgspec.json.decode(b"".join(pieces(raw)))["records"]) == 1_000


def test_only_what_opens_counts_as_a_library(path: Path) -> None:
    assert is_library(path.read_bytes())
    newer = plain_library()
    newer["meta"]["1"]["schema_version"] = 99
    for content in (b"", b"{}", b"[]", b"{", path.read_bytes()[:-20], msgspec.json.encode(newer)):
        assert not is_library(content)


def test_a_copy_is_byte_for_byte(path: Path, tmp_path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    target = tmp_path / "copy.json"
    target.write_bytes(b"something else")
    save_copy(path, target)
    assert target.read_bytes() == path.read_bytes()
    (aside,) = (tmp_path / "copy.json.backups").iterdir()
    assert aside.read_bytes() == b"something else"


def test_a_copy_into_a_folder_that_is_gone_is_one_sentence(path: Path, tmp_path: Path) -> None:
    with pytest.raises(AtlasError, match="its folder is not there any more"):
        save_copy(path, tmp_path / "gone" / "copy.json")


def test_going_back_makes_a_backup_of_the_present_first(path: Path) -> None:
    before = path.read_bytes()
    _retitle(path, "New")
    present = path.read_bytes()
    (backup,) = backups_of(path)
    restore(path, backup.path)
    assert path.read_bytes() == before
    assert {held.path.read_bytes() for held in backups_of(path)} == {before, present}


def test_an_unreadable_backup_takes_nothings_place(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    for content in (b"", before[:-30], b"%PDF-1.7"):
        bad = tmp_path / "bad.json"
        bad.write_bytes(content)
        with pytest.raises(LibraryFileError):
            restore(path, bad)
    assert path.read_bytes() == before
    assert backups_of(path) == ()


def test_a_present_file_that_nobody_can_read_is_set_aside_when_a_backup_returns(path: Path) -> None:
    before = path.read_bytes()
    Backups(path, is_library).keep()
    (backup,) = backups_of(path)
    files.replace_file(path, b"{ damaged")
    restore(path, backup.path)
    assert path.read_bytes() == before
    asides = list(backup.path.parent.glob("unreadable *"))
    assert [aside.read_bytes() for aside in asides] == [b"{ damaged"]
    assert len(backups_of(path)) == 1


def test_nobody_goes_back_while_another_writes(path: Path) -> None:
    _retitle(path, "New")
    (backup,) = backups_of(path)
    with _database(path), pytest.raises(LockedError):
        restore(path, backup.path)


@pytest.mark.skipif(os.name != "posix", reason="signals are a matter of POSIX")
def test_signals_that_interrupt_a_save_do_not_stop_it(path: Path) -> None:
    program = """
        import signal, sys
        from pathlib import Path
        from atlas_gui.store.writing import WritableLibraryStorage
        caught = []
        signal.signal(signal.SIGALRM, lambda *_a: caught.append(1))
        signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0005)
        storage = WritableLibraryStorage(Path(sys.argv[1]))
        while len(caught) < 50:
            storage.write_tables(storage.tables())
        signal.setitimer(signal.ITIMER_REAL, 0)
        storage.close()
    """
    subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), str(path)], cwd=ROOT / "src", check=True
    )
    assert len(open_library(path).records) == 2
