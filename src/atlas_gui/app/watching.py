"""Looks after the file of a window: remembers it, and notices when somebody else changes it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from atlas_gui import paths
from atlas_gui.app.readings import plain_name, read_file
from atlas_gui.app.shared import Shared
from atlas_gui.errors import AtlasError
from atlas_gui.i18n import _
from atlas_gui.search.reading import Reading
from atlas_gui.state.file_watch import FileWatch
from atlas_gui.state.tasks import TaskRunner
from atlas_gui.ui.folder_warning import FolderWarning
from atlas_gui.ui.main_window import MainWindow
from atlas_gui.ui.notice_bar import NoticeAction


class Attendance(QObject):
    """What is done about the file at `path` that a window shows, until the window is closed.

    `take_its_place` opens a window over what the file holds by then. The library that comes with Atlas
    changes with Atlas alone, and a PDF has been read for good. Folders in which Atlas writes, the reader's
    own and that of the library, are looked at as well.
    """

    def __init__(
        self,
        window: MainWindow,
        path: Path,
        tasks: TaskRunner,
        shared: Shared,
        take_its_place: Callable[[Reading], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._path = path
        self._tasks = tasks
        self._shared = shared
        self._take_its_place = take_its_place

    def begin(self, digest: str) -> None:
        """Attend to it from now on; `digest` is that of the file as it was read."""
        warning = FolderWarning(self._shared.warned, self._tasks, self._window)
        warning.told.connect(self._window.tell)
        warning.check(paths.reader_dir())
        if self._path == paths.shipped_library():
            return
        self._shared.recent.remember(self._path)
        if not self._window.shows_library:
            return
        warning.check(self._path.resolve().parent)
        watch = FileWatch(self._path, digest, self._tasks, self._window)
        watch.changed.connect(self._offer_opening_again)
        watch.gone.connect(self._tell_that_it_is_gone)

    @Slot()
    def _offer_opening_again(self) -> None:
        words = _("“{file}” has changed on disk since it was opened.")
        actions = (NoticeAction(_("Open it again"), self._open_again),)
        self._window.offer(words.format(file=plain_name(self._path)), actions)

    @Slot()
    def _tell_that_it_is_gone(self) -> None:
        words = _(
            "“{file}” is not there any more. What is open can still be read, searched and exported."
        )
        self._window.offer(words.format(file=plain_name(self._path)), ())

    def _open_again(self) -> None:
        read = partial(read_file, self._shared.indexes, self._path)
        self._tasks.submit_long(read, _untold, self._take_its_place, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        unknown = _("The file could not be opened.")
        self._window.tell(error.message if isinstance(error, AtlasError) else unknown)


def _untold(_done: int, _total: int) -> None:
    """A library is read before anybody could read how far it is."""
