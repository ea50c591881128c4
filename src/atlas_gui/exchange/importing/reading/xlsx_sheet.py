"""The rows of a sheet, read as its XML goes by: of a sheet of any size only a few are held."""

import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from msgspec import Struct

from atlas_gui.exchange.importing.reading.limits import CELL_SIGNS, STREAMED_BYTES
from atlas_gui.exchange.importing.reading.xlsx_package import (
    CHUNK,
    feed,
    is_true,
    new_parser,
)
from atlas_gui.exchange.importing.reading.xlsx_values import (
    OddValueError,
    clean_text,
    moment_of,
    number_of,
)
from atlas_gui.exchange.importing.rows import Scalar
from atlas_gui.progress import Progress

# As many rows and columns as Excel has.
_ROWS: Final = 1 << 20
_COLUMNS: Final = 1 << 14
_DIGITS: Final = "0123456789"
_MERGED_KEPT: Final = 10_000


class Oddity(NamedTuple):
    """Something about a cell: a stable word for it, the column from 0, and what stands there."""

    code: str
    column: int
    value: str = ""


class SheetRow(NamedTuple):
    """A row that is there: its number, its cells by column from 0, and what is odd about them."""

    number: int
    cells: Mapping[int, Scalar]
    odd: Sequence[Oddity]


