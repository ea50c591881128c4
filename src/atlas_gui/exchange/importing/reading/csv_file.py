"""Reads tables as text: CSV with any delimiter, in any encoding, also gzipped."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.importing.findings import Outcome
from atlas_gui.exchange.importing.reading.csv_delimiter import find_delimiter
from atlas_gui.exchange.importing.reading.csv_records import CsvRecord, csv_records
from atlas_gui.exchange.importing.reading.encoding import (
    Encoding,
    find_line_encoding,
    has_kept_bytes,
    visible,
)
from atlas_gui.exchange.importing.reading.headers import find_header
from atlas_gui.exchange.importing.reading.limits import (
    CELL_SIGNS,
    COLUMNS,
    LOOKED_AT_ROWS,
    STREAMED_BYTES,
)
from atlas_gui.exchange.importing.reading.noted import Noted
from atlas_gui.exchange.importing.reading.opened_table import OpenedTable
from atlas_gui.exchange.importing.reading.text_lines import TooLongError, opened_lines
from atlas_gui.exchange.importing.rows import FileWishes, Row
from atlas_gui.i18n import _, ngettext
from atlas_gui.progress import Progress

# Lines by which the delimiter is found, and signs of each.
_SAMPLE_LINES: Final = 500
_SAMPLE_SIGNS: Final = CELL_SIGNS
# A row of more cells is none: nobody could tell which of them are too many.
_MOST_CELLS: Final = 10 * COLUMNS
_NUL_SHOWN: Final = "␀"


def open_csv(path: Path, wishes: FileWishes, noted: Noted, progress: Progress) -> OpenedTable:
    """Find out how the file is to be read, going through it once. Raises AtlasError."""
    encoding = find_line_encoding(path, wishes.encoding, STREAMED_BYTES, noted, progress)
    delimiter = wishes.delimiter or find_delimiter(_first_lines(path, encoding))
    if len(delimiter) != 1 or delimiter in '"\r\n\0':
        raise AtlasError(
            _("Columns cannot be parted by “{sign}”; choose one sign, such as ; or a tab.").format(
                sign=delimiter[:20]
            )
        )
    header = find_header(_first_rows(path, encoding, delimiter), wishes)
    used = FileWishes(
        format="csv",
        encoding=encoding.wish,
        delimiter=delimiter,
        skipped_rows=header.skipped_rows,
        header_rows=header.header_rows,
    )
    reader = _CsvReader(path, encoding, used, header.columns, noted)
    total = max(encoding.lines - header.skipped_rows - header.header_rows, 0)
    return OpenedTable(path, header.columns, used, noted, reader.rows, total=total)


def _first_lines(path: Path, encoding: Encoding) -> list[str]:
    lines: list[str] = []
    with opened_lines(path, encoding, STREAMED_BYTES) as text:
        try:
            for line in text:
                lines.append(line)
                if len(lines) >= _SAMPLE_LINES or text.held_signs > _SAMPLE_SIGNS:
                    break
        except TooLongError:
            pass
    return lines


def _first_rows(path: Path, encoding: Encoding, delimiter: str) -> list[Row]:
    """The first rows that hold anything, numbered as records."""
    looked_at: list[Row] = []
    with opened_lines(path, encoding, STREAMED_BYTES) as lines:
        # What is wrong with them is noted when they are read as rows.
        for record in csv_records(lines, delimiter, Noted()):
            cells = [_mended(cell) for cell in record.cells[: COLUMNS + 1]]
            if any(cells):
                looked_at.append(Row(record.ordinal, cells))
            if len(looked_at) >= LOOKED_AT_ROWS:
                break
    if not looked_at:
        raise AtlasError(_("“{path}” holds no rows. Choose another file.").format(path=path))
    return looked_at


def _mended(cell: str) -> str | None:
    return visible(cell).replace("\ufeff", "").replace("\0", _NUL_SHOWN).strip() or None


class _CsvReader:
    """Makes rows of records, and notes what was not as it should be."""

    def __init__(
        self,
        path: Path,
        encoding: Encoding,
        used: FileWishes,
        columns: Sequence[str],
        noted: Noted,
    ) -> None:
        self._path, self._encoding, self._used = path, encoding, used
        self._columns, self._noted = columns, noted

    def rows(self) -> Iterator[Row]:
        """Every row that holds anything; its number is the line on which it begins."""
        used, width = self._used, len(self._columns)
        doubtful = self._encoding.flawed or self._encoding.odd
        headings = used.header_rows or 0
        with opened_lines(self._path, self._encoding, STREAMED_BYTES) as lines:
            for record in csv_records(lines, used.delimiter or ",", self._noted):
                if record.ordinal <= (used.skipped_rows or 0):
                    continue
                if len(record.cells) > _MOST_CELLS:
                    self._refuse(record)
                    continue
                if doubtful:
                    self._mend(record)
                cells: list[str | None] = [cell.strip() or None for cell in record.cells]
                if not any(cells):
                    continue
                if headings:
                    headings -= 1
                    continue
                if len(cells) != width:
                    cells = self._fitted(record.line, cells)
                yield Row(record.line, cells)

    def _fitted(self, line: int, cells: list[str | None]) -> list[str | None]:
        """As many cells as there are columns; what is too much is told."""
        width = len(self._columns)
        if len(cells) < width:
            missing = width - len(cells)
            if self._noted.only_counts("ragged-row", Outcome.NOTE):
                return cells + [None] * missing
            self._noted.add(
                "ragged-row",
                Outcome.NOTE,
                ngettext(
                    "The row ends {count} cell before the last column; what is missing is left empty.",
                    "The row ends {count} cells before the last column; what is missing is left empty.",
                    missing,
                ).format(count=missing),
                row=line,
                column=self._columns[len(cells)],
            )
            return cells + [None] * missing
        more = cells[width:]
        if any(more):
            self._noted.add(
                "ragged-row",
                Outcome.LEFT_OUT,
                ngettext(
                    "The row has {count} cell more than there are columns. If it has a delimiter within"
                    " its text, put the text in quotes.",
                    "The row has {count} cells more than there are columns. If it has a delimiter within"
                    " its text, put the text in quotes.",
                    len(more),
                ).format(count=len(more)),
                row=line,
                value=(self._used.delimiter or ",").join(cell or "" for cell in more),
            )
        return cells[:width]

    def _refuse(self, record: CsvRecord) -> None:
        self._noted.add(
            "too-many-cells",
            Outcome.REFUSED,
            _("The row has {count:,} cells.").format(count=len(record.cells)),
            row=record.line,
            value=(self._used.delimiter or ",").join(record.cells[:100]),
        )

    def _mend(self, record: CsvRecord) -> None:
        """Make visible what is no text, and say where it is."""
        for place, cell in enumerate(record.cells):
            column = self._columns[place] if place < len(self._columns) else ""
            if has_kept_bytes(cell):
                self._noted.add(
                    "undecodable",
                    Outcome.SUSPICIOUS,
                    _(
                        "Some bytes are not of the encoding of the file; they are kept as \\x and value."
                    ),
                    row=record.line,
                    column=column,
                    value=visible(cell),
                )
            if "\0" in cell:
                self._noted.add(
                    "nul",
                    Outcome.SUSPICIOUS,
                    _(
                        "The text holds NUL signs, which are shown as ␀. Look whether it is damaged."
                    ),
                    row=record.line,
                    column=column,
                    value=cell.replace("\0", _NUL_SHOWN),
                )
            if "\ufeff" in cell:
                self._noted.add(
                    "byte-order-mark",
                    Outcome.NOTE,
                    _(
                        "A byte-order mark within the file was left out; it may be two files in one."
                    ),
                    row=record.line,
                    column=column,
                    value=cell,
                )
            record.cells[place] = _mended(cell) or ""
