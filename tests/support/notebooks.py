"""Notebooks in folders, written on the spot."""

from pathlib import Path

from PySide6.QtCore import QObject

from atlas_gui.state.notebook import NotebookState
from atlas_gui.state.saved_searches import SavedSearches
from atlas_gui.state.tasks import ImmediateTaskRunner
from atlas_gui.store.notebook import open_notebook


def notebook_in(folder: Path, parent: QObject | None = None) -> NotebookState:
    """The notebook in a folder, as the program opens it, but without threads."""
    opened = open_notebook(folder)
    runner = ImmediateTaskRunner()
    return NotebookState(opened.notebook, opened.keeper, runner, parent, notice=opened.notice)


def searches_in(folder: Path, parent: QObject | None = None) -> SavedSearches:
    """The saved searches of the notebook in a folder."""
    searches = SavedSearches(notebook_in(folder), parent)
    # It must live as long as they do.
    searches._notebook.setParent(searches)
    return searches
