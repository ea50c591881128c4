"""A table of records as CSV: one row a record, by RFC 4180, in UTF-8."""

import csv
import io
from typing import BinaryIO

from atlas_gui.exchange.tables.cells import as_text, guarded
from atlas_gui.exchange.tables.columns import columns_for, languages_of, table_of
from atlas_gui.exchange.tables.export import Export


def write_csv(export: Export, file: BinaryIO) -> None:
    """Write the names of the columns, then the rows; no cell begins a formula.

    It begins with a byte-order mark, without which Excel takes UTF-8 for something else.
    """
    columns = columns_for(languages_of(export.library, export.ids))
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        table = csv.writer(text)
        table.writerow(column.name for column in columns)
        for row, _facts in table_of(export.library, export.counted_ids(), columns):
            table.writerow([guarded(as_text(cell)) for cell in row])
    finally:
        # The file belongs to whoever opened it.
        text.detach()
