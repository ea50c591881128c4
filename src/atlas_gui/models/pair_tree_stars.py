"""How many starred records each pair has, kept up to date record by record."""

from collections import Counter, deque
from collections.abc import Collection, Iterable
from time import monotonic

from atlas_gui.domain.library import Library


class StarredPairs:
    """Counts the stars of a library's pairs.

    A record must be read to know its pairs, and a reader may have starred thousands: they are
    counted some at a time.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._starred: Collection[str] = ()
        self._counted: dict[str, tuple[str, ...]] = {}
        self._counts: Counter[str] = Counter()
        self._waiting: deque[str] = deque()
        self._changed: set[str] = set()

    def count_of(self, pair_id: str) -> int:
        """How many starred records of a pair ("CHN-CUB") have been counted."""
        return self._counts[pair_id]

    def follow(self, record_ids: Iterable[str], starred: Collection[str]) -> None:
        """Take note that the star of these records may have changed; `count_some` counts them."""
        self._starred = starred
        self._waiting.extend(record_ids)

    def count_some(self, seconds: float) -> bool:
        """Count for so long at most, but one record at least; whether some still wait."""
        until = monotonic() + seconds
        while self._waiting:
            self._count(self._waiting.popleft())
            if monotonic() >= until:
                break
        return bool(self._waiting)

    def take_changed(self) -> set[str]:
        """The pairs whose count is another one since this was asked last."""
        changed, self._changed = self._changed, set()
        return changed

    def _count(self, record_id: str) -> None:
        is_starred = record_id in self._starred
        if is_starred == (record_id in self._counted):
            return
        if not is_starred:
            pairs = self._counted.pop(record_id)
            self._counts.subtract(pairs)
            self._changed.update(pairs)
            return
        record = self._library.records.get(record_id)
        if record is not None:
            pairs = tuple(pair.id for pair in self._library.pairs_of(record))
            self._counted[record_id] = pairs
            self._counts.update(pairs)
            self._changed.update(pairs)
