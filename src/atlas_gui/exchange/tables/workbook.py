"""A table of records as an Excel workbook, with every claim and source on sheets of their own.

Rows go to disk as they are made, so that a large library needs no more memory than a small one.
"""

import datetime as dt
import tempfile
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, BinaryIO, Final

from atlas_gui.domain.texts import in_language
from atlas_gui.exchange.tables.cells import (
    Cell,
    as_text,
    begins_formula,
    cut_to_cell,
    exact_day,
    exact_number,
    readable,
)
from atlas_gui.exchange.tables.claim_rows import (
    ABOUT_HEADINGS,
    CLAIM_HEADINGS,
    SOURCE_HEADINGS,
    Headings,
    about_rows,
    claim_rows,
    source_row,
)
from atlas_gui.exchange.tables.columns import columns_for, languages_of, table_of
from atlas_gui.exchange.tables.export import Export
from atlas_gui.i18n import _

# Of XlsxWriter, which has no annotations.
Workbook = Any
Worksheet = Any
CellFormat = Any
# What an Excel sheet holds, its headings included.
_MOST_ROWS: Final = 1_048_576
_MOST_PROPERTY_LETTERS = 255
# Some half a megabyte.
_STEP = 64


def write_workbook(export: Export, file: BinaryIO) -> None:
    """Write the sheets Records, Claims, Sources and About into `file`; no cell is a formula.

    A sheet that is full goes on in another one. Raises OSError, also where there is no room for
    the rows while they are collected.
    """
    from xlsxwriter import Workbook as NewWorkbook  # type: ignore[import-untyped]
    from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]

    with tempfile.TemporaryDirectory(prefix="atlas-", ignore_cleanup_errors=True) as folder:
        target = _Stoppable(file, export)
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
            "tmpdir": folder,
        }
        book = NewWorkbook(target, options)
        try:
            _fill(book, export)
            book.close()
        except FileCreateError as error:
            raise OSError(*error.args[0].args) from error
        finally:
            target.stop()
            for sheet in book.worksheets():
                if sheet.row_data_fh is not None:
                    sheet.row_data_fh.close()


class _Stoppable:
    """A file that asks now and then, as it is written, whether the work is still wanted.

    Once it is not, it takes what is written and forgets it, so that the writers around it can end.
    """

    def __init__(self, file: BinaryIO, export: Export) -> None:
        self._file = file
        self._export = export
        self._stopped = False
        self._writes = 0

    def stop(self) -> None:
        """From now on, forget what is written: the file itself may be closed by now."""
        self._stopped = True

    def seek(self, offset: int, whence: int = 0) -> int:
        """See BinaryIO."""
        return 0 if self._stopped else self._file.seek(offset, whence)

    def tell(self) -> int:
        """See BinaryIO."""
        return 0 if self._stopped else self._file.tell()

    def flush(self) -> None:
        """See BinaryIO."""
        if not self._stopped:
            self._file.flush()

    def write(self, content: bytes) -> int:
        """See BinaryIO; raises what `progress` raises, too."""
        if self._stopped:
            return len(content)
        self._writes += 1
        total = len(self._export.ids)
        try:
            if self._writes % _STEP == 0:
                self._export.progress(total, total)
            return self._file.write(content)
        except BaseException:
            self._stopped = True
            raise


class _Formats:
    """How cells look: headings bold, numbers grouped, days as ISO 8601."""

    def __init__(self, book: Workbook) -> None:
        self.heading: CellFormat = book.add_format({"bold": True, "bottom": 1})
        self.whole: CellFormat = book.add_format({"num_format": "#,##0"})
        self.day: CellFormat = book.add_format({"num_format": "yyyy-mm-dd"})
        # Text even after somebody has gone into the cell and out again.
        self.text: CellFormat = book.add_format({"quote_prefix": True})


class _Sheet:
    """A table on one sheet, or on as many as it needs."""

    def __init__(self, book: Workbook, name: str, headings: Headings, formats: _Formats) -> None:
        self._book = book
        self._name = name
        self._headings = headings
        self._formats = formats
        self._number = 1
        self._sheet = self._begin(name)

    def add(self, cells: Sequence[Cell]) -> None:
        """Add a row."""
        if self._row == _MOST_ROWS:
            self.end()
            self._number += 1
            self._sheet = self._begin(f"{self._name} {self._number}")
        for column, cell in enumerate(cells):
            if cell != "":
                self._write(column, cell)
        self._row += 1

    def end(self) -> None:
        """Let a reader choose rows by what stands in the columns."""
        self._sheet.autofilter(0, 0, max(self._row - 1, 1), len(self._headings) - 1)

    def _begin(self, name: str) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        for column, (_heading, width) in enumerate(self._headings):
            sheet.set_column(column, column, width)
        for column, (heading, _width) in enumerate(self._headings):
            sheet.write_string(0, column, cut_to_cell(readable(heading)), self._formats.heading)
        sheet.freeze_panes(1, 1)
        self._row = 1
        return sheet

    def _write(self, column: int, cell: Cell) -> None:
        if isinstance(cell, dt.date) and exact_day(cell):
            self._sheet.write_datetime(self._row, column, cell, self._formats.day)
        elif isinstance(cell, int | Decimal) and exact_number(cell):
            whole = cell == int(cell)
            look = self._formats.whole if whole else None
            self._sheet.write_number(self._row, column, cell, look)
        else:
            text = cut_to_cell(as_text(cell))
            look = self._formats.text if begins_formula(text) else None
            self._sheet.write_string(self._row, column, text, look)


def _fill(book: Workbook, export: Export) -> None:
    columns = columns_for(languages_of(export.library, export.ids))
    formats = _Formats(book)
    _describe(book, export)

    def sheet(name: str, headings: Headings) -> _Sheet:
        return _Sheet(book, name, tuple((_(text), width) for text, width in headings), formats)

    headings = tuple((column.heading, column.width) for column in columns)
    records = sheet(_("Records"), headings)
    claims = sheet(_("Claims"), CLAIM_HEADINGS)
    sources = sheet(_("Sources"), SOURCE_HEADINGS)
    about = sheet(_("About"), ABOUT_HEADINGS)
    used: dict[str, None] = {}
    for row, facts in table_of(export.library, export.counted_ids(), columns):
        records.add(row)
        if facts is not None:
            used.update(dict.fromkeys(facts.source_ids))
            for claim_row in claim_rows(facts):
                claims.add(claim_row)
    for source_id in used:
        sources.add(source_row(source_id, export.library))
    for about_row in about_rows(export):
        about.add(about_row)
    for table in (records, claims, sources):
        table.end()


def _describe(book: Workbook, export: Export) -> None:
    info = export.library.info
    properties = {
        "title": in_language(info.title),
        "subject": info.edition,
        "comments": info.citation,
        "company": "",
    }
    texts = {name: readable(text)[:_MOST_PROPERTY_LETTERS] for name, text in properties.items()}
    created = dt.datetime.combine(export.made_on, dt.time(), dt.UTC).replace(tzinfo=None)
    book.set_properties({**texts, "created": created})
