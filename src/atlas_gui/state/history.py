"""Where the reader has been: one line of places, back and forward."""

from typing import Generic, TypeVar

from msgspec import Struct

P = TypeVar("P")
_LONGEST = 200


class Visit(Struct, frozen=True):
    """A place in the window: the query as typed and the record that was open."""

    query: str
    record_id: str | None


class History(Generic[P]):
    """Two stacks around the present place; going somewhere new forgets what lay ahead."""

    def __init__(self, present: P) -> None:
        self._behind: list[P] = []
        self._ahead: list[P] = []
        self._present = present

    @property
    def present(self) -> P:
        """The place the reader is at."""
        return self._present

    @property
    def behind(self) -> tuple[P, ...]:
        """Places to go back to, the nearest first."""
        return tuple(reversed(self._behind))

    @property
    def ahead(self) -> tuple[P, ...]:
        """Places to go forward to, the nearest first."""
        return tuple(reversed(self._ahead))

    def go_to(self, place: P) -> None:
        """Be somewhere new; the same place again changes nothing."""
        if place == self._present:
            return
        self._behind = [*self._behind, self._present][-_LONGEST:]
        self._ahead.clear()
        self._present = place

    def replace_present(self, place: P) -> None:
        """Correct the present place without making a step of it, as while a query is typed."""
        self._present = place

    def back(self, steps: int = 1) -> P:
        """Go back and return the place; at the beginning, stay there."""
        for _step in range(min(steps, len(self._behind))):
            self._ahead.append(self._present)
            self._present = self._behind.pop()
        return self._present

    def forward(self, steps: int = 1) -> P:
        """Go forward and return the place; at the end, stay there."""
        for _step in range(min(steps, len(self._ahead))):
            self._behind.append(self._present)
            self._present = self._ahead.pop()
        return self._present
