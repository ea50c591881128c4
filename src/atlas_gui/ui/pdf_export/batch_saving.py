"""One PDF for each record into a folder: what is there already is asked about before anything is saved."""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QPushButton

from atlas_gui.domain.library import Library
from atlas_gui.domain.notebook import Entry as Kept
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.display_text import one_line
from atlas_gui.exchange.pdf.batch import Batch, Existing, export_each, files_there, planned_files
from atlas_gui.i18n import _, ngettext
from atlas_gui.state.tasks import TaskRunner
from atlas_gui.ui.pdf_export.dialog import PdfDialog

_MOST_NAMED = 3


class BatchSaving(QObject):
    """Saves the records that a dialog has on show.

    Signals: `begun(Task)` looking or saving; `finished(str)` that all is saved; `told(str)` what was not,
    and why.
    """

    begun = Signal(object)
    finished = Signal(str)
    told = Signal(str)

    def __init__(
        self,
        library: Library,
        tasks: TaskRunner,
        dialog: PdfDialog,
        folder: Path,
        kept: Mapping[str, Kept],
    ) -> None:
        super().__init__(dialog)
        self._library = library
        self._tasks = tasks
        self._dialog = dialog
        self._folder = folder
        self._kept = kept
        self._ids = dialog.scope.ids
        self._choices = dialog.choices

    def start(self) -> None:
        """See what is there, ask if need be, then save."""
        self._show_progress(0, len(self._ids))
        self.begun.emit(self._tasks.submit(self._look, self._ask_or_save, self._fail))

    def _look(self) -> tuple[int, list[Path]]:
        planned = planned_files(self._library, self._ids, self._folder, self._choices.pattern)
        return len(planned), files_there(planned)

    def _ask_or_save(self, found: tuple[int, list[Path]]) -> None:
        planned, there = found
        if not there:
            self._save(Existing.REFUSE)
            return
        box = QMessageBox(
            QMessageBox.Icon.Question, _("Files are there already"), "", parent=self._dialog
        )
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(_there_in_words(planned, there))
        answers: dict[QPushButton, Existing] = {
            box.addButton(_("&Keep both"), QMessageBox.ButtonRole.AcceptRole): Existing.NUMBER,
            box.addButton(
                _("&Leave as they are"), QMessageBox.ButtonRole.AcceptRole
            ): Existing.SKIP,
            box.addButton(_("&Replace"), QMessageBox.ButtonRole.DestructiveRole): Existing.REPLACE,
        }
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.buttonClicked.connect(partial(self._on_answer, answers))
        self._dialog.show_progress("", 0, 0)
        box.open()

    def _on_answer(self, answers: Mapping[QPushButton, Existing], button: QPushButton) -> None:
        if button in answers:
            self._save(answers[button])

    def _save(self, existing: Existing) -> None:
        job = partial(
            export_each,
            self._library,
            self._ids,
            self._folder,
            self._choices.pattern,
            existing,
            self._choices.options,
            kept=self._kept,
        )
        self._show_progress(0, len(self._ids))
        self.begun.emit(self._tasks.submit_long(job, self._show_progress, self._finish, self._fail))

    def _show_progress(self, done: int, total: int) -> None:
        words = _("Saving: {done:,} of {total:,} records").format(done=done, total=total)
        self._dialog.show_progress(words, done, max(total, 2))

    def _finish(self, batch: Batch) -> None:
        words = _batch_in_words(batch, self._folder)
        if batch.failed:
            # The dialog stays open: this is to be read, and may be tried again.
            self._dialog.show_progress("", 0, 0)
            self.told.emit(words)
        else:
            self.finished.emit(words)

    def _fail(self, error: Exception) -> None:
        self._dialog.show_progress("", 0, 0)
        message = _("The PDFs were not saved.")
        self.told.emit(error.message if isinstance(error, AtlasError) else message)


def _there_in_words(planned: int, there: list[Path]) -> str:
    words = ngettext(
        "{count:,} of {planned:,} files is there already:",
        "{count:,} of {planned:,} files are there already:",
        len(there),
    ).format(count=len(there), planned=planned)
    named = (path.name for path in there[:_MOST_NAMED])
    return "\n".join([words, *named, *_and_more(len(there))])


def _batch_in_words(batch: Batch, folder: Path) -> str:
    saved = len(batch.saved)
    words = [
        ngettext(
            "{count:,} PDF saved in {folder}.", "{count:,} PDFs saved in {folder}.", saved
        ).format(count=saved, folder=folder)
    ]
    if batch.skipped:
        words.append(_("Left as they were: {count:,}.").format(count=len(batch.skipped)))
    if batch.failed:
        words.append(_("Not saved: {count:,}.").format(count=len(batch.failed)))
    lines = [
        _("{id}: {reason}").format(id=one_line(failed), reason=reason)
        for failed, reason in islice(batch.failed.items(), _MOST_NAMED)
    ]
    return "\n".join([" ".join(words), *lines, *_and_more(len(batch.failed))])


def _and_more(count: int) -> Iterator[str]:
    """How many there are beside those that are named, if there are any."""
    if count > _MOST_NAMED:
        yield _("and {count:,} more").format(count=count - _MOST_NAMED)
