"""The pages of a PDF on the screen: drawn when they are looked at, at the reader's zoom."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from support.held_runner import HeldRunner
from support.pdf_documents import BLUE, GREEN, LETTER, RED, blank, sheets

from atlas_gui.exchange.pdf.pages import PagePixels, PdfPages
from atlas_gui.progress import CancelledError
from atlas_gui.state.tasks import ImmediateTaskRunner, ThreadTaskRunner
from atlas_gui.ui.pdf_export.page_view import PageView

# The offscreen platform says this of every window; it is about the platform, not the view.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Watched(PdfPages):
    """Pages that remember which of them were drawn, and how wide."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__(pdf)
        self.drawn: list[tuple[int, int]] = []
        self.closed = False

    def draw(self, number: int, width: int) -> PagePixels:
        self.drawn.append((number, width))
        return super().draw(number, width)

    def close(self) -> None:
        self.closed = True
        super().close()

    @property
    def numbers(self) -> set[int]:
        return {number for number, _width in self.drawn}


def shown(qtbot: QtBot, view: PageView, pages: PdfPages | None = None) -> PageView:
    qtbot.addWidget(view)
    view.resize(600, 500)
    view.show()
    qtbot.waitExposed(view)
    if pages is not None:
        view.show_document(pages)
        view.grab()
    return view


def immediate(qtbot: QtBot, pages: PdfPages | None = None) -> PageView:
    return shown(qtbot, PageView("#000000", ImmediateTaskRunner()), pages)


