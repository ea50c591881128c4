"""Excerpts: some records with all they refer to, equal when they come back."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.hostile import hostile_library
from support.libraries import (
    Plain,
    evidence,
    library_of,
    plain_library,
    record,
    write,
)
from support.places import SHIPPED_LIBRARY

from atlas_gui.domain.library import Library
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.excerpt import excerpt_bytes
from atlas_gui.store import library_from_bytes, open_library
from atlas_gui.store.check import check_library

SHIPPED = open_library(SHIPPED_LIBRARY)
NAME = Path("excerpt.json")


def _claim(kind: str, value: Plain) -> Plain:
    return {"property": kind, "id": kind, "value": value, "evidence": [evidence()]}


def _held(content: bytes, table: str) -> list[str]:
    return [document["id"] for document in json.loads(content)[table].values()]


def _back(content: bytes) -> Library:
    return library_from_bytes(content, NAME)


@given(st.lists(st.sampled_from(sorted(SHIPPED.records)), max_size=12))
def test_records_come_back_equal_and_in_order(ids: list[str]) -> None:
    content = excerpt_bytes(SHIPPED, ids)
    library = _back(content)
    assert list(library.records) == list(dict.fromkeys(ids))
    assert all(library.records[one] == SHIPPED.records[one] for one in ids)
    assert library.info == SHIPPED.info
    assert not library.damaged


def test_what_is_said_of_a_record_is_said_of_its_excerpt() -> None:
    for record_id, one in SHIPPED.records.items():
        library = _back(excerpt_bytes(SHIPPED, [record_id]))
        assert library.pairs_of(one) == SHIPPED.pairs_of(one)
        assert library.permalink(record_id) == SHIPPED.permalink(record_id)


def test_the_whole_library_is_an_excerpt_without_faults(tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    path.write_bytes(excerpt_bytes(SHIPPED, SHIPPED.records))
    report = check_library(path)
    assert report.faults == ()
    assert report.counts["records"] == len(SHIPPED.records)


def test_only_relations_may_lead_out_of_an_excerpt(tmp_path: Path) -> None:
    for record_id in SHIPPED.records:
        path = tmp_path / "one.json"
        path.write_bytes(excerpt_bytes(SHIPPED, [record_id]))
        faults = [str(fault) for fault in check_library(path).faults]
        assert all("relations[" in fault for fault in faults), faults


def test_the_same_records_give_the_same_bytes() -> None:
    ids = sorted(SHIPPED.records)[:7]
    first = excerpt_bytes(SHIPPED, ids)
    assert excerpt_bytes(open_library(SHIPPED_LIBRARY), ids) == first
    assert _back(first).digest == _back(first).digest


@pytest.mark.parametrize(
    ("parts", "table", "expected"),
    [
        ({}, "countries", ["CHN", "CUB"]),
        ({}, "organisations", []),
        ({}, "people", []),
        ({}, "sources", ["survey"]),
        ({"countries": ["SUN", "CUB"]}, "countries", ["CUB", "RUS", "SUN"]),
        ({"pairs": ["CUB-RUS"]}, "countries", ["CHN", "CUB", "RUS"]),
        (
            {
                "countries": ["CUB", "RUS"],
                "claims": [_claim("party", {"party": "organisation:minmetals", "role": "buyer"})],
            },
            "countries",
            ["CHN", "CUB", "RUS"],
        ),
        (
            {"claims": [_claim("party", {"party": "organisation:minmetals", "role": "buyer"})]},
            "organisations",
            ["minmetals"],
        ),
        (
            {"claims": [_claim("share", {"party": "person:xi-jinping", "percent": "5"})]},
            "people",
            ["xi-jinping"],
        ),
        (
            {"claims": [_claim("statement", {"text": "Yes.", "speaker": "person:xi-jinping"})]},
            "people",
            ["xi-jinping"],
        ),
        (
            {
                "claims": [
                    _claim("ranking", {"party": "country:SUN", "position": 1, "among": "partners"})
                ]
            },
            "countries",
            ["CHN", "CUB", "RUS", "SUN"],
        ),
        (
            {"claims": [_claim("place", {"name": "Moscow", "country": "RUS"})]},
            "countries",
            ["CHN", "CUB", "RUS"],
        ),
    ],
)
def test_what_a_record_refers_to_comes_with_it(
    parts: dict[str, Any], table: str, expected: list[str]
) -> None:
    library = library_of(record("one", **parts), record("other"))
    assert _held(excerpt_bytes(library, ["one"]), table) == expected


def test_a_ring_of_successors_ends(tmp_path: Path) -> None:
    plain = plain_library(record("one", countries=["SUN", "CUB"]))
    plain["countries"]["3"]["successor"] = "SUN"
    library = open_library(write(plain, tmp_path))
    assert _held(excerpt_bytes(library, ["one"]), "countries") == ["CUB", "RUS", "SUN"]


def test_what_the_library_lacks_is_left_out() -> None:
    library = library_of(record("one", countries=["CHN", "ZZZ"]))
    content = excerpt_bytes(library, ["one"])
    assert _held(content, "countries") == ["CHN"]
    assert _back(content).records["one"] == library.records["one"]


def test_hostile_text_comes_back_as_it_was(tmp_path: Path) -> None:
    library = open_library(write(hostile_library(), tmp_path))
    back = _back(excerpt_bytes(library, library.records))
    assert dict(back.records) == dict(library.records)
    assert back.sources == library.sources


def test_a_record_the_library_lacks_is_named() -> None:
    with pytest.raises(AtlasError, match="no record “gone”"):
        excerpt_bytes(library_of(record("one")), ["one", "gone"])
