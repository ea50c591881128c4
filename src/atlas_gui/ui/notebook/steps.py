"""Which changes of a notebook are taken back together: a note that is written is one act, not many."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from msgspec.structs import replace

from atlas_gui.domain.notebook import Change, Entry, EntryEdit

# A note is saved whenever its writer pauses. So long a pause, in seconds, ends what is one act.
_LONGEST_PAUSE: Final = 60


def undone_together(done: Sequence[Change]) -> int:
    """How many of the last changes one undo takes back; 0 if there are none."""
    together = min(len(done), 1)
    while together < len(done) and _go_on(done[-together - 1], done[-together]):
        together += 1
    return together


def redone_together(undone: Sequence[Change]) -> int:
    """How many of the changes that were taken back, the next last, one redo does again."""
    together = min(len(undone), 1)
    while together < len(undone) and _go_on(undone[-together], undone[-together - 1]):
        together += 1
    return together


def _go_on(earlier: Change, later: Change) -> bool:
    """Whether both write on one note, one where the other left off, without a long pause."""
    one, other = _note_edit(earlier), _note_edit(later)
    if one is None or other is None or one.key != other.key or one.after != other.before:
        return False
    pause = datetime.fromisoformat(later.at) - datetime.fromisoformat(earlier.at)
    return 0 <= pause.total_seconds() <= _LONGEST_PAUSE


def _note_edit(change: Change) -> EntryEdit | None:
    """The edit of a change that writes a note and does nothing else."""
    if len(change.edits) != 1 or not isinstance(change.edits[0], EntryEdit):
        return None
    edit = change.edits[0]
    one, other = _without_note(edit.before, edit), _without_note(edit.after, edit)
    wrote = (edit.before.note if edit.before else "") != (edit.after.note if edit.after else "")
    return edit if wrote and one == other else None


def _without_note(entry: Entry | None, edit: EntryEdit) -> Entry:
    """What else is kept, without what every change changes."""
    return replace(entry or Entry(edit.key, ""), note="", changed="", title="")