def middle_colour(view: PageView) -> QColor:
    return view.grab().toImage().pixelColor(view.viewport().width() // 2, 250)


# What is drawn.


def test_a_page_shows_what_stands_on_it(qtbot: QtBot) -> None:
    view = immediate(qtbot, PdfPages(sheets(RED, GREEN, BLUE)))
    assert middle_colour(view) == QColor("#ff0000")
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert middle_colour(view) == QColor("#0000ff")


def test_of_a_thousand_pages_only_those_in_sight_are_drawn(qtbot: QtBot) -> None:
    pages = Watched(blank(1_000))
    view = immediate(qtbot, pages)
    assert pages.numbers <= {0, 1}
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    view.grab()
    assert pages.numbers - {0, 1} <= {498, 499, 500, 501}
    assert len(pages.drawn) <= 6


def test_a_page_is_drawn_once_however_often_it_is_painted(qtbot: QtBot) -> None:
    pages = Watched(blank(2))
    view = immediate(qtbot, pages)
    before = list(pages.drawn)
    for _again in range(3):
        view.grab()
    assert pages.drawn == before


def test_pages_that_were_scrolled_past_are_not_drawn(qtbot: QtBot) -> None:
    runner = HeldRunner()
    pages = Watched(blank(1_000))
    view = shown(qtbot, PageView("#000000", runner), pages)
    bar = view.verticalScrollBar()
    for part in range(1, 21):
        bar.setValue(bar.maximum() * part // 20)
        view.grab()
    assert pages.drawn == []
    runner.release()
    assert pages.numbers <= {998, 999}
    assert pages.numbers


def test_few_of_many_pages_are_kept(qtbot: QtBot) -> None:
    pages = Watched(blank(60))
    view = immediate(qtbot, pages)
    bar = view.verticalScrollBar()
    for step in range(bar.maximum() // 400):
        bar.setValue(step * 400)
        view.grab()
    bar.setValue(0)
    view.grab()
    assert [number for number, _width in pages.drawn].count(0) == 2


def test_a_page_is_drawn_as_sharp_as_the_screen_is(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = Watched(blank(1))
    view = immediate(qtbot, pages)
    (_number, plain) = pages.drawn[-1]
    monkeypatch.setattr(PageView, "devicePixelRatioF", lambda _view: 2.0)
    view.grab()
    assert pages.drawn[-1] == (0, 2 * plain)


def test_until_a_page_is_drawn_in_the_new_size_it_is_shown_in_the_old(qtbot: QtBot) -> None:
    runner = HeldRunner()
    view = shown(qtbot, PageView("#000000", runner), PdfPages(sheets(RED)))
    runner.release()
    view.zoom_in()
    assert middle_colour(view) == QColor("#ff0000")


def test_a_page_that_cannot_be_drawn_stays_white(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = PdfPages(sheets(RED))
    monkeypatch.setattr(pages, "draw", lambda *_words: 1 / 0)
    view = immediate(qtbot, pages)
    assert middle_colour(view) == QColor("#ffffff")


def test_the_first_page_is_told_once_a_document(qtbot: QtBot) -> None:
    view = immediate(qtbot)
    told: list[int] = []
    view.first_page_drawn.connect(lambda: told.append(1))
    for _document in range(2):
        view.show_document(PdfPages(sheets(RED, GREEN)))
        view.grab()
        view.zoom_in()
        view.grab()
    assert len(told) == 2


# Zoom.


def test_pages_fill_the_width_until_the_reader_zooms(qtbot: QtBot) -> None:
    view = immediate(qtbot, PdfPages(blank(2)))
    narrow = view.percent
    assert view.horizontalScrollBar().maximum() == 0
    view.resize(900, 500)
    assert view.percent > narrow
    view.zoom_in()
    zoomed = view.percent
    view.resize(600, 500)
    assert view.percent == zoomed
    assert view.horizontalScrollBar().maximum() > 0
    view.fit_width()
    assert view.percent == narrow


@pytest.mark.parametrize("size", [(595.0, 842.0), LETTER])
def test_pages_that_fill_the_width_never_exceed_it(qtbot: QtBot, size: tuple[float, float]) -> None:
    view = immediate(qtbot, PdfPages(sheets(RED, size=size)))
    for width in range(400, 1100, 37):
        view.resize(width, 500)
        assert view.horizontalScrollBar().maximum() == 0


def test_zoom_has_ends_and_is_told(qtbot: QtBot) -> None:
    view = immediate(qtbot, PdfPages(blank(1)))
    told: list[int] = []
    view.zoom_changed.connect(told.append)
    for _step in range(20):
        view.zoom_in()
    assert (view.percent, told[-1]) == (300, 300)
    for _step in range(30):
        view.zoom_out()
    assert (view.percent, told[-1]) == (25, 25)


def test_zooming_stays_where_the_reader_was(qtbot: QtBot) -> None:
    view = immediate(qtbot, PdfPages(blank(100)))
    told: list[tuple[int, int]] = []
    view.page_changed.connect(lambda *page: told.append(page))
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = told[-1]
    view.zoom_in()
    view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 1)
    assert abs(told[-1][0] - before[0]) <= 1


# Keys and words.


def test_keys_move_through_the_pages(qtbot: QtBot) -> None:
    view = immediate(qtbot, PdfPages(blank(9)))
    view.setFocus()
    bar = view.verticalScrollBar()
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert bar.value() == 0
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert bar.value() > 0
    qtbot.keyClick(view, Qt.Key.Key_X)


def test_the_page_in_sight_is_told_in_words(qtbot: QtBot) -> None:
    view = immediate(qtbot)
    told: list[tuple[int, int]] = []
    view.page_changed.connect(lambda *page: told.append(page))
    view.show_document(PdfPages(blank(7)))
    assert told[-1] == (1, 7)
    assert view.accessibleName() == "Pages"
    assert view.accessibleDescription().startswith("Page 1 of 7.")
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert told[-1] == (7, 7)
    assert view.accessibleDescription().startswith("Page 7 of 7.")


# Documents that come and go.


def test_nothing_is_shown_for_no_document(qtbot: QtBot) -> None:
    view = immediate(qtbot, PdfPages(blank(3)))
    assert view.count == 3
    view.show_document(None)
    view.grab()
    assert view.count == 0
    assert view.verticalScrollBar().maximum() == 0
    qtbot.keyClick(view, Qt.Key.Key_End)
    view.zoom_in()
    view.fit_width()


def test_the_next_document_is_shown_where_the_reader_was_in_the_last(qtbot: QtBot) -> None:
    view = immediate(qtbot, PdfPages(blank(20)))
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = bar.value()
    view.show_document(PdfPages(blank(20)))
    assert bar.value() == before
    view.show_document(PdfPages(blank(1)))
    assert bar.value() <= bar.maximum()


def test_a_document_is_closed_when_another_comes_and_when_it_is_let_go(qtbot: QtBot) -> None:
    first, second = Watched(blank(1)), Watched(blank(1))
    view = immediate(qtbot, first)
    view.show_document(second)
    assert (first.closed, second.closed) == (True, False)
    view.let_go()
    view.let_go()
    assert second.closed
    with pytest.raises(CancelledError):
        second.draw(0, 10)


def test_pixels_of_a_document_that_is_gone_are_not_shown(qtbot: QtBot) -> None:
    runner = HeldRunner()
    view = shown(qtbot, PageView("#000000", runner), PdfPages(sheets(RED)))
    late = list(runner.held)
    view.show_document(PdfPages(sheets(GREEN)))
    view.grab()
    for task, run in late:
        # Even one that had begun before it was cancelled.
        task._cancelled.clear()
        run()
    assert middle_colour(view) == QColor("#ffffff")
    runner.release()
    assert middle_colour(view) == QColor("#00ff00")


@pytest.fixture
def threads(qapp: object) -> Iterator[ThreadTaskRunner]:  # noqa: ARG001  Qt has to be there
    runner = ThreadTaskRunner()
    yield runner
    runner.drain()


def test_closing_while_drawing_leaves_no_exception_and_no_document(
    qtbot: QtBot,
    threads: ThreadTaskRunner,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    whole = PdfPages.draw

    def slowly(pages: PdfPages, number: int, width: int) -> PagePixels:
        begun.set()
        go_on.wait(10)
        return whole(pages, number, width)

    monkeypatch.setattr(PdfPages, "draw", slowly)
    parent = QWidget()
    qtbot.addWidget(parent)
    view = PageView("#000000", threads, parent)
    view.resize(600, 500)
    parent.show()
    qtbot.waitExposed(parent)
    pages = PdfPages(sheets(RED))
    gone = weakref.ref(pages)
    view.show_document(pages)
    del pages
    qtbot.waitUntil(begun.is_set)
    view.let_go()
    # Whether closing or drawing comes first is the machine's choice; here closing does.
    if (open_pages := gone()) is not None:
        open_pages.close()
    del open_pages
    parent.close()
    view.deleteLater()
    go_on.set()

    def is_gone() -> bool:
        gc.collect()
        return gone() is None

    qtbot.waitUntil(is_gone)
    # A failure that is told would keep the document alive with its traceback.
    assert caplog.records == []
