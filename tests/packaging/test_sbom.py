"""The list of what an artefact carries: valid, complete, the same for the same copy."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import sbom
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from support.places import ROOT

from atlas_gui.exchange.third_party import SYSTEM_LIBRARY, Component, components, own_needs

LIBPNG = Component(
    "libpng16-16",
    "1.6.39-2",
    "libpng-2.0",
    (),
    "http://libpng.org",
    "pkg:deb/debian/libpng16-16@1.6.39-2",
    ("zlib1g",),
    SYSTEM_LIBRARY,
)
ZLIB = Component("zlib1g", "1:1.2.13", "", (), "", "", (), SYSTEM_LIBRARY)
ODD = Component("odd", "1", "a licence of its own, by “somebody”", (), "", "", (), SYSTEM_LIBRARY)


def read(carried: tuple[Component, ...]) -> dict[str, Any]:
    text = sbom.sbom(carried)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    found: dict[str, Any] = json.loads(text)
    return found


def test_it_is_valid_and_has_everything() -> None:
    carried = (*components(), LIBPNG, ZLIB, ODD)
    bom = read(carried)
    assert bom["specVersion"] == "1.6"
    assert {(each["name"], each["version"]) for each in bom["components"]} == {
        (each.name, each.version) for each in carried
    }
    by_name = {each["name"]: each for each in bom["components"]}
    assert by_name["tinydb"]["purl"].startswith("pkg:pypi/tinydb@")
    assert by_name["tinydb"]["licenses"] == [{"license": {"id": "MIT"}}]
    assert by_name["odd"]["licenses"] == [{"license": {"name": ODD.licence}}]
    assert "licenses" not in by_name["zlib1g"]


def test_it_tells_what_needs_what() -> None:
    bom = read((*components(), LIBPNG, ZLIB))
    names = {each["bom-ref"]: each["name"].lower() for each in bom["components"]}
    needs = {
        each["ref"]: {names[need] for need in each.get("dependsOn", ())}
        for each in bom["dependencies"]
    }
    own = {name.replace("_", "-") for name in needs[sbom.OWN_REFERENCE]}
    assert own == {*own_needs(), "libpng16-16"}
    by_name = {names[ref]: found for ref, found in needs.items() if ref in names}
    assert by_name["pyside6_essentials"] == {"shiboken6"}
    assert by_name["libpng16-16"] == {"zlib1g"}


def test_the_hashes_are_those_of_the_lock() -> None:
    bom = read(components())
    lock = sbom.LOCK.read_text(encoding="utf-8")
    for each in bom["components"]:
        (files,) = [r for r in each["externalReferences"] if r["type"] == "distribution"]
        assert all(f"sha256:{found['content']}" in lock for found in files["hashes"])
        assert files["hashes"]


def test_two_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="zlib1g"):
        sbom.sbom((ZLIB, ZLIB))


def test_two_runs_write_the_same_bytes_and_know_their_time(tmp_path: Path) -> None:
    system = tmp_path / "system.json"
    system.write_text(json.dumps([{"name": "zlib1g", "version": "1.2", "licence": "Zlib"}]))
    texts = []
    for seed in ("1", "2"):
        target = tmp_path / f"{seed}.json"
        subprocess.run(
            [
                sys.executable,
                ROOT / "packaging" / "sbom.py",
                "--output",
                target,
                "--system",
                system,
            ],
            check=True,
            env={"PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": "1000000000"},
            capture_output=True,
        )
        texts.append(target.read_text())
    assert texts[0] == texts[1]
    bom = json.loads(texts[0])
    assert bom["metadata"]["timestamp"] == "2001-09-09T01:46:40+00:00"
    assert "zlib1g" in {each["name"] for each in bom["components"]}


@pytest.mark.parametrize("content", ["{}", "[{}]", '[{"name": 1}]', "x"])
def test_a_list_that_is_none_is_told(
    tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    system, target = tmp_path / "system.json", tmp_path / "sbom.json"
    system.write_text(content)
    assert sbom.main(["--output", str(target), "--system", str(system)]) == 1
    assert "is not written" in capsys.readouterr().err
    assert sbom.main(["--output", str(target), "--system", str(tmp_path / "none")]) == 1
    assert not target.exists()
