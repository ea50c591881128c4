"""PDFium does one thing at a time, and closing a document is one of them."""

import gc
import sys
import threading
from typing import Any, NoReturn

import pypdfium2
import pytest
from support.pdf_documents import BLUE, RED, sheets

from atlas_gui.exchange.pdf.pages import PdfPages
from atlas_gui.progress import CancelledError


class Drawing:
    """A page of `pages` that another thread is in the middle of drawing until `end`."""

    def __init__(self, pages: PdfPages, monkeypatch: pytest.MonkeyPatch) -> None:
        begun, self._go_on = threading.Event(), threading.Event()
        render = pypdfium2.PdfPage.render

        def slowly(page: pypdfium2.PdfPage, **chosen: Any) -> pypdfium2.PdfBitmap:
            begun.set()
            assert self._go_on.wait(30)
            return render(page, **chosen)

        monkeypatch.setattr(pypdfium2.PdfPage, "render", slowly)
        self._thread = threading.Thread(target=pages.draw, args=(0, 50))
        self._thread.start()
        assert begun.wait(30)

    def end(self) -> None:
        self._go_on.set()
        self._thread.join(30)


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many pages each document had that PDFium closed."""
    seen: list[int] = []
    close = pypdfium2.PdfDocument.close

    def noting(document: pypdfium2.PdfDocument) -> None:
        seen.append(len(document))
        close(document)

    monkeypatch.setattr(pypdfium2.PdfDocument, "close", noting)
    return seen


def test_a_forgotten_document_is_closed_at_once_where_nothing_is_drawn(closed: list[int]) -> None:
    pages = PdfPages(sheets(RED))
    assert closed == []
    del pages
    assert closed == [1]


def test_a_forgotten_document_waits_for_a_page_of_another_but_nobody_waits_for_it(
    closed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn, forgotten = PdfPages(sheets(RED)), PdfPages(sheets(RED, BLUE))
    drawing = Drawing(drawn, monkeypatch)
    del forgotten
    assert closed == []
    drawing.end()
    assert closed == [2]


def test_a_document_forgotten_in_a_cycle_waits_as_well(
    closed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    raw_closings: list[object] = []
    close = pypdfium2.raw.FPDF_CloseDocument
    monkeypatch.setattr(
        pypdfium2.raw, "FPDF_CloseDocument", lambda held: (raw_closings.append(held), close(held))
    )
    drawn = PdfPages(sheets(RED))
    cycle: list[object] = [PdfPages(sheets(RED, BLUE))]
    cycle.append(cycle)
    drawing = Drawing(drawn, monkeypatch)
    del cycle
    gc.collect()
    assert (closed, raw_closings) == ([], [])
    drawing.end()
    assert closed == [2]


def test_closing_twice_is_closing_once_and_nothing_is_drawn_afterwards(closed: list[int]) -> None:
    pages = PdfPages(sheets(RED))
    pages.close()
    pages.close()
    with pytest.raises(CancelledError):
        pages.draw(0, 50)
    del pages
    assert closed == [1]


def test_what_is_no_document_leaves_none_open(closed: list[int]) -> None:
    with pytest.raises(pypdfium2.PdfiumError):
        PdfPages(b"no document")
    assert closed == []


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
def test_where_pdfium_is_lacking_that_is_all_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(ImportError):
        PdfPages(sheets(RED))
    gc.collect()


def test_a_page_that_cannot_be_drawn_is_closed_all_the_same(
    closed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn, forgotten = PdfPages(sheets(RED)), [PdfPages(sheets(RED, BLUE))]
    pages: list[pypdfium2.PdfPage] = []

    def fail(page: pypdfium2.PdfPage, **_chosen: object) -> NoReturn:
        pages.append(page)
        forgotten.clear()
        raise MemoryError

    monkeypatch.setattr(pypdfium2.PdfPage, "render", fail)
    with pytest.raises(MemoryError) as told:
        drawn.draw(0, 50)
    assert [page.raw for page in pages] == [None]
    assert closed == [2]
    assert told.traceback
