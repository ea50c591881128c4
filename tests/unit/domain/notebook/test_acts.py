"""What a reader does with a notebook, as edits of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.kept import ENTRIES, LATER, MOMENT, SEARCHES, TEXT, entry

from atlas_gui.domain.notebook import (
    LONGEST_NOTE,
    LONGEST_TAG,
    Change,
    Edit,
    Entry,
    Notebook,
    SavedSearch,
    acts,
    plain_line,
    plain_note,
    plain_tag,
)
from atlas_gui.errors import AtlasError


def made(notebook: Notebook, *edits: Edit) -> Notebook:
    """The notebook after an act."""
    if edits:
        notebook.apply(Change(f"c{len(notebook.done)}", LATER, tuple(edits)))
    return notebook


def listed(notebook: Notebook) -> str:
    return "".join(kept.record for kept in notebook.reading_list())


def test_a_tag_is_written_as_it_already_is() -> None:
    notebook = Notebook([entry("a", tags=("Ores",))])
    made(notebook, *acts.tag(notebook, {"b": "B"}, " ores ", LATER, on=True))
    assert notebook.tags() == {"Ores": 2}
    assert acts.tag(notebook, {"b": ""}, "ORES", LATER, on=True) == ()
    assert acts.tag(notebook, {"b": ""}, " ,, ", LATER, on=True) == ()
    made(notebook, *acts.tag(notebook, {"a": "", "b": ""}, "ORES", LATER, on=False))
    assert not notebook.entries


def test_two_tags_become_one() -> None:
    notebook = Notebook([entry("a", tags=("one", "two")), entry("b", tags=("two",))])
    made(notebook, *acts.rename_tag(notebook, "TWO", "one", LATER))
    assert notebook.tags() == {"one": 2}
    assert acts.rename_tag(notebook, "one", " ", LATER) == ()


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.integers(-1, 5)), max_size=30))
def test_moving_on_the_list_is_moving_in_a_list(moves: list[tuple[str, int]]) -> None:
    notebook = Notebook()
    made(notebook, *acts.read_later(notebook, dict.fromkeys("abcd", ""), LATER, on=True))
    wanted = list("abcd")
    for record, to in moves:
        made(notebook, *acts.move_on_list(notebook, record, to, LATER))
        wanted.remove(record)
        wanted.insert(max(to, 0), record)
        assert listed(notebook) == "".join(wanted)


def test_there_is_always_room_between_two() -> None:
    notebook = Notebook()
    made(notebook, *acts.read_later(notebook, dict.fromkeys("abc", ""), LATER, on=True))
    for _turn in range(200):
        last = listed(notebook)[-1]
        made(notebook, *acts.move_on_list(notebook, last, 1, LATER))
        places = [kept.reading for kept in notebook.reading_list()]
        assert len(set(places)) == 3


@pytest.mark.parametrize("place", [1e308, -1e308, 1e17])
def test_places_without_neighbours_are_numbered_anew(place: float) -> None:
    notebook = Notebook([entry("a", reading=place), entry("b", reading=place)])
    made(notebook, *acts.read_later(notebook, {"c": "", "d": ""}, LATER, on=True))
    assert listed(notebook) == "abcd"
    made(notebook, *acts.move_on_list(notebook, "d", 0, LATER))
    made(notebook, *acts.move_on_list(notebook, "a", 9, LATER))
    assert listed(notebook) == "dbca"
    searches = [SavedSearch(name, name, name, place) for name in "xyz"]
    notebook = Notebook((), searches)
    made(notebook, *acts.move_search(notebook, "x", 1))
    made(notebook, *acts.move_search(notebook, "z", 0))
    assert [search.id for search in notebook.searches] == ["z", "y", "x"]


def test_a_note_that_is_too_long_is_refused_by_name() -> None:
    with pytest.raises(AtlasError, match="“Nickel” is too long: 200,001"):
        acts.note(Notebook(), "a", "Nickel", "x" * (LONGEST_NOTE + 1), LATER)
    long = Notebook([entry("a", note="x" * (LONGEST_NOTE + 50))])
    made(long, *acts.note(long, "a", "", "x" * (LONGEST_NOTE + 40), LATER))
    with pytest.raises(AtlasError):
        acts.note(long, "a", "", "x" * (LONGEST_NOTE + 41), LATER)


def test_what_is_joined_is_never_cut() -> None:
    one, other = "1" * LONGEST_NOTE, "2" * LONGEST_NOTE
    notebook = Notebook(
        [entry("a", note=one, tags=("x",)), entry("b", note=other, tags=("X", "y"))]
    )
    made(notebook, *acts.move_entry(notebook, "a", "b", "B", LATER))
    assert set(notebook.entries) == {"b"}
    assert notebook.entries["b"].note == f"{other}{acts.BREAK}{one}"
    assert notebook.entries["b"].tags == ("X", "y")
    assert acts.move_entry(notebook, "a", "b", "", LATER) == ()
    assert acts.move_entry(notebook, "b", "b", "", LATER) == ()


@given(
    st.lists(ENTRIES, unique_by=lambda each: each.record, max_size=4),
    st.lists(ENTRIES, max_size=4),
    st.lists(SEARCHES, max_size=4),
)
def test_merging_loses_nothing_and_is_done_once(
    mine: list[Entry], theirs: list[Entry], searches: list[SavedSearch]
) -> None:
    notebook = Notebook(mine)
    made(notebook, *acts.merge(notebook, theirs, searches, LATER))
    for kept in (*mine, *theirs):
        found = notebook.entries[kept.record]
        assert kept.note in found.note
        assert found.starred >= kept.starred
        assert {tag.casefold() for tag in kept.tags} <= {tag.casefold() for tag in found.tags}
        assert kept.reading is None or found.reading is not None
    known = {(search.name, search.query) for search in notebook.searches}
    assert known == {(search.name, search.query) for search in searches}
    assert acts.merge(notebook, theirs, searches, MOMENT) == ()


@given(TEXT)
def test_kept_text_is_plain(text: str) -> None:
    assert len(plain_line(text).splitlines()) <= 1
    assert len(plain_tag(text)) <= LONGEST_TAG
    assert "," not in plain_tag(text)
    assert plain_note(plain_note(text)) == plain_note(text)
    assert "\r" not in plain_note(text)
