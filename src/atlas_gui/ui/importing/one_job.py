"""Work in the background of which only the latest is wanted."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from atlas_gui.progress import Progress
from atlas_gui.state.tasks import Task, TaskRunner

T = TypeVar("T")


class OneJob(QObject):
    """Starting one job drops the other. Signals: `progressed(int, int)`, `failed(Exception)`."""

    progressed = Signal(int, int)
    failed = Signal(object)

    def __init__(self, tasks: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._task: Task | None = None
        self._number = 0

    @property
    def is_running(self) -> bool:
        """Whether something goes on that is still wanted."""
        return self._task is not None

    def start(self, job: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        """Run `job` on another thread; its result comes to `done` unless it is dropped before."""
        self.drop()
        number = self._number
        # A runner may be done before it returns; then there is nothing left to hold on to.
        self._task = Task()
        task = self._tasks.submit_long(
            job,
            self.progressed.emit,
            partial(self._finish, number, done),
            partial(self._fail, number),
        )
        if self._number == number and self._task is not None:
            self._task = task

    def drop(self) -> None:
        """Stop what goes on, if anything does; nothing of it comes back."""
        self._number += 1
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _finish(self, number: int, done: Callable[[T], None], result: T) -> None:
        if number == self._number:
            self._task = None
            self._number += 1
            done(result)

    def _fail(self, number: int, error: Exception) -> None:
        if number == self._number:
            self._task = None
            self._number += 1
            self.failed.emit(error)
