"""A reader's folder with a notebook in it, written and read as the program does."""

from pathlib import Path

from atlas_gui.domain.notebook import Change, Entry, EntryEdit, Notebook
from atlas_gui.store.notebook import NotebookFile, open_notebook
from support.kept import LATER, MOMENT, entry

BASE, JOURNAL = "notebook.json", "notebook.journal"


def opened(folder: Path) -> tuple[Notebook, NotebookFile]:
    """A notebook and its keeper."""
    found = open_notebook(folder)
    assert found.keeper is not None
    return found.notebook, found.keeper


def star(record: str, number: int = 0) -> Change:
    """A change that gives a record a star."""
    return Change(
        f"star-{record}-{number}", MOMENT, (EntryEdit(record, None, entry(record, starred=True)),)
    )


def noted(record: str, text: str, before: Entry | None = None) -> Change:
    """A change that writes a note."""
    return Change(
        f"note-{record}-{text}", LATER, (EntryEdit(record, before, entry(record, note=text)),)
    )


def filled(folder: Path) -> None:
    """A base with a and b, its backup with a alone, and a journal with c and d."""
    _notebook, keeper = opened(folder)
    for record in "ab":
        keeper.append(star(record))
        keeper.settle()
    for record in "cd":
        keeper.append(star(record))


def records(folder: Path) -> str:
    """The records about which something is kept, in order."""
    return "".join(sorted(open_notebook(folder).notebook.entries))


def files(folder: Path) -> list[str]:
    """What stands in a folder and is not hidden."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
