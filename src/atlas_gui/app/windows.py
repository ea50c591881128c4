"""Builds windows: over the library that the program was started with, and over files beside it."""

from functools import partial
from pathlib import Path

import msgspec
from msgspec import Struct
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from atlas_gui import paths
from atlas_gui.app.application import make_application
from atlas_gui.app.filling import fill_timeline, make_whole_index, nothing
from atlas_gui.app.readings import plain_name, read_file
from atlas_gui.app.shared import Shared, share
from atlas_gui.exchange.opened import is_pdf
from atlas_gui.i18n import _
from atlas_gui.search.index import SearchIndex
from atlas_gui.search.keeping import IndexFolder
from atlas_gui.search.query import parse
from atlas_gui.search.reading import Reading
from atlas_gui.search.result import SearchResult
from atlas_gui.state.browser_state import BrowserState
from atlas_gui.state.garbage import collect_soon
from atlas_gui.state.settings import SettingsFile, WindowSettings
from atlas_gui.state.tasks import ThreadTaskRunner
from atlas_gui.ui.main_window import MainWindow
from atlas_gui.ui.openings import Openings
from atlas_gui.ui.origin import Origin
from atlas_gui.ui.pdf_export.flow import PdfFlow
from atlas_gui.ui.when_painted import WhenPainted
from atlas_gui.ui.window_parts import WindowParts


class Atlas(Struct, frozen=True):
    """A built window and what lives as long as it does."""

    application: QApplication
    window: MainWindow
    tasks: ThreadTaskRunner
    reading: Reading
    shared: Shared


def build(
    application: QApplication,
    reading: Reading,
    settings: SettingsFile,
    reader_folder: Path,
    *,
    indexes: IndexFolder | None = None,
    origin: Origin | None = None,
) -> Atlas:
    """A window over a library, as its reader left it; `reader_folder` has what the reader keeps."""
    tasks = ThreadTaskRunner(application)
    indexes = indexes or IndexFolder(paths.index_dir())
    shared = share(application, tasks, reader_folder, indexes)
    saved = settings.load()
    atlas = _window_over(application, reading, tasks, shared, saved, origin)
    window = atlas.window
    window.closing.connect(lambda: settings.save(window.settings()))
    window.closing.connect(tasks.drain)
    window.closing.connect(shared.history.save)
    return atlas


def _window_over(
    owner: QObject,
    reading: Reading,
    tasks: ThreadTaskRunner,
    shared: Shared,
    saved: WindowSettings,
    origin: Origin | None,
) -> Atlas:
    """A window and its parts, looking as `saved` says; what is no widget lives as long as `owner`."""
    pdf = PdfFlow(reading.library, tasks, owner)
    pdf.set_options(saved.report, saved.file_names)
    openings = Openings(partial(read_file, shared.indexes), tasks, owner)
    reading.index.use_notebook(shared.notebook.notebook)
    window = MainWindow(
        WindowParts(
            reading=reading,
            state=BrowserState(partial(_search, reading.index), owner),
            appearance=shared.appearance,
            pdf=pdf,
            notebook=shared.notebook,
            finish_notebook=shared.finish,
            searches=shared.searches,
            history=shared.history,
            icons=paths.resources() / "icons",
            tasks=tasks,
            openings=openings,
            recent=shared.recent,
            warned=shared.warned,
            origin=origin or Origin(),
        )
    )
    atlas = Atlas(make_application(), window, tasks, reading, shared)
    openings.opened.connect(partial(open_beside, window, shared))
    openings.opened_again.connect(partial(_take_its_place, atlas))
    window.closing.connect(pdf.close)
    window.restore(saved)
    return atlas


def open_beside(window: MainWindow, shared: Shared, path: Path, reading: Reading) -> Atlas:
    """A shown window over what a file holds, beside another one and looking like it."""
    beside = over_file(path, reading, shared, _without_place(window.settings()))
    beside.window.resize(window.size())
    beside.window.show()
    # The library of Atlas is not called by its file's name.
    if path != paths.shipped_library():
        window.tell_in_passing(
            _("“{file}” is open in a window of its own.").format(file=plain_name(path))
        )
    return beside


def over_file(path: Path, reading: Reading, shared: Shared, looks: WindowSettings) -> Atlas:
    """A window over what a file holds, looking as `looks` says.

    What the reader searches for and keeps is the same in all windows. How this one looks is forgotten
    when it is closed, and with it goes all that it was made of.
    """
    application = make_application()
    owner = QObject(application)
    tasks = ThreadTaskRunner(owner)
    atlas = _window_over(owner, reading, tasks, shared, looks, origin_of(path))
    window = atlas.window
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.closing.connect(tasks.drain)
    window.closing.connect(shared.history.save)
    window.destroyed.connect(owner.deleteLater)
    owner.destroyed.connect(collect_soon)
    if not reading.index.complete:
        make_whole_index(reading, window, tasks, path, shared.indexes)
    WhenPainted(window, window.surfaces(), partial(_settle, atlas, path))
    return atlas


def windows_in_sight() -> list[MainWindow]:
    """The windows that are open now."""
    found = QApplication.topLevelWidgets()
    return [each for each in found if isinstance(each, MainWindow) and each.isVisible()]


def origin_of(path: Path) -> Origin:
    """What a window says of the file that it shows."""
    name = plain_name(path)
    return Origin(name, path, is_excerpt=True) if is_pdf(path) else Origin.of_library(path, name)


def _without_place(looks: WindowSettings) -> WindowSettings:
    """How a window looks, without what it looks at."""
    own = {"geometry": "", "query": "", "record_id": None, "expanded": None, "timeline_span": None}
    return msgspec.structs.replace(looks, **own)


def attend_to(atlas: Atlas, path: Path) -> None:
    """Remember the file of a window, and watch it until the window is closed."""
    from atlas_gui.app.watching import Attendance  # no start waits for it

    replacing = partial(_take_its_place, atlas, path)
    attendance = Attendance(atlas.window, path, atlas.tasks, atlas.shared, replacing)
    attendance.begin(atlas.reading.library.digest)


def _take_its_place(atlas: Atlas, path: Path, reading: Reading) -> None:
    """A window over the file as it is now, where the other one was and looking at the same."""
    fresh = over_file(path, reading, atlas.shared, atlas.window.settings())
    fresh.window.show()
    atlas.window.close()


def _settle(atlas: Atlas, path: Path) -> None:
    """Not for a window that was closed as soon as it was there: its tasks have been drained."""
    if atlas.window.isVisible():
        fill_timeline(atlas.window, atlas.tasks, atlas.reading, nothing)
        attend_to(atlas, path)


def _search(index: SearchIndex, text: str) -> SearchResult:
    return index.search(parse(text))
