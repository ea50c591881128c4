"""What is tortured: something with states that are told apart whole, and a way to save each."""

from collections.abc import Callable, Collection, Hashable
from pathlib import Path
from typing import Protocol


class LostError(Exception):
    """What was found is none of the states that were ever saved."""


class Subject(Protocol):
    """Something that is saved. States are numbered by whoever tortures it, from 0 on."""

    name: str

    def prepare(self, folder: Path) -> None:
        """State 0 in `folder`, and everything loaded that saving and judging need."""
        ...

    def save(self, folder: Path, number: int, begun: Callable[[], None]) -> None:
        """Open what is there, call `begun`, save state `number`, close. Raises AtlasError."""
        ...

    def state(self, folder: Path) -> Hashable:
        """What stands in the folder, every record compared; LostError or AtlasError if it is no state.

        Also shows that the lock is free and what a crash left is swept.
        """
        ...

    def possible(self, before: Hashable, tried: tuple[int, ...]) -> Collection[Hashable]:
        """The states that may stand there after saves of `tried` were begun upon `before`."""
        ...
