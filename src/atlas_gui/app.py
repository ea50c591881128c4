"""The composition root: the one place that builds the object graph of the window."""

import gc
import logging
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Literal, TypeVar

import msgspec
from msgspec import Struct
from PySide6.QtCore import QLocale, QObject, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from atlas_gui import __version__, paths
from atlas_gui.domain.catalogue import Catalogue
from atlas_gui.domain.library import Library
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.display_text import one_line
from atlas_gui.i18n import _
from atlas_gui.progress import Progress, untold
from atlas_gui.search.index import SearchIndex
from atlas_gui.search.index_file import unpacked
from atlas_gui.search.keeping import IndexFolder, index_for
from atlas_gui.search.linked import destination
from atlas_gui.search.making import index_key, index_of_titles, whole_index
from atlas_gui.search.query import parse
from atlas_gui.search.reading import Reading
from atlas_gui.search.result import SearchResult
from atlas_gui.state.browser_state import BrowserState
from atlas_gui.state.notebook import NotebookState
from atlas_gui.state.saved_searches import SavedSearches
from atlas_gui.state.search_history import SearchHistory
from atlas_gui.state.settings import SettingsFile, WindowSettings
from atlas_gui.state.tasks import ThreadTaskRunner
from atlas_gui.store import open_library
from atlas_gui.store.notebook import open_notebook
from atlas_gui.timeline.conventions import begin_weeks_on
from atlas_gui.ui.appearance import AppearanceControl
from atlas_gui.ui.fonts import missing_scripts_notice
from atlas_gui.ui.main_window import MainWindow
from atlas_gui.ui.openings import Openings
from atlas_gui.ui.pdf_export.flow import PdfFlow
from atlas_gui.ui.when_painted import WhenPainted
from atlas_gui.ui.window_parts import WindowParts

QuitWhen = Literal["closed", "shown", "filled"]
T = TypeVar("T")
_log = logging.getLogger(__name__)
_PICTURE_SIZE = (1440, 900)
_GARBAGE_YOUNG, _GARBAGE_MIDDLE, _GARBAGE_OLD = 10_000, 20, 20
# Up to this many bytes of a library, its index takes less time to make than a reader notices.
_INDEXED_AT_ONCE = 1_000_000
# The offscreen platform says this whenever a window's least size changes; there is nothing to mend.
_OFFSCREEN_REMARK = "This plugin does not support propagateSizeHints()"
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Shared(Struct, frozen=True):
    """What all windows have in common: how they look, and what the reader keeps."""

    appearance: AppearanceControl
    notebook: NotebookState
    searches: SavedSearches
    history: SearchHistory


class Atlas(Struct, frozen=True):
    """A built window and what lives as long as it does."""

    application: QApplication
    window: MainWindow
    tasks: ThreadTaskRunner
    reading: Reading
    shared: Shared


def make_application() -> QApplication:
    """The one QApplication, named as the desktop knows Atlas."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    application = QApplication(["atlas-gui"])
    application.setApplicationName("atlas-gui")
    application.setApplicationDisplayName("Atlas")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("atlas-gui")
    application.setWindowIcon(QIcon(str(paths.resources() / "icons" / "atlas.svg")))
    begin_weeks_on(QLocale().firstDayOfWeek().value - 1)
    return application


def build(
    application: QApplication, reading: Reading, settings: SettingsFile, reader_folder: Path
) -> Atlas:
    """A window over a library, as its reader left it; `reader_folder` has what the reader keeps."""
    tasks = ThreadTaskRunner(application)
    shared = _share(application, tasks, reader_folder)
    saved = settings.load()
    atlas = _window_over(application, reading, tasks, shared, saved)
    window = atlas.window
    window.closing.connect(lambda: settings.save(window.settings()))
    window.closing.connect(tasks.drain)
    window.closing.connect(shared.history.save)
    return atlas


def _share(application: QApplication, tasks: ThreadTaskRunner, reader_folder: Path) -> Shared:
    """What all windows of this program have in common, as it stands in the reader's folder."""
    opened = open_notebook(reader_folder)
    # A thread of its own: changes are written one after another, in the order in which they were made.
    writer = ThreadTaskRunner(application, threads=1)
    notebook = NotebookState(
        opened.notebook, opened.keeper, writer, application, notice=opened.notice
    )
    return Shared(
        AppearanceControl(application, application),
        notebook,
        SavedSearches(reader_folder, application),
        SearchHistory(reader_folder, tasks),
    )


