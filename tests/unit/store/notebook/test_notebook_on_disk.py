"""The notebook on disk: whatever happens to its files, old or new is there, and the reader is told."""

import os
from pathlib import Path

import pytest
from support.kept import LATER, MOMENT, entry
from support.notebook_folder import BASE, JOURNAL, files, filled, noted, opened, records, star
from tinydb import TinyDB

from atlas_gui.domain.notebook import (
    Change,
    EntryEdit,
    Move,
    acts,
    inverse,
)
from atlas_gui.errors import AtlasError
from atlas_gui.store.notebook import contents, keeping, open_notebook


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
