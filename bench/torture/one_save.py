"""One save in a process of its own, between two marks in the list of its system calls.

`python -m bench.torture.one_save SUBJECT RECORDS FOLDER NUMBER` says on standard output what the
reader would be told; it ends with 0 if it saved, 3 if it said why not, 1 if it failed otherwise.
`… FOLDER prepare` only makes state 0.
"""

import contextlib
import os
import sys
import tempfile
from pathlib import Path

from atlas_gui.errors import AtlasError
from bench.torture.subjects import SUBJECTS

BEGIN, END = "/atlas-torture-begins", "/atlas-torture-ends"
REFUSED = 3


def main() -> int:
    """Save once, after everything that a save loads has been loaded by another."""
    name, records, folder, what = sys.argv[1:]
    subject = SUBJECTS[name](int(records))
    if what == "prepare":
        subject.prepare(Path(folder))
        return 0
    with tempfile.TemporaryDirectory() as other:
        subject.prepare(Path(other))
        subject.save(Path(other), 1, _nothing)
    _mark(BEGIN)
    try:
        subject.save(Path(folder), int(what), _nothing)
    except AtlasError as error:
        _mark(END)
        print(error.message)
        return REFUSED
    _mark(END)
    return 0


def _mark(name: str) -> None:
    with contextlib.suppress(OSError):
        os.rmdir(name)  # noqa: PTH106


def _nothing() -> None:
    """Nobody waits for it."""


if __name__ == "__main__":
    sys.exit(main())
