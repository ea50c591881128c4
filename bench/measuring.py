"""Running whole processes in turn with their floor, after a warm-up."""

import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from typing import IO, NamedTuple, cast

WARM_UPS = 2
# What a measured process prints, as a line of its own, once its window has been painted.
SHOWN = "shown"


class Settings(NamedTuple):
    """How to measure: runs of each process, their environment, and whom to tell how far it is."""

    runs: int
    environment: dict[str, str]
    progress: Callable[[int, int], None]


class Run(NamedTuple):
    """What one process took: milliseconds until its window was painted, peak memory in MiB."""

    shown: float
    mebibytes: float


class Row(NamedTuple):
    """One line of the table; `floor` is the median of the least that could do, `ratio` to it."""

    name: str
    n: int
    median: float
    p95: float
    unit: str
    floor: float
    ratio: float


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


def run(command: Sequence[str], environment: dict[str, str]) -> Run:
    """Run one process to its end and measure it from outside; it says SHOWN when it is painted."""
    with tempfile.TemporaryFile() as errors:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
        )
        with cast(IO[bytes], process.stdout) as output:
            said = output.readline().decode().strip()
            took = time.perf_counter() - begun
        # wait4 tells the peak memory of this one child, not of all children so far.
        _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode or said != SHOWN:
            errors.seek(0)
            complaint = errors.read().decode(errors="replace")[-2_000:]
            raise RuntimeError(f"{command} ended with {process.returncode}:\n{complaint}")
    return Run(took * 1_000, usage.ru_maxrss / 1_024)


def row(name: str, values: Sequence[float], floors: Sequence[float], unit: str) -> Row:
    """A row of the table from measured values and those of the floor."""
    middle, floor = quantile(values, 0.5), quantile(floors, 0.5)
    return Row(
        name,
        len(values),
        middle,
        quantile(values, 0.95),
        unit,
        floor,
        middle / floor if floor else 0,
    )


def quantile(values: Sequence[float], part: float) -> float:
    """The value below which `part` of the values lie, between neighbours in proportion."""
    ordered = sorted(values)
    place = part * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
