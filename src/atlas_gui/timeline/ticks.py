"""The lines and labels of the time axis: from days to thousands of millennia."""

from collections.abc import Callable, Iterator
from enum import Enum
from functools import lru_cache
from math import ceil, floor

from msgspec import Struct

from atlas_gui.domain.date_names import Names, day_in_words
from atlas_gui.domain.edtf_days import calendar_day, day_number
from atlas_gui.i18n import reader_language
from atlas_gui.timeline.conventions import first_weekday
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.span import Span

_DAYS_IN_WEEK = 7
_DAYS_IN_MONTH = 365.2425 / 12
_DAYS_IN_YEAR = 365.2425
_MINOR_PIXELS = 14.0
_MOST_DAYS_IN_MONTHS = {1: 31, 3: 92, 6: 184}


class Unit(Enum):
    """What ticks count, with the days it lasts and the pixels its label wants."""

    DAY = (1.0, 110.0)
    MONTH = (_DAYS_IN_MONTH, 88.0)
    YEAR = (_DAYS_IN_YEAR, 72.0)

    @property
    def days(self) -> float:
        """How long one lasts, about."""
        return self.value[0]

    @property
    def label_pixels(self) -> float:
        """How much room two neighbouring labels need."""
        return self.value[1]


class Step(Struct, frozen=True):
    """One tick for every `count` units."""

    unit: Unit
    count: int

    @property
    def days(self) -> float:
        """The days from one tick to the next, about."""
        return self.unit.days * self.count

    @property
    def most_days(self) -> int:
        """The most days it can last: 31 for a month, 366 for a year."""
        if self.unit is Unit.MONTH:
            return _MOST_DAYS_IN_MONTHS[self.count]
        return self.count if self.unit is Unit.DAY else 366 * self.count


class Tick(Struct, frozen=True):
    """A line at the beginning of `day`; only major ticks have a label."""

    day: int
    major: bool
    label: str = ""


_CALENDAR_STEPS = (
    *(Step(Unit.DAY, count) for count in (1, 2, 7)),
    *(Step(Unit.MONTH, count) for count in (1, 3, 6)),
)
# A minor step must divide its major one, or minor lines would fall beside the major ones.
_MINOR_COUNTS = {1: (), 2: (1,), 5: (1,), 10: (1, 2, 5)}


def major_step(pixels_per_day: float) -> Step:
    """The finest step whose labels do not run into each other."""
    for step in steps_of_time():
        if step.days * pixels_per_day >= step.unit.label_pixels:
            return step
    raise AssertionError("there is always a coarser step")


def minor_step(major: Step, pixels_per_day: float) -> Step | None:
    """The finest step within `major` whose lines can be told apart, if there is one."""
    for step in _finer_steps(major):
        if step.days * pixels_per_day >= _MINOR_PIXELS:
            return step
    return None


def ticks(scale: Scale) -> tuple[Tick, ...]:
    """The ticks within the span of `scale`, in order of time."""
    return _ticks(scale, reader_language())


@lru_cache(maxsize=4)
def _ticks(scale: Scale, _language: str) -> tuple[Tick, ...]:
    """Kept by the language as well: a document may speak another one than the window."""
    major = major_step(scale.pixels_per_day)
    minor = minor_step(major, scale.pixels_per_day)
    majors = set(days_of_step(major, scale.span))
    days = majors.union(days_of_step(minor, scale.span)) if minor else majors
    return tuple(
        Tick(day, day in majors, tick_label(day, major.unit) if day in majors else "")
        for day in sorted(days)
    )


def tick_label(day: int, unit: Unit) -> str:
    """What stands at a major tick; each label can be read without its neighbours."""
    named = calendar_day(day)
    if unit is Unit.DAY:
        return day_in_words(named, Names.SHORT)
    return Names.SHORT.date(named.year, named.month if unit is Unit.MONTH else None, None)


def steps_of_time() -> Iterator[Step]:
    """All steps, the shortest first; there is no longest."""
    yield from _CALENDAR_STEPS
    power = 1
    while True:
        for digit in (1, 2, 5):
            yield Step(Unit.YEAR, digit * power)
        power *= 10


def _finer_steps(major: Step) -> Iterator[Step]:
    if major.unit is Unit.YEAR and major.count > 1:
        power = 10 ** (len(str(major.count)) - 1)
        digit = major.count // power
        if digit == 1:
            digit, power = 10, power // 10
        for count in _MINOR_COUNTS[digit]:
            yield Step(Unit.YEAR, count * power)
    elif major.unit is Unit.YEAR:
        yield from (Step(Unit.MONTH, count) for count in (1, 3, 6))
    elif major.unit is Unit.MONTH:
        yield from (Step(Unit.MONTH, count) for count in (1,) if count < major.count)
        if major.count == 1:
            yield Step(Unit.DAY, 1)
    elif major.count > 1:
        yield Step(Unit.DAY, 1)


def days_of_step(step: Step, span: Span) -> Iterator[int]:
    """The days within `span` at which a step begins."""
    first, last = ceil(span.start), ceil(span.end) - 1
    if step.unit is Unit.DAY:
        # Day 1 was a Monday: without an offset, weeks would begin on days 1, 8, 15 and so on.
        begin = 1 + (first_weekday() if step.count == _DAYS_IN_WEEK else 0)
        yield from range(first + (begin - first) % step.count, last + 1, step.count)
        return
    number, day_of = _counting(step.unit)
    index = floor(number(first) / step.count) * step.count
    while (day := day_of(index)) <= last:
        if day >= first:
            yield day
        index += step.count


def _counting(unit: Unit) -> tuple[Callable[[int], int], Callable[[int], int]]:
    """How to number months or years, and the first day of such a number."""
    if unit is Unit.YEAR:
        return (lambda day: calendar_day(day).year), day_number
    return _month_index, lambda index: day_number(index // 12, index % 12 + 1)


def _month_index(day: int) -> int:
    named = calendar_day(day)
    return named.year * 12 + named.month - 1
