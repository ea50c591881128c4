"""How much of a foreign file is read at most, so that no file makes Atlas slow or large.

Bytes are those after unpacking: what a packed file says of its own size is not believed.
"""

from typing import Final

MEBIBYTE: Final = 1 << 20
# Text of which no more than a row is held at a time: CSV, JSON Lines, the sheet of a workbook.
STREAMED_BYTES: Final = 1024 * MEBIBYTE
# A file that has to be decoded as one: JSON, CSL-JSON.
WHOLE_BYTES: Final = 256 * MEBIBYTE
# Lists of references, whose readers hold many times their size.
REFERENCES_BYTES: Final = 64 * MEBIBYTE
# A workbook as it stands on disk, packed.
WORKBOOK_BYTES: Final = 256 * MEBIBYTE
# What a workbook keeps apart from its sheets: its texts; and styles, names, relations, each.
SHARED_TEXT_BYTES: Final = 256 * MEBIBYTE
SMALL_PART_BYTES: Final = 32 * MEBIBYTE
# A part of JSON Lines so small that its items are kept rather than decoded twice.
KEPT_BYTES: Final = 16 * MEBIBYTE

ROWS: Final = 1_000_000
COLUMNS: Final = 2_000
# Lines of a text that is read row by row, of which some may be blank or belong together.
LINES: Final = 5_000_000
# Signs in one cell, and in one row.
CELL_SIGNS: Final = MEBIBYTE
ROW_SIGNS: Final = 8 * MEBIBYTE
# Signs of a column's name.
NAME_SIGNS: Final = 500
# Digits of a number: no sum has as many, and Python takes long over them.
DIGITS: Final = 400

# From the beginning of a file, to tell its format.
HEAD_BYTES: Final = 64 * 1024
# Rows looked at to find the header, and how the columns are parted.
LOOKED_AT_ROWS: Final = 60
# Findings kept of one sort; of the others it is said how many there are.
FINDINGS_OF_A_SORT: Final = 10_000
