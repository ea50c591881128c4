"""Makes the whole index of a large library in a process of its own, out of the reader's way."""

import contextlib
import logging
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import time

from PySide6.QtCore import QObject, QProcess, Signal, Slot

from atlas_gui.domain.library import Library
from atlas_gui.i18n import _
from atlas_gui.search.index import SearchIndex
from atlas_gui.search.index_file import IndexData, unpacked
from atlas_gui.search.keeping import IndexFolder
from atlas_gui.search.making import index_key
from atlas_gui.state.tasks import Task, TaskRunner

_log = logging.getLogger(__name__)
_PREFIX = "atlas-index-"
_A_DAY = 86_400.0


class IndexUpkeep(QObject):
    """Runs `command LIBRARY --output FILE`, then loads what it wrote.

    Signals: `progressed(int, int)` records read of how many; `ready(SearchIndex)` the whole index,
    loaded and prepared; `failed(str)` a sentence for the reader: what there is goes on working.
    """

    progressed = Signal(int, int)
    ready = Signal(object)
    failed = Signal(str)

    def __init__(
        self,
        library: Library,
        folder: IndexFolder,
        tasks: TaskRunner,
        command: Sequence[str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._folder = folder
        self._tasks = tasks
        self._command = tuple(command)
        self._process: QProcess | None = None
        self._loading: Task | None = None
        self._scratch: tempfile.TemporaryDirectory[str] | None = None

    def start(self, library_path: Path) -> None:
        """Begin to make the index of the file that the library was read from."""
        _sweep()
        self._scratch = tempfile.TemporaryDirectory(prefix=_PREFIX)
        process = QProcess(self)
        process.readyReadStandardOutput.connect(self._read_progress)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        self._process = process
        program, *arguments = self._command
        process.start(program, [*arguments, str(library_path), "--output", str(self._target())])

    @Slot()
    def stop(self) -> None:
        """Give up; nothing is kept and nothing is told any more."""
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished()
            process.deleteLater()
        if self._loading is not None:
            self._loading.cancel()
        self._clear()

    def _target(self) -> Path:
        scratch = self._scratch.name if self._scratch is not None else tempfile.gettempdir()
        return Path(scratch) / "index"

    @Slot()
    def _read_progress(self) -> None:
        if self._process is None:
            return
        # A line may come in pieces.
        while self._process.canReadLine():
            numbers = bytes(self._process.readLine().data()).split()
            if len(numbers) == 2 and all(map(bytes.isdigit, numbers)):
                done, total = map(int, numbers)
                self.progressed.emit(done, total)

    @Slot(int, QProcess.ExitStatus)
    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        process = self._process
        if process is None:
            return
        if code or status != QProcess.ExitStatus.NormalExit:
            self._fail(bytes(process.readAllStandardError().data()).decode(errors="replace"))
            return
        target = self._target()
        self._loading = self._tasks.submit(
            lambda: self._load(target), self._deliver, self._on_load_failed
        )

    @Slot(QProcess.ProcessError)
    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._fail(str(error))

    def _load(self, target: Path) -> tuple[SearchIndex, IndexData]:
        """On another thread: the index, checked, kept for the next start and ready to answer."""
        content = target.read_bytes()
        data = unpacked(content, index_key(self._library))
        index = SearchIndex(self._library, data)
        index.prepare()
        self._folder.keep(self._library, content)
        return index, data

    def _deliver(self, loaded: tuple[SearchIndex, IndexData]) -> None:
        index, data = loaded
        self._library.note_damaged(data.header.damaged)
        self._clear()
        self.ready.emit(index)

    def _on_load_failed(self, error: Exception) -> None:
        self._fail(str(error))

    def _fail(self, reason: str) -> None:
        _log.error("The index could not be made: %s", reason)
        self._clear()
        self.failed.emit(_("The full search could not be prepared; only titles are searched."))

    def _clear(self) -> None:
        if self._scratch is not None:
            self._scratch.cleanup()
            self._scratch = None


def _sweep() -> None:
    """Remove what an Atlas that was killed left behind; a younger folder may be in use."""
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            if time() - left.stat().st_mtime > _A_DAY:
                shutil.rmtree(left, ignore_errors=True)
