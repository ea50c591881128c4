"""What going back would change, in words."""

import copy
from pathlib import Path

from support.libraries import plain_library, record, write

from atlas_gui.domain.notebook import Entry, Notebook, SavedSearch
from atlas_gui.domain.notebook.going_back import edits_to
from atlas_gui.models.comparison import (
    MOST_ROWS,
    Comparison,
    library_comparison,
    notebook_comparison,
)
from atlas_gui.store import open_library
from atlas_gui.store.differences import differences

_AT = "2026-01-02T03:04:05Z"


def told(found: Comparison) -> dict[str, list[tuple[str, str]]]:
    return {
        group.title: [(item.name, item.detail) for item in group.items] for group in found.groups
    }


def test_a_notebook_as_it_was_is_told_item_by_item() -> None:
    now = Notebook(
        [
            Entry("a", _AT, title="Alpha", starred=True, tags=("new",), note="Now"),
            Entry("b", _AT, title="Beta", starred=True),
        ],
        [SavedSearch("s", "Nickel", "nickel"), SavedSearch("t", "Oil", "oil")],
    )
    then = Notebook(
        [
            Entry("a", _AT, title="Alpha", tags=("old",), note="Then\nwas  long", reading=1.0),
            Entry("c", _AT, title="Gamma", note="x" * 200),
        ],
        [SavedSearch("s", "Nickel ore", "nickel"), SavedSearch("u", "Rail", "rail")],
    )
    assert told(notebook_comparison(now, then, lambda entry: entry.title)) == {
        "Would come back": [("Gamma", f"“{'x' * 79}…”")],
        "Would go": [("Beta", "star")],
        "Would change back": [
            (
                "Alpha",
                (
                    "without a star, on the reading list, without the tag new, with the tag old,"
                    " note: “Then was long”"
                ),
            )
        ],
        "Saved searches": [
            ("Nickel ore", "would change back"),
            ("Oil", "would go"),
            ("Rail", "would come back"),
        ],
    }


def test_the_edits_lead_there_exactly() -> None:
    now = Notebook([Entry("a", _AT, starred=True)], [SavedSearch("s", "S", "s")])
    then = Notebook([Entry("b", _AT, note="n")], [SavedSearch("s", "T", "s", 2.0)])
    for edit in edits_to(now, then):
        now._edit((edit,))
    assert (dict(now.entries), now.searches) == (dict(then.entries), then.searches)
    assert edits_to(now, then) == ()
    assert notebook_comparison(now, then, str).is_empty


def test_of_very_many_only_the_first_are_listed() -> None:
    many = Notebook([Entry(f"r{n}", _AT, starred=True) for n in range(MOST_ROWS + 7)])
    (group,) = notebook_comparison(Notebook(), many, lambda entry: entry.record).groups
    assert (group.count, len(group.items)) == (MOST_ROWS + 7, MOST_ROWS)


def test_a_library_as_it_was_is_told_by_record_and_part(tmp_path: Path) -> None:
    now = plain_library(record("kept"), record("changed"), record("new", title={"en": "New one"}))
    then = copy.deepcopy(now)
    del then["records"]["3"]
    then["records"]["2"]["summary"] = "It was otherwise."
    then["records"]["2"]["claims"].pop()
    then["records"]["4"] = record("old", title={"en": "<i>Old</i> one"})
    then["meta"]["1"]["edition"] = "2020"
    opened = (
        open_library(write(now, tmp_path, "now.json")),
        open_library(write(then, tmp_path, "then.json")),
    )
    found = library_comparison(differences(*opened))
    title = now["records"]["2"]["title"]["en"]
    assert told(found) == {
        "Records that would come back": [("<i>Old</i> one", "")],
        "Records that would go": [("New one", "")],
        "Records that would change back": [(title, "summary, 1 claim")],
        "Description of the library": [("edition", "")],
    }
    assert library_comparison(differences(opened[0], opened[0])).is_empty
