"""The document of one record: what stands round it on the page, and what lies inside the file."""

import datetime as dt

from atlas_gui.domain.date_words import long_date_in_words
from atlas_gui.domain.labels import label
from atlas_gui.domain.library import Library
from atlas_gui.domain.notebook import Entry as Kept
from atlas_gui.domain.record import Record
from atlas_gui.domain.texts import in_language
from atlas_gui.exchange.display_text import display_text, one_line
from atlas_gui.exchange.excerpt import ATTACHMENT_NAME, excerpt_bytes
from atlas_gui.exchange.report.apparatus import SourceList
from atlas_gui.exchange.report.document_parts import Report, Words
from atlas_gui.exchange.report.options import Notes, ReportOptions
from atlas_gui.exchange.report.parts import Field, FieldLine
from atlas_gui.exchange.report.record import record_part
from atlas_gui.i18n import _


def record_report(
    library: Library,
    record: Record,
    exported_on: dt.date,
    options: ReportOptions = ReportOptions(),  # noqa: B008  frozen
    kept: Kept | None = None,
) -> Report:
    """The document of `record`, in the words of the language that is spoken where it is called.

    `kept` is what the reader keeps about it; it goes on the page at most, never into the attachment.
    """
    sources = SourceList(library)
    part = record_part(library, record, sources, options, kept=kept)
    imprint = Imprint(library, exported_on, options.language)
    permanent = Field(_("Permanent link"), (FieldLine(part.permalink),))
    attached = _("{file}: this record as data").format(file=ATTACHMENT_NAME)
    return Report(
        language=options.language,
        exported_on=exported_on.isoformat(),
        title=part.title.text,
        description=part.trail,
        masthead=imprint.name,
        edition=imprint.edition,
        footer=imprint.footer,
        author=imprint.name,
        keywords=tuple(label(word) for word in (record.kind, *record.sectors)),
        endnotes=options.notes is Notes.END,
        page_each=False,
        words=document_words(_("The record {id} as data").format(id=record.id)),
        records=(part,),
        sources=sources.lines(),
        about=imprint.about(permanent, attached),
        dossier=None,
        attachment_name=ATTACHMENT_NAME,
        attachment=excerpt_bytes(library, [record.id]),
    )


class Imprint:
    """What every page says of where it comes from."""

    def __init__(self, library: Library, exported_on: dt.date, language: str) -> None:
        info = library.info
        self._info = info
        self._day = long_date_in_words(exported_on.isoformat())
        self.name = one_line(in_language(info.title, (language,)))
        self.edition = one_line(_("Edition {edition}").format(edition=info.edition))
        self.footer = one_line(
            _("{licence} · exported {date}").format(licence=info.licence, date=self._day)
        )

    @property
    def library_and_edition(self) -> str:
        """The library by name and edition."""
        pattern = _("{library}, edition {edition}")
        return one_line(pattern.format(library=self.name, edition=self._info.edition))

    def about(self, own: Field, attached: str) -> tuple[Field, ...]:
        """The colophon; `own` is what this document alone has, `attached` what lies inside the file."""
        return (
            _field(_("Library"), self.library_and_edition),
            _field(_("Licence"), self._info.licence),
            _field(_("Cite as"), self._info.citation),
            own,
            _field(_("Exported"), self._day),
            _field(_("Attached"), attached),
        )


def _field(name: str, text: str) -> Field:
    return Field(name, (FieldLine(display_text(text)),))


def document_words(attachment: str) -> Words:
    """The headings and labels that every document has; `attachment` says what lies inside."""
    return Words(
        status=_("Status"),
        claim=_("Claim"),
        field=_("Field"),
        value=_("Value"),
        summary=_("Summary"),
        timeline=_("On the timeline"),
        acts=_("What the parties did"),
        act_columns=(_("Party"), _("Act"), _("Date"), _("In effect"), _("Source")),
        claims=_("What the sources say"),
        notes=_("Notes"),
        disagreements=_("Sources disagree"),
        disagreements_note=_("These values cannot all be right. None has been dropped."),
        relations=_("Related records"),
        reader=_("Reader’s notes"),
        starred=_("Starred"),
        tags=_("Tags"),
        sources=_("Sources"),
        about=_("About this document"),
        page_of=_("Page {page} of {pages}"),
        page=_("Page {page}"),
        attachment=attachment,
    )
