"""What a date looks like on a line of time: its days, which of them are sure, and how it ends."""

from enum import IntFlag
from typing import Final, NamedTuple

from atlas_gui.domain.edtf import Edtf, Precision, SetKind
from atlas_gui.domain.edtf_days import day_number

_LONGEST_MOMENT: Final = 31
# Registers write this year, the last of four digits, where they know of no end.
_FIRST_DAY_OF_NO_END: Final = day_number(9999)


class TimeTrait(IntFlag):
    """How a date has to be drawn, so that it says no more than is known.

    A `MOMENT` takes a month at most and may be a dot where there is no room for its days. What lies
    `WITHIN` its days happened at one time among them that nobody knows better: a year, a season, a
    decade, "before 1984". Without either, it lasted from the first day to the last. The start, or
    the end, may be `ABOUT` there (EDTF's ~), `UNCERTAIN` (?), `OPEN` (..: it had begun before, it
    goes on) or `UNKNOWN` (nobody says).
    """

    MOMENT = 1
    WITHIN = 2
    ABOUT_START = 4
    ABOUT_END = 8
    UNCERTAIN_START = 16
    UNCERTAIN_END = 32
    OPEN_START = 64
    OPEN_END = 128
    UNKNOWN_START = 256
    UNKNOWN_END = 512


class TimeShape(NamedTuple):
    """Day numbers as in `edtf_days`, all included, and the traits of the ends.

    It touches the days from `first` to `last`; of those from `sure_first` to `sure_last` that is
    sure, of none if the latter is earlier. What is open or unknown at an end lies beyond these days.
    """

    first: int
    sure_first: int
    sure_last: int
    last: int
    traits: TimeTrait


def time_shape(date: Edtf, *, lasting: bool = False) -> TimeShape | None:
    """The shape of `date`; None if it names no day at all.

    `lasting` says that a single date is meant as a whole: trade in 2005 took all of the year, a
    treaty signed in 2005 one day of it. An interval that ends in the year 9999 goes on.
    """
    start, end = _ends(date)
    if date.is_interval and _never_ends(end) and not _never_ends(start):
        open_end, unknown_end, end = True, False, start
    else:
        open_end = date.latest is None and not date.unknown_end
        unknown_end = date.unknown_end
    first = start.earliest if start.earliest is not None else end.earliest
    last = end.latest if end.latest is not None else start.latest
    first = last if first is None else first
    last = first if last is None else last
    if first is None or last is None:
        return None
    traits = _nature(date, first, last, lasting=lasting) | _qualities(start, end)
    for present, trait in (
        (date.earliest is None and not date.unknown_start, TimeTrait.OPEN_START),
        (date.unknown_start, TimeTrait.UNKNOWN_START),
        (open_end, TimeTrait.OPEN_END),
        (unknown_end, TimeTrait.UNKNOWN_END),
    ):
        traits |= trait if present else TimeTrait(0)
    if TimeTrait.WITHIN in traits:
        return TimeShape(first, last + 1, first - 1, last, traits)
    if start is end:
        return TimeShape(first, first, last, last, traits)
    sure_first = first if start.latest is None else start.latest
    sure_last = last if end.earliest is None else end.earliest
    return TimeShape(first, sure_first, sure_last, last, traits)


def _never_ends(date: Edtf) -> bool:
    return date.earliest is not None and date.earliest >= _FIRST_DAY_OF_NO_END


def _nature(date: Edtf, first: int, last: int, *, lasting: bool) -> TimeTrait:
    if date.set_kind is SetKind.ONE_OF:
        return TimeTrait.WITHIN
    if date.set_kind is not None:
        return TimeTrait(0)
    if date.precision <= Precision.MONTH and last - first < _LONGEST_MOMENT:
        return TimeTrait.MOMENT
    return TimeTrait(0) if date.is_interval or lasting else TimeTrait.WITHIN


def _qualities(start: Edtf, end: Edtf) -> TimeTrait:
    found = TimeTrait(0)
    for present, trait in (
        (start.approximate, TimeTrait.ABOUT_START),
        (end.approximate, TimeTrait.ABOUT_END),
        (start.uncertain, TimeTrait.UNCERTAIN_START),
        (end.uncertain, TimeTrait.UNCERTAIN_END),
    ):
        found |= trait if present else TimeTrait(0)
    return found


def _ends(date: Edtf) -> tuple[Edtf, Edtf]:
    """The dates at the two ends: of an interval, of a list, or twice the date itself."""
    if date.members:
        return _ends(date.members[0])[0], _ends(date.members[-1])[1]
    return date.start or date.end or date, date.end or date.start or date
