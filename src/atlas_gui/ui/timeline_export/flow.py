"""From the timeline on show to a file of the reader's, or to the clipboard."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from atlas_gui import paths
from atlas_gui.errors import AtlasError
from atlas_gui.files import could_not_save, replace_file
from atlas_gui.i18n import _
from atlas_gui.search.reading import Reading
from atlas_gui.state.tasks import TaskRunner
from atlas_gui.ui.save_target import agreed_target, start_folder
from atlas_gui.ui.timeline.telling import years_of
from atlas_gui.ui.timeline.view import TimelineView

if TYPE_CHECKING:
    # Loaded with the first sheet: most starts need none of it.
    from atlas_gui.ui.timeline_export.dialog import Choice, ExportDialog
    from atlas_gui.ui.timeline_export.formats import Format
    from atlas_gui.ui.timeline_export.making import Draft
    from atlas_gui.ui.timeline_export.titles import Subjects

# Reading so many titles takes longer than a reader waits without asking why.
_MANY_TITLES = 400


class TimelineExport(QObject):
    """Saves and copies the timeline.

    Signals: `told` says what was done, `failed` what could not be done, and why.
    """

    told = Signal(str)
    failed = Signal(str)

    def __init__(self, reading: Reading, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading = reading
        self._tasks = tasks
        self._folder = paths.documents_dir()
        self._choice: Choice | None = None
        self._dialog: ExportDialog | None = None
        self._timeline: TimelineView | None = None

    def save(self, timeline: TimelineView) -> None:
        """Ask what to save of a timeline, and where; then save it."""
        from atlas_gui.ui.timeline_export.dialog import Choice, ExportDialog
        from atlas_gui.ui.timeline_export.formats import Format

        extent = timeline.content.marks.extent() if timeline.content is not None else None
        if extent is None:
            self._tell_of_nothing()
            return
        chosen = self._choice
        begin = Choice(
            whole=chosen.whole if chosen is not None else False,
            form=chosen.form if chosen is not None else Format.SVG,
            width=timeline.width(),
        )
        self._timeline = timeline
        self._dialog = ExportDialog(
            begin, years_of(timeline.span()), years_of(extent), timeline.window()
        )
        self._dialog.save_requested.connect(self._choose_target)
        self._dialog.finished.connect(self._forget_dialog)
        self._dialog.open()

    def copy(self, timeline: TimelineView) -> None:
        """Put the time shown on the clipboard: as a picture, as a drawing and as a list."""
        from atlas_gui.ui.timeline_export.making import draft_of

        draft = draft_of(self._reading, timeline, timeline.width(), whole=False)
        if draft is None:
            self._tell_of_nothing()
            return
        self._read_titles(draft, draft.rows, partial(self._copy, draft))

    @Slot()
    def _forget_dialog(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    @Slot(object)
    def _choose_target(self, choice: "Choice") -> None:
        from atlas_gui.ui.timeline_export.formats import Format
        from atlas_gui.ui.timeline_export.making import draft_of

        self._choice = choice
        draft = None
        if self._timeline is not None:
            draft = draft_of(self._reading, self._timeline, choice.width, whole=choice.whole)
        if draft is None:
            return
        suggested = start_folder(self._folder) / f"{draft.stem}.{choice.form.suffix}"
        chosen, _filter = QFileDialog.getSaveFileName(
            self._dialog, _("Save timeline"), str(suggested), choice.form.name_filter
        )
        if not chosen:
            return
        asked = Path(chosen)
        form = Format.of_path(asked)
        try:
            target = agreed_target(asked, choice.form.suffix, has_suffix=form is not None)
        except AtlasError as error:
            self.failed.emit(error.message)
            return
        if self._dialog is not None:
            self._dialog.accept()
        self._folder = target.parent
        self._read_titles(draft, [], partial(self._save, draft, form or choice.form, target))

    def _read_titles(
        self, draft: "Draft", listed: list[int], done: Callable[["Subjects"], None]
    ) -> None:
        """Read what stands beside marks and in the list, then go on."""
        from atlas_gui.ui.timeline_export.titles import TitleReading

        rows = list(dict.fromkeys([*draft.sheet({}).wanted_titles(), *listed]))
        if len(rows) > _MANY_TITLES:
            self.told.emit(_("Reading {count:,} titles for the timeline…").format(count=len(rows)))
        TitleReading(draft.tell, rows, done, self)

    def _save(self, draft: "Draft", form: "Format", target: Path, titles: "Subjects") -> None:
        from atlas_gui.ui.timeline_export.formats import encoder

        encode = encoder(draft.sheet(titles), form)
        self._tasks.submit(partial(_write, encode, target), self._on_saved, self._on_failed)

    def _copy(self, draft: "Draft", titles: "Subjects") -> None:
        from atlas_gui.ui.timeline_export.formats import Format, encoder, svg_bytes
        from atlas_gui.ui.timeline_export.words import as_list

        sheet = draft.sheet(titles)
        listed = [titles[row] for row in draft.rows]
        words = as_list(draft.words, listed, draft.total - len(listed))
        offer = partial(self._offer, svg_bytes(sheet), words)
        self._tasks.submit(encoder(sheet, Format.PNG), offer, self._on_failed)

    def _offer(self, svg: bytes, words: str, png: bytes) -> None:
        """Let whoever pastes take the form that suits them."""
        data = QMimeData()
        data.setText(words)
        data.setData("image/svg+xml", QByteArray(svg))
        data.setData("image/png", QByteArray(png))
        data.setImageData(QImage.fromData(QByteArray(png)))
        QGuiApplication.clipboard().setMimeData(data)
        self.told.emit(_("The timeline is on the clipboard: as a picture, a drawing and a list."))

    def _on_saved(self, target: Path) -> None:
        self.told.emit(_("Saved: {path}").format(path=target))

    def _on_failed(self, error: Exception) -> None:
        message = _("The sheet of the timeline could not be made.")
        self.failed.emit(error.message if isinstance(error, AtlasError) else message)

    def _tell_of_nothing(self) -> None:
        self.failed.emit(_("Nothing on the timeline has a date, so there is nothing to save."))


def _write(encode: Callable[[], bytes], target: Path) -> Path:
    """Write a file whole or not at all, on whichever thread; AtlasError if it cannot be written."""
    try:
        replace_file(target, encode())
    except OSError as error:
        raise could_not_save(target, error) from error
    return target
