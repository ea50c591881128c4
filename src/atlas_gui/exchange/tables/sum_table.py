"""Sums as a table for other programs: on the clipboard, as CSV, as a workbook."""

import csv
import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.tables.cells import (
    Cell,
    as_text,
    begins_formula,
    cut_to_cell,
    exact_number,
    guarded,
    single_line,
)
from atlas_gui.files import could_not_save, replace_file
from atlas_gui.i18n import _

_WIDTHS = (40, 24)
_FEWEST_LETTERS = 12


class SumTable(Struct, frozen=True):
    """Headings, and rows with a cell for each; `name` is that of a sheet, at most 31 letters."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def as_tabbed_text(table: SumTable) -> str:
    """The table for a clipboard: a line a row, cells parted by tabs, none of them a formula."""
    lines = (table.headings, *table.rows)
    return "\n".join(
        "\t".join(guarded(single_line(as_text(cell))) for cell in line) for line in lines
    )


def save_sum_tables(tables: Sequence[SumTable], target: Path) -> Path:
    """Save as a workbook with a sheet for each table, or the first one as CSV; the end of the name says.

    The file is written whole or not at all. Raises AtlasError if it cannot be, or for another suffix.
    """
    suffix = target.suffix.lower()
    if suffix not in (".csv", ".xlsx"):
        message = _("“{path}” would be no table. Choose a name that ends in .csv or .xlsx.")
        raise AtlasError(message.format(path=target))
    try:
        replace_file(target, _workbook(tables) if suffix == ".xlsx" else _csv(tables[0]))
    except OSError as error:
        raise could_not_save(target, error) from error
    return target


def _csv(table: SumTable) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for line in (table.headings, *table.rows):
        writer.writerow([guarded(as_text(cell)) for cell in line])
    # Without a byte-order mark Excel takes UTF-8 for something else.
    return text.getvalue().encode("utf-8-sig", "backslashreplace")


def _workbook(tables: Sequence[SumTable]) -> bytes:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    from atlas_gui.exchange.export_date import export_date

    content = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    book = Workbook(content, options)
    created = dt.datetime.combine(export_date(), dt.time(), dt.UTC).replace(tzinfo=None)
    book.set_properties({"created": created})
    bold, text = book.add_format({"bold": True}), book.add_format({"quote_prefix": True})
    number = book.add_format({"num_format": "#,##0.############"})
    whole = book.add_format({"num_format": "#,##0"})
    for table in tables:
        sheet = book.add_worksheet(table.name)
        sheet.freeze_panes(1, 0)
        for column, heading in enumerate(table.headings):
            width = _WIDTHS[column] if column < len(_WIDTHS) else _FEWEST_LETTERS
            sheet.set_column(column, column, max(width, len(heading) + 2))
            sheet.write_string(0, column, cut_to_cell(as_text(heading)), bold)
        for row, cells in enumerate(table.rows, start=1):
            for column, cell in enumerate(cells):
                if not isinstance(cell, str) and exact_number(cell):  # type: ignore[arg-type]
                    look = whole if cell == int(cell) else number  # type: ignore[arg-type]
                    sheet.write_number(row, column, cell, look)
                else:
                    words = cut_to_cell(as_text(cell))
                    sheet.write_string(row, column, words, text if begins_formula(words) else None)
    book.close()
    return content.getvalue()
