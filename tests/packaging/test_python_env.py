"""The virtual environment and its locks."""

import json
import re
import sys
import tomllib
from pathlib import Path

import pytest
import python_env
import setup_env
from support.places import ROOT

_PINNED = re.compile(r"^([a-z0-9-]+)==([^ ]+)( ; [^\\]+)? \\$")
_HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def pinned(profile: str) -> dict[str, str]:
    lines = python_env.LOCKS[profile].read_text(encoding="utf-8").splitlines()
    found = (_PINNED.match(line) for line in lines)
    return {match[1]: match[2] for match in found if match}


@pytest.mark.parametrize("profile", ["run", "develop"])
def test_a_lock_holds_names_versions_and_hashes_alone(profile: str) -> None:
    for line in python_env.LOCKS[profile].read_text(encoding="utf-8").splitlines():
        bare = line.startswith(("#", "    #"))
        assert bare or _PINNED.match(line) or _HASH.match(line), line
        assert not re.search(r"://|index|find-links|^#.* /", line), line


def test_what_runs_is_what_was_developed_with() -> None:
    assert pinned("run").items() <= pinned("develop").items()


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]

    def names(wanted: list[str]) -> set[str]:
        return {re.split(r"[<>=!~ ;\[]", line)[0].lower() for line in wanted}

    run = names(project["project"]["dependencies"]) | names(groups["build"])
    assert run <= pinned("run").keys()
    assert run | names(groups["test"]) | names(groups["check"]) <= pinned("develop").keys()


def test_the_locked_qt_is_one_that_keeps_count_of_none() -> None:
    version = tuple(map(int, pinned("run")["pyside6-essentials"].split(".")))
    assert (6, 8) <= version < (6, 12)


@pytest.fixture
def stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(python_env, "STAMP", tmp_path / "stamp.json")
    return tmp_path / "stamp.json"


def test_a_current_environment_is_left_alone(stamp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(python_env, "_run", lambda *words: pytest.fail(f"ran {words}"))
    stamp.write_text(json.dumps({"profile": "develop", "digests": python_env._digests()}))
    python_env.ensure("develop")
    python_env.ensure("run")
    assert python_env._stamped("run", python_env._digests())


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"profile": "develop"}', '{"profile": "develop", "digests": {}}']
)
def test_any_other_stamp_is_not_believed(content: str, stamp: Path) -> None:
    stamp.write_text(content)
    assert not python_env._stamped("run", python_env._digests())


def test_an_environment_for_running_is_not_one_for_development(stamp: Path) -> None:
    stamp.write_text(json.dumps({"profile": "run", "digests": python_env._digests()}))
    assert python_env._stamped("run", python_env._digests())
    assert not python_env._stamped("develop", python_env._digests())


@pytest.mark.parametrize("version", [(3, 10, 4), (3, 15, 0)])
def test_an_unsupported_python_is_a_sentence(
    version: tuple[int, int, int],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    assert setup_env.main(["run"]) == 1
    assert "3.11 to 3.14" in capsys.readouterr().err


def test_the_supported_pythons_are_those_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (lowest, highest) = python_env.SUPPORTED
    assert project["requires-python"] == f">={lowest[0]}.{lowest[1]},<3.{highest[1] + 1}"


def test_a_program_that_fails_is_told_with_its_last_lines() -> None:
    with pytest.raises(python_env.SetupError, match=r"(?s)a name.*exit 4.*the reason"):
        python_env._run(
            [sys.executable, "-c", "print('the reason'); raise SystemExit(4)"], "a name"
        )
