"""Sheets of a timeline for tests, and what stands on them."""

from functools import cache
from xml.etree import ElementTree

from atlas_gui.domain.edtf_days import day_number
from atlas_gui.search.reading import Reading
from atlas_gui.timeline.span import Span
from atlas_gui.timeline.words import Subject
from atlas_gui.ui.timeline.view import TimelineView
from atlas_gui.ui.timeline_export.formats import Format, encoder
from atlas_gui.ui.timeline_export.making import Draft, draft_of
from support.libraries import library_of, record
from support.whole_index import reading_over

SVG = "{http://www.w3.org/2000/svg}"
YEARS = Span(day_number(2004), day_number(2006))


@cache
def plain_reading() -> Reading:
    """The library that sheets say they are from."""
    return reading_over(library_of(record("one")))


def drafted(view: TimelineView, *, whole: bool = True, width: int = 1_200) -> Draft:
    """A sheet of what a timeline shows."""
    draft = draft_of(plain_reading(), view, width, whole=whole)
    assert draft is not None
    return draft


def encoded(draft: Draft, form: Format, label: str | None = None) -> bytes:
    """The file of a sheet, with all titles, or `label` for each of them."""
    found = {row: draft.tell(row) for row in draft.sheet({}).wanted_titles()}
    if label is not None:
        found = {row: Subject(str(row), label, "2004") for row in found}
    return encoder(draft.sheet(found), form)()


def parsed(svg: bytes) -> ElementTree.Element:
    """An SVG as a tree; it has to be well-formed."""
    return ElementTree.fromstring(svg)  # noqa: S314  made a moment ago


def texts(svg: bytes) -> list[str]:
    """Every text of an SVG from top to bottom, as it was drawn."""
    return ["".join(part.itertext()) for part in parsed(svg).iter(f"{SVG}text")]
