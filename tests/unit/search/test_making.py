"""Indexes in the making: titles at first, everything later, damaged records too."""

from pathlib import Path

import pytest
from support.libraries import Plain, date_claim, plain_library, record, write
from support.places import SHIPPED_LIBRARY

from atlas_gui.domain.library import Library
from atlas_gui.search.index import SearchIndex
from atlas_gui.search.index_file import unpacked
from atlas_gui.search.making import index_key, index_of_titles, whole_index
from atlas_gui.search.query import parse
from atlas_gui.store import open_library, opening


def plain() -> Plain:
    return plain_library(
        record("nickel-plant", claims=[date_claim("2004")]),
        record("gas", kind="loan", summary="Nickel is named here too.", title={"zh": "天然气"}),
        record("sugar", countries=["SUN", "CUB"]),
        record("spoiled", kind="friendship", title={"en": "A friendship"}),
    )


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """Read as a large one is."""
    monkeypatch.setattr(opening, "_READ_WHOLE", 0)
    return open_library(write(plain(), tmp_path))


def titles(library: Library) -> SearchIndex:
    return SearchIndex(library, unpacked(index_of_titles(library), index_key(library)))


def whole(library: Library) -> SearchIndex:
    made = whole_index(library, lambda _done, _total: None)
    return SearchIndex(library, unpacked(made, index_key(library)))


def found(index: SearchIndex, typed: str) -> list[str]:
    return sorted(index.search(parse(typed)).ids)


@pytest.mark.parametrize(
    ("typed", "at_first", "later"),
    [
        ("nickel", ["nickel-plant"], ["gas", "nickel-plant"]),
        ("天然", ["gas"], ["gas"]),
        ("pair:CUB-RUS", ["sugar"], ["sugar"]),
        ("country:SUN", ["sugar"], ["sugar"]),
        ("kind:loan", ["gas"], ["gas"]),
        ("china", ["gas", "nickel-plant"], ["gas", "nickel-plant"]),
        ("friendship", [], ["records-4-unreadable"]),
    ],
)
def test_titles_pairs_and_kinds_come_first_the_rest_later(
    typed: str, at_first: list[str], later: list[str], library: Library
) -> None:
    first = titles(library)
    assert not first.complete
    assert found(first, typed) == at_first
    complete = whole(library)
    assert complete.complete
    assert found(complete, typed) == later


@pytest.mark.parametrize(
    "typed", ["has:date", "status:signed", "amount:>1", "-date:2004", "no:date"]
)
def test_what_titles_do_not_tell_is_no_answer_but_said_to_come(
    typed: str, library: Library
) -> None:
    result = titles(library).search(parse(typed))
    assert result.total == 3
    (fault,) = result.faults
    assert "in a moment" in fault
    assert not whole(library).search(parse(typed)).faults


def test_titles_need_no_record_to_be_read(library: Library) -> None:
    first = titles(library)
    assert "records-4-unreadable" not in library.damaged
    assert len(first) == 3
    assert first.telling in library.records


def test_the_whole_index_knows_what_is_damaged(library: Library) -> None:
    data = unpacked(whole_index(library, lambda _done, _total: None), index_key(library))
    assert data.header.rows == 4
    assert data.header.damaged == list(library.damaged.values())
    index = SearchIndex(library, data)
    everything = index.search(parse(""))
    unreadable = [index.id_of(row) for row in index.unreadable(everything)]
    assert unreadable == ["records-4-unreadable"]
    assert list(everything.ids)[-1] == "records-4-unreadable"


def test_who_waits_hears_of_every_record(library: Library) -> None:
    told: list[tuple[int, int]] = []
    whole_index(library, lambda done, total: told.append((done, total)))
    assert [done for done, _total in told] == list(range(1, len(told) + 1))
    assert {total for _done, total in told} == {4}
    assert told[-1][0] >= 3


def test_a_library_without_records_has_an_index(tmp_path: Path) -> None:
    nothing = plain_library()
    nothing["records"] = {}
    library = open_library(write(nothing, tmp_path))
    for index in (titles(library), whole(library)):
        assert len(index) == 0
        assert index.telling == ""
        for typed in ("", "nickel", "kind:loan", "-nickel", '"a b"', "nickel OR gas"):
            result = index.search(parse(typed))
            assert list(result.ids) == []
            assert index.counts(result).of("kind") == {}
            assert index.counts(result).tree() == []
            assert index.counts(result).disputed() == 0


def test_the_same_file_gives_the_same_bytes() -> None:
    one, other = (
        whole_index(open_library(SHIPPED_LIBRARY), lambda _done, _total: None) for _run in range(2)
    )
    assert one == other


def test_the_key_tells_files_apart(library: Library, tmp_path: Path) -> None:
    assert library.digest in index_key(library)
    other = open_library(write(plain_library(), tmp_path, "other.json"))
    assert index_key(other) != index_key(library)
