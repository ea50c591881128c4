"""Reads lists of references in RIS: a tag and a value a line.

The library that Atlas writes RIS with keeps only the first of several values, joins a reference whose
end is missing with the next one, and tells no lines; so the lines are read here.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from atlas_gui.exchange.importing.findings import Outcome
from atlas_gui.exchange.importing.reading.encoding import Encoding, find_line_encoding, visible
from atlas_gui.exchange.importing.reading.limits import CELL_SIGNS, REFERENCES_BYTES
from atlas_gui.exchange.importing.reading.noted import Noted
from atlas_gui.exchange.importing.reading.opened_table import OpenedTable
from atlas_gui.exchange.importing.reading.references import (
    Reference,
    iso_date,
    one_or_all,
    reference_table,
)
from atlas_gui.exchange.importing.reading.text_lines import TooLongError, opened_lines
from atlas_gui.exchange.importing.rows import Cell, FileWishes
from atlas_gui.i18n import _
from atlas_gui.progress import Progress

_LINE = re.compile(r"\ufeff?([A-Z][A-Z0-9])  ?-(?: (.*)|)$", re.DOTALL)
_BEFORE = re.compile(r"\s*(?:\d+\.)?\s*")
_TYPES: Final = {
    "JOUR": "article-journal",
    "EJOUR": "article-journal",
    "JFULL": "periodical",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "BILL": "bill",
    "BOOK": "book",
    "EBOOK": "book",
    "EDBOOK": "book",
    "VIDEO": "broadcast",
    "CHAP": "chapter",
    "ECHAP": "chapter",
    "DATA": "dataset",
    "AGGR": "dataset",
    "ENCYC": "entry-encyclopedia",
    "DICT": "entry-dictionary",
    "HEAR": "hearing",
    "PCOMM": "personal_communication",
    "CASE": "legal_case",
    "STAT": "legislation",
    "LEGAL": "treaty",
    "MANSCPT": "manuscript",
    "MAP": "map",
    "PAMP": "pamphlet",
    "CPAPER": "paper-conference",
    "CONF": "paper-conference",
    "ICOMM": "post",
    "BLOG": "post-weblog",
    "RPRT": "report",
    "GOVDOC": "report",
    "STAND": "standard",
    "THES": "thesis",
    "PAT": "patent",
    "ELEC": "webpage",
    "GEN": "document",
}
# Tags in the order in which one is taken before another; what is left keeps its tag.
_TEXTS: Final = (
    ("id", ("ID",)),
    ("title", ("TI", "T1", "CT")),
    ("container-title", ("T2", "JO", "JF", "BT")),
    ("publisher", ("PB",)),
    ("publisher-place", ("CY", "PP")),
    ("DOI", ("DO",)),
    ("abstract", ("AB", "N2")),
    ("language", ("LA",)),
    ("number", ("M1",)),
    ("volume", ("VL",)),
    ("issue", ("IS",)),
    ("edition", ("ET",)),
    ("genre", ("M3",)),
    ("title-short", ("ST",)),
    ("collection-title", ("T3",)),
    ("ISSN", ("SN",)),
)
_LISTS: Final = (("author", ("AU", "A1")), ("keyword", ("KW",)))
_SEVERAL: Final = (("URL", ("UR",)), ("note", ("N1",)))
_ISSUED: Final = ("DA", "PY", "Y1")
_TOLD_EVERY: Final = 10_000
# A reference by the line it begins on: the values of each tag.
Tagged = tuple[int, dict[str, list[str]]]


def open_ris(path: Path, wishes: FileWishes, noted: Noted, progress: Progress) -> OpenedTable:
    """Read all references. Raises AtlasError if there is none."""
    encoding = find_line_encoding(path, wishes.encoding, REFERENCES_BYTES, noted, progress)
    references = [
        Reference(line, _cells(values)) for line, values in _tagged(path, encoding, noted, progress)
    ]
    used = FileWishes(format="ris", encoding=encoding.wish)
    return reference_table(path, used, references, noted)


def _tagged(path: Path, encoding: Encoding, noted: Noted, progress: Progress) -> Iterator[Tagged]:
    """Each reference as it stands, with what is wrong about it noted."""
    reference: _Begun | None = None
    for number, line in _lines(path, encoding, noted):
        if not number % _TOLD_EVERY:
            progress(number, max(number, encoding.lines))
        found = _LINE.match(line)
        tag, value = (found[1], (found[2] or "").strip()) if found else ("", line.strip())
        if tag == "TY":
            if reference is not None:
                _note_no_end(noted, reference.line)
                yield reference.line, reference.values()
            reference = _Begun(number, value, noted)
        elif reference is None:
            if not _BEFORE.fullmatch(line) and tag != "ER":
                _note_stray(noted, number, line)
        elif tag == "ER":
            yield reference.line, reference.values()
            reference = None
        else:
            reference.add(tag, value)
    if reference is not None:
        _note_no_end(noted, reference.line)
        yield reference.line, reference.values()


class _Begun:
    """A reference of which there may be more lines."""

    def __init__(self, line: int, kind: str, noted: Noted) -> None:
        self.line, self._noted = line, noted
        self._values: dict[str, list[list[str]]] = {"TY": [[kind]]}
        self._last = "TY"

    def add(self, tag: str, value: str) -> None:
        """The next value; without a tag it goes on with the one before."""
        if tag:
            self._values.setdefault(tag, []).append([value])
            self._last = tag
        elif value:
            self._values[self._last][-1].append(value)

    def values(self) -> dict[str, list[str]]:
        """The values of each tag, those left out that are too long."""
        return {tag: list(self._joined(tag, held)) for tag, held in self._values.items()}

    def _joined(self, tag: str, held: list[list[str]]) -> Iterator[str]:
        for parts in held:
            value = "\n".join(parts).strip()
            if len(value) <= CELL_SIGNS:
                yield value
            else:
                self._noted.add(
                    "cell-too-long",
                    Outcome.LEFT_OUT,
                    _("A text has more than {most:,} signs.").format(most=CELL_SIGNS),
                    row=self.line,
                    column=f"ris:{tag}",
                )


def _lines(path: Path, encoding: Encoding, noted: Noted) -> Iterator[tuple[int, str]]:
    with opened_lines(path, encoding, REFERENCES_BYTES) as lines:
        while True:
            lines.begin()
            try:
                line = next(lines)
            except StopIteration:
                return
            except TooLongError:
                line = ""
            if len(line) > CELL_SIGNS or not line:
                noted.add(
                    "line-too-long",
                    Outcome.LEFT_OUT,
                    _("The line has more than {most:,} signs.").format(most=CELL_SIGNS),
                    row=lines.number,
                )
                continue
            if encoding.flawed or encoding.odd:
                line = visible(line).replace("\0", "␀")
            yield lines.number, line.rstrip("\r\n")


def _cells(values: Mapping[str, list[str]]) -> dict[str, Cell]:
    """The cells of a reference; what has no column of its own stands under its tag."""
    left = {tag: [value for value in held if value] for tag, held in values.items()}
    kind = one_or_all(left.pop("TY", []))
    cells: dict[str, Cell] = {"type": _TYPES.get(str(kind), "document")}
    if str(kind) not in _TYPES:
        cells["ris:TY"] = kind
    for name, tags in _TEXTS:
        tag = next((tag for tag in tags if left.get(tag)), None)
        if tag is not None:
            first, *more = left.pop(tag)
            cells[name] = first
            left |= {tag: more}
    for name, tags in _LISTS:
        if held := [value for tag in tags for value in left.pop(tag, [])]:
            cells[name] = held
    for name, tags in _SEVERAL:
        cells[name] = one_or_all([value for tag in tags for value in left.pop(tag, [])])
    _take_dates(left, cells)
    pages = [left.pop(tag)[0] for tag in ("SP", "EP") if left.get(tag)]
    if pages:
        cells["page"] = "–".join(pages)
    if cells["type"] == "treaty" and "publisher-place" in cells:
        # No publisher, but where it was signed.
        cells["event-place"] = cells.pop("publisher-place")
    cells |= {f"ris:{tag}": one_or_all(held) for tag, held in left.items() if held}
    return {name: cell for name, cell in cells.items() if cell is not None}


def _take_dates(left: dict[str, list[str]], cells: dict[str, Cell]) -> None:
    """The date that says most; words beside it, and dates that say otherwise, keep their tags."""
    if read := left.pop("Y2", None):
        cells["accessed"] = iso_date(read[0]) or read[0]
        left["Y2"] = read[1:]
    given = [(tag, *_parted(left[tag][0])) for tag in _ISSUED if left.get(tag)]
    days = [day for _tag, day, _words in given if day is not None]
    if not days:
        if given:
            cells["issued"] = left[given[0][0]].pop(0)
        return
    issued = max(days, key=len)
    cells["issued"] = issued
    for tag, day, words in given:
        if day is not None and issued.startswith(day):
            left[tag] = ([words] if words else []) + left[tag][1:]


def _parted(value: str) -> tuple[str | None, str]:
    """The date of `2005/03/01/about then`, and the words of its fourth part."""
    parts = value.split("/", 3)
    day = iso_date("/".join(part for part in parts[:3] if part.strip()))
    return day, parts[3].strip() if len(parts) > 3 else ""


def _note_stray(noted: Noted, number: int, line: str) -> None:
    noted.add(
        "outside-reference",
        Outcome.LEFT_OUT,
        _("The line stands between references and belongs to none."),
        row=number,
        value=line,
    )


def _note_no_end(noted: Noted, number: int) -> None:
    noted.add(
        "no-end",
        Outcome.SUSPICIOUS,
        _("The reference that begins here has no end (ER); look whether the file is cut off."),
        row=number,
    )
