"""Inputs that are large or cheap to make and dear to read, each opened in a process of its own.

`python -m bench.torture.large NAME FOLDER` opens one and prints seconds and MiB as JSON.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple

from atlas_gui.errors import AtlasError
from atlas_gui.store import open_library
from bench.watching import peak_kibibytes

_DEPTH = 100_000
_MILLION = 1_000_000
_HEAD = (
    b'{"meta":{"1":{"schema_version":1,"title":{"en":"x"},"edition":"1","licence":"MIT",'
    b'"citation":"x"}},"countries":{},"organisations":{},"people":{},"sources":{},"records":'
)
_LONGEST_SECONDS = 120


class Large(NamedTuple):
    """What came of one: whether it was refused, seconds, most memory held (MiB), what was wrong."""

    name: str
    megabytes: float
    refused: bool
    seconds: float
    mebibytes: float
    fault: str


def _sparse(file: BinaryIO) -> None:
    file.truncate(2 << 30)


def _deep(file: BinaryIO) -> None:
    file.write(_HEAD + b'{"1":{"id":"x","title":' + b"[" * _DEPTH + b"]" * _DEPTH + b"}}}")


def _million_empty(file: BinaryIO) -> None:
    file.write(_HEAD + b"{")
    for start in range(1, _MILLION, 10_000):
        keys = (b'"%d":{}' % key for key in range(start, start + 10_000))
        file.write((b"," if start > 1 else b"") + b",".join(keys))
    file.write(b"}}")


def _million_tables(file: BinaryIO) -> None:
    file.write(b"{" + b",".join(b'"t%d":{}' % number for number in range(_MILLION)) + b"}")


def _one_long_text(file: BinaryIO) -> None:
    file.write(_HEAD + b'{"1":{"id":"x","title":{"en":"' + b"long " * (10 * _MILLION) + b'"}}}}')


def _brackets(file: BinaryIO) -> None:
    file.write(b"[" * (50 * _MILLION))


def _spaces(file: BinaryIO) -> None:
    file.write(b" " * (100 * _MILLION))


LARGE: Mapping[str, Callable[[BinaryIO], None]] = {
    "2 GB of nothing": _sparse,
    "100,000 deep": _deep,
    "a million empty records": _million_empty,
    "a million tables": _million_tables,
    "a text of 50 MB": _one_long_text,
    "50 million brackets": _brackets,
    "100 MB of spaces": _spaces,
}


def try_large(progress: Callable[[int, int], None], names: tuple[str, ...]) -> list[Large]:
    """Open each of the named large files."""
    return [_tried(name, progress, place, len(names)) for place, name in enumerate(names, start=1)]


def _tried(name: str, progress: Callable[[int, int], None], place: int, count: int) -> Large:
    with tempfile.TemporaryDirectory(prefix="atlas-large-") as folder:
        path = Path(folder) / "library.json"
        with path.open("wb") as file:
            LARGE[name](file)
        megabytes = path.stat().st_size / 1e6
        try:
            ended = subprocess.run(
                [sys.executable, "-m", "bench.torture.large", str(path)],
                capture_output=True,
                text=True,
                timeout=_LONGEST_SECONDS,
                check=True,
            )
            found = json.loads(ended.stdout)
        except (subprocess.SubprocessError, json.JSONDecodeError) as error:
            found = {"refused": False, "seconds": 0.0, "mebibytes": 0.0, "fault": repr(error)}
        progress(place, count)
        return Large(name, megabytes, **found)


def main() -> int:
    """Open one file and say what it took."""
    begun = time.perf_counter()
    refused, fault = False, ""
    try:
        open_library(Path(sys.argv[1]))
    except AtlasError as error:
        refused = True
        fault = "" if error.message.strip() else "no sentence"
    took = time.perf_counter() - begun
    peak = peak_kibibytes(os.getpid()) / 1024
    print(json.dumps({"refused": refused, "seconds": took, "mebibytes": peak, "fault": fault}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
