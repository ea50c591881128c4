"""What one undo takes back: a note that is being written is one act, however often it is saved."""

from atlas_gui.domain.notebook import Change, Entry, EntryEdit
from atlas_gui.ui.notebook.steps import redone_together, undone_together


def at(second: int) -> str:
    return f"2026-01-01T00:{second // 60:02}:{second % 60:02}Z"


def writing(number: int, before: Entry | None, after: Entry | None, second: int) -> Change:
    key = (before or after or Entry("r", at(0))).record
    return Change(f"c{number}", at(second), (EntryEdit(key, before, after),), "Note")


def noted(text: str, second: int, record: str = "r", *, starred: bool = False) -> Entry:
    return Entry(record, at(second), "Title", note=text, starred=starred)


ONE, TWO, THREE = noted("a", 1), noted("ab", 3), noted("abc", 5)


def test_what_was_written_in_one_go_is_one_step() -> None:
    done = [writing(1, None, ONE, 1), writing(2, ONE, TWO, 3), writing(3, TWO, THREE, 5)]
    assert undone_together(done) == 3
    assert redone_together(list(reversed(done))) == 3
    assert undone_together([]) == redone_together([]) == 0


def test_a_long_pause_ends_a_step() -> None:
    late = noted("ab", 200)
    assert undone_together([writing(1, None, ONE, 1), writing(2, ONE, late, 200)]) == 1


def test_another_record_is_another_step() -> None:
    other = noted("x", 2, "other")
    assert undone_together([writing(1, None, ONE, 1), writing(2, None, other, 2)]) == 1


def test_a_star_is_a_step_of_its_own_even_between_two_notes() -> None:
    starred = noted("a", 2, starred=True)
    more = noted("ab", 3, starred=True)
    star = writing(2, ONE, starred, 2)
    done = [writing(1, None, ONE, 1), star, writing(3, starred, more, 3)]
    assert undone_together(done) == 1
    assert undone_together(done[:2]) == 1


def test_writing_on_what_somebody_else_wrote_is_another_step() -> None:
    theirs = noted("theirs", 2)
    assert undone_together([writing(1, None, ONE, 1), writing(2, theirs, TWO, 3)]) == 1
