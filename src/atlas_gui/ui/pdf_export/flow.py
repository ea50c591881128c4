"""From what the reader is looking at to a PDF in their folder or on paper."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from atlas_gui import paths
from atlas_gui.domain.library import Library
from atlas_gui.domain.notebook import Entry as Kept
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.report.options import Paper, ReportOptions
from atlas_gui.i18n import _
from atlas_gui.state.tasks import Task, TaskRunner
from atlas_gui.ui.save_target import agreed_target, start_folder
from atlas_gui.ui.theme import Theme

if TYPE_CHECKING:
    # Loaded with the first preview: most starts need neither the exporter nor its dialog.
    from PySide6.QtPrintSupport import QPrinter

    from atlas_gui.exchange.pdf.pages import PdfPages
    from atlas_gui.exchange.pdf.typesetting import Made
    from atlas_gui.progress import Progress
    from atlas_gui.ui.pdf_export.dialog import PdfDialog
    from atlas_gui.ui.pdf_export.options_panel import Choices
    from atlas_gui.ui.pdf_export.scopes import Scope


_T = QLocale.Country
# Where Unicode's data on locales gives US Letter as the usual paper.
_ON_LETTER = frozenset(
    (
        _T.Belize,
        _T.Canada,
        _T.Chile,
        _T.Colombia,
        _T.CostaRica,
        _T.ElSalvador,
        _T.Guatemala,
        _T.Mexico,
        _T.Nicaragua,
        _T.Panama,
        _T.Philippines,
        _T.PuertoRico,
        _T.UnitedStates,
        _T.Venezuela,
    )
)


class PdfFlow(QObject):
    """Runs one export at a time. Signal: `told(str)` what was saved where, or why it was not."""

    told = Signal(str)

    def __init__(self, library: Library, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._tasks = tasks
        self._options: ReportOptions | None = None
        self._pattern = ""
        self._folder = paths.documents_dir()
        self._dialog: PdfDialog | None = None
        self._work: Task | None = None
        self._kept: Callable[[], Mapping[str, Kept]] = dict

    def set_kept(self, kept: Callable[[], Mapping[str, Kept]]) -> None:
        """Ask this what the reader keeps about records, for those who want it printed."""
        self._kept = kept

    @property
    def options(self) -> ReportOptions | None:
        """The options the reader chose last; None if they never did."""
        self._keep_choices()
        return self._options

    @property
    def pattern(self) -> str:
        """How the reader last named files of single records; empty if they never did."""
        self._keep_choices()
        return self._pattern

    def set_options(self, options: ReportOptions | None, pattern: str) -> None:
        """Begin with these; with None, with the paper that is usual where the reader is."""
        self._options = options
        self._pattern = pattern

    def present_options(self) -> ReportOptions:
        """The options that an export begins with."""
        return self._options or ReportOptions(paper=_usual_paper())

    def open(self, scopes: Sequence["Scope"], theme: Theme, window: QWidget) -> None:
        """Show the choices and the pages, unless they are on show; saving and printing start there."""
        if self._dialog is not None or not scopes:
            return
        from atlas_gui.exchange.file_name import DEFAULT_PATTERN
        from atlas_gui.exchange.pdf.making import label_languages
        from atlas_gui.ui.pdf_export.dialog import PdfDialog
        from atlas_gui.ui.pdf_export.options_panel import OptionsPanel

        panel = OptionsPanel(
            scopes, label_languages(), self.present_options(), self._pattern or DEFAULT_PATTERN
        )
        self._dialog = PdfDialog(panel, self._make, self._tasks, theme, window)
        self._dialog.save_requested.connect(self._choose_target)
        self._dialog.each_requested.connect(self._choose_folder)
        self._dialog.print_requested.connect(self._ask_how_to_print)
        self._dialog.stop_requested.connect(self._stop)
        self._dialog.finished.connect(self._forget_dialog)
        # As high as the window allows: a page is read from top to bottom.
        self._dialog.resize(min(window.width() * 19 // 20, 1180), window.height() * 19 // 20)
        self._dialog.open()

    @Slot()
    def close(self) -> None:
        """Stop what is being made and leave the dialog, as when its window closes."""
        if self._dialog is not None:
            self._dialog.reject()

    def _make(self, scope: "Scope", choices: "Choices", progress: "Progress", /) -> "Made":
        """The document on show: the dossier, the record, or the first of many; on any thread."""
        from atlas_gui.exchange.pdf.making import dossier_pdf, record_pdf
        from atlas_gui.ui.pdf_export.options_panel import Form

        readable = next((i for i in scope.ids if i in self._library.records), None)
        if readable is None:
            raise AtlasError(_("None of these records can be read."))
        if scope.is_record or choices.form is Form.EACH:
            record = self._library.records[readable]
            kept = self._kept().get(readable)
            return record_pdf(self._library, record, choices.options, kept)
        return dossier_pdf(self._library, scope.wish, choices.options, progress, self._kept())

    @Slot()
    def _forget_dialog(self) -> None:
        if self._dialog is not None:
            self._keep_choices()
            self._dialog.deleteLater()
            self._dialog = None

    def _keep_choices(self) -> None:
        if self._dialog is not None:
            choices = self._dialog.choices
            self._pattern = choices.pattern
            # Who has chosen nothing gets what is usual where they are, also after a move.
            if choices.options != self.present_options():
                self._options = choices.options

    @Slot(object)
    def _choose_target(self, pdf: bytes) -> None:
        suggested = start_folder(self._folder) / self._suggested_name()
        chosen, _filter = QFileDialog.getSaveFileName(
            self._dialog, _("Save PDF"), str(suggested), _("PDF documents (*.pdf)")
        )
        if not chosen:
            return
        asked = Path(chosen)
        try:
            target = agreed_target(asked, "pdf", has_suffix=asked.suffix.lower() == ".pdf")
        except AtlasError as error:
            self._tell(error.message)
            return
        from atlas_gui.exchange.pdf.typesetting import save_pdf

        self._folder = target.parent
        job = partial(save_pdf, pdf, target)
        self._tasks.submit(job, partial(self._on_saved, self._dialog, target), self._on_failed)

    def _suggested_name(self) -> str:
        from atlas_gui.exchange.file_name import pdf_file_name, safe_name
        from atlas_gui.exchange.report.titles import dossier_title

        if self._dialog is None:
            return ""
        scope = self._dialog.scope
        if scope.is_record:
            return pdf_file_name(self._library.records[scope.ids[0]])
        return f"{safe_name(dossier_title(self._library, scope.wish))}.pdf"

    @Slot()
    def _choose_folder(self) -> None:
        from atlas_gui.ui.pdf_export.batch_saving import BatchSaving

        if self._dialog is None:
            return
        chosen = QFileDialog.getExistingDirectory(
            self._dialog, _("Folder for the PDFs"), str(start_folder(self._folder))
        )
        if not chosen:
            return
        self._folder = Path(chosen)
        saving = BatchSaving(self._library, self._tasks, self._dialog, self._folder, self._kept())
        saving.told.connect(self._tell)
        saving.finished.connect(partial(self._on_batch_saved, self._dialog))
        saving.begun.connect(self._keep_work)
        saving.start()

    def _keep_work(self, work: Task) -> None:
        self._work = work

    def _on_batch_saved(self, dialog: "PdfDialog", message: str) -> None:
        if dialog is self._dialog:
            dialog.accept()
        self.told.emit(message)

    @Slot(object)
    def _ask_how_to_print(self, pages: "PdfPages") -> None:
        from atlas_gui.ui.pdf_export.printing import ask_how_to_print

        if self._dialog is not None:
            paper = self._dialog.choices.options.paper
            suggested = start_folder(self._folder) / self._suggested_name()
            accepted = partial(self._print, self._dialog, pages)
            ask_how_to_print(pages, paper, suggested, self._dialog, accepted)

    def _print(self, dialog: "PdfDialog", pages: "PdfPages", printer: "QPrinter") -> None:
        from atlas_gui.ui.pdf_export.printing import print_pages

        def progressed(done: int, total: int) -> None:
            words = _("Printing: {done:,} of {total:,} pages").format(done=done, total=total)
            dialog.show_progress(words, done, max(total, 2))

        def done(count: int) -> None:
            dialog.show_progress(_("Pages printed: {count:,}").format(count=count), 0, 0)

        def failed(error: Exception) -> None:
            dialog.show_progress("", 0, 0)
            self._on_failed(error)

        job = partial(print_pages, pages, printer)
        self._work = self._tasks.submit_long(job, progressed, done, failed)

    @Slot()
    def _stop(self) -> None:
        if self._work is not None:
            self._work.cancel()
            self._work = None
            if self._dialog is not None:
                self._dialog.show_progress(_("Stopped."), 0, 0)

    def _on_saved(self, dialog: "PdfDialog | None", target: Path, _none: None) -> None:
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


def _usual_paper() -> Paper:
    """The paper that the reader's part of the world prints on."""
    return Paper.LETTER if QLocale().territory() in _ON_LETTER else Paper.A4
