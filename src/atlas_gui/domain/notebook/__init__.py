"""What a reader keeps: stars, tags, notes, a reading list and saved searches; values, no files."""

from atlas_gui.domain.notebook.changes import Change, Edit, EntryEdit, Move, SearchEdit, inverse
from atlas_gui.domain.notebook.entry import (
    LONGEST_NOTE,
    LONGEST_TAG,
    Entry,
    SavedSearch,
    plain_line,
    plain_note,
    plain_tag,
)
from atlas_gui.domain.notebook.notebook import MOST_STEPS, Notebook

__all__ = [
    "LONGEST_NOTE",
    "LONGEST_TAG",
    "MOST_STEPS",
    "Change",
    "Edit",
    "Entry",
    "EntryEdit",
    "Move",
    "Notebook",
    "SavedSearch",
    "SearchEdit",
    "inverse",
    "plain_line",
    "plain_note",
    "plain_tag",
]
