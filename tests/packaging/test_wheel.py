"""The wheel and the source archive are whole: installed elsewhere, Atlas starts from any folder."""

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
import python_env
from support.places import ROOT

pytestmark = pytest.mark.slow
_DATA = {path.relative_to(ROOT).as_posix() for path in (ROOT / "resources").rglob("*.*")}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


def test_the_wheel_carries_library_and_resources(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
        assert archive.read("atlas_gui/_data/db.json") == (ROOT / "db.json").read_bytes()
    assert _DATA
    assert {f"atlas_gui/_{name}" for name in _DATA} <= held
    assert "atlas_gui/py.typed" in held
    assert any(name.endswith("licenses/LICENSE") for name in held)


def test_the_source_archive_carries_what_a_build_needs(built: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as source:
        held = {name.partition("/")[2] for name in source.getnames()}
    assert _DATA | {"db.json", "pyproject.toml", "packaging/wheel_data.py", "LICENSE"} <= held
    assert {"Makefile", "README.md", "tests/conftest.py", "bench/__main__.py"} <= held


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    (wheel,) = built.glob("*.whl")
    python = folder / "venv" / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    pip += ["--disable-pip-version-check", "--no-deps"]
    lock = str(python_env.LOCKS["run"])
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "venv"], check=True)
    fetched = subprocess.run(
        [*pip, "--require-hashes", "--requirement", lock], capture_output=True, check=False
    )
    if fetched.returncode:
        pytest.skip(f"the locked packages cannot be fetched: {fetched.stderr.decode()[-200:]}")
    subprocess.run([*pip, str(wheel)], check=True)
    return python.parent


def test_installed_elsewhere_it_answers_from_any_folder(installed: Path, tmp_path: Path) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    result = subprocess.run(
        [installed / "atlas-gui", "search", "nickel", "--json"],
        cwd=tmp_path,
        env=clean,
        capture_output=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["results"]
    assert list(tmp_path.iterdir()) == []


def test_installed_elsewhere_it_paints_its_window(installed: Path, tmp_path: Path) -> None:
    result = subprocess.run(
        [installed / "atlas-gui", "first-look", "--output", tmp_path / "look"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "look" / "window.png").read_bytes().startswith(b"\x89PNG")
