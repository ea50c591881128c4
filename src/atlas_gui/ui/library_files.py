"""What a reader can do with the file of a library: a copy of it, an earlier state of it, others."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMenu

from atlas_gui import paths
from atlas_gui.errors import AtlasError
from atlas_gui.i18n import _
from atlas_gui.ui.folder_warning import FolderWarning
from atlas_gui.ui.library_names import SUFFIX, is_library_name, library_filter, suggested_name
from atlas_gui.ui.origin import shortened
from atlas_gui.ui.save_target import agreed_target, start_folder
from atlas_gui.ui.window_parts import WindowParts

_LONGEST_NAME = 60


class LibraryFileCommands(QObject):
    """Signals: `told(str)`; `told_in_passing(str)`; `open_requested(list[Path])`."""

    told = Signal(str)
    told_in_passing = Signal(str)
    open_requested = Signal(object)

    def __init__(self, window: QMainWindow, parts: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._parts = parts
        self._folder = paths.documents_dir()
        self.recent = QMenu(window)
        self.recent.setToolTipsVisible(True)
        self.recent.aboutToShow.connect(self._fill_recent)
        self._warning = FolderWarning(parts.warned, parts.tasks, self)
        self._warning.told.connect(self.told)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What is done for each action of the table."""
        return {
            "open_recent": self._show_recent,
            "save_library_copy": self._save_copy,
            "earlier_library": self.show_earlier_states,
        }

    @property
    def is_library(self) -> bool:
        """Whether the window shows a library file, and not records out of a PDF."""
        origin = self._parts.origin
        return origin.path is not None and not origin.is_excerpt

    @property
    def is_own(self) -> bool:
        """Whether it is one of the reader's own, which may have earlier states."""
        return self.is_library and self._parts.origin.path != paths.shipped_library()

    @property
    def own_path(self) -> Path | None:
        """The file of the library if it is one of the reader's own; else None."""
        return self._parts.origin.path if self.is_own else None

    def _show_recent(self) -> None:
        """For those who ask for it by the palette; in the menu bar it is a menu of its own."""
        self.recent.popup(self._window.mapToGlobal(self._window.rect().center()))

    @Slot()
    def _fill_recent(self) -> None:
        """List the files opened last, and the library that comes with Atlas."""
        menu = self.recent
        menu.clear()
        recent = self._parts.recent
        for number, path in enumerate(recent.files, start=1):
            # A name is text: its ampersands are no access keys.
            name = shortened(path.name, _LONGEST_NAME).replace("&", "&&")
            words = _("&{number} {name}") if number < 10 else _("{number} {name}")
            action = menu.addAction(words.format(number=number, name=name))
            action.setToolTip(str(path))
            action.triggered.connect(partial(self._open_recent, path))
        if recent.files:
            menu.addSeparator()
        shipped = menu.addAction(_("The &library that comes with Atlas"))
        shipped.triggered.connect(partial(self._open_recent, paths.shipped_library()))
        clear = menu.addAction(_("&Forget these files"), recent.clear)
        clear.setEnabled(bool(recent.files))

    @Slot()
    def show_earlier_states(self) -> None:
        """Show the backups of the library, and what going back to each would change."""
        path = self._parts.origin.path
        if path is None or not self.is_own:
            self.told_in_passing.emit(
                _("This library has no earlier states: Atlas does not write it.")
            )
            return
        from atlas_gui.ui.restoring.dialog import RestoreDialog
        from atlas_gui.ui.restoring.states import LibraryStates

        dialog = RestoreDialog(LibraryStates(path), self._parts.tasks, self._window)
        dialog.restored.connect(self.told_in_passing)
        dialog.open()

    def _open_recent(self, path: Path) -> None:
        # A folder on a network that is gone may not answer for a long time.
        self._parts.tasks.submit(
            partial(_is_gone, path), partial(self._open_or_forget, path), self._on_failed
        )

    def _open_or_forget(self, path: Path, is_gone: bool) -> None:
        if is_gone:
            self._parts.recent.forget(path)
            self.told.emit(_("“{path}” is not there any more.").format(path=path))
        else:
            self.open_requested.emit([path])

    def _save_copy(self) -> None:
        source = self._parts.origin.path
        if source is None or not self.is_library:
            self.told_in_passing.emit(_("These records are in a PDF; copy the file itself."))
            return
        name, _filter = QFileDialog.getSaveFileName(
            self._window,
            _("Save a copy of the library"),
            str(start_folder(self._folder) / suggested_name(source)),
            library_filter(),
        )
        if not name:
            return
        asked = Path(name)
        try:
            target = agreed_target(asked, SUFFIX, has_suffix=is_library_name(asked))
        except AtlasError as error:
            self.told.emit(error.message)
            return
        from atlas_gui.store.writing import save_copy

        self._folder = target.parent
        self._parts.tasks.submit(
            partial(save_copy, source, target), partial(self._on_saved, target), self._on_failed
        )

    def _on_saved(self, target: Path, _nothing: object) -> None:
        self._parts.recent.remember(target)
        self._warning.check(target.parent)
        self.told_in_passing.emit(_("A copy of the library is in “{path}”.").format(path=target))

    def _on_failed(self, error: Exception) -> None:
        unknown = _("The library could not be saved.")
        self.told.emit(error.message if isinstance(error, AtlasError) else unknown)


def _is_gone(path: Path) -> bool:
    """Whether a file is surely not there; reading tells what else may be wrong with it."""
    try:
        return not path.exists()
    except OSError:
        return False
