"""What all windows of the program have in common: how they look, and what the reader keeps."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from PySide6.QtWidgets import QApplication

from atlas_gui.domain.notebook import Change
from atlas_gui.search.keeping import IndexFolder
from atlas_gui.state.notebook import NotebookState
from atlas_gui.state.recent_files import RecentFiles
from atlas_gui.state.saved_searches import SavedSearches
from atlas_gui.state.search_history import SearchHistory
from atlas_gui.state.tasks import ThreadTaskRunner
from atlas_gui.state.warned_folders import WarnedFolders
from atlas_gui.store.notebook import open_notebook
from atlas_gui.ui.appearance import AppearanceControl


class Shared(Struct, frozen=True):
    """Made once a program; `indexes` is where search indexes are kept."""

    appearance: AppearanceControl
    notebook: NotebookState
    searches: SavedSearches
    history: SearchHistory
    recent: RecentFiles
    warned: WarnedFolders
    indexes: IndexFolder
    finish: Callable[[], tuple[Change, ...]]


def share(
    application: QApplication, tasks: ThreadTaskRunner, reader_folder: Path, indexes: IndexFolder
) -> Shared:
    """What the reader's folder holds, ready for the windows."""
    opened = open_notebook(reader_folder)
    # A thread of its own: changes are written one after another, in the order in which they were made.
    writer = ThreadTaskRunner(application, threads=1)
    tidier = ThreadTaskRunner(application, threads=1)
    notebook = NotebookState(
        opened.notebook,
        opened.keeper,
        writer,
        application,
        notice=opened.notice,
        tidier=tidier,
    )

    application.applicationStateChanged.connect(notebook.follow_application)

    def finish() -> tuple[Change, ...]:
        writer.drain()
        tidier.drain()
        return notebook.finish()

    return Shared(
        AppearanceControl(application, application),
        notebook,
        SavedSearches(notebook, application),
        SearchHistory(reader_folder, tasks),
        RecentFiles(reader_folder),
        WarnedFolders(reader_folder),
        indexes,
        finish,
    )
