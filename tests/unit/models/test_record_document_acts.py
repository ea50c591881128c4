"""The table of what the parties of a treaty did, on the page of a record."""

import pytest
from PySide6.QtGui import QFont, QTextBlock, QTextDocument, QTextTable
from support.acts import act, treaty
from support.cruel import treaty_record
from support.libraries import Plain, evidence, library_of, record, status_claim

from atlas_gui.models.record_document import RecordPage, read_link, record_document
from atlas_gui.models.record_document.acts import SHOWN_FIRST
from atlas_gui.models.record_document.writer import Palette

_PALETTE = Palette(*(f"#{number:06x}" for number in range(0x101010, 0x101019)))

pytestmark = pytest.mark.usefixtures("qapp")


def page_of(plain: Plain, *, whole: bool = False) -> QTextDocument:
    library = library_of(plain)
    page = RecordPage(library, _PALETTE, QFont("DejaVu Sans", 10), whole=whole)
    return record_document(library.records[plain["id"]], page)


def blocks(document: QTextDocument) -> list[QTextBlock]:
    found, block = [], document.begin()
    while block.isValid():
        found.append(block)
        block = block.next()
    return found


def rows(document: QTextDocument) -> list[tuple[str, ...]]:
    """The rows of all tables of five columns, from top to bottom."""
    tables = [t for t in document.rootFrame().childFrames() if isinstance(t, QTextTable)]
    return [
        tuple(
            " ".join(
                table.document()
                .findBlock(table.cellAt(row, column).firstPosition())
                .text()
                .split("\N{LINE SEPARATOR}")
            )
            for column in range(5)
        )
        for table in tables
        if table.columns() == 5
        for row in range(table.rows())
    ]


def hrefs(document: QTextDocument) -> list[str]:
    return [
        piece.fragment().charFormat().anchorHref()
        for block in blocks(document)
        for piece in block
        if piece.fragment().charFormat().anchorHref()
    ]


def test_acts_stand_in_one_table_and_their_passage_once() -> None:
    claims = [
        status_claim("signed"),
        act("a", "accession", named="Ceylon", date={"edtf": "1951-02-03"}),
        {
            **act("b", "other", party="country:CUB", wording="took note"),
            "evidence": [{**evidence(), "locator": "Note 7", "confidence": "low"}],
        },
        act(
            "c",
            "ratification",
            party="country:CUB",
            date={"edtf": "1950", "wording": "in 1950"},
            effective={"edtf": "1950-06-01"},
        ),
        {**act("d", named="Ceylon"), "rank": "deprecated", "reason": "Given twice."},
    ]
    document = page_of(record("treaty", kind="treaty", claims=claims))
    assert rows(document) == [
        ("Party", "Act", "Date", "In effect", "Source"),
        ("Ceylon", "Accession", "3 Feb 1951", "", "[1]"),
        ("Ceylon", "Accession Set aside: Given twice.", "", "", "[1]"),
        ("Cuba", "Ratification", "in 1950", "1 Jun 1950", "[1]"),
        ("Cuba", "took note [1] Note 7; low confidence", "", "", "[1]"),
    ]
    text = document.toPlainText()
    assert "Where no other passage is named: [1] Participants" in text
    assert text.count("Participants") == 1
    # Set aside, it is no fact.
    assert "3 acts · 2 parties [1]" in text
    assert "4 acts · 2 parties: What the parties did" in text
    assert "Ceylon: Accession" not in text


def test_tab_need_not_pass_a_link_in_each_row() -> None:
    alike = hrefs(page_of(treaty(50)))
    assert alike.count("source:1") == hrefs(page_of(treaty(2))).count("source:1")
    differing = treaty(50)
    differing["claims"][-1]["evidence"] = [{**evidence(), "locator": "Note 7"}]
    # One in the row, one at its passage.
    assert len(hrefs(page_of(differing))) == len(alike) + 2


def test_a_record_without_acts_has_no_such_table() -> None:
    document = page_of(record("plain"))
    assert rows(document) == []
    assert "parties did" not in document.toPlainText()


def test_of_many_acts_the_first_are_shown_and_a_link_to_all() -> None:
    document = page_of(treaty(SHOWN_FIRST + 1))
    assert len(rows(document)) == 1 + SHOWN_FIRST
    assert "Show all 101 acts" in document.toPlainText()
    assert hrefs(document).count("all:acts") == 1
    whole = page_of(treaty(SHOWN_FIRST + 1), whole=True)
    assert len(rows(whole)) == 2 + SHOWN_FIRST
    assert "Show all" not in whole.toPlainText()
    few = page_of(treaty(SHOWN_FIRST))
    assert len(rows(few)) == 1 + SHOWN_FIRST
    assert "all:acts" not in hrefs(few)


def test_every_act_of_a_thousand_has_its_row() -> None:
    found = rows(page_of(treaty(1_000), whole=True))
    assert len(found) == 1_001
    assert found[1] == ("China", "Signature", "15 Jun 1950", "", "[1]")
    assert {row[0] for row in found[1:]} == {
        "China",
        "Cuba",
        *(f"Party {n}" for n in range(2, 200)),
    }
    assert all(row[4] == "[1]" for row in found[1:])


def test_cruel_texts_of_acts_are_text() -> None:
    document = page_of(treaty_record(100), whole=True)
    assert len(rows(document)) == 101
    assert all(read_link(href) for href in hrefs(document))
    assert not [href for href in hrefs(document) if "example" in href]
    assert "<b>bold</b> &amp;" in document.toPlainText()
