"""The page of a record: its text is nothing but text, its links lead where they say."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QColor, QDesktopServices, QHelpEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas, atlas_over
from support.hostile import ADDRESS, LOCATOR, SOURCE, SUMMARY, TITLE, hostile_library
from support.libraries import write

from atlas_gui.domain.catalogue import entry_of
from atlas_gui.domain.library import Library
from atlas_gui.store import open_library
from atlas_gui.ui.detail_pane import DetailPane
from atlas_gui.ui.theme import DARK, LIGHT

# The offscreen platform says this of every window; it is about the platform, not the pane.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def hostile(qapp: object, tmp_path: Path, settings_folder: Path) -> Iterator[OpenAtlas]:  # noqa: ARG001  Qt has to be there
    library: Library = open_library(write(hostile_library(), tmp_path))
    with atlas_over(library, settings_folder) as opened:
        opened.state.set_record("hostile")
        opened.tree.expand_keys(("CHN-CUB", "CHN-CUB/deals"))
        opened.tree.reveal_record(entry_of(library.records["hostile"], library))
        yield opened


class Browser(QObject):
    """Stands in for the reader's web browser, file manager and mail program."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))


@pytest.fixture
def browser() -> Iterator[Browser]:
    made = Browser()
    schemes = ("http", "https", "file", "mailto", "javascript")
    for scheme in schemes:
        QDesktopServices.setUrlHandler(scheme, made, "open")
    yield made
    for scheme in schemes:
        QDesktopServices.unsetUrlHandler(scheme)


def link_place(pane: DetailPane, kind: str, text: str = "") -> QPoint:
    """The middle of the first link of a kind, brought into view."""
    block = pane.document().begin()
    while block.isValid():
        for piece in block:
            fragment = piece.fragment()
            href = fragment.charFormat().anchorHref()
            if href.startswith(f"{kind}:") and text in fragment.text():
                cursor = QTextCursor(pane.document())
                cursor.setPosition(fragment.position() + fragment.length() // 2)
                pane.setTextCursor(cursor)
                pane.ensureCursorVisible()
                return pane.cursorRect(cursor).center()
        block = block.next()
    raise AssertionError(f"no link {kind}:…{text} on the page")


def click(qtbot: QtBot, pane: DetailPane, place: QPoint) -> None:
    qtbot.mouseClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=place)


@pytest.mark.parametrize("text", [TITLE, SUMMARY, LOCATOR, SOURCE, ADDRESS])
def test_markup_in_a_record_shows_as_it_stands(hostile: OpenAtlas, text: str) -> None:
    assert text in hostile.detail.toPlainText()


def test_markup_makes_no_image_no_link_and_no_style(hostile: OpenAtlas) -> None:
    hrefs, images = set(), 0
    block = hostile.detail.document().begin()
    while block.isValid():
        for piece in block:
            look = piece.fragment().charFormat()
            hrefs.add(look.anchorHref().partition(":")[0])
            images += look.isImageFormat()
        block = block.next()
    assert images == 0
    assert hrefs <= {"", "pair", "source", "record", "web"}
    assert hostile.detail.document().defaultStyleSheet() == ""


def test_control_characters_show_as_a_sign_and_direction_marks_do_no_harm(
    hostile: OpenAtlas,
) -> None:
    shown = hostile.detail.toPlainText()
    assert "before" in shown
    assert "after" in shown
    for control in "\u0000\u0007\u001b\u202e":
        assert control not in shown
    assert "\N{REPLACEMENT CHARACTER}" in shown


def test_markup_is_plain_in_every_pane(hostile: OpenAtlas) -> None:
    assert hostile.title_on_page() == TITLE
    hostile.search_for("gas")
    assert hostile.listed() == ["hostile"]
    assert "<b>A library</b> & more" in hostile.window.windowTitle()
    assert not hostile.window.grab().isNull()


@pytest.mark.parametrize("pane", ["tree", "records"])
def test_a_title_is_no_markup_in_a_tooltip(
    hostile: OpenAtlas, qtbot: QtBot, pane: Literal["tree", "records"]
) -> None:
    view = hostile.tree.view if pane == "tree" else hostile.records.view
    area = view.visualRect(view.currentIndex().siblingAtColumn(0 if pane == "tree" else 1))
    place = area.center()
    event = QHelpEvent(QEvent.Type.ToolTip, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)
    qtbot.waitUntil(lambda: "Gas" in QToolTip.text())
    assert "&lt;h1&gt;" in QToolTip.text()
    assert "<h1>" not in QToolTip.text()
    QToolTip.hideText()


def test_only_web_addresses_reach_the_browser(
    hostile: OpenAtlas, browser: Browser, qtbot: QtBot
) -> None:
    click(qtbot, hostile.detail, link_place(hostile.detail, "web"))
    assert [QUrl(url) for url in browser.opened] == [QUrl(ADDRESS)]
    for href in (
        "file:///etc/passwd",
        "javascript:alert(1)",
        "mailto:x@example.org",
        "http://example.org",
        "web:file%3A%2F%2F%2Fetc%2Fpasswd",
        "web:javascript%3Aalert(1)",
        "",
    ):
        hostile.detail.anchorClicked.emit(QUrl(href))
    assert len(browser.opened) == 1
    assert hostile.title_on_page() == TITLE


