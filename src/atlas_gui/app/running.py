"""The program from its window's opening to its end."""

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
from atlas_gui.handover.meeting import Meeting
from atlas_gui.handover.message import Wish
from atlas_gui.i18n import _
from atlas_gui.progress import untold
from atlas_gui.search.keeping import IndexFolder
from atlas_gui.search.linked import destination
from atlas_gui.state.garbage import GarbageCollector
from atlas_gui.state.settings import SettingsFile
from atlas_gui.state.tasks import ThreadTaskRunner
from atlas_gui.store import open_library
from atlas_gui.ui.fonts import missing_scripts_notice
from atlas_gui.ui.openings import is_table
from atlas_gui.ui.when_painted import WhenPainted

QuitWhen = Literal["closed", "shown", "filled"]
_log = logging.getLogger(__name__)
_NOTHING, _ALONE = Wish(), Meeting()
_PICTURE_SIZE = (1440, 900)


def run_wish(
    library_path: Path, wish: Wish, meeting: Meeting, *, quit_when: QuitWhen = "closed"
) -> int:
    """Show what a start was asked for, and stay until the last window is closed.

    Files alone open in windows of their own; all else begins with one over the library. Later starts
    are heard if `meeting` brought the claim to be the running Atlas.
    """
    only_files = wish.files and not wish.links and wish.find is None and not wish.new_window
    # A table is no library: it is imported from the window.
    if only_files and not is_table(wish.file_paths[0]):
        return run_file(wish, meeting)
    return run_window(library_path, wish, meeting, quit_when=quit_when)


@telling_of_failure
def run_window(
    library_path: Path,
    wish: Wish = _NOTHING,
    meeting: Meeting = _ALONE,
    *,
    quit_when: QuitWhen = "closed",
) -> int:
    """Open the window over a library file, with all that is wished for, and stay until it is closed.

    For measuring the start it quits by itself as soon as it is "shown" (list, tree and page are
    there and have been painted), or "filled" (the timeline, which follows, has been as well).
    """
    book = begin_logging()
    application = make_application()
    _keep_file_events(application)
    library = or_message(application, partial(open_library, library_path))
    folder = IndexFolder(paths.index_dir())
    reading = begin_reading(library, folder)
    for link in wish.links[:1]:
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
    for link in wish.links[:1]:
        atlas.window.follow(link)
    if wish.find is not None:
        atlas.window.arrivals.search_for(wish.find)
    if not reading.index.complete:
        make_whole_index(reading, atlas.window, atlas.tasks, library_path, folder)
    rest = Wish(files=wish.files, links=wish.links[1:])
    hear = partial(_hear_others, application, atlas.shared, rest, meeting)
    after = _say_shown if quit_when == "shown" else partial(_settle, atlas, library_path, hear)
    if quit_when == "filled":
        after = partial(_fill, atlas, partial(_when_timeline_painted, atlas))
    WhenPainted(atlas.window, atlas.window.surfaces(), after)
    atlas.window.show()
    return _stay(application, atlas.tasks, atlas.shared)


@telling_of_failure
def run_file(wish: Wish, meeting: Meeting) -> int:
    """Open windows over what files hold, libraries or PDFs, and stay until the last is closed."""
    path = wish.file_paths[0]
    book = begin_logging()
    application = make_application()
    _keep_file_events(application)
    folder = IndexFolder(paths.index_dir())
    reading = or_message(application, partial(read_file, folder, path, untold))
    tasks = ThreadTaskRunner(application)
    shared = share(application, tasks, paths.reader_dir(), folder)
    atlas = over_file(path, reading, shared, SettingsFile(paths.settings_dir()).load())
    book.attend(application, windows_in_sight)
    rest = Wish(files=wish.files[1:])
    hear = partial(_hear_others, application, shared, rest, meeting)
    WhenPainted(atlas.window, atlas.window.surfaces(), hear)
    atlas.window.show()
    GarbageCollector(application)
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


def _settle(atlas: Atlas, library_path: Path, hear: "partial[None]") -> None:
    """What can wait until the reader sees the window, and should not wait until it is needed."""
    GarbageCollector(atlas.application)
    _fill(atlas, partial(_get_ready, atlas, hear))
    attend_to(atlas, library_path)
    if text := missing_scripts_notice():
        atlas.window.tell(text)


def _fill(atlas: Atlas, then: "partial[None]") -> None:
    fill_timeline(atlas.window, atlas.tasks, atlas.reading, then)


def _when_timeline_painted(atlas: Atlas) -> None:
    WhenPainted(atlas.window, atlas.window.timeline_surfaces(), _say_shown)


def _get_ready(atlas: Atlas, hear: "partial[None]") -> None:
    atlas.window.count_saved_searches()
    atlas.tasks.submit(atlas.reading.index.prepare, nothing, _log_failure)
    hear()


def _hear_others(application: QApplication, shared: Shared, rest: Wish, meeting: Meeting) -> None:
    """Listen to later starts until the end, and do what this one has not done yet."""
    from atlas_gui.app.second_starts import SecondStarts  # nobody waits for it

    second_starts = SecondStarts(application, shared, meeting)
    application.aboutToQuit.connect(second_starts.finish)
    second_starts.begin(None if rest == _NOTHING else rest)
    if sys.platform == "darwin":
        from atlas_gui.app.file_events import FileEvents

        for events in application.findChildren(FileEvents):
            events.grant_with(second_starts.grant)


def _keep_file_events(application: QApplication) -> None:
    """On macOS, keep the files and links that arrive until there is a window for them."""
    if sys.platform == "darwin":
        from atlas_gui.app.file_events import FileEvents  # other systems have no such events

        FileEvents(application)


def _log_failure(error: Exception) -> None:
    _log.error("The search index could not be built ahead", exc_info=error)
