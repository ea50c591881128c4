"""What the parties did about a treaty, as one table of the document."""

from collections.abc import Iterator, Sequence

from atlas_gui.domain.acts import acts_counted, acts_of, common_passage, day_in_words
from atlas_gui.domain.claim_words import act_in_words, actor_in_words, claim_heading, rank_in_words
from atlas_gui.domain.claims import ActionClaim, Evidence
from atlas_gui.domain.library import Library
from atlas_gui.domain.record import Record
from atlas_gui.exchange.display_text import display_text
from atlas_gui.exchange.report.apparatus import Apparatus
from atlas_gui.exchange.report.parts import ActRow, ActTable, ClaimRow
from atlas_gui.i18n import _


def act_table(library: Library, record: Record, apparatus: Apparatus) -> ActTable | None:
    """The acts of `record`, party by party; None if it has none. A common passage is noted once."""
    acts = acts_of(record.claims)
    if not acts:
        return None
    common = common_passage(acts)
    return ActTable(
        counted=acts_counted(acts),
        common=_("Where no other passage is named:") if common else "",
        common_sources=(apparatus.number_of(common),) if common else (),
        common_notes=(apparatus.place_of(common),) if common else (),
        rows=tuple(_rows(acts, library, apparatus, common)),
    )


def way_to_acts(acts: Sequence[ActionClaim], language: str) -> tuple[ClaimRow, ...]:
    """One row in the place of all acts among the claims; none if there are no acts."""
    if not acts:
        return ()
    told = _("{acts}: see “What the parties did”.").format(acts=acts_counted(acts))
    return (ClaimRow(claim_heading(acts[0]), told, language, (), ()),)


def _rows(
    acts: Sequence[ActionClaim],
    library: Library,
    apparatus: Apparatus,
    common: Evidence | None,
) -> Iterator[ActRow]:
    above = ""
    for claim in acts:
        actor = display_text(actor_in_words(claim.value, library))
        rank = rank_in_words(claim)
        shared = (apparatus.place_of(common),) if common else ()
        yield ActRow(
            party=actor,
            repeated=actor == above,
            act=display_text(act_in_words(claim.value)),
            remarks=(display_text(rank),) if rank else (),
            date=display_text(day_in_words(claim.value.date)),
            effective=display_text(day_in_words(claim.value.effective)),
            sources=apparatus.sources_of((claim,)),
            notes=tuple(place for place in apparatus.notes_of(claim) if place not in shared),
        )
        above = actor
