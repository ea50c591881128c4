"""Dates as a reader says them: "about Jul 2014", "before 1991", "Sep, year unknown".

The short form suits lists, the long one has the names of months in full. A time of day is left
out, and a qualifier on a part of a date counts for the whole of it.
"""

from msgspec.structs import replace

from atlas_gui.domain.date_names import Names, day_in_words, is_year_first, year_in_words
from atlas_gui.domain.edtf import DateParts, Edtf, EdtfError, Precision, SetKind, parse_edtf
from atlas_gui.domain.edtf_days import calendar_day
from atlas_gui.domain.edtf_year import possible_years
from atlas_gui.i18n import _

_DECADE = 10


def date_in_words(edtf_text: str) -> str:
    """`edtf_text` in words, months abbreviated; text that is no EDTF comes back as it is."""
    return _words(edtf_text, Names.SHORT)


def long_date_in_words(edtf_text: str) -> str:
    """`edtf_text` in words, months in full; text that is no EDTF comes back as it is."""
    return _words(edtf_text, Names.LONG)


def _words(edtf_text: str, names: Names) -> str:
    try:
        date = parse_edtf(edtf_text)
    except EdtfError:
        return edtf_text
    return _any_date(date, names)


def _any_date(date: Edtf, names: Names) -> str:
    if date.set_kind is not None:
        return _list(date, date.set_kind, names)
    return _interval(date, names) if date.is_interval else _single(date, names)


def _single(date: Edtf, names: Names) -> str:
    parts = date.parts
    if parts is None:
        return date.text
    words = _masked(date, parts, names) if date.unspecified else _known(date, parts, names)
    if date.approximate:
        words = _("about {date}").format(date=words)
    return _("{date}?").format(date=words) if date.uncertain else words


def _known(date: Edtf, parts: DateParts, names: Names) -> str:
    if parts.year is None:
        return date.text
    if parts.season is not None:
        return names.season(parts.season, parts.year)
    if parts.significant_digits is not None and date.earliest is not None:
        return _significant(parts.year, date.earliest, date.latest or date.earliest)
    return names.date(parts.year, parts.month, parts.day)


def _significant(year: int, earliest: int, latest: int) -> str:
    first, last = calendar_day(earliest).year, calendar_day(latest).year
    if first == last:
        return year_in_words(year)
    return _("about {year} (between {first} and {last})").format(
        year=year_in_words(year), first=year_in_words(first), last=year_in_words(last)
    )


def _masked(date: Edtf, parts: DateParts, names: Names) -> str:
    """A date with an X somewhere: the usual cases by name, the others by their bounds."""
    if parts.year is not None:
        return _masked_within_year(date, parts, parts.year, names)
    if parts.season is not None or (parts.month is None and parts.month_text):
        return _between(date, names)
    known = names.date(None, parts.month, parts.day) if parts.month else ""
    if parts.day_text and parts.day is None:
        return _between(date, names)
    year = _masked_year(parts.year_text)
    return _("{date}, {year}").format(date=known, year=year) if known else year


def _masked_within_year(date: Edtf, parts: DateParts, year: int, names: Names) -> str:
    if parts.month_text == "XX" and parts.day_text in ("", "XX"):
        unknown = _("month unknown") if not parts.day_text else _("month and day unknown")
        return _("{date}, {unknown}").format(date=year_in_words(year), unknown=unknown)
    if parts.month is not None and parts.day_text == "XX":
        month = names.date(year, parts.month, None)
        return _("{date}, {unknown}").format(date=month, unknown=_("day unknown"))
    return _between(date, names)


def _masked_year(year_text: str) -> str:
    years = list(possible_years(year_text))
    if not years:
        return _("year unknown")
    if len(years) == _DECADE and years[0] > 0 and year_text.endswith("X"):
        return _("{decade}s").format(decade=years[0])
    return _("between {first} and {last}").format(
        first=year_in_words(min(years)), last=year_in_words(max(years))
    )


