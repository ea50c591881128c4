"""Reading a library file: all of it, none of it changed, and every damage named."""

import gc
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.libraries import plain_library, record, write
from support.places import SHIPPED_LIBRARY

from atlas_gui.domain.entities import SCHEMA_VERSION
from atlas_gui.domain.library import Library
from atlas_gui.store import LibraryFileError, open_library, opening


@pytest.fixture(autouse=True, params=["read whole", "read by the record"], scope="module")
def _both_ways(request: pytest.FixtureRequest) -> Iterator[None]:
    """All that is said here holds of small libraries, and of large ones once they have been read."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param != "read whole":
            patch.setattr(opening, "_READ_WHOLE", 0)
        yield


def read(path: Path) -> Library:
    """A library of which every record has been asked for."""
    library = open_library(path)
    for record_id in library.records:
        library.records.get(record_id)
    return library


def test_the_shipped_library_is_read_whole() -> None:
    plain = json.loads(SHIPPED_LIBRARY.read_text(encoding="utf-8"))
    library = read(SHIPPED_LIBRARY)
    assert not library.damaged
    assert list(library.records) == [document["id"] for document in plain["records"].values()]
    assert len(library.countries) == len(plain["countries"])
    assert len(library.organisations) == len(plain["organisations"])
    assert len(library.people) == len(plain["people"])
    assert len(library.sources) == len(plain["sources"])


def test_reading_changes_nothing(tmp_path: Path) -> None:
    path = write(plain_library(), tmp_path)
    path.chmod(0o444)
    before = path.read_bytes(), path.stat().st_mtime_ns
    open_library(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_bad_record_becomes_a_placeholder_and_costs_no_other(tmp_path: Path) -> None:
    bad = record("second", kind="friendship", title={"en": "A friendship"})
    library = read(write(plain_library(record("first"), bad, record("third")), tmp_path))
    assert list(library.records) == ["first", "third"]
    (damaged,) = library.damaged.values()
    assert damaged.title == "A friendship"
    assert damaged.place == "records/2"
    assert "friendship" in damaged.reason
    assert "kind" in damaged.reason


def test_a_record_with_an_identifier_of_another_is_not_lost(tmp_path: Path) -> None:
    library = plain_library(record("a"), record("b"), record("a", title={"en": "The other"}))
    opened = read(write(library, tmp_path))
    assert opened.records["a"].title == {"en": "A"}
    assert list(opened.records) == ["a", "b"]
    (found,) = opened.damaged.values()
    assert found.title == "The other" and "“a”" in found.reason
    assert found.id not in opened.records


@pytest.mark.parametrize(
    ("document", "title"),
    [
        ({"id": "nameless"}, "nameless"),
        ({"title": {"en": 5}}, "records/1"),
        ({"title": "no table of names", "id": 7}, "records/1"),
        ([1, 2], "records/1"),
        ("text", "records/1"),
        (None, "records/1"),
        ({"names": {"ru": "Имя"}}, "Имя"),
    ],
)
def test_a_placeholder_is_called_by_what_is_left(
    document: object, title: str, tmp_path: Path
) -> None:
    plain = plain_library()
    plain["records"] = {"1": document}
    (damaged,) = read(write(plain, tmp_path)).damaged.values()
    assert damaged.title == title
    assert damaged.reason


def test_two_damaged_documents_have_two_placeholders(tmp_path: Path) -> None:
    plain = plain_library({"id": "same"}, {"id": "same"})
    plain["countries"]["9"] = {"id": "same"}
    assert len(read(write(plain, tmp_path)).damaged) == 3


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "is empty"),
        (b" \n ", "is empty"),
        (b"[]", "is not an Atlas library"),
        (b"{}", "meta"),
        (b'{"meta": []}', "is not an Atlas library"),
        (b'{"meta": {}}', "meta"),
        (b'{"meta": {"1": {}}}', "meta"),
        (b'{\n "meta": {"1": }\n}', "line 2, column 16"),
        ('{"meta": {"1": "Куба",,}}'.encode(), "line 1, column 23"),
        (b'{"meta": {"1": {"title": "\xff"}}}', "line 1, column 27"),
        ("{}".encode("utf-16"), "is not UTF-8"),
        (b'{"meta": {"1": ' + b"[" * 100_000, "nested too deeply"),
        (b'{"meta": {"1": ' + b"9" * 5_000 + b",,}}", "too many digits"),
        (b'{"records": {"1": NaN}}', "is damaged"),
    ],
)
def test_a_file_that_is_no_library_is_named_with_the_place(
    content: bytes, expected: str, tmp_path: Path
) -> None:
    path = tmp_path / "odd.json"
    path.write_bytes(content)
    with pytest.raises(LibraryFileError) as caught:
        open_library(path)
    assert str(path) in caught.value.message
    assert expected in caught.value.message


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "marked.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(plain_library()).encode())
    assert "nickel-plant" in open_library(path).records


def test_a_missing_file_and_a_folder_are_said_in_words(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(LibraryFileError, match="cannot be read"):
            open_library(path)


def test_a_library_of_a_newer_schema_is_refused(tmp_path: Path) -> None:
    plain = plain_library()
    plain["meta"]["1"]["schema_version"] = SCHEMA_VERSION + 1
    with pytest.raises(LibraryFileError, match="newer Atlas"):
        open_library(write(plain, tmp_path))


@given(content=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_make_reading_fail_otherwise(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("any") / "any.json"
    path.write_bytes(content)
    with pytest.raises(LibraryFileError):
        open_library(path)


_json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)


@given(documents=st.lists(_json, max_size=4))
def test_every_document_is_a_record_or_a_placeholder(
    documents: list[object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    plain = plain_library(record("sound"))
    plain["records"].update({str(key): held for key, held in enumerate(documents, start=2)})
    library = read(write(plain, tmp_path_factory.mktemp("any")))
    assert len(library.records) + len(library.damaged) == 1 + len(documents)
    assert "sound" in library.records


@pytest.mark.parametrize("at_work", [True, False])
def test_the_collector_is_left_as_it_was(at_work: bool, tmp_path: Path) -> None:
    path = write(plain_library(), tmp_path)
    was_at_work = gc.isenabled()
    switch = {True: gc.enable, False: gc.disable}
    switch[at_work]()
    try:
        open_library(path)
        assert gc.isenabled() == at_work
        with pytest.raises(LibraryFileError):
            open_library(tmp_path / "none.json")
        assert gc.isenabled() == at_work
    finally:
        switch[was_at_work]()


def _many(tmp_path: Path, sound: int) -> Path:
    """A library of 30,000 records of which only each `sound`-th can be read; none if that is 0."""
    plain = plain_library()
    (good,) = plain["records"].values()
    plain["records"] = {
        str(n): {**good, "id": f"r{n}"} if sound and n % sound == 0 else {}
        for n in range(1, 30_001)
    }
    return write(plain, tmp_path)


def test_a_large_table_of_nothing_readable_is_refused_with_a_reason(tmp_path: Path) -> None:
    with pytest.raises(LibraryFileError) as told:
        open_library(_many(tmp_path, 0))
    assert "table “records” has 30,000 documents" in told.value.message
    assert "missing required field" in told.value.message


def test_a_large_library_with_something_readable_opens_and_shows_the_rest(tmp_path: Path) -> None:
    library = open_library(_many(tmp_path, 60))
    assert len(library.records) == 500
    assert len(library.damaged) == 29_500
