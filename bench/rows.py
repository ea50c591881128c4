"""The measurements by name; each is one function from settings to a row of the table.

A new one is a function here and its name in ROWS.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from bench.measuring import Row, Settings, in_turn, row

# Ends as soon as the filled window has been painted for the first time.
_ATLAS = [sys.executable, "-m", "atlas_gui", "--quit-when-shown"]
_EMPTY_WINDOW = [sys.executable, str(Path(__file__).with_name("empty_window.py"))]


def start(settings: Settings) -> Row:
    """From the start of the process to a painted, filled window."""
    runs, floors = in_turn(_ATLAS, _EMPTY_WINDOW, settings)
    return row("start", [r.shown for r in runs], [r.shown for r in floors], "ms")


def memory(settings: Settings) -> Row:
    """The most memory that the process held at once until its window was painted and filled."""
    runs, floors = in_turn(_ATLAS, _EMPTY_WINDOW, settings)
    return row("memory", [r.mebibytes for r in runs], [r.mebibytes for r in floors], "MiB")


ROWS: dict[str, Callable[[Settings], Row]] = {"start": start, "memory": memory}