def _between(date: Edtf, names: Names) -> str:
    if date.earliest is None or date.latest is None:
        return _("{date} (X: unknown)").format(date=date.text)
    if date.earliest == date.latest:
        return day_in_words(calendar_day(date.earliest), names)
    return _("between {first} and {last}").format(
        first=day_in_words(calendar_day(date.earliest), names),
        last=day_in_words(calendar_day(date.latest), names),
    )


def _interval(date: Edtf, names: Names) -> str:
    if date.start is not None and date.end is not None and not date.goes_on:
        return _range(date.start, date.end, names)
    if date.start is not None:
        pattern = _("since {date}") if date.goes_on else _("from {date}, end unknown")
        return pattern.format(date=_single(date.start, names))
    if date.end is not None:
        pattern = _("until {date}") if date.open_start else _("until {date}, start unknown")
        return pattern.format(date=_single(date.end, names))
    if date.unknown_start:
        return _("since an unknown date")
    return _("until an unknown date") if date.unknown_end else _("at any time")


def _range(start: Edtf, end: Edtf, names: Names) -> str:
    if start.approximate and end.approximate and not (start.uncertain or end.uncertain):
        # What holds for both ends is said once, unless it could then be said of the start alone.
        exact = replace(start, approximate=False), replace(end, approximate=False)
        words, is_close = _joined(*exact, names)
        if is_close:
            return _("about {date}").format(date=words)
    return _joined(start, end, names)[0]


def _joined(start: Edtf, end: Edtf, names: Names) -> tuple[str, bool]:
    """Both ends in words, and whether they read as one: without a space about the dash."""
    first, last = _single(start, names), _single(end, names)
    if first == last:
        return first, True
    # "5" would not be read with what follows "2006年3月7日".
    shared = None if is_year_first() else _shared_parts(start, end)
    if shared is not None and start.parts is not None:
        month = start.parts.month if shared is Precision.YEAR else None
        first = names.date(None, month, start.parts.day)
    is_close = " " not in first and (shared is not None or " " not in last)
    pattern = _("{first}–{last}") if is_close else _("{first} – {last}")
    return pattern.format(first=first, last=last), is_close


def _shared_parts(start: Edtf, end: Edtf) -> Precision | None:
    """What the ends of a plain range have in common and need to say once: month, year or nothing."""
    one, other = start.parts, end.parts
    plain = not any(e.approximate or e.uncertain or e.unspecified for e in (start, end))
    if not plain or one is None or other is None or one.year is None or one.year != other.year:
        return None
    if not one.month or not other.month or bool(one.day) != bool(other.day):
        return None
    return Precision.MONTH if one.day and one.month == other.month else Precision.YEAR


def _list(date: Edtf, kind: SetKind, names: Names) -> str:
    words = [_member(member, kind, names) for member in date.members]
    if len(words) == 1:
        return _between_ends(date.members[0], kind, names) or words[0]
    pattern = _("{dates} or {last}") if kind is SetKind.ONE_OF else _("{dates} and {last}")
    return pattern.format(dates=", ".join(words[:-1]), last=words[-1])


def _between_ends(member: Edtf, kind: SetKind, names: Names) -> str:
    """One date of a range, which is not the range itself; nothing for any other list."""
    if member.start is None or member.end is None or member.goes_on or kind is SetKind.ALL_OF:
        return ""
    return _("between {first} and {last}").format(
        first=_single(member.start, names), last=_single(member.end, names)
    )


def _member(member: Edtf, kind: SetKind, names: Names) -> str:
    if member.open_start and member.end is not None:
        return _up_to(member.end, kind, names)
    if member.goes_on and member.start is not None:
        one_of = kind is SetKind.ONE_OF
        pattern = _("{date} or later") if one_of else _("{date} and later")
        return pattern.format(date=_single(member.start, names))
    return _any_date(member, names)


def _up_to(end: Edtf, kind: SetKind, names: Names) -> str:
    if kind is SetKind.ALL_OF:
        return _("{date} and earlier").format(date=_single(end, names))
    parts = end.parts
    bare = not (end.approximate or end.uncertain) and end.precision is Precision.YEAR
    if bare and parts and parts.year is not None and not parts.month_text:
        return _("before {date}").format(date=year_in_words(parts.year + 1))
    return _("{date} or earlier").format(date=_single(end, names))
