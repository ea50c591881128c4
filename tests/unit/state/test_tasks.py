"""Work off the GUI thread: delivered on it, once, and never after it was cancelled."""

import logging
import threading
from collections.abc import Iterator
from functools import partial
from typing import Any, NoReturn

import pytest
from pytestqt.qtbot import QtBot

from atlas_gui.progress import CancelledError, Progress
from atlas_gui.state.tasks import ImmediateTaskRunner, ThreadTaskRunner


class Receiver:
    """Writes down what arrives, and on which thread."""

    def __init__(self) -> None:
        self.results: list[Any] = []
        self.failures: list[Exception] = []
        self.threads: set[int] = set()

    def done(self, result: Any) -> None:
        self.results.append(result)
        self.threads.add(threading.get_ident())

    def failed(self, error: Exception) -> None:
        self.failures.append(error)
        self.threads.add(threading.get_ident())


def fail() -> NoReturn:
    message = "the job's own fault"
    raise ValueError(message)


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
def runner(qapp: object) -> Iterator[ThreadTaskRunner]:  # noqa: ARG001  Qt's event loop is needed
    made = ThreadTaskRunner()
    yield made
    made.drain()


def test_at_once_a_result_or_a_failure(receiver: Receiver) -> None:
    runner = ImmediateTaskRunner()
    runner.submit(lambda: 5, receiver.done, receiver.failed)
    assert (receiver.results, receiver.failures) == ([5], [])
    runner.submit(fail, receiver.done, receiver.failed)
    assert receiver.results == [5]
    assert [str(error) for error in receiver.failures] == ["the job's own fault"]


def test_a_failing_receiver_is_not_taken_for_a_failing_job(receiver: Receiver) -> None:
    def refuse(_result: object) -> NoReturn:
        fail()

    with pytest.raises(ValueError, match="own fault"):
        ImmediateTaskRunner().submit(lambda: 5, refuse, receiver.failed)
    assert receiver.failures == []


def test_a_result_arrives_on_the_thread_of_the_window(
    runner: ThreadTaskRunner, receiver: Receiver, qtbot: QtBot
) -> None:
    worked_on: list[int] = []
    runner.submit(lambda: worked_on.append(threading.get_ident()), receiver.done, receiver.failed)
    qtbot.waitUntil(lambda: bool(receiver.results))
    assert receiver.threads == {threading.get_ident()}
    assert worked_on != [threading.get_ident()]


def test_a_failure_arrives_as_what_was_raised(
    runner: ThreadTaskRunner, receiver: Receiver, qtbot: QtBot
) -> None:
    runner.submit(fail, receiver.done, receiver.failed)
    qtbot.waitUntil(lambda: bool(receiver.failures))
    assert isinstance(receiver.failures[0], ValueError)
    assert receiver.results == []
    assert receiver.threads == {threading.get_ident()}


def test_every_one_of_many_results_arrives(
    runner: ThreadTaskRunner, receiver: Receiver, qtbot: QtBot
) -> None:
    for number in range(300):
        runner.submit(lambda number=number: number, receiver.done, receiver.failed)
    qtbot.waitUntil(lambda: len(receiver.results) == 300)
    assert sorted(receiver.results) == list(range(300))


def test_a_cancelled_result_is_dropped(
    runner: ThreadTaskRunner, receiver: Receiver, qtbot: QtBot
) -> None:
    go_on = threading.Event()
    task = runner.submit(go_on.wait, receiver.done, receiver.failed)
    task.cancel()
    with qtbot.waitSignal(runner.busy_changed, check_params_cb=lambda busy: not busy):
        go_on.set()
    assert task.cancelled
    assert receiver.results == receiver.failures == []


def test_a_job_cancelled_before_it_began_is_not_begun(
    qapp: object,  # noqa: ARG001  Qt's event loop is needed
    receiver: Receiver,
    qtbot: QtBot,
) -> None:
    runner = ThreadTaskRunner(threads=1)
    go_on, begun = threading.Event(), threading.Event()
    runner.submit(go_on.wait, receiver.done, receiver.failed)
    runner.submit(begun.set, receiver.done, receiver.failed).cancel()
    with qtbot.waitSignal(runner.busy_changed, check_params_cb=lambda busy: not busy):
        go_on.set()
    assert not begun.is_set()
    assert receiver.results == [True]
    runner.drain()


def test_it_says_when_it_is_busy_and_when_no_more(
    runner: ThreadTaskRunner, receiver: Receiver, qtbot: QtBot
) -> None:
    heard: list[bool] = []
    runner.busy_changed.connect(heard.append)
    for _time in range(3):
        runner.submit(lambda: None, receiver.done, receiver.failed)
    qtbot.waitUntil(lambda: len(receiver.results) == 3)
    assert heard[0] is True
    assert heard[-1] is False
    assert heard.count(False) == 1


