"""A dossier has the records that were asked for, in the order asked for, and says what it leaves out."""

import datetime as dt
from typing import Any

import pytest
from support.libraries import date_claim, library_of, record

from atlas_gui.domain.library import Library
from atlas_gui.errors import AtlasError
from atlas_gui.exchange import excerpt
from atlas_gui.exchange.report import dossier
from atlas_gui.exchange.report.document_parts import Report
from atlas_gui.exchange.report.dossier import dossier_report
from atlas_gui.exchange.report.options import Order, ReportOptions, Section
from atlas_gui.exchange.report.wishes import DossierWish, Subject

DAY = dt.date(2026, 11, 21)
ALL = ("nickel-plant", "hostile", "bare", "long", "dated")


def report_of(library: Library, *ids: str, **more: Any) -> Report:
    wish = DossierWish(**{"subject": Subject.SELECTION, "ids": ids, "of": len(ids), **more})
    return dossier_report(library, wish, DAY, ReportOptions())


def titles(library: Library, order: Order, *ids: str) -> list[str]:
    wish = DossierWish(Subject.SELECTION, ids, len(ids))
    report = dossier_report(library, wish, DAY, ReportOptions(order=order))
    return [part.id for part in report.records]


@pytest.fixture
def mixed() -> Library:
    return library_of(
        record("young", kind="loan", claims=[date_claim("2010")]),
        record("undated", kind="loan", claims=[date_claim("XXXX-05")]),
        record("old", kind="loan", claims=[date_claim("1990")]),
        record("treaty", kind="treaty", claims=[date_claim("2000")]),
    )


def test_too_many_records_are_refused_before_any_is_laid_out(
    mixed: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lay_out(*_parts: object) -> None:
        raise AssertionError("time is spent on a document that there will not be")

    monkeypatch.setattr(excerpt, "MOST_BYTES", 100)
    monkeypatch.setattr(dossier, "record_part", lay_out)
    with pytest.raises(AtlasError, match="2 records are too many"):
        report_of(mixed, "young", "old")


def test_records_stand_in_the_order_of_the_list(mixed: Library) -> None:
    asked = "undated", "treaty", "young", "old"
    assert titles(mixed, Order.LIST, *asked) == list(asked)


def test_or_by_date_with_the_undated_ones_together(mixed: Library) -> None:
    ordered = titles(mixed, Order.DATE, "undated", "young", "treaty", "old")
    assert [one for one in ordered if one != "undated"] == ["old", "treaty", "young"]
    assert ordered[0] == "undated" or ordered[-1] == "undated"


def test_or_by_kind_and_date_within(mixed: Library) -> None:
    ordered = titles(mixed, Order.KIND, "undated", "young", "treaty", "old")
    assert ordered[0] == "treaty"
    assert ordered.index("old") < ordered.index("young")


def test_numbers_count_in_the_order_and_lead_everywhere_to_the_same_record(
    library: Library,
) -> None:
    report = report_of(library, *ALL)
    assert report.dossier is not None
    assert [part.number for part in report.records] == [1, 2, 3, 4, 5]
    assert [row.number for row in report.dossier.table] == [1, 2, 3, 4, 5]
    by_number = {part.number: part.title for part in report.records}
    for row in report.dossier.table:
        assert row.title == by_number[row.number]
    for dispute in report.dossier.disputes:
        assert dispute.record == by_number[dispute.number]


def test_one_asked_for_twice_stands_once(library: Library) -> None:
    assert [part.id for part in report_of(library, "bare", "long", "bare").records] == [
        "bare",
        "long",
    ]


def test_sources_stand_once_and_every_number_means_one(library: Library) -> None:
    report = report_of(library, *ALL)
    assert report.dossier is not None
    assert [line.number for line in report.sources] == [1, 2, 3]
    known = {line.number for line in report.sources}
    for part in report.records:
        assert {note.source for note in part.notes} <= known
    for row in report.dossier.table:
        assert set(row.sources) <= known


def test_a_pair_a_selection_a_search_and_a_library_are_titled_so(library: Library) -> None:
    def title(subject: Subject, **more: str) -> str:
        return report_of(library, "bare", subject=subject, **more).title

    assert title(Subject.PAIR, pair="CHN-CUB") == "China – Cuba"
    assert title(Subject.SELECTION) == "Selected records"
    assert title(Subject.SEARCH, query="nickel") == "Records for “nickel”"
    assert title(Subject.SEARCH) == "All records"


def test_options_leave_figure_and_disagreements_out(library: Library) -> None:
    wish = DossierWish(Subject.SELECTION, ALL, len(ALL))
    rest = tuple(set(Section) - {Section.TIMELINE, Section.DISAGREEMENTS})
    dossier = dossier_report(library, wish, DAY, ReportOptions(sections=rest)).dossier
    whole = dossier_report(library, wish, DAY, ReportOptions()).dossier
    assert dossier is not None and whole is not None
    assert dossier.overview is None and whole.overview is not None
    assert dossier.disputes == () and whole.disputes


def test_a_dossier_of_nothing_is_refused(library: Library) -> None:
    with pytest.raises(ValueError, match="no records"):
        report_of(library, "gone")
