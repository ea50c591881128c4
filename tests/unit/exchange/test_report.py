"""The document says everything that the record says, in words."""

import datetime as dt
from typing import Any

import msgspec
import pytest

from atlas_gui.domain.library import Library
from atlas_gui.exchange.enclosed import ATTACHMENT_NAME
from atlas_gui.exchange.report.document import record_report
from atlas_gui.exchange.report.document_parts import Report
from atlas_gui.exchange.report.options import Notes, ReportOptions, Section
from atlas_gui.exchange.report.parts import RecordPart

DAY = dt.date(2026, 11, 21)
# What of a record each section fills.
FILLED = {
    Section.STATUS: "ladder",
    Section.FIELDS: "fields",
    Section.SUMMARY: "summary",
    Section.TIMELINE: "timeline",
    Section.CLAIMS: "claims",
    Section.DISAGREEMENTS: "disagreements",
    Section.RELATIONS: "relations",
}


@pytest.fixture
def report(library: Library) -> Report:
    return record_report(library, library.records["nickel-plant"], DAY)


@pytest.fixture
def part(report: Report) -> RecordPart:
    (only,) = report.records
    return only


def test_the_head_says_what_the_record_is(report: Report, part: RecordPart) -> None:
    assert part.trail == "China – Cuba · Investment · Mining"
    assert part.title.text == report.title == "An efficient nickel plant"
    assert [(title.language, title.text) for title in part.other_titles] == [
        ("zh", "拉斯卡马里奥卡斯镍厂"),
        ("ru", "Никелевый завод"),
        ("vi", "Nhà máy niken"),
    ]


def test_the_title_can_be_in_the_readers_language(library: Library) -> None:
    options = ReportOptions(language="ru")
    (part,) = record_report(library, library.records["nickel-plant"], DAY, options).records
    assert part.title.language == "ru"
    assert "en" in [title.language for title in part.other_titles]


def test_a_title_in_another_language_says_which(library: Library) -> None:
    record = msgspec.structs.replace(library.records["bare"], title={"ar": "اتفاق", "he": "הסכם"})
    (part,) = record_report(library, record, DAY).records
    assert (part.title.language, part.title.text) in {("ar", "اتفاق"), ("he", "הסכם")}
    assert len(part.other_titles) == 1


def test_every_claim_stands_in_the_document(library: Library) -> None:
    for record in library.records.values():
        (part,) = record_report(library, record, DAY).records
        assert len(part.claims) == len(record.claims)


def test_values_in_dispute_stand_side_by_side(part: RecordPart) -> None:
    (box,) = part.disagreements
    assert box.heading == "Planned amount"
    assert [rival.value for rival in box.rivals] == [
        "US$500 million planned",
        "US$600 million planned",
    ]
    assert [rival.sources[0].sources for rival in box.rivals] == [(1,), (2,)]


def test_related_records_are_named_once_each_even_if_they_are_lost(part: RecordPart) -> None:
    (group,) = part.relations
    assert group.label == "See also"
    assert [record.permalink for record in group.records] == [
        "atlas:/CHN-CUB/hostile",
        "atlas:/gone",
    ]
    assert group.records[1].title == "not in this library"


def test_the_document_says_where_it_is_from(report: Report, part: RecordPart) -> None:
    about = {field.label: field.lines[0].text for field in report.about}
    assert about == {
        "Library": "Bilateral relations, edition 2026.1",
        "Licence": "MIT",
        "Cite as": "Cite it so.",
        "Permanent link": "atlas:/CHN-CUB/nickel-plant",
        "Exported": "21 November 2026",
        "Attached": f"{ATTACHMENT_NAME}: this record as data",
    }
    assert part.permalink == "atlas:/CHN-CUB/nickel-plant"


@pytest.mark.parametrize("section", Section)
def test_a_section_can_be_left_out_and_nothing_else_changes(
    library: Library, section: Section
) -> None:
    record = library.records["nickel-plant"]
    rest = tuple(one for one in Section if one is not section)

    def parts(options: ReportOptions) -> dict[str, Any]:
        (part,) = record_report(library, record, DAY, options).records
        return msgspec.structs.asdict(part)

    whole, without = parts(ReportOptions()), parts(ReportOptions(sections=rest))
    changed = {name for name, value in without.items() if value != whole[name]}
    assert FILLED[section] in changed
    assert not without[FILLED[section]]
    # Notes hang on claims.
    assert changed <= {FILLED[section], "notes"}


def test_without_any_section_title_place_and_sources_stay(library: Library) -> None:
    options = ReportOptions(sections=())
    report = record_report(library, library.records["nickel-plant"], DAY, options)
    (part,) = report.records
    assert part.title.text and part.trail and part.permalink
    assert len(report.sources) == 2


def test_notes_stand_where_the_reader_wants_them(library: Library) -> None:
    record = library.records["bare"]
    assert not record_report(library, record, DAY).endnotes
    assert record_report(library, record, DAY, ReportOptions(notes=Notes.END)).endnotes
