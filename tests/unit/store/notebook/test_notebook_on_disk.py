"""The notebook on disk: whatever happens to its files, old or new is there, and the reader is told."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.kept import LATER, MOMENT, entry
from tinydb import TinyDB

from atlas_gui.domain.notebook import (
    Change,
    Entry,
    EntryEdit,
    Move,
    Notebook,
    SavedSearch,
    acts,
    inverse,
)
from atlas_gui.errors import AtlasError
from atlas_gui.store.notebook import NotebookFile, contents, keeping, open_notebook
from atlas_gui.store.notebook.base import read_base

BASE, JOURNAL = "notebook.json", "notebook.journal"


def opened(folder: Path) -> tuple[Notebook, NotebookFile]:
    found = open_notebook(folder)
    assert found.keeper is not None
    return found.notebook, found.keeper


def star(record: str, number: int = 0) -> Change:
    return Change(
        f"star-{record}-{number}", MOMENT, (EntryEdit(record, None, entry(record, starred=True)),)
    )


def noted(record: str, text: str, before: Entry | None = None) -> Change:
    return Change(
        f"note-{record}-{text}", LATER, (EntryEdit(record, before, entry(record, note=text)),)
    )


def filled(folder: Path) -> None:
    """A base with a and b, its backup with a alone, and a journal with c and d."""
    _notebook, keeper = opened(folder)
    for record in "ab":
        keeper.append(star(record))
        keeper.settle()
    for record in "cd":
        keeper.append(star(record))


def records(folder: Path) -> str:
    return "".join(sorted(open_notebook(folder).notebook.entries))


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_an_empty_folder_is_an_empty_notebook_and_stays_empty(tmp_path: Path) -> None:
    notebook, _keeper = opened(tmp_path / "none")
    assert not notebook.entries
    assert not (tmp_path / "none").exists()


def test_a_change_is_on_disk_when_it_has_been_appended(tmp_path: Path) -> None:
    _notebook, keeper = opened(tmp_path)
    news = keeper.append(star("a"))
    assert (news.changes, news.whole, news.written) == ((), None, star("a"))
    assert files(tmp_path) == [JOURNAL]
    assert records(tmp_path) == "a"
    keeper.append(star("a"))
    assert (tmp_path / JOURNAL).read_bytes().count(b"star-a") == 1


def test_a_clean_end_leaves_one_file_and_its_backups(tmp_path: Path) -> None:
    filled(tmp_path)
    opened(tmp_path)[1].settle()
    assert files(tmp_path) == [BASE, f"{BASE}.backups"]
    assert records(tmp_path) == "abcd"
    with TinyDB(tmp_path / BASE, access_mode="r") as database:
        assert len(database.table("entries")) == 4
    before = (tmp_path / BASE).read_bytes()
    opened(tmp_path)[1].settle()
    assert (tmp_path / BASE).read_bytes() == before


def test_steps_outlive_the_end(tmp_path: Path) -> None:
    filled(tmp_path)
    for settle in (False, True):
        notebook, keeper = opened(tmp_path)
        assert [change.id for change in notebook.done] == [f"star-{record}-0" for record in "abcd"]
        if settle:
            keeper.settle()
    assert len(open_notebook(tmp_path).notebook.done) == 4


def test_opening_changes_nothing_on_disk(tmp_path: Path) -> None:
    filled(tmp_path)
    (tmp_path / BASE).write_bytes(b"{")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    opened(tmp_path)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()} == before


# Two programs at once.


def test_two_programs_share_a_notebook(tmp_path: Path) -> None:
    filled(tmp_path)
    (_one, first), (_other, second) = opened(tmp_path), opened(tmp_path)
    first.append(star("e"))
    assert second.append(star("f")).changes == (star("e"),)
    assert first.fetch().changes == (star("f"),)
    assert first.fetch().changes == ()
    assert records(tmp_path) == "abcdef"


def test_two_programs_may_both_begin_a_notebook(tmp_path: Path) -> None:
    (_one, first), (_other, second) = opened(tmp_path), opened(tmp_path)
    first.append(star("a"))
    whole = second.append(star("b")).whole
    assert whole is not None
    assert set(whole.entries) == {"a", "b"}
    assert first.fetch().changes == (star("b"),)
    assert records(tmp_path) == "ab"


def test_what_another_program_folded_in_is_read_whole(tmp_path: Path) -> None:
    (_one, first), (_other, second) = opened(tmp_path), opened(tmp_path)
    first.append(star("a"))
    second.append(star("b"))
    first.settle()
    news = second.append(star("c"))
    assert news.whole is not None
    assert set(news.whole.entries) == {"a", "b", "c"}
    assert first.fetch().changes == (star("b"), star("c"))
    second.settle()
    whole = first.fetch().whole
    assert whole is not None
    assert len(whole.entries) == 3
    assert records(tmp_path) == "abc"


def test_who_folds_in_keeps_what_the_other_has_just_written(tmp_path: Path) -> None:
    (_one, first), (_other, second) = opened(tmp_path), opened(tmp_path)
    first.append(star("a"))
    second.append(star("b"))
    for keeper in (first.settle, first.fold):
        keeper()
    assert records(tmp_path) == "ab"
    news = first.fetch()
    assert news.changes == (star("b"),) or news.whole is not None


def test_two_who_change_one_record_both_have_their_way(tmp_path: Path) -> None:
    (_one, first), (_other, second) = opened(tmp_path), opened(tmp_path)
    first.append(noted("a", "mine"))
    news = second.append(
        Change("both", LATER, (EntryEdit("a", None, entry("a", note="yours", tags=("x",))),))
    )
    kept = open_notebook(tmp_path).notebook.entries["a"]
    assert kept.note == f"mine{acts.BREAK}yours"
    assert kept.tags == ("x",)
    assert news.joined == ("a",)
    assert news.written is not None
    (edit,) = news.written.edits
    assert edit.after == kept


def test_what_others_did_is_told_after_a_failure_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(tmp_path)[1].append(star("z"))
    (_one, first), (_other, second) = opened(tmp_path), opened(tmp_path)
    first.append(star("a"))
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", _full)
        with pytest.raises(AtlasError, match="disk is full"):
            second.append(star("b"))
    assert records(tmp_path) == "az"
    assert second.append(star("b")).changes == (star("a"),)
    assert records(tmp_path) == "abz"


def _full(_descriptor: int) -> None:
    raise OSError(28, "No space left on device")


def test_another_program_that_holds_the_lock_is_waited_for_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from atlas_gui.store.locking import WriteLock

    monkeypatch.setattr(keeping, "_WAIT_SECONDS", 0.0)
    _notebook, keeper = opened(tmp_path)
    with WriteLock(tmp_path / BASE), pytest.raises(AtlasError, match="in use"):
        keeper.append(star("a"))
    keeper.append(star("a"))
    assert records(tmp_path) == "a"


# Folding in.


def test_changes_go_on_while_the_journal_is_folded_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path)
    (_one, keeper), (_other, second) = opened(tmp_path), opened(tmp_path)
    pieces = keeping.base_pieces

    def slowly(*args):  # type: ignore[no-untyped-def] # noqa: ANN002, ANN202
        yield from pieces(*args)
        keeper.append(star("e"))
        second.append(star("f"))

    monkeypatch.setattr(keeping, "base_pieces", slowly)
    keeper.fold()
    monkeypatch.undo()
    assert records(tmp_path) == "abcdef"
    assert b"star-e" in (tmp_path / JOURNAL).read_bytes()
    assert b"star-d-0" not in (tmp_path / JOURNAL).read_bytes()
    assert keeper.fetch().changes == (star("f"),)
    keeper.append(star("g"))
    second.append(star("h"))
    assert records(tmp_path) == "abcdefgh"


def test_what_a_crash_left_is_swept_by_the_first_who_writes(tmp_path: Path) -> None:
    filled(tmp_path)
    left = [tmp_path / f".{name}.abcdefgh.part" for name in (BASE, JOURNAL)]
    for path in left:
        path.write_text("half")
        os.utime(path, (0, 0))
    opened(tmp_path)[1].fold()
    assert not [path for path in left if path.exists()]
    assert records(tmp_path) == "abcd"
    assert files(tmp_path) == [BASE, f"{BASE}.backups"]


def test_whoever_comes_second_with_folding_in_leaves_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path)
    (_one, keeper), (_other, second) = opened(tmp_path), opened(tmp_path)
    pieces = keeping.base_pieces

    def overtaken(*args):  # type: ignore[no-untyped-def] # noqa: ANN002, ANN202
        yield from pieces(*args)
        monkeypatch.undo()
        second.settle()
        second.append(star("e"))

    monkeypatch.setattr(keeping, "base_pieces", overtaken)
    keeper.fold()
    assert records(tmp_path) == "abcde"
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".part"]


def test_a_long_journal_wants_to_be_folded_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "_LONG_JOURNAL", 1_000)
    _notebook, keeper = opened(tmp_path)
    number = 0
    while not keeper.wants_folding:
        keeper.append(star("a", number := number + 1))
    keeper.fold()
    assert not keeper.wants_folding
    assert files(tmp_path) == [BASE, f"{BASE}.backups"]


@pytest.mark.parametrize("stop", ["replace", "hardlink_to", "unlink", "open"])
@pytest.mark.parametrize("when", range(1, 5))
@pytest.mark.parametrize("act", ["settle", "fold"])
def test_whatever_step_of_folding_in_is_the_last_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: str, when: int, act: str
) -> None:
    filled(tmp_path)
    _notebook, keeper = opened(tmp_path)
    calls = 0
    real = getattr(Path, stop)

    def fail(self: Path, *args: object, **named: object) -> object:
        nonlocal calls
        calls += 1
        if calls >= when:
            raise OSError(5, "Input/output error")
        return real(self, *args, **named)

    with monkeypatch.context() as patch:
        patch.setattr(Path, stop, fail)
        try:
            getattr(keeper, act)()
        except AtlasError as error:
            assert "notebook" in error.message
    assert records(tmp_path) == "abcd"
    keeper.append(star("e"))
    assert records(tmp_path) == "abcde"
    opened(tmp_path)[1].append(star("f"))
    keeper.settle()
    assert records(tmp_path) == "abcdef"


def test_between_the_base_and_its_journal_the_rest_is_not_applied_twice(tmp_path: Path) -> None:
    filled(tmp_path)
    old_journal = (tmp_path / JOURNAL).read_bytes()
    opened(tmp_path)[1].settle()
    (tmp_path / JOURNAL).write_bytes(old_journal)
    notebook, keeper = opened(tmp_path)
    assert len(notebook.done) == 4
    keeper.append(star("e"))
    assert records(tmp_path) == "abcde"
    assert len(open_notebook(tmp_path).notebook.done) == 5


def test_what_was_folded_in_is_not_undone_again_by_its_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "_REMEMBERED", 2)
    _notebook, keeper = opened(tmp_path)
    back = Change("back", MOMENT, inverse(star("a").edits), move=Move.UNDO, of="star-a-0")
    for change in (star("a"), back, star("b"), star("c"), star("d")):
        keeper.append(change)
    journal = (tmp_path / JOURNAL).read_bytes()
    keeper.settle()
    (tmp_path / JOURNAL).write_bytes(journal)
    notebook = open_notebook(tmp_path).notebook
    assert ([change.id for change in notebook.done], notebook.undone) == (
        ["star-b-0", "star-c-0", "star-d-0"],
        (),
    )


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
