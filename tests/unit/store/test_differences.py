"""What would change if another edition took a library's place."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.libraries import Plain, plain_library, record, write

from atlas_gui.domain.library import Library
from atlas_gui.store import open_library, opening
from atlas_gui.store.differences import (
    ChangedRecord,
    NamedRecord,
    TableChange,
    differences,
)


def _library(folder: Path, plain: Plain, name: str) -> Library:
    (folder / name).mkdir()
    return open_library(write(plain, folder / name))


@pytest.fixture(params=["read whole", "read by the record"], autouse=True, scope="module")
def _both_ways(request: pytest.FixtureRequest) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        if request.param != "read whole":
            patch.setattr(opening, "_READ_WHOLE", 0)
        yield


def test_records_are_added_removed_and_changed_in_named_parts(tmp_path: Path) -> None:
    changed: Any = record("changed", title={"en": "Then"}, summary="Another.")
    changed["claims"][0]["value"] = {"edtf": "1999", "basis": "signed"}
    now = plain_library(record("gone", title={"en": "Gone"}), record("same"), record("changed"))
    then = plain_library(record("same"), changed, record("new", title={"en": "New"}))
    found = differences(_library(tmp_path, now, "now"), _library(tmp_path, then, "then"))
    assert found
    assert found.added == (NamedRecord("new", "New"),)
    assert found.removed == (NamedRecord("gone", "Gone"),)
    claim = changed["claims"][0]["id"]
    title = now["records"]["3"]["title"]["en"]
    assert found.changed == (
        ChangedRecord("changed", title, ("title", "summary", f"claims/{claim}")),
    )
    assert found.tables == () and found.description == () and found.unreadable == 0


def test_other_tables_and_the_description_are_counted(tmp_path: Path) -> None:
    now, then = plain_library(record("a")), plain_library(record("a"))
    del then["people"]["1"]
    then["countries"]["1"]["names"]["en"] = "PRC"
    then["countries"]["5"] = {"id": "FRA", "names": {"en": "France"}}
    then["meta"]["1"]["edition"] = "2"
    found = differences(_library(tmp_path, now, "now"), _library(tmp_path, then, "then"))
    assert found.tables == (TableChange("countries", 1, 0, 1), TableChange("people", 0, 1, 0))
    assert found.description == ("edition",)
    assert found.changed == ()


def test_another_way_of_writing_the_same_is_no_change(tmp_path: Path) -> None:
    plain = plain_library(record("a"))
    turned = plain_library(dict(reversed(record("a").items())))
    found = differences(_library(tmp_path, plain, "now"), _library(tmp_path, turned, "then"))
    assert not found


def test_what_cannot_be_read_is_counted_and_breaks_nothing(tmp_path: Path) -> None:
    plain = plain_library(record("a"), record("b", kind="friendship"))
    sound = plain_library(record("a"), record("b"))
    found = differences(_library(tmp_path, plain, "now"), _library(tmp_path, sound, "then"))
    assert found.unreadable == 1


@given(names=st.tuples(st.sets(st.sampled_from("abcdef")), st.sets(st.sampled_from("abcdef"))))
def test_differences_from_there_are_those_from_here_turned_round(
    names: tuple[set[str], set[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("editions")
    here, there = (
        _library(folder, plain_library(*map(record, ["z", *sorted(held)])), str(place))
        for place, held in enumerate(names)
    )
    one, other = differences(here, there), differences(there, here)
    assert one.added == other.removed and one.removed == other.added
    assert {held.id for held in one.added} == names[1] - names[0]
    assert bool(one) == (names[0] != names[1])
