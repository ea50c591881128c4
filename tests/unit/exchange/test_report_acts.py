"""What the parties of a treaty did, in a document: one table, and a common passage noted once."""

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader
from support.acts import act, treaty
from support.cruel import treaty_record
from support.libraries import Plain, evidence, library_of, record, status_claim

from atlas_gui.exchange.pdf.typesetting import typeset
from atlas_gui.exchange.report.document import record_report
from atlas_gui.exchange.report.document_parts import Report
from atlas_gui.exchange.report.options import Notes, Paper, ReportOptions, Section


def report_of(plain: Plain, **wanted: Any) -> Report:
    library = library_of(plain)
    held = library.records[plain["id"]]
    return record_report(library, held, dt.date(2026, 11, 21), ReportOptions(**wanted))


@pytest.fixture
def noted() -> Plain:
    other = {**evidence(), "locator": "Note 7"}
    claims = [
        status_claim("signed"),
        act("a", "accession", named="Ceylon", date={"edtf": "1951-02-03"}),
        {**act("b", party="country:CUB", effective={"edtf": "1952"}), "evidence": [other]},
        {**act("c", named="Ceylon"), "rank": "deprecated", "reason": "Given twice."},
    ]
    return record("treaty", kind="treaty", claims=claims)


def test_the_table_says_who_did_what_and_when(noted: Plain) -> None:
    (part,) = report_of(noted).records
    assert part.acts is not None
    told = [(row.party, row.repeated, row.act, row.date, row.effective) for row in part.acts.rows]
    assert told == [
        ("Ceylon", False, "Accession", "3 Feb 1951", ""),
        ("Ceylon", True, "Accession", "", ""),
        ("Cuba", False, "Accession", "", "1952"),
    ]
    assert [row.remarks for row in part.acts.rows] == [(), ("Set aside: Given twice.",), ()]
    assert [row.sources for row in part.acts.rows] == [(1,), (1,), (1,)]


def test_a_common_passage_is_noted_once(noted: Plain) -> None:
    (part,) = report_of(noted).records
    assert part.acts is not None
    (common,) = part.acts.common_notes
    assert part.notes[common].text == "Participants"
    assert [[part.notes[place].text for place in row.notes] for row in part.acts.rows] == [
        [],
        [],
        ["Note 7"],
    ]


def test_among_the_claims_stands_only_where_the_acts_are(noted: Plain) -> None:
    (part,) = report_of(noted).records
    assert [row.heading for row in part.claims] == ["Status", "Act"]
    assert part.claims[-1].value == "3 acts · 2 parties: see “What the parties did”."
    fields = {field.label: field.lines[0].text for field in part.fields}
    assert fields["Acts"] == "2 acts · 2 parties"


def test_acts_stand_with_the_claims_or_not_at_all(noted: Plain) -> None:
    (part,) = report_of(noted, sections=(Section.FIELDS,)).records
    assert part.acts is None
    assert part.claims == ()
    (plain,) = report_of(record("plain")).records
    assert plain.acts is None


@pytest.mark.parametrize("notes", Notes)
@pytest.mark.parametrize("count", [5, 60, 61])
def test_the_table_is_tagged_and_its_head_stands_on_each_page(count: int, notes: Notes) -> None:
    pdf = PdfReader(io.BytesIO(typeset(report_of(treaty(count), notes=notes), Paper.A4).pdf))
    tables = [held for held in _elements(pdf) if held.get("/S") == "/Table"]
    (acts,) = [table for table in tables if len(list(_within(table, "/TR"))) == count + 1]
    assert len(list(_within(acts, "/TH"))) == 5
    assert len(list(_within(acts, "/TD"))) == 5 * count
    with_rows = [page for page in pdf.pages if "Jun 19" in page.extract_text()]
    assert all("In effect" in page.extract_text() for page in with_rows)
    assert len(with_rows) == (1 if count < 60 else len(with_rows))


def test_of_very_many_pairs_the_trail_names_the_first() -> None:
    codes = [f"QA{chr(65 + n)}" for n in range(12)]
    many = record("many", countries=["CHN", *codes], pairs=[f"CHN-{code}" for code in codes])
    (part,) = report_of(many).records
    assert part.trail.count("China – ") == 6
    assert "China – QAF; and 6 more pairs · Contract" in part.trail
    seven = record("many", countries=["CHN", *codes[:7]], pairs=[f"CHN-{c}" for c in codes[:7]])
    (part,) = report_of(seven).records
    assert part.trail.count("China – ") == 7
    assert "more" not in part.trail


def test_cruel_acts_are_set(noted: Plain) -> None:
    assert typeset(report_of(treaty_record(80)), Paper.A4).pdf.startswith(b"%PDF")
    assert typeset(report_of(noted, notes=Notes.END), Paper.LETTER).pdf.startswith(b"%PDF")


def _elements(pdf: PdfReader) -> Iterator[dict[str, Any]]:
    yield from _below(pdf.trailer["/Root"]["/StructTreeRoot"])


def _within(element: dict[str, Any], tag: str) -> Iterator[dict[str, Any]]:
    return (held for held in _below(element) if held.get("/S") == tag)


def _below(element: Any) -> Iterator[dict[str, Any]]:
    held = element.get_object()
    if isinstance(held, list):
        for kid in held:
            yield from _below(kid)
    elif isinstance(held, dict):
        yield held
        if "/K" in held:
            yield from _below(held["/K"])
