"""What a window is built from."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from atlas_gui.search.reading import Reading
from atlas_gui.state.browser_state import BrowserState
from atlas_gui.state.notebook import NotebookState
from atlas_gui.state.recent_files import RecentFiles
from atlas_gui.state.saved_searches import SavedSearches
from atlas_gui.state.search_history import SearchHistory
from atlas_gui.state.tasks import TaskRunner
from atlas_gui.state.warned_folders import WarnedFolders
from atlas_gui.ui.appearance import AppearanceControl
from atlas_gui.ui.openings import Openings
from atlas_gui.ui.origin import Origin
from atlas_gui.ui.pdf_export.flow import PdfFlow


class WindowParts(Struct, frozen=True):
    """Made in `app.windows`; `icons` is the folder of the icons.

    `origin` says which file the records come from; `finish_notebook()` writes all of the notebook that
    is not on disk yet before it comes back.
    """

    reading: Reading
    state: BrowserState
    appearance: AppearanceControl
    pdf: PdfFlow
    notebook: NotebookState
    finish_notebook: Callable[[], object]
    searches: SavedSearches
    history: SearchHistory
    icons: Path
    tasks: TaskRunner
    openings: Openings
    recent: RecentFiles
    warned: WarnedFolders
    origin: Origin
