"""Matched words on the page: marked without writing it again, and walked through by key."""

import pytest
from PySide6.QtGui import QFont, QTextFormat
from PySide6.QtWidgets import QLineEdit, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from support.libraries import library_of, record

from atlas_gui.models.record_document import PageDocument, RecordPage, record_document
from atlas_gui.models.record_document.writer import Palette
from atlas_gui.search.query import parse
from atlas_gui.search.terms import terms_of
from atlas_gui.ui.detail_pane import DetailPane
from atlas_gui.ui.match_bar import MatchBar

_PALETTE = Palette(*(f"#{number:06x}" for number in range(0x101010, 0x101019)))

# The offscreen platform says this of every window; it is about the platform, not the pane.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A pane beside a field that has the keyboard."""
    made = QWidget()
    qtbot.addWidget(made)
    column = QVBoxLayout(made)
    column.addWidget(QLineEdit(made))
    column.addWidget(DetailPane(made))
    made.resize(420, 400)
    made.show()
    qtbot.waitExposed(made)
    made.findChildren(QLineEdit)[0].setFocus()
    return made


@pytest.fixture
def pane(window: QWidget) -> DetailPane:
    return window.findChildren(DetailPane)[0]


def page_saying(summary: str) -> PageDocument:
    library = library_of(record("odd", summary=summary))
    page = RecordPage(library, _PALETTE, QFont("DejaVu Sans", 10))
    return record_document(library.records["odd"], page)


def show(pane: DetailPane, summary: str, *, keep_place: bool = False) -> None:
    pane.show_page(page_saying(summary), "odd", keep_place=keep_place)


def look_for(pane: DetailPane, typed: str, qtbot: QtBot) -> None:
    pane.set_terms(terms_of(parse(typed)))
    qtbot.wait(1)


def marked(pane: DetailPane) -> list[str]:
    return [mark.cursor.selectedText() for mark in pane.extraSelections()]


def current(pane: DetailPane) -> list[str]:
    """The marks that look like the one the reader is at: with an outline and underlined."""
    return [
        mark.cursor.selectedText()
        for mark in pane.extraSelections()
        if mark.format.hasProperty(QTextFormat.Property.OutlinePen) and mark.format.fontUnderline()
    ]


def bar_of(pane: DetailPane) -> MatchBar:
    return pane.findChildren(MatchBar)[0]


def test_words_are_marked_in_the_colours_of_the_page(pane: DetailPane, qtbot: QtBot) -> None:
    show(pane, "Zinc and tin and zincs.")
    look_for(pane, "zinc", qtbot)
    assert marked(pane) == ["Zinc", "zincs"]
    colours = {
        (mark.format.background().color().name(), mark.format.foreground().color().name())
        for mark in pane.extraSelections()
    }
    assert colours == {(_PALETTE.mark, _PALETTE.text)}


def test_only_the_latest_words_are_looked_for(pane: DetailPane, qtbot: QtBot) -> None:
    show(pane, "Zinc and tin.")
    told: list[tuple[int, int]] = []
    pane.matches_changed.connect(lambda *numbers: told.append(numbers))
    for typed in ("z", "zi", "t", "and x"):
        pane.set_terms(terms_of(parse(typed)))
    assert not told
    assert not marked(pane)
    qtbot.waitUntil(lambda: bool(told))
    assert marked(pane) == ["and"]
    assert told == [(0, 1)]


def test_another_page_is_marked_with_the_same_words(pane: DetailPane, qtbot: QtBot) -> None:
    show(pane, "Zinc.")
    look_for(pane, "zinc", qtbot)
    show(pane, "No zinc, but zinc.")
    assert marked(pane) == ["zinc", "zinc"]
    show(pane, "Tin.")
    assert not marked(pane)
    assert bar_of(pane).isHidden()


def test_marking_does_not_write_the_page_again(pane: DetailPane, qtbot: QtBot) -> None:
    show(pane, "Zinc and tin.")
    page, revision = pane.document(), pane.document().revision()
    look_for(pane, "zinc", qtbot)
    pane.find_next()
    assert pane.document() is page
    assert page.revision() == revision


def test_the_walk_goes_through_all_matches_and_round(pane: DetailPane, qtbot: QtBot) -> None:
    show(pane, "zinca zincb zincc")
    look_for(pane, "zinc", qtbot)
    bar = bar_of(pane)
    assert bar.text == "3 matches"
    assert not current(pane)
    walked = []
    for _step in range(4):
        pane.find_next()
        walked.append((*current(pane), bar.text))
    assert walked == [
        ("zinca", "1 of 3 matches"),
        ("zincb", "2 of 3 matches"),
        ("zincc", "3 of 3 matches"),
        ("zinca", "1 of 3 matches · went on from the top"),
    ]
    pane.find_previous()
    assert (*current(pane), bar.text) == ("zincc", "3 of 3 matches · went on from the end")
    pane.find_previous()
    assert (*current(pane), bar.text) == ("zincb", "2 of 3 matches")


