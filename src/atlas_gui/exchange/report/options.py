"""What a reader may choose of a document."""

from enum import StrEnum

from msgspec import Struct


class Paper(StrEnum):
    """The sizes of paper that a document is laid out for; the values are typst's names."""

    A4 = "a4"
    LETTER = "us-letter"


class Notes(StrEnum):
    """Where the notes stand: at the foot of each page, or behind the claims of each record."""

    FOOT = "foot"
    END = "end"


class Order(StrEnum):
    """In which order the records of a dossier stand; LIST is that of the list they were taken from."""

    LIST = "list"
    DATE = "date"
    KIND = "kind"


class Section(StrEnum):
    """The parts of a record that may be left out; title, place in the library and sources always stay."""

    STATUS = "status"
    FIELDS = "fields"
    SUMMARY = "summary"
    TIMELINE = "timeline"
    CLAIMS = "claims"
    DISAGREEMENTS = "disagreements"
    RELATIONS = "relations"


class ReportOptions(Struct, frozen=True, omit_defaults=True):
    """How a document is made; `language` is that of its headings and labels (a BCP 47 tag).

    `order` and `page_each` (every record on a page of its own) bear on dossiers alone. `notebook` asks
    for the reader's own stars, tags and notes, which are private otherwise.
    """

    paper: Paper = Paper.A4
    language: str = "en"
    sections: tuple[Section, ...] = tuple(Section)
    notes: Notes = Notes.FOOT
    order: Order = Order.LIST
    page_each: bool = False
    notebook: bool = False

    def shows(self, section: Section) -> bool:
        """Whether a section is wanted."""
        return section in self.sections
