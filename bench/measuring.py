"""Running whole processes in turn with their floor, after a warm-up."""

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from typing import IO, Any, NamedTuple, cast

from bench.watching import Watch

WARM_UPS = 2
# What a measured process prints, as a line of its own, once its window has been painted.
SHOWN = "shown"


class Settings(NamedTuple):
    """How to measure: runs of each process, their environment, whom to tell how far it is, sizes.

    `sizes` are the numbers of records of the made libraries, smallest first; `texts` is how many of
    the texts are typed, None all.
    """

    runs: int
    environment: dict[str, str]
    progress: Callable[[int, int], None]
    sizes: tuple[int, ...] = (1_000, 10_000, 100_000)
    texts: int | None = None


class Run(NamedTuple):
    """What one process took: milliseconds until it said SHOWN, peak memory in MiB."""

    shown: float
    mebibytes: float


class Row(NamedTuple):
    """One line of the table; `floor` is the median of the least that could do, `ratio` to it.

    `records` is the size of the library, 0 for the one that comes with Atlas; `n` how many values
    were measured; `growth` the median divided by that of a library of a tenth of the records, 0 if
    there is none. `detail` is for programs alone.
    """

    name: str
    records: int
    n: int
    median: float
    p95: float
    most: float
    unit: str
    floor: float
    ratio: float
    growth: float = 0.0
    detail: Mapping[str, Any] | None = None


def in_turn(
    command: Sequence[str], floor: Sequence[str], settings: Settings
) -> tuple[list[Run], list[Run]]:
    """Runs of `command` and of `floor`, alternating, so that a busy machine burdens both alike.

    The first runs fill the caches and are not counted. Raises RuntimeError if a process fails.
    """
    found: tuple[list[Run], list[Run]] = ([], [])
    rounds = WARM_UPS + settings.runs
    for number in range(rounds):
        for runs, words in zip(found, (command, floor), strict=True):
            measured = run(words, settings.environment)
            if number >= WARM_UPS:
                runs.append(measured)
        settings.progress(number + 1, rounds)
    return found


def run(command: Sequence[str], environment: Mapping[str, str]) -> Run:
    """Run one process to its end and measure it from outside; it says SHOWN when it is painted."""
    said, measured = _said(command, environment)
    if said != SHOWN:
        raise RuntimeError(f"{command} said {said[:200]!r}")
    return measured


def told(command: Sequence[str], environment: Mapping[str, str]) -> dict[str, Any]:
    """Run a process that measures itself and prints one line of JSON: what that line says.

    `mebibytes` is added: the most memory that the process, and every process it started, held.
    """
    said, measured = _said(command, environment, whole_tree=True)
    return {**json.loads(said), "mebibytes": measured.mebibytes}


def _said(
    command: Sequence[str], environment: Mapping[str, str], *, whole_tree: bool = False
) -> tuple[str, Run]:
    """The first line of a process, and what it took until then; RuntimeError if it fails."""
    with tempfile.TemporaryFile() as errors:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
        )
        watch = Watch(process.pid) if whole_tree else None
        with cast(IO[bytes], process.stdout) as output:
            said = output.readline().decode().strip()
            took = time.perf_counter() - begun
        # wait4 tells the peak memory of this one child, not of all children so far.
        _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode or not said:
            errors.seek(0)
            complaint = errors.read().decode(errors="replace")[-2_000:]
            raise RuntimeError(f"{command} ended with {process.returncode}:\n{complaint}")
    helpers = watch.mebibytes_of_others() if watch else 0
    return said, Run(took * 1_000, usage.ru_maxrss / 1_024 + helpers)


def row(
    name: str,
    values: Sequence[float],
    floors: Sequence[float],
    unit: str,
    records: int = 0,
    detail: Mapping[str, Any] | None = None,
) -> Row:
    """A row of the table from measured values and those of the floor."""
    middle, floor = quantile(values, 0.5), quantile(floors, 0.5)
    return Row(
        name,
        records,
        len(values),
        middle,
        quantile(values, 0.95),
        max(values),
        unit,
        floor,
        middle / floor if floor else 0,
        detail=detail,
    )


def with_growth(rows: Sequence[Row]) -> list[Row]:
    """The rows, each beside the row of the same name at a tenth of its records."""
    medians = {(each.name, each.records): each.median for each in rows}
    grown = []
    for each in rows:
        smaller = medians.get((each.name, each.records // 10), 0) if each.records else 0
        grown.append(each._replace(growth=each.median / smaller if smaller else 0))
    return grown


def quantile(values: Sequence[float], part: float) -> float:
    """The value below which `part` of the values lie, between neighbours in proportion."""
    ordered = sorted(values)
    place = part * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
