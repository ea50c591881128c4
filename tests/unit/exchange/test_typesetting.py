"""The PDF holds the whole record, and is saved whole or not at all."""

import datetime as dt
import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pypdf
import pytest

from atlas_gui.domain.library import Library
from atlas_gui.exchange.enclosed import ATTACHMENT_NAME
from atlas_gui.exchange.excerpt import excerpt_bytes
from atlas_gui.exchange.export_date import export_date
from atlas_gui.exchange.pdf import typesetting
from atlas_gui.exchange.pdf.fonts import FontSet
from atlas_gui.exchange.pdf.typesetting import ExportError, report_text, save_pdf, typeset
from atlas_gui.exchange.report.document import record_report
from atlas_gui.exchange.report.document_parts import Report
from atlas_gui.exchange.report.options import Notes, Paper, ReportOptions

DAY = dt.date(2026, 11, 21)
RECORDS = ["nickel-plant", "hostile", "bare", "long", "dated"]
SIZES = {Paper.A4: (595, 842), Paper.LETTER: (612, 792)}


def report_of(
    library: Library,
    record_id: str,
    options: ReportOptions = ReportOptions(),  # noqa: B008  frozen
) -> Report:
    return record_report(library, library.records[record_id], DAY, options)


def make_pdf(report: Report, paper: Paper) -> bytes:
    return typeset(report, paper).pdf


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """The text without white space, which a PDF does not keep as it was."""
    return squeezed("".join(page.extract_text() for page in read(pdf).pages))


def squeezed(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())


@pytest.mark.parametrize("record_id", RECORDS)
def test_everything_can_be_found_in_the_text(library: Library, record_id: str) -> None:
    report = report_of(library, record_id)
    (part,) = report.records
    text = text_of(make_pdf(report, Paper.A4))
    notes = (note.text for note in part.notes)
    values = (claim.value for claim in part.claims)
    for wanted in (part.title.text, *values, *notes, part.summary, part.permalink):
        for line in wanted.splitlines():
            assert squeezed(line) in text


def test_a_ligature_does_not_hide_a_word(library: Library) -> None:
    assert "efficient" in text_of(make_pdf(report_of(library, "nickel-plant"), Paper.A4))


@pytest.mark.parametrize("record_id", RECORDS)
@pytest.mark.parametrize("paper", Paper)
def test_the_record_is_attached_as_it_is(library: Library, record_id: str, paper: Paper) -> None:
    reader = read(make_pdf(report_of(library, record_id), paper))
    assert list(reader.attachments) == [ATTACHMENT_NAME]
    assert reader.attachments[ATTACHMENT_NAME] == [excerpt_bytes(library, [record_id])]


