"""The UK's register of treaties, imported and held against its lines; and its next edition."""

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from support.real_files import REGISTER, claims, plain_records, treaties

from atlas_gui.cli import run
from atlas_gui.exchange.importing.findings import Outcome
from atlas_gui.exchange.importing.plan import ImportReport, plan_import
from atlas_gui.exchange.importing.profile import Profile, find_profile
from atlas_gui.store.check import check_library

pytestmark = pytest.mark.skipif(
    not REGISTER.exists(), reason="the register of treaties does not lie beside this project"
)
Plain = dict[str, Any]
# Labels that can mean but one state, whatever the year.
_STATES = {
    "SPAIN": "ESP", "FRANCE": "FRA", "BELGIUM": "BEL", "ITALY": "ITA", "DENMARK": "DNK",
    "NORWAY": "NOR", "PORTUGAL": "PRT", "SWITZERLAND": "CHE", "GREECE": "GRC", "FINLAND": "FIN",
    "POLAND": "POL", "JAPAN": "JPN", "HUNGARY": "HUN", "CZECHOSLOVAKIA": "CSK", "BRAZIL": "BRA",
    "CUBA": "CUB", "MEXICO": "MEX", "ISRAEL": "ISR", "CHILE": "CHL", "SOVIET UNION": "SUN",
    "GERMAN DEMOCRATIC REPUBLIC": "DDR", "LUXEMBOURG": "LUX", "AUSTRIA": "AUT",
}  # fmt: skip


@pytest.fixture(scope="module")
def register() -> list[Plain]:
    return treaties()


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Profile:
    return find_profile("uk-treaties", tmp_path_factory.mktemp("reader"))


@pytest.fixture(scope="module")
def imported(
    profile: Profile, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, ImportReport]:
    path = tmp_path_factory.mktemp("treaties") / "treaties.json"
    with plan_import(REGISTER, path, profile) as plan:
        return path, plan.accept()


@pytest.fixture(scope="module")
def records(imported: tuple[Path, ImportReport]) -> dict[str, Plain]:
    return plain_records(imported[0])


def _day(date: str | None) -> str:
    return "-".join(reversed(date.split("/"))) if date else ""


def test_every_treaty_is_a_record_and_the_library_has_no_fault(
    imported: tuple[Path, ImportReport], register: list[Plain]
) -> None:
    path, report = imported
    assert (report.rows, report.records, len(register)) == (3_210, 3_210, 3_210)
    assert (report.unused, report.to_settle, report.count(Outcome.REFUSED)) == ((), (), 0)
    assert check_library(path).faults == ()


def test_counts_are_those_of_the_register(records: dict[str, Plain], register: list[Plain]) -> None:
    for label, code in _STATES.items():
        # A state may stand there beside a territory of its name, in small letters.
        named = {f"uk-treaty-{one['id']}" for one in register if label in one["parties"]}
        held = {name for name, one in records.items() if code in one["countries"]}
        assert named <= held, label
        assert len(held - named) <= len(named) // 20, label
    signed = Counter(
        date["edtf"]
        for one in records.values()
        for date in claims(one, "date")
        if date["basis"] == "signed"
    )
    assert signed == Counter(_day(one["signed_date"]) for one in register if one["signed_date"])
    in_force = Counter(
        date["edtf"]
        for one in records.values()
        for date in claims(one, "date")
        if date["basis"] == "in-force"
    )
    assert in_force == Counter(
        _day(one["definitive_eif_date"]) for one in register if one["definitive_eif_date"]
    )
    places = Counter(spot["name"] for one in records.values() for spot in claims(one, "place"))
    assert places == Counter(
        " ".join(one["signed_place"].split()) for one in register if one["signed_place"]
    )
    assert {one["kind"] for one in records.values()} == {"treaty"}


