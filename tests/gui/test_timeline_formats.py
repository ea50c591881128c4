"""The sheet of a timeline as SVG, PDF and PNG."""

import shutil
import subprocess
from pathlib import Path

import pytest
from msgspec.structs import replace
from pypdf import PdfReader
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import (
    QApplication,
)
from pytestqt.qtbot import QtBot
from support.libraries import library_of, record
from support.timeline_pane import CROWD_FIRST, RECORDS, Made, content_of, crowd_of
from support.timeline_sheet import SVG, YEARS, drafted, encoded, parsed, texts

from atlas_gui.domain.vocabulary import Group, Step
from atlas_gui.errors import AtlasError
from atlas_gui.timeline.span import Span
from atlas_gui.timeline.words import Subject
from atlas_gui.ui.theme import LIGHT
from atlas_gui.ui.timeline.view import TimelineView
from atlas_gui.ui.timeline_export import titles
from atlas_gui.ui.timeline_export.formats import Format, image_of, recorded
from atlas_gui.ui.timeline_export.titles import TitleReading
from atlas_gui.ui.timeline_export.words import file_stem

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("qapp"),
]
HOSTILE = 'The <b>&"\u0001 treaty</text><script>'


def test_an_svg_is_plain_and_keeps_hostile_titles_as_they_are(view: TimelineView) -> None:
    svg = encoded(drafted(view), Format.SVG, HOSTILE)
    assert [text for text in texts(svg) if text.startswith('The <b>&" treaty</text>')]
    tags = {part.tag.removeprefix(SVG) for part in parsed(svg).iter()}
    assert tags <= {
        *("svg", "title", "desc", "defs", "clipPath", "linearGradient", "stop"),
        *("g", "path", "rect", "polyline", "polygon", "text", "circle", "ellipse", "line"),
    }
    attributes = {name for part in parsed(svg).iter() for name in part.attrib}
    assert not [name for name in attributes if name.startswith("on") or name.endswith("href")]


def test_an_svg_has_title_description_size_and_fonts_to_fall_back_on(view: TimelineView) -> None:
    draft = drafted(view)
    svg = parsed(encoded(draft, Format.SVG))
    size = draft.sheet({}).size
    assert svg.findtext(f"{SVG}title") == "A library"
    assert svg.findtext(f"{SVG}desc") == "All records, 1960 to 2019"
    assert (svg.get("width"), svg.get("height")) == (str(size.width()), str(size.height()))
    families = {text.get("font-family", "") for text in svg.iter(f"{SVG}text")}
    assert families
    assert all(family.endswith("sans-serif") for family in families)


@pytest.mark.parametrize("few", [True, False], ids=["few", "crowd"])
def test_nothing_in_an_svg_is_clipped_but_the_lanes(view: TimelineView, few: bool) -> None:
    many = [Made(f"m{number}", "deals", "2004?", Step.SUSPENDED) for number in range(60)]
    view.show_content(content_of([*many, *RECORDS]) if few else crowd_of())
    view.set_span(Span(CROWD_FIRST + 500, CROWD_FIRST + 530) if not few else YEARS)
    svg = parsed(encoded(drafted(view, whole=False), Format.SVG))
    assert len(list(svg.iter(f"{SVG}clipPath"))) == 1


def test_lines_that_fade_keep_their_colour_in_an_svg(view: TimelineView) -> None:
    view.show_content(content_of([Made("talks", "visits", "1997~/1999~", Step.SIGNED)]))
    svg = parsed(encoded(drafted(view), Format.SVG))
    # A pen that Qt could not say comes out as black.
    strokes = {
        group.get("stroke")
        for group in svg.iter(f"{SVG}g")
        if any(part.tag in {f"{SVG}path", f"{SVG}polyline"} for part in group)
    }
    assert strokes
    assert "#000000" not in strokes
    assert [part for part in svg.iter() if part.get("fill", "").startswith("url(#gradient")]


def test_a_pdf_is_one_page_as_large_as_the_sheet_with_its_fonts(
    view: TimelineView, tmp_path: Path
) -> None:
    draft = drafted(view)
    target = tmp_path / "sheet.pdf"
    target.write_bytes(encoded(draft, Format.PDF))
    assert target.read_bytes().startswith(b"%PDF-")
    document = PdfReader(target)
    (page,) = document.pages
    size = draft.sheet({}).size
    assert float(page.mediabox.width) == pytest.approx(size.width() * 0.75, abs=1)
    assert float(page.mediabox.height) == pytest.approx(size.height() * 0.75, abs=1)
    assert document.metadata is not None
    assert document.metadata.title == "A library"
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        (held,) = font["/DescendantFonts"]
        descriptor = held.get_object()["/FontDescriptor"]
        assert any(name.startswith("/FontFile") for name in descriptor)
    assert "/XObject" not in page["/Resources"] or not [
        one
        for one in page["/Resources"]["/XObject"].values()
        if one.get_object().get("/Subtype") == "/Image"
    ]


