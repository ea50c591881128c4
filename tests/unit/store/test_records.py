"""Records decoded one by one, when somebody asks for them."""

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.libraries import Plain, date_claim, plain_library, record, write
from support.places import SHIPPED_LIBRARY

from atlas_gui.domain.library import Glimpse, HasGlimpses, Library
from atlas_gui.domain.record import Record
from atlas_gui.store import open_library, opening
from atlas_gui.store.records import StoredRecords
from atlas_gui.store.tables import TypedTable

_RELATED = {"type": "related", "target": "second"}


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of the documents that have been decoded whole, one entry each time."""
    seen: list[str] = []
    decode = TypedTable[Record].document

    def watched(table: TypedTable[Record], key: str) -> object:
        seen.append(key)
        return decode(table, key)

    monkeypatch.setattr(TypedTable, "document", watched)
    return seen


def opened(plain: Plain, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library opened as a large one is."""
    monkeypatch.setattr(opening, "_READ_WHOLE", 0)
    return open_library(write(plain, folder))


@pytest.fixture
def plain() -> Plain:
    spoiled = record("spoiled", title={"en": "Spoiled"})
    spoiled["claims"] = [{"property": "friendship"}]
    return plain_library(
        record("first", relations=[_RELATED], pairs=["CHN-CUB"]),
        record("second", title={"en": "Second", "zh": "二"}, kind="loan"),
        spoiled,
        record("third", countries=["CUB", "RUS"]),
        record("first", title={"en": "The other"}),
    )


@pytest.fixture
def library(
    plain: Plain, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, decoded: list[str]
) -> Library:
    made = opened(plain, tmp_path, monkeypatch)
    assert decoded == []
    return made


def test_what_lists_a_library_decodes_no_record(library: Library, decoded: list[str]) -> None:
    assert isinstance(library.records, HasGlimpses)
    assert list(library.records) == ["first", "second", "spoiled", "third"]
    assert len(library.records) == 4
    assert "second" in library.records and "other" not in library.records
    assert [seen.id for seen in library.glimpses()] == ["first", "second", "spoiled", "third"]
    assert [link.record_id for link in library._back_links["second"]] == ["first"]
    assert decoded == []


def test_a_glimpse_is_what_lists_a_record(library: Library) -> None:
    first, second, *_rest, third = library.glimpses()
    assert first == Glimpse("first", {"en": "First"}, first.kind, ("CHN", "CUB"), ("CHN-CUB",))
    assert (second.title["zh"], str(second.kind)) == ("二", "loan")
    assert [pair.id for pair in library.pairs_of(third)] == ["CUB-RUS"]


def test_a_glimpse_agrees_with_its_record() -> None:
    library = open_library(SHIPPED_LIBRARY)
    glimpses = list(library.glimpses())
    assert [seen.id for seen in glimpses] == list(library.records)
    for seen in glimpses:
        whole = library.records[seen.id]
        assert (seen.title, seen.kind) == (whole.title, whole.kind)
        assert library.pairs_of(seen) == library.pairs_of(whole)


def test_a_record_is_decoded_once(library: Library, decoded: list[str]) -> None:
    one = library.records["second"]
    assert library.records["second"] is one
    assert library.records.get("second") is one
    assert decoded == ["2"]


def test_damage_found_late_becomes_a_placeholder(library: Library) -> None:
    assert "spoiled" in library.records
    assert len(library.damaged) == 1
    assert library.records.get("spoiled") is None
    damaged = library.damaged["records-3-unreadable"]
    assert (damaged.title, damaged.place) == ("Spoiled", "records/3")
    assert "friendship" in damaged.reason
    assert list(library.records) == ["first", "second", "third"]
    assert len(library.records) == 3
    assert "spoiled" not in library.records
    with pytest.raises(KeyError):
        library.records["spoiled"]
    assert len(library.damaged) == 2


def test_reading_all_while_going_through_them_loses_none(library: Library) -> None:
    found = [name for name in library.records if library.records.get(name) is not None]
    assert found == ["first", "second", "third"]


def test_of_two_with_one_name_the_first_keeps_it(library: Library) -> None:
    (repeated,) = library.damaged.values()
    assert (repeated.title, repeated.place) == ("The other", "records/first")
    assert "“first”" in repeated.reason
    assert library.records["first"].title == {"en": "First"}


def test_nobody_has_the_record_of_another_name(library: Library) -> None:
    with pytest.raises(KeyError):
        library.records["other"]
    assert library.records.get("other") is None
    assert library.related("other") == ()


def test_links_are_seen_from_both_sides(library: Library, decoded: list[str]) -> None:
    (link,) = library.related("second")
    assert (link.record_id, link.back) == ("first", True)
    assert decoded == ["2"]
    (link,) = library.related("first")
    assert (link.record_id, link.back) == ("second", False)


def test_a_small_library_is_read_at_once(plain: Plain, tmp_path: Path, decoded: list[str]) -> None:
    library = open_library(write(plain, tmp_path))
    assert set(decoded) == {"1", "2", "3", "4"}
    assert len(library.damaged) == 2
    assert list(library.records) == ["first", "second", "third"]


def test_what_an_earlier_reading_found_is_known_beforehand(library: Library) -> None:
    other = open_library(SHIPPED_LIBRARY)
    assert not other.damaged
    library.records.get("spoiled")
    other.note_damaged(library.damaged.values())
    assert dict(other.damaged) == dict(library.damaged)


_documents = st.lists(
    st.sampled_from(
        [
            record("one"),
            record("two", claims=[date_claim("2004")]),
            record("one", title={"en": "Again"}),
            record("bad", kind="friendship"),
            {"id": "bare"},
            {"id": 7},
            {"id": "links", "relations": "none"},
            None,
            "text",
            [],
        ]
    ),
    max_size=6,
)


@given(documents=_documents)
def test_late_and_early_reading_end_alike(
    documents: list[object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    plain = plain_library()
    plain["records"] = {str(key): held for key, held in enumerate(documents, start=1)}
    path = write(plain, tmp_path_factory.mktemp("any"))
    early = open_library(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "_READ_WHOLE", 0)
        late = open_library(path)
    for name in late.records:
        late.records.get(name)
    assert list(late.records) == list(early.records)
    assert dict(late.damaged) == dict(early.damaged)
    assert len(late.records) + len(late.damaged) == len(documents)
    assert [late.records[name] for name in late.records] == list(early.records.values())


def test_a_library_knows_its_file(plain: Plain, tmp_path: Path, library: Library) -> None:
    content = write(plain, tmp_path).read_bytes()
    assert isinstance(library.records, StoredRecords)
    assert (library.size, library.digest) == (len(content), sha256(content).hexdigest())
