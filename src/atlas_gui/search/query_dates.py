"""The days that `date:`, `after:` and `before:` ask for."""

import re

from atlas_gui.domain.edtf import EdtfError, parse_edtf
from atlas_gui.i18n import _
from atlas_gui.search.query_clauses import ValueFault

_DECADE = re.compile(r"([0-9]{3})0['’]?[sS]")
_YEARS = re.compile(r"([0-9]{4})[-–]([0-9]{4})")
_SHORT = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?")


def date_bounds(name: str, value: str) -> tuple[int | None, int | None]:
    """The first and the last day that `date:`, `after:` or `before:` lets through; None is no limit.

    Days are numbers as in `edtf_days`. `after:2014` begins behind the last day of 2014.
    """
    first, last = _span(name, value)
    if name == "date":
        return first, last
    if name == "after" and last is not None:
        return last + 1, None
    if name == "before" and first is not None:
        return None, first - 1
    raise _no_date(name, value)


def ends_of(value: str) -> tuple[str, bool, str]:
    """Both ends of a value in EDTF, and whether it is a range; without one, the second is empty.

    Besides EDTF, a reader may write 1960s, 2004-6 and 2004-2008. The dots inside the brackets of
    EDTF, or on a side of its slash, make no range.
    """
    if years := _YEARS.fullmatch(value):
        return years[1], True, years[2]
    if value[:1] in {"[", "{"} or "/" in value:
        return _edtf(value), False, ""
    start, separator, end = value.partition("..")
    return _edtf(start.strip()), bool(separator), _edtf(end.strip())


def _edtf(text: str) -> str:
    if decade := _DECADE.fullmatch(text):
        return f"{decade[1]}X"
    if short := _SHORT.fullmatch(text):
        return "-".join(part.zfill(2) for part in short.groups() if part)
    return text.upper()


def _span(name: str, value: str) -> tuple[int | None, int | None]:
    start, is_range, end = ends_of(value)
    try:
        first = parse_edtf(start).earliest if start else None
        last_text = end if is_range else start
        last = parse_edtf(last_text).latest if last_text else None
    except EdtfError as error:
        raise _no_date(name, value) from error
    if first is None and last is None:
        raise _no_date(name, value)
    if first is not None and last is not None and first > last:
        raise ValueFault(_("{name}:{value} ends before it begins.").format(name=name, value=value))
    return first, last


def _no_date(name: str, value: str) -> ValueFault:
    message = (
        _("{name}:{value} is no date; try date:2004, date:2004..2008 or date:..1990.")
        if name == "date"
        else _("{name}:{value} is no date; try {name}:2004 or {name}:2004-06.")
    )
    return ValueFault(message.format(name=name, value=value))
