"""Rows for people and for programs."""

import json
from collections.abc import Sequence

from bench.measuring import Row

_DIGITS = 2


def as_json(rows: Sequence[Row]) -> str:
    """A JSON list of objects whose keys are the columns."""
    return json.dumps([_rounded(row) for row in rows], indent=1) + "\n"


def as_table(rows: Sequence[Row]) -> str:
    """Columns under their names, words to the left, numbers to the right."""
    lines = [list(Row._fields), *([_shown(value) for value in row] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(Row._fields))]
    words = {Row._fields.index("name"), Row._fields.index("unit")}
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column in words else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _rounded(row: Row) -> dict[str, object]:
    return {
        name: round(value, _DIGITS) if isinstance(value, float) else value
        for name, value in row._asdict().items()
    }


def _shown(value: object) -> str:
    return f"{value:.{_DIGITS}f}" if isinstance(value, float) else str(value)