@pytest.mark.parametrize("paper", Paper)
def test_the_file_says_what_it_is(library: Library, paper: Paper) -> None:
    reader = read(make_pdf(report_of(library, "nickel-plant"), paper))
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == SIZES[paper]
    catalogue = reader.trailer["/Root"]
    assert catalogue["/Lang"] == "en"
    assert catalogue["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title == "An efficient nickel plant"
    assert reader.metadata.author == "Bilateral relations"
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date() == DAY
    metadata = catalogue["/Metadata"].get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_headings_lead_through_the_document(library: Library) -> None:
    outline = read(make_pdf(report_of(library, "nickel-plant"), Paper.A4)).outline
    titles = [entry.title for entry in outline[1]]
    assert outline[0].title == "An efficient nickel plant"
    assert titles == [
        "Summary",
        "On the timeline",
        "What the sources say",
        "Sources disagree",
        "Related records",
        "Sources",
        "About this document",
    ]


def figures(pdf: bytes) -> list[str]:
    """The alternative texts of all figures in the structure tree, in the order of reading."""

    def walk(element: Any) -> Iterator[str]:
        held = element.get_object()
        if isinstance(held, list):
            for kid in held:
                yield from walk(kid)
        elif isinstance(held, dict):
            if held.get("/S") == "/Figure":
                yield str(held["/Alt"])
            if "/K" in held:
                yield from walk(held["/K"])

    return list(walk(read(pdf).trailer["/Root"]["/StructTreeRoot"]))


def test_ladder_and_timeline_are_figures_that_tell_what_they_show(library: Library) -> None:
    report = report_of(library, "dated")
    (part,) = report.records
    assert part.ladder is not None
    assert part.timeline is not None
    told = [part.ladder.alternative, part.timeline.alternative]
    assert [squeezed(text) for text in figures(make_pdf(report, Paper.A4))] == [
        squeezed(text) for text in told
    ]


def test_the_words_of_the_timeline_are_text(library: Library) -> None:
    report = report_of(library, "dated")
    (part,) = report.records
    assert part.timeline is not None
    text = text_of(make_pdf(report, Paper.A4))
    for row in part.timeline.rows:
        assert squeezed(f"{row.name}{row.date}") in text
    assert "2000" in [tick.label for tick in part.timeline.ticks]


@pytest.mark.parametrize("record_id", ["bare", "long", "hostile"])
def test_without_a_day_there_is_no_timeline(library: Library, record_id: str) -> None:
    report = report_of(library, record_id)
    pdf = make_pdf(report, Paper.A4)
    assert report.records[0].timeline is None
    assert figures(pdf) == []
    assert "Onthetimeline" not in text_of(pdf)


def test_only_web_addresses_are_links_out(library: Library) -> None:
    reader = read(make_pdf(report_of(library, "nickel-plant"), Paper.A4))
    links = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    addresses = {link["/A"]["/URI"] for link in links if "/URI" in link.get("/A", {})}
    assert addresses == {"https://example.org/wiki"}
    assert all(link.get("/Contents") for link in links)


def test_the_same_record_gives_the_same_bytes(library: Library) -> None:
    report = report_of(library, "nickel-plant")
    assert make_pdf(report, Paper.A4) == make_pdf(report, Paper.A4)


def test_markup_and_hidden_characters_are_printed_as_they_stand(library: Library) -> None:
    text = text_of(make_pdf(report_of(library, "hostile"), Paper.A4))
    for literal in ('#panic("x")', "*bold*", "<b>html</b>", "$x^2$", "@ref", "{0}%s"):
        assert literal in text
    for shown in ("U+0007", "U+0000", "U+202E", "U+F0000", "U+E000", "U+FFFE"):
        assert shown in text


def test_a_character_without_a_font_is_printed_as_its_code_point_and_told(
    library: Library,
) -> None:
    report = report_of(library, "nickel-plant")
    made = typeset(report, Paper.A4, FontSet())
    assert "HuaweiU+534EU+4E3A" in text_of(made.pdf)
    assert set("华为拉斯卡马里奥") <= set(made.missing)
    assert made.missing == tuple(sorted(set(made.missing)))
    printed = set(text_of(made.pdf))
    assert not printed & set(made.missing)
    assert typeset(report_of(library, "bare"), Paper.A4, FontSet()).missing == ()


def test_no_page_has_an_empty_box(library: Library) -> None:
    """Whatever is printed has a glyph: number 0 of a font is the box for what it lacks."""
    for made in (
        typeset(report_of(library, "hostile"), Paper.A4, FontSet()),
        typeset(report_of(library, "nickel-plant"), Paper.A4, FontSet()),
    ):
        for page in read(made.pdf).pages:
            operations = pypdf.generic.ContentStream(page.get_contents(), None).operations
            for operands, operator in operations:
                assert operator not in {b"'", b'"'}
                shown = operands[0] if operator == b"TJ" else operands if operator == b"Tj" else ()
                for text in shown:
                    raw = getattr(text, "original_bytes", b"")
                    assert b"\0\0" not in {raw[at : at + 2] for at in range(0, len(raw), 2)}


def test_notes_stand_at_the_foot_or_behind_the_claims(library: Library) -> None:
    at_foot = text_of(make_pdf(report_of(library, "nickel-plant"), Paper.A4))
    behind = text_of(
        make_pdf(report_of(library, "nickel-plant", ReportOptions(notes=Notes.END)), Paper.A4)
    )
    note = squeezed("low confidence")
    assert note in at_foot and note in behind
    assert "Notes1." in behind and "Notes1." not in at_foot
    assert behind.index("Notes1.") < behind.index(note) < behind.index("Sourcesdisagree")


def test_characters_that_only_the_document_itself_refuses_are_replaced_too(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetting, "missing_characters", lambda _text, _fonts: frozenset())
    text = text_of(typeset(report_of(library, "nickel-plant"), Paper.A4, FontSet()).pdf)
    assert "HuaweiU+534EU+4E3A" in text


def test_a_broken_template_is_one_sentence_for_the_reader(
    library: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "pdf").mkdir()
    (tmp_path / "pdf" / "document.typ").write_text("#nothing-of-that-name")
    monkeypatch.setattr(typesetting.paths, "resources", lambda: tmp_path)
    with pytest.raises(ExportError) as caught:
        typeset(report_of(library, "bare"), Paper.A4, FontSet())
    assert caught.value.message == "The PDF could not be made."
    assert "nothing-of-that-name" in caught.value.detail


def test_the_attachment_does_not_decide_about_fonts(library: Library) -> None:
    report = msgspec.structs.replace(report_of(library, "bare"), attachment='{"华": 1}'.encode())
    assert "华" not in report_text(report)


def test_a_saved_pdf_is_complete_and_alone(tmp_path: Path) -> None:
    target = tmp_path / "record.pdf"
    save_pdf(b"old", target)
    save_pdf(b"new", target)
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_gone_is_named(tmp_path: Path) -> None:
    target = tmp_path / "gone" / "record.pdf"
    with pytest.raises(ExportError) as caught:
        save_pdf(b"%PDF", target)
    assert str(target) in caught.value.message
    assert not target.parent.exists()


def test_a_target_that_is_a_folder_stays_one(tmp_path: Path) -> None:
    target = tmp_path / "record.pdf"
    target.mkdir()
    with pytest.raises(ExportError):
        save_pdf(b"%PDF", target)
    assert list(tmp_path.iterdir()) == [target]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "record.pdf"
    target.write_bytes(b"old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(ExportError):
        save_pdf(b"new", target)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_the_date_of_an_export_can_be_fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert export_date() == dt.date(1970, 1, 2)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert export_date() == dt.datetime.now().astimezone().date()


def test_typst_is_not_loaded_before_an_export() -> None:
    code = "import sys, atlas_gui.exchange.pdf.typesetting; sys.exit('typst' in sys.modules)"
    finished = subprocess.run([sys.executable, "-c", code], check=False)
    assert finished.returncode == 0
