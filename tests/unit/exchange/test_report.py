"""The document says everything that the record says, in words."""

import datetime as dt

import msgspec
import pytest

from atlas_gui.domain.library import Library
from atlas_gui.domain.record import Record
from atlas_gui.exchange.report.parts import Report
from atlas_gui.exchange.report.record import record_report

DAY = dt.date(2026, 11, 21)


@pytest.fixture
def report(library: Library) -> Report:
    return record_report(library, library.records["nickel-plant"], DAY)


def test_the_head_says_what_the_record_is(report: Report) -> None:
    assert report.trail == "China – Cuba · Investment · Mining"
    assert report.title.text == "An efficient nickel plant"
    assert [(title.language, title.text) for title in report.other_titles] == [
        ("zh", "拉斯卡马里奥卡斯镍厂"),
        ("ru", "Никелевый завод"),
        ("vi", "Nhà máy niken"),
    ]


def test_the_title_can_be_in_the_readers_language(library: Library) -> None:
    report = record_report(library, library.records["nickel-plant"], DAY, "ru")
    assert report.title.language == "ru"
    assert "en" in [title.language for title in report.other_titles]


def test_every_claim_stands_in_the_document(library: Library) -> None:
    for record in library.records.values():
        assert len(record_report(library, record, DAY).claims) == len(record.claims)


def test_values_in_dispute_stand_side_by_side(report: Report) -> None:
    (box,) = report.disagreements
    assert box.heading == "Planned amount"
    assert [rival.value for rival in box.rivals] == [
        "US$500 million planned",
        "US$600 million planned",
    ]
    assert [rival.sources[0].sources for rival in box.rivals] == [(1,), (2,)]


def test_related_records_are_named_once_each_even_if_they_are_lost(report: Report) -> None:
    (group,) = report.relations
    assert group.label == "See also"
    assert [record.permalink for record in group.records] == [
        "atlas:/CHN-CUB/hostile",
        "atlas:/gone",
    ]
    assert group.records[1].title == "not in this library"


def test_the_document_says_where_it_is_from(report: Report) -> None:
    about = {field.label: field.lines[0].text for field in report.about}
    assert about == {
        "Library": "Bilateral relations, edition 2026.1",
        "Licence": "MIT",
        "Cite as": "Cite it so.",
        "Permanent link": "atlas:/CHN-CUB/nickel-plant",
        "Exported": "21 November 2026",
        "Attached": "nickel-plant.json: this record as data",
    }
    assert report.permalink == "atlas:/CHN-CUB/nickel-plant"


def test_the_attached_record_is_the_record(library: Library) -> None:
    for record in library.records.values():
        report = record_report(library, record, DAY)
        assert msgspec.json.decode(report.record_json, type=Record) == record
