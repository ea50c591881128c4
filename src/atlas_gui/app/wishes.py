"""What a start was asked for, done in the windows that are open."""

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from atlas_gui import paths
from atlas_gui.app.readings import read_file
from atlas_gui.app.shared import Shared
from atlas_gui.app.to_front import bring_to_front, by_last_use
from atlas_gui.app.windows import open_beside
from atlas_gui.errors import AtlasError
from atlas_gui.handover.message import Answer, Wish
from atlas_gui.i18n import _
from atlas_gui.search.reading import Reading
from atlas_gui.state.tasks import TaskRunner
from atlas_gui.ui.main_window import MainWindow

_Then = Callable[[MainWindow], None]


class Wishes(QObject):
    """Grants wishes, one after another; whatever goes wrong is told in the window used last."""

    def __init__(self, shared: Shared, tasks: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._shared = shared
        self._tasks = tasks
        # What is to be done once a library is there that is still being read.
        self._awaited: dict[Path, list[_Then]] = {}

    def grant(self, wish: Wish) -> Answer:
        """Begin with what is wished for; "leaving" if there is no window any more to do it in."""
        windows = by_last_use()
        if not windows:
            return Answer("leaving")
        library = wish.library_path
        look = partial(self._look_at, wish)
        # At once, also if there is something to be read first: somebody waits.
        bring_to_front(windows[0], wish.activation)
        if wish.new_window:
            self._read(library or paths.shipped_library(), look)
        elif library is not None:
            self._show(library, look)
        else:
            look(windows[0])
        return Answer("done")

    def _look_at(self, wish: Wish, window: MainWindow) -> None:
        if wish.find is not None:
            window.arrivals.search_for(wish.find)
        for link in wish.links:
            if wish.new_window or wish.library is not None:
                window.follow(link)
            else:
                self._follow(link)
        if wish.files:
            self._open(wish.file_paths)

    def _follow(self, link: str) -> None:
        """Follow a link where it leads somewhere; else in the library that comes with Atlas."""
        windows = [window for window in by_last_use() if window.arrivals.knows(link)]
        # What somebody took out of a library may be older than the library.
        windows.sort(key=lambda window: not window.shows_library)
        if windows:
            windows[0].follow(link)
            bring_to_front(windows[0])
        else:
            self._show(paths.shipped_library(), lambda window: window.follow(link))

    def _open(self, files: list[Path]) -> None:
        """Open files in windows of their own, unless they are open."""
        same = partial(_same_files, files, _shown_files())
        self._tasks.submit(same, partial(self._open_others, files), self._tell_failure)

    def _open_others(self, files: list[Path], same: list[Path | None]) -> None:
        windows = by_last_use()
        if not windows:
            return
        if unknown := [file for file, shown in zip(files, same, strict=True) if shown is None]:
            windows[0].arrivals.open_files(unknown)
        for shown in filter(None, same):
            if found := _window_of(shown):
                bring_to_front(found)

    def _show(self, library: Path, then: _Then) -> None:
        """Bring the window over a library to the front, or open one; `then` gets it."""
        same = partial(_same_files, [library], _shown_files())
        self._tasks.submit(same, partial(self._show_or_read, library, then), self._tell_failure)

    def _show_or_read(self, library: Path, then: _Then, same: list[Path | None]) -> None:
        window = _window_of(same[0]) if same[0] else None
        if window is None:
            self._read(library, then)
            return
        bring_to_front(window)
        then(window)

    def _read(self, library: Path, then: _Then) -> None:
        """Open another window over a library, once it has been read; `then` gets it."""
        awaited = self._awaited.setdefault(library, [])
        awaited.append(then)
        if len(awaited) == 1:
            read = partial(read_file, self._shared.indexes, library)
            self._tasks.submit_long(
                read, _untold, partial(self._on_read, library), partial(self._on_unread, library)
            )

    def _on_read(self, library: Path, reading: Reading) -> None:
        awaited = self._awaited.pop(library, [])
        if not (windows := by_last_use()):
            return
        beside = open_beside(windows[0], self._shared, library, reading)
        bring_to_front(beside.window)
        for then in awaited:
            then(beside.window)

    def _on_unread(self, library: Path, error: Exception) -> None:
        self._awaited.pop(library, None)
        self._tell_failure(error)

    def _tell_failure(self, error: Exception) -> None:
        unknown = _("The file could not be opened.")
        for window in by_last_use()[:1]:
            window.tell(error.message if isinstance(error, AtlasError) else unknown)


def _shown_files() -> list[Path]:
    """The files that windows show, that of the window used last before all others."""
    return [path for window in by_last_use() if (path := window.arrivals.file) is not None]


def _window_of(file: Path) -> MainWindow | None:
    """The window over a file, named as in `_shown_files`; it may have been closed since."""
    return next((window for window in by_last_use() if window.arrivals.file == file), None)


def _same_files(files: Sequence[Path], shown: Sequence[Path]) -> list[Path | None]:
    """Which of the shown files each of these is; for another thread, since a disk may be slow."""
    return [next((one for one in shown if _is_same(file, one)), None) for file in files]


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        # One that is gone is still the one that a window shows.
        return os.path.abspath(one) == os.path.abspath(other)  # noqa: PTH100  asks no disk


def _untold(_done: int, _total: int) -> None:
    """A library is read before anybody could read how far it is."""
