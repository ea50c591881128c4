"""Asks what to save and where, then saves it."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from atlas_gui import paths
from atlas_gui.domain.library import Library
from atlas_gui.domain.texts import in_language
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.file_name import safe_stem
from atlas_gui.exchange.tables.formats import Format, What
from atlas_gui.exchange.tables.saving import Saved, save_table
from atlas_gui.i18n import _
from atlas_gui.progress import Progress
from atlas_gui.state.tasks import TaskRunner
from atlas_gui.ui.save_target import agreed_target, start_folder
from atlas_gui.ui.table_export.dialog import Choice, TableDialog
from atlas_gui.ui.table_export.saving import TableSaving

Ids = Sequence[str]


class TableExport(QObject):
    """Saves records as tables. What was chosen last is offered first, as long as the window is open.

    Signals: `told` says what was done, `failed` what could not be done, and why.
    """

    told = Signal(str)
    failed = Signal(str)

    def __init__(self, library: Library, tasks: TaskRunner, window: QWidget) -> None:
        super().__init__(window)
        self._library = library
        self._tasks = tasks
        self._window = window
        self._folder = paths.documents_dir()
        self._choice: Choice | None = None
        self._dialog: TableDialog | None = None

    def ask(self, selected: Ids, found: Ids, query: str) -> None:
        """Ask what of the list to save; `query` is what found it."""
        begin = self._choice or Choice(len(selected) > 1, Format.XLSX, What.RECORDS)
        self._dialog = TableDialog(begin, len(selected), len(found), self._window)
        self._dialog.save_requested.connect(partial(self._choose_target, selected, found, query))
        self._dialog.finished.connect(self._forget_dialog)
        self._dialog.open()

    @Slot()
    def _forget_dialog(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _choose_target(self, selected: Ids, found: Ids, query: str, choice: Choice) -> None:
        self._choice = choice
        ids = selected if choice.only_selected else found
        suggested = start_folder(self._folder) / f"{self._stem(ids)}.{choice.form.suffix}"
        chosen, _filter = QFileDialog.getSaveFileName(
            self._dialog, _("Save table"), str(suggested), choice.form.name_filter
        )
        if not chosen:
            return
        asked = Path(chosen)
        form = _form_of(asked, choice.form)
        try:
            target = agreed_target(asked, choice.form.suffix, has_suffix=form is not None)
        except AtlasError as error:
            self._say(error.message)
            return
        form = form or choice.form
        if choice.what is What.SOURCES and not form.lists_references:
            message = _(
                "A file “{name}” would list records. Choose a name that ends in “.{suffix}”."
            )
            self._say(message.format(name=target.name, suffix=choice.form.suffix))
            return
        self._folder = target.parent
        if self._dialog is not None:
            self._dialog.accept()
        query = "" if choice.only_selected else query
        self._save(partial(_save, self._library, ids, form, target, choice.what, query), len(ids))

    def _save(self, job: Callable[[Progress], Saved], total: int) -> None:
        saving = TableSaving(total, self._window)
        saving.told.connect(self.told)
        saving.failed.connect(self.failed)
        saving.start(self._tasks, job)

    def _say(self, message: str) -> None:
        if self._dialog is not None:
            self._dialog.say(message)

    def _stem(self, ids: Ids) -> str:
        """The name suggested for a file: of one record its own, else the library's and how many."""
        if len(ids) == 1:
            return safe_stem(ids[0])
        title = safe_stem(in_language(self._library.info.title))
        return f"{title}-{len(ids)}"


def _save(
    library: Library,
    ids: Ids,
    form: Format,
    target: Path,
    what: What,
    query: str,
    progress: Progress,
) -> Saved:
    return save_table(library, ids, form, target, progress, what, query)


def _form_of(asked: Path, chosen: Format) -> Format | None:
    """The format that the file's name says, and of those that share a suffix the chosen one."""
    said = Format.of_path(asked)
    return chosen if (said, chosen) == (Format.JSON, Format.CSL_JSON) else said
