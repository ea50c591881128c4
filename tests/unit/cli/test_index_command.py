"""`atlas-gui index`, as a program: it lowers its own rank and stops collecting, which no test should."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.libraries import plain_library, record, write

from atlas_gui.search.index import SearchIndex
from atlas_gui.search.index_file import unpacked
from atlas_gui.search.keeping import IndexFolder
from atlas_gui.search.making import index_key
from atlas_gui.search.query import parse
from atlas_gui.store import open_library


def run(*words: str, cache: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "atlas_gui", "index", *words],
        env={**os.environ, "XDG_CACHE_HOME": str(cache)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def library(tmp_path: Path) -> Path:
    spoiled = record("spoiled", kind="friendship")
    return write(plain_library(record("loan"), record("visit"), spoiled), tmp_path)


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_the_index_is_kept_for_the_next_start(library: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    done = run(str(library), cache=cache)
    assert (done.returncode, done.stdout.split(), done.stderr) == (0, ["3", "3"], "")
    (kept,) = files_below(cache)
    opened = open_library(library)
    data = IndexFolder(kept.parent).load(opened)
    assert data is not None and data.header.complete
    assert list(SearchIndex(opened, data).search(parse("visit")).ids) == ["visit"]


def test_it_is_written_elsewhere_on_request(library: Path, tmp_path: Path) -> None:
    cache, target = tmp_path / "cache", tmp_path / "made.index"
    done = run(str(library), "--output", str(target), cache=cache)
    assert done.returncode == 0
    data = unpacked(target.read_bytes(), index_key(open_library(library)))
    assert data.header.complete
    assert [one.place for one in data.header.damaged] == ["records/3"]
    assert not cache.exists() or files_below(cache) == []


def test_a_place_that_cannot_be_written_is_a_sentence(library: Path, tmp_path: Path) -> None:
    target = tmp_path / "no such folder" / "index"
    done = run(str(library), "--output", str(target), cache=tmp_path / "cache")
    assert done.returncode == 1
    assert str(target) in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_no_library_is_a_sentence(tmp_path: Path) -> None:
    odd = tmp_path / "odd.json"
    odd.write_text("{")
    done = run(str(odd), cache=tmp_path / "cache")
    assert (done.returncode, done.stdout) == (1, "")
    assert str(odd) in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [[], ["a.json", "b.json"], ["a.json", "--output"]])
def test_wrong_usage_is_status_two(words: list[str], tmp_path: Path) -> None:
    assert run(*words, cache=tmp_path / "cache").returncode == 2
