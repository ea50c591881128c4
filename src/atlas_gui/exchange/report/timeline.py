"""The figure of a record's time: what is dated, when, and how sure that is, ready to be drawn."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import floor
from typing import Final, NamedTuple

from atlas_gui.domain.catalogue import main_date
from atlas_gui.domain.claim_words import claim_heading
from atlas_gui.domain.claims import Claim, DateClaim
from atlas_gui.domain.date_names import Names
from atlas_gui.domain.date_words import date_in_words
from atlas_gui.domain.edtf import Edtf
from atlas_gui.domain.edtf_days import calendar_day
from atlas_gui.domain.labels import label
from atlas_gui.domain.record import Record
from atlas_gui.domain.status_history import DatedClaim, StatusStep, status_history
from atlas_gui.domain.time_shape import TimeShape
from atlas_gui.exchange.display_text import display_text, one_line
from atlas_gui.exchange.report.apparatus import Apparatus
from atlas_gui.exchange.report.axis import axis_around, mark_on, ticks_on
from atlas_gui.exchange.report.parts import TimelineFigure, TimelineJoin, TimelineRow
from atlas_gui.i18n import _, ngettext
from atlas_gui.timeline.history import climbing_order, links_between
from atlas_gui.timeline.span import Span

# More rows would fill the page; the rest stands with the claims.
_MOST_ROWS: Final = 12
# A longer phrase would take several lines; it stands with the claims, and here the date it means.
_LONGEST_WORDING: Final = 40


class _Dated(NamedTuple):
    """A row that has no place on an axis yet."""

    name: str
    words: str
    date: Edtf
    shape: TimeShape
    claims: tuple[Claim, ...]
    is_main: bool


def record_timeline(record: Record, title: str, apparatus: Apparatus) -> TimelineFigure | None:
    """The dates of `record` on an axis that fits them; None if it has no day at all.

    The steps of its status stand from the highest to the lowest, the other dates below them in the
    order of time. The main date comes first unless it is that of a step.
    """
    history = status_history(record)
    steps = _kept(history.steps)
    order = climbing_order(steps)[::-1]
    main = _main_claim(record)
    climb = [_of_step(step, record, main) for step in steps]
    others = list(_others(history.others, main))
    ahead = [row for row in others if row.is_main]
    rows = [*ahead, *(climb[place] for place in order), *(row for row in others if not row.is_main)]
    if not rows:
        return None
    shown = rows[:_MOST_ROWS]
    row_of = {place: row for row, place in enumerate(order, start=len(ahead))}
    axis = axis_around((row.date, row.shape) for row in shown)
    return TimelineFigure(
        rows=tuple(_row(row, axis, apparatus) for row in shown),
        joins=tuple(
            TimelineJoin(row_of[link.before], row_of[link.after])
            for link in links_between(steps)
            if not link.is_rival
        ),
        ticks=ticks_on(axis),
        more=_more(len(rows) - len(shown) + len(history.steps) - len(steps)),
        alternative=display_text(_alternative(title, shown, climb, axis)),
    )


def _kept(steps: Sequence[StatusStep]) -> list[StatusStep]:
    """As many as leave room for the main date: first one date of each step, then further ones."""
    firsts: dict[str, int] = {}
    for place, step in enumerate(steps):
        firsts.setdefault(step.step, place)
    places = dict.fromkeys((*firsts.values(), *range(len(steps))))
    return [steps[place] for place in sorted(list(places)[: _MOST_ROWS - 1])]


def _main_claim(record: Record) -> DateClaim | None:
    date = main_date(record.claims)
    claims = (claim for claim in record.claims if isinstance(claim, DateClaim))
    return next((claim for claim in claims if claim.value is date), None)


def _of_step(step: StatusStep, record: Record, main: DateClaim | None) -> _Dated:
    claims = tuple(claim for claim in record.claims if claim.id in step.claim_ids)
    words = _short(step.date_words, step.date)
    return _Dated(label(step.step), words, step.date, step.shape, claims, main in claims)


def _others(dated: Iterable[DatedClaim], main: DateClaim | None) -> Iterator[_Dated]:
    """One row for each thing and date, whatever the number of claims that say so."""
    alike: defaultdict[tuple[str, str, str], list[DatedClaim]] = defaultdict(list)
    for other in dated:
        words = _short(other.date_words, other.date)
        alike[claim_heading(other.claim), words, other.date.text].append(other)
    for (heading, words, _text), same in alike.items():
        claims = tuple(other.claim for other in same)
        yield _Dated(heading, words, same[0].date, same[0].shape, claims, main in claims)


def _short(words: str, date: Edtf) -> str:
    return one_line(words if len(words) <= _LONGEST_WORDING else date_in_words(date.text))


def _row(row: _Dated, axis: Span, apparatus: Apparatus) -> TimelineRow:
    sources = apparatus.sources_of(row.claims)
    mark = mark_on(axis, row.date, row.shape)
    return TimelineRow(one_line(row.name), row.words, sources, row.is_main, mark)


def _more(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "and {count} more under “What the sources say”",
        "and {count} more under “What the sources say”",
        count,
    ).format(count=count)


def _alternative(title: str, rows: Sequence[_Dated], climb: Sequence[_Dated], axis: Span) -> str:
    """The figure in sentences: whose it is, the main date, the steps in time, all other dates."""
    main = [row for row in rows if row.is_main]
    rest = [row for row in rows if row not in main and row not in climb]
    ends = (calendar_day(floor(day)) for day in (axis.start, axis.end))
    first, last = (Names.SHORT.date(end.year, end.month, None) for end in ends)
    sentences = [_("On the timeline: {title}.").format(title=title)]
    for pattern, told in (
        (_("Main date: {dates}."), main),
        (_("Status in time: {dates}."), climb),
        (_("Other dates: {dates}."), rest),
    ):
        if told:
            sentences.append(pattern.format(dates="; ".join(map(_in_words, told))))
    sentences.append(_("The axis runs from {first} to {last}.").format(first=first, last=last))
    return " ".join(sentences)


def _in_words(row: _Dated) -> str:
    return _("{step}, {date}").format(step=row.name, date=row.words)
