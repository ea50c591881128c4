"""Records and sources as CSL-JSON items."""

import json
from typing import Any

import msgspec
import pytest
from support.libraries import date_claim, evidence, library_of, record, status_claim

from atlas_gui.domain.entities import Source
from atlas_gui.domain.vocabulary import Kind
from atlas_gui.exchange.citing.dates import csl_date
from atlas_gui.exchange.citing.items import marked_status, record_item, source_item
from atlas_gui.paths import shipped_library
from atlas_gui.store.opening import open_library


def _claim(property_: str, value: dict[str, Any], name: str = "one") -> dict[str, Any]:
    return {"property": property_, "id": name, "value": value, "evidence": [evidence()]}


def _item(**parts: Any) -> dict[str, Any]:
    library = library_of(record("one", **parts))
    return record_item(library.records["one"], library)


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2004-06-15", {"date-parts": [[2004, 6, 15]]}),
        ("2005-11", {"date-parts": [[2005, 11]]}),
        ("2014~", {"date-parts": [[2014]], "circa": True}),
        ("2019-06-05/2019-06-07", {"date-parts": [[2019, 6, 5], [2019, 6, 7]]}),
        ("2004/..", {"date-parts": [[2004]], "literal": "since 2004"}),
        ("199X", {"date-parts": [[1990], [1999]], "circa": True, "literal": "1990s"}),
        ("2006-21", {"date-parts": [[2006]], "season": 1, "literal": "spring 2006"}),
        ("[2025..]", {"literal": "2025 or later"}),
        ("XXXX-09", {"literal": "September, year unknown"}),
        ("-0100", {"literal": "101 BC"}),
        ("no date", {"literal": "no date"}),
    ],
)
def test_a_date_says_no_more_than_is_known(edtf: str, expected: dict[str, Any]) -> None:
    assert csl_date(edtf) == expected


def test_the_phrase_of_a_source_is_kept_beside_the_parts() -> None:
    date = csl_date("2006-05~/2006-08~", "mid-2006")
    assert date["literal"] == "mid-2006"
    assert date["date-parts"] == [[2006, 5], [2006, 8]]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_is_an_item_of_plain_json(kind: Kind) -> None:
    item = _item(kind=kind.value)
    assert json.loads(json.dumps(item)) == item
    assert item["type"] in {"treaty", "event", "speech", "dataset", "document"}
    assert all(item[key] for key in ("id", "title", "language", "publisher", "version", "URL"))


def test_a_treaty_has_its_parties_its_place_and_its_dates() -> None:
    claims = [
        date_claim("2005-11-03"),
        date_claim("2006-02-01", "in-force"),
        status_claim("in-force"),
        _claim("place", {"name": "Havana", "country": "CUB"}),
    ]
    item = _item(kind="treaty", claims=claims)
    assert item["type"] == "treaty"
    assert item["author"] == [{"literal": "China"}, {"literal": "Cuba"}]
    assert item["event-place"] == "Havana, Cuba"
    assert item["issued"] == item["original-date"] == {"date-parts": [[2005, 11, 3]]}
    assert item["available-date"] == {"date-parts": [[2006, 2, 1]]}
    assert marked_status(item) == ""


def test_a_treaty_that_is_only_announced_has_no_date_of_signature() -> None:
    claims = [date_claim("2019-06-06", "announced"), status_claim("announced")]
    item = _item(kind="treaty", claims=claims)
    assert item["title"].endswith(" [announced]")
    assert marked_status(item) == " [announced]"
    assert "original-date" not in item
    assert "available-date" not in item


@pytest.mark.parametrize(
    "step", ["discussed", "announced", "preliminary", "suspended", "cancelled", "terminated"]
)
def test_what_is_not_done_says_so_in_its_title(step: str) -> None:
    item = _item(claims=[date_claim("2005"), status_claim(step)])
    assert item["title"].endswith(f" [{step}]")
    assert item["custom"]["status"] == step


def test_a_date_that_something_is_so_by_says_that_it_is() -> None:
    item = _item(claims=[date_claim("2004", "as-of"), status_claim("signed")])
    assert item["issued"] == {"date-parts": [[2004]], "literal": "as of 2004"}


def test_a_statement_has_its_speakers_as_authors_persons_before_bodies() -> None:
    speakers = [
        _claim("party", {"party": "country:CHN", "role": "speaker"}, "a"),
        _claim("party", {"party": "person:xi-jinping", "role": "speaker"}, "b"),
    ]
    item = _item(kind="statement", claims=[status_claim("took-place"), *speakers])
    assert item["type"] == "speech"
    assert item["author"] == [{"literal": "Xi Jinping"}]
    assert "issued" not in item


def test_a_source_is_what_its_own_item_says() -> None:
    source = open_library(shipped_library()).sources["russia-china-sign-deals"]
    item = source_item(source)
    assert item["id"] == source.id
    assert item["type"] == "article-newspaper"
    assert item["container-title"] == "South China Morning Post"
    assert "issued" not in item


def test_a_source_keeps_its_dates_and_names() -> None:
    csl = {
        "type": "report",
        "title": "A survey",
        "language": "en",
        "author": [{"family": "Doe", "given": "Ann"}],
        "issued": {"date-parts": [[2004, 5]]},
        "URL": "https://example.org/",
    }
    plain = {"id": "survey", "kind": "analysis", "short_title": "Survey", "csl": csl}
    assert source_item(msgspec.convert(plain, Source)) == {"id": "survey", **csl}
