"""The index on the disk, ill-treated between two runs of the program and while its window is open."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.places import SHIPPED_LIBRARY

from atlas_gui.app import begin_reading
from atlas_gui.search.keeping import IndexFolder
from atlas_gui.search.query import parse
from atlas_gui.store import open_library

_QUERIES = ("nickel", "Xudabo", "pair:CHN-CUB kind:loan", "Куба OR 华为", "no:date")


def run(cache: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "atlas_gui", *words],
        env={**os.environ, "XDG_CACHE_HOME": str(cache)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def answers(cache: Path) -> list[str]:
    return [run(cache, "search", typed, "--json", "--facets") for typed in _QUERIES]


def kept_in(cache: Path) -> Path:
    (kept,) = [path for path in cache.rglob("*") if path.is_file()]
    return kept


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) * 2 // 3] ^= 0x04
    path.write_bytes(content)


SPOILS: dict[str, Callable[[Path], object]] = {
    "deleted": Path.unlink,
    "truncated": lambda path: os.truncate(path, path.stat().st_size // 2),
    "bit-flipped": flip,
}


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What is answered without any index from before."""
    return answers(tmp_path_factory.mktemp("fresh"))


@pytest.mark.parametrize("spoil", SPOILS.values(), ids=SPOILS.keys())
def test_the_next_run_answers_the_same_and_mends_the_index(
    spoil: Callable[[Path], object], right: list[str], tmp_path: Path
) -> None:
    run(tmp_path, "index", str(SHIPPED_LIBRARY))
    kept = kept_in(tmp_path)
    sound = kept.read_bytes()
    spoil(kept)
    assert answers(tmp_path) == right
    assert kept_in(tmp_path) == kept
    assert kept.read_bytes() == sound
    assert answers(tmp_path) == right


@pytest.mark.parametrize("spoil", SPOILS.values(), ids=SPOILS.keys())
def test_what_is_open_goes_on_answering_the_same(
    spoil: Callable[[Path], object], tmp_path: Path
) -> None:
    folder = IndexFolder(tmp_path)
    begin_reading(open_library(SHIPPED_LIBRARY), folder)
    reading = begin_reading(open_library(SHIPPED_LIBRARY), folder)
    whole = begin_reading(open_library(SHIPPED_LIBRARY), IndexFolder(tmp_path / "other"))
    assert reading.index.complete
    spoil(folder.path_for(reading.library))
    for typed in _QUERIES:
        found, wanted = (one.index.search(parse(typed)) for one in (reading, whole))
        assert list(found.ids) == list(wanted.ids)
        assert found.total > 0
