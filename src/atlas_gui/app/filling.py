"""What a window is given once it can be seen: its timeline, and the whole index of a large library."""

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path

from atlas_gui import paths
from atlas_gui.search.keeping import IndexFolder
from atlas_gui.search.reading import Reading
from atlas_gui.state.tasks import TaskRunner
from atlas_gui.ui.main_window import MainWindow

_log = logging.getLogger(__name__)


def fill_timeline(
    window: MainWindow, tasks: TaskRunner, reading: Reading, then: Callable[[], None]
) -> None:
    """Load what the timeline needs on another thread, then show it; `then` follows in any case."""

    def fill(_columns: object) -> None:
        window.fill_timeline()
        then()

    def complain(error: Exception) -> None:
        _log.error("The columns of the timeline could not be loaded ahead", exc_info=error)
        fill(None)

    tasks.submit(partial(reading.index.time_columns, None), fill, complain)


def make_whole_index(
    reading: Reading,
    window: MainWindow,
    tasks: TaskRunner,
    library_path: Path,
    folder: IndexFolder,
) -> None:
    """Have the whole index made beside the window, and let the window answer by it when it is there."""
    from atlas_gui.state.index_upkeep import IndexUpkeep  # only a large library needs it

    command = [*paths.own_command(), "index"]
    upkeep = IndexUpkeep(reading.library, folder, tasks, command, window)
    upkeep.progressed.connect(window.show_index_progress)
    upkeep.failed.connect(window.tell)
    upkeep.ready.connect(window.use_index)
    window.closing.connect(upkeep.stop)
    upkeep.start(library_path)


def nothing(*_told: object) -> None:
    """Nobody needs to be told."""