def test_a_link_to_a_record_opens_it_in_every_pane(hostile: OpenAtlas, qtbot: QtBot) -> None:
    click(qtbot, hostile.detail, link_place(hostile.detail, "record"))
    assert hostile.title_on_page() == "Harmless"
    assert hostile.records.selected_ids() == ["harmless"]
    hostile.press("Alt+Left")
    assert hostile.title_on_page() == TITLE


def test_a_link_to_the_pair_narrows_to_it(hostile: OpenAtlas, qtbot: QtBot) -> None:
    click(qtbot, hostile.detail, link_place(hostile.detail, "pair"))
    assert hostile.state.query == "pair:CHN-CUB"


def test_a_reference_leads_to_its_source(atlas: OpenAtlas, qtbot: QtBot) -> None:
    atlas.detail.resize(atlas.detail.width(), 200)
    bar = atlas.detail.verticalScrollBar()
    place = link_place(atlas.detail, "source")
    before = bar.value()
    click(qtbot, atlas.detail, place)
    qtbot.waitUntil(lambda: bar.value() > before)


def test_links_are_reached_and_followed_by_keyboard(hostile: OpenAtlas, qtbot: QtBot) -> None:
    hostile.detail.setFocus()
    qtbot.keyClick(hostile.detail, Qt.Key.Key_Tab)
    assert hostile.detail.textCursor().selectedText() == "China – Cuba"
    qtbot.keyClick(hostile.detail, Qt.Key.Key_Return)
    assert hostile.state.query == "pair:CHN-CUB"


def test_tab_leaves_the_page_after_its_last_link(hostile: OpenAtlas, qtbot: QtBot) -> None:
    hostile.detail.setFocus()
    for _step in range(40):
        if QApplication.focusWidget() is not hostile.detail:
            break
        qtbot.keyClick(hostile.detail, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not hostile.detail


def test_the_keyboard_scrolls_the_page(atlas: OpenAtlas, qtbot: QtBot) -> None:
    atlas.window.resize(1024, 640)
    atlas.detail.setFocus()
    bar = atlas.detail.verticalScrollBar()
    qtbot.keyClick(atlas.detail, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: bar.value() > 0)


def test_another_record_begins_at_its_top(atlas: OpenAtlas) -> None:
    bar = atlas.detail.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    assert bar.value() > 0
    atlas.do("next_record")
    assert bar.value() == 0


@pytest.mark.parametrize("change", ["appearance_dark", "larger_text", "search"])
def test_a_change_of_looks_keeps_the_place(atlas: OpenAtlas, change: str) -> None:
    bar = atlas.detail.verticalScrollBar()
    bar.setValue(bar.maximum() // 3)
    place, title = bar.value(), atlas.title_on_page()
    assert place > 0
    if change == "search":
        atlas.search_for("fund")
    else:
        atlas.do(change)
    assert bar.value() == place
    assert atlas.title_on_page() == title


def test_marked_words_are_written_in_the_colour_of_text(atlas: OpenAtlas, qtbot: QtBot) -> None:
    atlas.do("appearance_dark")
    atlas.search_for("fund")
    qtbot.waitUntil(lambda: bool(atlas.detail.extraSelections()))
    marked = {
        (
            mark.cursor.selectedText().casefold(),
            mark.format.background().color().name(),
            mark.format.foreground().color().name(),
        )
        for mark in atlas.detail.extraSelections()
    }
    assert marked == {("fund", DARK.mark, DARK.text)}


def ladder_edges(pane: DetailPane) -> tuple[int, int]:
    """Where the bars of the ladder begin and end on the page, in pixels of the pane."""
    image = pane.viewport().grab().toImage()
    colours = {QColor(LIGHT.rung_done).rgb(), QColor(LIGHT.rung_open).rgb()}
    columns = [
        x
        for x in range(image.width())
        for y in range(min(image.height(), 260))
        if image.pixel(x, y) in colours
    ]
    return min(columns), max(columns)


@pytest.mark.parametrize("width", [1500, 1024])
def test_the_ladder_stays_as_wide_as_the_page(atlas: OpenAtlas, qtbot: QtBot, width: int) -> None:
    atlas.do("appearance_light")
    before = atlas.detail.viewport().width()
    atlas.window.resize(width, 800)
    qtbot.waitUntil(lambda: atlas.detail.viewport().width() != before)
    margin = atlas.detail.document().documentMargin()

    def spans_the_page() -> bool:
        left, right = ladder_edges(atlas.detail)
        wanted = atlas.detail.viewport().width() - margin
        return abs(left - margin) <= 2 and abs(right - wanted) <= 4

    qtbot.waitUntil(spans_the_page)


def test_the_page_tells_assistive_programs_what_it_shows(atlas: OpenAtlas) -> None:
    assert atlas.detail.accessibleName() == "Record"
    assert atlas.title_on_page() in atlas.detail.accessibleDescription()
    atlas.do("next_record")
    assert atlas.title_on_page() in atlas.detail.accessibleDescription()


def test_its_menu_acts_on_the_open_record(atlas: OpenAtlas, qtbot: QtBot) -> None:
    with qtbot.waitSignal(atlas.detail.menu_requested):
        atlas.detail.customContextMenuRequested.emit(QPoint(20, 20))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    names = [action.objectName() for action in menu.actions() if not action.isSeparator()]
    assert names == [
        *("export_pdf", "copy_link", "copy_citation", "fit_selection"),
        *("star", "add_tag", "write_note", "read_later"),
        "copy_source_citation",
    ]
    menu.close()
