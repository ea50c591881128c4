"""What somebody who keeps a notebook on disk tells the one who shows it."""

from typing import NamedTuple

from atlas_gui.domain.notebook.changes import Change
from atlas_gui.domain.notebook.notebook import Notebook


class News(NamedTuple):
    """What others have put into the notebook on disk since the last time, and what became of a change.

    `changes` are theirs, in their order. If they cannot be told one by one, `whole` is the notebook as
    it is on disk now, with the change that was to be kept. `written` is that change as it was written:
    made to what was there by then. `joined` are the records on which two notes became one; `notice` is
    a sentence for the reader.
    """

    changes: tuple[Change, ...] = ()
    whole: Notebook | None = None
    written: Change | None = None
    joined: tuple[str, ...] = ()
    notice: str = ""
