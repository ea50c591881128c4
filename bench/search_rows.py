"""What a search costs: a key in the real window, the counts beside the list, opening, memory.

Every row is measured over made libraries of several sizes; a key also over the real treaties, where
their register lies beside the project.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from bench.corpus import made_library
from bench.measuring import Row, Settings, quantile, row, run, told
from bench.treaties import REGISTER, treaty_library

_MEBIBYTE = 1 << 20
# Half a minute each: what varies between runs of this length is the machine.
_OPENINGS = 5


def keystroke(settings: Settings) -> list[Row]:
    """From a key until list and counts are right, until painted, and the longest pause meanwhile."""
    rows = []
    libraries = list(_libraries(settings))
    for place, (suffix, records, path) in enumerate(libraries):
        found = _typed(path, settings)
        keys = found["keys"]
        floors = [key["floor"] for key in keys]
        rows += [
            row(
                f"search.keystroke{suffix}{what}",
                [key[measure] for key in keys],
                floors,
                "ms",
                records,
                _by_length(keys, measure),
            )
            for what, measure in (("", "right"), (" painted", "painted"), (" pause", "pause"))
        ]
        settings.progress(place + 1, len(libraries))
    return rows


def facets(settings: Settings) -> list[Row]:
    """All facets, the tree, the years: counts alone, beside the answer that they count."""
    rows = []
    for place, size in enumerate(settings.sizes):
        texts = _bare(size, settings)["texts"]
        counts, answers = ([text[what] for text in texts] for what in ("counts", "answer"))
        rows.append(row("search.facets", counts, answers, "ms", size))
        settings.progress(place + 1, len(settings.sizes))
    return rows


def index(settings: Settings) -> list[Row]:
    """Making the index, beside decoding the library's JSON once."""
    rows = []
    for place, size in enumerate(settings.sizes):
        found = _bare(size, settings)
        floors = [run(_decoding("msgspec", made_library(size)), settings.environment).shown]
        detail = {"bytes": found["size"]}
        rows.append(row("search.index", [found["building"]], floors, "ms", size, detail))
        settings.progress(place + 1, len(settings.sizes))
    return rows


def opening(settings: Settings) -> list[Row]:
    """A whole process until its filled window is painted: with a kept index, and for the first time.

    The floor is a process that decodes the same JSON once with msgspec; one with Python's own json
    stands beside it.
    """
    rows = []
    runs = min(settings.runs, _OPENINGS)
    for place, size in enumerate(settings.sizes):
        path = made_library(size)
        with _own_cache(settings) as (environment, folder):
            _make_index(path, environment)
            # The first run compiles what was never run before; an installed program is compiled.
            run(_atlas(path), environment)
            times: dict[str, list[float]] = {"": [], " first": [], " json": [], "floor": []}
            for _number in range(runs):
                times["floor"].append(run(_decoding("msgspec", path), environment).shown)
                times[" json"].append(run(_decoding("json", path), environment).shown)
                times[""].append(run(_atlas(path), environment).shown)
            for _number in range(runs):
                shutil.rmtree(folder, ignore_errors=True)
                times[" first"].append(run(_atlas(path), environment).shown)
        floors = times.pop("floor")
        rows += [
            row(f"search.open{what}", values, floors, "ms", size) for what, values in times.items()
        ]
        settings.progress(place + 1, len(settings.sizes))
    return rows


def memory_of_search(settings: Settings) -> list[Row]:
    """The most memory held by an opened library while queries are typed; the floor is its file."""
    rows = []
    for place, size in enumerate(settings.sizes):
        path = made_library(size)
        floors = [path.stat().st_size / _MEBIBYTE]
        with _own_cache(settings) as (environment, _folder):
            first = told(_typing(path, "--few"), environment)["mebibytes"]
            kept = told(_typing(path, "--few"), environment)["mebibytes"]
        rows.append(row("search.memory", [kept], floors, "MiB", size))
        rows.append(row("search.memory first", [first], floors, "MiB", size))
        settings.progress(place + 1, len(settings.sizes))
    return rows


def _libraries(settings: Settings) -> Iterator[tuple[str, int, Path]]:
    for size in settings.sizes:
        yield "", size, made_library(size)
    if REGISTER.exists():
        path = Path(tempfile.gettempdir()) / "atlas-bench-treaties.json"
        yield ".treaties", 3_210, treaty_library(path)


def _typed(path: Path, settings: Settings) -> dict[str, Any]:
    with _own_cache(settings) as (environment, _folder):
        _make_index(path, environment)
        texts = [] if settings.texts is None else ["--texts", str(settings.texts)]
        return told(_typing(path, *texts), environment)


@cache
def _bare_of(size: int, environment: frozenset[tuple[str, str]]) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.bare_engine", str(made_library(size))]
    return told(command, dict(environment))


def _bare(size: int, settings: Settings) -> dict[str, Any]:
    """What the engine needs without a window; measured once, for two rows."""
    return _bare_of(size, frozenset(settings.environment.items()))


@contextmanager
def _own_cache(settings: Settings) -> Iterator[tuple[dict[str, str], Path]]:
    """An environment whose programs keep their indexes in a folder that is empty at first."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "cache"
        yield {**settings.environment, "XDG_CACHE_HOME": str(folder)}, folder


def _make_index(path: Path, environment: Mapping[str, str]) -> None:
    """Have the index of a library kept, as the window does by itself beside its reader."""
    command = [sys.executable, "-m", "atlas_gui", "index", str(path)]
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)


def _atlas(path: Path) -> list[str]:
    return [sys.executable, "-m", "bench.pinned_atlas", "--library", str(path), "--quit-when-shown"]


def _typing(path: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "bench.typing_window", str(path), *options]


def _decoding(way: str, path: Path) -> list[str]:
    return [sys.executable, "-m", "bench.decoding", way, str(path)]


def _by_length(keys: list[Mapping[str, Any]], measure: str) -> dict[str, Any]:
    """The same by how many signs stood in the field, and the slowest texts."""
    lengths: dict[int, list[float]] = {}
    for key in keys:
        lengths.setdefault(len(key["text"]), []).append(key[measure])
    busy = [float(key["processor"]) for key in keys]
    slowest = sorted(keys, key=lambda key: -float(key[measure]))[:8]
    return {
        "processor": {"median": quantile(busy, 0.5), "p95": quantile(busy, 0.95)},
        "by_length": {
            str(length): {
                "n": len(values),
                "median": round(quantile(values, 0.5), 2),
                "p95": round(quantile(values, 0.95), 2),
                "most": round(max(values), 2),
            }
            for length, values in sorted(lengths.items())
        },
        "slowest": [
            [key["text"], round(key[measure], 2), round(key["floor"], 2)] for key in slowest
        ],
    }
