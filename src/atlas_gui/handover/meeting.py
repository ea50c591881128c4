"""What a start does first: become the running Atlas, or tell the one that runs what is wanted."""

import logging
import time

from msgspec import Struct

from atlas_gui.handover.address import Address, own_address
from atlas_gui.handover.claim import Claim, take_claim
from atlas_gui.handover.message import Answer, Wish
from atlas_gui.i18n import _

# As long as another start may take from its first moment until it listens.
LISTENING_SECONDS = 10.0
_PAUSE = 0.05
_log = logging.getLogger(__name__)


class Meeting(Struct, frozen=True):
    """What came of it. `done`: another Atlas does it, and this start has nothing left to do.

    Else this one opens a window: as the running Atlas, if it has the `claim` for `address`; or beside
    one that cannot be asked, and `sentence` tells the reader so, if there is something to tell.
    """

    done: bool = False
    address: Address | None = None
    claim: Claim | None = None
    sentence: str = ""


def meet(wish: Wish, patience: float = LISTENING_SECONDS) -> Meeting:
    """Hand the wish to the running Atlas, or become it.

    Comes back within `patience` seconds, and those that an answer may take.
    """
    try:
        address = own_address()
        return _met(address, wish, time.monotonic() + patience)
    except OSError as error:
        # A sandbox may forbid folders, locks or sockets; a window needs none of them.
        _log.info("No running Atlas can be looked for here: %s", error)
        return Meeting()


def _met(address: Address, wish: Wish, end: float) -> Meeting:
    """See `meet`; raises OSError where there are no locks, or no connections."""
    while True:
        claim = take_claim(address.lock)
        if claim is not None:
            return Meeting(address=address, claim=claim)
        answer = _answer(address, wish)
        if answer.kind == "done":
            return Meeting(done=True)
        if answer.kind == "refused":
            return Meeting(sentence=answer.sentence)
        if answer.kind == "busy" or time.monotonic() > end:
            return Meeting(
                sentence=_(
                    "Atlas is running but does not answer, so this is a second one beside it."
                )
            )
        time.sleep(_PAUSE)


def _answer(address: Address, wish: Wish) -> Answer:
    """The running program's answer; "leaving" also of one that does not listen yet, or no more."""
    from atlas_gui.handover.sending import ask  # a first start has nobody to ask

    try:
        return ask(address, wish) or Answer("busy")
    except (ConnectionError, FileNotFoundError):
        return Answer("leaving")