def test_draining_waits_and_delivers_nothing(
    runner: ThreadTaskRunner, receiver: Receiver, qtbot: QtBot
) -> None:
    begun, ended = threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        threading.Event().wait(0.05)
        ended.set()

    runner.submit(work, receiver.done, receiver.failed)
    for _time in range(20):
        runner.submit(lambda: None, receiver.done, receiver.failed)
    assert begun.wait(10)
    runner.drain()
    assert ended.is_set()
    qtbot.wait(20)
    assert receiver.results == receiver.failures == []


class Held:
    """Something that must go on the thread of the windows, as a dialog must; says where it went."""

    def __init__(self, gone_on: list[int]) -> None:
        self._gone_on = gone_on

    def hear(self, *_heard: object) -> None:
        """Wait for a job."""

    def __del__(self) -> None:
        self._gone_on.append(threading.get_ident())


@pytest.mark.parametrize("ending", ["done", "failed", "cancelled"])
def test_who_waits_for_a_job_is_let_go_of_on_the_thread_of_the_windows(
    ending: str, runner: ThreadTaskRunner, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    # A line about a failure would be kept until the end of the test, with all that the job knew.
    caplog.set_level(logging.WARNING, "atlas_gui.state.tasks")
    gone_on: list[int] = []

    def all_gone(number: int) -> bool:
        return len(gone_on) == number

    for round_ in range(50):
        go_on = threading.Event()
        waiting, worked_on = Held(gone_on), Held(gone_on)

        def job(
            progress: Progress, held: Held = worked_on, go_on: threading.Event = go_on
        ) -> object:
            assert go_on.wait(30)
            progress(1, 2)
            if ending == "failed":
                fail()
            return held.hear

        task = runner.submit_long(job, waiting.hear, waiting.hear, waiting.hear)
        if ending == "cancelled":
            task.cancel()
        # Only the runner knows them now, and the job may end on the other thread at any moment.
        del waiting, worked_on, job
        go_on.set()
        qtbot.waitUntil(partial(all_gone, 2 * round_ + 2))
    assert set(gone_on) == {threading.get_ident()}


def test_a_long_job_tells_on_the_waiting_thread_how_far_it_is(
    runner: ThreadTaskRunner, receiver: Receiver, qtbot: QtBot
) -> None:
    told: list[tuple[int, int, int]] = []

    def job(progress: Progress) -> str:
        for done in range(3):
            progress(done + 1, 3)
        return "made"

    def progressed(done: int, total: int) -> None:
        told.append((done, total, threading.get_ident()))

    runner.submit_long(job, progressed, receiver.done, receiver.failed)
    qtbot.waitUntil(lambda: receiver.results == ["made"])
    here = threading.get_ident()
    assert told == [(1, 3, here), (2, 3, here), (3, 3, here)]


def test_what_was_told_already_is_not_told_again(
    runner: ThreadTaskRunner, receiver: Receiver, qtbot: QtBot
) -> None:
    told: list[tuple[int, int]] = []

    def job(progress: Progress) -> str:
        for done in (0, 0, 0, 1, 1, 0, 2):
            progress(done, 2)
        return "made"

    runner.submit_long(
        job, lambda done, total: told.append((done, total)), receiver.done, receiver.failed
    )
    qtbot.waitUntil(lambda: receiver.results == ["made"])
    assert told == [(0, 2), (1, 2), (0, 2), (2, 2)]


def test_a_cancelled_long_job_stops_where_it_would_tell_and_nothing_arrives(
    runner: ThreadTaskRunner, receiver: Receiver, qtbot: QtBot
) -> None:
    begun, go_on, stopped = threading.Event(), threading.Event(), threading.Event()
    told: list[int] = []

    def job(progress: Progress) -> None:
        begun.set()
        go_on.wait(10)
        try:
            progress(1, 2)
        finally:
            stopped.set()

    def progressed(done: int, _total: int) -> None:
        told.append(done)

    task = runner.submit_long(job, progressed, receiver.done, receiver.failed)
    assert begun.wait(10)
    task.cancel()
    go_on.set()
    assert stopped.wait(10)
    runner.drain()
    qtbot.wait(20)
    assert (told, receiver.results, receiver.failures) == ([], [], [])


def test_a_job_that_gives_up_by_itself_tells_nobody(
    runner: ThreadTaskRunner, receiver: Receiver, qtbot: QtBot
) -> None:
    def give_up() -> NoReturn:
        raise CancelledError

    with qtbot.waitSignal(runner.busy_changed, check_params_cb=lambda busy: not busy):
        runner.submit(give_up, receiver.done, receiver.failed)
    assert (receiver.results, receiver.failures) == ([], [])


def test_without_threads_a_long_job_tells_as_well(receiver: Receiver) -> None:
    told: list[tuple[int, int]] = []

    def job(progress: Progress) -> int:
        progress(1, 1)
        return 7

    def progressed(done: int, total: int) -> None:
        told.append((done, total))

    ImmediateTaskRunner().submit_long(job, progressed, receiver.done, receiver.failed)
    assert (told, receiver.results) == ([(1, 1)], [7])
