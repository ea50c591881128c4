"""What the timeline costs: a frame while moving, preparing its marks, finding what is pointed at."""

import sys
from collections.abc import Sequence
from functools import cache
from typing import Any

from bench.measuring import Row, Settings, quantile, row, told


def frames(settings: Settings) -> list[Row]:
    """A whole frame, geometry and paint; in the detail beside the same widget with fewest marks."""
    few = quantile(_measured(settings.sizes[0], settings)["frames"], 0.95)
    return [
        row(
            "timeline.frame",
            found["frames"],
            found["floor"],
            "ms",
            size,
            {"p95_to_fewest": round(quantile(found["frames"], 0.95) / few, 2)},
        )
        for size, found in _each(settings)
    ]


def preparing(settings: Settings) -> list[Row]:
    """From columns to marks that can be drawn, and the bytes that each of them takes."""
    rows = []
    for size, found in _each(settings):
        floors = [quantile(found["floor"], 0.5)]
        rows.append(row("timeline.prepare", [found["prepare"]], floors, "ms", size))
        sizes = [found["bytes"]], [100.0]
        detail = {"most_meanwhile": round(found["peak"], 1)}
        rows.append(row("timeline.prepare held", *sizes, "bytes", size, detail))
    return rows


def hits(settings: Settings) -> list[Row]:
    """What is under the pointer."""
    return [
        row("timeline.hit", found["hits"], found["floor"], "ms", size)
        for size, found in _each(settings)
    ]


def _each(settings: Settings) -> Sequence[tuple[int, dict[str, Any]]]:
    found = []
    fewest, *more = settings.sizes
    # A timeline may hold the records of many libraries.
    sizes = (fewest, *(10 * size for size in more))
    for place, size in enumerate(sizes):
        found.append((size, _measured(size, settings)))
        settings.progress(place + 1, len(sizes))
    return found


def _measured(size: int, settings: Settings) -> dict[str, Any]:
    return _measured_once(size, frozenset(settings.environment.items()))


@cache
def _measured_once(size: int, environment: frozenset[tuple[str, str]]) -> dict[str, Any]:
    """What a process with so many marks took; measured once, for all rows."""
    return told([sys.executable, "-m", "bench.timeline_window", str(size)], dict(environment))
