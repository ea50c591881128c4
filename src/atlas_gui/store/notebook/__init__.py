"""The reader's notebook on disk: one file, and beside it a journal of what was changed since."""

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from atlas_gui.domain.notebook import Notebook
from atlas_gui.errors import AtlasError
from atlas_gui.store.notebook.keeping import NotebookFile
from atlas_gui.store.notebook.loading import Files, load
from atlas_gui.store.notebook.older import take_over_searches

__all__ = ["NotebookFile", "OpenedNotebook", "open_notebook"]


class OpenedNotebook(NamedTuple):
    """A notebook as it was found; without a keeper it is to be left as it is, as `notice` says."""

    notebook: Notebook
    keeper: NotebookFile | None
    notice: str = ""


def open_notebook(folder: Path) -> OpenedNotebook:
    """The notebook in the reader's folder; an empty one if there is none.

    Whatever stands there, this raises nothing; `notice` says what was wrong. Nothing is written, but
    that searches saved by an earlier version are taken over.
    """
    files = Files(folder)
    try:
        loaded = load(files)
    except AtlasError as error:
        return OpenedNotebook(Notebook(), None, error.message)
    notebook, notices = loaded.contents.notebook(), list(loaded.notices)
    if loaded.later:
        return OpenedNotebook(notebook, None, " ".join(notices))
    keeper = NotebookFile(files, loaded)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    notices.append(take_over_searches(folder, notebook, keeper, now))
    return OpenedNotebook(notebook, keeper, " ".join(filter(None, notices)))
