"""When a record reached each step of its status, and what else about it is dated.

A status claim often says that a step was reached and leaves it to a date claim to say when. So a
date claim of the matching basis is a date of the step as well: signed of Signed (or, if there is
none, of Preliminary), in force of In force, started of Under way, a period of Under way or Took
place, held of Took place, announced of Announced, planned of Planned or Target, ended of Completed
or Terminated, reported of Reported; and a statement took place on the day on which it was said.
"As of" dates no step: what was so on a day may have begun long before.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from atlas_gui.domain.claims import Claim, DateClaim, DatePhrase, DateValue, StatusClaim
from atlas_gui.domain.date_words import date_in_words
from atlas_gui.domain.disagreements import standing_claims
from atlas_gui.domain.edtf import Edtf, EdtfError, parse_edtf
from atlas_gui.domain.ladder import status_claims
from atlas_gui.domain.record import Record
from atlas_gui.domain.time_shape import TimeShape, time_shape
from atlas_gui.domain.vocabulary import LADDER, DateBasis, Kind, Rank, Step

_STEPS_OF_BASIS: Mapping[DateBasis, tuple[Step, ...]] = {
    DateBasis.SIGNED: (Step.SIGNED, Step.PRELIMINARY),
    DateBasis.IN_FORCE: (Step.IN_FORCE,),
    DateBasis.STARTED: (Step.UNDER_WAY,),
    DateBasis.PERIOD: (Step.UNDER_WAY, Step.TOOK_PLACE),
    DateBasis.HELD: (Step.TOOK_PLACE,),
    DateBasis.ANNOUNCED: (Step.ANNOUNCED,),
    DateBasis.PLANNED: (Step.PLANNED, Step.TARGET),
    DateBasis.ENDED: (Step.COMPLETED, Step.TERMINATED),
    DateBasis.REPORTED: (Step.REPORTED,),
}


class StatusStep(NamedTuple):
    """A step and a date on which it was reached; `wording` is the source's phrase for the date."""

    step: Step
    date: Edtf
    shape: TimeShape
    claim_ids: tuple[str, ...]
    wording: str | None = None

    @property
    def date_words(self) -> str:
        """The date as a reader says it, months abbreviated."""
        return self.wording or date_in_words(self.date.text)


class UndatedStep(NamedTuple):
    """A step that was reached nobody knows when; `words` say a date that names no day."""

    step: Step
    claim_ids: tuple[str, ...]
    words: str | None = None


class DatedClaim(NamedTuple):
    """A claim whose date is no date of a step that stands."""

    claim: DateClaim | StatusClaim
    date: Edtf
    shape: TimeShape

    @property
    def date_words(self) -> str:
        """The date as a reader says it, months abbreviated."""
        phrase = _phrase(self.claim)
        return (phrase and phrase.wording) or date_in_words(self.date.text)


class StatusHistory(NamedTuple):
    """The status of a record in time.

    `steps` are in the order of time; a step whose sources disagree stands there once for each date.
    `undated` are the steps without a day. `others` is whatever else has a date, in order of time,
    among it the dates that the editors passed over; what they set aside is nowhere.
    """

    steps: tuple[StatusStep, ...]
    undated: tuple[UndatedStep, ...]
    others: tuple[DatedClaim, ...]


def status_history(record: Record) -> StatusHistory:
    """Every step that `record` reached, with each of its dates, and its other dates."""
    standing = standing_claims(record.claims)
    reached = _reached(status_claims(standing))
    dates = _dates_by_step(record.kind, standing, reached)
    steps: list[StatusStep] = []
    undated: list[UndatedStep] = []
    for step in dict.fromkeys(claim.value.step for claim in reached):
        own = [claim for claim in reached if claim.value.step is step]
        found = tuple(_dated(step, own, dates[step]))
        steps.extend(found)
        if not found:
            undated.append(_undated(step, own, dates[step]))
    used = {claim.id for claim in (*reached, *(date for held in dates.values() for date in held))}
    others = [
        DatedClaim(claim, date, shape)
        for claim in record.claims
        if isinstance(claim, DateClaim | StatusClaim)
        and claim.rank is not Rank.DEPRECATED
        and claim.id not in used
        for date, shape in _on_a_line(_phrase(claim), lasting=_lasts(claim))
    ]
    return StatusHistory(
        tuple(sorted(steps, key=_in_time)),
        tuple(undated),
        tuple(sorted(others, key=lambda other: (other.shape.first, other.shape.last))),
    )


