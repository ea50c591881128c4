"""The library checker: silent on a sound library, and every fault named by its place."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.acts import act, treaty
from support.libraries import (
    Plain,
    amount_claim,
    date_claim,
    evidence,
    plain_library,
    record,
    status_claim,
    write,
)
from support.places import SHIPPED_LIBRARY

from atlas_gui.domain.entities import Country
from atlas_gui.store import LibraryFileError, open_library
from atlas_gui.store.check import CheckReport, check_library
from atlas_gui.store.check.changes import faults_of_changes


def check(plain: object, folder: Path) -> CheckReport:
    return check_library(write(plain, folder))


def test_the_shipped_library_has_no_fault() -> None:
    report = check_library(SHIPPED_LIBRARY)
    assert report.faults == ()
    plain = json.loads(SHIPPED_LIBRARY.read_text(encoding="utf-8"))
    assert report.counts["records"] == len(plain["records"])
    claims = sum(len(held["claims"]) for held in plain["records"].values())
    assert report.counts["claims"] == claims


def test_a_sound_library_has_no_fault(tmp_path: Path) -> None:
    report = check(plain_library(), tmp_path)
    assert report.faults == ()
    assert report.counts["claims"] == 2


def test_a_treaty_with_many_acts_has_no_fault(tmp_path: Path) -> None:
    assert check(plain_library(treaty(50)), tmp_path).faults == ()


def _record(**parts: Any) -> Callable[[Plain], None]:
    return lambda plain: plain["records"]["1"].update(copy.deepcopy(parts))


def _claim(**parts: Any) -> Callable[[Plain], None]:
    return lambda plain: plain["records"]["1"]["claims"][0].update(copy.deepcopy(parts))


def _document(table: str, **parts: Any) -> Callable[[Plain], None]:
    return lambda plain: plain[table]["1"].update(copy.deepcopy(parts))


def _key(key: str) -> Callable[[Plain], None]:
    return lambda plain: plain["records"].update({key: record("other")})


def _drop(table: str) -> Callable[[Plain], None]:
    return lambda plain: plain.pop(table)


HERE = "records / nickel-plant"
FAULTS: list[tuple[str, Callable[[Plain], None], str, str]] = [
    ("table missing", _drop("people"), "people", "missing"),
    ("unknown kind", _record(kind="friendship"), f"{HERE} / kind", "friendship"),
    ("unknown country", _record(countries=["CHN", "USA"]), f"{HERE} / countries[1]", "USA"),
    ("one country", _record(countries=["CHN"]), f"{HERE} / countries", "length"),
    ("the same state", _record(countries=["RUS", "SUN"]), f"{HERE} / countries", "two states"),
    ("country twice", _record(countries=["CHN", "CUB", "CHN"]), f"{HERE} / countries", "twice"),
    ("foreign pair", _record(pairs=["CHN-RUS"]), f"{HERE} / pairs[0]", "CHN-CUB"),
    ("no claim", _record(claims=[]), f"{HERE} / claims", "length"),
    ("stray field", _record(colour="red"), HERE, "colour"),
    ("blank title", _record(title={"en": " "}), f"{HERE} / title", "title"),
    ("unknown language", _record(title={"qx": "Title"}), f"{HERE} / title", "unknown language"),
    ("control sign", _record(summary="a\u0007b"), f"{HERE} / summary", "control"),
    ("replacement sign", _record(summary="a\ufffdb"), f"{HERE} / summary", "encoding"),
    ("blank at the end", _record(summary="text "), f"{HERE} / summary", "blank"),
    ("control sign of old", _record(summary="a\u0085b"), f"{HERE} / summary", "control"),
    ("text turned round", _record(summary="a\u202eb"), f"{HERE} / summary", "cannot be seen"),
    ("nothing to be seen", _record(summary="\u200b"), f"{HERE} / summary", "cannot be seen"),
    ("UTF-8 misread", _record(summary="Bruno RodrÃ\u00adguez"), f"{HERE} / summary", "encoding"),
    ("Chinese misread", _record(summary="ä¸\u00adå›½"), f"{HERE} / summary", "encoding"),
    ("broken line", _record(title={"en": "a\nb"}), f"{HERE} / title.en", "line break"),
    ("blank name", _record(title={"en": "a", "ru": ""}), f"{HERE} / title.ru", "Expected"),
    ("name is no text", _record(title={"en": "a", "ru": 7}), f"{HERE} / title.ru", "found 7"),
    ("sector twice", _record(sectors=["trade", "trade"]), f"{HERE} / sectors[1]", "more than once"),
    (
        "evidence twice",
        _claim(evidence=[evidence(), evidence()]),
        f"{HERE} / claim date-signed / evidence[1]",
        "more than once",
    ),
    (
        "damaged text in a claim",
        _claim(evidence=[{**evidence(), "locator": "§\ufffd 2"}]),
        f"{HERE} / claim date-signed / evidence[0].locator",
        "encoding",
    ),
    ("blank identifier", _record(id="  "), "records / 1 / id", "Expected"),
    ("steering identifier", _record(id="a\x1b[2J"), "records / 1 / id", "\\u001b[2J"),
    (
        "related to itself",
        _record(relations=[{"type": "related", "target": "nickel-plant"}]),
        f"{HERE} / relations[0].target",
        "itself",
    ),
    (
        "related to nothing",
        _record(relations=[{"type": "related", "target": "nothing"}]),
        f"{HERE} / relations[0].target",
        "nothing",
    ),
    (
        "no date",
        _claim(value={"edtf": "2005-13", "basis": "signed"}),
        f"{HERE} / claim date-signed / value.edtf",
        "2005-13",
    ),
    (
        "no reason",
        _claim(rank="preferred"),
        f"{HERE} / claim date-signed / reason",
        "needs its reason",
    ),
    ("no evidence", _claim(evidence=[]), f"{HERE} / claim date-signed / evidence", "length"),
    (
        "unknown source",
        _claim(evidence=[evidence("hearsay")]),
        f"{HERE} / claim date-signed / evidence[0].source",
        "hearsay",
    ),
    (
        "unknown property",
        _claim(property="mood"),
        f"{HERE} / claim date-signed / property",
        "mood",
    ),
    (
        "claim twice",
        _record(claims=[date_claim("2005"), date_claim("2006")]),
        f"{HERE} / claim date-signed / id",
        "identifier",
    ),
    (
        "step of another kind",
        _record(claims=[status_claim("took-place")]),
        f"{HERE} / claim status-took-place / value.step",
        "took-place",
    ),
    (
        "no currency",
        _record(claims=[amount_claim("5", "XQX")]),
        f"{HERE} / claim amount / value.currency",
        "XQX",
    ),
    (
        "the code of no currency",
        _record(claims=[amount_claim("5", "XXX")]),
        f"{HERE} / claim amount / value.currency",
        "XXX",
    ),
    (
        "no number",
        _record(claims=[amount_claim("5,000")]),
        f"{HERE} / claim amount / value.amount",
        "5,000",
    ),
    ("no country code", _document("countries", id="XQX"), "countries / XQX / id", "ISO 3166"),
    (
        "ring of successors",
        lambda plain: plain["countries"]["3"].update(successor="SUN"),
        "countries / SUN / successor",
        "ring",
    ),
    (
        "body of no country",
        _document("organisations", country="USA"),
        "organisations / minmetals / country",
        "USA",
    ),
    (
        "no CSL type",
        lambda plain: plain["sources"]["1"]["csl"].update(type="novel"),
        "sources / survey / csl.type",
        "novel",
    ),
    (
        "source in no language",
        lambda plain: plain["sources"]["1"]["csl"].update(language="qx"),
        "sources / survey / csl.language",
        "unknown language",
    ),
    (
        "act of nobody",
        _record(claims=[act("a")]),
        f"{HERE} / claim a / value:",
        "needs its party",
    ),
    (
        "act without a word",
        _record(claims=[act("a", "other", named="Ceylon")]),
        f"{HERE} / claim a / value.wording",
        "word for it",
    ),
    (
        "act of a stranger",
        _record(claims=[act("a", party="organisation:nobody")]),
        f"{HERE} / claim a / value.party",
        "nobody",
    ),
    (
        "act on no day",
        _record(claims=[act("a", named="Ceylon", date={"edtf": "soon"})]),
        f"{HERE} / claim a / value.date.edtf",
        "no EDTF",
    ),
    (
        "act from no day",
        _record(claims=[act("a", named="Ceylon", effective={"edtf": "1950-13"})]),
        f"{HERE} / claim a / value.effective.edtf",
        "no EDTF",
    ),
    (
        "act that is none",
        _record(claims=[act("a", "promise", named="Ceylon")]),
        f"{HERE} / claim a / value.act",
        "accession",
    ),
    ("schema of tomorrow", _document("meta", schema_version=9), "meta / 1 / schema_version", "9"),
    ("worded key", _key("two"), "records / other", "whole number"),
    ("key from nought", _key("07"), "records / other", "whole number"),
    ("key beyond numbers", _key("9" * 5000), "records / other", "whole number"),
    ("same identifier", lambda p: p["records"].update({"2": p["records"]["1"]}), HERE, "identif"),
]


@pytest.mark.parametrize(
    ("spoil", "place", "word"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS]
)
def test_a_fault_is_named_by_its_place(
    spoil: Callable[[Plain], None], place: str, word: str, tmp_path: Path
) -> None:
    plain = plain_library()
    spoil(plain)
    lines = [str(fault) for fault in check(plain, tmp_path).faults]
    assert any(line.startswith(f"{place}") and word in line for line in lines), lines


# Those that one document has, whatever table it stands in under which key.
_OF_DOCUMENTS = [fault for fault in FAULTS if not {"table", "key"} & set(fault[0].split())]


@pytest.mark.parametrize("spoil", [f[1] for f in _OF_DOCUMENTS], ids=[f[0] for f in _OF_DOCUMENTS])
def test_no_fault_is_passed_over_when_only_changes_are_checked(
    spoil: Callable[[Plain], None],
) -> None:
    """So that a fault that is added to the checker is not forgotten in what proves documents sound."""
    plain = plain_library()
    spoil(plain)
    changed = {
        name: {key: msgspec.Raw(json.dumps(held).encode()) for key, held in table.items()}
        for name, table in plain.items()
    }
    known = {name: {held.get("id", "") for held in plain[name].values()} for name in plain}
    countries = [msgspec.convert(held, Country) for held in plain["countries"].values()]
    assert faults_of_changes(changed, known, countries)


def test_whole_words_and_several_paragraphs_are_no_fault(tmp_path: Path) -> None:
    texts = [
        "«CAFÉ»",
        "Двусторонние\n\nотношения",
        "São Tomé – ½ à 5 °C",
        "Ñandú, Ðà Nẵng",
        "می\u200cخواهم",
    ]
    plain = plain_library(*(record(f"r{n}", summary=text) for n, text in enumerate(texts)))
    assert check(plain, tmp_path).faults == ()


def test_a_fault_does_not_steer_the_terminal_it_is_printed_on(tmp_path: Path) -> None:
    plain = plain_library()
    plain["records"]["1"]["\x1b[31m\u202e"] = "\x9b2J"
    lines = [str(fault) for fault in check(plain, tmp_path).faults]
    assert lines
    assert all(line.isprintable() for line in lines)


def test_a_bad_claim_hides_no_other_fault(tmp_path: Path) -> None:
    broken = record("broken", claims=[{"property": "mood"}, date_claim("soon")], sectors=["fun"])
    lines = [str(fault) for fault in check(plain_library(broken), tmp_path).faults]
    assert any("claim [0]" in line for line in lines), lines
    assert any("sectors" in line for line in lines), lines


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ('"records": {"1": %s, "1": %s}', "1"),
        ('"records": {"1": %s}, "records": {"2": %s}', "records"),
    ],
    ids=["document", "table"],
)
def test_a_document_or_table_given_twice_is_a_fault(
    content: str, name: str, tmp_path: Path
) -> None:
    plain = plain_library()
    del plain["records"]
    records = content % tuple(json.dumps(record(name)) for name in ("first", "second"))
    path = tmp_path / "twice.json"
    path.write_text(json.dumps(plain)[:-1] + ", " + records + "}", encoding="utf-8")
    lines = [str(fault) for fault in check_library(path).faults]
    assert any(name in line and "more than once" in line for line in lines), lines


def test_a_name_given_twice_in_a_document_is_a_fault(tmp_path: Path) -> None:
    text = json.dumps(plain_library()).replace(
        '"kind": "contract"', '"kind": "loan", "kind": "loan"'
    )
    path = tmp_path / "twice.json"
    path.write_text(text, encoding="utf-8")
    assert any(
        "kind" in str(fault) and "once" in fault.what for fault in check_library(path).faults
    )


@pytest.mark.parametrize("depth", [100, 900, 5_000, 50_000])
def test_deep_nesting_is_a_fault_and_no_crash(depth: int, tmp_path: Path) -> None:
    text = json.dumps(plain_library())[:-1] + ', "deep": {"1": ' + "[" * depth + "]" * depth + "}}"
    path = tmp_path / "deep.json"
    path.write_text(text, encoding="utf-8")
    try:
        found = [str(fault) for fault in check_library(path).faults]
    except LibraryFileError as error:
        found = [error.message]
    assert found


@pytest.mark.parametrize("number", ["9" * 5000, "1e400", "-0", "1E5", "1.5"])
def test_odd_numbers_are_faults_and_no_crash(number: str, tmp_path: Path) -> None:
    text = json.dumps(plain_library()).replace('"schema_version": 1', f'"schema_version": {number}')
    path = tmp_path / "numbers.json"
    path.write_text(text, encoding="utf-8")
    try:
        found = [str(fault) for fault in check_library(path).faults]
    except LibraryFileError as error:
        found = [error.message]
    assert found


def _places(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner: list[tuple[Any, ...]] = [path] if path else []
    if isinstance(value, dict):
        for name, held in value.items():
            inner += _places(held, (*path, name))
    elif isinstance(value, list):
        for index, held in enumerate(value):
            inner += _places(held, (*path, index))
    return inner


_BASE = plain_library(
    record("first", relations=[{"type": "follows", "target": "second"}]),
    record("second", kind="loan", claims=[amount_claim("5"), status_claim("completed")]),
)
_odd = st.sampled_from(
    [None, True, 0, -1, 1.0, 10**30, "", " ", "x", "CHN", "2005", "\ud800", "a\x00b", [], {}, [1]]
) | st.text(max_size=5)


@given(place=st.sampled_from(_places(_BASE)), value=_odd, remove=st.booleans())
def test_what_the_checker_lets_pass_is_read_whole(
    place: tuple[Any, ...],
    value: object,
    remove: bool,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    plain: Any = copy.deepcopy(_BASE)
    holder = plain
    for step in place[:-1]:
        holder = holder[step]
    if remove:
        del holder[place[-1]]
    else:
        holder[place[-1]] = value
    path = tmp_path_factory.mktemp("spoiled") / "spoiled.json"
    path.write_text(json.dumps(plain), encoding="utf-8")
    try:
        faults = check_library(path).faults
    except LibraryFileError:
        with pytest.raises(LibraryFileError):
            open_library(path)
        return
    if not faults:
        assert not open_library(path).damaged
        assert plain.keys() == _BASE.keys()
    for fault in faults:
        assert fault.what
        assert fault.place.table
        assert str(fault.place) in str(fault)
        json.dumps(fault.as_dict())
