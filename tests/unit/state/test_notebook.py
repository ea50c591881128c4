"""The notebook in the window: there at once, on disk soon, and never taken back because a disk was full."""

from pathlib import Path

import pytest
from support.held_runner import HeldRunner
from support.kept import MOMENT, entry
from support.notebooks import notebook_in

from atlas_gui.domain.notebook import (
    LONGEST_NOTE,
    Change,
    Entry,
    EntryEdit,
    News,
    Notebook,
    SavedSearch,
    acts,
)
from atlas_gui.errors import AtlasError
from atlas_gui.state.notebook import NotebookState
from atlas_gui.state.tasks import ImmediateTaskRunner
from atlas_gui.store.notebook import open_notebook

pytestmark = pytest.mark.usefixtures("qapp")
T1, T2 = {"a": "Title of a"}, {"b": "Title of b"}


class Shaky:
    """Keeps changes in memory, unless it is told to fail."""

    def __init__(self) -> None:
        self.kept: list[Change] = []
        self.others: list[Change] = []
        self.fault = ""
        self.folded = self.settled = 0
        self.wants_folding = False

    def append(self, change: Change) -> News:
        if self.fault:
            raise AtlasError(self.fault)
        self.kept.append(change)
        return self._news()

    def fetch(self) -> News:
        if self.fault:
            raise AtlasError(self.fault)
        return self._news()

    def fold(self) -> None:
        if self.fault:
            raise AtlasError(self.fault)
        self.folded += 1
        self.wants_folding = False

    def settle(self) -> None:
        self.settled += 1

    def _news(self) -> News:
        others, self.others = tuple(self.others), []
        return News(others)


class Desk:
    """A state over a shaky keeper, with what it said."""

    def __init__(self, runner: HeldRunner | ImmediateTaskRunner | None = None) -> None:
        self.keeper = Shaky()
        self.runner = runner or ImmediateTaskRunner()
        self.state = NotebookState(
            Notebook(), self.keeper, self.runner, now=lambda: MOMENT, notice="n"
        )
        self.told: list[str] = []
        self.unsaved: list[tuple[int, str]] = []
        self.records: list[frozenset[str]] = []
        self.state.told.connect(self.told.append)
        self.state.unsaved_changed.connect(lambda *said: self.unsaved.append(said))
        self.state.entries_changed.connect(self.records.append)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_each_act_is_there_at_once_and_kept(desk: Desk) -> None:
    state = desk.state
    assert state.set_starred({**T1, **T2}, on=True)
    assert not state.set_starred(T1, on=True)
    assert state.set_tag(T1, "ores", on=True)
    assert state.rename_tag("Ores", "metals")
    assert state.set_note("a", "Title of a", " hello ")
    assert state.set_listed({**T1, **T2}, on=True)
    assert state.move_on_list("b", 0)
    assert state.notebook.entry("a") == Entry(
        "a", MOMENT, "Title of a", starred=True, tags=("metals",), note="hello", reading=1.0
    )
    assert [each.record for each in state.notebook.reading_list()] == ["b", "a"]
    assert state.move_entry("a", "b", "Title of b")
    assert state.forget(["b", "nobody"])
    assert not state.notebook.entries
    assert len(desk.keeper.kept) == 8
    assert state.unsaved == 0
    assert desk.records[0] == {"a", "b"}
    for _step in range(8):
        state.undo()
    assert not state.notebook.entries
    state.undo()
    for _step in range(8):
        state.redo()
    state.redo()
    assert not state.notebook.entries
    assert len(desk.keeper.kept) == 24


def test_searches_are_kept_like_everything_else(desk: Desk) -> None:
    state = desk.state
    one, two = state.add_search("Loans", "kind:loan"), state.add_search("", "gas")
    assert state.add_search("nothing", "  ") == ""
    assert state.rename_search(two, "Gas")
    assert state.move_search(two, 0)
    assert [search.name for search in state.notebook.searches] == ["Gas", "Loans"]
    assert state.remove_search(one)
    state.undo()
    assert [search.id for search in state.notebook.searches] == [two, one]
    assert not state.rename_search("nobody", "x")
    assert not state.move_search("nobody", 0)


def test_without_a_keeper_it_can_be_read_only() -> None:
    state = NotebookState(Notebook(), None, ImmediateTaskRunner(), notice="Left alone.")
    told: list[str] = []
    state.told.connect(told.append)
    assert state.is_read_only
    assert not state.set_starred(T1, on=True)
    assert told == ["Left alone."]
    assert not state.notebook.entries
    assert state.finish() == ()


