"""The measured process of `library.*`: a made library is opened, and saved with one record changed.

`python -m bench.storage_work N RUNS` prints milliseconds as one line of JSON.
"""

import gc
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from atlas_gui.domain.record import Record
from atlas_gui.domain.texts import Text
from atlas_gui.store import open_library
from atlas_gui.store.library_store import LibraryStore
from bench.corpus import made_library
from bench.pinning import pin_to_first_core


def main() -> int:
    """Measure each beside its floor, in turn, after one of each that is not counted."""
    pin_to_first_core()
    size, runs = int(sys.argv[1]), int(sys.argv[2])
    with tempfile.TemporaryDirectory(dir=made_library(size).parent) as name:
        path = Path(name) / "library.json"
        shutil.copyfile(made_library(size), path)
        opened = _in_turn(lambda: _opened(path), lambda: _decoded(path), runs)
        with LibraryStore.open(path) as store:
            record = next(held for held in store.documents("records") if isinstance(held, Record))
            _changed(store, record, 0)
            store.save()
            content = path.read_bytes()
            saved = _in_turn(lambda: _saved(store, record), lambda: _written(path, content), runs)
    found = {"open": opened[0], "decoded": opened[1], "save": saved[0], "written": saved[1]}
    print(json.dumps({**found, "bytes": len(content)}))
    return 0


def _in_turn(
    work: Callable[[], float], floor: Callable[[], float], runs: int
) -> tuple[list[float], list[float]]:
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(runs + 1):
        for kept, what in zip(times, (work, floor), strict=True):
            gc.collect()
            took = what()
            if number:
                kept.append(took * 1_000)
    return times


def _opened(path: Path) -> float:
    begun = time.perf_counter()
    library = open_library(path)
    took = time.perf_counter() - begun
    return took if library.records else 0.0


def _decoded(path: Path) -> float:
    """The same JSON read and decoded once, as plain data, with the collector at rest."""
    gc.disable()
    begun = time.perf_counter()
    held = msgspec.json.decode(path.read_bytes())
    took = time.perf_counter() - begun
    gc.enable()
    return took if held else 0.0


def _saved(store: LibraryStore, record: Record) -> float:
    _changed(store, record, time.perf_counter_ns())
    begun = time.perf_counter()
    store.save()
    return time.perf_counter() - begun


def _changed(store: LibraryStore, record: Record, number: int) -> None:
    summary: Text = f"The summary of change {number}."
    store.put("records", [msgspec.structs.replace(record, summary=summary)])


def _written(path: Path, content: bytes) -> float:
    """The same bytes written to a new file and forced to disk, with no care taken of anything."""
    target = path.with_name("bare")
    target.unlink(missing_ok=True)
    begun = time.perf_counter()
    with target.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
