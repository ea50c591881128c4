"""The preview dialog: pages, paper, zoom, and the wish to save."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from support.held_runner import HeldRunner

from atlas_gui.exchange.pdf.typesetting import ExportError, Paper, PreviewResult
from atlas_gui.state.tasks import ImmediateTaskRunner
from atlas_gui.ui.pdf_preview import PdfPreviewDialog
from atlas_gui.ui.pdf_preview.page_scroller import PageScroller
from atlas_gui.ui.theme import DARK, LIGHT

# The offscreen platform says this of every window; it is about the platform, not the dialog.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")


def png(width: int = 1588, height: int = 2246, colour: str = "#ff0000") -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return data.data()


def three_pages(_paper: Paper) -> PreviewResult:
    return PreviewResult((png(), png(), png(colour="#00ff00")))


def opened(
    qtbot: QtBot, render: Callable[[Paper], PreviewResult] = three_pages
) -> PdfPreviewDialog:
    dialog = PdfPreviewDialog("Nickel plant", render, ImmediateTaskRunner(), LIGHT)
    qtbot.addWidget(dialog)
    dialog.resize(800, 700)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    return dialog


def scroller(dialog: PdfPreviewDialog) -> PageScroller:
    return dialog.findChild(PageScroller)


def button(dialog: PdfPreviewDialog, name: str) -> QPushButton:
    return next(
        b for b in dialog.findChildren(QPushButton) if name in (b.accessibleName(), b.text())
    )


def notice(dialog: PdfPreviewDialog) -> QLabel:
    return next(x for x in dialog.findChildren(QLabel) if x.accessibleName() == "Notice")


def test_all_pages_stand_one_below_the_other(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    pages = scroller(dialog).pages
    assert [page.accessibleName() for page in pages] == [
        "Page 1 of 3",
        "Page 2 of 3",
        "Page 3 of 3",
    ]
    tops = [page.geometry().top() for page in pages]
    assert all(
        below >= above + page.height()
        for above, below, page in zip(tops, tops[1:], pages, strict=False)
    )


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_a_page_shows_its_image(qtbot: QtBot, theme: object) -> None:
    dialog = PdfPreviewDialog("x", three_pages, ImmediateTaskRunner(), theme)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.show()
    page = scroller(dialog).pages[2]
    assert page.grab().toImage().pixelColor(50, 50) == QColor("#00ff00")


def test_pages_fill_the_width_until_the_reader_zooms(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    view = scroller(dialog)
    before = view.pages[0].width()
    assert abs(before - (view.viewport().width() - 32)) <= 8
    dialog.resize(1000, 700)
    qtbot.waitUntil(lambda: view.pages[0].width() > before)
    qtbot.mouseClick(button(dialog, "Zoom in"), Qt.MouseButton.LeftButton)
    zoomed = view.pages[0].width()
    dialog.resize(700, 700)
    qtbot.wait(20)
    assert view.pages[0].width() == zoomed
    qtbot.mouseClick(button(dialog, "Fit width"), Qt.MouseButton.LeftButton)
    assert view.pages[0].width() < zoomed


def test_pages_that_fill_the_width_never_exceed_it(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    view = scroller(dialog)
    before = view.pages[0].width()
    for width in range(837, 1100, 37):
        dialog.resize(width, 700)
        qtbot.waitUntil(lambda narrow=before: view.pages[0].width() > narrow)
        before = view.pages[0].width()
        qtbot.waitUntil(lambda: view.horizontalScrollBar().maximum() == 0)
        assert before <= view.viewport().width() - 32


def test_zoom_works_by_keyboard_and_is_told_in_words(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    view = scroller(dialog)
    start = view.percent
    qtbot.keyClick(dialog, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.percent > start
    qtbot.keyClick(dialog, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(dialog, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert view.percent < start
    label = next(x for x in dialog.findChildren(QLabel) if x.accessibleName() == "Zoom")
    assert label.text() == f"{view.percent} %"
    qtbot.keyClick(dialog, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert abs(view.percent - start) <= 1


def test_zoom_has_ends(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    view = scroller(dialog)
    for _step in range(30):
        view.zoom_in()
    assert view.percent == 300
    for _step in range(60):
        view.zoom_out()
    assert view.percent == 25


def test_keys_move_through_the_pages(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    view = scroller(dialog)
    view.setFocus()
    bar = view.verticalScrollBar()
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_another_paper_makes_other_pages(qtbot: QtBot) -> None:
    asked: list[Paper] = []

    def render(paper: Paper) -> PreviewResult:
        asked.append(paper)
        return PreviewResult((png(),))

    dialog = opened(qtbot, render)
    choice = dialog.findChild(QComboBox)
    choice.setCurrentIndex(1 - choice.currentIndex())
    assert set(asked) == set(Paper)
    assert dialog.paper is asked[-1]


def test_the_wish_to_save_names_the_paper(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    with qtbot.waitSignal(dialog.save_requested) as signal:
        qtbot.mouseClick(button(dialog, "&Save PDF…"), Qt.MouseButton.LeftButton)
    assert signal.args == [dialog.paper]
    with qtbot.waitSignal(dialog.save_requested):
        qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def test_a_script_without_a_font_is_told_before_saving(qtbot: QtBot) -> None:
    dialog = opened(qtbot, lambda _paper: PreviewResult((png(),), ("Chinese", "Thai")))
    assert notice(dialog).isVisible()
    assert "Chinese, Thai" in notice(dialog).text()
    assert button(dialog, "&Save PDF…").isEnabled()


def test_without_a_notice_none_is_shown(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    assert not notice(dialog).isVisible()


def test_a_failure_is_told_and_nothing_can_be_saved(qtbot: QtBot) -> None:
    def render(_paper: Paper) -> PreviewResult:
        raise ExportError("The PDF could not be made <b>today</b>.")

    dialog = opened(qtbot, render)
    assert notice(dialog).text() == "The PDF could not be made <b>today</b>."
    assert notice(dialog).textFormat() == Qt.TextFormat.PlainText
    assert not button(dialog, "&Save PDF…").isEnabled()
    asked: list[object] = []
    dialog.save_requested.connect(asked.append)
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert asked == []


def test_an_unforeseen_failure_has_words_for_the_reader(qtbot: QtBot) -> None:
    def render(_paper: Paper) -> PreviewResult:
        raise RuntimeError("0x80004005")

    dialog = opened(qtbot, render)
    assert notice(dialog).text() == "The preview could not be made."


def test_pages_of_an_earlier_choice_never_arrive(qtbot: QtBot) -> None:
    runner = HeldRunner()
    dialog = PdfPreviewDialog(
        "x", lambda paper: PreviewResult((png(),), (paper.value,)), runner, LIGHT
    )
    qtbot.addWidget(dialog)
    choice = dialog.findChild(QComboBox)
    choice.setCurrentIndex(1 - choice.currentIndex())
    runner.release()
    assert dialog.paper.value in notice(dialog).text()
    assert [task.cancelled for task, _run in runner.held] == [True, False]


def test_closing_drops_what_is_under_way(qtbot: QtBot) -> None:
    runner = HeldRunner()
    dialog = PdfPreviewDialog("x", three_pages, runner, LIGHT)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not button(dialog, "&Save PDF…").isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert runner.held[0][0].cancelled


def test_everything_that_takes_the_keyboard_has_a_name(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    takers = [
        widget
        for widget in dialog.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
    ]
    names = {widget.accessibleName() or getattr(widget, "text", str)() for widget in takers}
    assert names >= {"Paper", "Zoom in", "Zoom out", "Fit width", "Pages", "&Close", "&Save PDF…"}
