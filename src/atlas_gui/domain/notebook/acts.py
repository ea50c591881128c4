"""What a reader can do with a notebook, as the edits that it takes; nothing to do is no edit.

`records` are identifiers with what the records are called; `at` is the time, as in `Entry.changed`.
What two notebooks or two records keep together is never cut, even beyond `LONGEST_NOTE`.
"""

from collections.abc import Callable, Iterable, Mapping
from math import inf
from typing import Final

from msgspec.structs import replace

from atlas_gui.domain.notebook.changes import Edit, EntryEdit, SearchEdit
from atlas_gui.domain.notebook.entry import (
    LONGEST_NOTE,
    Entry,
    SavedSearch,
    plain_line,
    plain_note,
    plain_tag,
)
from atlas_gui.domain.notebook.notebook import Notebook
from atlas_gui.errors import AtlasError
from atlas_gui.i18n import _

Edits = tuple[Edit, ...]
# Between two notes that become one.
BREAK: Final = "\n\n* * *\n\n"
_LONGEST_TITLE: Final = 2_000


def star(notebook: Notebook, records: Mapping[str, str], at: str, *, on: bool) -> Edits:
    """Give records a star, or take it away."""
    return _each(notebook, records, at, lambda entry: replace(entry, starred=on))


def tag(notebook: Notebook, records: Mapping[str, str], text: str, at: str, *, on: bool) -> Edits:
    """Give records a tag, written as it already is elsewhere, or take it away."""
    wanted = plain_tag(text)
    if not wanted:
        return ()
    known = {name.casefold(): name for name in notebook.tags()}
    wanted = known.get(wanted.casefold(), wanted)

    def change(entry: Entry) -> Entry:
        others = [name for name in entry.tags if name.casefold() != wanted.casefold()]
        if on and len(others) < len(entry.tags):
            return entry
        return replace(entry, tags=_sorted([*others, wanted] if on else others))

    return _each(notebook, records, at, change)


def rename_tag(notebook: Notebook, old: str, new: str, at: str) -> Edits:
    """Call a tag something else wherever it is; with the name of another the two become one."""
    wanted = plain_tag(new)
    if not wanted:
        return ()

    def change(entry: Entry) -> Entry:
        named = (wanted if name.casefold() == old.casefold() else name for name in entry.tags)
        return replace(entry, tags=_sorted(named))

    return _each(notebook, dict.fromkeys(tuple(notebook.tagged(old)), ""), at, change)


def note(notebook: Notebook, record: str, title: str, text: str, at: str) -> Edits:
    """Write the note on a record; empty text takes it away.

    Raises AtlasError if it is too long, and longer than the one that is there: cut, it would be lost.
    """
    wanted, entry = plain_note(text), notebook.entry(record)
    if len(wanted) > max(LONGEST_NOTE, len(entry.note) if entry else 0):
        raise AtlasError(
            _(
                "The note on “{title}” is too long: {length:,} characters; up to {most:,} can be"
                " kept. Shorten it, or keep it in a file of its own."
            ).format(title=_short(title) or record, length=len(wanted), most=LONGEST_NOTE)
        )
    return _each(notebook, {record: title}, at, lambda entry: replace(entry, note=wanted))


def read_later(notebook: Notebook, records: Mapping[str, str], at: str, *, on: bool) -> Edits:
    """Put records at the end of the reading list, or take them off it."""
    listed = notebook.reading_list()
    fresh = [record for record in records if record not in notebook.listed]
    last = max((entry.reading or 0.0 for entry in listed), default=0.0)
    places = {record: last + number for number, record in enumerate(fresh, start=1)}
    if on and fresh and not last < last + 1 <= last + len(fresh):
        # A place beyond which there are no whole numbers: all get new ones.
        order = [*(entry.record for entry in listed), *fresh]
        places = {record: float(number) for number, record in enumerate(order, start=1)}
        records = {**dict.fromkeys(order, ""), **records}

    def change(entry: Entry) -> Entry:
        if not on:
            return replace(entry, reading=None)
        return replace(entry, reading=places.get(entry.record, entry.reading))

    return _each(notebook, records, at, change)


def move_on_list(notebook: Notebook, record: str, to: int, at: str) -> Edits:
    """Put a record of the reading list where it then is number `to`, counted from 0."""
    others = [entry for entry in notebook.reading_list() if entry.record != record]
    if record not in notebook.listed or not others:
        return ()
    place = _between([entry.reading or 0.0 for entry in others], to)
    if place is not None:
        return _each(notebook, {record: ""}, at, lambda entry: replace(entry, reading=place))
    order = [entry.record for entry in others]
    order.insert(max(to, 0), record)
    places = {each: float(number) for number, each in enumerate(order, start=1)}
    return _each(
        notebook,
        dict.fromkeys(order, ""),
        at,
        lambda entry: replace(entry, reading=places[entry.record]),
    )


def move_entry(notebook: Notebook, old: str, new: str, title: str, at: str) -> Edits:
    """Keep with another record what was kept about one; what that one had already is kept too."""
    entry = notebook.entry(old)
    if entry is None or old == new:
        return ()
    there = notebook.entry(new) or Entry(new, at)
    joined = join(there, replace(entry, record=new), at)
    after = replace(joined, title=_short(title) or joined.title)
    return EntryEdit(old, entry, None), EntryEdit(new, notebook.entry(new), after)


