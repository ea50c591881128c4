"""The rows of an imported file, whatever its form: what readers hand to the mapping."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple, Protocol

from msgspec import Struct

from atlas_gui.exchange.importing.findings import Finding

Scalar = str | bool | int | float | Decimal | datetime.date | None
"""None is an empty cell. Text is as it is written, without blanks around it; never "".
`datetime.datetime` is a `datetime.date`. Numbers never are NaN or infinite."""
Cell = Scalar | Sequence["Cell"] | Mapping[str, "Cell"]
"""Of JSON a cell may also hold a list or an object (the actions of a treaty's parties)."""


class Row(NamedTuple):
    """One row: `number` as the file's own program counts, one cell for each column of the table."""

    number: int
    cells: Sequence[Cell]


class FileWishes(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How a file is to be read, where that is not to be found out: the `[file]` part of a profile.

    `format` is one of `FORMATS`, `encoding` a name Python knows, `delimiter` one character, `sheet` a
    sheet's name; `skipped_rows` stand above the header (a title, a note), `header_rows` are joined
    into one header (0: the columns are called A, B, C …); `items` is the path to the list in a JSON
    file, its names joined by dots.
    """

    format: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    skipped_rows: int | None = None
    header_rows: int | None = None
    items: str | None = None


FORMATS = ("csv", "xlsx", "json", "jsonl", "ris", "bibtex", "csl-json")


class Table(Protocol):
    """A file opened for reading, with all that was found out about it.

    `used` is what was found out or wished for, complete for its format, so that the same wishes
    read the same file alike next time. `columns` are unique and never blank. `choices` are the
    sheets of a workbook, or the paths of lists in a JSON file. `findings` are about the file or its
    rows and grow while rows are read. `total` rows, as far as it is known beforehand.
    """

    columns: Sequence[str]
    used: FileWishes
    choices: Sequence[str]
    total: int | None

    @property
    def findings(self) -> Sequence[Finding]:
        """What was found so far."""
        ...

    def rows(self) -> Iterator[Row]:
        """Every row that holds anything, once, in order. Raises AtlasError where the file ends badly."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


def as_text(cell: Cell) -> str:
    """A cell as a reader would read it: whole numbers without a point, days as ISO dates."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float | Decimal):
        return _number_text(Decimal(repr(cell)) if isinstance(cell, float) else cell)
    if isinstance(cell, datetime.datetime):
        at_midnight = (cell.hour, cell.minute, cell.second) == (0, 0, 0)
        return cell.date().isoformat() if at_midnight else cell.isoformat(" ", "seconds")
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, Mapping):
        return _joined(
            f"{name}: {as_text(held)}" for name, held in cell.items() if held is not None
        )
    if isinstance(cell, Sequence):
        return _joined(as_text(held) for held in cell if held is not None)
    return str(cell)


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(parts)


def _number_text(number: Decimal) -> str:
    """Without an exponent and without zeros at the end: 5.6E+9 is 5600000000."""
    if abs(number.adjusted()) > 40:
        return str(number)
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
