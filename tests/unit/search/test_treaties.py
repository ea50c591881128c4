"""Queries on 3,210 real treaties, each beside an answer taken straight from the register's lines."""

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bench.treaties import REGISTER, treaty_library
from support.whole_index import index_over

from atlas_gui.search.index import SearchIndex
from atlas_gui.search.query import parse
from atlas_gui.store import open_library

Treaty = dict[str, Any]


@pytest.fixture(scope="module")
def register() -> list[Treaty]:
    if not REGISTER.exists():
        pytest.skip("the register of treaties does not lie beside this project")
    with gzip.open(REGISTER, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def index(register: list[Treaty], tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    assert register
    folder: Path = tmp_path_factory.mktemp("treaties")
    return index_over(open_library(treaty_library(folder / "treaties.json")))


def _text(treaty: Treaty) -> str:
    fields = ("title", "subject", "signed_place", "references", "parties")
    return " ".join(str(treaty[field]) for field in fields).lower()


def _soviet(treaty: Treaty) -> bool:
    text = _text(treaty)
    return bool(re.search(r"\bsoviet\b", text) and re.search(r"\bunion", text))


def _abbreviated(treaty: Treaty) -> bool:
    named = "SOVIET UNION" in treaty["parties"]
    return named or bool(re.search(r"\bu\.? ?s\.? ?s\.? ?r\b", treaty["title"].lower()))


def _russian(treaty: Treaty) -> bool:
    named = {"RUSSIA", "RUSSIAN FEDERATION", "SOVIET UNION"} & set(treaty["parties"])
    return bool(named or re.search(r"\brussia", _text(treaty)))


def _taxed_twice(treaty: Treaty) -> bool:
    words = set(re.findall(r"\w+", _text(treaty)))
    return "double" in words and "taxation" in words and "income" not in words


def _french_in_the_fifties(treaty: Treaty) -> bool:
    date = treaty["signed_date"] or treaty["definitive_eif_date"]
    of_both = {"UNITED KINGDOM", "FRANCE"} <= set(treaty["parties"])
    return bool(of_both and date and 1951 <= int(date[-4:]) <= 1959)


@pytest.mark.parametrize(
    ("query", "meant", "at_least"),
    [
        ("Soviet Union", _soviet, 170),
        ("U.S.S.R.", _abbreviated, 170),
        ("USSR", _abbreviated, 170),
        ("СССР", lambda treaty: "SOVIET UNION" in treaty["parties"], 170),
        ("russia", _russian, 200),
        ("double taxation -income", _taxed_twice, 10),
        ("pair:GBR-FRA after:1950 before:1960", _french_in_the_fifties, 50),
        ("pair:Франция-Великобритания after:1950 before:1960", _french_in_the_fifties, 50),
    ],
)
def test_a_query_finds_what_the_register_has(
    index: SearchIndex,
    register: list[Treaty],
    query: str,
    meant: Callable[[Treaty], bool],
    at_least: int,
) -> None:
    expected = {f"uk-treaty-{treaty['id']}" for treaty in register if meant(treaty)}
    found = list(index.search(parse(query)).ids)
    assert len(found) == len(set(found))
    assert set(found) == expected
    assert len(found) >= at_least


@pytest.mark.parametrize("query", ["double taxation -income", "Soviet Union"])
def test_titles_with_the_words_come_before_the_rest(
    index: SearchIndex, register: list[Treaty], query: str
) -> None:
    titles = {f"uk-treaty-{treaty['id']}": treaty["title"].lower() for treaty in register}
    words = query.lower().split()[:2]
    named = [
        all(re.search(rf"\b{word}\b", titles[found]) for word in words)
        for found in index.search(parse(query)).ids
    ]
    assert named == sorted(named, reverse=True)
    assert named[0]


def test_a_treaty_is_found_first_by_its_whole_title(
    index: SearchIndex, register: list[Treaty]
) -> None:
    titles = [treaty["title"] for treaty in register]
    plain = [t for t in register if titles.count(t["title"]) == 1 and len(t["title"]) > 40][::400]
    for treaty in plain:
        # Quoted, as a title may hold signs that a query reads as its own.
        title = treaty["title"].replace('"', " ")
        found = index.search(parse(f'"{title}"')).ids
        assert found[0] == f"uk-treaty-{treaty['id']}", title
