"""Reading a single EDTF date: year, month or season, day, time; X for a digit not known."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import product

from atlas_gui.domain.edtf_days import day_number, days_in_month
from atlas_gui.domain.edtf_scanner import Scanner
from atlas_gui.domain.edtf_value import DateParts, Edtf, EdtfError, Precision
from atlas_gui.domain.edtf_year import (
    possible_years,
    read_long_year,
    read_significant_digits,
    read_year,
    year_precision,
    year_range,
)
from atlas_gui.i18n import _

_TIME = re.compile(r"T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(Z|[+-]([01]\d|2[0-3])(:[0-5]\d)?)?", re.ASCII)
# Season code: its first month and how many months it has. Winter of a year begins in its December.
_NORTHERN = ((3, 3), (6, 3), (9, 3), (12, 3))
_SOUTHERN = ((9, 3), (12, 3), (3, 3), (6, 3))
_QUARTERS = ((1, 3), (4, 3), (7, 3), (10, 3))
_THIRDS_AND_HALVES = ((1, 4), (5, 4), (9, 4), (1, 6), (7, 6))
_SEASONS: dict[int, tuple[int, int]] = dict(
    enumerate((*_NORTHERN, *_NORTHERN, *_SOUTHERN, *_QUARTERS, *_THIRDS_AND_HALVES), start=21)
)


def read_point(scanner: Scanner, *, time_allowed: bool = False, long_allowed: bool = True) -> Edtf:
    """Read one date from where `scanner` stands; raises EdtfError.

    `time_allowed` admits a time of day (which the bounds do not use), `long_allowed` years with Y.
    """
    scanner.begin_date()
    scanner.qualifier()
    if scanner.peek() == "Y":
        if not long_allowed:
            reason = _("a year with Y cannot stand in an interval or list")
            raise EdtfError(reason, scanner.begin)
        return _finish_year(scanner, *read_long_year(scanner))
    year_text = read_year(scanner)
    digits = read_significant_digits(scanner)
    scanner.qualifier()
    if scanner.peek() != "-":
        return _finish_year(scanner, year_text, _number(year_text), digits)
    if digits is not None:
        raise EdtfError(_("significant digits belong to a year alone"), scanner.position)
    return _read_month_and_day(scanner, year_text, time_allowed=time_allowed)


def _finish_year(
    scanner: Scanner, year_text: str, year: int | None, significant: int | None
) -> Edtf:
    if year_text.startswith("Y"):
        scanner.qualifier()
    if year is None and significant is not None:
        raise EdtfError(_("a year with X has no significant digits"), scanner.begin)
    parts = DateParts(year_text, year, significant_digits=significant)
    first, last = year_range(year_text, year, significant)
    bounds = (None, None) if first is None else (day_number(first), day_number(last, 12, 31))
    return _point(scanner, parts, bounds, year_precision(year_text))


def _read_month_and_day(scanner: Scanner, year_text: str, *, time_allowed: bool) -> Edtf:
    scanner.skip("-")
    scanner.qualifier()
    month_at = scanner.position
    month_text = scanner.number(2, _("a month has two digits"))
    scanner.qualifier()
    year, month = _number(year_text), _number(month_text)
    if month in _SEASONS:
        return _season(scanner, DateParts(year_text, year, season=month))
    months = _matching(month_text, 12)
    if not months:
        raise EdtfError(_("{text} is neither month nor season").format(text=month_text), month_at)
    if not scanner.skip("-"):
        return _dates(scanner, DateParts(year_text, year, month_text, month), months, [])
    scanner.qualifier()
    day_at = scanner.position
    day_text = scanner.number(2, _("a day has two digits"))
    days = _matching(day_text, 31)
    if not days:
        raise EdtfError(_("no month has a day {text}").format(text=day_text), day_at)
    parts = DateParts(year_text, year, month_text, month, day_text, _number(day_text))
    if scanner.peek() == "T" and time_allowed:
        _read_time(scanner, parts)
    else:
        scanner.qualifier()
    if not _exists(parts, months, days):
        raise EdtfError(_("there is no day {day} in that month").format(day=day_text), day_at)
    return _dates(scanner, parts, months, days)


def _number(text: str) -> int | None:
    return None if "X" in text else int(text)


@cache
def _matching(mask: str, high: int) -> tuple[int, ...]:
    """The numbers from 1 to `high` that a mask such as 1X can mean."""
    return tuple(
        number
        for number in range(1, high + 1)
        if all(have in ("X", want) for have, want in zip(mask, f"{number:02}", strict=True))
    )


def _read_time(scanner: Scanner, parts: DateParts) -> None:
    match = _TIME.match(scanner.text, scanner.position)
    if match is None or None in (parts.year, parts.month, parts.day):
        raise EdtfError(
            _("a time is written Thh:mm:ss, with Z or ±hh:mm, after a whole date"),
            scanner.position,
        )
    scanner.position = match.end()


def _season(scanner: Scanner, parts: DateParts) -> Edtf:
    if scanner.peek() == "-":
        raise EdtfError(_("a season has no days"), scanner.position)
    first_month, length = _SEASONS[parts.season or 0]
    years = list(possible_years(parts.year_text))
    bounds: tuple[int | None, int | None] = (None, None)
    if years:
        over, month = divmod(first_month + length - 1, 12)
        bounds = (
            day_number(min(years), first_month),
            day_number(max(years) + over, month + 1) - 1,
        )
    precision = max(Precision.SEASON, _mask_precision(parts.year_text))
    return _point(scanner, parts, bounds, precision)


def _mask_precision(year_text: str) -> Precision:
    return year_precision(year_text) if "X" in year_text else Precision.DAY


def _years(parts: DateParts) -> list[int]:
    # 2000 is a leap year: it stands in for a year of which nothing is known.
    return list(possible_years(parts.year_text)) or [2000]


def _exists(parts: DateParts, months: Sequence[int], days: Sequence[int]) -> bool:
    return _extreme(_years(parts), months, days, last=False) is not None


def _dates(scanner: Scanner, parts: DateParts, months: Sequence[int], days: Sequence[int]) -> Edtf:
    """A date with a month: its bounds are the first and last real day it can mean."""
    years = sorted(_years(parts))
    bounds: tuple[int | None, int | None] = (None, None)
    if parts.year_text.lstrip("-") != "XXXX":
        bounds = (
            _extreme(years, months, days, last=False),
            _extreme(years[::-1], months[::-1], days[::-1], last=True),
        )
    precision = max(_finest(parts), _mask_precision(parts.year_text))
    return _point(scanner, parts, bounds, precision)


def _finest(parts: DateParts) -> Precision:
    if parts.month is None:
        return Precision.YEAR
    return Precision.MONTH if parts.day is None else Precision.DAY


def _extreme(
    years: list[int], months: Sequence[int], days: Sequence[int], *, last: bool
) -> int | None:
    for year, month in product(years, months):
        length = days_in_month(year, month)
        if not days:
            return day_number(year, month, length if last else 1)
        for day in days:
            if day <= length:
                return day_number(year, month, day)
    return None


def _point(
    scanner: Scanner,
    parts: DateParts,
    bounds: tuple[int | None, int | None],
    precision: Precision,
) -> Edtf:
    return Edtf(
        text=scanner.text[scanner.begin : scanner.position],
        earliest=bounds[0],
        latest=bounds[1],
        precision=precision,
        approximate="~" in scanner.marks or "%" in scanner.marks,
        uncertain="?" in scanner.marks or "%" in scanner.marks,
        unspecified="X" in parts.year_text + parts.month_text + parts.day_text,
        parts=parts,
    )
