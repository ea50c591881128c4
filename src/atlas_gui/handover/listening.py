"""The running Atlas's side: hears what later starts are asked for, on a thread of its own."""

import contextlib
import logging
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from threading import Event, Thread, Timer

from atlas_gui.handover.address import Address
from atlas_gui.handover.message import MOST_BYTES, Answer, Wish, read_wish, write_answer
from atlas_gui.i18n import _

MESSAGE_SECONDS = 1.0
_WAITING_STARTS = 16
_PAUSE_AFTER_FAULT = 0.2
_PATIENCE = 3.0
_log = logging.getLogger(__name__)


class Listening:
    """Listens at an address until it is stopped.

    `heard(wish)` is called on the listening thread for each wish, and its answer is handed back; it
    should take no longer than a start waits for one.
    """

    def __init__(
        self,
        address: Address,
        heard: Callable[[Wish], Answer],
        message_seconds: float = MESSAGE_SECONDS,
    ) -> None:
        self._address = address
        self._heard = heard
        self._message_seconds = message_seconds
        self._stopped = Event()
        self._thread = Thread(target=self._listen, name="second starts", daemon=True)
        self._listener: Listener | None = None

    def begin(self) -> None:
        """Listen from now on, in place of whoever was killed here.

        Whoever calls this has the claim of the address. Raises OSError if it cannot be listened at.
        """
        if self._address.family == "AF_UNIX":
            Path(self._address.meeting).unlink(missing_ok=True)
        self._listener = Listener(
            self._address.meeting, family=self._address.family, backlog=_WAITING_STARTS
        )
        self._thread.start()

    def stop(self) -> None:
        """Listen no more, and leave nothing behind; nothing if it does not listen."""
        listener, self._listener = self._listener, None
        if listener is None:
            return
        self._stopped.set()
        # Nothing else wakes a thread that waits for the next start, whatever the system.
        with contextlib.suppress(OSError):
            Client(self._address.meeting, family=self._address.family).close()
        self._thread.join(_PATIENCE)
        with contextlib.suppress(OSError):
            listener.close()

    def _listen(self) -> None:
        listener = self._listener
        while listener is not None and not self._stopped.is_set():
            try:
                connection = listener.accept()
            except (OSError, EOFError) as error:
                _log.info("A second start could not be heard: %s", error)
                time.sleep(_PAUSE_AFTER_FAULT)
                continue
            with connection:
                if not self._stopped.is_set():
                    self._attend_to(connection)

    def _attend_to(self, connection: "Connection[bytes, bytes]") -> None:
        """Read one wish and answer it; whoever says nothing, or too much, gets no answer."""
        try:
            with _limited(connection, self._message_seconds):
                message = connection.recv_bytes(MOST_BYTES)
            connection.send_bytes(write_answer(self._answer(message)))
        except (OSError, EOFError) as error:
            _log.info("A second start went away or took too long: %s", error)

    def _answer(self, message: bytes) -> Answer:
        try:
            wish = read_wish(message)
        except ValueError as error:
            _log.info("A second start is not understood: %s", error)
            return Answer(
                "refused", _("The Atlas that is running does not understand what was asked of it.")
            )
        return self._heard(wish)


@contextlib.contextmanager
def _limited(connection: "Connection[bytes, bytes]", seconds: float) -> Iterator[None]:
    """Let what is read from a connection take so long at most: OSError or EOFError after that."""
    if not connection.poll(seconds):
        raise TimeoutError("nothing was said")
    if sys.platform == "win32":
        # A pipe of Windows hands over a message whole.
        yield
        return
    # Closing it would not wake who reads it; saying that nothing more will come does.
    with socket.socket(fileno=os.dup(connection.fileno())) as same:

        def hang_up() -> None:
            with contextlib.suppress(OSError):
                same.shutdown(socket.SHUT_RDWR)

        watch = Timer(seconds, hang_up)
        watch.daemon = True
        watch.start()
        try:
            yield
        finally:
            watch.cancel()
            watch.join()