class Merged(NamedTuple):
    """A range of cells that shows as one, rows from 1 and columns from 0, the last ones included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int
    name: str


class Overview(Struct):
    """What is to be known of a sheet before its rows are read."""

    rows: int = 0
    merged: list[Merged] = []
    hidden_rows: int = 0
    hidden_columns: int = 0


def overview_of(archive: zipfile.ZipFile, part: str, path: Path, progress: Progress) -> Overview:
    """Count rows, and find what is merged or hidden; quick where nothing is."""
    found = Overview()
    remarkable, before = False, b""
    with archive.open(part) as file:
        done = 0
        while chunk := file.read(CHUNK):
            done += len(chunk)
            if done > STREAMED_BYTES:
                break  # whoever reads the rows says so
            both = before + chunk
            # With less than a whole sign of it before, none is counted twice.
            rows = both[-len(chunk) - 3 :]
            found.rows += rows.count(b"<row") or rows.count(b":row")
            remarkable = remarkable or b"mergeCell " in both or b"hidden=" in both
            before = chunk[-16:]
            progress(done, max(done, archive.NameToInfo[part].file_size))
    if remarkable:
        parser = new_parser(path)

        def start(name: str, attributes: Mapping[str, str]) -> None:
            name = name.rpartition(":")[2]
            if name == "mergeCell":
                merged = _range(attributes.get("ref", ""))
                if merged is not None and len(found.merged) < _MERGED_KEPT:
                    found.merged.append(merged)
            elif name == "row":
                found.hidden_rows += is_true(attributes.get("hidden"))
            elif name == "col":
                found.hidden_columns += is_true(attributes.get("hidden"))

        parser.StartElementHandler = start
        with archive.open(part) as file:
            for fed in feed(parser, file, path, STREAMED_BYTES):
                progress(fed, max(fed, archive.NameToInfo[part].file_size))
    return found


def sheet_rows(
    file: BinaryIO,
    path: Path,
    strings: Sequence[str | None],
    dates: Mapping[str, Callable[[float], Scalar]],
) -> Iterator[SheetRow]:
    """The rows that hold anything. Raises AtlasError, and PACKAGE_ERRORS."""
    reader = _SheetReader(strings, dates)
    parser = new_parser(path)
    parser.StartElementHandler = reader.start_of_sheet
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    reader.begun = lambda: setattr(parser, "StartElementHandler", reader.start)
    for _fed in feed(parser, file, path, STREAMED_BYTES):
        yield from reader.done
        reader.done.clear()


def column_of(letters: str) -> int:
    """The column from 0 that spreadsheets call by these letters; -1 if they call none so."""
    number = 0
    for letter in letters:
        if not "A" <= letter <= "Z" or number > _COLUMNS:
            return -1
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1 if number <= _COLUMNS else -1


def _range(name: str) -> Merged | None:
    """A range such as B2:C3."""
    ends = []
    for end in name.replace("$", "").split(":"):
        letters = end.rstrip(_DIGITS)
        row = end[len(letters) :]
        if column_of(letters) < 0 or not 0 < len(row) < 8:
            return None
        ends.append((int(row), column_of(letters)))
    if len(ends) != 2:
        return None
    (first_row, first_column), (last_row, last_column) = ends
    return Merged(first_row, last_row, first_column, last_column, name)


class _SheetReader:
    """Hears of elements as they begin and end; `done` are the rows that are complete."""

    def __init__(
        self, strings: Sequence[str | None], dates: Mapping[str, Callable[[float], Scalar]]
    ) -> None:
        self._strings, self._dates = strings, dates
        self.done: list[SheetRow] = []
        self.begun: Callable[[], None] = lambda: None
        self._columns: dict[str, int] = {}
        self._row, self._column, self._signs = 0, -1, 0
        self._cells: dict[int, Scalar] = {}
        self._odd: list[Oddity] = []
        self._type: str | None = None
        self._style: str | None = None
        self._parts: list[str] = []
        self._within = self._aside = self._formula = self._valued = False
        self._names("")

    def _names(self, prefix: str) -> None:
        self._c, self._v, self._f = f"{prefix}c", f"{prefix}v", f"{prefix}f"
        self._r, self._t, self._ph = f"{prefix}row", f"{prefix}t", f"{prefix}rPh"

    def start_of_sheet(self, name: str, _attributes: Mapping[str, str]) -> None:
        """The first element of all tells the prefix that all others have."""
        prefix, colon, _local = name.rpartition(":")
        self._names(prefix + colon)
        self.begun()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if name == self._c:
            reference = attributes.get("r")
            if reference is None:
                self._column += 1
            else:
                letters = reference.rstrip(_DIGITS)
                column = self._columns.get(letters)
                if column is None:
                    column = self._columns[letters] = column_of(letters)
                self._column = column if column >= 0 else self._column + 1
            self._type = attributes.get("t")
            self._style = attributes.get("s")
            self._parts, self._signs = [], 0
            self._formula = self._valued = False
        elif name == self._v:
            self._within = self._valued = True
        elif name == self._r:
            self._begin_row(attributes.get("r"))
        elif name == self._t:
            self._within, self._valued = not self._aside, True
        elif name == self._f:
            self._formula = True
        elif name == self._ph:
            self._aside = True

    def end(self, name: str) -> None:
        """An element ends."""
        if name == self._c:
            if self._valued or self._formula:
                self._end_cell()
        elif name == self._v or name == self._t:  # noqa: PLR1714  # twice as fast as a tuple
            self._within = False
        elif name == self._r:
            if self._cells or self._odd:
                self.done.append(SheetRow(self._row, self._cells, self._odd))
            self._cells, self._odd = {}, []
        elif name == self._ph:
            self._aside = False

    def text(self, text: str) -> None:
        """Text within an element."""
        if self._within:
            self._signs += len(text)
            if self._signs <= CELL_SIGNS:
                self._parts.append(text)

    def _begin_row(self, number: str | None) -> None:
        if number is not None and number.isdecimal() and len(number) < 8:
            self._row = int(number)
        else:
            self._row += 1
        if self._row > _ROWS:
            raise ValueError("a row beyond the last")
        self._column = -1
        self._cells, self._odd = {}, []

    def _end_cell(self) -> None:
        column = self._column
        if column >= _COLUMNS:
            return
        text = "".join(self._parts)
        if self._signs > CELL_SIGNS:
            self._odd.append(Oddity("cell-too-long", column, text[:200]))
            return
        if self._formula:
            # A text may be empty; a number that is was never worked out.
            if not self._valued or (not text and self._type in (None, "n")):
                self._odd.append(Oddity("formula-without-value", column))
                return
            self._odd.append(Oddity("formula", column, text))
        try:
            value = self._value(text)
        except OddValueError as error:
            self._odd.append(Oddity(error.code, column, text))
            return
        if value is not None:
            self._cells[column] = value

    def _value(self, text: str) -> Scalar:
        kind = self._type
        if kind == "s":
            try:
                return self._strings[int(text)] if int(text) >= 0 else None
            except (ValueError, IndexError):
                raise OddValueError("no-text") from None
        if kind is None or kind == "n":
            return self._number(text) if text.strip() else None
        if kind in ("str", "inlineStr"):
            return clean_text(text)
        if kind == "b":
            return text.strip() in ("1", "true")
        if kind == "e":
            raise OddValueError("error-value")
        if kind == "d":
            return moment_of(text.strip())
        raise OddValueError("no-text")

    def _number(self, text: str) -> Scalar:
        number = number_of(text)
        convert = self._dates.get(self._style) if self._style is not None else None
        if convert is None:
            return number
        try:
            return convert(number)
        except (ValueError, OverflowError, ArithmeticError):
            self._odd.append(Oddity("no-date", self._column, text))
            return number
