"""What libraries cost on disk: opening one, saving one of which a record was changed."""

import sys
from functools import cache
from typing import Any

from bench.measuring import Row, Settings, row, told

# Hundreds of megabytes each time.
_MOST_RUNS = 7


def opening(settings: Settings) -> list[Row]:
    """Opening a library in a running program, beside decoding the same JSON once as plain data."""
    return _rows("library.open", "open", "decoded", settings)


def saving(settings: Settings) -> list[Row]:
    """Checking and saving one changed record, backup and all, beside a bare write of the same bytes."""
    return _rows("library.save", "save", "written", settings)


def _rows(name: str, what: str, floor: str, settings: Settings) -> list[Row]:
    rows = []
    for place, size in enumerate(settings.sizes):
        found = _measured(
            size, min(settings.runs, _MOST_RUNS), frozenset(settings.environment.items())
        )
        detail = {"bytes": found["bytes"], "mebibytes": round(found["mebibytes"])}
        rows.append(row(name, found[what], found[floor], "ms", size, detail))
        settings.progress(place + 1, len(settings.sizes))
    return rows


@cache
def _measured(size: int, runs: int, environment: frozenset[tuple[str, str]]) -> dict[str, Any]:
    """What a process found at one size; measured once, for both rows."""
    command = [sys.executable, "-m", "bench.storage_work", str(size), str(runs)]
    return told(command, dict(environment))
