"""Spoiled files of other programs, read: rows and findings, or one sentence; nothing else.

`python -m bench.torture.foreign_fuzz COUNT SEED SECONDS` prints what came of it as one line of JSON.
"""

import json
import math
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.importing.reading import format_of, open_table
from atlas_gui.exchange.importing.rows import FORMATS, Cell, FileWishes, as_text
from bench.torture.foreign_files import KINDS, sound_file
from bench.watching import peak_kibibytes

_SILENCE_SECONDS = 60
_MOST_BYTES = 4 << 30
# What a worker may hold at most, over all files, in MiB.
MOST_MEBIBYTES = 1_500
# A file is read three times, and some consist of millions of lines of one sign.
_SLOW_SECONDS = 40
_CELLS_CHECKED = 20_000


class Fuzzed(NamedTuple):
    """By kind: files, those refused, those with findings, the slowest (s); MiB; faults."""

    files: Counter[str]
    refused: Counter[str]
    told: Counter[str]
    slowest: dict[str, float]
    mebibytes: float
    faults: list[str]


def nothing_found() -> Fuzzed:
    """What came of no files."""
    return Fuzzed(Counter(), Counter(), Counter(), {}, 0.0, [])


def fuzz_foreign_files(count: int, seed: int, workers: int, seconds: float) -> Fuzzed:
    """Try `count` files, all kinds alike, in processes of their own, for up to `seconds` seconds."""
    share = [count // workers + (place < count % workers) for place in range(workers)]
    command = [sys.executable, "-m", "bench.torture.foreign_fuzz"]
    begun = [
        subprocess.Popen(
            [*command, str(n), str(seed + place), str(seconds)], stdout=subprocess.PIPE, text=True
        )
        for place, n in enumerate(share)
    ]
    total = nothing_found()
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
        total.told.update(found["told"])
        total.faults.extend(found["faults"])
        most = max(most, found["mebibytes"])
        for kind, took in found["slowest"].items():
            total.slowest[kind] = max(took, total.slowest.get(kind, 0.0))
    if most > MOST_MEBIBYTES:
        total.faults.append(f"a worker held {most:.0f} MiB")
    return total._replace(mebibytes=most)


def try_foreign_file(path: Path, chance: random.Random) -> tuple[bool, bool]:
    """Read it as Atlas does; whether it was refused, and whether anything was found.

    Then once more as it was read, and once by other wishes. Raises what must never be raised.
    """
    with suppress(AtlasError):
        format_of(path)
    refused, told, used, count = _read(path, FileWishes())
    if used is not None:
        again = _read(path, used)
        if again[3] != count or again[2] != used:
            raise AssertionError(f"read otherwise the second time: {used}")
    _read(path, _other_wishes(chance))
    return refused, told


def _other_wishes(chance: random.Random) -> FileWishes:
    return FileWishes(
        format=chance.choice((None, *FORMATS)),
        encoding=chance.choice((None, "utf-8", "cp1252", "utf-16", "gb18030", "base64")),
        delimiter=chance.choice((None, ",", ";", "x", "")),
        sheet=chance.choice((None, None, "more", "none")),
        skipped_rows=chance.choice((None, 0, 1, 10**6)),
        header_rows=chance.choice((None, 0, 1, 2, 9)),
        items=chance.choice((None, None, "", "data.items", "x")),
    )


def _read(path: Path, wishes: FileWishes) -> tuple[bool, bool, FileWishes | None, int]:
    count = 0
    used = None
    told = False
    try:
        with open_table(path, wishes) as table:
            columns = list(table.columns)
            if len(set(columns)) < len(columns) or not all(name.strip() for name in columns):
                raise AssertionError(f"columns: {columns[:20]}")
            for row in table.rows():
                count += 1
                if len(row.cells) != len(columns) or all(cell is None for cell in row.cells):
                    raise AssertionError(f"row {row.number} has {len(row.cells)} cells")
                if count * len(columns) < _CELLS_CHECKED:
                    for cell in row.cells:
                        check_cell(cell)
                        as_text(cell).encode()
            for finding in table.findings:
                told = True
                shown = f"{finding.reason}{finding.value}{finding.column}"
                if not finding.reason or len(finding.value) > 200 or "\n" in shown:
                    raise AssertionError(f"finding: {finding!r:.300}")
                shown.encode()
            used = table.used
    except AtlasError as error:
        if not error.message.strip() or "\n" in error.message:
            raise AssertionError(f"no sentence: {error.message!r}") from error
        return True, told, None, count
    return False, told, used, count


def check_cell(cell: Cell) -> None:
    """Raise AssertionError for what no cell may be."""
    if isinstance(cell, str):
        if not cell or cell != cell.strip():
            raise AssertionError(f"a text with blanks: {cell!r:.80}")
    elif isinstance(cell, float | Decimal):
        if not math.isfinite(cell):
            raise AssertionError(f"no number: {cell!r}")
    elif isinstance(cell, Mapping):
        for inner in cell.values():
            check_cell(inner)
    elif isinstance(cell, Sequence):
        for inner in cell:
            check_cell(inner)


def main() -> int:
    """Try files one after another."""
    count, seed, seconds = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))
    found = nothing_found()
    until = time.monotonic() + seconds
    with tempfile.TemporaryDirectory(prefix="atlas-fuzz-") as name:
        for number in range(count):
            if time.monotonic() > until:
                break
            try_numbered(Path(name), seed, number, found)
    peak = peak_kibibytes(os.getpid()) / 1024
    print(json.dumps(found._replace(mebibytes=peak)._asdict()))
    return 0


def try_numbered(folder: Path, seed: int, number: int, found: Fuzzed) -> None:
    """Make the file of this number, read it, and add what came of it to `found`."""
    kind = list(KINDS)[number % len(KINDS)]
    chance = random.Random(f"{seed} {number}")  # noqa: S311
    file = KINDS[kind](sound_file(chance), chance)
    path = folder / file.name
    path.write_bytes(file.content)
    stamp = path.stat().st_mtime_ns
    begun = time.process_time()
    found.files[kind] += 1
    place = f"{kind}, seed {seed}, number {number} ({file.name})"
    try:
        refused, told = try_foreign_file(path, chance)
        found.refused[kind] += refused
        found.told[kind] += told
    except BaseException as error:  # noqa: BLE001  # nothing else may ever come out
        found.faults.append(f"{place}: {error!r:.300}")
    took = time.process_time() - begun
    found.slowest[kind] = max(took, found.slowest.get(kind, 0.0))
    if took > _SLOW_SECONDS:
        found.faults.append(f"{place}: took {took:.1f} s")
    beside = [other.name for other in folder.iterdir() if other != path]
    if beside or path.read_bytes() != file.content or path.stat().st_mtime_ns != stamp:
        found.faults.append(f"{place}: files were touched: {beside}")
    path.unlink()


if __name__ == "__main__":
    sys.exit(main())
