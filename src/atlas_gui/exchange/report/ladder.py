"""The status ladder of a record, drawn and told: what the shapes say, the words say too."""

from collections.abc import Iterator

from atlas_gui.domain.claim_words import date_phrase_in_words
from atlas_gui.domain.claims import StatusClaim
from atlas_gui.domain.date_words import date_in_words
from atlas_gui.domain.labels import label
from atlas_gui.domain.ladder import Rung, furthest_status, rungs, status_claims
from atlas_gui.domain.record import Record
from atlas_gui.domain.vocabulary import LADDER
from atlas_gui.exchange.display_text import display_text
from atlas_gui.exchange.report.apparatus import Apparatus
from atlas_gui.exchange.report.parts import FieldLine, Ladder, RungMark
from atlas_gui.i18n import _


def record_ladder(record: Record, apparatus: Apparatus) -> Ladder:
    """Every rung with its state and date, and in words how far the record got."""
    marks = tuple(_mark(rung) for rung in rungs(record))
    steps = (_("{step}: {note}").format(step=mark.name, note=mark.note) for mark in marks)
    told = _("Status ladder. {steps}.").format(steps="; ".join(steps)) if marks else ""
    return Ladder(marks, tuple(_words(record, apparatus)), display_text(told))


def _mark(rung: Rung) -> RungMark:
    name = label(rung.step)
    if rung.claims:
        dated = next((claim for claim in rung.claims if claim.value.date), None)
        return RungMark(name, "reached", display_text(_date(dated) if dated else _("undated")))
    if rung.passed:
        return RungMark(name, "implied", _("implied"))
    return RungMark(name, "open", _("not reported"))


def _date(claim: StatusClaim) -> str:
    phrase = claim.value.date
    return (phrase.wording or date_in_words(phrase.edtf)) if phrase else ""


def _words(record: Record, apparatus: Apparatus) -> Iterator[FieldLine]:
    """How far it got, then every step that stands beside the ladder, each with its sources."""
    furthest = furthest_status(record.claims)
    if furthest is None:
        yield FieldLine(_("No source says how far it got."))
        return
    yield _line(_("Status: {status}"), furthest, apparatus)
    for claim in status_claims(record.claims):
        if claim.value.step not in LADDER and claim is not furthest:
            yield _line(_("Also: {status}"), claim, apparatus)


def _line(pattern: str, claim: StatusClaim, apparatus: Apparatus) -> FieldLine:
    status = label(claim.value.step)
    if claim.value.date:
        date = date_phrase_in_words(claim.value.date)
        status = _("{step}, {date}").format(step=status, date=date)
    ground = claim.value.inferred_from
    aside = _("inferred: {ground}").format(ground=ground) if ground else ""
    text = display_text(pattern.format(status=status))
    return FieldLine(text, apparatus.sources_of((claim,)), display_text(aside))
