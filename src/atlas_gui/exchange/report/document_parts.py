"""A whole document as plain data: what the template is handed."""

from atlas_gui.exchange.report.dossier_parts import Dossier
from atlas_gui.exchange.report.parts import Field, Part, RecordPart, SourceLine


class Words(Part, frozen=True):
    """The headings and labels of the document, in the reader's language."""

    status: str
    claim: str
    field: str
    value: str
    summary: str
    timeline: str
    acts: str
    act_columns: tuple[str, ...]
    claims: str
    notes: str
    disagreements: str
    disagreements_note: str
    relations: str
    reader: str
    starred: str
    tags: str
    sources: str
    about: str
    page_of: str
    page: str
    attachment: str


class Report(Part, frozen=True):
    """A document of one record, or with `dossier` of several; `attachment` are its records as data.

    `exported_on` is an ISO date. `language` is that of the headings and labels (BCP 47). Notes stand
    at the foot of the page, or with `endnotes` behind the claims of each record.
    """

    language: str
    exported_on: str
    title: str
    description: str
    masthead: str
    edition: str
    footer: str
    author: str
    keywords: tuple[str, ...]
    endnotes: bool
    page_each: bool
    words: Words
    records: tuple[RecordPart, ...]
    sources: tuple[SourceLine, ...]
    about: tuple[Field, ...]
    dossier: Dossier | None
    attachment_name: str
    attachment: bytes
