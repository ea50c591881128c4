"""Dates in words, read as EDTF: the phrases that `date_words` writes, and what else readers type."""

import re
from collections.abc import Iterator
from functools import partial

from atlas_gui.domain.date_phrases import Rule, fold, rules
from atlas_gui.domain.date_points import PointReader, valid
from atlas_gui.domain.edtf import parse_edtf
from atlas_gui.domain.edtf_days import CalendarDay
from atlas_gui.domain.edtf_writing import (
    beside,
    is_single,
    masked_year,
    qualify,
    third_of,
    write_date,
    write_list,
)
from atlas_gui.i18n import _, mark

_AS_IT_IS = (mark("the {date}"), mark("in {date}"), mark("on {date}"))
_ABOUT = (
    mark("about {date}"),
    mark("around {date}"),
    mark("circa {date}"),
    mark("ca. {date}"),
    mark("ca {date}"),
    mark("c. {date}"),
    mark("c.{date}"),
    mark("approximately {date}"),
)
_PERHAPS = (mark("{date}?"), mark("perhaps {date}"), mark("possibly {date}"))
_THIRDS = (
    (mark("early {date}"), mark("beginning of {date}")),
    (mark("mid-{date}"), mark("mid {date}"), mark("middle of {date}")),
    (mark("late {date}"), mark("end of {date}")),
)
_UNKNOWN = {
    mark("month unknown"): (r"-?[0-9]{4}", "-XX"),
    mark("month and day unknown"): (r"-?[0-9]{4}", "-XX-XX"),
    mark("day unknown"): (r"-?[0-9]{4}-[0-9]{2}", "-XX"),
}
# Longer phrases stand before those that begin or end like them.
_ENDS = {
    mark("from {date}, end unknown"): "{start}/",
    mark("until {date}, start unknown"): "/{end}",
    mark("since {date}"): "{start}/..",
    mark("until {date}"): "../{end}",
    mark("till {date}"): "../{end}",
    mark("up to {date}"): "../{end}",
}
_BOUNDS = {
    mark("{date} or earlier"): "[..{date}]",
    mark("by {date}"): "[..{date}]",
    mark("{date} or later"): "[{date}..]",
    mark("{date} and earlier"): "{{..{date}}}",
    mark("{date} and later"): "{{{date}..}}",
}
_SPACED_RANGES = (
    mark("from {first} to {last}"),
    mark("from {first} until {last}"),
    mark("{first} to {last}"),
    mark("{first} – {last}"),
    mark("{first} - {last}"),
)
_CLOSE_RANGES = (mark("{first}–{last}"), mark("{first}..{last}"), mark("{first}-{last}"))


