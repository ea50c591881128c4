"""The lower parts of a page: what the sources say, where they disagree, what belongs with it."""

from collections.abc import Iterable, Iterator, Sequence

from atlas_gui.domain.citation import citation_after_address, citation_before_address
from atlas_gui.domain.claim_words import (
    claim_heading,
    claim_in_words,
    passage_in_words,
    point_in_words,
    rank_in_words,
)
from atlas_gui.domain.claims import ActionClaim, Claim, DateClaim
from atlas_gui.domain.disagreements import Disagreement
from atlas_gui.domain.entities import Source
from atlas_gui.domain.labels import label, relation_label
from atlas_gui.domain.library import Library
from atlas_gui.domain.record import Record
from atlas_gui.domain.texts import in_language
from atlas_gui.i18n import _, ngettext
from atlas_gui.models.record_document.acts import way_to_acts
from atlas_gui.models.record_document.links import Link, LinkKind
from atlas_gui.models.record_document.writer import (
    BOLD,
    COLUMNS,
    MUTED,
    PLAIN,
    SMALL,
    WARNING,
    WARNING_BOLD,
    Row,
    Run,
    Writer,
)


def write_disagreements(
    writer: Writer,
    disagreements: Iterable[Disagreement],
    library: Library,
    numbers: dict[str, int],
) -> None:
    """A box for each point on which the sources disagree, with what each of them says."""
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


def write_claims(
    writer: Writer, claims: Sequence[Claim], library: Library, numbers: dict[str, int]
) -> None:
    """The table of what the sources say, claim by claim; of acts only where they stand."""
    writer.paragraph(above=16, heading=2)
    writer.text(_("What the sources say"), BOLD)
    acts = [claim for claim in claims if isinstance(claim, ActionClaim)]
    told = [claim for claim in claims if not isinstance(claim, ActionClaim)]
    rows: list[Row] = [
        ((Run(claim_heading(claim), MUTED),), tuple(_claim_runs(claim, library, numbers)))
        for claim in told
    ]
    if acts:
        rows.append(((Run(claim_heading(acts[0]), MUTED),), way_to_acts(acts)))
    writer.long_table(rows, COLUMNS)


def _claim_runs(claim: Claim, library: Library, numbers: dict[str, int]) -> Iterator[Run]:
    yield Run(claim_in_words(claim, library), PLAIN)
    if isinstance(claim, DateClaim):
        yield Run(_("  EDTF {text}").format(text=claim.value.edtf), SMALL)
    if rank := rank_in_words(claim):
        yield Run(f"\n{rank}", SMALL)
    for evidence in claim.evidence:
        number = numbers[evidence.source]
        yield Run("\n")
        yield Run(f"[{number}]", SMALL, Link(LinkKind.SOURCE, str(number)))
        yield Run(f" {passage_in_words(evidence)}", SMALL)


def _write_references(writer: Writer, claim: Claim, numbers: dict[str, int]) -> None:
    for evidence in claim.evidence:
        number = numbers[evidence.source]
        writer.link(f"[{number}] {evidence.locator} ", Link(LinkKind.SOURCE, str(number)), WARNING)


def write_sources(
    writer: Writer, sources: Sequence[str], library: Library, numbers: dict[str, int]
) -> None:
    """The list of sources, in the order of their numbers."""
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


def write_related(writer: Writer, record: Record, library: Library) -> None:
    """Links to the records that this one belongs with."""
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


def write_elsewhere(writer: Writer, others: Sequence[Record], more: int) -> None:
    """Tell a reader of one record that the pair holds others on which sources disagree.

    `more` says how many there are beyond those that are named.
    """
    if not others:
        return
    writer.begin_box()
    writer.paragraph()
    writer.text(_("⚠ Elsewhere in this pair, sources disagree"), WARNING_BOLD)
    for other in others:
        writer.paragraph(above=2)
        writer.link(in_language(other.title), Link(LinkKind.RECORD, other.id))
    if more > 0:
        writer.paragraph(above=2)
        writer.text(
            ngettext("and {count} more", "and {count} more", more).format(count=more), WARNING
        )
    writer.end_box()
