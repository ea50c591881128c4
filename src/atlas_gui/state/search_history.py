"""What the reader searched for, from one start to the next.

The file is a convenience: a missing or damaged one costs the reader nothing but old searches.
"""

from functools import partial
from pathlib import Path
from typing import Final

from atlas_gui.state.kept_list import KeptList
from atlas_gui.state.tasks import TaskRunner

MOST: Final = 30


class SearchHistory:
    """The last searches, the latest first, each of them once; every failure is only logged."""

    def __init__(self, folder: Path, tasks: TaskRunner) -> None:
        self._kept = KeptList(folder / "search-history.json", "queries")
        self._tasks = tasks
        self._queries = self._kept.load()[:MOST]
        self._is_saving = False
        self._is_saved = True

    @property
    def queries(self) -> tuple[str, ...]:
        """The searches as they were typed, the latest first."""
        return self._queries

    def remember(self, query: str) -> None:
        """Put a search first, and keep it once there is time."""
        # Half a character cannot be written, and would keep all others from being kept.
        query = query.encode("utf-8", "ignore").decode().strip()
        if not query or query == next(iter(self._queries), ""):
            return
        others = (each for each in self._queries if each != query)
        self._queries = (query, *others)[:MOST]
        self._is_saved = False
        self._save_in_time()

    def clear(self) -> None:
        """Forget all searches."""
        self._queries = ()
        self._is_saved = False
        self._save_in_time()

    def save(self) -> None:
        """Keep what is not kept yet, as before the end of the program."""
        if self._is_saved:
            return
        self._is_saved = True
        self._kept.save(self._queries)

    def _save_in_time(self) -> None:
        """One at a time: of two that ran at once, the older might come last."""
        if self._is_saving or self._is_saved:
            return
        queries = self._queries
        self._is_saving = self._is_saved = True
        self._tasks.submit(partial(self._kept.save, queries), self._go_on, self._go_on)

    def _go_on(self, _outcome: object) -> None:
        self._is_saving = False
        self._save_in_time()
