"""Dates in EDTF as dates of CSL-JSON, which knows less: what it cannot say is said in words."""

from typing import Any

from atlas_gui.domain.claims import DateValue
from atlas_gui.domain.date_words import long_date_in_words
from atlas_gui.domain.edtf import DateParts, Edtf, EdtfError, parse_edtf
from atlas_gui.domain.edtf_days import calendar_day
from atlas_gui.domain.labels import label
from atlas_gui.domain.vocabulary import DateBasis
from atlas_gui.i18n import _

_FIRST_SEASON, _LAST_SEASON = 21, 24
# These place a fact in time without saying that it happened then: a bare year would say that.
_NOTED_BASES = frozenset({DateBasis.AS_OF, DateBasis.REPORTED, DateBasis.PLANNED})


def claimed_date(value: DateValue) -> dict[str, Any]:
    """The CSL date of a claimed date, its basis in words where the date alone would mislead."""
    date = csl_date(value.edtf, value.wording)
    if value.basis in _NOTED_BASES:
        words = value.wording or long_date_in_words(value.edtf)
        date["literal"] = _("{basis} {date}").format(basis=label(value.basis), date=words)
    return date


def csl_date(edtf_text: str, wording: str | None = None) -> dict[str, Any]:
    """A CSL-JSON date variable: `date-parts`, `season`, `circa`, `literal`, as far as each fits.

    `date-parts` holds one or two lists of year, month and day, for sorting as well. `literal` is
    there where the parts say too much or too little (an open end, a decade, a phrase of the
    source), and is what shall be shown then; text that is no EDTF comes back as a literal.
    """
    try:
        date = parse_edtf(edtf_text)
    except EdtfError:
        return {"literal": wording or edtf_text}
    made = _parts(date)
    exact = made.pop("exact", False)
    if date.approximate or date.uncertain:
        made["circa"] = True
    if wording or not exact:
        made["literal"] = wording or long_date_in_words(edtf_text)
    return made


def _parts(date: Edtf) -> dict[str, Any]:
    """The parts of a date, and `exact` if they say all there is."""
    if date.set_kind is not None:
        return _bounds(date)
    if date.is_interval:
        return _interval(date)
    return _single(date)


def _single(date: Edtf) -> dict[str, Any]:
    parts = date.parts
    if parts is None or parts.significant_digits is not None or date.unspecified:
        return _bounds(date)
    if parts.season is not None and parts.year is not None:
        made: dict[str, Any] = {"date-parts": [[parts.year]]}
        if _FIRST_SEASON <= parts.season <= _LAST_SEASON:
            made["season"] = parts.season - _FIRST_SEASON + 1
        return made
    listed = _listed(parts)
    return {"date-parts": [listed], "exact": True} if listed else {}


def _interval(date: Edtf) -> dict[str, Any]:
    start = _exact_list(date.start)
    end = None if date.goes_on else _exact_list(date.end)
    if start and end:
        return {"date-parts": [start, end], "exact": True}
    if start and (date.goes_on or date.unknown_end):
        return {"date-parts": [start]}
    return _bounds(date)


def _exact_list(date: Edtf | None) -> list[int] | None:
    if date is None or date.parts is None or date.unspecified or date.parts.season is not None:
        return None
    return _listed(date.parts)


def _listed(parts: DateParts) -> list[int]:
    """Year, month, day, as far as each is known and the one before it is.

    Nothing of years before 1: CSL counts them without a year 0, and hardly a program agrees.
    """
    if parts.year is None or parts.year < 1:
        return []
    known: list[int] = []
    for part in (parts.year, parts.month, parts.day):
        if part is None:
            break
        known.append(part)
    return known


def _bounds(date: Edtf) -> dict[str, Any]:
    """The years between which a date lies, if there is one on either side."""
    if date.earliest is None or date.latest is None:
        return {}
    first, last = calendar_day(date.earliest).year, calendar_day(date.latest).year
    if first < 1:
        return {}
    years = [[first]] if first == last else [[first], [last]]
    return {"date-parts": years, "circa": True}
