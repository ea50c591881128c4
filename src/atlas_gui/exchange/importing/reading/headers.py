"""Finds the header of a table, and gives each column a name of its own."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from atlas_gui.exchange.importing.reading.limits import NAME_SIGNS
from atlas_gui.exchange.importing.rows import Cell, FileWishes, Row, as_text

_NUMBER_OR_DAY = re.compile(r"[-+−]?[\d.,'\s]*\d[\d.,'\s]*%?|\d{1,4}[-./]\d{1,2}[-./]\d{1,4}.*")
# A header's words are short; the text of a record need not be.
_LONGEST_HEADING = 60


class Header(NamedTuple):
    """How many rows stand above the header, how many it has itself, and what the columns are called."""

    skipped_rows: int
    header_rows: int
    columns: Sequence[str]


def find_header(looked_at: Sequence[Row], wishes: FileWishes, *, merged: bool = False) -> Header:
    """The header of a table whose first rows are `looked_at`, those without any cell left out.

    With `merged` a cell that is blank in the first of two header rows is so because it is blank, for
    the file says how far the others reach; else it is taken to belong to the one on its left.
    """
    skipped = wishes.skipped_rows if wishes.skipped_rows is not None else first_heading(looked_at)
    table = [row.cells for row in looked_at if row.number > skipped]
    count = wishes.header_rows if wishes.header_rows is not None else _header_rows(table)
    count = min(count, len(table))
    headings = [_words(cells) for cells in table[:count]]
    if count > 1 and not merged:
        headings[0] = _reaching(headings[0], headings[1])
    width = _width(table, count)
    names = [
        _joined([row[place] for row in headings if place < len(row)]) for place in range(width)
    ]
    if not count:
        return Header(skipped, 0, [letters(place) for place in range(width)])
    return Header(skipped, count, _unique(names))


def letters(place: int) -> str:
    """The letters of a column as spreadsheets count them: 0 is A, 26 is AA."""
    name = ""
    while place >= 0:
        place, letter = divmod(place, 26)
        name, place = chr(ord("A") + letter) + name, place - 1
    return name


def first_heading(looked_at: Sequence[Row]) -> int:
    """How many rows stand above the first that fills more than one cell; 0 if there is none."""
    for row in looked_at:
        if sum(cell is not None for cell in row.cells) > 1:
            return row.number - 1
    return 0


def _header_rows(table: Sequence[Sequence[Cell]]) -> int:
    """Two, if the first groups what the second names and the third holds data; else one."""
    if len(table) < 3:
        return 1
    first, second, third = (list(cells) for cells in table[:3])
    end = max((place + 1 for place, cell in enumerate(second) if cell is not None), default=0)
    first += [None] * (end - len(first))
    inner = first[:end]
    groups = any(cell is None for cell in inner) or len(set(map(as_text, inner))) < len(inner)
    named = [place for place, cell in enumerate(second) if cell is not None]
    complete = all(
        second[place] is not None or (place < len(first) and first[place] is not None)
        for place in range(end)
    )
    first_is_text = all(_is_heading(cell) for cell in first if cell is not None)
    second_is_text = len(named) > 1 and all(_is_heading(second[place]) for place in named)
    holds_data = any(
        place < len(third) and third[place] is not None and not _is_heading(third[place])
        for place in named
    )
    return 2 if groups and complete and first_is_text and second_is_text and holds_data else 1


def _is_heading(cell: Cell) -> bool:
    return (
        isinstance(cell, str)
        and len(cell) <= _LONGEST_HEADING
        and not _NUMBER_OR_DAY.fullmatch(cell)
    )


def _width(table: Sequence[Sequence[Cell]], count: int) -> int:
    """As many columns as have a heading, or as most rows fill; blank ones if a row fills them."""
    named = max((_filled(cells) for cells in table[:count]), default=0)
    there = max((len(cells) for cells in table[:count]), default=0)
    filled = sorted(_filled(cells) for cells in table[count:])
    if not filled:
        return max(named, 1)
    if not count:
        return max(filled)
    within = max((extent for extent in filled if extent <= there), default=0)
    return max(named, within, filled[len(filled) // 2])


def _filled(cells: Sequence[Cell]) -> int:
    return max((place + 1 for place, cell in enumerate(cells) if cell is not None), default=0)


def _words(cells: Sequence[Cell]) -> list[str]:
    return [" ".join(as_text(cell).split())[:NAME_SIGNS] for cell in cells]


def _reaching(groups: list[str], names: list[str]) -> list[str]:
    """The upper of two header rows, where each heading reaches over the blank cells on its right."""
    reached: list[str] = []
    for place in range(max(len(groups), len(names))):
        own = groups[place] if place < len(groups) else ""
        below = names[place] if place < len(names) else ""
        reached.append(own or (reached[-1] if below and reached else ""))
    return reached


def _joined(parts: list[str]) -> str:
    """The headings of one column from above, each once."""
    return " ".join(dict.fromkeys(part for part in parts if part))


def _unique(names: list[str]) -> list[str]:
    taken: set[str] = set(names)
    met: Counter[str] = Counter()
    unique: list[str] = []
    for place, heading in enumerate(names):
        name = heading or f"Column {letters(place)}"
        met[heading] += 1
        # What is blank may be called what another is called; and “a (2)” may be there already.
        if (met[heading] > 1) if heading else name in taken:
            number = max(met[heading], 2) if heading else 2
            while f"{name} ({number})" in taken:
                number += 1
            name = f"{name} ({number})"
        taken.add(name)
        unique.append(name)
    return unique
