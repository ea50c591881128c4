"""What the window does about importing: ask for a file, lead through it, show what came of it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMainWindow

from atlas_gui import paths
from atlas_gui.i18n import _
from atlas_gui.ui.save_target import start_folder
from atlas_gui.ui.window_parts import WindowParts


class ImportCommands(QObject):
    """`own` tells which library of the reader's the window shows, None if it is not the reader's.

    Signals: `open_requested(list[Path])`.
    """

    open_requested = Signal(object)

    def __init__(
        self, window: QMainWindow, parts: WindowParts, own: Callable[[], Path | None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._parts = parts
        self._own = own
        self._folder = paths.documents_dir()

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What is done for each action of the table."""
        return {"import_data": self._choose}

    def begin(self, path: Path) -> None:
        """Lead through the import of a file."""
        from atlas_gui.ui.importing.wizard import ImportWizard

        self._folder = path.parent
        wizard = ImportWizard(
            path, paths.reader_dir(), self._own(), self._parts.tasks, self._window
        )
        wizard.open_requested.connect(self.open_requested)
        wizard.show()

    def _choose(self) -> None:
        name, _filter = QFileDialog.getOpenFileName(
            self._window,
            _("Import"),
            str(start_folder(self._folder)),
            _(
                "Tables, lists and libraries (*.csv *.tsv *.txt *.xlsx *.json *.jsonl *.ndjson *.gz *.ris"
                " *.bib *.pdf);;All files (*)"
            ),
        )
        if name:
            self.begin(Path(name))
