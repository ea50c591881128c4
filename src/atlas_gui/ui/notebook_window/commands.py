"""The notebook as a whole: its window, its files that go out and come in, its earlier states."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot
from PySide6.QtWidgets import QFileDialog, QMainWindow, QWidget

from atlas_gui import paths
from atlas_gui.domain.notebook import Entry, Notebook, SavedSearch
from atlas_gui.domain.texts import in_language
from atlas_gui.errors import AtlasError
from atlas_gui.files import could_not_save, replace_file
from atlas_gui.i18n import _, ngettext, reader_language
from atlas_gui.ui.save_target import agreed_target, start_folder
from atlas_gui.ui.window_parts import WindowParts

if TYPE_CHECKING:  # most readers never open it
    from atlas_gui.ui.notebook_window.window import NotebookWindow

_SUFFIXES = (".json", ".md")


class NotebookWindowCommands(QObject):
    """Signals: `record_requested(str)`; `told(str)`; `told_in_passing(str)`; `undo_requested()`;
    `redo_requested()`.
    """

    record_requested = Signal(str)
    told = Signal(str)
    told_in_passing = Signal(str)
    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(self, window: QMainWindow, parts: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._parts = parts
        self._shown: NotebookWindow | None = None
        self._folder = paths.documents_dir()

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What is done for each action of the table."""
        return {
            "notebook_window": self.show,
            "export_notebook": self.export,
            "import_notebook": self.take_in,
            "earlier_notebook": self.show_earlier_states,
        }

    @Slot()
    def show(self) -> None:
        """Show the notebook beside the window, or bring it to the front."""
        from atlas_gui.ui.notebook_window.window import NotebookWindow

        if self._shown is None:
            library, state = self._parts.reading.library, self._parts.state
            self._shown = NotebookWindow(
                self._parts.notebook,
                library.records,
                self._title_of,
                lambda: state.record_id if state.record_id in library.records else "",
                self._parts.tasks,
                self._window,
            )
            self._shown.record_requested.connect(self.record_requested)
            self._shown.undo_requested.connect(self.undo_requested)
            self._shown.redo_requested.connect(self.redo_requested)
            self._shown.import_requested.connect(self.take_in)
            self._shown.export_requested.connect(self.export)
            self._shown.restore_requested.connect(self.show_earlier_states)
            state.selection_changed.connect(self._shown.follow_selection)
        self._shown.show()
        self._shown.raise_()
        self._shown.activateWindow()

    @Slot()
    def export(self) -> None:
        """Save the notebook as JSON, which can be taken in again, or as Markdown, to be read."""
        name, _filter = QFileDialog.getSaveFileName(
            self._above(),
            _("Export the notebook"),
            str(start_folder(self._folder) / "notebook.json"),
            _("Notebook of Atlas (*.json);;Markdown (*.md)"),
        )
        if not name:
            return
        asked = Path(name)
        try:
            has_suffix = asked.suffix.lower() in _SUFFIXES
            wanted = "md" if "*.md" in _filter else "json"
            target = agreed_target(asked, wanted, has_suffix=has_suffix)
        except AtlasError as error:
            self._tell(self.told, error.message)
            return
        self._folder = target.parent
        kept = self._parts.notebook.notebook
        # Copied in one go: the reader may go on writing meanwhile.
        copy = Notebook(tuple(kept.entries.values()), kept.searches)
        self._parts.tasks.submit(
            partial(_write, copy, self._parts.reading.library.permalink, target),
            partial(self._on_exported, target),
            self._on_failed,
        )

    @Slot()
    def take_in(self) -> None:
        """Add what an exported notebook keeps to this one; nothing of either is lost."""
        name, _filter = QFileDialog.getOpenFileName(
            self._above(),
            _("Import a notebook"),
            str(start_folder(self._folder)),
            _("Notebooks of Atlas (*.json *.md);;All files (*)"),
        )
        if not name:
            return
        from atlas_gui.exchange.notebook import read_notebook_file

        path = Path(name)
        self._folder = path.parent
        self._parts.tasks.submit(
            partial(read_notebook_file, path), partial(self._on_read, path), self._on_failed
        )

    @Slot()
    def show_earlier_states(self) -> None:
        """Show the backups of the notebook, and what going back to each would change."""
        from atlas_gui.ui.restoring.dialog import RestoreDialog
        from atlas_gui.ui.restoring.states import NotebookStates

        states = NotebookStates(self._parts.notebook, paths.reader_dir())
        dialog = RestoreDialog(states, self._parts.tasks, self._above())
        dialog.restored.connect(partial(self._tell, self.told_in_passing))
        dialog.open()

    def _tell(self, signal: SignalInstance, text: str) -> None:
        """Say it where it is seen: in the notebook's window if that is open, which may hide the other."""
        shown = self._shown
        if shown is not None and shown.isVisible():
            shown.tell(text)
        else:
            signal.emit(text)

    def _above(self) -> QWidget:
        """What a dialog belongs to."""
        shown = self._shown
        return shown if shown is not None and shown.isVisible() else self._window

    def _title_of(self, record_id: str) -> str:
        record = self._parts.reading.library.records.get(record_id)
        return in_language(record.title, (reader_language(),)) if record else ""

    def _on_exported(self, target: Path, _nothing: object) -> None:
        words = _("The notebook is in “{path}”.").format(path=target)
        self._tell(self.told_in_passing, words)

    def _on_read(self, path: Path, found: tuple[Sequence[Entry], Sequence[SavedSearch]]) -> None:
        entries, searches = found
        if self._parts.notebook.merge(entries, searches):
            words = ngettext(
                "Taken in from “{path}”: what it keeps about {count:,} record. Ctrl+Z takes that back.",
                "Taken in from “{path}”: what it keeps about {count:,} records. Ctrl+Z takes that back.",
                len(entries),
            )
            told = words.format(path=path, count=len(entries))
        else:
            told = _("All that “{path}” keeps is in the notebook already.").format(path=path)
        self._tell(self.told_in_passing, told)

    def _on_failed(self, error: Exception) -> None:
        unknown = _("That could not be done.")
        self._tell(self.told, error.message if isinstance(error, AtlasError) else unknown)


def _write(notebook: Notebook, link_of: Callable[[str], str], target: Path) -> None:
    from atlas_gui.exchange.notebook import encode_json, encode_markdown

    is_markdown = target.suffix.lower() == ".md"
    content = encode_markdown(notebook, link_of) if is_markdown else encode_json(notebook)
    try:
        replace_file(target, content)
    except OSError as error:
        raise could_not_save(target, error) from error
