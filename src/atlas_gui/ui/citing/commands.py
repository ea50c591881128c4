"""What the menus and keys of the window do about citations."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QProgressDialog, QWidget

from atlas_gui.errors import AtlasError
from atlas_gui.i18n import _, ngettext
from atlas_gui.progress import Progress
from atlas_gui.state.settings import WindowSettings
from atlas_gui.state.tasks import Task
from atlas_gui.ui.citing.record_citations import RecordCitations, citation_data
from atlas_gui.ui.notice_bar import NoticeBar
from atlas_gui.ui.window_parts import WindowParts

if TYPE_CHECKING:
    from atlas_gui.exchange.citing.citing import Citation

# Of as many, the reader sees how far it is, and can give it up.
_LONG_LIST = 500
_LONGEST_ENTRY = 60


class CitationCommands(QObject):
    """Puts citations on the clipboard, formatted and plain together.

    `selected` gives the records that are selected in the list. `citations` are those of the style
    that the reader chose last.
    """

    def __init__(
        self,
        window: QWidget,
        parts: WindowParts,
        selected: Callable[[], Sequence[str]],
        notice: NoticeBar,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._library = parts.reading.library
        self._state = parts.state
        self._tasks = parts.tasks
        self._selected = selected
        self._notice = notice
        self._task: Task | None = None
        self._watched: QProgressDialog | None = None
        self.citations = RecordCitations(self._library, WindowSettings().citation_style)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What is done for each action of the table."""
        return {
            "copy_citation": self._copy_citation,
            "copy_bibliography": self._copy_bibliography,
            "citation_style": self._choose_style,
        }

    def warm(self) -> None:
        """Load what citing needs, beside the window."""
        self._tasks.submit(self.citations.warm, _nothing, _nothing)

    def add_sources(self, menu: QMenu) -> None:
        """Offer to cite each source of the open record, in the order of the page."""
        sources = self._sources()
        if not any(source_id in self._library.sources for source_id in sources):
            return
        entry = menu.addMenu(_("Copy citation of a &source"))
        entry.menuAction().setObjectName("copy_source_citation")
        for number, source_id in enumerate(sources, start=1):
            if source_id not in self._library.sources:
                continue
            title = self._library.sources[source_id].short_title
            shown = title if len(title) <= _LONGEST_ENTRY else f"{title[:_LONGEST_ENTRY]}…"
            # An ampersand would be an access key, and is none of ours.
            text = _("[{number}] {source}").format(number=number, source=shown.replace("&", "&&"))
            entry.addAction(text, partial(self.copy_source, source_id))

    def copy_source(self, source_id: str) -> None:
        """Put the citation of a source on the clipboard."""
        self._submit(
            lambda _progress: self.citations.of_source(source_id),
            _("The citation of the source is on the clipboard, in the style {style}."),
        )

    def _sources(self) -> list[str]:
        record = self._library.records.get(self._state.record_id)
        if record is None:
            return []
        cited = (evidence.source for claim in record.claims for evidence in claim.evidence)
        return list(dict.fromkeys(cited))

    def _copy_citation(self) -> None:
        record_id = self._state.record_id
        self._submit(
            lambda progress: self.citations.of_records([record_id], progress),
            _("The citation is on the clipboard, in the style {style}."),
        )

    def _copy_bibliography(self) -> None:
        chosen = list(self._selected()) or [self._state.record_id]
        told = ngettext(
            "A bibliography of {count} record is on the clipboard, in the style {style}.",
            "A bibliography of {count} records is on the clipboard, in the style {style}.",
            len(chosen),
        )
        self._submit(
            lambda progress: self.citations.list_of_records(chosen, progress),
            told.replace("{count}", str(len(chosen))),
            len(chosen),
        )

    def _choose_style(self) -> None:
        from atlas_gui.ui.citing.style_dialog import StyleDialog

        dialog = StyleDialog(
            self.citations, self._library, self._state.record_id, self._tasks, self._window
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _submit(self, job: "Callable[[Progress], Citation]", told: str, count: int = 1) -> None:
        # What was asked for last is what a reader wants to paste.
        self._give_up()
        watching = self._watched = self._watching(count) if count > _LONG_LIST else None

        def progressed(done: int, _total: int) -> None:
            if watching is not None:
                watching.setValue(done)

        def done(citation: "Citation") -> None:
            self._put_away()
            if not citation.plain:
                self._notice.tell(_("None of these records can be read."))
                return
            QGuiApplication.clipboard().setMimeData(citation_data(citation))
            self._tell(told.format(style=self.citations.style().name))

        def failed(error: Exception) -> None:
            self._put_away()
            unknown = _("The citation could not be made.")
            self._notice.tell(error.message if isinstance(error, AtlasError) else unknown)

        self._task = self._tasks.submit_long(job, progressed, done, failed)
        if watching is not None:
            watching.canceled.connect(self._give_up)

    def _give_up(self) -> None:
        """Nobody waits any more for what is being made."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._put_away()

    def _put_away(self) -> None:
        if self._watched is not None:
            self._watched.hide()
            self._watched.deleteLater()
            self._watched = None

    def _watching(self, count: int) -> QProgressDialog:
        """Shows how far a long list is; cancelled, it takes the list with it."""
        dialog = QProgressDialog(_("Making the bibliography…"), _("Cancel"), 0, count, self._window)
        dialog.setWindowTitle(_("Bibliography"))
        dialog.setAutoReset(False)
        dialog.setAutoClose(False)
        dialog.setMinimumDuration(500)
        return dialog

    def _tell(self, text: str) -> None:
        if self.citations.why_not:
            self._notice.tell(f"{self.citations.why_not} {text}")
        else:
            self._notice.tell_in_passing(text)


def _nothing(_answer: object) -> None:
    """Nobody waits for it."""
