"""A notebook as Markdown: to be read by people, and by Atlas again.

Its words are those of the format and the same in every language. A note stands in a block of its own,
whose fence is longer than any in the note: nothing in it is markup.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from atlas_gui.domain.notebook import Entry, Notebook, SavedSearch
from atlas_gui.domain.permalinks import read_permalink
from atlas_gui.exchange.notebook.markdown_escapes import escaped

MARK: Final = "<!-- Atlas notebook, format 1 -->"
RECORDS, READING, SEARCHES = "## Records", "## Reading list", "## Saved searches"
_FENCES: Final = re.compile("~+")


def encode_markdown(notebook: Notebook, link_of: Callable[[str], str]) -> bytes:
    """All that is kept, in UTF-8; `link_of` gives the permanent link of a record, or nothing."""
    return "".join(f"{line}\n" for line in _lines(notebook, link_of)).encode()


def _lines(notebook: Notebook, link_of: Callable[[str], str]) -> Iterator[str]:
    yield from ("# Notebook", "", MARK, "", RECORDS, "")
    for entry in notebook.entries.values():
        yield from _entry(entry, link_of(entry.record))
    if listed := notebook.reading_list():
        yield from (READING, "")
        for number, entry in enumerate(listed, start=1):
            yield f"{number}. {escaped(entry.title or entry.record)}{_link(link_of(entry.record))}"
        yield ""
    if notebook.searches:
        yield from (SEARCHES, "")
        for search in notebook.searches:
            yield from _search(search)


def _entry(entry: Entry, link: str) -> Iterator[str]:
    yield f"### {escaped(entry.title or entry.record)}"
    yield ""
    yield f"- Record: {escaped(entry.record)}"
    if not entry.title:
        yield "- Untitled: yes"
    if linked := _link(link):
        yield f"- Link:{linked}"
    yield f"- Changed: {entry.changed}"
    if entry.starred:
        yield "- Star: yes"
    if entry.tags:
        yield f"- Tags: {', '.join(escaped(tag, also=',') for tag in entry.tags)}"
    if entry.reading is not None:
        yield f"- Place on the reading list: {entry.reading!r}"
    yield ""
    if entry.note:
        longest = max((len(run) for run in _FENCES.findall(entry.note)), default=0)
        fence = "~" * max(3, longest + 1)
        yield from (f"{fence}text", entry.note, fence, "")


def _search(search: SavedSearch) -> Iterator[str]:
    yield f"### {escaped(search.name)}"
    yield ""
    yield f"- Query: {escaped(search.query)}"
    yield f"- Identifier: {escaped(search.id)}"
    yield f"- Place: {search.place!r}"
    yield ""


def _link(link: str) -> str:
    """A permanent link as one can click on it, after a space; nothing if it is none."""
    return f" <{link}>" if read_permalink(link) is not None else ""
