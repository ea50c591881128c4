"""The page of the detail pane: what a record is, how far it got, and who says so."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtGui import QFont, QTextDocument, QTextLength

from atlas_gui.domain.citation import citation_after_address, citation_before_address
from atlas_gui.domain.claim_words import (
    claim_heading,
    claim_in_words,
    passage_in_words,
    point_in_words,
    rank_in_words,
)
from atlas_gui.domain.claims import Claim, DateClaim
from atlas_gui.domain.disagreements import Disagreement
from atlas_gui.domain.entities import Source
from atlas_gui.domain.labels import label, relation_label
from atlas_gui.domain.ladder import rungs
from atlas_gui.domain.library import DamagedRecord, Library
from atlas_gui.domain.record import Record, record_permalink
from atlas_gui.domain.texts import in_language
from atlas_gui.i18n import _
from atlas_gui.models.record_document.facts import Fact, facts_of
from atlas_gui.models.record_document.ladder_object import (
    LADDER_TYPE,
    LadderColours,
    LadderObject,
)
from atlas_gui.models.record_document.links import Link, LinkKind
from atlas_gui.models.record_document.writer import (
    BOLD,
    MUTED,
    PLAIN,
    SMALL,
    TITLE,
    WARNING,
    WARNING_BOLD,
    Palette,
    Writer,
)
from atlas_gui.search.terms import Term

_MARGIN = 18.0
_FIXED = QTextLength.Type.FixedLength
_SHARE = QTextLength.Type.PercentageLength


class RecordPage(NamedTuple):
    """What a page is made of and how it looks."""

    library: Library
    palette: Palette
    font: QFont
    terms: Sequence[Term] = ()


def record_document(record: Record, page: RecordPage) -> QTextDocument:
    """The page of a record."""
    writer = _blank(page)
    sources = _sources(record)
    numbers = {source_id: number for number, source_id in enumerate(sources, start=1)}
    disagreements = page.library.disagreements[record.id]
    _write_head(writer, record, page)
    _write_facts(writer, facts_of(record, page.library), numbers)
    writer.paragraph(above=12)
    writer.text(record.summary)
    _write_disagreements(writer, disagreements, page.library, numbers)
    _write_claims(writer, record.claims, page.library, numbers)
    _write_sources(writer, sources, page.library, numbers)
    _write_related(writer, record, page.library)
    _write_elsewhere(writer, record, page.library)
    writer.paragraph(above=18)
    edition = _("{library}, edition {edition}").format(
        library=in_language(page.library.info.title), edition=page.library.info.edition
    )
    writer.text(f"{record_permalink(record.id)}\n{edition}", SMALL)
    return writer.finish()


def damaged_document(damaged: DamagedRecord, page: RecordPage) -> QTextDocument:
    """The page of a record that could not be read: its place and the reason."""
    writer = _blank(page)
    writer.paragraph(heading=1)
    writer.text(damaged.title, TITLE)
    writer.begin_box()
    writer.paragraph()
    writer.text(_("⚠ This record could not be read."), WARNING_BOLD)
    writer.paragraph(above=4)
    writer.text(_("Place: {place}").format(place=damaged.place), WARNING)
    writer.paragraph()
    writer.text(_("Reason: {reason}").format(reason=damaged.reason), WARNING)
    writer.end_box()
    writer.paragraph(above=10)
    writer.text(_("The other records are not affected. `atlas-gui check` tells more."))
    return writer.finish()


def _blank(page: RecordPage) -> Writer:
    document = QTextDocument()
    document.setDefaultFont(page.font)
    document.setDocumentMargin(_MARGIN)
    document.setUndoRedoEnabled(False)
    return Writer(document, page.palette, page.terms)


def _sources(record: Record) -> tuple[str, ...]:
    """The sources of a record, numbered in the order in which its claims cite them."""
    return tuple(dict.fromkeys(e.source for claim in record.claims for e in claim.evidence))


def _write_head(writer: Writer, record: Record, page: RecordPage) -> None:
    writer.paragraph()
    for number, pair in enumerate(page.library.pairs_of(record)):
        writer.text(" · " if number else "", MUTED)
        writer.link(page.library.pair_name(pair), Link(LinkKind.PAIR, pair.id))
    sectors = ", ".join(map(label, record.sectors))
    writer.text(f" · {label(record.kind)} · {sectors}", MUTED)
    writer.paragraph(above=4, heading=1)
    shown = in_language(record.title)
    writer.text(shown, TITLE)
    others = dict.fromkeys(title for title in record.title.values() if title != shown)
    if others:
        writer.paragraph(above=2)
        writer.text(" · ".join(others), SMALL)
    ladder = rungs(record)
    if ladder:
        colours = page.palette
        writer.paragraph(above=10, below=2)
        writer.object(
            LADDER_TYPE,
            LadderObject(
                ladder,
                LadderColours(colours.rung_done, colours.rung_open, colours.text, colours.muted),
            ),
        )


def _write_facts(writer: Writer, facts: Sequence[Fact], numbers: dict[str, int]) -> None:
    table = writer.begin_table(
        len(facts), (QTextLength(_FIXED, 104), QTextLength(_SHARE, 100)), lines=False
    )
    for row, fact in enumerate(facts):
        writer.cell(table, row, 0)
        writer.text(fact.heading, MUTED)
        writer.cell(table, row, 1)
        for place, line in enumerate(fact.lines):
            writer.text("\n" if place else "")
            writer.text(line.text, PLAIN)
            if line.remark:
                writer.text(f"  {line.remark}", MUTED)
            for number in sorted({numbers[source] for source in line.sources}):
                writer.text(" ")
                writer.link(f"[{number}]", Link(LinkKind.SOURCE, str(number)), SMALL)
    writer.end_table()


def _write_disagreements(
    writer: Writer,
    disagreements: Iterable[Disagreement],
    library: Library,
    numbers: dict[str, int],
) -> None:
    for disagreement in disagreements:
        writer.begin_box()
        writer.paragraph()
        heading = point_in_words(disagreement)
        writer.text(_("⚠ The sources disagree: {point}").format(point=heading), WARNING_BOLD)
        for claim in disagreement.claims:
            writer.paragraph(above=3)
            writer.text(f"≠ {claim_in_words(claim, library)} ", WARNING)
            _write_references(writer, claim, numbers)
        writer.end_box()


def _write_claims(
    writer: Writer, claims: Sequence[Claim], library: Library, numbers: dict[str, int]
) -> None:
    writer.paragraph(above=16, heading=2)
    writer.text(_("What the sources say"), BOLD)
    table = writer.begin_table(
        len(claims), (QTextLength(_FIXED, 104), QTextLength(_SHARE, 100)), lines=True
    )
    for row, claim in enumerate(claims):
        writer.cell(table, row, 0)
        writer.text(claim_heading(claim), MUTED)
        writer.cell(table, row, 1)
        words = claim_in_words(claim, library)
        writer.text(words, PLAIN)
        if isinstance(claim, DateClaim):
            writer.text(_("  EDTF {text}").format(text=claim.value.edtf), SMALL)
        if rank := rank_in_words(claim):
            writer.text(f"\n{rank}", SMALL)
        for evidence in claim.evidence:
            number = numbers[evidence.source]
            writer.text("\n")
            writer.link(f"[{number}]", Link(LinkKind.SOURCE, str(number)), SMALL)
            writer.text(f" {passage_in_words(evidence)}", SMALL)
    writer.end_table()


def _write_references(writer: Writer, claim: Claim, numbers: dict[str, int]) -> None:
    for evidence in claim.evidence:
        number = numbers[evidence.source]
        writer.link(f"[{number}] {evidence.locator} ", Link(LinkKind.SOURCE, str(number)), WARNING)


def _write_sources(
    writer: Writer, sources: Sequence[str], library: Library, numbers: dict[str, int]
) -> None:
    writer.paragraph(above=16, heading=2)
    writer.text(_("Sources"), BOLD)
    for source_id in sources:
        writer.paragraph(above=5)
        writer.target(f"source-{numbers[source_id]}")
        writer.text(f"[{numbers[source_id]}] ", BOLD)
        source = library.sources.get(source_id)
        if source is None:
            writer.text(_("{id} (not in this library)").format(id=source_id))
        else:
            _write_source(writer, source)


def _write_source(writer: Writer, source: Source) -> None:
    writer.text(f"{citation_before_address(source.csl)} ")
    if source.csl.url is not None:
        writer.link(_("Open ↗"), Link(LinkKind.WEB, source.csl.url))
        writer.text(f" {source.csl.url} ", SMALL)
    writer.text(f"{citation_after_address(source.csl)} {label(source.kind)}.".strip())
    for remark in filter(None, (source.note, *source.damage)):
        writer.paragraph(above=1)
        writer.text(remark, SMALL)


def _write_related(writer: Writer, record: Record, library: Library) -> None:
    related = library.related(record.id)
    if not related:
        return
    writer.paragraph(above=16, heading=2)
    writer.text(_("Related"), BOLD)
    for link in related:
        other = library.records.get(link.record_id)
        writer.paragraph(above=3)
        writer.text(f"{relation_label(link.relation.type, back=link.back)}  ", MUTED)
        if other is None:
            writer.text(_("{id} (not readable in this library)").format(id=link.record_id))
        else:
            writer.link(in_language(other.title), Link(LinkKind.RECORD, other.id))


def _write_elsewhere(writer: Writer, record: Record, library: Library) -> None:
    """Tell a reader of one record that the pair holds others on which sources disagree."""
    others = {
        other.id: other
        for pair in library.pairs_of(record)
        for other in library.disputed_by_pair.get(pair, ())
        if other.id != record.id
    }
    if not others:
        return
    writer.begin_box()
    writer.paragraph()
    writer.text(_("⚠ Elsewhere in this pair, sources disagree"), WARNING_BOLD)
    for other in others.values():
        writer.paragraph(above=2)
        writer.link(in_language(other.title), Link(LinkKind.RECORD, other.id))
    writer.end_box()
