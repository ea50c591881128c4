"""The page of a record: everything it says, and a record's text as nothing but text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QTextBlock, QTextDocument
from support.libraries import amount_claim, date_claim, evidence, library_of, record, status_claim
from support.places import SHIPPED_LIBRARY

from atlas_gui.domain.library import DamagedRecord, Library
from atlas_gui.models.record_document import (
    Link,
    LinkKind,
    RecordPage,
    damaged_document,
    read_link,
    record_document,
)
from atlas_gui.models.record_document.writer import Palette
from atlas_gui.store import open_library

_PALETTE = Palette(*(f"#{number:06x}" for number in range(0x101010, 0x101019)))
_SHIPPED = open_library(SHIPPED_LIBRARY)

pytestmark = pytest.mark.usefixtures("qapp")


def page(library: Library) -> RecordPage:
    return RecordPage(library, _PALETTE, QFont("DejaVu Sans", 10))


def blocks(document: QTextDocument) -> list[QTextBlock]:
    found, block = [], document.begin()
    while block.isValid():
        found.append(block)
        block = block.next()
    return found


def hrefs(document: QTextDocument) -> list[str]:
    return [
        piece.fragment().charFormat().anchorHref()
        for block in blocks(document)
        for piece in block
        if piece.fragment().charFormat().anchorHref()
    ]


def headings(document: QTextDocument) -> list[tuple[int, str]]:
    return [
        (block.blockFormat().headingLevel(), block.text())
        for block in blocks(document)
        if block.blockFormat().headingLevel()
    ]


def test_every_record_of_the_library_has_a_whole_page() -> None:
    for held in _SHIPPED.records.values():
        document = record_document(held, page(_SHIPPED))
        text = document.toPlainText()
        assert held.title["en"] in text
        assert held.summary in text
        assert headings(document)[0] == (1, held.title["en"])
        for claim in held.claims:
            assert all(passage.locator in text for passage in claim.evidence)
        assert all(read_link(href) for href in hrefs(document))


def test_the_page_of_a_record_that_refers_to_nothing_known() -> None:
    lost = record(
        "lost",
        countries=["ZZZ", "YYY"],
        claims=[
            {**date_claim("not a date"), "evidence": [evidence("unknown")]},
            {**amount_claim("5", "QQQ")},
        ],
        relations=[{"type": "follows", "target": "nowhere"}],
    )
    library = library_of(lost)
    text = record_document(library.records["lost"], page(library)).toPlainText()
    for word in ("ZZZ", "YYY", "not a date", "QQQ", "unknown", "nowhere"):
        assert word in text


def test_of_very_many_pairs_and_parties_the_first_are_shown() -> None:
    codes = [f"Q{chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(20)]
    party = {"property": "party", "evidence": [evidence()]}
    claims = [
        {**party, "id": f"p{n}", "value": {"party": f"country:{code}", "role": "participant"}}
        for n, code in enumerate(codes)
    ]
    pairs = [f"CHN-{code}" for code in codes]
    held = record("many", countries=["CHN", *codes], pairs=pairs, claims=claims)
    library = library_of(held)
    document = record_document(library.records["many"], page(library))
    text = document.toPlainText()
    assert "China – QAF · and 14 more pairs" in text
    assert "QAL [1]\nand 8 more under “What the sources say”" in text.replace("\u2028", "\n")
    assert hrefs(document).count("all:pairs") == 1
    assert len([href for href in hrefs(document) if href.startswith("pair:")]) == 6
    whole = record_document(library.records["many"], page(library)._replace(whole=True))
    assert len([href for href in hrefs(whole) if href.startswith("pair:")]) == 20
    assert "all:pairs" not in hrefs(whole)
    for code in codes:
        assert f"Participant: {code}" in text


_HOSTILE = (
    "<b>bold</b> &amp; <img src='file:///etc/passwd'>",
    "<a href='javascript:alert(1)'>x</a>",
    "[text](http://example.org) **stars** # no heading",
    "line one\nline two",
    "\ufffc object and \u2028 separator \u2029",
)


@pytest.mark.parametrize("text", _HOSTILE[:3])
def test_a_record_s_text_is_never_markup(text: str) -> None:
    held = record("odd", title={"en": text}, summary=text)
    library = library_of(held)
    document = record_document(library.records["odd"], page(library))
    assert document.toPlainText().count(text) >= 2
    assert not [href for href in hrefs(document) if "javascript" in href or "example" in href]
    assert (1, text) in headings(document)


@given(text=st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=40))
def test_no_text_adds_a_paragraph_a_link_or_an_object(text: str) -> None:
    plain = record("odd", claims=[date_claim("2005"), status_claim("signed")])
    spoken = {**plain, "summary": f"x{text}x"}
    shapes = []
    for held in (plain, spoken):
        library = library_of(held)
        document = record_document(library.records["odd"], page(library))
        shapes.append((document.blockCount(), hrefs(document), headings(document)))
        objects = document.toRawText().count("\N{OBJECT REPLACEMENT CHARACTER}")
        shapes[-1] += (objects,)
    assert shapes[0] == shapes[1]


def test_a_direction_override_turns_nothing_round() -> None:
    library = library_of(record("odd", title={"en": "Gas \u202eand nickel"}))
    text = record_document(library.records["odd"], page(library)).toPlainText()
    assert "Gas \ufffdand nickel" in text
    assert "\u202e" not in text


def test_other_disputed_records_of_the_pair_are_named_and_the_rest_counted() -> None:
    library = library_of(record("one"), record("two"), record("three"))
    others = (library.records["two"], library.records["three"])
    told = page(library)._replace(elsewhere=others, elsewhere_more=12)
    document = record_document(library.records["one"], told)
    assert [href for href in hrefs(document) if href.startswith("record:")] == [
        "record:two",
        "record:three",
    ]
    assert "Elsewhere in this pair" in document.toPlainText()
    assert "and 12 more" in document.toPlainText()
    alone = record_document(library.records["one"], page(library)).toPlainText()
    assert "Elsewhere" not in alone


def test_each_point_on_which_sources_disagree_has_its_box() -> None:
    claims = [amount_claim("5", name="one"), amount_claim("7", name="two")]
    library = library_of(record("odd", claims=claims))
    text = record_document(library.records["odd"], page(library)).toPlainText()
    assert text.count("⚠ The sources disagree") == 1
    assert text.count("≠ ") == 2


def test_a_damaged_record_says_where_and_why() -> None:
    damaged = DamagedRecord("records-9-unreadable", "<i>Lost</i>", "records/9", "no <kind>")
    text = damaged_document(damaged, page(_SHIPPED)).toPlainText()
    for word in ("<i>Lost</i>", "records/9", "no <kind>"):
        assert word in text


@given(kind=st.sampled_from(list(LinkKind)), target=st.text(max_size=30))
def test_a_link_is_read_as_it_was_written(kind: LinkKind, target: str) -> None:
    try:
        href = Link(kind, target).href
    except UnicodeEncodeError:
        assert any("\ud800" <= sign <= "\udfff" for sign in target)
        return
    found = read_link(href)
    if kind is LinkKind.WEB and not target.startswith(("http://", "https://")):
        assert found is None
    else:
        assert found == Link(kind, target)


@pytest.mark.parametrize(
    "href",
    [
        "",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "http://example.org",
        "web:javascript%3Aalert(1)",
        "web:file%3A%2F%2F%2Fetc%2Fpasswd",
        "Record:x",
        " web:http%3A%2F%2Fexample.org",
    ],
)
def test_what_is_no_link_of_ours_leads_nowhere(href: str) -> None:
    assert read_link(href) is None
