"""The document of many records: cover, contents, figure, tables, every record, sources, parties."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from atlas_gui.domain.catalogue import Entry, entry_of
from atlas_gui.domain.edtf import sort_key
from atlas_gui.domain.figures import grouped
from atlas_gui.domain.labels import label
from atlas_gui.domain.library import Library
from atlas_gui.domain.notebook import Entry as Kept
from atlas_gui.domain.vocabulary import Kind
from atlas_gui.exchange.display_text import one_line
from atlas_gui.exchange.excerpt import ATTACHMENT_NAME, excerpt_bytes
from atlas_gui.exchange.report.apparatus import SourceList
from atlas_gui.exchange.report.cover import cover_facts, cover_remarks
from atlas_gui.exchange.report.document import Imprint, document_words
from atlas_gui.exchange.report.document_parts import Report
from atlas_gui.exchange.report.dossier_parts import Dossier, DossierWords
from atlas_gui.exchange.report.options import Notes, Order, ReportOptions, Section
from atlas_gui.exchange.report.overview import overview_of
from atlas_gui.exchange.report.parts import Field, FieldLine
from atlas_gui.exchange.report.record import record_part
from atlas_gui.exchange.report.registers import (
    Numbered,
    index_of_parties,
    table_of_disputes,
    table_of_records,
)
from atlas_gui.exchange.report.titles import dossier_title
from atlas_gui.exchange.report.wishes import DossierWish
from atlas_gui.i18n import _, pgettext

_KINDS = tuple(Kind)


def dossier_report(
    library: Library,
    wish: DossierWish,
    exported_on: dt.date,
    options: ReportOptions,
    kept: Mapping[str, Kept] = MappingProxyType({}),
) -> Report:
    """The document of the records of `wish`; those that cannot be read are named on the cover.

    `kept` is what the reader keeps about records, by identifier.

    Raises ValueError if none of them can be read, AtlasError if they are too many for one file.
    """
    numbered, unreadable = _numbered(library, wish.ids, options.order)
    if not numbered:
        raise ValueError("a dossier of no records")
    # First of all: of too many records, it says so, before any time is spent on the rest.
    attachment = excerpt_bytes(library, [one.record.id for one in numbered])
    sources = SourceList(library)
    parts = tuple(
        record_part(library, one.record, sources, options, one.number, kept.get(one.record.id))
        for one in numbered
    )
    imprint = Imprint(library, exported_on, options.language)
    title = dossier_title(library, wish)
    attached = _("{file}: these records as data").format(file=ATTACHMENT_NAME)
    return Report(
        language=options.language,
        exported_on=exported_on.isoformat(),
        title=title,
        description=_("Dossier from {library}").format(library=imprint.library_and_edition),
        masthead=imprint.name,
        edition=imprint.edition,
        footer=imprint.footer,
        author=imprint.name,
        keywords=tuple(_kinds_in_words(numbered)),
        endnotes=options.notes is Notes.END,
        page_each=options.page_each,
        words=document_words(_("The records of this dossier as data")),
        records=parts,
        sources=sources.lines(),
        about=imprint.about(_contents(len(numbered)), attached),
        dossier=Dossier(
            kicker=_("Dossier"),
            facts=cover_facts(library, numbered, imprint.library_and_edition),
            remarks=cover_remarks(wish.query, len(wish.ids), wish.of, unreadable),
            overview=overview_of([one.entry for one in numbered])
            if options.shows(Section.TIMELINE)
            else None,
            table=table_of_records(numbered, sources, options.language),
            disputes=table_of_disputes(library, numbered, sources, options.language)
            if options.shows(Section.DISAGREEMENTS)
            else (),
            parties=index_of_parties(library, numbered),
            words=_words(),
        ),
        attachment_name=ATTACHMENT_NAME,
        attachment=attachment,
    )


def _numbered(
    library: Library, ids: Iterable[str], order: Order
) -> tuple[list[Numbered], tuple[str, ...]]:
    """The records in the reader's order, and the titles of those that cannot be read."""
    found, unreadable = [], []
    for record_id in dict.fromkeys(ids):
        record = library.records.get(record_id)
        if record is not None:
            found.append((record, entry_of(record, library)))
        else:
            damaged = library.damage_of(record_id)
            unreadable.append(one_line(damaged.title if damaged else record_id))
    if order is not Order.LIST:
        found.sort(key=lambda pair: _place(pair[1], by_kind=order is Order.KIND))
    numbered = [
        Numbered(number, record, entry) for number, (record, entry) in enumerate(found, start=1)
    ]
    return numbered, tuple(unreadable)


def _place(entry: Entry, *, by_kind: bool) -> tuple[object, ...]:
    kind = _KINDS.index(entry.kind) if by_kind and entry.kind else 0
    return kind, entry.date_key or sort_key(None), entry.title


def _kinds_in_words(numbered: Sequence[Numbered]) -> Iterable[str]:
    held = {one.record.kind for one in numbered}
    return (label(kind) for kind in _KINDS if kind in held)


def _contents(count: int) -> Field:
    return Field(_("Records"), (FieldLine(grouped(count)),))


def _words() -> DossierWords:
    return DossierWords(
        contents=_("Contents"),
        overview=_("On the timeline"),
        all_records=_("All records"),
        records=_("Records"),
        disagreements=_("Where sources disagree"),
        parties=_("Parties"),
        number=_("No."),
        date=_("Date"),
        record=_("Record"),
        kind=_("Kind"),
        status=_("Status"),
        value=pgettext("sum of money", "Value"),
        sources=_("Sources"),
        point=_("Point"),
        values=_("Values"),
        party=_("Party"),
        disputed=_("sources disagree"),
        figure_key=_("Signs"),
    )
