"""Notices when the file of a window is changed by somebody else, and offers to open it again."""

from functools import partial
from pathlib import Path

from atlas_gui import paths
from atlas_gui.app.readings import read_file
from atlas_gui.app.windows import Atlas, over_file, plain_name
from atlas_gui.errors import AtlasError
from atlas_gui.i18n import _
from atlas_gui.search.reading import Reading
from atlas_gui.state.file_watch import FileWatch
from atlas_gui.ui.folder_warning import FolderWarning
from atlas_gui.ui.notice_bar import NoticeAction


def attend_to(atlas: Atlas, path: Path) -> None:
    """Remember a file that a window shows, and watch it until the window is closed.

    That which comes with Atlas changes with Atlas alone, and a PDF has been read for good. Folders in
    which Atlas writes, the reader's own and that of the library, are looked at as well.
    """
    warning = FolderWarning(atlas.shared.warned, atlas.tasks, atlas.window)
    warning.told.connect(atlas.window.tell)
    warning.check(paths.reader_dir())
    if path == paths.shipped_library():
        return
    atlas.shared.recent.remember(path)
    if atlas.window.shows_library:
        warning.check(path.resolve().parent)
        _watch(atlas, path)


def _watch(atlas: Atlas, path: Path) -> None:
    watch = FileWatch(path, atlas.reading.library.digest, atlas.tasks, atlas.window)
    watch.changed.connect(partial(_offer_opening_again, atlas, path))
    watch.gone.connect(partial(_tell_that_it_is_gone, atlas, path))


def _offer_opening_again(atlas: Atlas, path: Path) -> None:
    words = _("“{file}” has changed on disk since it was opened.")
    actions = (NoticeAction(_("Open it again"), partial(_open_again, atlas, path)),)
    atlas.window.offer(words.format(file=plain_name(path)), actions)


def _tell_that_it_is_gone(atlas: Atlas, path: Path) -> None:
    words = _(
        "“{file}” is not there any more. What is open can still be read, searched and exported."
    )
    atlas.window.offer(words.format(file=plain_name(path)), ())


def _open_again(atlas: Atlas, path: Path) -> None:
    def progressed(_done: int, _total: int) -> None:
        """A library is read before anybody could read how far it is."""

    atlas.tasks.submit_long(
        partial(read_file, atlas.shared.indexes, path),
        progressed,
        partial(_take_its_place, atlas, path),
        partial(_on_failed, atlas),
    )


def _take_its_place(atlas: Atlas, path: Path, reading: Reading) -> None:
    """A window over the file as it is now, where the other one was and looking at the same."""
    fresh = over_file(path, reading, atlas.shared, atlas.window.settings())
    fresh.window.show()
    atlas.window.close()


def _on_failed(atlas: Atlas, error: Exception) -> None:
    unknown = _("The file could not be opened.")
    atlas.window.tell(error.message if isinstance(error, AtlasError) else unknown)
