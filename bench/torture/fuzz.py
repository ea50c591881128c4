"""Spoiled libraries opened, checked, indexed and searched: a sentence or a library, nothing else.

Each worker is a process of its own, so that one that hangs or grows can be ended from outside.
"""

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from array import array
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from atlas_gui.errors import AtlasError
from atlas_gui.search.index import SearchIndex
from atlas_gui.search.index_file import unpacked
from atlas_gui.search.making import index_key, whole_index
from atlas_gui.search.query import read_query
from atlas_gui.store import open_library
from atlas_gui.store.check import check_library
from bench.torture.mutations import KINDS, sound_library
from bench.watching import peak_kibibytes

_QUERIES = ("", "trade", 'kind:loan "signed" -x', "年", "date:1990/2005")
_RECORDS = 6
# A worker that says nothing for so long hangs.
_SILENCE_SECONDS = 60
_MOST_BYTES = 4 << 30


class Fuzzed(NamedTuple):
    """What came of the files, by kind: opened, refused; the slowest (s); most memory (MiB)."""

    files: Counter[str]
    refused: Counter[str]
    slowest: dict[str, float]
    mebibytes: float
    faults: list[str]


def fuzz(
    count: int, seed: int, workers: int, seconds: float, progress: Callable[[int, int], None]
) -> Fuzzed:
    """Try `count` spoiled files, all kinds alike, in `workers` processes, for up to `seconds` seconds."""
    total = Fuzzed(Counter(), Counter(), {}, 0.0, [])
    share = [count // workers + (place < count % workers) for place in range(workers)]
    begun = [
        subprocess.Popen(
            [sys.executable, "-m", "bench.torture.fuzz", str(n), str(seed + place), str(seconds)],
            stdout=subprocess.PIPE,
            text=True,
        )
        for place, n in enumerate(share)
    ]
    most = 0.0
    for place, worker in enumerate(begun):
        try:
            said, _nothing = worker.communicate(timeout=seconds + _SILENCE_SECONDS)
            found: dict[str, Any] = json.loads(said)
        except (subprocess.TimeoutExpired, json.JSONDecodeError) as error:
            worker.kill()
            worker.wait()
            total.faults.append(f"worker {place} of seed {seed + place} was lost: {error!r}")
            continue
        total.files.update(found["files"])
        total.refused.update(found["refused"])
        for kind, took in found["slowest"].items():
            total.slowest[kind] = max(took, total.slowest.get(kind, 0.0))
        total.faults.extend(found["faults"])
        most = max(most, found["mebibytes"])
        progress(sum(total.files.values()), count)
    return total._replace(mebibytes=most)


def try_file(path: Path) -> bool:
    """Do with a library what Atlas does; whether it was refused. Raises what should never be raised."""
    refused = False
    with suppress(AtlasError):
        check_library(path)
    try:
        library = open_library(path)
        for record_id in library.records:
            library.records.get(record_id)
        index = SearchIndex(library, unpacked(whole_index(library, _untold), index_key(library)))
        for text in _QUERIES:
            result = index.search(read_query(text).query)
            array("I", [index.row_of(name) or 0 for name in result.ids])
    except AtlasError as error:
        refused = True
        if not error.message.strip() or "\n" in error.message:
            raise AssertionError(f"no sentence: {error.message!r}") from error
    return refused


def main() -> int:
    """Try files one after another, and print what came of them as one line of JSON."""
    count, seed, seconds = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))
    base = msgspec.json.encode(sound_library(_RECORDS, seed))
    found = Fuzzed(Counter(), Counter(), {}, 0.0, [])
    until = time.monotonic() + seconds
    with tempfile.TemporaryDirectory(prefix="atlas-fuzz-") as name:
        _warm(Path(name), base)
        for number in range(count):
            if time.monotonic() > until:
                break
            _try(Path(name), base, seed, number, found)
    peak = peak_kibibytes(os.getpid()) / 1024
    print(json.dumps(found._replace(mebibytes=peak)._asdict()))
    return 0


def _try(folder: Path, base: bytes, seed: int, number: int, found: Fuzzed) -> None:
    kind = list(KINDS)[number % len(KINDS)]
    chance = random.Random(f"{seed} {number}")  # noqa: S311
    content = KINDS[kind](msgspec.json.decode(base), chance)
    path = folder / "library.json"
    path.write_bytes(content)
    stamp = path.stat().st_mtime_ns
    # Of this process alone: the machine may be busy with another.
    begun = time.process_time()
    found.files[kind] += 1
    try:
        found.refused[kind] += try_file(path)
    except BaseException as error:  # noqa: BLE001  # nothing else may ever come out
        found.faults.append(f"{kind}, seed {seed}, number {number}: {error!r:.300}")
    took = time.process_time() - begun
    found.slowest[kind] = max(took, found.slowest.get(kind, 0.0))
    if took > 1:
        found.faults.append(f"{kind}, seed {seed}, number {number}: took {took:.1f} s")
    beside = [other.name for other in folder.iterdir() if other != path]
    if beside or path.read_bytes() != content or path.stat().st_mtime_ns != stamp:
        found.faults.append(f"{kind}, seed {seed}, number {number}: files were touched: {beside}")


def _warm(folder: Path, base: bytes) -> None:
    """Load everything that is loaded once."""
    path = folder / "library.json"
    path.write_bytes(base)
    try_file(path)


def _untold(_done: int, _total: int, /) -> None:
    """Nobody watches."""


if __name__ == "__main__":
    sys.exit(main())
