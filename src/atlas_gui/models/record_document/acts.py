"""The table of what the parties did about a treaty, on the page of a record."""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtGui import QTextLength

from atlas_gui.domain.acts import acts_counted, common_passage, day_in_words
from atlas_gui.domain.claim_words import (
    act_in_words,
    actor_in_words,
    passage_in_words,
    rank_in_words,
)
from atlas_gui.domain.claims import ActionClaim, Evidence
from atlas_gui.domain.library import Library
from atlas_gui.i18n import _, ngettext
from atlas_gui.models.record_document.links import Link, LinkKind
from atlas_gui.models.record_document.writer import (
    BOLD,
    MUTED,
    PLAIN,
    SMALL,
    Row,
    Run,
    Writer,
)

# Of more, a page shows so many first; the others cost time and come when they are asked for.
SHOWN_FIRST = 100
ACTS = "acts"
_WIDTHS = tuple(
    QTextLength(QTextLength.Type.PercentageLength, share) for share in (24, 26, 19, 19, 12)
)


def write_acts(
    writer: Writer,
    acts: Sequence[ActionClaim],
    library: Library,
    numbers: Mapping[str, int],
    *,
    whole: bool,
) -> None:
    """The table of `acts`, in their order; of many, without `whole`, those that stand first."""
    if not acts:
        return
    writer.paragraph(above=16, heading=2)
    writer.target(ACTS)
    writer.text(_("What the parties did"), BOLD)
    writer.text(f"  {acts_counted(acts)}", SMALL)
    common = common_passage(acts)
    if common is not None:
        writer.paragraph(above=3)
        writer.text(_("Where no other passage is named:"), SMALL)
        writer.text(" ")
        for run in _passage(common, numbers):
            writer.run(run)
    shown = acts if whole or len(acts) <= SHOWN_FIRST else acts[:SHOWN_FIRST]
    writer.long_table([_head(), *_rows(shown, library, numbers, common)], _WIDTHS)
    if len(shown) < len(acts):
        writer.paragraph(above=4)
        words = ngettext("Show all {count:,} act", "Show all {count:,} acts", len(acts))
        writer.link(words.format(count=len(acts)), Link(LinkKind.ALL, ACTS))


def way_to_acts(acts: Sequence[ActionClaim]) -> tuple[Run, ...]:
    """A line that leads to the table of acts."""
    link = Link(LinkKind.PART, ACTS)
    return (Run(f"{acts_counted(acts)}: "), Run(_("What the parties did"), link=link))


def _head() -> Row:
    titles = (_("Party"), _("Act"), _("Date"), _("In effect"), _("Source"))
    return tuple((Run(title, SMALL),) for title in titles)


def _rows(
    acts: Sequence[ActionClaim],
    library: Library,
    numbers: Mapping[str, int],
    common: Evidence | None,
) -> Iterator[Row]:
    """A row an act; a party that stands in the row above is muted."""
    above = ""
    for claim in acts:
        value = claim.value
        actor = actor_in_words(value, library)
        yield (
            (Run(actor, MUTED if actor == above else PLAIN),),
            (Run(act_in_words(value)), *_remarks(claim, numbers, common)),
            (Run(day_in_words(value.date)),),
            (Run(day_in_words(value.effective)),),
            tuple(_sources(claim, numbers, common)),
        )
        above = actor


def _remarks(
    claim: ActionClaim, numbers: Mapping[str, int], common: Evidence | None
) -> Iterator[Run]:
    """What the editors decided, and every passage but the common one: a line each."""
    if rank := rank_in_words(claim):
        yield Run(f"\n{rank}", SMALL)
    for passage in claim.evidence:
        if passage != common:
            yield Run("\n", SMALL)
            yield from _passage(passage, numbers)


def _sources(
    claim: ActionClaim, numbers: Mapping[str, int], common: Evidence | None
) -> Iterator[Run]:
    """Numbers of sources. That of the common passage is a link once, above: Tab goes to each link."""
    linked = any(passage != common for passage in claim.evidence)
    for place, number in enumerate(sorted({numbers[one.source] for one in claim.evidence})):
        yield Run(" " if place else "", SMALL)
        yield _reference(number) if linked else Run(f"[{number}]", SMALL)


def _passage(passage: Evidence, numbers: Mapping[str, int]) -> Iterator[Run]:
    yield _reference(numbers[passage.source])
    yield Run(f" {passage_in_words(passage)}", SMALL)


def _reference(number: int) -> Run:
    return Run(f"[{number}]", SMALL, Link(LinkKind.SOURCE, str(number)))
