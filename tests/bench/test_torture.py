"""A little of `make torture`, and whether it would notice what it is there to notice."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Collection, Hashable
from pathlib import Path

import msgspec
import pytest
from bench.torture.calls import ERRORS, KILL, fail_calls, why_not
from bench.torture.fuzz import fuzz, try_file
from bench.torture.kills import kill_saves
from bench.torture.large import try_large
from bench.torture.library_subject import LibrarySubject
from bench.torture.mutations import KINDS, sound_library
from bench.torture.subject import LostError
from support.places import ROOT

from atlas_gui.store.check import check_library

on_posix = pytest.mark.skipif(os.name != "posix", reason="signals and fork are matters of POSIX")
_RECORDS = 300


def _unheard(_done: int, _of: int) -> None:
    pass


@on_posix
def test_no_kill_loses_anything(tmp_path: Path) -> None:
    # A process of its own: one that has threads, as this may have, must not fork.
    words = ["library", str(_RECORDS), str(tmp_path), "20", "7", "60"]
    ended = subprocess.run(
        [sys.executable, "-m", "bench.torture.kills", *words],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    found = json.loads(ended.stdout)
    assert found["faults"] == []
    assert set(found["outcomes"]) <= {"old", "new"}
    assert found["kills"] >= 20
    assert sum(found["phases"].values()) >= found["rounds"] == sum(found["outcomes"].values())


class InPlace:
    """A text that is written where it stands, as most programs do: what the killer is there for."""

    name = "in place"
    _LENGTH = 400

    def prepare(self, folder: Path) -> None:
        self.save(folder, 0, lambda: None)

    def save(self, folder: Path, number: int, begun: Callable[[], None]) -> None:
        begun()
        with (folder / "text").open("wb", buffering=0) as file:
            for _line in range(self._LENGTH):
                file.write(b"%08d\n" % number)
                os.fsync(file.fileno())

    def state(self, folder: Path) -> Hashable:
        lines = (folder / "text").read_bytes().splitlines()
        if len(lines) != self._LENGTH or len(set(lines)) != 1:
            raise LostError(f"{len(lines)} lines")
        return int(lines[0])

    def possible(self, before: Hashable, tried: tuple[int, ...]) -> Collection[Hashable]:
        return {before, *tried}


@on_posix
def test_what_is_written_in_place_is_found_to_be_lost(tmp_path: Path) -> None:
    subject = InPlace()
    subject.prepare(tmp_path)
    found = kill_saves(subject, tmp_path, 6, 1, _unheard)
    assert found.outcomes["lost"] > 0
    assert any("lines" in fault for fault in found.faults)


class Mixed(LibrarySubject):
    """A library of which one record in the middle keeps its old state: no count would tell."""

    def _tables(self, number: int) -> dict[str, dict[str, msgspec.Raw]]:
        tables = super()._tables(number)
        if self.spoiling and number:
            tables["records"]["5"] = super()._tables(number - 1)["records"]["5"]
        return tables

    spoiling = False


def test_one_record_of_another_state_is_noticed(tmp_path: Path) -> None:
    subject = Mixed(10)
    subject.prepare(tmp_path)
    subject.spoiling = True
    subject.save(tmp_path, 1, lambda: None)
    subject.spoiling = False
    with pytest.raises(LostError, match="records/5"):
        subject.state(tmp_path)


@on_posix
def test_no_failed_call_loses_anything_or_goes_unsaid() -> None:
    if reason := why_not():
        pytest.skip(reason)
    found = fail_calls(LibrarySubject(20), 20, (*ERRORS, KILL), 20, 2, _unheard)
    assert found.faults == []
    assert found.calls > 50
    outcomes = {word for counted in found.outcomes.values() for word in counted}
    assert "neither" not in outcomes and "hung" not in outcomes
    assert {"new", "old, told"} <= outcomes


def test_no_spoiled_file_does_more_than_be_refused() -> None:
    found = fuzz(2 * len(KINDS), 11, 1, 60, _unheard)
    assert [fault for fault in found.faults if " took " not in fault] == []
    assert set(found.files) == set(KINDS)
    assert found.refused["empty"] == found.refused["another format"] == 2
    assert found.refused["as it should be"] == 0


def test_what_should_never_be_raised_comes_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "library.json"
    path.write_bytes(msgspec.json.encode(sound_library(3, 1)))
    assert not try_file(path)

    def fail(*_arguments: object) -> None:
        raise RecursionError

    monkeypatch.setattr("bench.torture.fuzz.whole_index", fail)
    with pytest.raises(RecursionError):
        try_file(path)


def test_the_library_that_is_spoiled_is_sound_and_spoiled_alike_by_the_same_seed(
    tmp_path: Path,
) -> None:
    plain = sound_library(6, 3)
    path = tmp_path / "library.json"
    path.write_bytes(msgspec.json.encode(plain))
    assert check_library(path).faults == ()
    for kind, spoil in KINDS.items():
        one, other = (
            spoil(msgspec.json.decode(path.read_bytes()), random.Random(5)) for _time in range(2)
        )
        assert one == other, kind


def test_what_is_too_large_or_too_deep_is_refused_at_once() -> None:
    found = try_large(_unheard, ("2 GB of nothing", "100,000 deep"))
    assert [(one.refused, one.fault) for one in found] == [(True, ""), (True, "")]
    assert all(one.mebibytes < 300 for one in found)


@pytest.mark.parametrize("words", [["--only", "kill"], ["--subject", "letters"]])
def test_nonsense_is_wrong_usage(words: list[str]) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "bench.torture", *words], cwd=ROOT, capture_output=True, check=False
    )
    assert ended.returncode == 2
