"""A task runner whose jobs wait until a test lets them go."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from atlas_gui.progress import CancelledError, Progress
from atlas_gui.state.tasks import Task

T = TypeVar("T")


class HeldRunner:
    """Keeps jobs until the test lets them go."""

    def __init__(self) -> None:
        self.held: list[tuple[Task, Callable[[], None]]] = []

    def submit(
        self, job: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> Task:
        return self._hold(Task(), job, done, failed)

    def submit_long(
        self,
        job: Callable[[Progress], T],
        progressed: Callable[[int, int], None],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> Task:
        task = Task()

        def tell(parts: int, total: int, /) -> None:
            if task.cancelled:
                raise CancelledError
            progressed(parts, total)

        return self._hold(task, partial(job, tell), done, failed)

    def _hold(
        self,
        task: Task,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> Task:
        def run() -> None:
            if task.cancelled:
                return
            try:
                result = job()
            except CancelledError:
                return
            except Exception as error:  # noqa: BLE001 (what a task runner is for)
                failed(error)
            else:
                done(result)

        self.held.append((task, run))
        return task

    def release(self) -> None:
        for _task, run in self.held:
            run()
