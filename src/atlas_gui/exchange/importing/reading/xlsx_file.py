"""Reads sheets of Excel workbooks."""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Final

from msgspec import Struct, structs

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.importing.findings import Outcome
from atlas_gui.exchange.importing.reading.headers import find_header, first_heading, letters
from atlas_gui.exchange.importing.reading.limits import COLUMNS, LOOKED_AT_ROWS
from atlas_gui.exchange.importing.reading.noted import Noted
from atlas_gui.exchange.importing.reading.opened_table import OpenedTable
from atlas_gui.exchange.importing.reading.xlsx_package import (
    Sheet,
    Workbook,
    opened_package,
    read_workbook,
)
from atlas_gui.exchange.importing.reading.xlsx_sheet import (
    Merged,
    Oddity,
    Overview,
    SheetRow,
    overview_of,
    sheet_rows,
)
from atlas_gui.exchange.importing.reading.xlsx_values import date_styles, read_strings
from atlas_gui.exchange.importing.rows import Cell, FileWishes, Row, Scalar
from atlas_gui.i18n import _, mark, ngettext
from atlas_gui.progress import Progress

# What is said of a cell that is odd, and what became of it.
_ODD: Final = {
    "formula": (
        Outcome.NOTE,
        mark("{cell} holds a formula; the value it had when saved was taken."),
    ),
    "formula-without-value": (
        Outcome.LEFT_OUT,
        mark("{cell} holds a formula without a value. Open the workbook in Excel and save it."),
    ),
    "error-value": (Outcome.LEFT_OUT, mark("{cell} holds an error and no value.")),
    "no-number": (Outcome.LEFT_OUT, mark("{cell} should hold a number and does not.")),
    "no-day": (Outcome.LEFT_OUT, mark("{cell} should hold a date and does not.")),
    "no-text": (Outcome.LEFT_OUT, mark("{cell} names a text that the workbook does not have.")),
    "no-date": (
        Outcome.SUSPICIOUS,
        mark("{cell} is shown as a date and is none; the number was taken."),
    ),
    "cell-too-long": (Outcome.LEFT_OUT, mark("{cell} has too many signs.")),
}


class _Opened(Struct, frozen=True):
    """A workbook as far as it is read before its rows are."""

    path: Path
    sheet: Sheet
    strings: Sequence[str | None]
    dates: Mapping[str, Callable[[float], Scalar]]


def open_xlsx(path: Path, wishes: FileWishes, noted: Noted, progress: Progress) -> OpenedTable:
    """Choose a sheet and find its header. Raises AtlasError."""
    with opened_package(path) as archive:
        book = read_workbook(archive, path)
        strings = read_strings(archive, book.strings, path, progress)
        dates = date_styles(archive, book, path)
    opened, first_rows = _chosen(path, wishes, book, strings, dates)
    with opened_package(path) as archive:
        overview = overview_of(archive, opened.sheet.part, path, progress)
    width = min(max(max(row.cells, default=0) for row in first_rows) + 1, COLUMNS + 1)
    looked_at = [_as_row(row, width) for row in first_rows]
    merged = overview.merged
    skipped = (
        wishes.skipped_rows
        if wishes.skipped_rows is not None
        else first_heading([_with_groups(row, merged) for row in looked_at])
    )
    header = find_header(
        [_filled(row, merged) if row.number > skipped else row for row in looked_at],
        structs.replace(wishes, skipped_rows=skipped),
        merged=bool(merged),
    )
    _note_overview(noted, opened.sheet, overview)
    used = FileWishes(
        format="xlsx",
        sheet=opened.sheet.name,
        skipped_rows=header.skipped_rows,
        header_rows=header.header_rows,
    )
    reader = _XlsxReader(opened, used, header.columns, merged, noted)
    return OpenedTable(
        path,
        header.columns,
        used,
        noted,
        reader.rows,
        choices=tuple(sheet.name for sheet in book.sheets),
        total=max(overview.rows - header.header_rows, 0),
    )


def _chosen(
    path: Path,
    wishes: FileWishes,
    book: Workbook,
    strings: Sequence[str | None],
    dates: Mapping[str, Callable[[float], Scalar]],
) -> tuple[_Opened, list[SheetRow]]:
    """The sheet that is wished for, else the first that holds anything, shown before hidden ones."""
    candidates = sorted(book.sheets, key=lambda sheet: sheet.hidden)
    if wishes.sheet is not None:
        candidates = [sheet for sheet in book.sheets if sheet.name == wishes.sheet]
        if not candidates:
            raise AtlasError(
                _("“{path}” has no sheet “{sheet}”. It has: {names}.").format(
                    path=path,
                    sheet=wishes.sheet[:80],
                    names=", ".join(sheet.name for sheet in book.sheets[:20]),
                )
            )
    for sheet in candidates:
        opened = _Opened(path, sheet, strings, dates)
        with closing(_rows_of(opened)) as rows:
            first_rows = list(islice((row for row in rows if row.cells), LOOKED_AT_ROWS))
        if first_rows:
            return opened, first_rows
    raise AtlasError(_("“{path}” holds no rows. Choose another sheet or file.").format(path=path))


