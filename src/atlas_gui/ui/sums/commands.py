"""What menus, keys and the status bar do about sums."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMainWindow

from atlas_gui import paths
from atlas_gui.errors import AtlasError
from atlas_gui.i18n import _
from atlas_gui.ui.save_target import agreed_target, start_folder
from atlas_gui.ui.window_parts import WindowParts

if TYPE_CHECKING:  # most readers never open it
    from atlas_gui.ui.sums.window import SumsWindow


class SumsCommands(QObject):
    """Signal: `record_requested(str)`."""

    record_requested = Signal(str)

    def __init__(self, window: QMainWindow, parts: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._parts = parts
        self._shown: SumsWindow | None = None
        self._folder = paths.documents_dir()

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What is done for each action of the table."""
        return {"sums": self.show}

    @Slot()
    def show(self) -> None:
        """Show the sums beside the window, or bring them to the front."""
        from atlas_gui.ui.sums.window import SumsWindow

        if self._shown is None:
            appearance = self._parts.appearance
            shown = SumsWindow(
                self._parts.reading, self._parts.state, appearance.theme, self._window
            )
            shown.record_requested.connect(self.record_requested)
            shown.save_requested.connect(self._save)
            appearance.theme_changed.connect(shown.set_theme)
            self._shown = shown
        self._shown.show()
        self._shown.raise_()
        self._shown.activateWindow()

    @Slot()
    def _save(self) -> None:
        shown = self._shown
        if shown is None:
            return
        name, chosen = QFileDialog.getSaveFileName(
            shown,
            _("Save sums"),
            str(start_folder(self._folder) / "sums.xlsx"),
            _("Excel workbook (*.xlsx);;CSV table (*.csv)"),
        )
        if not name:
            return
        from atlas_gui.exchange.tables.sum_table import save_sum_tables

        asked = Path(name)
        try:
            has_suffix = asked.suffix.lower() in (".csv", ".xlsx")
            wanted = "csv" if "*.csv" in chosen else "xlsx"
            target = agreed_target(asked, wanted, has_suffix=has_suffix)
        except AtlasError as error:
            shown.tell(error.message)
            return
        self._folder = target.parent
        job = partial(save_sum_tables, shown.sheets(), target)
        self._parts.tasks.submit(job, self._on_saved, self._on_failed)

    def _on_saved(self, target: Path) -> None:
        self._tell(_("Saved: {path}").format(path=target))

    def _on_failed(self, error: Exception) -> None:
        unknown = _("That could not be done.")
        self._tell(error.message if isinstance(error, AtlasError) else unknown)

    def _tell(self, text: str) -> None:
        if self._shown is not None:
            self._shown.tell(text)
