"""Which changes can be taken back and which done again, and how a change alters that."""

from typing import Final, NamedTuple

from msgspec.structs import replace

from atlas_gui.domain.notebook.changes import Change, Move

# So many acts can be taken back, one after another.
MOST_STEPS: Final = 200


class Steps(NamedTuple):
    """What can be taken back, the latest last, and what can be done again, the next last."""

    done: tuple[Change, ...] = ()
    undone: tuple[Change, ...] = ()

    def after(self, change: Change) -> "Steps":
        """The steps once a change has been made.

        What it takes back or does again is found by name: another window may have done something
        since. If it is found no more, doing it again is an act like any other.
        """
        match change.move:
            case Move.UNDO:
                taken, rest = _taken(self.done, change.of)
                return Steps(rest, (*self.undone, *taken)[-MOST_STEPS:])
            case Move.REDO:
                taken, rest = _taken(self.undone, change.of)
                again = taken or (replace(change, move=Move.DO, of=""),)
                return Steps((*self.done, *again)[-MOST_STEPS:], rest)
        return Steps((*self.done, change)[-MOST_STEPS:])


def _taken(
    changes: tuple[Change, ...], wanted: str
) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """The wanted one, if it is there, and the others."""
    for place in range(len(changes) - 1, -1, -1):
        if changes[place].id == wanted:
            return changes[place : place + 1], (*changes[:place], *changes[place + 1 :])
    return (), changes
