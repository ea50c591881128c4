"""Dragging records to other programs: who begins it, and what is made for it meanwhile."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QWidget

from atlas_gui.domain.library import Library
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.report.options import ReportOptions
from atlas_gui.i18n import _, ngettext
from atlas_gui.state.tasks import TaskRunner
from atlas_gui.ui.citing.record_citations import RecordCitations
from atlas_gui.ui.dragging.drag_picture import drag_picture
from atlas_gui.ui.dragging.record_mime import RecordMime
from atlas_gui.ui.notice_bar import NoticeBar
from atlas_gui.ui.window_parts import WindowParts

if TYPE_CHECKING:
    from atlas_gui.exchange.citing.citing import Citation
    from atlas_gui.exchange.report.options import ReportOptions

T = TypeVar("T")
MOST_FILES = 20
MOST_CITED = 500
_BELOW_POINTER = QPoint(-12, -8)


def drag_records(
    record_ids: Sequence[str],
    window: QWidget,
    parts: WindowParts,
    citations: RecordCitations,
    notice: NoticeBar,
) -> None:
    """Drag records until the reader lets go of them.

    The drag offers their citation, of several their bibliography, and of up to MOST_FILES a PDF each.
    Both are made beside the window from now on.
    """
    library = parts.reading.library
    if len(record_ids) > MOST_CITED:
        notice.tell(
            _(
                "No more than {most} records can be dragged at once. A bibliography of more can be copied."
            ).format(most=MOST_CITED)
        )
        return
    readable = [one for one in record_ids if library.records.get(one) is not None]
    if not readable:
        notice.tell(_("None of these records can be read."))
        return
    mime = promised_data(readable, parts, citations, notice)
    drag = QDrag(window)
    drag.setMimeData(mime)
    drag.setPixmap(drag_picture(_words(readable, parts), parts.appearance.theme, window))
    drag.setHotSpot(_BELOW_POINTER)
    drag.exec(Qt.DropAction.CopyAction)
    if mime.came_too_late:
        notice.tell(_("What was dragged was not ready in time. Drag it once more."))


def promised_data(
    record_ids: Sequence[str], parts: WindowParts, citations: RecordCitations, notice: NoticeBar
) -> RecordMime:
    """The data of a drag of readable records; from now on it is being made."""
    citation: Future[Citation] = _promise(
        parts.tasks,
        partial(citations.of_records, record_ids),
        partial(_tell, notice, _("The citation could not be made.")),
    )
    if len(record_ids) > MOST_FILES:
        return RecordMime(citation, None)
    files: Future[list[Path]] = _promise(
        parts.tasks,
        partial(_files, parts.reading.library, list(record_ids), parts.pdf.present_options()),
        partial(_tell, notice, _("The PDF could not be made. What is dragged is the citation.")),
    )
    return RecordMime(citation, files)


def _files(library: Library, record_ids: list[str], options: "ReportOptions") -> list[Path]:
    from atlas_gui.ui.dragging.drag_files import make_files  # on the thread that needs it

    return make_files(library, record_ids, options)


def _promise(
    tasks: TaskRunner, job: Callable[[], T], failed: Callable[[Exception], None]
) -> "Future[T]":
    """What a job will have made; also to be had while the GUI thread waits for it."""
    promise: Future[T] = Future()

    def run() -> None:
        try:
            promise.set_result(job())
        except Exception as error:
            promise.set_exception(error)
            raise

    tasks.submit(run, _nothing, failed)
    return promise


def _tell(notice: NoticeBar, otherwise: str, error: Exception) -> None:
    notice.tell(error.message if isinstance(error, AtlasError) else otherwise)


def _words(record_ids: Sequence[str], parts: WindowParts) -> str:
    if len(record_ids) == 1:
        return parts.reading.catalogue.entry(record_ids[0]).title
    return ngettext("{count} record", "{count} records", len(record_ids)).format(
        count=len(record_ids)
    )


def _nothing(_answer: object) -> None:
    """It is in the promise."""