def _window_over(
    owner: QObject,
    reading: Reading,
    tasks: ThreadTaskRunner,
    shared: Shared,
    saved: WindowSettings,
    origin: str = "",
) -> Atlas:
    """A window and its parts, looking as `saved` says; what is no widget lives as long as `owner`."""
    pdf = PdfFlow(reading.library, tasks, owner)
    pdf.set_options(saved.report, saved.file_names)
    openings = Openings(read_records_in, tasks, owner)
    window = MainWindow(
        WindowParts(
            reading=reading,
            state=BrowserState(partial(_search, reading.index), owner),
            appearance=shared.appearance,
            pdf=pdf,
            notebook=shared.notebook,
            searches=shared.searches,
            history=shared.history,
            icons=paths.resources() / "icons",
            tasks=tasks,
            openings=openings,
            origin=origin,
        )
    )
    atlas = Atlas(make_application(), window, tasks, reading, shared)
    openings.opened.connect(partial(open_beside, atlas))
    window.closing.connect(pdf.close)
    window.restore(saved)
    return atlas


def read_records_in(path: Path, progress: Progress) -> Reading:
    """The records inside a PDF, ready to be browsed, with an index that is kept nowhere.

    Raises AtlasError, and CancelledError from `progress`.
    """
    from atlas_gui.exchange.enclosed import library_in_pdf  # most starts read no PDF

    library = library_in_pdf(path, progress)
    data = unpacked(whole_index(library, progress), index_key(library))
    return Reading(library, Catalogue(library), SearchIndex(library, data))


def open_beside(atlas: Atlas, path: Path, reading: Reading) -> Atlas:
    """A shown window over the records of a file, beside another one and looking like it."""
    beside = _over_records(path, reading, atlas.shared, atlas.window.settings())
    beside.window.resize(atlas.window.size())
    beside.window.show()
    atlas.window.tell_in_passing(
        _("“{file}” is open in a window of its own.").format(file=_plain_name(path))
    )
    return beside


def _over_records(path: Path, reading: Reading, shared: Shared, looks: WindowSettings) -> Atlas:
    """A window over the records of a file.

    What the reader searches for and keeps is the same in all windows. How this one looks is forgotten
    when it is closed, and with it goes all that it was made of.
    """
    application = make_application()
    owner = QObject(application)
    tasks = ThreadTaskRunner(owner)
    own = {"geometry": "", "query": "", "record_id": None, "expanded": None, "timeline_span": None}
    looks = msgspec.structs.replace(looks, **own)
    atlas = _window_over(owner, reading, tasks, shared, looks, _plain_name(path))
    window = atlas.window
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.closing.connect(tasks.drain)
    window.closing.connect(shared.history.save)
    window.destroyed.connect(owner.deleteLater)
    WhenPainted(window, window.surfaces(), partial(_fill_if_open, atlas))
    return atlas


def _plain_name(path: Path) -> str:
    """A file's name on one line, without what controls a screen, and without places to break it."""
    return one_line(path.name).replace("\u200b", "")


def _fill_if_open(atlas: Atlas) -> None:
    """Not for a window that was closed as soon as it was there: its tasks have been drained."""
    if atlas.window.isVisible():
        _fill_timeline(atlas, _nothing)


def run_records_in(path: Path) -> int:
    """Open a window over the records inside a PDF and stay until it is closed."""
    qInstallMessageHandler(_log_qt_message)
    application = make_application()
    reading = _or_message(application, partial(read_records_in, path, untold))
    tasks = ThreadTaskRunner(application)
    shared = _share(application, tasks, paths.reader_dir())
    atlas = _over_records(path, reading, shared, SettingsFile(paths.settings_dir()).load())
    sys.excepthook = partial(_tell_about_error, atlas.window)
    atlas.window.show()
    gc.enable()
    status = application.exec()
    tasks.drain()
    return status


def run_window(library_path: Path, *, quit_when: QuitWhen = "closed", link: str = "") -> int:
    """Open the window over a library file, where a permanent link leads, and stay until it is closed.

    For measuring the start it quits by itself as soon as it is "shown" (list, tree and page are
    there and have been painted), or "filled" (the timeline, which follows, has been as well).
    """
    qInstallMessageHandler(_log_qt_message)
    application = make_application()
    library = _or_message(application, partial(open_library, library_path))
    folder = IndexFolder(paths.index_dir())
    reading = begin_reading(library, folder)
    if link:
        _or_message(application, partial(destination, reading, link))
    settings = SettingsFile(paths.settings_dir())
    atlas = build(application, reading, settings, paths.reader_dir())
    sys.excepthook = partial(_tell_about_error, atlas.window)
    if link:
        atlas.window.follow(link)
    if not reading.index.complete:
        _make_whole_index(atlas, library_path, folder)
    after = _say_shown if quit_when == "shown" else partial(_settle, atlas)
    if quit_when == "filled":
        after = partial(_fill_timeline, atlas, partial(_when_timeline_painted, atlas, _say_shown))
    WhenPainted(atlas.window, atlas.window.surfaces(), after)
    atlas.window.show()
    status = application.exec()
    atlas.tasks.drain()
    return status


