"""Rows for people and for programs."""

import json
from collections.abc import Sequence

from bench.measuring import Row

_DIGITS = 2
_COLUMNS = tuple(name for name in Row._fields if name != "detail")
_WORDS = frozenset({"name", "unit"})
# Nothing to tell, rather than nought.
_OPTIONAL = frozenset({"records", "growth"})


def as_json(rows: Sequence[Row]) -> str:
    """A JSON list of objects whose keys are the columns, and `detail` where there is any."""
    return json.dumps([_rounded(row) for row in rows], indent=1, ensure_ascii=False) + "\n"


def as_table(rows: Sequence[Row]) -> str:
    """Columns under their names, words to the left, numbers to the right."""
    lines = [
        list(_COLUMNS),
        *([_shown(name, getattr(row, name)) for name in _COLUMNS] for row in rows),
    ]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_COLUMNS))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if name in _WORDS else cell.rjust(width)
            for name, cell, width in zip(_COLUMNS, line, widths, strict=True)
        ).rstrip()
        for line in lines
    )


def _rounded(row: Row) -> dict[str, object]:
    return {
        name: round(value, _DIGITS) if isinstance(value, float) else value
        for name, value in row._asdict().items()
        if value is not None
    }


def _shown(name: str, value: object) -> str:
    if name in _OPTIONAL and not value:
        return "–"
    return f"{value:.{_DIGITS}f}" if isinstance(value, float) else str(value)
