"""Day numbers of the proleptic Gregorian calendar for any year, before 1 and beyond 9999 too.

Day 1 is 1 January of the year 1, as in `datetime.date.toordinal`, which stops at the year 9999.
Years are astronomical: 0 is 1 BC, -1 is 2 BC.
"""

from typing import NamedTuple

_DAYS_IN_400_YEARS = 146_097
_DAYS_IN_100_YEARS = 36_524
_DAYS_IN_4_YEARS = 1_461
_FEBRUARY = 2
_DAYS_IN_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_BEFORE_MONTH = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


class CalendarDay(NamedTuple):
    """A day by its name: astronomical year, month 1 to 12, day of the month."""

    year: int
    month: int
    day: int


def is_leap_year(year: int) -> bool:
    """Whether `year` has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """How many days `month` (1 to 12) of `year` has."""
    return 29 if month == _FEBRUARY and is_leap_year(year) else _DAYS_IN_MONTH[month - 1]


def day_number(year: int, month: int = 1, day: int = 1) -> int:
    """The number of a day; the caller answers for the day's existence."""
    before = year - 1
    leap_days = before // 4 - before // 100 + before // 400
    after_february = 1 if month > _FEBRUARY and is_leap_year(year) else 0
    return before * 365 + leap_days + _DAYS_BEFORE_MONTH[month - 1] + after_february + day


def calendar_day(number: int) -> CalendarDay:
    """The day that has `number`: the inverse of `day_number`."""
    cycles, rest = divmod(number - 1, _DAYS_IN_400_YEARS)
    # The last day of a cycle of 400 or 4 years would otherwise count as a fifth part of it.
    centuries = min(rest // _DAYS_IN_100_YEARS, 3)
    rest -= centuries * _DAYS_IN_100_YEARS
    fours, rest = divmod(rest, _DAYS_IN_4_YEARS)
    singles = min(rest // 365, 3)
    rest -= singles * 365
    year = cycles * 400 + centuries * 100 + fours * 4 + singles + 1
    return _within_year(year, rest)


def _within_year(year: int, days_gone: int) -> CalendarDay:
    month = min(days_gone // 29 + 1, 12)
    while day_number(year, month) - day_number(year) > days_gone:
        month -= 1
    return CalendarDay(year, month, days_gone - (day_number(year, month) - day_number(year)) + 1)
