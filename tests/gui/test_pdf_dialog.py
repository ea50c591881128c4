"""The dialog for PDFs: every choice makes another document, and only the document on show is saved."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from support.held_runner import HeldRunner
from support.pdf_desk import NONE, ONE, SCOPES, SEVERAL, TOO_MANY, Desk, Maker

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.report.options import Notes, Order, Paper, ReportOptions, Section
from atlas_gui.state.tasks import ImmediateTaskRunner
from atlas_gui.ui.pdf_export.options_panel import Choices, Form
from atlas_gui.ui.theme import DARK

# The offscreen platform says this of every window; it is about the platform, not the dialog.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    """The dialog with its first document."""
    return Desk(qtbot, ImmediateTaskRunner())


def pressed(qtbot: QtBot, desk: Desk, key: Qt.Key) -> None:
    qtbot.keyClick(desk.dialog, key, Qt.KeyboardModifier.ControlModifier)


# Every choice makes another document.

CHANGES: dict[str, tuple[Callable[[Desk], None], Callable[[Choices], bool]]] = {
    "records": (lambda desk: desk.choose("Records", ONE.label), lambda c: c.scope == 1),
    "form": (
        lambda desk: desk.choose("Form", "One PDF for each record"),
        lambda c: c.form is Form.EACH,
    ),
    "paper": (
        lambda desk: desk.choose("Paper", "US Letter"),
        lambda c: c.options.paper is Paper.LETTER,
    ),
    "language": (
        lambda desk: desk.box("Language of headings").setCurrentIndex(1),
        lambda c: c.options.language == "de",
    ),
    "notes": (
        lambda desk: desk.choose("Notes", "At the end of each record"),
        lambda c: c.options.notes is Notes.END,
    ),
    "date": (lambda desk: desk.choose("Order", "By date"), lambda c: c.options.order is Order.DATE),
    "kind": (
        lambda desk: desk.choose("Order", "By kind, then date"),
        lambda c: c.options.order is Order.KIND,
    ),
    "page": (
        lambda desk: desk.check("Each record on a new page").click(),
        lambda c: c.options.page_each,
    ),
} | {
    section.value: (
        lambda desk, words=words: desk.check(words).click(),
        lambda c, section=section: not c.options.shows(section),
    )
    for section, words in {
        Section.STATUS: "How far it got",
        Section.FIELDS: "Table of fields",
        Section.SUMMARY: "Summary",
        Section.TIMELINE: "On the timeline",
        Section.CLAIMS: "What the sources say",
        Section.DISAGREEMENTS: "Where sources disagree",
        Section.RELATIONS: "Related records",
    }.items()
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_choice_makes_another_document(
    desk: Desk, change: tuple[Callable[[Desk], None], Callable[[Choices], bool]]
) -> None:
    act, is_so = change
    (_scope, before) = desk.maker.asked[-1]
    assert not is_so(before)
    act(desk)
    desk.settle(2)
    (scope, choices) = desk.maker.asked[-1]
    assert is_so(choices)
    assert choices == desk.dialog.choices
    assert scope == desk.dialog.scope == SCOPES[choices.scope]


def test_every_section_can_be_left_out() -> None:
    assert set(Section) <= set(CHANGES)


def test_a_burst_of_changes_makes_one_document(desk: Desk, qtbot: QtBot) -> None:
    desk.choose("Paper", "US Letter")
    desk.choose("Notes", "At the end of each record")
    for words in ("Summary", "Table of fields", "Related records"):
        desk.check(words).click()
    desk.settle(2)
    qtbot.wait(400)
    assert len(desk.maker.asked) == 2
    sections = desk.maker.asked[-1][1].options.sections
    assert len(sections) == len(Section) - 3


def test_a_name_for_files_makes_no_document(desk: Desk, qtbot: QtBot) -> None:
    desk.choose("Form", "One PDF for each record")
    desk.settle(2)
    qtbot.keyClicks(desk.line("Names of files"), " {year}")
    qtbot.wait(400)
    assert len(desk.maker.asked) == 2
    assert desk.dialog.choices.pattern == "{id} {year}"
    assert desk.button("Save PDFs…").isEnabled()


def test_an_older_document_never_replaces_a_newer(qtbot: QtBot) -> None:
    runner = HeldRunner()
    desk = Desk(qtbot, runner)
    desk.choose("Paper", "US Letter")
    qtbot.waitUntil(lambda: len(runner.held) == 2)
    (older, make_older), (_newer, make_newer) = runner.held
    assert older.cancelled
    make_newer()
    make_older()
    assert [choices.options.paper for _scope, choices in desk.maker.asked] == [Paper.LETTER]
    with qtbot.waitSignal(desk.dialog.save_requested) as saved:
        desk.button("Save PDF…").click()
    assert saved.args == [desk.maker.made[0]]


# What is enabled.


def test_what_bears_on_several_records_is_offered_for_them_alone(desk: Desk) -> None:
    assert desk.box("Form").isEnabled()
    assert desk.box("Order").isEnabled()
    assert desk.check("Each record on a new page").isEnabled()
    assert not desk.line("Names of files").isEnabled()
    desk.choose("Form", "One PDF for each record")
    assert desk.line("Names of files").isEnabled()
    assert not desk.box("Order").isEnabled()
    assert not desk.check("Each record on a new page").isEnabled()
    desk.choose("Records", ONE.label)
    for control in (desk.box("Form"), desk.line("Names of files"), desk.box("Order")):
        assert not control.isEnabled()
    assert desk.dialog.choices.form is Form.TOGETHER
    assert desk.box("Form").currentText() == "One document"


def test_too_many_records_are_no_one_document_and_the_form_chosen_comes_back(desk: Desk) -> None:
    desk.choose("Records", TOO_MANY.label)
    assert desk.dialog.choices.form is Form.EACH
    assert desk.box("Form").currentText() == "One PDF for each record"
    assert not desk.box("Form").isEnabled()
    assert desk.says("More than 5,000 records are too many for one document.")
    desk.settle(2)
    assert desk.says("The first of 5,001")
    desk.choose("Records", SEVERAL.label)
    assert desk.dialog.choices.form is Form.TOGETHER
    assert not desk.says("too many")
    desk.settle(3)


def test_records_of_which_there_are_none_make_nothing(desk: Desk, qtbot: QtBot) -> None:
    desk.choose("Records", NONE.label)
    qtbot.waitUntil(lambda: desk.says("No record answers that."))
    assert desk.says("No preview")
    assert desk.dialog.pages.count == 0
    assert desk.label("Page").text() == ""
    assert not desk.button("Save PDF…").isEnabled()
    assert not desk.button("Print…").isEnabled()
    assert len(desk.maker.asked) == 1
    desk.choose("Records", ONE.label)
    desk.settle(2)
    assert not desk.says("No record answers that.")


def test_an_unknown_language_and_an_odd_order_of_sections_do_no_harm(qtbot: QtBot) -> None:
    options = ReportOptions(language="xx", sections=(Section.CLAIMS, Section.STATUS))
    desk = Desk(qtbot, ImmediateTaskRunner(), options=options)
    assert desk.dialog.choices.options.language == "en"
    assert desk.dialog.choices.options.sections == (Section.STATUS, Section.CLAIMS)


# What is on show is what is saved.


def test_what_is_saved_and_printed_is_what_is_on_show(desk: Desk, qtbot: QtBot) -> None:
    for act in (desk.button("Save PDF…").click, lambda: pressed(qtbot, desk, Qt.Key.Key_S)):
        with qtbot.waitSignal(desk.dialog.save_requested) as saved:
            act()
        assert saved.args == [desk.maker.made[-1]]
    for act in (desk.button("Print…").click, lambda: pressed(qtbot, desk, Qt.Key.Key_P)):
        with qtbot.waitSignal(desk.dialog.print_requested) as printed:
            act()
        (pages,) = printed.args
        assert len(pages) == desk.dialog.pages.count == 2


def test_between_a_choice_and_its_document_nothing_is_saved_or_printed(
    desk: Desk, qtbot: QtBot
) -> None:
    asked: list[object] = []
    for signal in (
        desk.dialog.save_requested,
        desk.dialog.print_requested,
        desk.dialog.each_requested,
    ):
        signal.connect(lambda *_args: asked.append(1))
    desk.choose("Paper", "US Letter")
    pressed(qtbot, desk, Qt.Key.Key_S)
    pressed(qtbot, desk, Qt.Key.Key_P)
    assert asked == []
    desk.settle(2)
    pressed(qtbot, desk, Qt.Key.Key_S)
    assert asked == [1]


def test_one_for_each_is_saved_and_not_printed(desk: Desk, qtbot: QtBot) -> None:
    desk.choose("Form", "One PDF for each record")
    desk.settle(2)
    assert not desk.button("Print…").isEnabled()
    assert desk.says("The first of 3")
    with (
        qtbot.assertNotEmitted(desk.dialog.save_requested),
        qtbot.waitSignal(desk.dialog.each_requested),
    ):
        desk.button("Save PDFs…").click()


def test_characters_that_no_font_has_are_named_before_saving(qtbot: QtBot) -> None:
    maker = Maker()
    maker.missing = ("华", "\U0001f600")
    desk = Desk(qtbot, ImmediateTaskRunner(), maker=maker)
    notice = desk.label("Notice")
    assert notice.isVisible()
    assert "printed as codes" in notice.text()
    assert "U+534E CJK UNIFIED IDEOGRAPH" in notice.text()
    assert "U+1F600 GRINNING FACE" in notice.text()
    assert desk.button("Save PDF…").isEnabled()
    maker.missing = ()
    desk.choose("Paper", "US Letter")
    desk.settle(2)
    assert not notice.isVisible()


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (AtlasError("The PDF could not be made: <b>#x</b>."), "could not be made: <b>#x</b>."),
        (RuntimeError("secret"), "The preview could not be made."),
    ],
)
def test_a_document_that_cannot_be_made_is_told_as_plain_text(
    qtbot: QtBot, error: Exception, told: str
) -> None:
    maker = Maker()
    maker.error = error
    desk = Desk(qtbot, ImmediateTaskRunner(), maker=maker)
    notice = desk.label("Notice")
    assert notice.isVisible()
    assert notice.text().endswith(told)
    assert notice.textFormat() is Qt.TextFormat.PlainText
    assert not desk.button("Save PDF…").isEnabled()
    maker.error = None
    desk.choose("Paper", "US Letter")
    desk.settle(1)
    assert not notice.isVisible()
    assert desk.button("Save PDF…").isEnabled()


# Long work.


def test_progress_is_told_in_words_with_counts_and_can_be_stopped(qtbot: QtBot) -> None:
    runner = HeldRunner()
    maker = Maker()
    desk = Desk(qtbot, runner, maker=maker)
    assert desk.says("Making the preview…")
    seen: list[tuple[bool, bool]] = []

    class Watching:
        """Looks at the dialog in the middle of the work, then presses Stop."""

        def __iter__(self) -> object:
            yield (0, 1_200)
            yield (1_000, 1_200)
            seen.append(
                (
                    desk.says("Setting in type: 1,000 of 1,200 records"),
                    desk.button("Stop").isVisible(),
                )
            )
            desk.button("Stop").click()
            yield (1_200, 1_200)

    maker.told = Watching()  # type: ignore[assignment]
    runner.release()
    assert seen == [(True, True)]
    assert maker.made == []
    assert desk.says("Stopped. Change any option to begin again.")
    assert not desk.button("Stop").isVisible()
    assert not desk.button("Save PDF…").isEnabled()
    maker.told = ()
    runner.held.clear()
    desk.choose("Paper", "US Letter")
    qtbot.waitUntil(lambda: bool(runner.held))
    runner.release()
    assert desk.button("Save PDF…").isEnabled()


def test_a_single_record_shows_no_bar(qtbot: QtBot) -> None:
    maker = Maker()
    maker.told = [(0, 1)]
    desk = Desk(qtbot, HeldRunner(), maker=maker)
    assert not desk.button("Stop").isVisible()


def test_while_something_is_saved_nothing_else_can_be_chosen(desk: Desk, qtbot: QtBot) -> None:
    desk.dialog.show_progress("Saving: 1 of 3 records", 1, 3)
    for control in (desk.box("Paper"), desk.button("Save PDF…"), desk.button("Print…")):
        assert not control.isEnabled()
    assert desk.says("Saving: 1 of 3 records")
    assert desk.button("Stop").hasFocus()
    with qtbot.waitSignal(desk.dialog.stop_requested):
        desk.button("Stop").click()
    desk.dialog.show_progress("", 0, 0)
    for control in (desk.box("Paper"), desk.button("Save PDF…"), desk.button("Print…")):
        assert control.isEnabled()
    assert not desk.button("Stop").isVisible()
    assert desk.button("Save PDF…").hasFocus()
    assert desk.says("Pages: 2")


def test_closing_drops_what_is_being_made_and_asks_to_stop_once(qtbot: QtBot) -> None:
    runner = HeldRunner()
    desk = Desk(qtbot, runner)
    asked: list[int] = []
    desk.dialog.stop_requested.connect(lambda: asked.append(1))
    qtbot.keyClick(desk.dialog, Qt.Key.Key_Escape)
    desk.dialog.reject()
    assert asked == [1]
    assert runner.held[0][0].cancelled
    runner.release()
    assert desk.maker.asked == []
    assert not desk.dialog.isVisible()


# Looking at the pages.


def test_zoom_works_by_key_and_button_and_is_told(desk: Desk, qtbot: QtBot) -> None:
    pages, zoom = desk.dialog.pages, desk.label("Zoom")
    start = pages.percent
    assert zoom.text() == f"{start} %"
    pressed(qtbot, desk, Qt.Key.Key_Plus)
    assert pages.percent > start
    assert zoom.text() == f"{pages.percent} %"
    pressed(qtbot, desk, Qt.Key.Key_Minus)
    pressed(qtbot, desk, Qt.Key.Key_Minus)
    assert pages.percent < start
    pressed(qtbot, desk, Qt.Key.Key_0)
    assert pages.percent == start
    pressed(qtbot, desk, Qt.Key.Key_Equal)
    assert pages.percent > start
    desk.button("Fit width").click()
    assert pages.percent == start
    desk.button("Zoom in").click()
    desk.button("Zoom out").click()
    assert abs(pages.percent - start) <= 1


def test_the_page_is_numbered(desk: Desk) -> None:
    assert desk.label("Page").text() == "1 / 2"
    desk.dialog.pages.verticalScrollBar().setValue(100_000)
    assert desk.label("Page").text() == "2 / 2"


# Keyboard and names.


def test_tab_goes_from_top_to_bottom_and_every_control_has_a_name(qtbot: QtBot) -> None:
    desk = Desk(qtbot, ImmediateTaskRunner(), theme=DARK)
    desk.choose("Form", "One PDF for each record")
    desk.settle(2)
    desk.choose("Form", "One document")
    desk.settle(3)
    assert QApplication.focusWidget() is desk.box("Records")
    reached: list[QWidget] = []
    while (focused := QApplication.focusWidget()) not in reached:
        reached.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    names = [
        widget.accessibleName() or widget.property("text").replace("&", "") for widget in reached
    ]
    assert names == [
        "Records",
        "Form",
        "Paper",
        "Language of headings",
        "Notes",
        "Order",
        "Each record on a new page",
        "How far it got",
        "Table of fields",
        "Summary",
        "On the timeline",
        "What the sources say",
        "Where sources disagree",
        "Related records",
        "Your stars, tags and notes",
        "Zoom out",
        "Zoom in",
        "Fit width",
        "Pages",
        "Close",
        "Print…",
        "Save PDF…",
    ]


def test_no_two_controls_share_a_letter(desk: Desk) -> None:
    letters = [
        text[text.index("&") + 1].lower()
        for widget in desk.dialog.findChildren(QWidget)
        if isinstance(text := widget.property("text"), str) and "&" in text.replace("&&", "")
    ]
    assert len(letters) >= 12
    assert sorted(letters) == sorted(set(letters))
