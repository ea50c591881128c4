"""The measured process of `notebook.*`: a notebook of so many notes, in which single notes are written.

`python -m bench.notebook_work NOTES RUNS RECORDS` prints milliseconds as one line of JSON; a made library
of so many records is open meanwhile, none if it is 0.
"""

import gc
import json
import os
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from atlas_gui.domain.notebook import Entry, Notebook
from atlas_gui.exchange.notebook import encode_json
from atlas_gui.state.notebook import NotebookState
from atlas_gui.state.tasks import ImmediateTaskRunner
from atlas_gui.store import open_library
from atlas_gui.store.notebook import NotebookFile, open_notebook
from bench.corpus import made_library
from bench.pinning import pin_to_first_core

_AT = "2026-01-01T00:00:00Z"
_SMALLEST = 1_000
# Between the changes of so many notes, the journal is folded in.
_FOLDED = 3


def main() -> int:
    """Measure changes and their floor by turns, then opening, folding in and their floors."""
    pin_to_first_core()
    notes, runs, size = (int(word) for word in sys.argv[1:])
    with tempfile.TemporaryDirectory(dir=made_library(_SMALLEST).parent) as name:
        folder = Path(name)
        library = open_library(made_library(size)) if size else None
        (folder / "notebook.json").write_bytes(encode_json(Notebook(_entries(notes))))
        found: dict[str, list[float] | int] = {"open": [], "decoded": [], "fold": [], "written": []}
        found["change"], found["appended"] = _changes(folder, notes, runs)
        for _time in range(_FOLDED):
            for name_of, took in _whole(folder).items():
                times = found[name_of]
                if isinstance(times, list):
                    times.append(took * 1_000)
        found["bytes"] = (folder / "notebook.json").stat().st_size
        found["records"] = len(library.records) if library else 0
    print(json.dumps(found))
    return 0


def _entries(notes: int) -> list[Entry]:
    return [
        Entry(
            f"record-{number}",
            _AT,
            f"The title of record number {number}",
            starred=number % 3 == 0,
            tags=("ores", "to ask") if number % 2 else (),
            note=f"What somebody wrote about record number {number}. " * 5,
        )
        for number in range(notes)
    ]


def _changes(folder: Path, notes: int, runs: int) -> tuple[list[float], list[float]]:
    """Milliseconds of one note that is written, on disk when it ends, and of a bare append as long."""
    opened = open_notebook(folder)
    state = NotebookState(opened.notebook, opened.keeper, ImmediateTaskRunner())
    journal, bare = folder / "notebook.journal", folder / "bare"
    changes: list[float] = []
    floors: list[float] = []
    gc.collect()
    for number in range(runs):
        before = journal.stat().st_size if journal.exists() else 0
        record = f"record-{number * 7919 % notes}"
        begun = time.perf_counter()
        state.set_note(record, "A title", f"Another note, number {number}. " * 8)
        changes.append((time.perf_counter() - begun) * 1_000)
        if state.unsaved:
            raise RuntimeError(state.reason)
        floors.append(_appended(bare, journal.stat().st_size - before) * 1_000)
    return changes, floors


def _appended(path: Path, length: int) -> float:
    content = os.urandom(max(length, 1))
    begun = time.perf_counter()
    with path.open("ab", buffering=0) as file:
        file.write(content)
        os.fsync(file.fileno())
    return time.perf_counter() - begun


def _whole(folder: Path) -> dict[str, float]:
    """Seconds to open, to decode the same JSON, to fold in, and to write the same bytes."""
    begun = time.perf_counter()
    keeper = open_notebook(folder).keeper
    opened = time.perf_counter()
    msgspec.json.decode((folder / "notebook.json").read_bytes())
    decoded = time.perf_counter()
    if not isinstance(keeper, NotebookFile):
        raise TypeError(keeper)
    keeper.fold()
    folded = time.perf_counter()
    written = _appended(folder / "whole", (folder / "notebook.json").stat().st_size)
    (folder / "whole").unlink()
    opening, decoding, folding = opened - begun, decoded - opened, folded - decoded
    return {"open": opening, "decoded": decoding, "fold": folding, "written": written}


if __name__ == "__main__":
    sys.exit(main())
