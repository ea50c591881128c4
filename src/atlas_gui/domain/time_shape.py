"""What a date looks like on a line of time: its days, which of them are sure, and how it ends."""

from collections.abc import Iterable
from enum import IntFlag
from operator import attrgetter
from typing import Final, NamedTuple

from atlas_gui.domain.edtf import Edtf, Precision, SetKind

_LONGEST_MOMENT: Final = 31


class TimeTrait(IntFlag):
    """How a date has to be drawn, so that it says no more than is known.

    A `MOMENT` takes a month at most and may be a dot where there is no room for its days. What lies
    `WITHIN` its days happened at one time among them that nobody knows better: on a day, in a month, a
    year, a decade, "before 1984". Without `WITHIN`, it lasted from
    the first day to the last. The start, or the end, may be `ABOUT` there (EDTF's ~), `UNCERTAIN`
    (?), `OPEN` (..: it had begun before, it goes on) or `UNKNOWN` (nobody says).
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


# Plain numbers: putting flags together takes ten times as long as the rest of a shape.
_MOMENT: Final = int(TimeTrait.MOMENT)
_WITHIN: Final = int(TimeTrait.WITHIN)
_ABOUT: Final = int(TimeTrait.ABOUT_START), int(TimeTrait.ABOUT_END)
_UNCERTAIN: Final = int(TimeTrait.UNCERTAIN_START), int(TimeTrait.UNCERTAIN_END)
_OPEN: Final = int(TimeTrait.OPEN_START), int(TimeTrait.OPEN_END)
_UNKNOWN: Final = int(TimeTrait.UNKNOWN_START), int(TimeTrait.UNKNOWN_END)
_AT_START: Final = _ABOUT[0] | _UNCERTAIN[0]
_AT_END: Final = _ABOUT[1] | _UNCERTAIN[1]
_BEYOND: Final = sum((*_OPEN, *_UNKNOWN))


class _Days(NamedTuple):
    """A shape with its traits as a plain number."""

    first: int
    sure_first: int
    sure_last: int
    last: int
    traits: int


def time_shape(date: Edtf, *, lasting: bool = False) -> TimeShape | None:
    """The shape of `date`; None if it is not dated, that is, names no day at all.

    `lasting` says that a single date is meant as a whole: trade in 2005 took all of the year, a
    treaty signed in 2005 one day of it. An interval that ends in the year 9999 goes on.
    """
    days = _days(date, lasting=lasting) if date.is_dated else None
    return None if days is None else TimeShape(*days[:4], TimeTrait(days.traits))


def _days(date: Edtf, *, lasting: bool, whole: bool = False) -> _Days | None:
    """The days of a date; `whole` says the same of an interval as `lasting` of a single date."""
    if date.members:
        return _days_of_list(date)
    if date.is_interval:
        return _days_of_interval(date, whole=whole)
    return _days_of_point(date, lasting=lasting or whole)


def _days_of_point(date: Edtf, *, lasting: bool) -> _Days | None:
    first, last = date.earliest, date.latest
    if first is None or last is None:
        return None
    traits = _qualities(date, 0) | _qualities(date, 1)
    short = _is_short(date, first, last)
    if short:
        traits |= _MOMENT
    if _names_some_of_its_days(date) or not lasting:
        return _within(first, last, traits)
    return _Days(first, first, last, last, traits)


def _is_short(date: Edtf, first: int, last: int) -> bool:
    if first == last:
        return True
    return date.precision <= Precision.MONTH and last - first < _LONGEST_MOMENT


def _names_some_of_its_days(date: Edtf) -> bool:
    digits = date.parts.significant_digits if date.parts is not None else None
    return (date.unspecified or digits is not None) and date.earliest != date.latest


def _within(first: int, last: int, traits: int) -> _Days:
    if first == last:
        return _Days(first, first, last, last, traits | _WITHIN)
    return _Days(first, last + 1, first - 1, last, traits | _WITHIN)


def _days_of_interval(date: Edtf, *, whole: bool) -> _Days | None:
    start = _dated(date.start)
    end = None if date.goes_on else _dated(date.end)
    known = start or end
    if known is None or known.earliest is None or known.latest is None:
        return None
    first = known.earliest
    last = known.latest if end is None or end.latest is None else end.latest
    # By when it had begun, and until when at least it went on.
    begun, kept_on = known.latest, known.earliest
    traits = _qualities(start, 0) | _qualities(end, 1)
    if start is None:
        traits |= (_OPEN if date.open_start else _UNKNOWN)[0]
        begun = first if date.open_start else last
    if end is None:
        traits |= (_OPEN if date.goes_on else _UNKNOWN)[1]
        kept_on = last if date.goes_on else first
    if start is not None and end is not None and end.earliest is not None:
        # Each end lies on its side of the other, whatever its own days.
        begun, kept_on = min(begun, last), max(end.earliest, first)
    if not traits & _BEYOND and _is_short(date, first, last):
        traits |= _MOMENT
    if whole and not date.unspecified:
        begun, kept_on = first, last
    return _Days(first, begun, kept_on, last, traits)


def _dated(date: Edtf | None) -> Edtf | None:
    return date if date is not None and date.earliest is not None else None


def _qualities(date: Edtf | None, end: int) -> int:
    """What `date` says of the start (0) or the end (1)."""
    if date is None:
        return 0
    about = _ABOUT[end] if date.approximate else 0
    return about | _UNCERTAIN[end] if date.uncertain else about


def _days_of_list(date: Edtf) -> _Days | None:
    all_of = date.set_kind is SetKind.ALL_OF
    found = [_days(member, lasting=all_of, whole=all_of) for member in date.members]
    members = [days for days in found if days is not None]
    if not members:
        return None
    first = min(days.first for days in members)
    last = max(days.last for days in members)
    traits = sum(_UNKNOWN) if len(members) < len(found) else 0
    for days in members:
        traits |= days.traits & _BEYOND
        traits |= days.traits & _AT_START if days.first == first else 0
        traits |= days.traits & _AT_END if days.last == last else 0
    if not traits & _BEYOND and _is_short(date, first, last):
        traits |= _MOMENT
    if all_of:
        sure = _longest_run(members) or (last + 1, first - 1)
        return _Days(first, *sure, last, traits)
    return _within(first, last, traits)


def _longest_run(members: Iterable[_Days]) -> tuple[int, int] | None:
    """The longest stretch of sure days without a gap, the first of several."""
    runs: list[tuple[int, int]] = []
    for days in sorted(members, key=attrgetter("sure_first")):
        if days.sure_first > days.sure_last:
            continue
        if runs and days.sure_first <= runs[-1][1] + 1:
            runs[-1] = runs[-1][0], max(runs[-1][1], days.sure_last)
        else:
            runs.append((days.sure_first, days.sure_last))
    return max(runs, key=lambda run: run[1] - run[0], default=None)