def join(one: Entry, other: Entry, at: str) -> Entry:
    """What is kept in both about one record, with nothing of either lost."""
    places = [entry.reading for entry in (one, other) if entry.reading is not None]
    return Entry(
        record=one.record,
        changed=at,
        title=one.title or other.title,
        starred=one.starred or other.starred,
        tags=_sorted((*one.tags, *other.tags)),
        note=joined_notes(one.note, other.note),
        reading=min(places, default=None),
    )


def merge(
    notebook: Notebook, entries: Iterable[Entry], searches: Iterable[SavedSearch], at: str
) -> Edits:
    """Take in what another notebook keeps; nothing of either is lost, and what both have is there once."""
    edits: list[Edit] = []
    taken_in: dict[str, Entry] = {}
    for entry in entries:
        before = notebook.entry(entry.record)
        base = taken_in.get(entry.record, before)
        after = join(base, entry, at) if base else replace(entry, tags=_sorted(entry.tags))
        if before is None or replace(after, changed=before.changed) != before:
            taken_in[entry.record] = after
    edits.extend(
        EntryEdit(record, notebook.entry(record), after) for record, after in taken_in.items()
    )
    known = {(search.name, search.query) for search in notebook.searches}
    taken = {search.id for search in notebook.searches}
    place = max((search.place for search in notebook.searches), default=0.0)
    for search in searches:
        if (search.name, search.query) in known:
            continue
        known.add((search.name, search.query))
        place += 1
        fresh = replace(search, id=_free(search.id, taken), place=place)
        taken.add(fresh.id)
        edits.append(SearchEdit(fresh.id, None, fresh))
    return tuple(edits)


def add_search(notebook: Notebook, search_id: str, name: str, query: str) -> Edits:
    """Put a search at the end; one that says nothing is none."""
    query = plain_line(query)
    if not query:
        return ()
    place = max((search.place for search in notebook.searches), default=0.0) + 1
    search = SavedSearch(search_id, _short(name) or _short(query), query, place)
    return (SearchEdit(search_id, None, search),)


def rename_search(notebook: Notebook, search_id: str, name: str) -> Edits:
    """Call a search something else; a name that is no name changes nothing."""
    name = _short(name)
    return _search(notebook, search_id, lambda search: replace(search, name=name or search.name))


def move_search(notebook: Notebook, search_id: str, to: int) -> Edits:
    """Put a search where it then is number `to`, counted from 0."""
    others = [search for search in notebook.searches if search.id != search_id]
    moved = notebook.search(search_id)
    if moved is None or not others:
        return ()
    place = _between([search.place for search in others], to)
    if place is not None:
        return _search(notebook, search_id, lambda search: replace(search, place=place))
    others.insert(max(to, 0), moved)
    placed = ((one, replace(one, place=float(n))) for n, one in enumerate(others, start=1))
    return tuple(SearchEdit(one.id, one, after) for one, after in placed if one != after)


def remove_search(notebook: Notebook, search_id: str) -> Edits:
    """Take a search away."""
    return _search(notebook, search_id, lambda _search: None)


def _each(
    notebook: Notebook, records: Mapping[str, str], at: str, change: Callable[[Entry], Entry]
) -> Edits:
    edits = []
    for record, title in records.items():
        before = notebook.entry(record)
        entry = before or Entry(record, at)
        after = change(entry)
        if after != entry:
            after = replace(after, changed=at, title=_short(title) or after.title)
            edits.append(EntryEdit(record, before, None if after.is_blank else after))
    return tuple(edits)


def _search(
    notebook: Notebook, search_id: str, change: Callable[[SavedSearch], SavedSearch | None]
) -> Edits:
    for before in notebook.searches:
        if before.id == search_id:
            after = change(before)
            return (SearchEdit(search_id, before, after),) if after != before else ()
    return ()


def _between(places: list[float], to: int) -> float | None:
    """A place before which stand `to` of these, which are in order; None where no number is left."""
    to = min(max(to, 0), len(places))
    below = places[to - 1] if to else -inf
    above = places[to] if to < len(places) else inf
    if to == 0:
        place = above - 1
    elif to == len(places):
        place = below + 1
    else:
        place = below + (above - below) / 2
    return place if below < place < above else None


def joined_notes(one: str, other: str) -> str:
    """Both notes, one below the other; what stands in one already is not said twice."""
    if other in one:
        return one
    if one in other:
        return other
    return f"{one}{BREAK}{other}"


def _sorted(tags: Iterable[str]) -> tuple[str, ...]:
    by_folded: dict[str, str] = {}
    for name in tags:
        by_folded.setdefault(name.casefold(), name)
    return tuple(by_folded[folded] for folded in sorted(by_folded))


def _short(text: str) -> str:
    return plain_line(text)[:_LONGEST_TITLE]


def _free(wanted: str, taken: set[str]) -> str:
    """An identifier that no search has."""
    number, free = 2, wanted
    while free in taken:
        free, number = f"{wanted}-{number}", number + 1
    return free
