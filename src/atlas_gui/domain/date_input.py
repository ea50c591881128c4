"""Dates as a reader types them: in EDTF, in figures, or in words.

    >>> date_typed("mid-1990s", today=738_000).text
    '1993~/1996~'

What `date_words` writes can be read back. Names and phrases are understood in the reader's language
and in English, without regard to case and accents. What has two meanings is not guessed at.
"""

import re

from atlas_gui.domain.date_phrases import fold
from atlas_gui.domain.date_points import days_in_figures
from atlas_gui.domain.date_reader import DateReader
from atlas_gui.domain.date_words import date_in_words
from atlas_gui.domain.edtf import Edtf, EdtfError, parse_edtf
from atlas_gui.domain.edtf_days import calendar_day
from atlas_gui.i18n import _

_MAX_LENGTH = 120
_FIGURES = re.compile(r"[0-9]+([-/.])[0-9]+\1[0-9]+")
_SHORT_DECADE = re.compile(r"(?<![0-9])'?([0-9]0s)\b")
_SHORT_YEAR = re.compile(r"(?:^|(?<=[^0-9]))'?([0-9]{2})\??$")
_LIKE_EDTF = re.compile(r"[\[{]?-?[0-9X]{4}(?![0-9])[-0-9XSTZ:+/.,?~%\[\]{}]*")


class DateInputError(ValueError):
    """What was typed is no date, or more than one; the message tells what can be typed instead."""


def date_typed(text: str, today: int) -> Edtf:
    """The date that `text` says; `today` is a day number. Raises DateInputError."""
    typed = fold(text[: _MAX_LENGTH + 1])
    if len(text) > _MAX_LENGTH or not typed:
        raise DateInputError(_what_can_be_typed())
    read = DateReader(calendar_day(today)).read(typed)
    if read is None:
        raise DateInputError(_fault(text.strip(), typed))
    date = parse_edtf(read)
    if not date.is_dated:
        raise DateInputError(_("“{text}” names no day to go to.").format(text=text.strip()))
    return date


def _what_can_be_typed() -> str:
    return _(
        "Type a date such as 1998, March 1998, 12 May 2003, 1990s, 19th century, summer 1962, "
        "about 1990, before 1984, since 1998 or 1998 to 2004."
    )


def _fault(text: str, typed: str) -> str:
    """What is wrong with `text`; `typed` is the same, folded."""
    for figures in _FIGURES.finditer(typed):
        if len(days := days_in_figures(figures[0])) > 1:
            return _two_days(figures[0], days)
    if reason := _no_edtf(typed.upper()):
        return _("“{text}” is no date: {reason}.").format(text=text, reason=reason)
    if decade := _SHORT_DECADE.search(typed):
        return _("“{text}” is a decade of any century: write it in full, as 19{text}.").format(
            text=decade[1]
        )
    if year := _SHORT_YEAR.search(typed):
        return _("A year has all its digits: write 19{year} or 20{year}, not {year}.").format(
            year=year[1]
        )
    advice = _what_can_be_typed()
    return _("“{text}” cannot be read as a date. {advice}").format(text=text, advice=advice)


def _no_edtf(typed: str) -> str:
    """Why it is no EDTF, if it looks like that; else nothing."""
    if not _LIKE_EDTF.fullmatch(typed):
        return ""
    try:
        parse_edtf(typed)
    except EdtfError as error:
        return str(error)
    return ""


def _two_days(figures: str, days: list[str]) -> str:
    ways = [_("{date} or {words}").format(date=day, words=date_in_words(day)) for day in days]
    return _("“{text}” can be two days: write {one}, or {other}.").format(
        text=figures, one=ways[0], other=ways[1]
    )
