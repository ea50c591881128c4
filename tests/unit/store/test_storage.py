"""The storage beneath TinyDB: read once, never written."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.libraries import plain_library, write
from tinydb import TinyDB

from atlas_gui.store import open_library
from atlas_gui.store.storage import LibraryFileError, ReadOnlyLibraryStorage, place_in_words


def test_the_file_is_read_once(tmp_path: Path) -> None:
    path = write(plain_library(), tmp_path)
    storage = ReadOnlyLibraryStorage(path)
    path.unlink()
    assert storage.read() is storage.read()
    assert storage.read().keys() == plain_library().keys()


def test_writing_is_refused(tmp_path: Path) -> None:
    path = write(plain_library(), tmp_path)
    before = path.read_bytes()
    with TinyDB(path, storage=ReadOnlyLibraryStorage) as database:
        with pytest.raises(LibraryFileError, match="read-only"):
            database.table("records").truncate()
        with pytest.raises(LibraryFileError, match="read-only"):
            database.drop_tables()
    assert path.read_bytes() == before


@given(before=st.text(), after=st.text())
def test_a_place_counts_lines_and_characters_from_one(before: str, after: str) -> None:
    offset = len(before.encode())
    *lines, last = before.split("\n")
    expected = f"line {len(lines) + 1}, column {len(last) + 1}"
    assert place_in_words((before + after).encode(), offset) == expected


@pytest.mark.parametrize(
    ("text", "column"),
    [(r'{"meta": {"1": "x\ud800y"}}', 18), (r'{"meta": {"1": "\ud83d\ude00 \udc00"}}', 30)],
)
def test_half_of_a_surrogate_pair_is_named_by_its_place(
    tmp_path: Path, text: str, column: int
) -> None:
    path = tmp_path / "half.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LibraryFileError) as caught:
        ReadOnlyLibraryStorage(path)
    assert f"surrogate pair at line 1, column {column}" in caught.value.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("kind", ["pipe", "device", "folder"])
def test_what_is_no_ordinary_file_is_refused_at_once(tmp_path: Path, kind: str) -> None:
    """A pipe would wait for a writer for good, and a device may have no end."""
    path = {"pipe": tmp_path / "pipe", "device": Path("/dev/zero"), "folder": tmp_path}[kind]
    if kind == "pipe":
        os.mkfifo(path)
    with pytest.raises(LibraryFileError, match=r"no ordinary file|directory"):
        open_library(path)
