"""Two changes of one item, made without knowing of one another: both take effect."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.kept import ENTRIES, LATER, MOMENT, entry

from atlas_gui.domain.notebook import (
    Change,
    Entry,
    EntryEdit,
    Move,
    Notebook,
    SavedSearch,
    SearchEdit,
    Steps,
    acts,
    check_readable,
    inverse,
    rebased,
)
from atlas_gui.errors import AtlasError

ONE = ENTRIES.map(
    lambda kept: Entry("a", kept.changed, kept.title, kept.starred, kept.tags, kept.note)
)
KEPT = st.none() | ONE


def change(before: Entry | None, after: Entry | None) -> Change:
    return Change("c", LATER, (EntryEdit("a", before, after),))


def upon(now: Entry | None, made: Change) -> tuple[Entry | None, tuple[str, ...]]:
    found = rebased(made, {"a": now}.get, lambda _id: None)
    (edit,) = found.change.edits
    assert isinstance(edit, EntryEdit)
    assert edit.before == now
    return edit.after, found.joined


@given(KEPT, KEPT)
def test_a_change_of_what_is_there_stays_as_it_is(
    before: Entry | None, after: Entry | None
) -> None:
    made = change(before, after)
    assert rebased(made, {"a": before}.get, lambda _id: None).change is made


@given(KEPT, KEPT, KEPT)
def test_no_note_that_somebody_wrote_is_lost(
    before: Entry | None, theirs: Entry | None, mine: Entry | None
) -> None:
    after, joined = upon(theirs, change(before, mine))
    note = after.note if after else ""
    was = before.note if before else ""
    for side in (theirs, mine):
        if side is not None and side.note != was:
            assert side.note in note
    assert (
        joined == ()
        or acts.BREAK in note
        or theirs is None
        or mine is None
        or theirs.note in mine.note
        or mine.note in theirs.note
    )


@given(KEPT, KEPT, KEPT)
def test_what_i_did_is_so_and_what_i_left_is_theirs(
    before: Entry | None, theirs: Entry | None, mine: Entry | None
) -> None:
    after, _joined = upon(theirs, change(before, mine))
    blank = Entry("a", MOMENT)
    old, new, there, made = (one or blank for one in (before, mine, theirs, after))
    assert made.starred == (new.starred if new.starred != old.starred else there.starred)
    added = {t.casefold() for t in new.tags} - {t.casefold() for t in old.tags}
    gone = {t.casefold() for t in old.tags} - {t.casefold() for t in new.tags}
    found = {t.casefold() for t in made.tags}
    assert added <= found
    assert not gone & found
    assert ({t.casefold() for t in there.tags} - gone) <= found


def test_what_is_undone_is_what_was_done() -> None:
    starred = entry("a", starred=True)
    tagged = entry("a", starred=True, tags=("x",))
    after, _joined = upon(
        tagged, Change("u", LATER, inverse((EntryEdit("a", None, starred),)), move=Move.UNDO)
    )
    assert after is not None
    assert (after.starred, after.tags) == (False, ("x",))


def test_the_same_tag_may_be_written_otherwise() -> None:
    after, _joined = upon(
        entry("a", tags=("ores", "z")),
        change(entry("a", tags=("ores",)), entry("a", tags=("Ores",))),
    )
    assert after is not None
    assert after.tags == ("Ores", "z")


def test_a_search_is_altered_part_by_part() -> None:
    old = SavedSearch("s", "name", "query", 1.0)
    mine, theirs = SavedSearch("s", "mine", "query", 1.0), SavedSearch("s", "name", "query", 9.0)

    def made(
        before: SavedSearch | None, after: SavedSearch | None, now: SavedSearch | None
    ) -> object:
        wanted = Change("c", LATER, (SearchEdit("s", before, after),))
        return rebased(wanted, lambda _id: None, {"s": now}.get).change.edits[0].after

    assert made(old, mine, theirs) == SavedSearch("s", "mine", "query", 9.0)
    assert made(old, None, theirs) is None
    assert made(old, mine, None) == mine
    assert made(None, old, theirs) == old


def test_two_edits_of_one_record_follow_one_another() -> None:
    one, two = entry("a", note="1"), entry("a", note="2")
    made = Change("c", LATER, (EntryEdit("a", None, one), EntryEdit("a", one, two)))
    found = rebased(made, {"a": entry("a", starred=True)}.get, lambda _id: None)
    last = found.change.edits[-1].after
    assert isinstance(last, Entry)
    assert (last.note, last.starred) == ("2", True)


def _do(name: str, move: Move = Move.DO, of: str = "") -> Change:
    return Change(name, LATER, (EntryEdit("a", None, entry("a")),), move=move, of=of)


def test_steps_are_found_by_name() -> None:
    steps = Steps().after(_do("a")).after(_do("b"))
    back = steps.after(_do("u", Move.UNDO, "a"))
    assert ([c.id for c in back.done], [c.id for c in back.undone]) == (["b"], ["a"])
    again = back.after(_do("r", Move.REDO, "a"))
    assert ([c.id for c in again.done], again.undone) == (["b", "a"], ())
    assert back.after(_do("c")).undone == ()
    lost = back.after(_do("c")).after(_do("r", Move.REDO, "a"))
    assert [(c.id, c.move) for c in lost.done] == [("b", Move.DO), ("c", Move.DO), ("r", Move.DO)]
    assert steps.after(_do("u", Move.UNDO, "nobody")) == steps


@given(st.lists(KEPT, min_size=1, max_size=6))
def test_what_is_taken_back_never_was(states: list[Entry | None]) -> None:
    notebook = Notebook()
    before: Entry | None = None
    for number, after in enumerate(states):
        entries, done = dict(notebook.entries), notebook.done
        kept = notebook.apply(Change(str(number), LATER, (EntryEdit("a", before, after),)))
        notebook.take_back(kept)
        assert (dict(notebook.entries), notebook.done) == (entries, done)
        notebook.apply(kept.change)
        before = after
    assert notebook.entry("a") == before


@pytest.mark.parametrize(
    "wrong", [Entry("", MOMENT), Entry("a", "soon"), Entry("a", MOMENT, "\ud800")]
)
def test_what_could_not_be_read_back_is_noticed(wrong: Entry) -> None:
    with pytest.raises(AtlasError, match="cannot be kept"):
        check_readable(change(None, wrong))
