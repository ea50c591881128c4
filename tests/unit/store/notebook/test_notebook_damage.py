"""A notebook whose files were damaged, taken away or written by others: nothing else is lost, and it is told."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.kept import MOMENT
from support.notebook_folder import BASE, JOURNAL, filled, noted, opened, records, star

from atlas_gui.domain.notebook import (
    Change,
    SavedSearch,
    acts,
)
from atlas_gui.errors import AtlasError
from atlas_gui.store.notebook import open_notebook
from atlas_gui.store.notebook.base import read_base

# Damage.


def test_the_last_line_without_an_end_was_never_confirmed(tmp_path: Path) -> None:
    filled(tmp_path)
    path = tmp_path / JOURNAL
    whole = path.read_bytes()
    for cut in range(1, whole.count(b"\n")):
        path.write_bytes(whole[:-cut])
        found = open_notebook(tmp_path)
        assert (found.notice, "".join(sorted(found.notebook.entries))) == ("", "abc")
    keeper = opened(tmp_path)[1]
    keeper.append(star("e"))
    assert records(tmp_path) == "abce"
    assert not open_notebook(tmp_path).notice


@pytest.mark.parametrize("length", [0, 1, 30])
def test_a_journal_that_ends_in_its_first_line_is_none(tmp_path: Path, length: int) -> None:
    filled(tmp_path)
    path = tmp_path / JOURNAL
    path.write_bytes(path.read_bytes()[:length])
    found = open_notebook(tmp_path)
    assert not found.notice
    opened(tmp_path)[1].append(star("e"))
    assert records(tmp_path) == "abe"


def test_a_damaged_line_is_left_out_told_and_kept(tmp_path: Path) -> None:
    filled(tmp_path)
    path = tmp_path / JOURNAL
    damaged = path.read_bytes().replace(b'"record":"c"', b'"record":"X"')
    path.write_bytes(damaged)
    found = open_notebook(tmp_path)
    assert "".join(sorted(found.notebook.entries)) == "abd"
    assert "1 change " in found.notice
    assert found.keeper is not None
    found.keeper.append(star("e"))
    assert (tmp_path / "notebook.damaged.journal").read_bytes() == damaged
    assert records(tmp_path) == "abde"
    assert not open_notebook(tmp_path).notice


def test_a_damaged_first_line_costs_nothing_else(tmp_path: Path) -> None:
    filled(tmp_path)
    path = tmp_path / JOURNAL
    path.write_bytes(b"x" + path.read_bytes())
    found = open_notebook(tmp_path)
    assert "".join(sorted(found.notebook.entries)) == "abcd"
    assert found.notice
    assert found.keeper is not None
    found.keeper.append(star("e"))
    assert records(tmp_path) == "abcde"


def _cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _content: b"",
    "blank": lambda _content: b" \n",
    "cut off": _cut,
    "another format": lambda _content: b"%PDF-1.7\n\xff\xfe",
    "UTF-16": lambda content: content.decode().encode("utf-16"),
    "NaN": lambda content: content.replace(b"true", b"NaN"),
    "zeros": lambda content: bytes(len(content)),
    "nested": lambda _content: b'{"entries":' * 100_000,
    "a list": lambda _content: b"[]",
    "no meta": lambda _content: b"{}",
    "two metas": lambda _content: b'{"meta":{"1":{"schema_version":1},"2":{"schema_version":1}}}',
    "version 0": lambda _content: b'{"meta":{"1":{"schema_version":0}}}',
    "a number": lambda _content: b'{"meta":{"1":{"schema_version":' + b"9" * 5_000 + b"}}}",
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_of_a_damaged_file_the_backup_and_all_changes_since_are_taken(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    filled(tmp_path)
    broken = damage((tmp_path / BASE).read_bytes())
    (tmp_path / BASE).write_bytes(broken)
    found = open_notebook(tmp_path)
    assert "".join(sorted(found.notebook.entries)) == "abcd"
    assert "could not be read" in found.notice
    assert "backup of" in found.notice
    assert found.keeper is not None
    found.keeper.append(star("e"))
    again = open_notebook(tmp_path)
    assert ("".join(sorted(again.notebook.entries)), again.notice) == ("abcde", "")
    aside = tmp_path / "notebook.damaged.json"
    assert (aside.read_bytes() == broken) if broken else not aside.exists()
    # Another one does not take its place.
    (tmp_path / BASE).write_bytes(b"other")
    opened(tmp_path)[1].settle()
    assert not broken or aside.read_bytes() == broken
    assert records(tmp_path) == "abcde"


def test_without_any_backup_what_the_journals_hold_is_left(tmp_path: Path) -> None:
    _notebook, keeper = opened(tmp_path)
    keeper.append(star("a"))
    keeper.settle()
    keeper.append(star("b"))
    (tmp_path / BASE).write_bytes(b"{")
    found = open_notebook(tmp_path)
    assert "".join(sorted(found.notebook.entries)) == "ab"
    assert "No backup" in found.notice


def test_a_file_that_is_gone_comes_back_from_its_backup(tmp_path: Path) -> None:
    filled(tmp_path)
    (tmp_path / BASE).unlink()
    found = open_notebook(tmp_path)
    assert "".join(sorted(found.notebook.entries)) == "abcd"
    assert "is gone" in found.notice
    assert found.keeper is not None
    found.keeper.settle()
    assert records(tmp_path) == "abcd"


def test_who_deletes_a_folded_notebook_begins_anew(tmp_path: Path) -> None:
    filled(tmp_path)
    opened(tmp_path)[1].settle()
    (tmp_path / BASE).unlink()
    assert open_notebook(tmp_path).notice == ""
    assert records(tmp_path) == ""


def test_two_gigabytes_are_refused_unread(tmp_path: Path) -> None:
    filled(tmp_path)
    for name in (BASE, JOURNAL):
        with (tmp_path / name).open("r+b") as file:
            file.truncate(2_000_000_000)
        found = open_notebook(tmp_path)
        assert "too large" in found.notice
        assert set(found.notebook.entries) >= {"a", "b"}


def test_single_items_that_cannot_be_read_stay_in_the_file(tmp_path: Path) -> None:
    filled(tmp_path)
    opened(tmp_path)[1].settle()
    path = tmp_path / BASE
    content = path.read_bytes().replace(b'"record":"b"', b'"record":"b","colour":3', 1)
    path.write_bytes(content.replace(b'"entries":{', b'"strange":{"1":[1]},"entries":{"9":7,'))
    for _again in range(2):
        found = open_notebook(tmp_path)
        assert "".join(sorted(found.notebook.entries.keys() - {"e"})) == "acd"
        assert "3 items" in found.notice
        assert found.keeper is not None
        found.keeper.append(star("e", 1))
        found.keeper.settle()
        path.touch()
    kept = read_base(path.read_bytes()).contents.unreadable
    assert {item.table for item in kept} == {"entries", "strange"}
    assert any('"colour":3' in item.text.replace(" ", "") for item in kept)


def test_items_that_stand_there_twice_are_both_kept(tmp_path: Path) -> None:
    one, other = (
        json.dumps({"record": "a", "changed": MOMENT, "note": note}) for note in ("one", "other")
    )
    search = '{"id": "s", "name": "n", "query": "q"}'
    (tmp_path / BASE).write_text(
        f'{{"meta": {{"1": {{"schema_version": 1}}}}, "entries": {{"1": {one}, "1": {other}}},'
        f' "searches": {{"1": {search}, "1": {search}}}}}'
    )
    found = open_notebook(tmp_path)
    assert found.notebook.entries["a"].note == f"one{acts.BREAK}other"
    assert len(found.notebook.searches) == 2
    assert found.keeper is not None
    found.keeper.append(star("b"))
    assert records(tmp_path) == "ab"


@pytest.mark.parametrize(
    "text", ["NUL \0", "tab\t", "<b>&", "\u2028", "😀", "../..", "'; DROP TABLE"]
)
def test_any_text_is_the_text_it_is(tmp_path: Path, text: str) -> None:
    _notebook, keeper = opened(tmp_path)
    keeper.append(noted("a", text))
    assert open_notebook(tmp_path).notebook.entries["a"].note == text
    keeper.settle()
    assert open_notebook(tmp_path).notebook.entries["a"].note == text


# What must be left alone.


def test_a_later_version_is_shown_as_far_as_it_goes_and_left_alone(tmp_path: Path) -> None:
    filled(tmp_path)
    keeper = opened(tmp_path)[1]
    keeper.settle()
    path = tmp_path / BASE
    content = path.read_bytes().replace(b'"schema_version":1', b'"schema_version":2')
    path.write_bytes(content.replace(b'"starred":true', b'"starred":true,"colour":"red"'))
    later = path.read_bytes()
    found = open_notebook(tmp_path)
    assert found.keeper is None
    assert "".join(sorted(found.notebook.entries)) == "abcd"
    assert "later version" in found.notice
    with pytest.raises(AtlasError, match="later version"):
        keeper.append(star("e"))
    assert path.read_bytes() == later
    assert not (tmp_path / JOURNAL).exists()


def test_a_journal_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    filled(tmp_path)
    path = tmp_path / JOURNAL
    header, _end, rest = path.read_bytes().partition(b"\n")
    body = header[9:].replace(b'"version":1', b'"version":2')
    path.write_bytes(b"%08x %b\n%b" % (crc32(body), body, rest))
    found = open_notebook(tmp_path)
    assert found.keeper is None
    assert "later version" in found.notice


def test_a_file_that_is_to_be_read_only_is_not_written(tmp_path: Path) -> None:
    filled(tmp_path)
    (tmp_path / BASE).chmod(0o444)
    keeper = opened(tmp_path)[1]
    before = (tmp_path / JOURNAL).read_bytes()
    with pytest.raises(AtlasError, match="you may not write there"):
        keeper.append(star("e"))
    assert (tmp_path / JOURNAL).read_bytes() == before
    (tmp_path / BASE).chmod(0o644)
    keeper.append(star("e"))
    assert records(tmp_path) == "abcde"


def test_a_folder_in_place_of_the_file_is_left(tmp_path: Path) -> None:
    (tmp_path / BASE).mkdir()
    found = open_notebook(tmp_path)
    assert found.keeper is None
    assert "left as it is" in found.notice


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    found = open_notebook(tmp_path / "file")
    keeper = found.keeper
    if keeper is not None:
        with pytest.raises(AtlasError, match="notebook"):
            keeper.append(star("a"))
    assert (tmp_path / "file").read_text() == "in the way"


# From outside, while the program runs.


@pytest.mark.parametrize("gone", [[BASE], [JOURNAL], [BASE, JOURNAL], ["."]])
def test_files_that_are_taken_away_are_written_again(tmp_path: Path, gone: list[str]) -> None:
    folder = tmp_path / "reader"
    filled(folder)
    keeper = opened(folder)[1]
    for name in gone:
        shutil.rmtree(folder) if name == "." else (folder / name).unlink()
    keeper.append(star("e"))
    assert records(folder) == "abcde"
    keeper.settle()
    assert records(folder) == "abcde"


def test_a_journal_that_was_cut_is_written_again(tmp_path: Path) -> None:
    filled(tmp_path)
    keeper = opened(tmp_path)[1]
    os.truncate(tmp_path / JOURNAL, 100)
    keeper.append(star("e"))
    assert records(tmp_path) == "abcde"


def test_a_base_from_another_machine_gets_what_was_written_on_this_one(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    filled(here)
    keeper = opened(here)[1]
    other = opened(there)[1]
    other.append(noted("a", "from there"))
    other.append(noted("c", "from there"))
    other.append(star("z"))
    other.settle()
    shutil.copy(there / BASE, here / BASE)
    found = open_notebook(here)
    assert "replaced by another program" in found.notice
    assert "".join(sorted(found.notebook.entries)) == "acdz"
    assert found.notebook.entries["c"].note == "from there"
    assert found.notebook.entries["c"].starred
    # One who has been running all the time loses nothing at all.
    news = keeper.append(star("e"))
    assert news.notice
    assert records(here) == "abcdez"
    assert open_notebook(here).notebook.entries["a"].note == "from there"
    assert not open_notebook(here).notice


# What earlier versions kept.

OLD = "saved-searches.json"


def old_searches(folder: Path, **content: object) -> None:
    folder.mkdir(exist_ok=True)
    searches = [{"name": "Loans", "query": " kind:loan "}, {"name": " ", "query": "gas"}]
    (folder / OLD).write_text(json.dumps({"version": 1, "searches": searches, **content}))


def test_saved_searches_of_earlier_versions_are_taken_over_once(tmp_path: Path) -> None:
    old_searches(tmp_path)
    before = (tmp_path / OLD).read_bytes()
    for _again in range(2):
        found = open_notebook(tmp_path)
        assert [(s.name, s.query) for s in found.notebook.searches] == [
            ("Loans", "kind:loan"),
            ("gas", "gas"),
        ]
        assert not found.notice
    assert (tmp_path / "saved-searches.taken-over.json").read_bytes() == before
    assert not (tmp_path / OLD).exists()


def test_taking_over_may_end_in_between(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old_searches(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(5, "I/O")))
        assert "could not be taken over" in open_notebook(tmp_path).notice
    assert (tmp_path / OLD).exists()
    found = open_notebook(tmp_path)
    assert len(found.notebook.searches) == 2
    assert not (tmp_path / OLD).exists()


@pytest.mark.parametrize(
    "content", ["", "{", '{"version":2,"searches":[]}', '{"version":1,"searches":[3]}']
)
def test_older_searches_that_cannot_be_read_are_told_and_left(tmp_path: Path, content: str) -> None:
    (tmp_path / OLD).write_text(content)
    found = open_notebook(tmp_path)
    assert OLD in found.notice
    assert found.keeper is not None
    assert (tmp_path / OLD).read_text() == content


@settings(max_examples=30)
@given(st.data())
def test_any_flipped_bytes_are_told_or_harmless(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("flipped")
    filled(folder)
    path = folder / data.draw(st.sampled_from([BASE, JOURNAL]))
    content = bytearray(path.read_bytes())
    for _flip in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(content)
    found = open_notebook(folder)
    if found.keeper is not None:
        found.keeper.append(star("new"))
        found.keeper.settle()
        assert "new" in open_notebook(folder).notebook.entries


def test_a_saved_search_can_be_changed_by_two(tmp_path: Path) -> None:
    from atlas_gui.domain.notebook import SearchEdit

    search = SavedSearch("s", "name", "query", 1.0)
    (_one, first), (_other, second) = opened(tmp_path), opened(tmp_path)
    first.append(Change("1", MOMENT, (SearchEdit("s", None, search),)))
    second.fetch()
    renamed = SavedSearch("s", "other name", "query", 1.0)
    moved = SavedSearch("s", "name", "query", 5.0)
    first.append(Change("2", MOMENT, (SearchEdit("s", search, renamed),)))
    second.append(Change("3", MOMENT, (SearchEdit("s", search, moved),)))
    assert open_notebook(tmp_path).notebook.searches == (
        SavedSearch("s", "other name", "query", 5.0),
    )
