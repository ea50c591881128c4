"""The reader's own stars, tags and notes in a document: only if asked for, and never as data."""

import datetime as dt
from types import MappingProxyType

import pytest
from msgspec import structs
from support.libraries import date_claim, library_of, record

from atlas_gui.domain.notebook import Entry
from atlas_gui.exchange.pdf.making import dossier_pdf, record_pdf
from atlas_gui.exchange.report.document import record_report
from atlas_gui.exchange.report.dossier import dossier_report
from atlas_gui.exchange.report.options import ReportOptions
from atlas_gui.exchange.report.reader_notes import reader_notes
from atlas_gui.exchange.report.wishes import DossierWish, Subject

_DAY = dt.date(2026, 1, 2)
_WITH = ReportOptions(notebook=True)
_LIBRARY = library_of(record("one", claims=[date_claim("2004")]), record("two"))
_KEPT = Entry(
    "one",
    "2026-01-01T00:00:00Z",
    starred=True,
    tags=("#set text(red)", "rail"),
    note="First $x$ line\nsecond\n\n*not bold* <b>nor this</b>",
)
_WISH = DossierWish(Subject.SELECTION, ("one", "two"), 2)


def test_they_are_there_only_if_they_are_asked_for() -> None:
    one = _LIBRARY.records["one"]
    assert not ReportOptions().notebook
    (part,) = record_report(_LIBRARY, one, _DAY, ReportOptions(), _KEPT).records
    assert part.reader is None
    (part,) = record_report(_LIBRARY, one, _DAY, _WITH, _KEPT).records
    assert part.reader is not None
    assert part.reader.starred
    assert part.reader.tags == "#set text(red), rail"
    assert part.reader.paragraphs == (
        ("First $x$ line", "second"),
        ("*not bold* <b>nor this</b>",),
    )
    (part,) = record_report(_LIBRARY, one, _DAY, _WITH).records
    assert part.reader is None


def test_of_several_records_each_has_its_own() -> None:
    kept = MappingProxyType({"one": _KEPT})
    report = dossier_report(_LIBRARY, _WISH, _DAY, _WITH, kept)
    assert [part.reader is not None for part in report.records] == [True, False]


def test_the_data_inside_the_file_is_the_same_with_them_and_without() -> None:
    one = _LIBRARY.records["one"]
    with_them = record_report(_LIBRARY, one, _DAY, _WITH, _KEPT)
    assert with_them.attachment == record_report(_LIBRARY, one, _DAY).attachment
    assert b"not bold" not in with_them.attachment


@pytest.mark.parametrize(
    "entry", [None, structs.replace(_KEPT, starred=False, tags=(), note="", reading=1.0)]
)
def test_nothing_to_say_is_no_section(entry: Entry | None) -> None:
    assert reader_notes(entry) is None


@pytest.mark.parametrize("language", ["en", "fr", "ru", "zh"])
def test_a_note_is_printed_as_the_text_it_is(language: str) -> None:
    from io import BytesIO

    from pypdf import PdfReader

    options = structs.replace(_WITH, language=language)
    pdf = record_pdf(_LIBRARY, _LIBRARY.records["one"], options, _KEPT).pdf
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    for words in ("#set text(red), rail", "First $x$ line", "*not bold* <b>nor this</b>"):
        assert words in text


def test_a_dossier_prints_them_too() -> None:
    from io import BytesIO

    from pypdf import PdfReader

    pdf = dossier_pdf(_LIBRARY, _WISH, _WITH, kept={"one": _KEPT}).pdf
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    assert "Reader’s notes" in text
    assert "First $x$ line" in text
