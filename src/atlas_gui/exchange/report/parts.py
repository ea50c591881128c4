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


class TimelineMark(Part, frozen=True):
    """What a date looks like; places are parts of the width of the axis, 0 to 1.

    `form` is "dot" (a day or month), "bracket" (some time within) or "bar" (it lasted; solid from
    `sure_left` to `sure_right`, hollow outside of them). An end, at `left` or `right`, is "plain",
    "about", "open" or "unknown"; one that is doubted has a question mark as well.
    """

    form: str
    left: float
    sure_left: float
    sure_right: float
    right: float
    start: str
    end: str
    doubted_start: bool
    doubted_end: bool


class TimelineRow(Part, frozen=True):
    """A date of the record: of what, when, by which sources; `is_main` is the one to sort it by."""

    name: str
    date: str
    sources: tuple[int, ...]
    is_main: bool
    mark: TimelineMark


class TimelineJoin(Part, frozen=True):
    """Two rows that follow one another in the history of the status, by their places."""

    before: int
    after: int


class TimelineTick(Part, frozen=True):
    """A line at `place`, from 0 to 1; a `major` one may have a label."""

    place: float
    major: bool
    label: str


class TimelineFigure(Part, frozen=True):
    """The dates of a record on one axis: its status as a staircase, then every other date.

    `more` says how many rows were left out; `alternative` tells the figure in words.
    """

    rows: tuple[TimelineRow, ...]
    joins: tuple[TimelineJoin, ...]
    ticks: tuple[TimelineTick, ...]
    more: str
    alternative: str


class ClaimRow(Part, frozen=True):
    """A claim in words, its remarks, and the places of its notes in the list of notes.

    `language` is that of the words: of a statement, that of the library's editors.
    """

    heading: str
    value: str
    language: str
    remarks: tuple[str, ...]
    notes: tuple[int, ...]


class ActRow(Part, frozen=True):
    """What a party did; `repeated` says that the party stands in the row above as well.

    `sources` are numbers of the sources list, `notes` places in the list of notes.
    """

    party: str
    repeated: bool
    act: str
    remarks: tuple[str, ...]
    date: str
    effective: str
    sources: tuple[int, ...]
    notes: tuple[int, ...]


class ActTable(Part, frozen=True):
    """What the parties of a treaty did, and how much that is.

    `common` leads to the one source and note on which most rows rest; such rows do not note it again.
    """

    counted: str
    common: str
    common_sources: tuple[int, ...]
    common_notes: tuple[int, ...]
    rows: tuple[ActRow, ...]


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
    """Another record: its title, the language of that, and its permanent link."""

    title: str
    language: str
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


class ReaderNotes(Part, frozen=True):
    """What the reader keeps about a record; `tags` in one line, the note as lines in paragraphs."""

    starred: bool
    tags: str
    paragraphs: tuple[tuple[str, ...], ...]


class RecordPart(Part, frozen=True):
    """One record in a document; `number` counts from 1. What the reader left out is empty or None.

    A record without a day has no `timeline`. `begins_page` says that nothing stands above it.
    """

    number: int
    id: str
    permalink: str
    trail: str
    title: TitleLine
    other_titles: tuple[TitleLine, ...]
    ladder: Ladder | None
    fields: tuple[Field, ...]
    summary: str
    timeline: TimelineFigure | None
    acts: ActTable | None
    claims: tuple[ClaimRow, ...]
    notes: tuple[Note, ...]
    disagreements: tuple[DisagreementBox, ...]
    relations: tuple[RelationGroup, ...]
    reader: ReaderNotes | None
