"""The one way to run work off the GUI thread.

A job is a plain function that takes nothing and returns plain data. It must not touch a widget.
Its result is delivered on the GUI thread; the result of a cancelled task is dropped. A long job takes
a `Progress` instead, tells it how far it is, and is stopped by it once it has been cancelled.

A Qt object must go on the thread it belongs to. So what waits for a job never leaves the GUI thread, and
the job itself and what it came to are given up there: the last who knows a closed dialog is then never
a thread of the pool.
"""

import logging
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Any, NamedTuple, Protocol, TypeVar

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
        self._under_way: dict[Task, _Receivers] = {}
        self._finished.connect(self._deliver)
        self._progressed.connect(self._deliver_progress)

    def submit(
        self,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> Task:
        """See TaskRunner."""
        return self._start(Task(), job, _Receivers(done, failed))

    def submit_long(
        self,
        job: Callable[[Progress], T],
        progressed: Callable[[int, int], None],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> Task:
        """See TaskRunner."""
        task = Task()
        tell = partial(_tell_progress, task, self._progressed)
        return self._start(task, partial(job, tell), _Receivers(done, failed, progressed))

    def drain(self) -> None:
        """Cancel everything and wait until no thread is running: for closing the window."""
        for task in self._under_way:
            task.cancel()
        self._pool.clear()
        self._pool.waitForDone()
        self._under_way.clear()

    def _start(self, task: Task, job: Callable[[], object], receivers: "_Receivers") -> Task:
        self._under_way[task] = receivers
        self.busy_changed.emit(True)
        self._pool.start(_Work(_Job(task, job), self._finished))
        return task

    @Slot(object)
    def _deliver_progress(self, news: "_News") -> None:
        receivers = self._under_way.get(news.task)
        if receivers is not None and not news.task.cancelled:
            receivers.progressed(news.done, news.total)

    @Slot(object)
    def _deliver(self, job: "_Job") -> None:
        outcome = job.give_up()
        receivers = self._under_way.pop(job.task, None)
        if receivers is None:
            return
        self.busy_changed.emit(bool(self._under_way))
        if job.task.cancelled or isinstance(outcome, _Stopped):
            return
        if isinstance(outcome, _Failure):
            receivers.failed(outcome.error)
        else:
            receivers.done(outcome)


def _nothing(_done: int, _total: int) -> None:
    """Receive nothing."""


class _Receivers(NamedTuple):
    """Who waits for a job; known to the GUI thread alone."""

    done: Callable[[Any], None]
    failed: Callable[[Exception], None]
    progressed: Callable[[int, int], None] = _nothing


class _News(NamedTuple):
    task: Task
    done: int
    total: int


def _tell_progress(task: Task, progressed: SignalInstance, done: int, total: int) -> None:
    """On the job's thread: stop it if nobody wants it any more, else pass on how far it is."""
    if task.cancelled:
        raise CancelledError
    # A job may ask much oftener than it gets any further; the thread that is told has more to do.
    if task.told != (done, total):
        task.told = (done, total)
        progressed.emit(_News(task, done, total))


class _Failure(NamedTuple):
    error: Exception


class _Stopped(NamedTuple):
    """Nobody waits for anything, whether the job was stopped or gave up by itself."""


class _Job:
    """A job on its way to another thread and back, with what it came to."""

    def __init__(self, task: Task, work: Callable[[], object]) -> None:
        self.task = task
        self._work: Callable[[], object] | None = work
        self._outcome: object = _Stopped()

    def run(self) -> None:
        """Do it, on one of the pool's threads."""
        if self.task.cancelled or self._work is None:
            return
        try:
            self._outcome = self._work()
        except CancelledError:
            pass
        except Exception as error:  # the boundary at which any failure becomes a message
            _log.info("A background job failed", exc_info=True)
            self._outcome = _Failure(error)

    def give_up(self) -> object:
        """What it came to; nothing of it is known here afterwards, whoever still holds this."""
        outcome = self._outcome
        self._work = self._outcome = None
        return outcome


class _Work(QRunnable):
    """Qt deletes it on the pool's thread: a shell, whose job is given up by whoever it is delivered to."""

    def __init__(self, job: _Job, finished: SignalInstance) -> None:
        super().__init__()
        self._job = job
        self._finished = finished

    def run(self) -> None:
        """Called by the pool on one of its threads."""
        self._job.run()
        self._finished.emit(self._job)
