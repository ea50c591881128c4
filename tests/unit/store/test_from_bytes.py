"""A library that came by another way than a file of its own is read by the same rules."""

import json
from pathlib import Path

import pytest
from support.libraries import plain_library, record, write

from atlas_gui.store import (
    LibraryFileError,
    library_from_bytes,
    open_library,
    storage,
)

NAME = Path("letter.pdf")


def test_it_is_what_the_file_would_be(tmp_path: Path) -> None:
    path = write(plain_library(record("one"), record("two")), tmp_path)
    from_file, from_bytes = open_library(path), library_from_bytes(path.read_bytes(), NAME)
    assert dict(from_bytes.records) == dict(from_file.records)
    assert (from_bytes.digest, from_bytes.size) == (from_file.digest, from_file.size)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "“letter.pdf” is empty"),
        (b"{", "“letter.pdf” is damaged"),
        (b"[]", "“letter.pdf” is not an Atlas library"),
        (b'{"meta": "\xff"}', "not UTF-8 text: line 1, column 11"),
        (b"[" * 100_000, "“letter.pdf” is"),
        (b'{"meta": {"1": NaN}}', "“letter.pdf” is damaged"),
    ],
)
def test_what_is_no_library_is_refused_by_its_name(content: bytes, sentence: str) -> None:
    with pytest.raises(LibraryFileError, match=sentence):
        library_from_bytes(content, NAME)


def test_a_newer_schema_is_refused_by_number() -> None:
    plain = plain_library()
    plain["meta"]["1"]["schema_version"] = 7
    with pytest.raises(LibraryFileError, match="schema 7"):
        library_from_bytes(json.dumps(plain).encode(), NAME)


def test_all_damage_is_known_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("atlas_gui.store.opening._READ_WHOLE", 0)
    plain = plain_library(record("one"), record("two", kind="bargain"))
    library = library_from_bytes(json.dumps(plain).encode(), NAME)
    assert [one.place for one in library.damaged.values()] == ["records/2"]


def test_a_fault_of_a_large_file_is_placed_without_building_all_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(storage, "_MOST_PARSED_AGAIN", 0)
    monkeypatch.setattr(storage, "loads", None)
    with pytest.raises(LibraryFileError, match="not valid JSON at line 2, column 10"):
        library_from_bytes(b'{"meta": {},\n"people" {}}', NAME)
    with pytest.raises(LibraryFileError, match="not valid JSON at line 1, column 13"):
        library_from_bytes(b'{"meta": {},', NAME)