def test_each_act_of_each_party_is_a_claim(
    records: dict[str, Plain], register: list[Plain], profile: Profile
) -> None:
    several = {
        label: len(meant.split()) - 1
        for label, meant in profile.labels.meanings.items()
        if isinstance(meant, str) and " " in meant
    }
    wanted = found = 0
    for treaty in register:
        acts = [act for act in treaty["parties_detail"] if act["action"] or act["action_date"]]
        held = claims(records[f"uk-treaty-{treaty['id']}"], "action")
        # An act of two states together ("SWEDEN AND NORWAY") is one of each.
        more = sum(several.get(" ".join(act["country"].split()), 0) for act in acts)
        assert len(held) == len(acts) + more, treaty["id"]
        assert {_day(act["action_date"]) for act in acts} - {""} == {
            act["date"]["edtf"] for act in held if "date" in act
        }
        assert {_day(act["effective_date"]) for act in acts} - {""} == {
            act["effective"]["edtf"] for act in held if "effective" in act
        }
        wanted, found = wanted + len(acts), found + len(held)
    assert wanted == 39_187
    assert found == sum(len(claims(one, "action")) for one in records.values())
    words = Counter(act["act"] for one in records.values() for act in claims(one, "action"))
    given: Counter[str] = Counter()
    for act in (act for one in register for act in one["parties_detail"]):
        given[act["action"]] += 1 + several.get(" ".join(act["country"].split()), 0)
    for act in ("Denunciation", "Objection", "Approval", "Confirmation"):
        assert words[act.lower()] == given[act]


def test_what_looks_wrong_is_told(
    imported: tuple[Path, ImportReport], register: list[Plain]
) -> None:
    report = imported[1]
    early = {
        one["id"]
        for one in register
        if one["signed_date"]
        and one["definitive_eif_date"]
        and _day(one["definitive_eif_date"]) < _day(one["signed_date"])
    }
    told = {one.record for one in report.findings if one.code == "in-force-before-signature"}
    assert told == {f"uk-treaty-{name}" for name in early}
    assert len(told) == 92


@pytest.mark.parametrize("place", range(3, 3_210, 161))
def test_twenty_treaties_field_by_field(
    place: int, records: dict[str, Plain], register: list[Plain]
) -> None:
    treaty = register[place]
    one = records[f"uk-treaty-{treaty['id']}"]
    said = " ".join(claim["text"] for claim in claims(one, "statement"))
    assert one["title"] == {"en": " ".join(treaty["title"].split())}
    assert treaty["subject"] is None or treaty["subject"] in one["summary"]
    dates = {date["basis"]: date["edtf"] for date in claims(one, "date")}
    assert dates.get("signed", "") == _day(treaty["signed_date"])
    assert dates.get("in-force", "") == _day(treaty["definitive_eif_date"])
    steps = {step["step"]: step["date"]["edtf"] for step in claims(one, "status")}
    assert steps == dates
    for reference in treaty["references"]:
        assert " ".join(reference.split()) in " ".join(said.split())
    assert treaty["document_url"] in said
    assert ("several parties" in said) == (treaty["bilateral_or_multilateral"] == "MULTI")
    states = {_STATES[label] for label in treaty["parties"] if label in _STATES}
    assert states <= set(one["countries"])
    acts = [act for act in treaty["parties_detail"] if act["action"]]
    assert len(claims(one, "action")) == len(acts)
    if "UNITED KINGDOM" in treaty["parties"]:
        # With a territory of its own alone, the pair is the only one there is.
        pairs = one.get("pairs", ["-".join(sorted(one["countries"]))])
        assert all("GBR" in pair for pair in pairs)
        assert {
            f"{min('GBR', code)}-{max('GBR', code)}"
            for code in states
            if code not in ("SUN", "CSK", "DDR")
        } <= set(pairs)
    assert {e["locator"] for claim in one["claims"] for e in claim["evidence"]} == {
        f"treaty {treaty['id']}"
    }


