"""Where words stand on a page, counted as Qt counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QTextCursor
from support.libraries import library_of, record

from atlas_gui.models.record_document import PageDocument, RecordPage, record_document
from atlas_gui.models.record_document.page_document import Stretch
from atlas_gui.models.record_document.writer import Palette
from atlas_gui.search.query import parse
from atlas_gui.search.terms import terms_of

_PALETTE = Palette(*(f"#{number:06x}" for number in range(0x101010, 0x101019)))

pytestmark = pytest.mark.usefixtures("qapp")


def page_saying(summary: str) -> PageDocument:
    library = library_of(record("odd", summary=summary))
    page = RecordPage(library, _PALETTE, QFont("DejaVu Sans", 10))
    return record_document(library.records["odd"], page)


def at(document: PageDocument, place: Stretch) -> str:
    cursor = QTextCursor(document)
    cursor.setPosition(place.start)
    cursor.setPosition(place.end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def found(document: PageDocument, typed: str) -> list[str]:
    return [at(document, place) for place in document.places_of(terms_of(parse(typed)))]


@pytest.mark.parametrize(
    ("summary", "typed", "places"),
    [
        ("A joint venture, adjoint ventures.", '"joint venture" x', ["joint venture"]),
        ("Kamariókas of Kamariokas", "kamariokas", ["Kamariókas", "Kamariokas"]),
        ("𠮷野 \U0001f6a2 and zinc \U0001f6a2 zincs", "zinc", ["zinc", "zincs"]),
        ("first zinc\nthen zinc", "zinc", ["zinc", "zinc"]),
        ("Gas \u202eand zinc", "zinc", ["zinc"]),
        ("zinc", "", []),
        ("zinc", "tin", []),
        ("zinc", "-zinc", []),
    ],
)
def test_words_are_found_where_they_stand(summary: str, typed: str, places: list[str]) -> None:
    assert found(page_saying(summary), typed) == places


def test_words_are_found_in_every_part_of_a_page_from_top_to_bottom() -> None:
    document = page_saying("It was a survey of China.")
    places = document.places_of(terms_of(parse("survey china")))
    assert {at(document, place) for place in places} == {"survey", "China"}
    assert places == sorted(places)
    assert len(places) >= 4  # the pair, the summary and the source of each claim


@given(before=st.text(st.characters(exclude_categories=("Cs",)), max_size=30))
def test_nothing_that_stands_before_a_word_moves_its_mark(before: str) -> None:
    assert found(page_saying(f"{before} zinc"), "zinc x")[-1:] == ["zinc"]
