"""What the window does about importing: ask for a file, lead through it, show what came of it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMainWindow

from atlas_gui import paths
from atlas_gui.i18n import _
from atlas_gui.ui.save_target import start_folder
from atlas_gui.ui.window_parts import WindowParts

if TYPE_CHECKING:  # no start needs it
    from atlas_gui.ui.importing.wizard import ImportWizard


class ImportCommands(QObject):
    """`own` tells which library of the reader's the window shows, None if it is not the reader's.

    Signals: `open_requested(list[Path])`; `told(str)`.
    """

    open_requested = Signal(object)
    told = Signal(str)

    def __init__(
        self, window: QMainWindow, parts: WindowParts, own: Callable[[], Path | None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._parts = parts
        self._own = own
        self._folder = paths.documents_dir()
        self._wizard: ImportWizard | None = None

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What is done for each action of the table."""
        return {"import_data": self._choose}

    @Slot(object)
    def begin(self, path: Path) -> None:
        """Lead through the import of a file; of one at a time, for two may want the same library."""
        from atlas_gui.ui.importing.wizard import ImportWizard

        if self._is_busy():
            return
        self._folder = path.parent
        wizard = ImportWizard(
            path, paths.reader_dir(), self._own(), self._parts.tasks, self._window
        )
        wizard.open_requested.connect(self._show_library)
        wizard.finished.connect(self._forget)
        # The window is closed with its tasks at their end.
        closing = getattr(self._window, "closing", None)
        if closing is not None:
            closing.connect(wizard.give_up)
        self._wizard = wizard
        wizard.show()

    def _is_busy(self) -> bool:
        """Whether an import is under way; it is brought to the front."""
        if self._wizard is None:
            return False
        self._wizard.raise_()
        self._wizard.activateWindow()
        self.told.emit(_("Another import is open in this window. Finish it first."))
        return True

    @Slot()
    def _forget(self) -> None:
        self._wizard = None

    @Slot(object)
    def _show_library(self, target: Path) -> None:
        own = self._own()
        if own is not None and own.resolve() == target.resolve():
            # The window shows it as it was: it makes room for one that shows it as it is.
            self._parts.openings.open_again(target)
        else:
            self.open_requested.emit([target])

    def _choose(self) -> None:
        if self._is_busy():
            return
        name, _filter = QFileDialog.getOpenFileName(
            self._window,
            _("Import"),
            str(start_folder(self._folder)),
            _(
                "Tables, lists and libraries (*.csv *.tsv *.txt *.xlsx *.json *.jsonl *.ndjson *.gz *.ris"
                " *.bib *.pdf *.atlas);;All files (*)"
            ),
        )
        if name:
            self.begin(Path(name))
