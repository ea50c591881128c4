"""What a step of the self-test is."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


class StepError(Exception):
    """What a step found to be wrong, in words."""


class Step(NamedTuple):
    """One thing to try: its name, and what does it in a folder of its own.

    `run` returns what it saw, in a few words, and raises anything if that is not as it should be.
    """

    name: str
    run: Callable[[Path], str]


def expect(holds: object, otherwise: str) -> None:
    """Raise StepError with what is `otherwise` unless something holds."""
    if not holds:
        raise StepError(otherwise)
