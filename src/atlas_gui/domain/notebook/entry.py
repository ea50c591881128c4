"""One item of a notebook: what is kept about a record, or a search under a name."""

from typing import Annotated, Final

from msgspec import Meta, Struct

LONGEST_TAG: Final = 60
# A note is written up to here. Where two were put together, it may be longer: neither is cut.
LONGEST_NOTE: Final = 200_000

RecordId = Annotated[str, Meta(min_length=1, max_length=200)]
Tag = Annotated[str, Meta(pattern=r"\S", max_length=LONGEST_TAG, description="One line of text.")]
Line = Annotated[str, Meta(max_length=2_000, description="One line of text.")]
Moment = Annotated[
    str,
    Meta(
        pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$",
        description="Date and time in UTC, to the second.",
    ),
]


class Entry(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """What is kept about one record.

    `title` is what the record was called when something was last kept about it, for the day on which
    no library has it. `tags` are in the order of the alphabet, none twice, whatever their case. `note` is
    plain text. `reading` is the place on the reading list, lowest first; None is not on it.
    """

    record: RecordId
    changed: Moment
    title: Line = ""
    starred: bool = False
    tags: tuple[Tag, ...] = ()
    note: str = ""
    reading: float | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing is kept any more."""
        return not (self.starred or self.tags or self.note or self.reading is not None)


class SavedSearch(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A query as it was typed, what the reader calls it, and its place, lowest first."""

    id: RecordId
    name: Annotated[Line, Meta(pattern=r"\S")]
    query: Annotated[str, Meta(pattern=r"\S", max_length=20_000)]
    place: float = 0.0


def plain_line(text: str) -> str:
    """A text on one line, without the halves of characters that no file can hold."""
    return " ".join(text.encode("utf-8", "ignore").decode().replace("\0", "").split())


def plain_tag(text: str) -> str:
    """A tag as it is kept: one line, not too long, and no comma, which parts tags where they are typed."""
    return plain_line(text.replace(",", " "))[:LONGEST_TAG].strip()


def plain_note(text: str) -> str:
    """A note as it is kept: lines end as on this system's own text, and blank ends are dropped."""
    text = text.encode("utf-8", "ignore").decode().replace("\0", "")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n")
    return text.strip()
