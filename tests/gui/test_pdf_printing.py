"""A document on paper: the pages chosen, in the order chosen, on whatever sheet; whole or not at all."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageRanges, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from support.pdf_documents import A4, BLUE, GREEN, LETTER, RED, blank, page_sizes, sheets

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.pdf.pages import PdfPages
from atlas_gui.exchange.report.options import Paper
from atlas_gui.progress import CancelledError, untold
from atlas_gui.ui.pdf_export.printing import ask_how_to_print, print_pages

# The offscreen platform says this of every window; it is about the platform, not the dialog.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Corner = tuple[int, int, int]
_RED, _GREEN, _BLUE, _WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def owner(qtbot: QtBot) -> QWidget:
    made = QWidget()
    # Owned by the application until the test ends.
    qtbot.addWidget(made, before_close_func=lambda _widget, kept=made: kept)
    return made


def asked(
    qtbot: QtBot, pages: PdfPages, target: Path, paper: Paper = Paper.A4
) -> tuple[QPrinter, QPrintDialog]:
    """The dialog as a reader sees it, and the printer it is about, which prints into a file."""
    printers: list[QPrinter] = []
    dialog = ask_how_to_print(pages, paper, target, owner(qtbot), printers.append)
    printer = dialog.printer()
    # Three hundred dots make a test slow and show no more.
    printer.setResolution(72)
    return printer, dialog


def printer_for(target: Path, size: QPageSize.PageSizeId = QPageSize.PageSizeId.A4) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    # As the system's dialog leaves it: with margins, which the document has of its own.
    margins = QMarginsF(20, 20, 20, 20)
    layout = QPageLayout(QPageSize(size), QPageLayout.Orientation.Portrait, margins)
    printer.setPageLayout(layout)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setResolution(72)
    return printer


def colour(path: Path, page: int, across: float = 0.5, down: float = 0.5) -> Corner:
    """The colour at a place of a page, in parts of its width and height."""
    document = pypdfium2.PdfDocument(path)
    picture = document[page].render().to_pil().convert("RGB")
    document.close()
    width, height = picture.size
    found = picture.getpixel((int(across * (width - 1)), int(down * (height - 1))))
    assert isinstance(found, tuple)
    return tuple(round(part / 255) * 255 for part in found)  # type: ignore[return-value]


@pytest.fixture
def target(tmp_path: Path, qapp: object) -> Path:  # noqa: ARG001  Qt has to be there
    return tmp_path / "printed.pdf"


def test_every_page_is_printed_to_the_edges_of_its_own_paper(target: Path) -> None:
    told: list[tuple[int, int]] = []
    pages = PdfPages(sheets(RED, GREEN, BLUE))
    assert print_pages(pages, printer_for(target), lambda *now: told.append(now)) == 3
    assert told == [(0, 3), (1, 3), (2, 3)]
    assert page_sizes(target) == [(595, 842)] * 3
    assert [colour(target, page) for page in range(3)] == [_RED, _GREEN, _BLUE]
    for across in (0.01, 0.99):
        for down in (0.01, 0.99):
            assert colour(target, 0, across, down) == _RED
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize(
    ("ranges", "wanted"),
    [
        ("2-3", [_GREEN, _BLUE]),
        ("1,3", [_RED, _BLUE]),
        ("3-9", [_BLUE]),
        ("", [_RED, _GREEN, _BLUE]),
    ],
)
def test_the_pages_that_were_chosen_are_printed(
    target: Path, ranges: str, wanted: list[Corner]
) -> None:
    printer = printer_for(target)
    printer.setPageRanges(QPageRanges.fromString(ranges))
    assert print_pages(PdfPages(sheets(RED, GREEN, BLUE)), printer, untold) == len(wanted)
    assert [colour(target, page) for page in range(len(wanted))] == wanted


def test_a_range_by_its_ends_is_a_range(target: Path) -> None:
    printer = printer_for(target)
    printer.setFromTo(2, 2)
    assert print_pages(PdfPages(sheets(RED, GREEN, BLUE)), printer, untold) == 1
    assert colour(target, 0) == _GREEN


def test_pages_that_the_document_has_not_are_told(target: Path) -> None:
    printer = printer_for(target)
    printer.setFromTo(7, 9)
    with pytest.raises(AtlasError, match="no such pages; it has 3"):
        print_pages(PdfPages(sheets(RED, GREEN, BLUE)), printer, untold)
    assert not target.exists()


def test_the_last_page_can_come_first(target: Path) -> None:
    printer = printer_for(target)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    print_pages(PdfPages(sheets(RED, GREEN, BLUE)), printer, untold)
    assert [colour(target, page) for page in range(3)] == [_BLUE, _GREEN, _RED]


def test_on_other_paper_a_page_is_as_large_as_fits_and_in_the_middle(target: Path) -> None:
    printer = printer_for(target, QPageSize.PageSizeId.A5)
    print_pages(PdfPages(sheets(RED, size=LETTER)), printer, untold)
    assert colour(target, 0) == _RED
    # Letter is wider for its height than A5: there is room above and below, alike.
    assert colour(target, 0, 0.5, 0.01) == colour(target, 0, 0.5, 0.99) == _WHITE
    assert colour(target, 0, 0.01) == colour(target, 0, 0.99) == _RED


@pytest.mark.parametrize("older", [None, b"older"])
def test_stopped_in_the_middle_nothing_half_is_left(target: Path, older: bytes | None) -> None:
    if older is not None:
        target.write_bytes(older)

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise CancelledError

    with pytest.raises(CancelledError):
        print_pages(PdfPages(blank(5)), printer_for(target), stop)
    assert list(target.parent.iterdir()) == ([target] if older else [])
    assert not older or target.read_bytes() == older


def test_a_document_that_is_closed_meanwhile_leaves_nothing_half(target: Path) -> None:
    pages = PdfPages(blank(5))

    def close(done: int, _total: int) -> None:
        if done == 2:
            pages.close()

    with pytest.raises(CancelledError):
        print_pages(pages, printer_for(target), close)
    assert list(target.parent.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(AtlasError) as told:
        print_pages(PdfPages(blank(1)), printer_for(tmp_path / "gone" / "x.pdf"), untold)
    assert "x.pdf” could not be saved: its folder is not there" in told.value.message
    assert "Errno" not in told.value.message
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_a_folder_has_is_told(target: Path) -> None:
    target.mkdir()
    with pytest.raises(AtlasError, match=r"printed\.pdf” could not be saved"):
        print_pages(PdfPages(blank(1)), printer_for(target), untold)
    assert list(target.parent.iterdir()) == [target]
    assert list(target.iterdir()) == []


def test_a_printer_that_takes_nothing_is_told(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPainter, "begin", lambda *_device: False)
    with pytest.raises(AtlasError, match="takes no document"):
        print_pages(PdfPages(blank(1)), printer_for(target), untold)
    assert not target.exists()


# The system's dialog.


@pytest.mark.parametrize(
    ("paper", "size", "points"),
    [(Paper.A4, A4, (595, 842)), (Paper.LETTER, LETTER, (612, 792))],
)
def test_the_dialog_begins_with_the_document_s_own_paper_and_pages(
    qtbot: QtBot,
    target: Path,
    paper: Paper,
    size: tuple[float, float],
    points: tuple[int, int],
) -> None:
    pages = PdfPages(sheets(RED, GREEN, size=size))
    printer, dialog = asked(qtbot, pages, target, paper)
    assert (dialog.minPage(), dialog.maxPage()) == (1, 2)
    assert dialog.isModal()
    assert printer.docName() == "printed"
    print_pages(pages, printer, untold)
    assert page_sizes(target) == [points] * 2
    assert colour(target, 1, 0.01, 0.99) == _GREEN
    dialog.reject()


def test_what_the_reader_accepts_is_printed_and_what_they_reject_is_not(
    qtbot: QtBot, target: Path
) -> None:
    parent = owner(qtbot)
    got: list[QPrinter] = []
    for times, end in ((0, "reject"), (1, "accept")):
        dialog = ask_how_to_print(PdfPages(blank(1)), Paper.A4, target, parent, got.append)
        getattr(dialog, end)()
        assert len(got) == times
    # The printer outlives the dialog that it was chosen in.
    qtbot.waitUntil(lambda: not parent.findChildren(QPrintDialog))
    assert print_pages(PdfPages(blank(1)), got[0], untold) == 1