def _in_time(step: StatusStep) -> tuple[int, int, int]:
    height = LADDER.index(step.step) if step.step in LADDER else len(LADDER)
    return (step.shape.first, height, step.shape.last)


def _reached(claims: Sequence[StatusClaim]) -> list[StatusClaim]:
    """Where the editors prefer a rung, nothing above it counts as reached."""
    preferred = [
        LADDER.index(claim.value.step)
        for claim in claims
        if claim.rank is Rank.PREFERRED and claim.value.step in LADDER
    ]
    top = max(preferred, default=len(LADDER))
    return [
        claim
        for claim in claims
        if claim.value.step not in LADDER or LADDER.index(claim.value.step) <= top
    ]


def _dates_by_step(
    kind: Kind, standing: Iterable[Claim], reached: Iterable[StatusClaim]
) -> defaultdict[Step, list[DateClaim]]:
    steps = {claim.value.step for claim in reached}
    dates: defaultdict[Step, list[DateClaim]] = defaultdict(list)
    for claim in standing:
        if isinstance(claim, DateClaim):
            matching = _STEPS_OF_BASIS.get(claim.value.basis, ())
            if claim.value.basis is DateBasis.SAID and kind is Kind.STATEMENT:
                matching = (Step.TOOK_PLACE,)
            for step in [step for step in matching if step in steps][:1]:
                dates[step].append(claim)
    return dates


def _dated(
    step: Step, own: Iterable[StatusClaim], dates: Iterable[DateClaim]
) -> Iterator[StatusStep]:
    """The step once for each date; claims without one stand behind what the date claims say."""
    behind = tuple(claim.id for claim in own if claim.value.date is None)
    claims: list[DateClaim | StatusClaim] = [*own, *dates]
    by_date: defaultdict[str, list[DateClaim | StatusClaim]] = defaultdict(list)
    for claim in claims:
        phrase = _phrase(claim)
        if phrase is not None:
            by_date[phrase.edtf].append(claim)
    for alike in by_date.values():
        phrases = [phrase for phrase in map(_phrase, alike) if phrase is not None]
        wording = next((phrase.wording for phrase in phrases if phrase.wording), None)
        served = behind if any(isinstance(claim, DateClaim) for claim in alike) else ()
        ids = tuple(dict.fromkeys((*served, *(claim.id for claim in alike))))
        for date, shape in _on_a_line(phrases[0], lasting=any(map(_lasts, alike))):
            yield StatusStep(step, date, shape, ids, wording)


def _undated(step: Step, own: Iterable[StatusClaim], dates: Iterable[DateClaim]) -> UndatedStep:
    claims: list[DateClaim | StatusClaim] = [*own, *dates]
    phrases = [phrase for phrase in map(_phrase, claims) if phrase is not None]
    words = (phrase.wording or date_in_words(phrase.edtf) for phrase in phrases)
    return UndatedStep(step, tuple(claim.id for claim in claims), next(words, None))


def _phrase(claim: DateClaim | StatusClaim) -> DatePhrase | DateValue | None:
    return claim.value if isinstance(claim, DateClaim) else claim.value.date


def _lasts(claim: DateClaim | StatusClaim) -> bool:
    return isinstance(claim, DateClaim) and claim.value.basis is DateBasis.PERIOD


def _on_a_line(
    phrase: DatePhrase | DateValue | None, *, lasting: bool
) -> Iterator[tuple[Edtf, TimeShape]]:
    """The date with its shape; nothing if it names no day."""
    if phrase is None:
        return
    try:
        date = parse_edtf(phrase.edtf)
    except EdtfError:
        return
    shape = time_shape(date, lasting=lasting)
    if shape is not None:
        yield date, shape
