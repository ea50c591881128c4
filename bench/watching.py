"""How much memory the processes hold that a measured process starts."""

import re
import time
from pathlib import Path
from threading import Event, Thread

_EVERY = 0.02
_PROC = Path("/proc")


class Watch:
    """Looks for descendants of a process until it is asked; where there is no /proc, finds none."""

    def __init__(self, process: int) -> None:
        self._process = process
        self._peaks: dict[int, int] = {}
        self._over = Event()
        self._thread = Thread(target=self._look, daemon=True)
        self._thread.start()

    def mebibytes_of_others(self) -> float:
        """The sum of the peaks of every process that was started; ends the watch."""
        self._over.set()
        self._thread.join()
        return sum(self._peaks.values()) / 1_024

    def _look(self) -> None:
        while not self._over.is_set():
            for process in descendants(self._process):
                self._peaks[process] = max(self._peaks.get(process, 0), peak_kibibytes(process))
            time.sleep(_EVERY)


def descendants(process: int) -> list[int]:
    """Every process that this one started, and those that they started."""
    found: list[int] = []
    for listed in (_PROC / str(process) / "task").glob("*/children"):
        try:
            children = [int(child) for child in listed.read_text().split()]
        except OSError:
            continue
        for child in children:
            found += [child, *descendants(child)]
    return found


def peak_kibibytes(process: int) -> int:
    """The most memory that a process has held; 0 if it is gone."""
    try:
        status = (_PROC / str(process) / "status").read_text()
    except OSError:
        return 0
    peak = re.search(r"VmHWM:\s+(\d+)", status)
    return int(peak[1]) if peak else 0
