"""One record as a part of a document, as plain data for the template."""

from collections import defaultdict
from collections.abc import Iterable

from atlas_gui.domain.claim_words import (
    claim_heading,
    claim_in_words,
    point_in_words,
    rank_in_words,
)
from atlas_gui.domain.claims import ActionClaim, Claim, StatementClaim
from atlas_gui.domain.disagreements import Disagreement, disagreements_among
from atlas_gui.domain.labels import label, relation_label
from atlas_gui.domain.library import Library
from atlas_gui.domain.notebook import Entry as Kept
from atlas_gui.domain.record import Record
from atlas_gui.domain.texts import in_language
from atlas_gui.exchange.display_text import display_text, one_line
from atlas_gui.exchange.report.acts import act_table, way_to_acts
from atlas_gui.exchange.report.apparatus import Apparatus, SourceList
from atlas_gui.exchange.report.fields import record_fields
from atlas_gui.exchange.report.ladder import record_ladder
from atlas_gui.exchange.report.options import ReportOptions, Section
from atlas_gui.exchange.report.parts import (
    ClaimRow,
    DisagreementBox,
    FieldLine,
    RecordPart,
    RelatedRecord,
    RelationGroup,
    Rival,
    TitleLine,
)
from atlas_gui.exchange.report.reader_notes import reader_notes
from atlas_gui.exchange.report.timeline import record_timeline
from atlas_gui.i18n import _, ngettext

# A treaty may stand under two hundred pairs.
_MOST_PAIRS = 6


def record_part(
    library: Library,
    record: Record,
    sources: SourceList,
    options: ReportOptions,
    number: int = 1,
    kept: Kept | None = None,
) -> RecordPart:
    """`record` with the sections that the reader wants; what it cites is added to `sources`.

    `kept` is what they keep about it, which stands there if the options ask for it.
    """
    apparatus = Apparatus(record, sources)
    disputes = disagreements_among(record.claims)
    title, *others = titles_of(record, options.language)
    shows = options.shows
    has_claims = shows(Section.CLAIMS)
    claims = record.claims if has_claims else ()
    acts = [claim for claim in claims if isinstance(claim, ActionClaim)]
    boxes = disputes if shows(Section.DISAGREEMENTS) else ()
    return RecordPart(
        number=number,
        id=record.id,
        permalink=library.permalink(record.id),
        trail=trail_of(library, record),
        title=title,
        other_titles=tuple(others),
        ladder=record_ladder(record, apparatus) if shows(Section.STATUS) else None,
        fields=record_fields(library, record, apparatus, disputes) if shows(Section.FIELDS) else (),
        summary=display_text(record.summary) if shows(Section.SUMMARY) else "",
        timeline=record_timeline(record, title.text, apparatus)
        if shows(Section.TIMELINE)
        else None,
        acts=act_table(library, record, apparatus) if has_claims else None,
        claims=(
            *(
                _claim_row(claim, library, apparatus, options.language)
                for claim in claims
                if not isinstance(claim, ActionClaim)
            ),
            *way_to_acts(acts, options.language),
        ),
        notes=apparatus.notes if has_claims else (),
        disagreements=tuple(_box(dispute, library, apparatus) for dispute in boxes),
        relations=_relations(library, record, options.language) if shows(Section.RELATIONS) else (),
        reader=reader_notes(kept) if options.notebook else None,
    )


def titles_of(record: Record, language: str) -> Iterable[TitleLine]:
    """The title in `language`, or the best there is, then those in other languages."""
    wanted = in_language(record.title, (language,))
    first = next((tag for tag, text in record.title.items() if text == wanted), language)
    ordered = {first: wanted, **record.title}
    return (TitleLine(one_line(text), tag) for tag, text in ordered.items())


def main_title(record: Record, language: str) -> TitleLine:
    """The title in `language`, or the best there is."""
    return next(iter(titles_of(record, language)))


def trail_of(library: Library, record: Record) -> str:
    """Where a record stands: its pairs, the first ones of very many, its kind, its sectors."""
    held = library.pairs_of(record)
    shown = held if len(held) <= _MOST_PAIRS + 1 else held[:_MOST_PAIRS]
    pairs = "; ".join(map(library.pair_name, shown))
    if rest := len(held) - len(shown):
        words = ngettext("and {count} more pair", "and {count} more pairs", rest)
        pairs += f"; {words.format(count=rest)}"
    sectors = ", ".join(label(sector) for sector in record.sectors)
    return one_line(" · ".join(part for part in (pairs, label(record.kind), sectors) if part))


def _claim_row(claim: Claim, library: Library, apparatus: Apparatus, language: str) -> ClaimRow:
    rank = rank_in_words(claim)
    return ClaimRow(
        heading=claim_heading(claim),
        value=display_text(claim_in_words(claim, library)),
        language="en" if isinstance(claim, StatementClaim) else language,
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


def _relations(library: Library, record: Record, language: str) -> tuple[RelationGroup, ...]:
    groups: dict[str, dict[RelatedRecord, None]] = defaultdict(dict)
    for related in library.related(record.id):
        other = library.records.get(related.record_id)
        gone = TitleLine(_("not in this library"), language)
        title = main_title(other, language) if other else gone
        name = relation_label(related.relation.type, back=related.back)
        groups[name][
            RelatedRecord(title.text, title.language, library.permalink(related.record_id))
        ] = None
    return tuple(RelationGroup(name, tuple(records)) for name, records in groups.items())
