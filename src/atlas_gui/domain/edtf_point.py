"""Reading a single EDTF date: year, month or season, day, time; X for a digit not known."""

import re
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
    begin = scanner.position
    marks = scanner.qualifier()
    if scanner.peek() == "Y":
        if not long_allowed:
            raise EdtfError(_("a year with Y cannot stand in an interval or list"), begin)
        return _finish_year(scanner, begin, marks, *read_long_year(scanner))
    year_text = read_year(scanner)
    if scanner.peek() == "S" or scanner.peek() != "-":
        # A qualifier may follow the year; significant digits come before it.
        digits = read_significant_digits(scanner)
        if digits is not None or scanner.peek() != "-":
            marks += scanner.qualifier()
        if scanner.peek() != "-":
            return _finish_year(scanner, begin, marks, year_text, None, digits)
        if digits is not None:
            raise EdtfError(_("significant digits belong to a year alone"), scanner.position)
    return _read_month_and_day(scanner, begin, marks, year_text, time_allowed)


def _finish_year(
    scanner: Scanner,
    begin: int,
    marks: str,
    year_text: str,
    long_year: int | None,
    significant: int | None,
) -> Edtf:
    if long_year is not None:
        marks += scanner.qualifier()
    masked = "X" in year_text
    if masked and significant is not None:
        raise EdtfError(_("a year with X has no significant digits"), begin)
    known = long_year if long_year is not None else None if masked else int(year_text)
    parts = DateParts(year_text, known, significant_digits=significant)
    first, last = year_range(year_text, known, significant)
    bounds = (None, None) if first is None else (day_number(first), day_number(last, 12, 31))
    precision = year_precision(year_text) if long_year is None else Precision.YEAR
    return _point(scanner, begin, marks, parts, bounds, precision)


def _read_two_digits(scanner: Scanner, what: str) -> str:
    begin = scanner.position
    digits = scanner.run("0123456789X")
    if len(digits) != 2:
        raise EdtfError(_("{what} has two digits").format(what=what), begin)
    return digits


def _matching(mask: str, low: int, high: int) -> list[int]:
    return [
        number
        for number in range(low, high + 1)
        if all(have in ("X", want) for have, want in zip(mask, f"{number:02}", strict=True))
    ]


def _read_month_and_day(
    scanner: Scanner, begin: int, marks: str, year_text: str, time_allowed: bool
) -> Edtf:
    scanner.skip("-")
    marks += scanner.qualifier()
    month_at = scanner.position
    month_text = _read_two_digits(scanner, _("a month"))
    marks += scanner.qualifier()
    if month_text.isdigit() and int(month_text) in _SEASONS:
        return _season(scanner, begin, marks, year_text, int(month_text))
    months = _matching(month_text, 1, 12)
    if not months:
        raise EdtfError(_("{text} is neither month nor season").format(text=month_text), month_at)
    if not scanner.skip("-"):
        parts = DateParts(year_text, _number(year_text), month_text, _number(month_text))
        return _dates(scanner, begin, marks, parts, months, [])
    marks += scanner.qualifier()
    day_at = scanner.position
    day_text = _read_two_digits(scanner, _("a day"))
    days = _matching(day_text, 1, 31)
    if not days:
        raise EdtfError(_("no month has a day {text}").format(text=day_text), day_at)
    numbers = (_number(year_text), _number(month_text), _number(day_text))
    parts = DateParts(year_text, numbers[0], month_text, numbers[1], day_text, numbers[2])
    if scanner.peek() == "T" and time_allowed:
        _read_time(scanner, parts)
    else:
        marks += scanner.qualifier()
    return _dates(scanner, begin, marks, parts, months, days, day_at)


def _number(text: str) -> int | None:
    return None if "X" in text else int(text)


def _read_time(scanner: Scanner, parts: DateParts) -> None:
    match = _TIME.match(scanner.text, scanner.position)
    if match is None or None in (parts.year, parts.month, parts.day):
        raise EdtfError(
            _("a time is written Thh:mm:ss, with Z or ±hh:mm, after a whole date"),
            scanner.position,
        )
    scanner.position = match.end()


def _season(scanner: Scanner, begin: int, marks: str, year_text: str, season: int) -> Edtf:
    if scanner.peek() == "-":
        raise EdtfError(_("a season has no days"), scanner.position)
    first_month, length = _SEASONS[season]
    years = list(possible_years(year_text))
    bounds: tuple[int | None, int | None] = (None, None)
    if years:
        over, month = divmod(first_month + length - 1, 12)
        bounds = (
            day_number(min(years), first_month),
            day_number(max(years) + over, month + 1) - 1,
        )
    parts = DateParts(year_text, _number(year_text), season=season)
    precision = max(Precision.SEASON, _mask_only(year_text))
    return _point(scanner, begin, marks, parts, bounds, precision)


def _mask_only(year_text: str) -> Precision:
    return year_precision(year_text) if "X" in year_text else Precision.DAY


def _dates(
    scanner: Scanner,
    begin: int,
    marks: str,
    parts: DateParts,
    months: list[int],
    days: list[int],
    day_at: int = 0,
) -> Edtf:
    """Bounds of a date with a month: the first and last real day it can mean."""
    dated = parts.year_text.lstrip("-") != "XXXX"
    # 2000 is a leap year: it stands in for a year of which nothing is known.
    years = list(possible_years(parts.year_text)) if dated else [2000]
    earliest = _extreme(sorted(years), months, days, last=False)
    latest = _extreme(sorted(years, reverse=True), months[::-1], days[::-1], last=True)
    if earliest is None or latest is None:
        reason = _("there is no day {day} in that month").format(day=parts.day_text)
        raise EdtfError(reason, day_at)
    finest = Precision.DAY if days else Precision.MONTH
    if parts.day_text and parts.day is None:
        finest = Precision.MONTH
    if parts.month is None:
        finest = Precision.YEAR
    precision = max(finest, _mask_only(parts.year_text))
    bounds = (earliest, latest) if dated else (None, None)
    return _point(scanner, begin, marks, parts, bounds, precision)


def _extreme(years: list[int], months: list[int], days: list[int], *, last: bool) -> int | None:
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
    begin: int,
    marks: str,
    parts: DateParts,
    bounds: tuple[int | None, int | None],
    precision: Precision,
) -> Edtf:
    masked = "X" in parts.year_text + parts.month_text + parts.day_text
    return Edtf(
        text=scanner.text[begin : scanner.position],
        earliest=bounds[0],
        latest=bounds[1],
        precision=precision,
        approximate="~" in marks or "%" in marks,
        uncertain="?" in marks or "%" in marks,
        unspecified=masked,
        parts=parts,
    )