def test_the_walk_begins_where_the_reader_is(pane: DetailPane, qtbot: QtBot) -> None:
    show(pane, "zinca\n" * 40 + "zincb\n" * 40)
    look_for(pane, "zinc", qtbot)
    bar = pane.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    pane.find_next()
    number = int(bar_of(pane).text.split()[0])
    assert 20 < number < 70


def test_a_match_out_of_sight_is_brought_into_view(pane: DetailPane, qtbot: QtBot) -> None:
    show(pane, "tin\n" * 200 + "zinc")
    look_for(pane, "zinc", qtbot)
    assert pane.verticalScrollBar().value() == 0
    pane.find_next()
    assert pane.verticalScrollBar().value() > 0
    assert current(pane) == ["zinc"]
    assert pane.viewport().rect().contains(pane.cursorRect().center())


def test_marks_follow_the_reader_down_a_long_page(pane: DetailPane, qtbot: QtBot) -> None:
    show(pane, "\n".join(f"zinc {number}" for number in range(1_500)))
    look_for(pane, "zinc", qtbot)
    assert bar_of(pane).text == "1500 matches"
    first = {mark.cursor.position() for mark in pane.extraSelections()}
    assert 0 < len(first) < 1_000
    pane.verticalScrollBar().setValue(pane.verticalScrollBar().maximum() // 2)
    middle = {mark.cursor.position() for mark in pane.extraSelections()}
    top = pane.cursorForPosition(pane.viewport().rect().topLeft()).position()
    end = pane.cursorForPosition(pane.viewport().rect().bottomRight()).position()
    assert first.isdisjoint(middle)
    assert min(middle) < top < end < max(middle)


def test_the_keyboard_stays_where_it_is(window: QWidget, pane: DetailPane, qtbot: QtBot) -> None:
    show(pane, "zinc zinc")
    look_for(pane, "zinc", qtbot)
    field = window.findChildren(QLineEdit)[0]
    qtbot.waitUntil(field.hasFocus)
    pane.find_next()
    pane.find_previous()
    assert field.hasFocus()


def test_the_bar_is_there_only_with_matches_and_covers_nothing(
    pane: DetailPane, qtbot: QtBot
) -> None:
    show(pane, "zinc")
    bar, height = bar_of(pane), pane.viewport().height()
    assert bar.isHidden()
    look_for(pane, "zinc", qtbot)
    assert bar.isVisible()
    assert not bar.geometry().intersects(pane.viewport().geometry())
    assert pane.viewport().height() == height - bar.height()
    look_for(pane, "tin", qtbot)
    assert bar.isHidden()
    assert pane.viewport().height() == height


def test_the_buttons_of_the_bar_have_names_and_tell_their_keys(
    pane: DetailPane, qtbot: QtBot
) -> None:
    show(pane, "zinca zincb")
    look_for(pane, "zinc", qtbot)
    previous, following = bar_of(pane).findChildren(QToolButton)
    assert (previous.accessibleName(), following.accessibleName()) == (
        "Previous match",
        "Next match",
    )
    assert ("F3" in following.toolTip(), "Shift+F3" in previous.toolTip()) == (True, True)
    following.click()
    assert current(pane) == ["zinca"]
    previous.click()
    assert current(pane) == ["zincb"]


def test_a_page_in_other_looks_keeps_the_match_and_another_page_does_not(
    pane: DetailPane, qtbot: QtBot
) -> None:
    show(pane, "zinca zincb")
    look_for(pane, "zinc", qtbot)
    pane.find_next()
    pane.find_next()
    show(pane, "zinca zincb", keep_place=True)
    assert current(pane) == ["zincb"]
    show(pane, "zinca zincb")
    assert not current(pane)
    assert bar_of(pane).text == "2 matches"


def test_a_step_takes_the_words_that_were_typed_last(pane: DetailPane, qtbot: QtBot) -> None:
    show(pane, "zinc and tin")
    look_for(pane, "zinc", qtbot)
    pane.set_terms(terms_of(parse("tin")))
    pane.find_next()
    assert current(pane) == ["tin"]


def test_with_nothing_to_find_a_step_does_nothing(pane: DetailPane, qtbot: QtBot) -> None:
    pane.find_next()
    show(pane, "zinc")
    look_for(pane, "tin", qtbot)
    pane.find_previous()
    assert not marked(pane)
    assert bar_of(pane).isHidden()
