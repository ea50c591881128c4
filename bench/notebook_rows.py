"""What the notebook costs on disk: one change of it, and opening it."""

import sys
from functools import cache
from typing import Any

from bench.measuring import Row, Settings, row, told

_FEW_NOTES = 10
_CHANGES_A_RUN = 40


def saving(settings: Settings) -> list[Row]:
    """A note written until it is on disk, beside a bare append of the same bytes that is forced to disk.

    At 10 notes, and at as many as the smallest and the largest library have records; then at few notes
    while the largest library is open.
    """
    most = settings.sizes[-1]
    rows = []
    for place, notes in enumerate(_sizes(settings)):
        found = _measured(notes, 0, settings.runs, frozenset(settings.environment.items()))
        detail = {"bytes": found["bytes"], "fold": max(found["fold"])}
        rows.append(row("notebook.save", found["change"], found["appended"], "ms", notes, detail))
        settings.progress(place + 1, 4)
    found = _measured(
        settings.sizes[0], most, settings.runs, frozenset(settings.environment.items())
    )
    name = "notebook.save library"
    return [*rows, row(name, found["change"], found["appended"], "ms", most)]


def opening(settings: Settings) -> list[Row]:
    """Opening a notebook in a running program, beside decoding the same JSON once as plain data."""
    rows = []
    for notes in _sizes(settings):
        found = _measured(notes, 0, settings.runs, frozenset(settings.environment.items()))
        detail = {"mebibytes": round(found["mebibytes"])}
        rows.append(row("notebook.open", found["open"], found["decoded"], "ms", notes, detail))
    return rows


def _sizes(settings: Settings) -> tuple[int, ...]:
    return _FEW_NOTES, settings.sizes[0], settings.sizes[-1]


@cache
def _measured(
    notes: int, records: int, runs: int, environment: frozenset[tuple[str, str]]
) -> dict[str, Any]:
    """What a process found; measured once, for both rows."""
    words = (str(notes), str(runs * _CHANGES_A_RUN), str(records))
    return told([sys.executable, "-m", "bench.notebook_work", *words], dict(environment))
