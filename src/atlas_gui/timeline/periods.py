"""Stretches of the calendar side by side: days, weeks, months, quarters, years, decades and so on."""

from typing import NamedTuple

import numpy

from atlas_gui.domain.date_names import Names, day_in_words, year_in_words
from atlas_gui.domain.edtf_days import calendar_day
from atlas_gui.i18n import _
from atlas_gui.timeline.marks import Days
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.span import Span
from atlas_gui.timeline.ticks import Step, Unit, days_of_step, steps_of_time

NARROWEST_COLUMN = 9.0
# Months in a part of the year, and EDTF's code of the first such part.
_PARTS_OF_YEAR = {3: 33, 6: 40}


class Period(NamedTuple):
    """A stretch of the calendar by its name, from its first to its last day."""

    first: int
    last: int
    name: str


class Columns(NamedTuple):
    """Periods of one `step` that together cover a span: from each of `edges` up to the next."""

    step: Step
    edges: Days

    def at(self, day: float) -> int | None:
        """The number of the column around a moment; None if it lies in none."""
        number = int(numpy.searchsorted(self.edges, day, "right")) - 1
        return number if 0 <= number < len(self.edges) - 1 else None

    def places(self, scale: Scale) -> Days:
        """Where the edges are over `scale`, in whole pixels."""
        places = scale.left + (self.edges - scale.span.start) * scale.pixels_per_day
        whole: Days = numpy.rint(places).astype(numpy.int64)
        return whole

    def period(self, number: int) -> Period:
        """A column by its name."""
        first, last = int(self.edges[number]), int(self.edges[number + 1]) - 1
        return Period(first, last, period_name(first, last, self.step))


def column_step(pixels_per_day: float) -> Step:
    """The shortest step that is wide enough for a column; a day at the least."""
    return next(step for step in steps_of_time() if step.days * pixels_per_day >= NARROWEST_COLUMN)


def columns_of(scale: Scale) -> Columns:
    """The columns that cover `scale`: always the same ones, however far it is panned."""
    step = column_step(scale.pixels_per_day)
    wider = Span(scale.span.start - 2.2 * step.days - 1, scale.span.end + 2.2 * step.days + 1)
    days = numpy.fromiter(days_of_step(step, wider), numpy.int64)
    low = max(int(numpy.searchsorted(days, scale.span.start, "right")) - 1, 0)
    high = int(numpy.searchsorted(days, scale.span.end, "left")) + 1
    return Columns(step, days[low:high])


def period_name(first: int, last: int, step: Step) -> str:
    """How a reader calls the days from `first` to `last`, which are one `step`."""
    begin, end = calendar_day(first), calendar_day(last)
    if step.unit is Unit.DAY:
        return _range(day_in_words(begin, Names.SHORT), day_in_words(end, Names.SHORT))
    if step.unit is Unit.MONTH and step.count in _PARTS_OF_YEAR:
        part = (begin.month - 1) // step.count
        return Names.SHORT.season(_PARTS_OF_YEAR[step.count] + part, begin.year)
    if step.unit is Unit.MONTH:
        return Names.SHORT.date(begin.year, begin.month, None)
    return _range(year_in_words(begin.year), year_in_words(end.year))


def _range(first: str, last: str) -> str:
    return first if first == last else _("{first} – {last}").format(first=first, last=last)
