"""What a reader keeps: stars, tags, notes, a reading list and saved searches; values, no files."""

from atlas_gui.domain.notebook.changes import (
    Change,
    Edit,
    EntryEdit,
    Move,
    SearchEdit,
    check_readable,
    fresh_id,
    inverse,
)
from atlas_gui.domain.notebook.entry import (
    LONGEST_NOTE,
    LONGEST_TAG,
    Entry,
    SavedSearch,
    plain_line,
    plain_note,
    plain_tag,
)
from atlas_gui.domain.notebook.news import News
from atlas_gui.domain.notebook.notebook import Notebook
from atlas_gui.domain.notebook.rebase import Rebased, rebased
from atlas_gui.domain.notebook.steps import MOST_STEPS, Steps

__all__ = [
    "LONGEST_NOTE",
    "LONGEST_TAG",
    "MOST_STEPS",
    "Change",
    "Edit",
    "Entry",
    "EntryEdit",
    "Move",
    "News",
    "Notebook",
    "Rebased",
    "SavedSearch",
    "SearchEdit",
    "Steps",
    "check_readable",
    "fresh_id",
    "inverse",
    "plain_line",
    "plain_note",
    "plain_tag",
    "rebased",
]
