"""From the open record to a PDF in the reader's folder: preview, choose a place, save."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from atlas_gui import paths
from atlas_gui.domain.library import Library
from atlas_gui.domain.texts import in_language
from atlas_gui.errors import AtlasError
from atlas_gui.i18n import _
from atlas_gui.state.settings import PaperName
from atlas_gui.state.tasks import TaskRunner
from atlas_gui.ui.theme import Theme

if TYPE_CHECKING:
    # Loaded with the first preview: most starts need neither the exporter nor its dialog.
    from atlas_gui.exchange.pdf.typesetting import Paper
    from atlas_gui.ui.pdf_preview import PdfPreviewDialog


class PdfFlow(QObject):
    """Runs one export at a time. Signal: `told(str)` what was saved where, or why it was not."""

    told = Signal(str)

    def __init__(self, library: Library, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._tasks = tasks
        self._paper_name: PaperName | None = None
        self._folder = paths.documents_dir()
        self._record_id = ""
        self._dialog: PdfPreviewDialog | None = None

    @property
    def paper_name(self) -> PaperName | None:
        """The paper the reader chose last; None if they never did."""
        return self._paper_name

    def set_paper_name(self, name: PaperName | None) -> None:
        """Begin with this paper; with None, with the one that is usual where the reader is."""
        self._paper_name = name

    def preview(self, record_id: str, theme: Theme, parent: QWidget) -> None:
        """Show a record's pages; saving starts from there."""
        from atlas_gui.exchange.pdf.record_pdf import preview_record
        from atlas_gui.exchange.pdf.typesetting import Paper
        from atlas_gui.ui.pdf_preview import PdfPreviewDialog

        record = self._library.records[record_id]
        self._record_id = record_id
        self._dialog = PdfPreviewDialog(
            in_language(record.title),
            partial(preview_record, self._library, record),
            self._tasks,
            theme,
            Paper[self._paper_name.upper()] if self._paper_name else None,
            parent,
        )
        self._dialog.save_requested.connect(self._choose_target)
        self._dialog.finished.connect(self._forget_dialog)
        # As high as the window allows: a page is read from top to bottom.
        self._dialog.resize(min(parent.width() * 4 // 5, 960), parent.height() * 9 // 10)
        self._dialog.open()

    @Slot()
    def _forget_dialog(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    @Slot(object)
    def _choose_target(self, paper: "Paper") -> None:
        from atlas_gui.exchange.file_name import pdf_file_name

        self._paper_name = "letter" if paper.name == "LETTER" else "a4"
        # Where the folder is missing, Qt would begin wherever the program was started.
        folder = self._folder if self._folder.is_dir() else Path.home()
        suggested = folder / pdf_file_name(self._library.records[self._record_id])
        chosen, _filter = QFileDialog.getSaveFileName(
            self._dialog, _("Save PDF"), str(suggested), _("PDF documents (*.pdf)")
        )
        if not chosen:
            return
        asked = Path(chosen)
        target = _with_suffix(asked)
        if target != asked and _is_there(target):
            # The reader was asked about the name without the suffix, which is another file.
            message = _("“{path}” is there already. Choose it, or another name.")
            self._tell(message.format(path=target))
            return
        self._save(target, paper)

    def _save(self, target: Path, paper: "Paper") -> None:
        from atlas_gui.exchange.pdf.record_pdf import export_record

        self._folder = target.parent
        record = self._library.records[self._record_id]
        job = partial(export_record, self._library, record, paper, target)
        self._tasks.submit(job, partial(self._on_saved, self._dialog), self._on_failed)

    def _on_saved(self, dialog: "PdfPreviewDialog | None", target: Path) -> None:
        # By now the reader may have closed that dialog and opened another.
        if dialog is not None and dialog is self._dialog:
            dialog.accept()
        self.told.emit(_("Saved: {path}").format(path=target))

    def _on_failed(self, error: Exception) -> None:
        self._tell(error.message if isinstance(error, AtlasError) else _("The PDF was not saved."))

    def _tell(self, message: str) -> None:
        if self._dialog is not None:
            self._dialog.say(message)
        else:
            self.told.emit(message)


def _with_suffix(chosen: Path) -> Path:
    """A name that ends in .pdf: a dot inside it, as in "loan.2004", begins no suffix of ours."""
    return chosen if chosen.suffix.lower() == ".pdf" else chosen.with_name(f"{chosen.name}.pdf")


def _is_there(target: Path) -> bool:
    try:
        return target.exists()
    except OSError:
        # A name that is too long, say; saving will tell what is wrong with it.
        return False
