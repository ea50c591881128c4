"""A library in the making: documents by identifier, and no fault is ever saved."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from support.libraries import Plain, plain_library, record, write

from atlas_gui.domain.entities import Country, Document, LibraryInfo, Source
from atlas_gui.domain.record import Record
from atlas_gui.errors import AtlasError
from atlas_gui.progress import CancelledError
from atlas_gui.store import LibraryFileError, open_library
from atlas_gui.store.check import check_library
from atlas_gui.store.library_store import FaultyChangeError, LibraryStore
from atlas_gui.store.locking import LockedError

INFO = LibraryInfo(1, {"en": "Mine"}, "1", "MIT", "Mine.")


def _record(plain: Plain) -> Record:
    return msgspec.convert(plain, Record)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    linked = record("second", relations=[{"type": "related", "target": "first"}])
    return write(plain_library(record("first"), linked), tmp_path)


def test_a_library_begins_empty_and_is_there_once_it_is_saved(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    with LibraryStore.create(path, INFO) as store:
        assert not path.exists()
        store.put("countries", [Country("CHN", {"en": "China"}), Country("CUB", {"en": "Cuba"})])
        sources = plain_library()["sources"].values()
        store.put("sources", [msgspec.convert(held, Source) for held in sources])
        store.put("records", [_record(record("first"))])
        store.save()
    assert list(open_library(path).records) == ["first"]
    assert check_library(path).faults == ()


def test_what_is_there_is_not_begun_anew(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(AtlasError, match="is there already"):
        LibraryStore.create(path, INFO)
    assert path.read_bytes() == before


def test_what_is_not_there_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(LibraryFileError, match="is not there"):
        LibraryStore.open(tmp_path / "none.json")
    assert list(tmp_path.iterdir()) == []


def test_a_document_takes_the_place_of_its_namesake_and_others_follow(path: Path) -> None:
    with LibraryStore.open(path) as store:
        store.put("records", [_record(record(n, title={"en": "New"})) for n in ("first", "third")])
        assert store.count("records") == 3
        store.save()
    library = open_library(path)
    assert list(library.records) == ["first", "second", "third"]
    assert library.records["first"].title == {"en": "New"}
    assert check_library(path).faults == ()


def test_nothing_is_written_before_it_is_saved(path: Path) -> None:
    before = path.read_bytes()
    with LibraryStore.open(path) as store:
        store.put("records", [_record(record("third"))])
    assert path.read_bytes() == before


def test_what_is_removed_is_gone_and_its_key_is_not_given_again_below_others(path: Path) -> None:
    with LibraryStore.open(path) as store:
        store.remove("records", ["second"])
        with pytest.raises(KeyError):
            store.remove("records", ["second"])
        store.put("records", [_record(record("third"))])
        store.save()
    assert list(open_library(path).records) == ["first", "third"]


def test_whole_tables_are_replaced(path: Path) -> None:
    with LibraryStore.open(path) as store:
        store.replace_tables({"records": [_record(record(name)) for name in ("a", "b")]})
        assert [held.id for held in store.documents("records") if isinstance(held, Record)] == [
            "a",
            "b",
        ]
        store.save()
    assert list(open_library(path).records) == ["a", "b"]


def _bad_date(store: LibraryStore) -> None:
    plain: Any = record("third")
    plain["claims"][0]["value"]["edtf"] = "2006-13"
    store.put("records", [_record(plain)])


def _no_source(store: LibraryStore) -> None:
    plain: Any = record("third")
    plain["claims"][0]["evidence"][0]["source"] = "nowhere"
    store.put("records", [_record(plain)])


def _bad_country(store: LibraryStore) -> None:
    store.put("countries", [Country("QQQQ", {"en": "Nowhere"})])


def _control(store: LibraryStore) -> None:
    store.put("records", [_record(record("third", title={"en": "a\u0007b"}))])


def _dangling(store: LibraryStore) -> None:
    store.remove("records", ["first"])


def _lost_source(store: LibraryStore) -> None:
    store.remove("sources", ["survey"])


def _replaced(store: LibraryStore) -> None:
    store.replace_tables({"countries": [Country("CHN", {"en": "China"})]})


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (_bad_date, "records / third"),
        (_no_source, "records / third"),
        (_bad_country, "countries / QQQQ"),
        (_control, "records / third"),
        (_dangling, "records / second"),
        (_lost_source, "records / first"),
        (_replaced, "records / first"),
    ],
)
def test_a_fault_refuses_the_save_and_names_its_place(
    path: Path, spoil: Callable[[LibraryStore], None], place: str
) -> None:
    before = path.read_bytes()
    with LibraryStore.open(path) as store:
        spoil(store)
        with pytest.raises(FaultyChangeError) as caught:
            store.save()
    assert place in caught.value.message
    assert str(path) in caught.value.message
    assert path.read_bytes() == before
    assert all(fault.what for fault in caught.value.faults)


def test_a_fault_that_was_there_before_stops_no_other_change(tmp_path: Path) -> None:
    plain = plain_library(record("first"), record("second"))
    plain["records"]["1"]["title"] = {"en": "a\u0007b"}
    plain["records"]["3"] = {"id": "broken", "kind": "friendship"}
    path = write(plain, tmp_path)
    with LibraryStore.open(path) as store:
        store.put("records", [_record(record("second", title={"en": "New"}))])
        store.save()
    library = open_library(path)
    assert library.records["second"].title == {"en": "New"}
    # What this Atlas cannot read stays in the file as it was.
    assert "records-3-unreadable" in library.damaged


def test_a_document_of_another_kind_is_a_mistake_of_the_program(path: Path) -> None:
    wrong: Document = Country("CHN", {"en": "China"})
    with LibraryStore.open(path) as store:
        with pytest.raises(TypeError):
            store.put("records", [wrong])
        with pytest.raises(KeyError):
            store.put("letters", [wrong])


def test_a_long_check_tells_how_far_it_is_and_can_be_given_up(path: Path) -> None:
    before = path.read_bytes()
    told: list[tuple[int, int]] = []

    def give_up(done: int, total: int, /) -> None:
        told.append((done, total))
        raise CancelledError

    with LibraryStore.open(path) as store:
        store.put("records", [_record(record(f"r{number}")) for number in range(300)])
        with pytest.raises(CancelledError):
            store.save(progress=give_up)
        assert told == [(250, 300)]
        assert path.read_bytes() == before
        store.save()
    assert len(open_library(path).records) == 302


def test_a_second_store_is_refused_and_told_why(path: Path) -> None:
    with LibraryStore.open(path), pytest.raises(LockedError, match="in use"):
        LibraryStore.open(path)


def test_after_closing_a_save_is_an_error(path: Path) -> None:
    store = LibraryStore.open(path)
    store.close()
    with pytest.raises(AtlasError, match="closed"):
        store.save()


def test_a_save_that_failed_can_be_made_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with LibraryStore.open(path) as store:
        store.put("records", [_record(record("third"))])

        def fail(_descriptor: int) -> None:
            raise OSError(errno.ENOSPC, "full")

        monkeypatch.setattr(os, "fsync", fail)
        with pytest.raises(AtlasError, match="the disk is full"):
            store.save()
        monkeypatch.undo()
        store.save()
    assert "third" in open_library(path).records


def test_a_newer_schema_is_refused_by_name_and_untouched(tmp_path: Path) -> None:
    plain = plain_library()
    plain["meta"]["1"] |= {"schema_version": 7, "mood": "from the future"}
    path = write(plain, tmp_path)
    before = path.read_bytes()
    for reading in (LibraryStore.open, open_library):
        with pytest.raises(LibraryFileError, match=r"schema 7; this Atlas reads up to 1"):
            reading(path)
    assert path.read_bytes() == before
