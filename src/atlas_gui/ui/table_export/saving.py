"""One table on its way into a file: how far it is, and the way to stop it."""

from collections.abc import Callable
from functools import partial
from threading import Event

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QProgressBar, QProgressDialog, QWidget

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.tables.saving import Saved
from atlas_gui.i18n import _, ngettext
from atlas_gui.progress import CancelledError, Progress
from atlas_gui.state.tasks import TaskRunner

# What is done sooner needs no window of its own.
_PATIENCE_MS = 500
# As wide as the longest of its texts, so that it does not grow while it counts.
_LETTERS = 48


class TableSaving(QObject):
    """Shows how far a save is once it takes its time, in a window that keeps nobody from reading on.

    Signals: `told` says what was done, `failed` what could not be done, and why; after either it
    puts itself away.
    """

    told = Signal(str)
    failed = Signal(str)

    def __init__(self, total: int, window: QWidget) -> None:
        super().__init__(window)
        self._stopped = Event()
        self._shown = QProgressDialog(window)
        self._shown.setWindowTitle(_("Export list as a table"))
        self._shown.setWindowModality(Qt.WindowModality.NonModal)
        self._shown.setMinimumDuration(_PATIENCE_MS)
        self._shown.setAutoClose(False)
        self._shown.setAutoReset(False)
        self._shown.setRange(0, total)
        self._shown.setMinimumWidth(self._shown.fontMetrics().averageCharWidth() * _LETTERS)
        self._shown.setCancelButtonText(_("Cancel"))
        for bar in self._shown.findChildren(QProgressBar):
            bar.setAccessibleName(_("Records saved"))
        self._shown.canceled.connect(self._cancel)
        self._tell_how_far(0, total)

    def start(self, tasks: TaskRunner, job: Callable[[Progress], Saved]) -> None:
        """Run `job`, which saves."""
        stoppable = partial(_until_stopped, job, self._stopped)
        tasks.submit_long(stoppable, self._tell_how_far, self._on_ended, self._on_failed)

    def _tell_how_far(self, done: int, total: int) -> None:
        text = _("Saved {done:,} of {total:,} records").format(done=done, total=total)
        if self._stopped.is_set():
            return
        self._shown.setLabelText(_("Finishing the file…") if done == total else text)
        self._shown.setValue(done)

    @Slot()
    def _cancel(self) -> None:
        # The task itself goes on: only it knows whether the file was already in its place.
        self._stopped.set()

    def _on_ended(self, saved: Saved | None) -> None:
        if saved is None:
            self.told.emit(_("The export was cancelled, and nothing was saved."))
        else:
            self.told.emit(_told_of(saved))
        self._put_away()

    def _on_failed(self, error: Exception) -> None:
        message = _("The table could not be made.")
        self.failed.emit(error.message if isinstance(error, AtlasError) else message)
        self._put_away()

    def _put_away(self) -> None:
        # Closing it would cancel.
        self._shown.hide()
        self._shown.deleteLater()
        self.deleteLater()


def _until_stopped(
    job: Callable[[Progress], Saved], stopped: Event, progress: Progress
) -> Saved | None:
    """What `job` comes to, on whichever thread; None if it was stopped before its end."""

    def tell(done: int, total: int, /) -> None:
        if stopped.is_set():
            raise CancelledError
        progress(done, total)

    try:
        return job(tell)
    except CancelledError:
        return None


def _told_of(saved: Saved) -> str:
    text = _("Saved: {path}").format(path=saved.path)
    if not saved.left_out:
        return text
    left_out = ngettext(
        "{count} record cannot be read and is not in the file.",
        "{count} records cannot be read and are not in the file.",
        saved.left_out,
    ).format(count=saved.left_out)
    return _("{saved}. {left_out}").format(saved=text, left_out=left_out)
