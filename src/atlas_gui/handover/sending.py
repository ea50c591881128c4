"""A second start's side: ask the running Atlas, for a limited time."""

import logging
from queue import Empty, SimpleQueue
from threading import Thread

from atlas_gui.handover.address import Address
from atlas_gui.handover.message import MOST_BYTES, Answer, Wish, read_answer, write_wish

ANSWER_SECONDS = 3.0
_log = logging.getLogger(__name__)


def ask(address: Address, wish: Wish, seconds: float = ANSWER_SECONDS) -> Answer | None:
    """The answer of whoever listens there; None if none came in time.

    Raises ConnectionError or FileNotFoundError if nobody listens (any more), another OSError if such
    connections cannot be made here at all.
    """
    outcome: SimpleQueue[Answer | OSError] = SimpleQueue()
    # On a thread of its own, since connecting itself may take for ever: a program that has been
    # stopped accepts nobody. It ends with this process.
    Thread(target=_ask, args=(address, wish, outcome), name="handing over", daemon=True).start()
    try:
        answer = outcome.get(timeout=seconds)
    except Empty:
        return None
    if isinstance(answer, OSError):
        raise answer
    return answer


def _ask(address: Address, wish: Wish, outcome: "SimpleQueue[Answer | OSError]") -> None:
    from multiprocessing.connection import Client  # a first start has no use for it

    message = write_wish(wish)
    if len(message) > MOST_BYTES:
        # So many files are told to be too many where they are opened.
        outcome.put(Answer("refused"))
        return
    try:
        with Client(address.meeting, family=address.family) as connection:
            connection.send_bytes(message)
            outcome.put(read_answer(connection.recv_bytes(MOST_BYTES)))
    except EOFError:
        outcome.put(ConnectionResetError("the running program ended"))
    except OSError as error:
        outcome.put(error)
    except ValueError as error:
        _log.info("The running program's answer is not understood: %s", error)
        outcome.put(Answer("refused"))
