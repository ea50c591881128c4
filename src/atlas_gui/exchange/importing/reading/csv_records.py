"""The records of a CSV text, also of one whose quotes are out of order."""

import csv
from collections.abc import Iterator
from typing import Final, NamedTuple

from atlas_gui.exchange.importing.findings import Outcome
from atlas_gui.exchange.importing.reading.limits import CELL_SIGNS, ROW_SIGNS
from atlas_gui.exchange.importing.reading.noted import Noted
from atlas_gui.exchange.importing.reading.text_lines import TextLines, TooLongError
from atlas_gui.i18n import _

# Signs that may be read a second time in one file, because a quote before them was never closed.
_READ_AGAIN: Final = 4 * ROW_SIGNS


class CsvRecord(NamedTuple):
    """The line a record begins on, from 1; which record it is, from 1; and its cells as they stand."""

    line: int
    ordinal: int
    cells: list[str]


def csv_records(lines: TextLines, delimiter: str, noted: Noted) -> Iterator[CsvRecord]:
    """Every record but blank lines, which count all the same; what cannot be one is noted.

    A quote that is never closed would take the lines up to the next quote, or the rest of the file,
    into one cell. The line it stands on is then read as if quotes meant nothing, and all that
    follows as it would be without it.
    """
    # The limit is the process's own; it is only ever raised, and by nobody else.
    if csv.field_size_limit() < CELL_SIGNS:
        csv.field_size_limit(CELL_SIGNS)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    left, ordinal = _READ_AGAIN, 0
    while True:
        lines.begin()
        ordinal += lines.pass_blank() + 1
        first = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (TooLongError, csv.Error):
            unclosed = len(lines.held) > 1 or (lines.ended and bool(lines.held))
            if not unclosed:
                mended = _mended(lines.held, delimiter, first, noted)
                if mended is None:
                    continue
                cells = mended
            else:
                held, signs = lines.held, lines.held_signs
                if signs > left:
                    _note_left_out(noted, first, lines.number, held[0])
                    continue
                _note_unclosed(noted, first, held[0])
                left -= signs
                lines.give_back(held[1:])
                cells = held[0].rstrip("\r\n").split(delimiter)
                # Whoever was asked for a line after the last will not give another.
                reader = csv.reader(lines, delimiter=delimiter, strict=True)
        if cells:
            yield CsvRecord(first, ordinal, cells)


def _mended(held: list[str], delimiter: str, line: int, noted: Noted) -> list[str] | None:
    """The cells of a single line with quotes within its texts; None if one of them is too long."""
    try:
        cells = next(csv.reader(held, delimiter=delimiter))
    except (StopIteration, csv.Error):
        _note_too_long(noted, line)
        return None
    noted.add(
        "odd-quote",
        Outcome.SUSPICIOUS,
        _(
            "A text goes on behind the quote that ends it; look whether this row is as it should be."
        ),
        row=line,
        value=held[0],
    )
    return cells


def _note_unclosed(noted: Noted, line: int, text: str) -> None:
    noted.add(
        "open-quote",
        Outcome.SUSPICIOUS,
        _(
            "A quote on this line is never closed; the line was read as it stands. Look whether the"
            " file is cut off."
        ),
        row=line,
        value=text,
    )


def _note_left_out(noted: Noted, line: int, last: int, text: str) -> None:
    noted.add(
        "open-quote",
        Outcome.REFUSED,
        _("A quote on this line is never closed; the lines up to {last:,} were left out.").format(
            last=last
        ),
        row=line,
        value=text,
    )


def _note_too_long(noted: Noted, line: int) -> None:
    noted.add(
        "cell-too-long",
        Outcome.REFUSED,
        _("A cell has more than {most:,} signs.").format(most=CELL_SIGNS),
        row=line,
    )
