"""The cover counts what is inside and says what is not."""

import datetime as dt

from support.libraries import date_claim, library_of, record

from atlas_gui.domain.catalogue import entry_of
from atlas_gui.domain.library import Library
from atlas_gui.exchange.report.cover import cover_facts, cover_remarks
from atlas_gui.exchange.report.dossier import dossier_report
from atlas_gui.exchange.report.options import ReportOptions
from atlas_gui.exchange.report.registers import Numbered
from atlas_gui.exchange.report.wishes import DossierWish, Subject


def facts_of(library: Library, *ids: str) -> dict[str, str]:
    numbered = [
        Numbered(number, library.records[one], entry_of(library.records[one], library))
        for number, one in enumerate(ids, start=1)
    ]
    return dict(cover_facts(library, numbered, "A library, edition 1"))


def test_the_cover_has_pairs_time_counts_and_edition(library: Library) -> None:
    facts = facts_of(library, "nickel-plant", "dated", "bare")
    assert facts == {
        "Country pairs": "China – Cuba",
        "Time": "2003 to 2004",
        "Records": "3",
        "Kinds": "Agreement: 1, Investment: 1, Statement: 1",
        "Sources": "3",
        "Sources disagree": "on 2 records",
        "Library": "A library, edition 1",
    }


def test_the_time_is_that_of_the_main_dates() -> None:
    library = library_of(
        record("a", claims=[date_claim("1972-05")]),
        record("b", claims=[date_claim("2001/2004")]),
        record("c", claims=[date_claim("XXXX-05")]),
    )
    assert facts_of(library, "a", "b", "c")["Time"] == "1972 to 2004"
    assert facts_of(library, "a")["Time"] == "1972"
    assert facts_of(library, "c")["Time"] == "no dates"


def test_disagreements_are_counted_by_record(library: Library) -> None:
    assert facts_of(library, "bare")["Sources disagree"] == "on no record"
    assert facts_of(library, "bare", "nickel-plant")["Sources disagree"] == "on 1 record"


def test_a_whole_pair_hides_nothing() -> None:
    assert cover_remarks("", 5, 5, ()) == ()


def test_what_a_search_hides_is_said() -> None:
    remarks = cover_remarks("kind:loan", 3, 1_203, ())
    assert remarks == (
        "Search in force: kind:loan",
        "1,200 further records of 1,203 are hidden by the search or were not chosen.",
    )
    assert cover_remarks("", 2, 3, ()) == (
        "1 further record of 3 is hidden by the search or was not chosen.",
    )


def test_what_cannot_be_read_is_named_but_not_by_the_hundred() -> None:
    (remark,) = cover_remarks("", 1, 1, [f"R{number}" for number in range(1, 101)])
    assert remark == (
        "100 records of this library cannot be read and are missing here: "
        "R1; R2; R3; R4; R5; R6 and 94 more"
    )


def test_a_record_that_is_gone_is_named_on_the_cover(library: Library) -> None:
    wish = DossierWish(Subject.SELECTION, ("bare", "gone"), 2)
    dossier = dossier_report(library, wish, dt.date(2026, 1, 1), ReportOptions()).dossier
    assert dossier is not None
    assert dossier.remarks == ("1 record of this library cannot be read and is missing here: gone",)