def test_a_note_that_is_too_long_is_told_and_not_cut(desk: Desk) -> None:
    assert not desk.state.set_note("a", "A", "x" * (LONGEST_NOTE + 1))
    assert "too long" in desk.told[0]
    assert not desk.state.notebook.entries
    assert desk.state.set_note("a", "A", "x" * LONGEST_NOTE)


@pytest.mark.parametrize("record", ["", "x" * 201])
def test_what_could_not_be_read_again_is_not_written(desk: Desk, record: str) -> None:
    assert not desk.state.set_starred({record: ""}, on=True)
    assert desk.told
    assert not desk.keeper.kept


def test_half_characters_are_left_out(desk: Desk) -> None:
    assert desk.state.set_note("a", "\ud800A", "x\udfffy\0z")
    kept = desk.state.notebook.entries["a"]
    assert (kept.title, kept.note) == ("A", "xyz")


# While writing.


def test_changes_are_written_one_after_another() -> None:
    runner = HeldRunner()
    desk = Desk(runner)
    desk.state.set_starred(T1, on=True)
    desk.state.set_starred(T2, on=True)
    assert (desk.state.unsaved, len(runner.held), len(desk.keeper.kept)) == (2, 1, 0)
    for wanted in (1, 0):
        runner.held.pop(0)[1]()
        assert desk.state.unsaved == wanted
    assert [change.edits[0].key for change in desk.keeper.kept] == ["a", "b"]


def test_what_cannot_be_written_stays_and_is_tried_again(desk: Desk) -> None:
    desk.keeper.fault = "The disk is full."
    desk.state.set_starred(T1, on=True)
    desk.state.set_note("a", "A", "kept in memory")
    assert desk.state.unsaved == 2
    assert desk.state.reason == "The disk is full."
    assert desk.unsaved[-1] == (2, "The disk is full.")
    assert desk.state.notebook.entries["a"].note == "kept in memory"
    desk.state._again.timeout.emit()
    assert desk.state.unsaved == 2
    desk.keeper.fault = ""
    desk.state._again.timeout.emit()
    assert (desk.state.unsaved, desk.state.reason) == (0, "")
    assert desk.unsaved[-1][1] == ""
    assert len(desk.keeper.kept) == 2


def test_undoing_what_is_not_on_disk_yet_loses_nothing(desk: Desk) -> None:
    desk.keeper.fault = "The disk is full."
    desk.state.set_starred(T1, on=True)
    desk.state.undo()
    assert not desk.state.notebook.entries
    desk.keeper.fault = ""
    desk.state.save()
    assert len(desk.keeper.kept) == 2


def test_at_the_end_what_waits_is_written(desk: Desk) -> None:
    desk.keeper.fault = "The disk is full."
    desk.state.set_starred(T1, on=True)
    (unwritten,) = desk.state.finish()
    assert unwritten.edits[0].key == "a"
    assert desk.keeper.settled == 0
    desk.keeper.fault = ""
    assert desk.state.finish() == ()
    assert (desk.state.unsaved, desk.keeper.settled, len(desk.keeper.kept)) == (0, 1, 1)


def test_an_end_while_writing_writes_once(tmp_path: Path) -> None:
    runner = HeldRunner()
    opened = open_notebook(tmp_path)
    state = NotebookState(opened.notebook, opened.keeper, runner)
    state.set_starred(T1, on=True)
    task, job = runner.held.pop()
    assert opened.keeper is not None
    opened.keeper.append(state._waiting[0].change)
    task.cancel()
    job()
    assert state.finish() == ()
    assert len(open_notebook(tmp_path).notebook.done) == 1
    assert set(open_notebook(tmp_path).notebook.entries) == {"a"}


def test_a_long_journal_is_folded_in_beside_the_writing() -> None:
    runner, tidier = HeldRunner(), HeldRunner()
    keeper = Shaky()
    keeper.wants_folding = True
    state = NotebookState(Notebook(), keeper, runner, tidier=tidier)
    state.set_starred(T1, on=True)
    runner.held.pop()[1]()
    state.set_starred(T2, on=True)
    runner.held.pop()[1]()
    assert (len(tidier.held), keeper.folded, state.unsaved) == (1, 0, 0)
    keeper.fault = "It cannot be put in order."
    tidier.held.pop()[1]()
    keeper.fault = ""
    state.fetch()
    runner.held.pop()[1]()
    tidier.held.pop()[1]()
    assert keeper.folded == 1
    assert state.unsaved == 0


# What others write.


