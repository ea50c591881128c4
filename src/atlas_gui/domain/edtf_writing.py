"""Writing EDTF: dates, ends and lists put together from what has been read.

What would be no EDTF comes back as None, so that another reading can be tried.
"""

import re
from typing import Final

from atlas_gui.domain.edtf_days import CalendarDay, calendar_day, days_in_month
from atlas_gui.domain.edtf_value import Edtf, Precision

_LAST_SHORT_YEAR: Final = 9999
_DATE = re.compile(r"-?[0-9XY][-0-9XES~?%]*")
_THIRDS_OF_DECADE: Final = ((0, 3), (3, 6), (6, 9))
_THIRDS_OF_CENTURY: Final = ((0, 33), (33, 66), (66, 99))
_THIRDS_OF_YEAR: Final = ((1, 4), (5, 8), (9, 12))
_THIRDS_OF_MONTH: Final = ((1, 10), (11, 20), (21, 31))


def write_date(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """A date by its astronomical year; beyond four digits there are years only."""
    if abs(year) > _LAST_SHORT_YEAR:
        return f"Y{year}" if month is None else None
    parts = [f"{'-' if year < 0 else ''}{abs(year):04}"]
    parts += [f"{part:02}" for part in (month, day) if part is not None]
    return "-".join(parts)


def is_single(text: str) -> bool:
    """Whether it is one date: no interval and no list."""
    return not set(text) & set("/[{")


def qualify(text: str, qualifier: str) -> str:
    """Add ~ or ? to every date of an interval or list."""

    def mark_one(found: re.Match[str]) -> str:
        date = found[0]
        if date[-1] not in "~?%":
            return date + qualifier
        return date if date[-1] in (qualifier, "%") else f"{date[:-1]}%"

    return _DATE.sub(mark_one, text)


def third_of(text: str, third: int) -> str | None:
    """About the first (0), middle or last (2) third of a decade, century, year or month."""
    if found := re.fullmatch(r"([0-9]{3})X", text):
        first, last = _THIRDS_OF_DECADE[third]
        return f"{found[1]}{first}~/{found[1]}{last}~"
    if found := re.fullmatch(r"(-?[0-9]{2})XX", text):
        ends = _THIRDS_OF_CENTURY[third]
        first, last = ends if text[0] != "-" else (99 - ends[0], 99 - ends[1])
        return f"{found[1]}{first:02}~/{found[1]}{last:02}~"
    if re.fullmatch(r"-?[0-9]{4}", text):
        first, last = _THIRDS_OF_YEAR[third]
        return f"{text}-{first:02}~/{text}-{last:02}~"
    if found := re.fullmatch(r"(-?[0-9]{4})-(0[1-9]|1[0-2])", text):
        first, last = _THIRDS_OF_MONTH[third]
        last = min(last, days_in_month(int(found[1]), int(found[2])))
        return f"{text}-{first:02}~/{text}-{last:02}~"
    return None


def masked_year(first: int, last: int) -> str | None:
    """The year with X for what differs, if it then means `first`, `last` and what lies between."""
    low, high = sorted((abs(first), abs(last)))
    if high > _LAST_SHORT_YEAR or (first < 0) != (last < 0):
        return None
    digits = ""
    for one, other in zip(f"{low:04}", f"{high:04}", strict=True):
        if one != other and (one, other) != ("0", "9"):
            return None
        digits += one if one == other else "X"
    return f"{'-' if first < 0 else ''}{digits}"


def beside(date: Edtf, *, earlier: bool) -> str | None:
    """The date of the same size just before `date`, or just after it."""
    number = date.earliest if earlier else date.latest
    if number is None:
        return None
    day = _as_coarse(calendar_day(number - 1 if earlier else number + 1), date.precision)
    text = write_date(*day)
    for qualifier, said in (("~", date.approximate), ("?", date.uncertain)):
        text = qualify(text, qualifier) if text and said else text
    return text


def _as_coarse(day: CalendarDay, precision: Precision) -> tuple[int, int | None, int | None]:
    if precision > Precision.SEASON:
        return day.year, None, None
    return day.year, day.month, day.day if precision is Precision.DAY else None


def write_list(members: list[str], brackets: str) -> str:
    """One of these (brackets []) or all of them ({}); lists and intervals among them are opened."""
    opened = [member.strip(brackets).replace("/", "..") for member in members]
    return f"{brackets[0]}{','.join(opened)}{brackets[1]}"
