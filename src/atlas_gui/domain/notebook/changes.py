"""A change of a notebook: what was, what is, and whether it takes back an earlier one."""

import os
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from atlas_gui.domain.notebook.entry import Entry, Moment, RecordId, SavedSearch
from atlas_gui.errors import AtlasError
from atlas_gui.i18n import _


class Move(StrEnum):
    """How a change stands to those before it."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


class EntryEdit(
    Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="of", tag="entry"
):
    """What is kept about one record, before and after; None is nothing."""

    key: RecordId
    before: Entry | None = None
    after: Entry | None = None


class SearchEdit(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="of",
    tag="search",
):
    """One saved search, before and after; None is nothing."""

    key: RecordId
    before: SavedSearch | None = None
    after: SavedSearch | None = None


Edit = EntryEdit | SearchEdit


class Change(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Everything that one act of the reader changes, so that it is undone as one.

    `id` is unique among all changes ever made. `words` says what was done, in the reader's language.
    `of` is the change that is taken back or done again.
    """

    id: RecordId
    at: Moment
    edits: Annotated[tuple[Edit, ...], Meta(min_length=1)]
    words: Annotated[str, Meta(max_length=500)] = ""
    move: Move = Move.DO
    of: Annotated[str, Meta(max_length=200)] = ""


def inverse(edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """The edits that take these back, the last first."""
    return tuple(
        EntryEdit(edit.key, edit.after, edit.before)
        if isinstance(edit, EntryEdit)
        else SearchEdit(edit.key, edit.after, edit.before)
        for edit in reversed(edits)
    )


def fresh_id() -> str:
    """An identifier that nothing else has; a module for that takes a start longer to load than this."""
    return os.urandom(16).hex()


def check_readable(change: Change) -> None:
    """Raise AtlasError if a change could be written to a file but not read from it again."""
    try:
        msgspec.json.decode(msgspec.json.encode(change), type=Change)
    except (ValueError, RecursionError) as error:
        raise AtlasError(
            _(
                "This cannot be kept in the notebook: a name or a text in it is too long or is none."
            ),
            str(error),
        ) from error