def begin_reading(library: Library, folder: IndexFolder) -> Reading:
    """A library with the index to begin with: the kept one; of a large library else its titles."""
    data = folder.load(library)
    if data is None and library.size <= _INDEXED_AT_ONCE:
        data = index_for(library, folder, _nothing)
    if data is None:
        data = unpacked(index_of_titles(library), index_key(library))
    library.note_damaged(data.header.damaged)
    return Reading(library, Catalogue(library), SearchIndex(library, data))


def _make_whole_index(atlas: Atlas, library_path: Path, folder: IndexFolder) -> None:
    """Have the whole index made beside the window, and let the window answer by it when it is there."""
    from atlas_gui.state.index_upkeep import IndexUpkeep  # only a large library needs it

    reading, window = atlas.reading, atlas.window
    command = [*paths.own_command(), "index"]
    upkeep = IndexUpkeep(reading.library, folder, atlas.tasks, command, window)
    upkeep.progressed.connect(window.show_index_progress)
    upkeep.failed.connect(window.tell)
    upkeep.ready.connect(window.use_index)
    window.closing.connect(upkeep.stop)
    upkeep.start(library_path)


def _or_message(application: QApplication, read: Callable[[], T]) -> T:
    """What is read; if it cannot be, a message on the screen too: not every reader sees a console.

    Raises AtlasError in that case, after the reader has closed the message.
    """
    try:
        return read()
    except AtlasError as error:
        if application.platformName() != "offscreen":
            from PySide6.QtWidgets import QMessageBox  # no start that goes well needs it

            message = QMessageBox(QMessageBox.Icon.Critical, "Atlas", "")
            message.setTextFormat(Qt.TextFormat.PlainText)
            message.setText(error.message)
            message.exec()
        raise


def save_window_picture(library_path: Path, target: Path) -> None:
    """Paint the window as at the first start and save it as PNG; the reader's settings stay out.

    Raises AtlasError if the file cannot be written.
    """
    import tempfile  # see `files.replace_file`

    qInstallMessageHandler(_log_qt_message)
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
    if not saved:
        raise AtlasError(_("The picture “{path}” could not be saved.").format(path=target))


def _search(index: SearchIndex, text: str) -> SearchResult:
    return index.search(parse(text))


def _say_shown() -> None:
    # A word for the measuring program, the same in every language.
    sys.stdout.write("shown\n")
    sys.stdout.flush()
    QApplication.quit()


def _settle(atlas: Atlas) -> None:
    """What can wait until the reader sees the window, and should not wait until it is needed."""
    gc.freeze()
    # What a key makes goes as it came, without a cycle; looking for garbage often would only
    # hold up the next key.
    gc.set_threshold(_GARBAGE_YOUNG, _GARBAGE_MIDDLE, _GARBAGE_OLD)
    gc.enable()
    _fill_timeline(atlas, partial(_get_ready, atlas))
    if text := missing_scripts_notice():
        atlas.window.tell(text)


def _fill_timeline(atlas: Atlas, then: Callable[[], None]) -> None:
    """Load what the timeline needs on another thread, then show it; `then` follows in any case."""

    def fill(_columns: object) -> None:
        atlas.window.fill_timeline()
        then()

    def complain(error: Exception) -> None:
        _log.error("The columns of the timeline could not be loaded ahead", exc_info=error)
        fill(None)

    atlas.tasks.submit(partial(atlas.reading.index.time_columns, None), fill, complain)


def _when_timeline_painted(atlas: Atlas, call: Callable[[], None]) -> None:
    WhenPainted(atlas.window, atlas.window.timeline_surfaces(), call)


def _get_ready(atlas: Atlas) -> None:
    atlas.window.count_saved_searches()
    atlas.tasks.submit(atlas.reading.index.prepare, _nothing, _log_failure)


def _nothing(*_told: object) -> None:
    """Nobody needs to be told."""


def _log_failure(error: Exception) -> None:
    _log.error("The search index could not be built ahead", exc_info=error)


def _log_qt_message(kind: QtMsgType, _context: object, message: str) -> None:
    if message == _OFFSCREEN_REMARK:
        return
    logging.getLogger("qt").log(_LEVELS.get(kind, logging.WARNING), "%s", message)


def _tell_about_error(
    window: MainWindow,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
) -> None:
    """The last resort: the log has the detail, the reader a sentence, and the window goes on."""
    if issubclass(kind, KeyboardInterrupt):
        window.close()
        return
    _log.critical("An error nobody expected", exc_info=(kind, error, trace))
    window.tell(
        _("Something went wrong inside Atlas ({kind}). Your library is unchanged.").format(
            kind=kind.__name__
        )
    )
