"""What this copy carries: what is needed to run, with licences and texts; nothing of the tools."""

import json
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement as Judge
from packaging.utils import canonicalize_name
from support.places import ROOT

from atlas_gui import paths
from atlas_gui.cli import run
from atlas_gui.exchange.requirement import holds, normal_name, read_requirement
from atlas_gui.exchange.third_party import (
    PYTHON_PACKAGE,
    SYSTEM_LIBRARY,
    components,
    licence_text,
    python_packages,
    system_components,
)

ALL_LINES = sorted({line for each in distributions() for line in each.requires or ()})


def test_everything_has_a_licence_and_its_text() -> None:
    for each in components():
        assert each.licence, each.name
        assert len(licence_text(each)) > 500, each.name
        assert each.version
        assert each.homepage.startswith("https://"), each.name


def test_it_is_what_running_takes_and_nothing_else() -> None:
    lock = (ROOT / "packaging" / "requirements-run.txt").read_text(encoding="utf-8")
    locked = {line.split("==")[0] for line in lock.splitlines() if "==" in line}
    names = {normal_name(each.name) for each in python_packages()}
    assert names <= locked
    # What building takes is locked with it.
    assert {"pyside6-essentials", "shiboken6", "tinydb", "pylatexenc", "et-xmlfile"} <= names
    assert names.isdisjoint({"pytest", "hatchling", "atlas-gui", "typing-extensions", "pathspec"})


def test_qt_comes_with_the_texts_that_its_packages_lack() -> None:
    (qt,) = [each for each in components() if each.name == "PySide6_Essentials"]
    text = licence_text(qt)
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "GNU GENERAL PUBLIC LICENSE" in text


@pytest.mark.parametrize("line", ALL_LINES)
def test_a_requirement_is_read_as_installers_read_it(line: str) -> None:
    judged = Judge(line)
    holds_here = judged.marker is None or judged.marker.evaluate({"extra": ""})
    read = read_requirement(line)
    assert (read is not None) == holds_here
    if read is not None:
        assert read.name == canonicalize_name(judged.name)
        assert set(read.extras) == {canonicalize_name(extra) for extra in judged.extras}


@pytest.mark.parametrize(
    "marker",
    [
        'python_version < "3.10"',
        'python_version >= "3.9" and python_version < "4"',
        'python_full_version == "3.11.*"',
        'python_version ~= "3.8"',
        'python_version != "3.11.*"',
        'sys_platform == "win32" or sys_platform == "linux"',
        'sys_platform == "win32" or (sys_platform == "linux" and os_name == "nt")',
        '(os_name == "posix")',
        '"lin" in sys_platform',
        '"win" not in sys_platform',
        '"3.9" <= python_version',
        "platform_python_implementation != 'PyPy'",
        'extra == "a" or sys_platform == "x"',
    ],
)
@pytest.mark.parametrize("python", ["3.9", "3.11", "3.14"])
def test_a_marker_is_judged_as_installers_judge_it(marker: str, python: str) -> None:
    here = {**default_environment(), "python_version": python, "python_full_version": f"{python}.2"}
    there = {**{name: str(value) for name, value in here.items()}, "extra": ""}
    assert holds(marker, there) == Marker(marker).evaluate(there)


def test_a_marker_that_cannot_be_read_leaves_nothing_out() -> None:
    for marker in (
        "python_version <",
        "colour == 'red'",
        "(",
        "§",
        "a b c d",
        "python_version < 'x'",
    ):
        assert holds(marker, {"python_version": "3.11"})
    assert read_requirement("???") is None


def test_libraries_are_told_by_a_file_and_texts_stay_beside_it(tmp_path: Path) -> None:
    (tmp_path / "zlib.txt").write_text("The licence of zlib", encoding="utf-8")
    (tmp_path.parent / "secret.txt").write_text("Not this", encoding="utf-8")
    file = tmp_path / "system.json"
    entry = {
        "name": "zlib1g",
        "version": "1.2.13",
        "licence": "Zlib",
        "purl": "pkg:deb/debian/zlib1g@1",
    }
    file.write_text(json.dumps([{**entry, "text_files": ["zlib.txt", "../secret.txt"]}]))
    (found,) = system_components(file)
    assert (found.name, found.kind) == ("zlib1g", SYSTEM_LIBRARY)
    assert licence_text(found) == "zlib.txt\n\nThe licence of zlib"
    assert "Not this" not in licence_text(found)
    assert found in components(file)
    assert system_components(tmp_path / "none.json") == ()


def test_the_command_lists_them_for_people_and_for_programs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["licences"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("tinydb ") and line.endswith(": MIT") for line in lines)
    assert run(["licences", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [f"{each['name']} {each['version']}: {each['licence']}" for each in told] == lines
    assert {each["kind"] for each in told} == {PYTHON_PACKAGE}
    assert run(["licences", "--texts"]) == 0
    assert "GNU LESSER" in capsys.readouterr().out


def test_the_texts_are_carried_whole() -> None:
    for file in (paths.resources() / "licences").iterdir():
        assert file.stat().st_size > 7_000
