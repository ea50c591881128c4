"""The page of the detail pane: what a record is, how far it got, and who says so."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtGui import QFont

from atlas_gui.domain.acts import acts_of
from atlas_gui.domain.disagreements import disagreements_among
from atlas_gui.domain.labels import label
from atlas_gui.domain.ladder import rungs
from atlas_gui.domain.library import DamagedRecord, Library
from atlas_gui.domain.record import Record
from atlas_gui.domain.texts import in_language
from atlas_gui.i18n import _, ngettext
from atlas_gui.models.record_document.acts import write_acts
from atlas_gui.models.record_document.facts import Fact, facts_of
from atlas_gui.models.record_document.ladder_object import (
    LADDER_TYPE,
    LadderColours,
    LadderObject,
)
from atlas_gui.models.record_document.links import Link, LinkKind
from atlas_gui.models.record_document.page_document import PageDocument
from atlas_gui.models.record_document.sections import (
    write_claims,
    write_disagreements,
    write_elsewhere,
    write_related,
    write_sources,
)
from atlas_gui.models.record_document.writer import (
    COLUMNS,
    MUTED,
    PLAIN,
    SMALL,
    TITLE,
    WARNING,
    WARNING_BOLD,
    Palette,
    Writer,
)

# A treaty may stand under two hundred pairs: the title must not come after all of them.
_MOST_PAIRS = 6
# Beyond this a fact is no longer one; the rest stands with the claims.
_MOST_LINES = 12


class RecordPage(NamedTuple):
    """What a page is made of and how it looks.

    `elsewhere` are other records of the pair on which sources disagree, as many as are to be named;
    `elsewhere_more` is the number of the rest. `whole` shows also what is left out of a long page.
    """

    library: Library
    palette: Palette
    font: QFont
    elsewhere: Sequence[Record] = ()
    elsewhere_more: int = 0
    whole: bool = False


def record_document(record: Record, page: RecordPage) -> PageDocument:
    """The page of a record."""
    document = PageDocument(page.palette, page.font)
    writer = Writer(document, page.palette)
    sources = _sources(record)
    numbers = {source_id: number for number, source_id in enumerate(sources, start=1)}
    _write_head(writer, record, page)
    _write_facts(writer, facts_of(record, page.library), numbers)
    writer.paragraph(above=12)
    writer.text(record.summary)
    write_disagreements(writer, disagreements_among(record.claims), page.library, numbers)
    write_acts(writer, acts_of(record.claims), page.library, numbers, whole=page.whole)
    write_claims(writer, record.claims, page.library, numbers)
    write_sources(writer, sources, page.library, numbers)
    write_related(writer, record, page.library)
    write_elsewhere(writer, page.elsewhere, page.elsewhere_more)
    writer.paragraph(above=18)
    edition = _("{library}, edition {edition}").format(
        library=in_language(page.library.info.title), edition=page.library.info.edition
    )
    writer.text(f"{page.library.permalink(record.id)}\n{edition}", SMALL)
    writer.finish()
    return document


def damaged_document(damaged: DamagedRecord, page: RecordPage) -> PageDocument:
    """The page of a record that could not be read: its place and the reason."""
    document = PageDocument(page.palette, page.font)
    writer = Writer(document, page.palette)
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
    writer.finish()
    return document


def _sources(record: Record) -> tuple[str, ...]:
    """The sources of a record, numbered in the order in which its claims cite them."""
    return tuple(dict.fromkeys(e.source for claim in record.claims for e in claim.evidence))


def _write_head(writer: Writer, record: Record, page: RecordPage) -> None:
    writer.paragraph()
    pairs = page.library.pairs_of(record)
    shown = pairs if page.whole or len(pairs) <= _MOST_PAIRS + 1 else pairs[:_MOST_PAIRS]
    for number, pair in enumerate(shown):
        writer.text(" · " if number else "", MUTED)
        writer.link(page.library.pair_name(pair), Link(LinkKind.PAIR, pair.id))
    if rest := len(pairs) - len(shown):
        words = ngettext("and {count:,} more pair", "and {count:,} more pairs", rest)
        writer.text(" · ", MUTED)
        writer.link(words.format(count=rest), Link(LinkKind.ALL, "pairs"))
    sectors = ", ".join(map(label, record.sectors))
    writer.text(f" · {label(record.kind)} · {sectors}", MUTED)
    writer.paragraph(above=4, heading=1)
    title = in_language(record.title)
    writer.text(title, TITLE)
    others = dict.fromkeys(other for other in record.title.values() if other != title)
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
    table = writer.begin_table(len(facts), COLUMNS, lines=False)
    for row, fact in enumerate(facts):
        writer.cell(table, row, 0)
        writer.text(fact.heading, MUTED)
        writer.cell(table, row, 1)
        shown = fact.lines[:_MOST_LINES] if len(fact.lines) > _MOST_LINES + 1 else fact.lines
        for place, line in enumerate(shown):
            writer.text("\n" if place else "")
            writer.text(line.text, PLAIN)
            if line.remark:
                writer.text(f"  {line.remark}", MUTED)
            for number in sorted({numbers[source] for source in line.sources}):
                writer.text(" ")
                writer.link(f"[{number}]", Link(LinkKind.SOURCE, str(number)), SMALL)
        if rest := len(fact.lines) - len(shown):
            words = ngettext(
                "and {count} more under “What the sources say”",
                "and {count} more under “What the sources say”",
                rest,
            )
            writer.text(f"\n{words.format(count=rest)}", MUTED)
    writer.end_table()
