"""The links in a note: lasting links of Atlas and addresses of the web, found in plain text."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from atlas_gui.domain.permalinks import read_permalink

# What cannot be in an address, or is rather the end of a sentence than of one.
_CANDIDATE: Final = re.compile(r"(?:atlas:|https?://)[^\s<>\"“”„«»]+", re.IGNORECASE)
_AFTER: Final = ".,;:!?…'’)]}"
_OPENING: Final = {")": "(", "]": "[", "}": "{"}
_LONGEST: Final = 2_000


class NoteLink(NamedTuple):
    """A link and where it stands, in characters; `is_record` tells Atlas's own from those of the web."""

    start: int
    end: int
    text: str
    is_record: bool


def links_in(text: str) -> Iterator[NoteLink]:
    """The links of a text, in order. Only http and https addresses are links of the web."""
    for found in _CANDIDATE.finditer(text):
        link = _without_punctuation(found[0][:_LONGEST])
        is_record = link[:6].casefold() == "atlas:"
        if is_record and read_permalink(link) is None:
            continue
        if is_record or link.partition("://")[2]:
            yield NoteLink(found.start(), found.start() + len(link), link, is_record)


def link_at(text: str, place: int) -> NoteLink | None:
    """The link that a place between two characters touches."""
    return next((link for link in links_in(text) if link.start <= place <= link.end), None)


def _without_punctuation(link: str) -> str:
    while link and link[-1] in _AFTER:
        opening = _OPENING.get(link[-1])
        # A bracket that was opened within the address belongs to it.
        if opening and link.count(opening) >= link.count(link[-1]):
            break
        link = link[:-1]
    return link
