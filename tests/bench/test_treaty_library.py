"""The register of treaties as a library: nothing lost, states told from territories and bodies."""

import json
from pathlib import Path
from typing import Any

import pytest
from bench.treaties import REGISTER, treaties, treaty_library
from bench.treaty_parties import Register, is_body, is_state, living

from atlas_gui.store.check import check_library

Plain = dict[str, Any]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not REGISTER.exists():
        pytest.skip("the register of treaties does not lie beside this project")
    return treaty_library(tmp_path_factory.mktemp("treaties") / "treaties.json")


@pytest.fixture(scope="module")
def records(library: Path) -> dict[str, Plain]:
    plain = json.loads(library.read_text("utf-8"))["records"]
    return {record["id"]: record for record in plain.values()}


def test_the_library_of_treaties_has_no_fault(library: Path) -> None:
    assert check_library(library).faults == ()


def test_every_treaty_keeps_its_title_dates_and_parties(records: dict[str, Plain]) -> None:
    held = treaties()
    assert len(records) == len(held) == 3_210
    for treaty in held:
        record = records[f"treaty-{treaty['id']}"]
        assert record["title"] == {"en": treaty["title"].strip()}
        dates = {c["value"]["edtf"] for c in record["claims"] if c["property"] == "date"}
        given = {treaty["signed_date"], treaty["definitive_eif_date"]} - {None}
        assert dates == {"-".join(reversed(day.split("/"))) for day in given}
        bodies = sum(c["value"].get("party", "").startswith("org") for c in record["claims"])
        assert bodies == sum(map(is_body, {" ".join(p.split()) for p in treaty["parties"]}))


def test_a_treaty_of_two_states_stands_under_their_pair(records: dict[str, Plain]) -> None:
    assert records["treaty-58140"]["countries"] == ["ESP", "GBR"]
    assert records["treaty-58140"]["pairs"] == ["ESP-GBR"]
    # A territory is named, and is no side of its own.
    assert "GIB" in records["treaty-58142"]["countries"]
    assert records["treaty-58142"]["pairs"] == ["ESP-GBR"]


@pytest.mark.parametrize(
    ("label", "codes"),
    [
        ("SOVIET UNION", ["SUN"]),
        ("RUSSIAN FEDERATION", ["RUS"]),
        ("RUSSIA", ["RUS"]),
        ("ARGENTINE REPUBLIC", ["ARG"]),
        ("KOREA DEMOCRATIC PEOPLE'S REPUBLIC OF", ["PRK"]),
        ("SWEDEN AND NORWAY", ["SWE", "NOR"]),
        ("PRUSSIA", ["QVB"]),
    ],
)
def test_a_label_means_the_state_of_its_time(label: str, codes: list[str]) -> None:
    assert list(Register([label]).codes(label)) == codes


def test_a_territory_without_a_code_gets_one_that_no_state_has() -> None:
    register = Register(["Aden Colony", "Zululand", "SPAIN"])
    assert [*register.codes("Aden Colony"), *register.codes("Zululand")] == ["QMA", "QMB"]
    assert register.countries()["QMA"]["names"] == {"en": "Aden Colony"}


def test_states_bodies_and_territories_are_told_apart() -> None:
    assert is_state("FRANCE")
    assert not is_state("Gibraltar")
    assert is_body("EUROPEAN ECONOMIC COMMUNITY")
    assert not is_state("UNITED NATIONS")
    assert living("SUN") == "RUS"
