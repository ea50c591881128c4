"""A little of the torture of foreign files; `make torture` does the rest."""

import random
from pathlib import Path

import pytest
from bench.torture import foreign_fuzz
from bench.torture.foreign_files import KINDS, Foreign, sound_file

# These are large, or take long; `make torture` tries them as well.
HEAVY = {"bombs", "long cells", "many columns"}
SEEDS = range(4)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in HEAVY])
def test_spoiled_files_become_rows_or_a_sentence(kind: str, tmp_path: Path) -> None:
    for seed in SEEDS:
        chance = random.Random(f"{kind} {seed}")
        file = KINDS[kind](sound_file(chance), chance)
        path = tmp_path / file.name
        path.write_bytes(file.content)
        refused, _told = foreign_fuzz.try_foreign_file(path, chance)
        assert not (refused and kind == "as it should be")
        assert path.read_bytes() == file.content
        path.unlink()
    assert list(tmp_path.iterdir()) == []


def test_what_must_not_be_raised_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_path: Path, _chance: random.Random) -> tuple[bool, bool]:
        raise KeyError("x")

    monkeypatch.setattr(
        foreign_fuzz, "KINDS", {"one": lambda _file, _chance: Foreign("a.csv", b"a")}
    )
    monkeypatch.setattr(foreign_fuzz, "try_foreign_file", broken)
    found = foreign_fuzz.nothing_found()
    foreign_fuzz.try_numbered(tmp_path, 1, 0, found)
    assert found.faults == ["one, seed 1, number 0 (a.csv): KeyError('x')"]


def test_rows_that_break_the_contract_are_noticed() -> None:
    for cell in ("", " x", float("nan"), [{"a": " "}]):
        with pytest.raises(AssertionError):
            foreign_fuzz.check_cell(cell)
    for cell in ("x", 1.5, None, [{"a": "b"}]):
        foreign_fuzz.check_cell(cell)


@pytest.mark.slow
def test_many_spoiled_files() -> None:
    found = foreign_fuzz.fuzz_foreign_files(len(KINDS) * 8, 7, 2, 200)
    assert found.faults == []
    assert set(found.files) == set(KINDS)
    assert found.mebibytes < foreign_fuzz.MOST_MEBIBYTES
