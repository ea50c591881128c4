"""Hears what later starts are asked for, and has it done on the thread of the windows."""

import logging
from threading import Event as ThreadEvent
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from atlas_gui.app.filling import nothing
from atlas_gui.app.shared import Shared
from atlas_gui.app.to_front import LastUsed
from atlas_gui.app.wishes import Wishes
from atlas_gui.handover.meeting import Meeting
from atlas_gui.handover.message import Answer, Wish
from atlas_gui.state.tasks import ThreadTaskRunner

if TYPE_CHECKING:
    from atlas_gui.handover.listening import Listening

# Less than a start waits for its answer, so that it is told before it gives up.
_SECONDS_FOR_THE_WINDOW = 2.5
_log = logging.getLogger(__name__)


class Question:
    """A wish on its way from the listening thread to that of the windows, and its answer back.

    Either the windows take it, or whoever asked gives it up: never both, so that nothing is done here
    that a second program has begun to do as well.
    """

    def __init__(self, wish: Wish) -> None:
        self.wish = wish
        self._lock = Lock()
        self._is_decided = False
        self._answered = ThreadEvent()
        self._answer = Answer("done")

    def take(self) -> bool:
        """Whether the wish is still wanted; from then on it will be."""
        with self._lock:
            wanted, self._is_decided = not self._is_decided, True
        return wanted

    def answer(self, answer: Answer) -> None:
        """Say what became of it."""
        self._answer = answer
        self._answered.set()

    def wait(self, seconds: float) -> Answer:
        """The answer; "busy" if nobody took the wish in time, and nobody will any more."""
        if not self._answered.wait(seconds) and self.take():
            return Answer("busy")
        return self._answer


class SecondStarts(QObject):
    """Listens from `begin` to `finish`, if this program has the claim to be the running one."""

    _heard = Signal(object)

    def __init__(
        self,
        application: QApplication,
        shared: Shared,
        meeting: Meeting,
        seconds: float = _SECONDS_FOR_THE_WINDOW,
    ) -> None:
        super().__init__(application)
        self._meeting = meeting
        self._seconds = seconds
        self._tasks = ThreadTaskRunner(self)
        self._wishes = Wishes(shared, self._tasks, self)
        self._last_used = LastUsed(application, self)
        self._listening: Listening | None = None
        self._asked: Question | None = None
        self._is_over = False
        self._heard.connect(self._on_heard)

    def begin(self, wish: Wish | None = None) -> None:
        """Listen from now on, and grant what is left of the wish of this very start."""
        if self._meeting.claim is not None:
            # What it loads should not hold up the first keys.
            self._tasks.submit(self._listen, nothing, self._go_without)
        if wish is not None:
            self._wishes.grant(wish)

    def grant(self, wish: Wish) -> None:
        """Do in the windows what the system asks this program itself for."""
        self._wishes.grant(wish)

    def finish(self) -> None:
        """Listen no more: the windows are closed."""
        self._is_over = True
        if self._asked is not None:
            self._asked.answer(Answer("leaving"))
        self._tasks.drain()
        if self._listening is not None:
            self._listening.stop()

    def _listen(self) -> None:
        from atlas_gui.handover.listening import Listening  # no start waits for it

        if self._meeting.address is not None:
            listening = Listening(self._meeting.address, self._hear)
            listening.begin()
            self._listening = listening

    def _go_without(self, error: Exception) -> None:
        """Let a later start be the running one, since this one cannot be asked."""
        _log.info("Later starts cannot be heard here: %s", error)
        if self._meeting.claim is not None:
            self._meeting.claim.release()

    def _hear(self, wish: Wish) -> Answer:
        """On the listening thread: hand a wish to the windows, and wait for their answer."""
        self._asked = question = Question(wish)
        if self._is_over:
            return Answer("leaving")
        self._heard.emit(question)
        return question.wait(self._seconds)

    @Slot(object)
    def _on_heard(self, question: Question) -> None:
        if self._is_over or not question.take():
            return
        # Whoever asked does it, should anything go wrong here.
        answer = Answer("refused")
        try:
            answer = self._wishes.grant(question.wish)
        finally:
            question.answer(answer)
