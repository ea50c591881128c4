"""What stands in the PDF of a record, as plain data for the template.

Everything is already text in the reader's words; the template decides only how it looks.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

import msgspec

from atlas_gui.domain.claim_words import (
    claim_heading,
    claim_in_words,
    point_in_words,
    rank_in_words,
)
from atlas_gui.domain.claims import Claim
from atlas_gui.domain.date_words import long_date_in_words
from atlas_gui.domain.disagreements import Disagreement, disagreements_among
from atlas_gui.domain.labels import label, relation_label
from atlas_gui.domain.library import Library
from atlas_gui.domain.record import Record
from atlas_gui.domain.texts import in_language
from atlas_gui.exchange.display_text import display_text, one_line
from atlas_gui.exchange.report.apparatus import Apparatus
from atlas_gui.exchange.report.fields import record_fields
from atlas_gui.exchange.report.ladder import record_ladder
from atlas_gui.exchange.report.parts import (
    ClaimRow,
    DisagreementBox,
    Field,
    FieldLine,
    RelatedRecord,
    RelationGroup,
    Report,
    Rival,
    TitleLine,
    Words,
)
from atlas_gui.exchange.report.timeline import record_timeline
from atlas_gui.i18n import _


def record_report(
    library: Library, record: Record, exported_on: dt.date, language: str = "en"
) -> Report:
    """The document of `record`; `language` is that of the headings (a BCP 47 tag)."""
    apparatus = Apparatus(library, record)
    disputes = disagreements_among(record.claims)
    title, *others = _titles(record, language)
    info = library.info
    name = one_line(in_language(info.title, (language,)))
    permalink = library.permalink(record.id)
    day = long_date_in_words(exported_on.isoformat())
    return Report(
        id=record.id,
        language=language,
        exported_on=exported_on.isoformat(),
        masthead=name,
        edition=one_line(_("Edition {edition}").format(edition=info.edition)),
        trail=_trail(library, record),
        title=title,
        other_titles=tuple(others),
        ladder=record_ladder(record, apparatus),
        fields=record_fields(library, record, apparatus, disputes),
        summary=display_text(record.summary),
        timeline=record_timeline(record, title.text, apparatus),
        claims=tuple(_claim_row(claim, library, apparatus) for claim in record.claims),
        notes=apparatus.notes,
        disagreements=tuple(_box(dispute, library, apparatus) for dispute in disputes),
        relations=_relations(library, record),
        sources=apparatus.sources,
        about=_about(library, record, name, day),
        permalink=permalink,
        footer=one_line(_("{licence} · exported {date}").format(licence=info.licence, date=day)),
        author=name,
        keywords=tuple(label(word) for word in (record.kind, *record.sectors)),
        words=_words(record.id),
        record_json=msgspec.json.encode(record).decode(),
    )


def _titles(record: Record, language: str) -> Iterable[TitleLine]:
    """The title in the reader's language, or the best there is, then those in other languages."""
    wanted = in_language(record.title, (language,))
    first = next((tag for tag, text in record.title.items() if text == wanted), language)
    ordered = {first: wanted, **record.title}
    return (TitleLine(one_line(text), tag) for tag, text in ordered.items())


def _trail(library: Library, record: Record) -> str:
    pairs = "; ".join(library.pair_name(pair) for pair in library.pairs_of(record))
    sectors = ", ".join(label(sector) for sector in record.sectors)
    return one_line(" · ".join(part for part in (pairs, label(record.kind), sectors) if part))


def _claim_row(claim: Claim, library: Library, apparatus: Apparatus) -> ClaimRow:
    rank = rank_in_words(claim)
    return ClaimRow(
        heading=claim_heading(claim),
        value=display_text(claim_in_words(claim, library)),
        remarks=(display_text(rank),) if rank else (),
        notes=apparatus.notes_of(claim),
    )


def _box(dispute: Disagreement, library: Library, apparatus: Apparatus) -> DisagreementBox:
    heading = one_line(point_in_words(dispute))
    rivals = tuple(
        Rival(
            display_text(claim_in_words(claim, library)),
            tuple(FieldLine(title, (number,)) for number, title in apparatus.titles_of(claim)),
        )
        for claim in dispute.claims
    )
    return DisagreementBox(heading, rivals)


def _relations(library: Library, record: Record) -> tuple[RelationGroup, ...]:
    groups: dict[str, dict[RelatedRecord, None]] = defaultdict(dict)
    for related in library.related(record.id):
        other = library.records.get(related.record_id)
        title = one_line(in_language(other.title)) if other else _("not in this library")
        name = relation_label(related.relation.type, back=related.back)
        groups[name][RelatedRecord(title, library.permalink(related.record_id))] = None
    return tuple(RelationGroup(name, tuple(records)) for name, records in groups.items())


def _about(library: Library, record: Record, name: str, day: str) -> tuple[Field, ...]:
    info = library.info
    lines = (
        (
            _("Library"),
            _("{library}, edition {edition}").format(library=name, edition=info.edition),
        ),
        (_("Licence"), info.licence),
        (_("Cite as"), info.citation),
        (_("Permanent link"), library.permalink(record.id)),
        (_("Exported"), day),
        (_("Attached"), _("{file}: this record as data").format(file=f"{record.id}.json")),
    )
    return tuple(Field(name, (FieldLine(display_text(text)),)) for name, text in lines)


def _words(record_id: str) -> Words:
    return Words(
        status=_("Status"),
        claim=_("Claim"),
        field=_("Field"),
        value=_("Value"),
        summary=_("Summary"),
        timeline=_("On the timeline"),
        claims=_("What the sources say"),
        notes=_("Notes"),
        disagreements=_("Sources disagree"),
        disagreements_note=_("These values cannot all be right. None has been dropped."),
        relations=_("Related records"),
        sources=_("Sources"),
        about=_("About this document"),
        page_of=_("Page {page} of {pages}"),
        attachment=_("The record {id} as data").format(id=record_id),
    )