def test_a_pdf_can_be_searched(view: TimelineView, tmp_path: Path) -> None:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed")
    target = tmp_path / "sheet.pdf"
    target.write_bytes(encoded(drafted(view), Format.PDF))
    command = [program, "-layout", str(target), "-"]
    text = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    for words in ("A library", "Visits and talks", "Treaty", "Cite as: A library."):
        assert words in text


def test_ends_that_fade_do_so_in_a_pdf(view: TimelineView, tmp_path: Path) -> None:
    program = shutil.which("pdftoppm")
    if program is None:
        pytest.skip("pdftoppm is not installed")
    view.show_content(content_of([Made("talks", "visits", "1997-01-01~/1999-12-31~")]))
    draft = drafted(view)
    (tmp_path / "sheet.pdf").write_bytes(encoded(draft, Format.PDF))
    command = [program, "-r", "192", "-png", "-singlefile", "sheet.pdf", "sheet"]
    subprocess.run(command, cwd=tmp_path, check=True)
    printed = _inked(QImage(str(tmp_path / "sheet.png")))
    painted = _inked(QImage.fromData(encoded(draft, Format.PNG)))
    assert painted > 1_000
    assert printed == pytest.approx(painted, rel=0.1)


def _inked(image: QImage) -> int:
    """How many pixels have the whole colour of the marks."""
    red, green, blue, _clear = QColor(LIGHT.group_colours[Group.DEALS]).getRgb()
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    return bytes(plain.constBits()).count(bytes((blue, green, red, 255)))


def test_a_png_is_twice_as_fine_as_the_screen(view: TimelineView) -> None:
    draft = drafted(view)
    image = QImage.fromData(encoded(draft, Format.PNG))
    assert image.size() == draft.sheet({}).size * 2
    assert image.dotsPerMeterX() == image.dotsPerMeterY() == pytest.approx(192 / 0.0254, abs=1)
    assert image.text("Title") == "A library"


def test_a_picture_painted_in_pieces_is_the_one_painted_at_once(view: TimelineView) -> None:
    sheet = drafted(view).sheet({})
    picture = recorded(sheet)
    at_once = QImage(sheet.size * 2, QImage.Format.Format_RGB32)
    at_once.setDevicePixelRatio(2)
    painter = QPainter(at_once)
    painter.drawPicture(0, 0, picture)
    painter.end()
    assert image_of(picture, sheet.size) == at_once


def test_a_picture_too_large_for_memory_is_refused(view: TimelineView) -> None:
    picture = recorded(drafted(view).sheet({}))
    with pytest.raises(AtlasError, match="too large"):
        image_of(picture, QSize(100_000, 100_000))


def test_a_very_large_picture_is_as_fine_as_the_screen(view: TimelineView) -> None:
    picture = recorded(drafted(view).sheet({}))
    assert image_of(picture, QSize(4_000, 6_000)).size() == QSize(4_000, 6_000)


@pytest.mark.parametrize("title", ["a/b\\c:d", "..", "x" * 300, "con\u0000\u202e?*", "“é” 中国"])
def test_a_name_is_suggested_that_every_system_takes(title: str) -> None:
    library = library_of(record("one"))
    library.info = replace(library.info, title={"en": title})
    stem = file_stem(library, YEARS)
    assert stem.endswith(" timeline 2004–2005")
    assert not set(stem) & set('\\/:*?"<>|\u0000')
    assert not stem.startswith(".")
    assert len(stem.encode()) < 250


def test_titles_are_read_a_few_at_a_time(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(number * 0.002 for number in range(10_000))
    monkeypatch.setattr(titles, "monotonic", lambda: next(clock))
    read: list[int] = []
    done: list[dict[int, Subject]] = []

    def tell(row: int) -> Subject:
        read.append(row)
        return Subject(str(row), f"Two\nlines {row}", "2004")

    parent = QApplication.instance()
    assert parent is not None
    TitleReading(tell, range(40), done.append, parent)
    assert read == []
    QApplication.processEvents()
    assert 0 < len(read) < 40
    qtbot.waitUntil(lambda: bool(done))
    assert {row: subject.label for row, subject in done[0].items()} == {
        row: f"Two lines {row}" for row in range(40)
    }