class DateReader:
    """Reads folded text; "this year" is said of `today`.

    Rules are tried in their order, and the first that gives EDTF wins. What a text says is kept, so
    that words which many rules look at cost no more than once.
    """

    def __init__(self, today: CalendarDay) -> None:
        self._points = PointReader(today)
        self._rules = [*self._points.rules(), *self._phrases()]
        self._unknown = {
            fold(spelling): unknown
            for words, unknown in _UNKNOWN.items()
            for spelling in (words, _(words))
        }
        self._kept: dict[str, str | None] = {}

    def read(self, text: str) -> str | None:
        """`text` as valid EDTF, or None."""
        if text not in self._kept:
            # A rule that comes back to the same text finds nothing there.
            self._kept[text] = None
            self._kept[text] = valid(text.upper()) or self._points.numbers(text) or self._say(text)
        return self._kept[text]

    def _say(self, text: str) -> str | None:
        for phrase, meaning in self._rules:
            for found in phrase.readings(text):
                said = meaning(**found)
                if said is not None and valid(said):
                    return said
        return None

    def _phrases(self) -> Iterator[Rule]:
        yield from rules((mark("about {year} (between {first} and {last})"),), self._significant)
        yield from rules((mark("{date}, {unknown}"),), self._with_unknown)
        yield from rules((mark("{date}, {year}"),), self._in_masked_year)
        yield from rules(_AS_IT_IS, self._as_it_is)
        yield from rules((mark("before {date}"),), partial(self._beside, earlier=True))
        yield from rules((mark("after {date}"),), partial(self._beside, earlier=False))
        for pattern, written in _ENDS.items():
            yield from rules((pattern,), partial(self._end, written))
        for pattern, written in _BOUNDS.items():
            yield from rules((pattern,), partial(self._bound, written))
        yield from rules((mark("between {first} and {last}"),), partial(self._range, "[{}..{}]"))
        yield from rules(_SPACED_RANGES, partial(self._range, "{}/{}"))
        yield from rules((mark("from {date}"),), partial(self._end, "{start}/.."))
        yield from rules((mark("{dates} or {last}"),), partial(self._list, "[]"))
        yield from rules((mark("{dates} and {last}"),), partial(self._list, "{}"))
        yield from rules(_ABOUT, partial(self._qualified, "~"))
        for third, patterns in enumerate(_THIRDS):
            yield from rules(patterns, partial(self._third, third))
        yield from rules((mark("{month} {first}–{last}, {year}"),), self._days_of_month)
        yield from rules(_CLOSE_RANGES, partial(self._range, "{}/{}"))
        yield from rules(_PERHAPS, partial(self._qualified, "?"))

    def _significant(self, year: str, first: str, last: str) -> str | None:
        """1950S2: a year with the range in which it lies."""
        estimate, low, high = (self._points.numbers(text) for text in (year, first, last))
        if not (estimate and low and high):
            return None
        ends = [int(end.lstrip("Y")) for end in (low, high)]
        digits = len(str(abs(int(estimate.lstrip("Y"))))) - len(str(abs(ends[1] - ends[0]) + 1)) + 1
        return f"{estimate}S{digits}"

    def _with_unknown(self, date: str, unknown: str) -> str | None:
        form, mask = self._unknown.get(unknown, ("", ""))
        read = self.read(date) if form else None
        return f"{read}{mask}" if read and re.fullmatch(form, read) else None

    def _in_masked_year(self, date: str, year: str) -> str | None:
        """25 Dec, 1560s: a month of a year of which not every digit is known."""
        mask = self.read(year) or ""
        if ends := re.fullmatch(r"\[([-0-9]+)\.\.([-0-9]+)\]", mask):
            mask = masked_year(*map(int, ends.groups())) or ""
        if not re.fullmatch(r"-?[0-9]*X[0-9X]*", mask):
            return None
        for month, day in self._points.without_year(date):
            if month is not None:
                return "-".join([mask, f"{month:02}", *([] if day is None else [f"{day:02}"])])
        return None

    def _as_it_is(self, date: str) -> str | None:
        return self.read(date)

    def _beside(self, date: str, *, earlier: bool) -> str | None:
        read = self.read(date)
        neighbour = beside(parse_edtf(read), earlier=earlier) if read else None
        if neighbour is None:
            return None
        return f"[..{neighbour}]" if earlier else f"[{neighbour}..]"

    def _end(self, written: str, date: str) -> str | None:
        """An interval without one of its ends; "since the early 1990s" begins where they begin."""
        read = self.read(date)
        start, end = _end_of(read, 0), _end_of(read, 1)
        return written.format(start=start, end=end) if start and end else None

    def _bound(self, written: str, date: str) -> str | None:
        read = self.read(date)
        return written.format(date=read) if read and is_single(read) else None

    def _qualified(self, qualifier: str, date: str) -> str | None:
        read = self.read(date)
        return qualify(read, qualifier) if read else None

    def _third(self, third: int, date: str) -> str | None:
        read = self.read(date)
        return third_of(read, third) if read else None

    def _days_of_month(self, month: str, first: str, last: str, year: str) -> str | None:
        ends = [self._points.whole(year, month, day) for day in (first, last)]
        return f"{ends[0]}/{ends[1]}" if all(ends) else None

    def _range(self, written: str, first: str, last: str) -> str | None:
        end = _end_of(self.read(last), 1)
        if end is None:
            return None
        ranges = (valid(written.format(start, end)) for start in self._starts(first, end))
        return next(filter(None, ranges), None)

    def _starts(self, first: str, end: str) -> Iterator[str]:
        """What the start can be, completed from the end where it leaves out month, year or era."""
        if (start := _end_of(self.read(first), 0)) is not None:
            yield start
        if date := re.match(r"(-?[0-9]{4})-([0-9]{2})(-[0-9]{2})?", end):
            for month, day in self._points.without_year(first):
                start = write_date(int(date[1]), int(date[2]) if month is None else month, day)
                if start and (month is not None or date[3] is not None):
                    yield start
        if end.startswith(("-", "0000")) and (start := self.read(f"{first} bc")):
            yield start

    def _list(self, brackets: str, dates: str, last: str) -> str | None:
        members = [*self._members(dates), self.read(last)]
        known = [member for member in members if member is not None]
        return write_list(known, brackets) if len(known) == len(members) else None

    def _members(self, dates: str) -> list[str | None]:
        if (read := self.read(dates)) is not None:
            return [read]
        others, comma, last = dates.rpartition(", ")
        return [*self._members(others), self.read(last)] if comma else [None]


def _end_of(read: str | None, end: int) -> str | None:
    """The start (0) or end (1) of a range that is said by a date, or by "early 1990s"."""
    if read is None or is_single(read):
        return read
    ends = re.fullmatch(r"([^/\[{]+~)/([^/]+~)", read)
    return ends[end + 1] if ends else None
