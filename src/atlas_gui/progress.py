"""How long work tells how far it is, and how it is told to stop."""

from typing import Protocol


class CancelledError(Exception):
    """The reader no longer wants what is being made; whoever makes it leaves nothing behind."""


class Progress(Protocol):
    """Called now and then by long work, with how many parts of how many are done.

    Raises CancelledError if the work is no longer wanted: the one place where it may stop.
    """

    def __call__(self, done: int, total: int, /) -> None:
        """So far `done` of `total` parts are done."""
        ...


def untold(_done: int, _total: int, /) -> None:
    """The progress of work that nobody watches."""
