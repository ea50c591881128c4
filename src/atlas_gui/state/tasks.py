"""The one way to run work off the GUI thread.

A job is a plain function that takes nothing and returns plain data. It must not touch a widget.
Its result is delivered on the GUI thread; the result of a cancelled task is dropped. A long job takes
a `Progress` instead, tells it how far it is, and is stopped by it once it has been cancelled.
"""

import logging
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, SignalInstance, Slot

from atlas_gui.progress import CancelledError, Progress

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Task:
    """A job under way; `cancel` makes sure that nothing of it is delivered any more."""

    def __init__(self) -> None:
        self._cancelled = Event()
        self.told: tuple[int, int] | None = None
        """How far a long job said last that it is."""

    def cancel(self) -> None:
        """Drop the result; a job that has not begun is not begun."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether the result is unwanted; a long job may ask and stop early."""
        return self._cancelled.is_set()


class TaskRunner(Protocol):
    """Runs jobs and delivers their results."""

    def submit(
        self,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> Task:
        """Start `job`; exactly one of `done` and `failed` is called, unless it is cancelled."""
        ...

    def submit_long(
        self,
        job: Callable[[Progress], T],
        progressed: Callable[[int, int], None],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> Task:
        """`submit` for a job that tells how far it is; `progressed` gets parts done and parts in all."""
        ...


class ImmediateTaskRunner:
    """Runs each job at once, on the spot, so that a test need not wait."""

    def submit(
        self,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> Task:
        """See TaskRunner."""
        task = Task()
        try:
            result = job()
        except Exception as error:  # the boundary at which any failure becomes a message
            failed(error)
        else:
            done(result)
        return task

    def submit_long(
        self,
        job: Callable[[Progress], T],
        progressed: Callable[[int, int], None],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> Task:
        """See TaskRunner."""
        return self.submit(partial(job, progressed), done, failed)


class ThreadTaskRunner(QObject):
    """Runs jobs on a thread pool and delivers on the thread that this object lives in."""

    _finished = Signal(object)
    _progressed = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None, threads: int = 2) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._under_way: set[Task] = set()
        self._finished.connect(self._deliver)
        self._progressed.connect(self._deliver_progress)

    def submit(
        self,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> Task:
        """See TaskRunner."""
        task = Task()
        self._start(task, job, done, failed)
        return task

    def submit_long(
        self,
        job: Callable[[Progress], T],
        progressed: Callable[[int, int], None],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> Task:
        """See TaskRunner."""
        task = Task()
        tell = partial(self._tell_progress, task, progressed)
        self._start(task, partial(job, tell), done, failed)
        return task

    def drain(self) -> None:
        """Cancel everything and wait until no thread is running: for closing the window."""
        for task in self._under_way:
            task.cancel()
        self._pool.clear()
        self._pool.waitForDone()

    def _start(
        self,
        task: Task,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._under_way.add(task)
        self.busy_changed.emit(True)
        self._pool.start(_Work(task, job, done, failed, self._finished))

    def _tell_progress(
        self, task: Task, progressed: Callable[[int, int], None], done: int, total: int
    ) -> None:
        """On the job's thread: stop it if nobody wants it any more, else pass on how far it is."""
        if task.cancelled:
            raise CancelledError
        # A job may ask much oftener than it gets any further; the thread that is told has more to do.
        if task.told != (done, total):
            task.told = (done, total)
            news = _Outcome(task, lambda _value: progressed(done, total), None)
            self._progressed.emit(news)

    @Slot(object)
    def _deliver_progress(self, news: "_Outcome") -> None:
        if not news.task.cancelled:
            news.call()

    @Slot(object)
    def _deliver(self, outcome: "_Outcome") -> None:
        self._under_way.discard(outcome.task)
        self.busy_changed.emit(bool(self._under_way))
        if not outcome.task.cancelled:
            outcome.call()


class _Outcome:
    """What a job came to, on its way back to the GUI thread."""

    def __init__(self, task: Task, receiver: Callable[[Any], None], value: object) -> None:
        self.task = task
        self._receiver = receiver
        self._value = value

    def call(self) -> None:
        self._receiver(self._value)


class _Work(QRunnable):
    def __init__(
        self,
        task: Task,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        finished: SignalInstance,
    ) -> None:
        super().__init__()
        self._task = task
        self._job = job
        self._done = done
        self._failed = failed
        self._finished = finished

    def run(self) -> None:
        """Called by the pool on one of its threads."""
        outcome = _Outcome(self._task, _nothing, None)
        if not self._task.cancelled:
            try:
                outcome = _Outcome(self._task, self._done, self._job())
            except CancelledError:
                pass  # nobody waits for anything
            except Exception as error:  # the boundary at which any failure becomes a message
                _log.info("A background job failed", exc_info=True)
                outcome = _Outcome(self._task, self._failed, error)
        self._finished.emit(outcome)


def _nothing(_value: object) -> None:
    """Receive nothing."""
