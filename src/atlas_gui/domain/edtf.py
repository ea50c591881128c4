"""Dates in the Extended Date/Time Format (ISO 8601-2, Library of Congress 2019), levels 0 to 2.

    >>> from datetime import date
    >>> parse_edtf("2005-11").earliest == date(2005, 11, 1).toordinal()
    True

Where the format leaves a choice, this reader decides:

- Spring is March to May, summer June to August, autumn September to November; winter of a year is
  its December and the next January and February. Codes 29 to 32 are the southern seasons.
- The end of an interval that is unknown or open has no bound.
- A year of which no digit is known has no bounds: `XXXX-09` is undated.
- `1950S2` lies between 1900 and 1999.
- A time of day is read, but the day is what counts, as written, whatever its zone.
- Years lie within a million million of today.
"""

from functools import lru_cache

from atlas_gui.domain.edtf_point import read_point
from atlas_gui.domain.edtf_scanner import Scanner
from atlas_gui.domain.edtf_value import DateParts, Edtf, EdtfError, Precision, SetKind
from atlas_gui.i18n import _

__all__ = ["DateParts", "Edtf", "EdtfError", "Precision", "SetKind", "parse_edtf", "sort_key"]

MAX_LENGTH = 1_000
_SET_BRACKETS = {"[": (SetKind.ONE_OF, "]"), "{": (SetKind.ALL_OF, "}")}
_BEFORE, _EXACT, _ABOUT, _AFTER = range(4)


@lru_cache(maxsize=1 << 14)
def parse_edtf(text: str) -> Edtf:
    """What `text` says; raises EdtfError if it is no EDTF."""
    if not text:
        raise EdtfError(_("the date is empty"), 0)
    if len(text) > MAX_LENGTH:
        raise EdtfError(_("the date is too long"), MAX_LENGTH)
    if text[0] in _SET_BRACKETS:
        return _read_set(Scanner(text))
    if "/" in text:
        return _read_interval(Scanner(text))
    scanner = Scanner(text)
    date = read_point(scanner, time_allowed=True)
    scanner.end()
    return date


def sort_key(date: Edtf | None) -> tuple[int, int, int, int]:
    """Orders dates by earliest bound, then before < exact < about < after; undated ones last.

    What lies before a date stands just ahead of that date, not ahead of everything.
    """
    anchor = None if date is None else _anchor(date)
    if date is None or anchor is None:
        return (1, 0, 0, 0)
    return (0, anchor, _rank(date), anchor if date.latest is None else date.latest)


def _anchor(date: Edtf) -> int | None:
    if date.earliest is not None:
        return date.earliest
    last = date.end or (date.members[-1] if date.members else None)
    return date.latest if last is None else _anchor(last)


def _rank(date: Edtf) -> int:
    if date.earliest is None:
        return _BEFORE
    if date.latest is None:
        return _AFTER
    return _ABOUT if date.approximate or date.uncertain else _EXACT


def _read_interval(scanner: Scanner) -> Edtf:
    start, open_start = _read_end(scanner)
    if not scanner.skip("/"):
        scanner.end()
    end, open_end = _read_end(scanner)
    scanner.end()
    if start is None and end is None and not (open_start or open_end):
        raise EdtfError(_("an interval has at least one end"), 0)
    _check_order(start, end, scanner.text.index("/") + 1)
    return _interval(scanner.text, start, end, open_start, open_end)


def _read_end(scanner: Scanner) -> tuple[Edtf | None, bool]:
    """One end of an interval and whether it is open; neither date nor open means unknown."""
    if scanner.skip(".."):
        return None, True
    if scanner.peek() in ("", "/"):
        return None, False
    return read_point(scanner, long_allowed=False), False


def _check_order(start: Edtf | None, end: Edtf | None, position: int) -> None:
    if start is None or end is None or start.earliest is None:
        return
    # An X at the end may stand for whatever makes the interval possible.
    limit = end.latest if end.unspecified else end.earliest
    if limit is not None and start.earliest > limit:
        raise EdtfError(_("the interval ends before it begins"), position)


def _interval(
    text: str, start: Edtf | None, end: Edtf | None, open_start: bool, open_end: bool
) -> Edtf:
    ends = [date for date in (start, end) if date is not None]
    return Edtf(
        text=text,
        earliest=start.earliest if start else None,
        latest=end.latest if end else None,
        precision=max((date.precision for date in ends), default=Precision.UNKNOWN),
        approximate=any(date.approximate for date in ends),
        uncertain=any(date.uncertain for date in ends),
        unspecified=any(date.unspecified for date in ends),
        is_interval=True,
        open_start=open_start,
        open_end=open_end,
        unknown_start=start is None and not open_start,
        unknown_end=end is None and not open_end,
        start=start,
        end=end,
    )


def _read_set(scanner: Scanner) -> Edtf:
    kind, closing = _SET_BRACKETS[scanner.peek()]
    scanner.position += 1
    members = [_read_member(scanner, closing, first=True)]
    while scanner.skip(","):
        if members[-1].open_end:
            raise EdtfError(_("only the last date of a list can be open"), scanner.position - 1)
        members.append(_read_member(scanner, closing, first=False))
    if not scanner.skip(closing):
        raise EdtfError(_("{bracket} is expected").format(bracket=closing), scanner.position)
    scanner.end()
    firsts = [member.earliest for member in members]
    lasts = [member.latest for member in members]
    return Edtf(
        text=scanner.text,
        earliest=None if None in firsts else min(day for day in firsts if day is not None),
        latest=None if None in lasts else max(day for day in lasts if day is not None),
        precision=max(member.precision for member in members),
        approximate=any(member.approximate for member in members),
        uncertain=any(member.uncertain for member in members),
        unspecified=any(member.unspecified for member in members),
        open_start=members[0].open_start,
        open_end=members[-1].open_end,
        set_kind=kind,
        members=tuple(members),
    )


def _read_member(scanner: Scanner, closing: str, *, first: bool) -> Edtf:
    begin = scanner.position
    if first and scanner.skip(".."):
        end = read_point(scanner, long_allowed=False)
        return _interval(scanner.text[begin : scanner.position], None, end, True, False)
    start = read_point(scanner, long_allowed=False)
    if not scanner.skip(".."):
        return start
    if scanner.peek() == closing:
        return _interval(scanner.text[begin : scanner.position], start, None, False, True)
    end = read_point(scanner, long_allowed=False)
    _check_order(start, end, begin)
    return _interval(scanner.text[begin : scanner.position], start, end, False, False)