def test_what_others_wrote_stands_before_what_waits() -> None:
    runner = HeldRunner()
    desk = Desk(runner)
    desk.state.set_starred(T1, on=True)
    desk.state.set_note("a", "Title of a", "mine")
    theirs = Change("t", MOMENT, (EntryEdit("z", None, entry("z", starred=True)),))
    desk.keeper.others.append(theirs)
    runner.held.pop(0)[1]()
    assert set(desk.state.notebook.entries) == {"a", "z"}
    assert desk.state.notebook.entries["a"].note == "mine"
    assert [change.words for change in desk.state.notebook.done][-1] == "Note"
    assert "z" in desk.records[-1]
    desk.state.undo()
    assert desk.state.notebook.entries["a"].starred
    assert not desk.state.notebook.entries["a"].note


def test_a_failed_look_at_what_others_wrote_is_no_complaint(desk: Desk) -> None:
    desk.keeper.fault = "Not now."
    desk.state.fetch()
    assert (desk.state.reason, desk.unsaved, desk.told) == ("", [], [])
    desk.keeper.fault = ""
    desk.state.set_starred(T1, on=True)
    assert desk.state.unsaved == 0


def two(folder: Path) -> tuple[NotebookState, NotebookState]:
    return notebook_in(folder), notebook_in(folder)


def same(one: NotebookState, other: NotebookState, folder: Path) -> dict[str, Entry]:
    one.fetch()
    other.fetch()
    on_disk = dict(open_notebook(folder).notebook.entries)
    assert dict(one.notebook.entries) == dict(other.notebook.entries) == on_disk
    return on_disk


def test_two_programs_keep_one_notebook(tmp_path: Path) -> None:
    one, other = two(tmp_path)
    one.set_starred(T1, on=True)
    other.set_tag(T1, "x", on=True)
    other.set_listed(T2, on=True)
    kept = same(one, other, tmp_path)
    assert (kept["a"].starred, kept["a"].tags) == (True, ("x",))
    one.finish()
    other.set_note("b", "B", "after the other's end")
    other.finish()
    assert same(one, other, tmp_path)["b"].note == "after the other's end"


def test_two_who_write_on_one_record_both_keep_their_note(tmp_path: Path) -> None:
    one, other = two(tmp_path)
    told: list[str] = []
    other.told.connect(told.append)
    one.set_note("a", "Title of a", "from one")
    other.set_note("a", "Title of a", "from the other")
    kept = same(one, other, tmp_path)
    assert kept["a"].note == f"from one{acts.BREAK}from the other"
    assert "Title of a" in told[0]
    other.undo()
    assert same(one, other, tmp_path)["a"].note == "from one"


def test_one_takes_a_note_away_that_another_goes_on_writing(tmp_path: Path) -> None:
    one, other = two(tmp_path)
    one.set_note("a", "A", "first")
    other.fetch()
    one.set_note("a", "A", "first and more")
    other.set_note("a", "A", "")
    assert same(one, other, tmp_path)["a"].note == "first and more"


def test_each_undoes_its_own_last_act(tmp_path: Path) -> None:
    one, other = two(tmp_path)
    one.set_starred(T1, on=True)
    other.fetch()
    other._keeper, keeper = _Never(), other._keeper
    other.set_starred(T2, on=True)
    one.set_tag(T1, "later", on=True)
    other._keeper = keeper
    other.undo()
    other.save()
    kept = same(one, other, tmp_path)
    assert set(kept) == {"a"}
    assert kept["a"].tags == ("later",)
    assert [c.words for c in one.notebook.done] == [c.words for c in other.notebook.done]


class _Never:
    wants_folding = False

    def append(self, _change: Change) -> News:
        raise AtlasError("not now")

    fetch = fold = settle = append  # type: ignore[assignment]


def test_what_was_done_can_be_undone_after_a_restart(tmp_path: Path) -> None:
    state = notebook_in(tmp_path)
    state.set_note("a", "A", "one")
    state.set_note("a", "A", "two")
    state.undo()
    for ended in (False, True):
        state = notebook_in(tmp_path)
        assert state.notebook.entries["a"].note == "one"
        state.redo()
        assert state.notebook.entries["a"].note == "two"
        state.undo()
        if ended:
            state.finish()
    state = notebook_in(tmp_path)
    state.undo()
    assert not state.notebook.entries
    state.redo()
    state.redo()
    assert state.notebook.entries["a"].note == "two"


def test_a_merge_is_one_step(tmp_path: Path) -> None:
    state = notebook_in(tmp_path)
    assert state.merge([entry("a", note="n"), entry("b")], [SavedSearch("s", "n", "q")])
    assert not state.merge([entry("a", note="n")], [SavedSearch("s", "n", "q")])
    state.undo()
    assert not state.notebook.entries
    assert not state.notebook.searches
