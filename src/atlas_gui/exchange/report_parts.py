"""The parts of a record's PDF as plain data: everything in them is text ready to be printed."""

from msgspec import Struct


class Part(Struct, frozen=True):
    """Base of everything that the template reads."""


class TitleLine(Part, frozen=True):
    """A title with the tag of its language, on which letter shapes and direction depend."""

    text: str
    language: str


class FieldLine(Part, frozen=True):
    """One value of a field; `aside` is set smaller, `sources` are numbers of the sources list."""

    text: str
    sources: tuple[int, ...] = ()
    aside: str = ""


class Field(Part, frozen=True):
    """A label with one or more values."""

    label: str
    lines: tuple[FieldLine, ...]


class RungMark(Part, frozen=True):
    """A rung of the ladder: `state` is "reached", "implied" or "open", `note` says it in words."""

    name: str
    state: str
    note: str


class Ladder(Part, frozen=True):
    """How far the record got: `words` for every reader, `alternative` for one who sees no drawing.

    `rungs` is empty for a record that stands beside the ladder (a visit, a figure).
    """

    rungs: tuple[RungMark, ...]
    words: tuple[FieldLine, ...]
    alternative: str


class ClaimRow(Part, frozen=True):
    """A claim in words, its remarks, and the places of its notes in the list of notes."""

    heading: str
    value: str
    remarks: tuple[str, ...]
    notes: tuple[int, ...]


class Note(Part, frozen=True):
    """A passage: the number of its source and the words about it."""

    source: int
    text: str


class Rival(Part, frozen=True):
    """One of several values that cannot all be right, with its passages' sources."""

    value: str
    sources: tuple[FieldLine, ...]


class DisagreementBox(Part, frozen=True):
    """What is disputed, and the values that dispute it."""

    heading: str
    rivals: tuple[Rival, ...]


class RelatedRecord(Part, frozen=True):
    """Another record: its title and its permanent link."""

    title: str
    permalink: str


class RelationGroup(Part, frozen=True):
    """The records that bear on this one in the same way."""

    label: str
    records: tuple[RelatedRecord, ...]


class SourceLine(Part, frozen=True):
    """A source: the citation before and after its address, and remarks on its state."""

    number: int
    before: str
    url: str
    after: str
    remarks: tuple[str, ...]


class Words(Part, frozen=True):
    """The headings and labels of the document, in the reader's language."""

    status: str
    claim: str
    field: str
    value: str
    summary: str
    claims: str
    notes: str
    disagreements: str
    disagreements_note: str
    relations: str
    sources: str
    about: str
    page_of: str
    attachment: str


class Report(Part, frozen=True):
    """One record as a document; `record_json` is the record itself, attached to the file.

    `exported_on` is an ISO date. `language` is that of the headings and labels.
    """

    id: str
    language: str
    exported_on: str
    masthead: str
    edition: str
    trail: str
    title: TitleLine
    other_titles: tuple[TitleLine, ...]
    ladder: Ladder
    fields: tuple[Field, ...]
    summary: str
    claims: tuple[ClaimRow, ...]
    notes: tuple[Note, ...]
    disagreements: tuple[DisagreementBox, ...]
    relations: tuple[RelationGroup, ...]
    sources: tuple[SourceLine, ...]
    about: tuple[Field, ...]
    permalink: str
    footer: str
    author: str
    keywords: tuple[str, ...]
    words: Words
    record_json: str