def _changed(register: list[Plain]) -> tuple[list[Plain], dict[str, tuple[str, str, str]]]:
    """The register changed in forty places; of each treaty the part, its words before and after."""
    plain = [
        one for one in register
        if one["signed_date"] and one["signed_place"] and one["bilateral_or_multilateral"] == "BI"
        and one["definitive_eif_date"] is None and len(one["title"]) < 200
    ][::9]  # fmt: skip
    held = {one["id"]: one for one in register}
    wanted: dict[str, tuple[str, str, str]] = {}
    for one in plain[:10]:
        held[one["id"]] = one | {"title": f"{one['title']} (corrected)"}
        before = " ".join(one["title"].split())
        wanted[one["id"]] = ("title", before, f"{before} (corrected)")
    for one in plain[10:20]:
        held[one["id"]] = one | {"signed_place": "Timbuktu"}
        wanted[one["id"]] = ("claims/place", " ".join(one["signed_place"].split()), "Timbuktu")
    for one in plain[20:30]:
        held[one["id"]] = one | {"definitive_eif_date": "01/01/2026"}
        wanted[one["id"]] = ("claims/date-in-force", "", "1 January 2026")
    lost = {one["id"] for one in plain[30:35]}
    new = [one | {"id": f"9900{place}"} for place, one in enumerate(plain[35:40])]
    rows = [one for name, one in held.items() if name not in lost]
    # In another order, too: what a treaty is known by is its identifier.
    return [*new, *reversed(rows)], wanted | dict.fromkeys(lost, ("gone", "", ""))


def test_an_edition_changed_in_forty_places_is_told_line_by_line(
    imported: tuple[Path, ImportReport],
    register: list[Plain],
    profile: Profile,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    rows, wanted = _changed(register)
    into = tmp_path / "treaties.json"
    into.write_bytes(imported[0].read_bytes())
    starred = [f"uk-treaty-{name}" for name in list(wanted)[::5]]
    notebook = _notebook(tmp_path, starred, capsys)
    newer = tmp_path / "newer.jsonl.gz"
    with gzip.open(newer, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    with plan_import(newer, into, profile) as plan:
        report = plan.accept()
    gone = {name for name, (part, _before, _after) in wanted.items() if part == "gone"}
    assert {one.id for one in report.gone} == {f"uk-treaty-{name}" for name in gone}
    assert {one.id for one in report.added} == {f"uk-treaty-9900{place}" for place in range(5)}
    changed = {one.id.removeprefix("uk-treaty-"): one for one in report.changed}
    assert changed.keys() == wanted.keys() - gone
    for name, one in changed.items():
        told = {field.part: (field.before, field.after) for field in one.fields}
        part, before, after = wanted[name]
        assert told.pop(part) == (before, after)
        # A place stands in the summary as well, entry into force in the status.
        assert told.keys() <= {"summary", "claims/status-in-force"}
    assert report.unchanged == 3_210 - len(wanted)
    assert check_library(into).faults == ()
    assert _listed(capsys) == notebook
    assert plain_records(into).keys() >= set(starred)


def _notebook(folder: Path, starred: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """A notebook with a star and a note on each of some records, as the program lists it."""
    entries = {
        str(place): {
            "record": name,
            "starred": True,
            "note": f"My note on {name}",
            "changed": "2026-01-01T00:00:00Z",
        }
        for place, name in enumerate(starred, start=1)
    }
    kept = {"meta": {"1": {"schema_version": 1}}, "entries": entries}
    path = folder / "kept.json"
    path.write_text(json.dumps(kept), encoding="utf-8")
    assert run(["notebook", "import", str(path)]) == 0
    listed = _listed(capsys)
    assert all(f"My note on {name}" in listed for name in starred)
    return listed


def _listed(capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert run(["notebook", "list", "--json"]) == 0
    return capsys.readouterr().out


def test_the_command_line_makes_the_same_library(
    imported: tuple[Path, ImportReport], tmp_path: Path
) -> None:
    path = tmp_path / "by-command.json"
    assert run(["import", str(REGISTER), "--into", str(path), "--profile", "uk-treaties"]) == 0
    assert path.read_bytes() == imported[0].read_bytes()
