"""The tables of a dossier: all records, all disagreements, all parties."""

import datetime as dt

import pytest
from support.libraries import amount_claim, date_claim, library_of, record

from atlas_gui.domain.library import Library
from atlas_gui.exchange.report.dossier import dossier_report
from atlas_gui.exchange.report.dossier_parts import Dossier
from atlas_gui.exchange.report.options import ReportOptions
from atlas_gui.exchange.report.wishes import DossierWish, Subject


def dossier_of(library: Library, *ids: str) -> Dossier:
    wish = DossierWish(Subject.SELECTION, ids, len(ids))
    dossier = dossier_report(library, wish, dt.date(2026, 11, 21), ReportOptions()).dossier
    assert dossier is not None
    return dossier


@pytest.fixture
def dossier(library: Library) -> Dossier:
    return dossier_of(library, "nickel-plant", "bare", "dated", "hostile")


def test_a_row_says_what_the_list_in_the_window_says(dossier: Dossier) -> None:
    first, second, *_rest = dossier.table
    assert (first.date, first.kind, first.status) == ("2004 (as of)", "Investment", "Signed")
    assert first.value.startswith("US$500 million planned")
    assert first.disputed
    assert first.sources == (1, 2)
    assert not second.disputed
    assert second.sources == (3,)


def test_a_disagreement_has_every_value_with_its_sources(dossier: Dossier) -> None:
    (row,) = [row for row in dossier.disputes if row.number == 1]
    assert row.point == "Planned amount"
    assert [(rival.value, rival.sources) for rival in row.rivals] == [
        ("US$500 million planned", (1,)),
        ("US$600 million planned", (2,)),
    ]


def test_every_dispute_of_dozens_stands_there() -> None:
    held = [
        record(
            f"r{number}",
            claims=[
                date_claim("2001"),
                amount_claim("1", name="a"),
                amount_claim("2", name="b"),
            ],
        )
        for number in range(36)
    ]
    library = library_of(*held)
    dossier = dossier_of(library, *(one["id"] for one in held))
    assert [row.number for row in dossier.disputes] == list(range(1, 37))


def test_the_index_has_every_party_once_by_name(dossier: Dossier) -> None:
    names = [line.name for line in dossier.parties]
    assert names == ["China", "Cuba", "Xi Jinping"]
    by_name = {line.name: line for line in dossier.parties}
    assert by_name["China"].records == (1, 2, 3, 4)
    assert by_name["Xi Jinping"].records == (1,)
    assert (by_name["China"].kind, by_name["Xi Jinping"].kind) == ("country", "person")


def test_a_party_that_the_library_lacks_is_said_to_be_lacking() -> None:
    claim = date_claim("2001") | {
        "property": "party",
        "id": "p",
        "value": {"party": "organisation:nowhere", "role": "attendee"},
    }
    library = library_of(record("a", claims=[claim]))
    kinds = {line.kind for line in dossier_of(library, "a").parties}
    assert "not in this library" in kinds
