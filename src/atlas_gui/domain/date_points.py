"""Single dates as readers type them, read as EDTF: days, months, years, decades, parts of a year."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Final

from atlas_gui.domain.date_names import LONG_MONTHS, PARTS_OF_YEAR, long_month, short_month
from atlas_gui.domain.date_phrases import Rule, fold, in_both_languages, phrase, readings, rules
from atlas_gui.domain.edtf import EdtfError, parse_edtf
from atlas_gui.domain.edtf_days import CalendarDay
from atlas_gui.domain.edtf_writing import write_date
from atlas_gui.i18n import _, mark

_DAY = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|er|o|\.)?")
_YEAR = re.compile(r"[0-9]{3,12}")
_YEAR_OF_ERA = re.compile(r"[0-9]{1,12}")
_NUMBERS = re.compile(r"([0-9]{1,4})([-/.])([0-9]{1,2})\2([0-9]{1,4})")
_MONTH_OF_YEAR = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})")
_SHORT_MONTH = re.compile(r"([0-9]{4})-([1-9])")
_COMPACT = re.compile(r"([12][0-9]{3})([0-9]{2})([0-9]{2})")
_LONG_YEAR_DIGITS: Final = 4
_BEFORE_CHRIST = (mark("{year} BC"), mark("{year} BCE"), mark("{year} B.C."))
_AFTER_CHRIST = (mark("{year} AD"), mark("AD {year}"), mark("{year} CE"), mark("{year} A.D."))
_DATES = (
    mark("{day} {month} {year}"),
    mark("{day} {month}, {year}"),
    mark("{day} of {month} {year}"),
    mark("{day} of {month}, {year}"),
    mark("{day}-{month}-{year}"),
    mark("{month} {day}, {year}"),
    mark("{month} {day} {year}"),
    mark("{year} {month} {day}"),
    mark("{month} {year}"),
    mark("{month}, {year}"),
    mark("{month} of {year}"),
    mark("{year} {month}"),
)
_DATES_WITHOUT_YEAR = (
    mark("{day} {month}"),
    mark("{month} {day}"),
    mark("{month}"),
    mark("{day}"),
)
_DECADES = (mark("{decade}s"), mark("{decade}'s"))
_CENTURIES = (
    mark("{number}th century"),
    mark("{number}st century"),
    mark("{number}nd century"),
    mark("{number}rd century"),
)
_CENTURIES_BEFORE_CHRIST = (mark("{century} BC"), mark("{century} BCE"))
_NUMBERED_PARTS = (
    (33, 4, (mark("Q{number} {year}"), mark("{year} Q{number}"), mark("{year}-Q{number}"))),
    (33, 4, (mark("{number}st quarter of {year}"), mark("{number}nd quarter of {year}"))),
    (33, 4, (mark("{number}rd quarter of {year}"), mark("{number}th quarter of {year}"))),
    (40, 2, (mark("H{number} {year}"), mark("{year} H{number}"))),
)


class PointReader:
    """Reads single dates in folded text; `today` is what "this year" is said of."""

    def __init__(self, today: CalendarDay) -> None:
        self._today = today
        self._months = _month_numbers()
        self._eras = [(found, True) for era in _BEFORE_CHRIST for found in in_both_languages(era)]
        self._eras += [(found, False) for era in _AFTER_CHRIST for found in in_both_languages(era)]
        self._without_year = [
            found for pattern in _DATES_WITHOUT_YEAR for found in in_both_languages(pattern)
        ]

    def numbers(self, text: str) -> str | None:
        """A date in figures: 1998, 44 BC, 2003-5-12, 20030512, or 31/12/2003 if it is one day only."""
        if month := _MONTH_OF_YEAR.fullmatch(text):
            return valid(f"{month[2]}-{month[1]:0>2}")
        if month := _SHORT_MONTH.fullmatch(text):
            return f"{month[1]}-0{month[2]}"
        days = days_in_figures(text)
        if len(days) == 1:
            return days[0]
        year = self._year(text)
        return None if year is None else write_date(year)

    def without_year(self, text: str) -> Iterator[tuple[int | None, int | None]]:
        """Month and day that `text` can mean, whichever of them it has."""
        for found in readings(self._without_year, text):
            month = self._month(found.get("month", ""))
            day = _day(found.get("day", ""))
            if [month, day].count(None) + len(found) == len(("month", "day")):
                yield month, day

    def rules(self) -> Iterator[Rule]:
        """How dates in words are read."""
        yield from rules(_DATES, self.whole)
        yield from rules(_DECADES, self._decade)
        yield from rules(_CENTURIES, _century)
        yield from rules(_CENTURIES_BEFORE_CHRIST, _century_before_christ)
        for code, pattern in PARTS_OF_YEAR.items():
            for spelling in _spellings(pattern):
                yield phrase(spelling), partial(self._part_of_year, code)
        for first, count, patterns in _NUMBERED_PARTS:
            yield from rules(patterns, partial(self._numbered_part, first, count))
        for pattern, parts in (
            (mark("today"), self._today),
            (mark("now"), self._today),
            (mark("this month"), self._today[:2]),
            (mark("this year"), self._today[:1]),
            (mark("last year"), (self._today.year - 1,)),
        ):
            yield from rules((pattern,), partial(write_date, *parts))

    def whole(self, year: str, month: str, day: str | None = None) -> str | None:
        """A year and a month, perhaps a day, each as it was typed."""
        numbers = [self._year(year), self._month(month)]
        if day is not None:
            numbers.append(_day(day))
        known = [number for number in numbers if number is not None]
        return write_date(*known) if len(known) == len(numbers) else None

    def _year(self, text: str) -> int | None:
        if _YEAR.fullmatch(text):
            return int(text)
        for era, before_christ in self._eras:
            for found in era.readings(text):
                if _YEAR_OF_ERA.fullmatch(found["year"]) and (year := int(found["year"])):
                    return 1 - year if before_christ else year
        return None

    def _month(self, text: str) -> int | None:
        return self._months.get(text.rstrip("."))

    def _decade(self, decade: str) -> str | None:
        digits = decade.removeprefix("'")
        if re.fullmatch(r"[0-9]{2,3}0", digits):
            return f"{digits[:-1]:0>3}X"
        century, years = divmod(self._today.year, 100)
        if re.fullmatch(r"[1-9]0", digits) and int(digits) > years:
            return f"{century - 1}{digits[0]}X"
        return None

    def _part_of_year(self, code: int, year: str, next_year: str = "") -> str | None:
        number = self._year(year)
        if number is None:
            return None
        following = {"", f"{(number + 1) % 100:02}"}
        if next_year not in following and self._year(next_year) != number + 1:
            return None
        return f"{write_date(number)}-{code}"

    def _numbered_part(self, first: int, count: int, number: str, year: str) -> str | None:
        if number not in map(str, range(1, count + 1)):
            return None
        return self._part_of_year(first + int(number) - 1, year)


def valid(text: str) -> str | None:
    """`text` if it is EDTF."""
    try:
        return parse_edtf(text).text
    except EdtfError:
        return None


def days_in_figures(text: str) -> list[str]:
    """The days that figures such as 2003-5-12, 31/12/2003 or 3/4/2003 can mean, day first."""
    if (compact := _COMPACT.fullmatch(text)) and (day := valid("-".join(compact.groups()))):
        return [day]
    if (found := _NUMBERS.fullmatch(text)) is None:
        return []
    first, second, third = found[1], found[3], found[4]
    orders = [(third, second, first), (third, first, second)]
    if len(first) == _LONG_YEAR_DIGITS:
        orders = [(first, second, third)]
    days = ["{}-{:0>2}-{:0>2}".format(*order) for order in orders]
    return list(dict.fromkeys(day for day in days if valid(day)))


def _day(text: str) -> int | None:
    found = _DAY.fullmatch(text)
    return int(found[1]) if found else None


def _month_numbers() -> dict[str, int]:
    """Months by their names, long and short, in English and in the reader's language."""
    numbers = {"sept": 9}
    for month, english in enumerate(LONG_MONTHS, start=1):
        names = (english, english[:3], long_month(month), short_month(month))
        numbers |= {fold(name).rstrip("."): month for name in names}
    return numbers


def _century(number: str) -> str | None:
    return f"{int(number) - 1:02}XX" if re.fullmatch(r"[1-9][0-9]?", number) else None


def _century_before_christ(century: str) -> str | None:
    centuries = [phrase for pattern in _CENTURIES for phrase in in_both_languages(pattern)]
    found = (_century(**values) for values in readings(centuries, century))
    return next((f"-{written}" for written in found if written), None)


def _spellings(pattern: str) -> Iterator[str]:
    """How a part of a year can be typed: winter 1962/63, 1962-63 or 1962, (first quarter) of."""
    english = (pattern, pattern.replace("autumn", "fall"))
    for spelling in dict.fromkeys((*english, _(pattern))):
        for joint in ("/", "-", "–", None):
            year = "{year}" if joint is None else f"{{year}}{joint}{{next_year}}"
            yield spelling.replace("{year}/{next_year}", year)
        bare = spelling.replace("/{next_year}", "")
        yield bare.replace(" of {year}", " {year}")
        if " of " not in bare:
            yield bare.replace(" {year}", " of {year}")