def _rows_of(opened: _Opened) -> Generator[SheetRow, None, None]:
    with opened_package(opened.path) as archive, archive.open(opened.sheet.part) as file:
        yield from sheet_rows(file, opened.path, opened.strings, opened.dates)  # type: ignore[arg-type]  # it can be read from


def _as_row(row: SheetRow, width: int) -> Row:
    get = row.cells.get
    return Row(row.number, [get(place) for place in range(width)])


def _with_groups(row: Row, merged: Sequence[Merged]) -> Row:
    """A row with its merged cells filled, but for those that begin where a title would."""
    return _filled(row, [one for one in merged if one.first_column > 0])


def _filled(row: Row, merged: Sequence[Merged]) -> Row:
    """A row in which each cell of a merged range has the value of the first; the row is one of it."""
    cells: list[Cell] = list(row.cells)
    for one in merged:
        if one.first_row <= row.number <= one.last_row and one.first_column < len(cells):
            end = min(one.last_column + 1, len(cells))
            for place in range(one.first_column, end):
                if cells[place] is None:
                    cells[place] = cells[one.first_column]
    return Row(row.number, cells)


def _note_overview(noted: Noted, sheet: Sheet, overview: Overview) -> None:
    """What the reader of a workbook may not have seen."""
    hidden = (
        (
            overview.hidden_rows,
            "hidden-rows",
            ngettext(
                "{count} row is hidden in the workbook and was read all the same.",
                "{count} rows are hidden in the workbook and were read all the same.",
                overview.hidden_rows,
            ),
        ),
        (
            overview.hidden_columns,
            "hidden-columns",
            ngettext(
                "{count} group of columns is hidden in the workbook and was read all the same.",
                "{count} groups of columns are hidden in the workbook and were read all the same.",
                overview.hidden_columns,
            ),
        ),
        (int(sheet.hidden), "hidden-sheet", _("The sheet is hidden in the workbook.")),
    )
    for count, code, reason in hidden:
        if count:
            noted.add(code, Outcome.NOTE, reason.format(count=count))


class _XlsxReader:
    """Makes rows of a sheet's rows, and notes what was not as it should be."""

    def __init__(
        self,
        opened: _Opened,
        used: FileWishes,
        columns: Sequence[str],
        merged: Sequence[Merged],
        noted: Noted,
    ) -> None:
        self._opened, self._used, self._columns = opened, used, columns
        self._merged, self._noted = merged, noted

    def rows(self) -> Iterator[Row]:
        """Every row that holds anything, by its number in the sheet."""
        places = range(len(self._columns))
        width = len(places)
        skipped, headings = self._used.skipped_rows or 0, self._used.header_rows or 0
        if not headings:
            self._note_merged(skipped)
        for row in _rows_of(self._opened):
            if row.number <= skipped or not (row.cells or row.odd):
                continue
            if headings and row.cells:
                headings -= 1
                if not headings:
                    self._note_merged(row.number)
                continue
            if row.odd:
                self._note_odd(row.number, row.odd)
            get = row.cells.get
            cells = [get(place) for place in places]
            if len(row.cells) > width or any(place >= width for place in row.cells):
                self._note_extra(row, width)
            if any(cell is not None for cell in cells):
                yield Row(row.number, cells)

    def _column(self, place: int) -> str:
        return self._columns[place] if place < len(self._columns) else ""

    def _note_odd(self, number: int, odd: Sequence[Oddity]) -> None:
        for one in odd:
            outcome, reason = _ODD[one.code]
            self._noted.add(
                one.code,
                outcome,
                _(reason).format(cell=f"{letters(one.column)}{number}"),
                row=number,
                column=self._column(one.column),
                value=one.value,
            )

    def _note_merged(self, header_end: int) -> None:
        for one in self._merged:
            if one.last_row > header_end:
                self._noted.add(
                    "merged-cells",
                    Outcome.NOTE,
                    _("The cells {range} are merged; only the first of them has a value.").format(
                        range=one.name
                    ),
                    row=one.first_row,
                    column=self._column(one.first_column),
                )

    def _note_extra(self, row: SheetRow, width: int) -> None:
        extra = {place: cell for place, cell in row.cells.items() if place >= width}
        first = min(extra)
        self._noted.add(
            "ragged-row",
            Outcome.LEFT_OUT,
            _("From {cell} on the row has cells for which there is no column.").format(
                cell=f"{letters(first)}{row.number}"
            ),
            row=row.number,
            value="; ".join(str(cell) for cell in extra.values()),
        )
