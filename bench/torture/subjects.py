"""What can be tortured, by name."""

from collections.abc import Callable
from functools import partial

from bench.torture.library_subject import LibrarySubject
from bench.torture.notebook_subject import NotebookSubject
from bench.torture.subject import Subject

SUBJECTS: dict[str, Callable[[int], Subject]] = {
    "library": LibrarySubject,
    "notebook": partial(NotebookSubject, folds=True),
    "notebook-journal": partial(NotebookSubject, folds=False),
}
