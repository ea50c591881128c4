"""Reading a single EDTF date: year, month or season, day, time; X for a digit not known."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from atlas_gui.domain.edtf_days import day_number, days_in_month
from atlas_gui.domain.edtf_value import DateParts, Edtf, EdtfError, Precision
from atlas_gui.i18n import _

QUALIFIERS = "?~%"
# Beyond this, day numbers stop being exact as floating-point numbers, which drawing needs.
_YEAR_LIMIT = 10**12
_TIME = re.compile(
    r"T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(Z|[+-]([01]\d|2[0-3])(:[0-5]\d)?)?", re.ASCII
)
# Season code: its first month and how many months it has. Winter of a year begins in its December.
_SEASONS: dict[int, tuple[int, int]] = {
    **{21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3)},
    **{25: (3, 3), 26: (6, 3), 27: (9, 3), 28: (12, 3)},
    **{29: (9, 3), 30: (12, 3), 31: (3, 3), 32: (6, 3)},
    **{33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3)},
    **{37: (1, 4), 38: (5, 4), 39: (9, 4), 40: (1, 6), 41: (7, 6)},
}
_MASK_PRECISION = (Precision.UNKNOWN, Precision.MILLENNIUM, Precision.CENTURY, Precision.DECADE)


@dataclass(slots=True)
class Scanner:
    """A place in the text that moves on as the text is read."""

    text: str
    position: int = 0

    def peek(self) -> str:
        """The next character, or nothing at the end."""
        return self.text[self.position : self.position + 1]

    def skip(self, expected: str) -> bool:
        """Move over `expected` if it stands here, and say whether it did."""
        found = self.text.startswith(expected, self.position)
        self.position += len(expected) if found else 0
        return found

    def run(self, allowed: str) -> str:
        """Move over the longest run of `allowed` characters and return it."""
        begin = self.position
        while self.position < len(self.text) and self.text[self.position] in allowed:
            self.position += 1
        return self.text[begin : self.position]

    def qualifier(self) -> str:
        """Move over one qualifier, if there is one."""
        found = self.peek()
        if not found or found not in QUALIFIERS:
            return ""
        self.position += 1
        return found

    def end(self) -> None:
        """Raise EdtfError unless everything has been read."""
        if self.position < len(self.text):
            raise EdtfError(
                _("unexpected character “{character}”").format(character=self.peek()),
                self.position,
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
        return _finish_year(scanner, begin, marks, *_read_long_year(scanner))
    year_text = _read_year(scanner)
    if scanner.peek() == "S" or scanner.peek() != "-":
        # A qualifier may follow the year; significant digits come before it.
        digits = _read_significant_digits(scanner)
        if digits is not None or scanner.peek() != "-":
            marks += scanner.qualifier()
        if scanner.peek() != "-":
            return _finish_year(scanner, begin, marks, year_text, None, digits)
        if digits is not None:
            raise EdtfError(_("significant digits belong to a year alone"), scanner.position)
    return _read_month_and_day(scanner, begin, marks, year_text, time_allowed)


def _read_year(scanner: Scanner) -> str:
    begin = scanner.position
    sign = "-" if scanner.skip("-") else ""
    digits = scanner.run("0123456789X")
    if not digits:
        raise EdtfError(_("a year of four digits is expected"), scanner.position)
    if len(digits) != 4:
        raise EdtfError(_("a year has four digits; longer ones begin with Y"), begin)
    if sign and digits == "0000":
        raise EdtfError(_("there is no year minus zero"), begin)
    return sign + digits


def _read_long_year(scanner: Scanner) -> tuple[str, int, int | None]:
    begin = scanner.position
    scanner.skip("Y")
    sign = -1 if scanner.skip("-") else 1
    digits = scanner.run("0123456789")
    exponent = scanner.run("0123456789") if scanner.skip("E") else None
    if not digits or digits[0] == "0" or exponent == "":
        raise EdtfError(_("Y is followed by a whole number"), begin)
    if exponent is None and len(digits) < 5:
        raise EdtfError(_("a year with Y has more than four digits"), begin)
    if len(digits) + int((exponent or "0")[:6]) > len(str(_YEAR_LIMIT)) - 1:
        raise EdtfError(_("the year is too far away"), begin)
    year = sign * int(digits) * 10 ** int(exponent or "0")
    significant = _read_significant_digits(scanner)
    return scanner.text[begin : scanner.position], year, significant


def _read_significant_digits(scanner: Scanner) -> int | None:
    if not scanner.skip("S"):
        return None
    begin = scanner.position
    digits = scanner.run("0123456789")
    if not digits or digits[0] == "0" or len(digits) > 2:
        raise EdtfError(_("S is followed by a number of digits"), begin)
    return int(digits)


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
    first, last = _year_range(year_text, known, significant)
    bounds = (None, None) if first is None else (day_number(first), day_number(last, 12, 31))
    precision = _year_precision(year_text) if long_year is None else Precision.YEAR
    return _point(scanner, begin, marks, parts, bounds, precision)


def _year_range(
    year_text: str, known: int | None, significant: int | None
) -> tuple[int, int] | tuple[None, int]:
    if known is None:
        years = list(_years(year_text))
        return (min(years), max(years)) if years else (None, 0)
    step = 10 ** max(0, len(str(abs(known))) - significant) if significant is not None else 1
    low = abs(known) // step * step
    ends = (low, low + step - 1)
    return ends if known >= 0 else (-ends[1], -ends[0])


def _year_precision(year_text: str) -> Precision:
    first_masked = year_text.lstrip("-").find("X")
    return Precision.YEAR if first_masked < 0 else _MASK_PRECISION[first_masked]


def _years(year_text: str) -> Iterator[int]:
    """Every year the text can mean; none if no digit is known."""
    digits = year_text.lstrip("-")
    if digits == "XXXX":
        return
    sign = -1 if year_text.startswith("-") else 1
    for choice in product(*("0123456789" if digit == "X" else digit for digit in digits)):
        yield sign * int("".join(choice))


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
    years = list(_years(year_text))
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
    return _year_precision(year_text) if "X" in year_text else Precision.DAY


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
    years = list(_years(parts.year_text)) if dated else [2000]
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
