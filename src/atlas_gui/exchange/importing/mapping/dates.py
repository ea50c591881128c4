"""Days, months and years as people write them in cells, read as EDTF."""

import datetime
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from atlas_gui.domain.date_phrases import fold as phrase_fold
from atlas_gui.domain.date_reader import DateReader
from atlas_gui.domain.edtf import EdtfError, parse_edtf
from atlas_gui.domain.edtf_days import calendar_day
from atlas_gui.exchange.importing.profile.model import DateOrder
from atlas_gui.exchange.importing.rows import Cell, as_text
from atlas_gui.i18n import _
from atlas_gui.search.folding import fold

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ]\d{2}:\d{2}.*)?")
_FIGURES = re.compile(r"(\d{1,2})\s*([./\- ])\s*(\d{1,2})\s*\2\s*(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[./](\d{1,2})[./](\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[./](\d{4})")
_CHINESE = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})[日号])?)?")
_WORDS = re.compile(
    r"(?:(\d{1,2})(?:\.|st|nd|rd|th|er|º)?\s+(?:de\s+|d')?)?([^\W\d]+)\.?,?\s+(?:de[l]?\s+)?(\d{4})(?:\s*г\.?)?"
)
_MONTH_FIRST_WORDS = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_FAR = 9000
_PHRASES, _LONGEST_PHRASE = 2_000, 120


class DateFault(ValueError):
    """What is no date, or none that exists; the message says why."""


class ReadDate(NamedTuple):
    """A date in EDTF. `doubtful` if day and month could be the other way round, `far` if its year
    is one of those that stand for no date at all, such as 9999.
    """

    edtf: str
    doubtful: bool = False
    far: bool = False


class DateTexts:
    """Reads the dates of one file; what was read is kept, for files say the same days often."""

    def __init__(self, languages: Iterable[str]) -> None:
        self._months = _months(tuple(dict.fromkeys((*languages, "en"))))
        self._read = lru_cache(maxsize=50_000)(self._read_text)
        self._phrases = DateReader(calendar_day(0))
        self._left = _PHRASES

    def read(self, cell: Cell, order: DateOrder) -> ReadDate:
        """The date of a cell; raises DateFault."""
        if isinstance(cell, datetime.date):
            return _checked(cell.year, cell.month, cell.day)
        if isinstance(cell, bool) or (isinstance(cell, float) and not cell.is_integer()):
            raise DateFault(_("no date"))
        if isinstance(cell, int | float):
            return _year(int(cell))
        return self._read(as_text(cell).strip(), order)

    def _read_text(self, text: str, order: DateOrder) -> ReadDate:
        for pattern in (_ISO, _YEAR_FIRST, _CHINESE):
            if found := pattern.fullmatch(text):
                year, month, day = (int(part) if part else 0 for part in found.groups())
                return _checked(year, month, day)
        if found := _FIGURES.fullmatch(text):
            return _in_order(int(found[1]), int(found[3]), int(found[4]), order)
        if found := _MONTH_YEAR.fullmatch(text):
            return _checked(int(found[2]), int(found[1]), 0)
        return self._in_words(text)

    def _in_words(self, text: str) -> ReadDate:
        folded = fold(text)
        if (found := _WORDS.fullmatch(folded)) and (month := self._months.get(found[2])):
            return _checked(int(found[3]), month, int(found[1] or 0))
        if (found := _MONTH_FIRST_WORDS.fullmatch(folded)) and (
            month := self._months.get(found[1])
        ):
            return _checked(int(found[3]), month, int(found[2]))
        # A phrase without a number is none, and to say so for sure takes long.
        read = self._phrase(folded) if any(map(str.isdecimal, folded)) else None
        if read is None:
            raise DateFault(_("no date that Atlas can read"))
        return read

    def _phrase(self, folded: str) -> ReadDate | None:
        """Whatever else a reader may type for a date: about 1990, spring 2009, mid-1990s."""
        if len(folded) > _LONGEST_PHRASE:
            return None
        if not self._left:
            # It keeps all that it has read.
            self._left, self._phrases = _PHRASES, DateReader(calendar_day(0))
        self._left -= 1
        found = self._phrases.read(phrase_fold(folded))
        return _marked(found) if found is not None and parse_edtf(found).is_dated else None


def _in_order(first: int, second: int, year: int, order: DateOrder) -> ReadDate:
    if order is DateOrder.MONTH_FIRST:
        return _checked(year, first, second)
    if order is DateOrder.DAY_FIRST:
        return _checked(year, second, first)
    if second > 12:
        return _checked(year, first, second)
    return _checked(year, second, first)._replace(doubtful=first <= 12 and first != second)


def _year(number: int) -> ReadDate:
    if not 1 <= number <= 9999:
        raise DateFault(_("no year"))
    return ReadDate(f"{number:04}", far=number >= _FAR)


def _checked(year: int, month: int, day: int) -> ReadDate:
    """The date if there is such a day; month and day are 0 where they are not known."""
    try:
        datetime.date(year, month or 1, day or 1)
    except ValueError as error:
        raise DateFault(_("no such day in the calendar")) from error
    parts = [f"{year:04}", *([f"{month:02}"] if month else []), *([f"{day:02}"] if day else [])]
    return ReadDate("-".join(parts), far=year >= _FAR)


def _marked(edtf: str) -> ReadDate:
    return ReadDate(edtf, far=any(int(year) >= _FAR for year in re.findall(r"\d{4}", edtf)))


def spanning(first: str, last: str) -> str:
    """The interval from one EDTF date to another; raises DateFault if it ends before it begins."""
    if first == last:
        return first
    text = f"{first}/{last}"
    try:
        parse_edtf(text)
    except EdtfError as error:
        raise DateFault(_("ends before it begins")) from error
    return text


def _months(languages: tuple[str, ...]) -> Mapping[str, int]:
    """The months by every name and short name in some languages, folded."""
    from babel import Locale  # not before a file is imported: it takes longer than a small library

    found: dict[str, int] = {}
    for language in languages:
        months = Locale.parse(language, sep="-").months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    key = fold(name).rstrip(".")
                    if key and not key.isdigit():
                        found.setdefault(key, number)
    return found
