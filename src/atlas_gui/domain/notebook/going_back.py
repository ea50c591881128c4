"""From a notebook as it is to one as it was: the edits that lead there, and what they change."""

from atlas_gui.domain.notebook.changes import Edit, EntryEdit, SearchEdit
from atlas_gui.domain.notebook.notebook import Notebook


def edits_to(now: Notebook, then: Notebook) -> tuple[Edit, ...]:
    """The edits after which `now` keeps what `then` keeps, and nothing else."""
    edits: list[Edit] = []
    for record in dict.fromkeys((*now.entries, *then.entries)):
        before, after = now.entry(record), then.entry(record)
        if before != after:
            edits.append(EntryEdit(record, before, after))
    mine = {search.id: search for search in now.searches}
    theirs = {search.id: search for search in then.searches}
    edits += [
        SearchEdit(key, mine.get(key), theirs.get(key))
        for key in dict.fromkeys((*mine, *theirs))
        if mine.get(key) != theirs.get(key)
    ]
    return tuple(edits)
