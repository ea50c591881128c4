"""The program from its window's opening to its end."""

import gc
import logging
import sys
from functools import partial
from pathlib import Path
from typing import Literal

from PySide6.QtWidgets import QApplication

from atlas_gui import paths
from atlas_gui.app.application import make_application, or_message
from atlas_gui.app.filling import fill_timeline, make_whole_index, nothing
from atlas_gui.app.logbook import begin_logging, take_qt_messages
from atlas_gui.app.readings import begin_reading, read_file
from atlas_gui.app.shared import Shared, share
from atlas_gui.app.unexpected import telling_of_failure
from atlas_gui.app.windows import Atlas, attend_to, build, origin_of, over_file, windows_in_sight
from atlas_gui.errors import AtlasError
from atlas_gui.i18n import _
from atlas_gui.progress import untold
from atlas_gui.search.keeping import IndexFolder
from atlas_gui.search.linked import destination
from atlas_gui.state.settings import SettingsFile
from atlas_gui.state.tasks import ThreadTaskRunner
from atlas_gui.store import open_library
from atlas_gui.ui.fonts import missing_scripts_notice
from atlas_gui.ui.when_painted import WhenPainted

QuitWhen = Literal["closed", "shown", "filled"]
_log = logging.getLogger(__name__)
_PICTURE_SIZE = (1440, 900)
_GARBAGE_YOUNG, _GARBAGE_MIDDLE, _GARBAGE_OLD = 10_000, 20, 20


@telling_of_failure
def run_window(library_path: Path, *, quit_when: QuitWhen = "closed", link: str = "") -> int:
    """Open the window over a library file, where a permanent link leads, and stay until it is closed.

    For measuring the start it quits by itself as soon as it is "shown" (list, tree and page are
    there and have been painted), or "filled" (the timeline, which follows, has been as well).
    """
    book = begin_logging()
    application = make_application()
    library = or_message(application, partial(open_library, library_path))
    folder = IndexFolder(paths.index_dir())
    reading = begin_reading(library, folder)
    if link:
        or_message(application, partial(destination, reading, link))
    settings = SettingsFile(paths.settings_dir())
    atlas = build(
        application,
        reading,
        settings,
        paths.reader_dir(),
        indexes=folder,
        origin=origin_of(library_path),
    )
    book.attend(application, windows_in_sight)
    if link:
        atlas.window.follow(link)
    if not reading.index.complete:
        make_whole_index(reading, atlas.window, atlas.tasks, library_path, folder)
    after = _say_shown if quit_when == "shown" else partial(_settle, atlas, library_path)
    if quit_when == "filled":
        after = partial(_fill, atlas, partial(_when_timeline_painted, atlas))
    WhenPainted(atlas.window, atlas.window.surfaces(), after)
    atlas.window.show()
    return _stay(application, atlas.tasks, atlas.shared)


@telling_of_failure
def run_file(path: Path) -> int:
    """Open a window over what a file holds, a library or a PDF, and stay until it is closed."""
    book = begin_logging()
    application = make_application()
    folder = IndexFolder(paths.index_dir())
    reading = or_message(application, partial(read_file, folder, path, untold))
    tasks = ThreadTaskRunner(application)
    shared = share(application, tasks, paths.reader_dir(), folder)
    atlas = over_file(path, reading, shared, SettingsFile(paths.settings_dir()).load())
    book.attend(application, windows_in_sight)
    atlas.window.show()
    gc.enable()
    return _stay(application, tasks, shared)


def save_window_picture(library_path: Path, target: Path) -> None:
    """Paint the window as at the first start and save it as PNG; the reader's settings stay out.

    Raises AtlasError if the file cannot be written.
    """
    import tempfile  # see `files.replacing`

    take_qt_messages()
    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        reading = begin_reading(open_library(library_path), IndexFolder(paths.index_dir()))
        atlas = build(application, reading, SettingsFile(Path(folder)), Path(folder))
        atlas.window.resize(*_PICTURE_SIZE)
        atlas.window.fill_timeline()
        atlas.window.show()
        application.processEvents()
        saved = atlas.window.grab().save(str(target))
        atlas.window.close()
        atlas.shared.finish()
    if not saved:
        raise AtlasError(_("The picture “{path}” could not be saved.").format(path=target))


def _stay(application: QApplication, tasks: ThreadTaskRunner, shared: Shared) -> int:
    """Until the last window is closed; then what the reader keeps is written to its end."""
    status = application.exec()
    tasks.drain()
    if unwritten := shared.finish():
        _log.error("Changes of the notebook that could not be written: %d", len(unwritten))
    return status


def _say_shown() -> None:
    # A word for the measuring program, the same in every language.
    sys.stdout.write("shown\n")
    sys.stdout.flush()
    QApplication.quit()


def _settle(atlas: Atlas, library_path: Path) -> None:
    """What can wait until the reader sees the window, and should not wait until it is needed."""
    gc.freeze()
    # What a key makes goes as it came, without a cycle; looking for garbage often would only
    # hold up the next key.
    gc.set_threshold(_GARBAGE_YOUNG, _GARBAGE_MIDDLE, _GARBAGE_OLD)
    gc.enable()
    _fill(atlas, partial(_get_ready, atlas))
    attend_to(atlas, library_path)
    if text := missing_scripts_notice():
        atlas.window.tell(text)


def _fill(atlas: Atlas, then: "partial[None]") -> None:
    fill_timeline(atlas.window, atlas.tasks, atlas.reading, then)


def _when_timeline_painted(atlas: Atlas) -> None:
    WhenPainted(atlas.window, atlas.window.timeline_surfaces(), _say_shown)


def _get_ready(atlas: Atlas) -> None:
    atlas.window.count_saved_searches()
    atlas.tasks.submit(atlas.reading.index.prepare, nothing, _log_failure)


def _log_failure(error: Exception) -> None:
    _log.error("The search index could not be built ahead", exc_info=error)
