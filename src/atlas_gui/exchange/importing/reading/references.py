"""References as rows: the same columns whatever format they come in, and all else under its own name."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.importing.reading.json_values import column_names
from atlas_gui.exchange.importing.reading.noted import Noted
from atlas_gui.exchange.importing.reading.opened_table import OpenedTable
from atlas_gui.exchange.importing.rows import Cell, FileWishes, Row
from atlas_gui.i18n import _

# These are there in every list of references, so that what is said of one fits all.
COLUMNS: Final = tuple(
    "id type title author issued container-title publisher publisher-place URL DOI abstract keyword"
    " language note number accessed event-place jurisdiction".split()
)
_NUMBERED_DATE = re.compile(r"(\d{1,4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?[-/.\s]*", re.ASCII)
_WORD_BREAK = re.compile(r"\s*[,;]\s*")
# The first three letters are enough, in English and in most other languages of the alphabet.
_MONTHS: Final = tuple("jan feb mar apr may jun jul aug sep oct nov dec".split())


class Reference(NamedTuple):
    """A reference: where it stands, as `Row.number` says, and its cells by the names of columns."""

    number: int
    cells: Mapping[str, Cell]


def reference_table(
    path: Path, used: FileWishes, references: Sequence[Reference], noted: Noted
) -> OpenedTable:
    """The table of references that are read already. Raises AtlasError if there is none."""
    if not references:
        reason = noted.findings[-1].reason if noted.findings else _("Choose another file.")
        raise AtlasError(
            _("“{path}” holds no reference that can be read. {reason}").format(
                path=path, reason=reason
            )
        )
    names = dict.fromkeys(COLUMNS)
    for reference in references:
        names.update(dict.fromkeys(reference.cells))

    def rows() -> Iterator[Row]:
        for number, cells in references:
            yield Row(number, [cells.get(name) for name in names])

    return OpenedTable(path, column_names(tuple(names)), used, noted, rows, total=len(references))


def one_or_all(values: Sequence[str]) -> Cell:
    """A cell of what is mostly there once: the text, or a list of several."""
    kept = [value for value in values if value]
    return (kept[0] if len(kept) == 1 else kept) if kept else None


def keywords_of(text: str) -> Sequence[str]:
    """Keywords that stand in one text, parted by commas or semicolons."""
    return [word for word in _WORD_BREAK.split(text.strip()) if word]


def iso_date(text: str) -> str | None:
    """A date of numbers, the year first, as ISO 8601: year, year and month, or day; else None.

    >>> iso_date("2005/3/1/"), iso_date("2005"), iso_date("spring")
    ('2005-03-01', '2005', None)
    """
    found = _NUMBERED_DATE.fullmatch(text.strip())
    if found is None:
        return None
    return iso_of([int(part) for part in found.groups() if part])


def iso_of(parts: Sequence[Any]) -> str | None:
    """Year, month and day as ISO 8601, as far as they are numbers that can be so; None without a year."""
    numbers: list[int] = []
    for part in parts[:3]:
        try:
            numbers.append(int(part))
        except (TypeError, ValueError):
            break
    if not numbers or not -9999 <= numbers[0] <= 9999:
        return None
    year = f"{'-' if numbers[0] < 0 else ''}{abs(numbers[0]):04d}"
    if len(numbers) < 2 or not 1 <= numbers[1] <= 12:
        return year
    if len(numbers) < 3 or not 1 <= numbers[2] <= 31:
        return f"{year}-{numbers[1]:02d}"
    return f"{year}-{numbers[1]:02d}-{numbers[2]:02d}"


def month_of(text: str) -> int | None:
    """The number of a month that is named or numbered."""
    plain = text.strip().strip('{}".').lower()
    if plain.isdecimal():
        return int(plain) if len(plain) < 3 and 1 <= int(plain) <= 12 else None
    return _MONTHS.index(plain[:3]) + 1 if plain[:3] in _MONTHS else None
