"""What may stand in one cell: text that is text and nothing else, numbers, days.

A spreadsheet takes a cell that begins with = + - or @ for a formula. In CSV, which knows no text
and no numbers, such a cell gets an apostrophe before that sign, as is usual; docs/tables.md says
how to take it away again.
"""

import datetime as dt
import re
from decimal import Decimal

from atlas_gui.exchange.display_text import code_point
from atlas_gui.i18n import _

Cell = str | int | Decimal | dt.date
# Between several values in one cell.
JOINT = "; "
# What an Excel cell holds, in units of UTF-16.
MOST_UNITS = 32_767

_LINE_END = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
# XML and most readers of CSV take none of these; a surrogate alone is not even text.
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# Spaces, quotes and signs without width are passed over by one program or another.
_PASSED_OVER = "[\\s\"'\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*"
_SIGN = "[=+\\-@\uff1d\uff0b\uff0d\uff20]"
# A program that is told of another separator begins a cell in the middle of ours.
_FORMULA = re.compile(f"(^|[;\t\n])({_PASSED_OVER})({_SIGN})")
_BEGINS_FORMULA = re.compile(f"{_PASSED_OVER}{_SIGN}")
_BEGINS_BLANK = re.compile("'*[\t\n]")


def readable(text: str) -> str:
    r"""`text` with line ends made alike and what cannot be written shown by its code point.

    >>> readable("a\x00b\r\nc\ud800")
    'aU+0000b\ncU+D800'
    """
    if text.isprintable():
        return text
    return _UNWRITABLE.sub(lambda found: code_point(found[0]), _LINE_END.sub("\n", text))


def single_line(text: str) -> str:
    r"""`readable` text in one line, white space of any sort one space.

    >>> single_line(" Two\n\tlines ")
    'Two lines'
    """
    return " ".join(readable(text).split())


def guarded(text: str) -> str:
    r"""Text of a CSV cell of which no program makes a formula, however it separates cells.

    >>> guarded("=1+1"), guarded("a; @SUM"), guarded("1-2"), guarded("\t")
    ("'=1+1", "a; '@SUM", '1-2', "'\t")
    """
    marked = _FORMULA.sub(r"\1\2'\3", text)
    return f"'{marked}" if _BEGINS_BLANK.match(marked) else marked


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet would take `text` for a formula if somebody typed it."""
    return _BEGINS_FORMULA.match(text) is not None


def cut_to_cell(text: str) -> str:
    """`text` as far as an Excel cell holds it, with a remark if that is not all of it."""
    if len(text) <= MOST_UNITS // 2 or _units(text) <= MOST_UNITS:
        return text
    remark = _(" … [cut: a cell holds no more; the export as JSON has all of it]")
    room = 2 * (MOST_UNITS - _units(remark))
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + remark


def exact_number(number: Decimal | int) -> bool:
    """Whether a spreadsheet, which counts in 15 digits, holds the number as it is."""
    digits = Decimal(number).normalize().as_tuple().digits
    return len(digits) <= 15 and abs(Decimal(number)) < Decimal(10) ** 24


def exact_day(day: dt.date) -> bool:
    """Whether all spreadsheets agree on the day: Excel's first two months have one day too many."""
    return day >= dt.date(1900, 3, 1)


def as_text(cell: Cell) -> str:
    """A cell where everything is text: numbers without an exponent, days as ISO 8601."""
    if isinstance(cell, str):
        return readable(cell)
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
