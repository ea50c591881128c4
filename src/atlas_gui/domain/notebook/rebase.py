"""A change made elsewhere in the meantime, and one of ours: both take effect, and nothing is lost."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from atlas_gui.domain.notebook.acts import joined_notes
from atlas_gui.domain.notebook.changes import Change, Edit, EntryEdit, SearchEdit
from atlas_gui.domain.notebook.entry import Entry, SavedSearch

T = TypeVar("T")


class Rebased(NamedTuple):
    """A change as it is made to what is there now, and the records on which two notes became one."""

    change: Change
    joined: tuple[str, ...] = ()


def rebased(
    change: Change,
    entry: Callable[[str], Entry | None],
    search: Callable[[str], SavedSearch | None],
) -> Rebased:
    """A change, made to what it was meant for, as it is to be made to what is there now.

    What `change` alters is altered, what it left alone stays as it is now. Two new notes on one
    record are both kept, and what one takes away while the other writes on it stays.
    """
    edits: list[Edit] = []
    joined: list[str] = []
    there: dict[tuple[type[Edit], str], Entry | SavedSearch | None] = {}
    for edit in change.edits:
        place = (type(edit), edit.key)
        if isinstance(edit, EntryEdit):
            found = there.get(place, entry(edit.key))
            now = found if isinstance(found, Entry) else None
            made: Edit = edit
            if now != edit.before:
                made = EntryEdit(edit.key, now, _entry(edit, now))
                if _both_wrote(edit, now):
                    joined.append(edit.key)
        else:
            found = there.get(place, search(edit.key))
            kept = found if isinstance(found, SavedSearch) else None
            made = edit
            if kept != edit.before:
                made = SearchEdit(edit.key, kept, _search(edit, kept))
        there[place] = made.after
        edits.append(made)
    if tuple(edits) == change.edits:
        return Rebased(change)
    return Rebased(replace(change, edits=tuple(edits)), tuple(joined))


def _entry(edit: EntryEdit, now: Entry | None) -> Entry | None:
    before, after = edit.before or Entry(edit.key, ""), edit.after or Entry(edit.key, "")
    base = now or Entry(edit.key, after.changed or before.changed)
    gone = {tag.casefold() for tag in before.tags} - {tag.casefold() for tag in after.tags}
    had = {tag.casefold() for tag in (*before.tags, *base.tags)}
    tags = [tag for tag in base.tags if tag.casefold() not in gone]
    tags += [tag for tag in after.tags if tag.casefold() not in had]
    if edit.after is not None and edit.before is not None:
        # The same tag, written otherwise.
        written = {tag.casefold(): tag for tag in after.tags if tag not in before.tags}
        tags = [written.get(tag.casefold(), tag) for tag in tags]
    made = Entry(
        record=edit.key,
        changed=max(base.changed, after.changed),
        title=_field(before.title, after.title, base.title) or base.title,
        starred=_field(before.starred, after.starred, base.starred),
        tags=tuple(sorted(tags, key=str.casefold)),
        note=_note(before.note, after.note, base.note),
        reading=_field(before.reading, after.reading, base.reading),
    )
    return None if made.is_blank else made


def _search(edit: SearchEdit, now: SavedSearch | None) -> SavedSearch | None:
    if edit.after is None:
        return None
    if edit.before is None or now is None:
        return edit.after
    before, after = edit.before, edit.after
    return SavedSearch(
        edit.key,
        _field(before.name, after.name, now.name),
        _field(before.query, after.query, now.query),
        _field(before.place, after.place, now.place),
    )


def _field(before: T, after: T, now: T) -> T:
    return now if before == after else after


def _note(before: str, after: str, now: str) -> str:
    if after == before:
        return now
    if now == before or not now:
        return after
    if not after:
        # Taken away here, written on there: what was written stays.
        return now
    return joined_notes(now, after)


def _both_wrote(edit: EntryEdit, now: Entry | None) -> bool:
    before = edit.before.note if edit.before else ""
    after = edit.after.note if edit.after else ""
    there = now.note if now else ""
    return after != before and there not in ("", before, after) and bool(after)
