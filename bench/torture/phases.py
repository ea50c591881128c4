"""How far a save has come, written where the process that kills it can read it afterwards."""

import mmap
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

PHASES = (
    "opening",
    "before anything",
    "backup",
    "writing beside",
    "forcing to disk",
    "taking the place",
    "forcing the folder",
    "done",
)
OPENING, BEGUN, BACKUP, WRITING, FORCING, REPLACING, FOLDER, DONE = range(len(PHASES))


class Phase:
    """One byte that two processes share."""

    def __init__(self) -> None:
        self._shared = mmap.mmap(-1, 1)

    @property
    def now(self) -> int:
        """The number of the phase, as in PHASES."""
        return self._shared[0]

    @now.setter
    def now(self, phase: int) -> None:
        self._shared[0] = phase

    def watch(self) -> None:
        """Tell the phases of this process from the calls it makes; for a child that will end."""
        self._before(Path, "hardlink_to", lambda: BACKUP)
        self._before(tempfile, "mkstemp", lambda: WRITING)
        self._before(os, "fsync", lambda: FORCING if self.now in (BEGUN, WRITING) else self.now)
        self._before(Path, "replace", lambda: REPLACING, lambda: FOLDER)

    def _before(
        self,
        owner: Any,
        name: str,
        phase: Callable[[], int],
        then: Callable[[], int] | None = None,
    ) -> None:
        call = getattr(owner, name)

        def told(*arguments: Any, **options: Any) -> Any:
            if self.now:
                self.now = phase()
            result = call(*arguments, **options)
            if then is not None and self.now:
                self.now = then()
            return result

        setattr(owner, name, told)
