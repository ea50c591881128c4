"""The manifest of the Flatpak: no network, no folders, nothing fetched while it is built."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from desktop import identity
from flatpak import wheels

MANIFEST = wheels.PACKAGING / "flatpak" / f"{identity.COMPONENT_ID}.yaml"


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    return read


def test_the_manifest_is_that_of_the_component(manifest: dict[str, Any]) -> None:
    assert manifest["id"] == identity.COMPONENT_ID
    assert manifest["command"] == identity.NAME
    assert re.fullmatch(r"\d\d\.08", manifest["runtime-version"])


def test_the_sandbox_lets_in_a_window_and_nothing_else(manifest: dict[str, Any]) -> None:
    for argument in manifest["finish-args"]:
        assert not argument.startswith(("--filesystem", "--talk-name", "--own-name")), argument
        assert "network" not in argument and "session-bus" not in argument
    shared = [one for one in manifest["finish-args"] if one.startswith("--share")]
    assert shared == ["--share=ipc"]


def test_nothing_is_fetched_while_it_is_built(manifest: dict[str, Any]) -> None:
    (module,) = manifest["modules"]
    assert [source["type"] for source in module["sources"]] == ["dir"]
    folder = (MANIFEST.parent / module["sources"][0]["path"]).resolve()
    assert folder == wheels.SOURCES
    assert "--no-index" in module["build-commands"][0]
    assert "://" not in MANIFEST.read_text(encoding="utf-8")


def test_wheels_are_fetched_by_their_hashes_for_the_python_of_the_runtime() -> None:
    for arch in wheels.ARCHITECTURES:
        command = wheels.fetching(arch, wheels.SOURCES)
        assert {"--require-hashes", ":all:", "--no-deps"} <= set(command)
        assert command[command.index("--python-version") + 1] == wheels.PYTHON
        platforms = [command[at + 1] for at, word in enumerate(command) if word == "--platform"]
        assert platforms and all(one.endswith(arch) for one in platforms)


def test_flatpak_builder_reads_it_so_too(manifest: dict[str, Any], tmp_path: Path) -> None:
    # Its packages are some three hundred, so CI goes without.
    if shutil.which("flatpak-builder") is None:
        pytest.skip("flatpak-builder is not installed")
    command = ["flatpak-builder", "--show-manifest", str(MANIFEST)]
    # It makes a folder for itself wherever it is called.
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == manifest
