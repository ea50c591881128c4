"""The reader's notebook on disk."""

from pathlib import Path
from typing import NamedTuple

from atlas_gui.domain.notebook import Change, Notebook

__all__ = ["OpenedNotebook", "open_notebook"]


class _Memory:
    """Keeps changes as long as the program runs."""

    def append(self, _change: Change) -> tuple[Change, ...]:
        """Keep a change."""
        return ()

    def fetch(self) -> tuple[Change, ...]:
        """Nobody else writes."""
        return ()


class OpenedNotebook(NamedTuple):
    """A notebook as it was found; without a keeper it is to be left as it is, as `notice` says."""

    notebook: Notebook
    keeper: _Memory | None
    notice: str = ""


def open_notebook(_folder: Path) -> OpenedNotebook:
    """The notebook in the reader's folder; an empty one if there is none."""
    return OpenedNotebook(Notebook(), _Memory())
