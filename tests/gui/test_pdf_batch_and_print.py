"""From the window to one PDF for each record, and to paper: asked first, told, stopped, left whole."""

import threading
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas
from support.pdf_documents import page_sizes
from support.pdf_window import LONG, Chooser, OpenDialog, chooser, dialogs, told

from atlas_gui.exchange.pdf import batch
from atlas_gui.exchange.pdf.typesetting import Made
from atlas_gui.ui.pdf_export import batch_saving

__all__ = ["chooser"]
# The offscreen platform says this of every window; it is about the platform, not the flow.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


# One for each record.


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents that are made at once and say whose they are."""
    monkeypatch.setattr(batch, "record_pdf", lambda _library, held, *_how: Made(held.id.encode()))


@pytest.fixture
def folder(tmp_path: Path, chooser: Chooser) -> Path:
    made = tmp_path / "many"
    made.mkdir()
    chooser.answer = str(made)
    return made


def each(atlas: OpenAtlas, qtbot: QtBot, query: str = "camariocas") -> OpenDialog:
    """The dialog with one PDF for each of what was found."""
    atlas.search_for(query)
    atlas.press("Return")
    dialog = OpenDialog(atlas, qtbot)
    dialog.choose("Records", "All " if len(atlas.listed()) > 1 else "The one")
    dialog.choose("Form", "One PDF for each")
    return dialog


def question(dialog: OpenDialog, qtbot: QtBot) -> QMessageBox:
    qtbot.waitUntil(
        lambda: any(b.isVisible() for b in dialog.dialog.findChildren(QMessageBox)), timeout=LONG
    )
    return next(b for b in dialog.dialog.findChildren(QMessageBox) if b.isVisible())


def answer(box: QMessageBox, words: str) -> None:
    next(b for b in box.buttons() if b.text().replace("&", "") == words).click()


def test_each_record_is_saved_and_they_are_counted(
    atlas: OpenAtlas, qtbot: QtBot, folder: Path
) -> None:
    dialog = each(atlas, qtbot)
    listed = atlas.listed()
    assert len(listed) > 1
    dialog.save()
    told(atlas, qtbot, f"{len(listed)} PDFs saved in {folder}.")
    assert sorted(path.stem for path in folder.iterdir()) == sorted(listed)
    assert all(PdfReader(path).pages for path in folder.iterdir())
    qtbot.waitUntil(lambda: not dialogs(atlas))


@pytest.mark.parametrize(
    ("words", "older", "more"),
    [
        ("Replace", False, 0),
        ("Leave as they are", True, 0),
        ("Keep both", True, 1),
        ("Cancel", True, None),
    ],
)
def test_what_is_there_is_asked_about_before_anything_is_saved(
    atlas: OpenAtlas,
    qtbot: QtBot,
    folder: Path,
    quick: None,  # noqa: ARG001
    words: str,
    older: bool,
    more: int | None,
) -> None:
    dialog = each(atlas, qtbot)
    listed = atlas.listed()
    there = folder / f"{listed[1]}.pdf"
    there.write_text("older")
    dialog.save()
    box = question(dialog, qtbot)
    assert f"1 of {len(listed)} files is there already:\n{there.name}" in box.text()
    assert box.textFormat() is Qt.TextFormat.PlainText
    assert list(folder.iterdir()) == [there]
    answer(box, words)
    if more is None:
        qtbot.waitUntil(lambda: not box.isVisible())
        assert dialog.dialog.isVisible()
        assert dialog.button("&Save PDF").isEnabled()
        assert list(folder.iterdir()) == [there]
        dialog.dialog.reject()
    else:
        told(atlas, qtbot, "saved in")
        assert len(list(folder.iterdir())) == len(listed) + more
    assert (there.read_bytes() == b"older") is older


def test_many_that_are_there_are_counted(
    atlas: OpenAtlas,
    qtbot: QtBot,
    folder: Path,
    quick: None,  # noqa: ARG001
) -> None:
    dialog = each(atlas, qtbot, "cuba")
    listed = atlas.listed()
    for record_id in listed:
        (folder / f"{record_id}.pdf").touch()
    dialog.save()
    box = question(dialog, qtbot)
    assert f"and {len(listed) - 3} more" in box.text()
    answer(box, "Leave as they are")
    told(atlas, qtbot, f"Left as they were: {len(listed)}.")


def test_a_pattern_that_is_none_is_told_and_can_be_mended(
    atlas: OpenAtlas,
    qtbot: QtBot,
    folder: Path,
    quick: None,  # noqa: ARG001
) -> None:
    dialog = each(atlas, qtbot)
    dialog.pattern().clear()
    qtbot.keyClicks(dialog.pattern(), "{size}")
    dialog.save()
    assert "“size”" in dialog.notice()
    assert list(folder.iterdir()) == []
    dialog.pattern().clear()
    qtbot.keyClicks(dialog.pattern(), "{number}-{id}")
    dialog.save()
    told(atlas, qtbot, "saved in")
    assert all(path.name.startswith("000") for path in folder.iterdir())


def test_stopped_in_the_middle_whole_files_stay(
    atlas: OpenAtlas, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, go_on = threading.Event(), threading.Event()
    made: list[int] = []

    def third_waits(_library: object, _held: object, *_how: object) -> Made:
        made.append(1)
        if len(made) == 3:
            reached.set()
            go_on.wait(10)
        return Made(b"%PDF whole")

    monkeypatch.setattr(batch, "record_pdf", third_waits)
    dialog = each(atlas, qtbot, "cuba")
    count = len(atlas.listed())
    dialog.save()
    qtbot.waitUntil(reached.is_set, timeout=LONG)
    qtbot.waitUntil(lambda: dialog.says(f"Saving: 2 of {count} records"))
    assert not dialog.box("Paper").isEnabled()
    dialog.button("S&top").click()
    go_on.set()
    qtbot.waitUntil(lambda: len(list(folder.glob("*.pdf"))) == 3)
    assert dialog.says("Stopped.")
    assert dialog.box("Paper").isEnabled()
    assert dialog.button("&Save PDF").isEnabled()
    dialog.dialog.reject()
    qtbot.waitUntil(lambda: not dialogs(atlas))
    found = list(folder.iterdir())
    assert len(found) == len(made) == 3
    assert all(path.read_bytes() == b"%PDF whole" for path in found)


def test_closed_before_the_question_nothing_is_asked_or_saved(
    atlas: OpenAtlas,
    qtbot: QtBot,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun, go_on, done = threading.Event(), threading.Event(), threading.Event()
    whole = batch_saving.planned_files

    def slowly(*words: object) -> object:
        begun.set()
        go_on.wait(10)
        done.set()
        return whole(*words)  # type: ignore[arg-type]

    monkeypatch.setattr(batch_saving, "planned_files", slowly)
    dialog = each(atlas, qtbot)
    dialog.save()
    qtbot.waitUntil(begun.is_set)
    dialog.dialog.reject()
    qtbot.waitUntil(lambda: not dialogs(atlas))
    go_on.set()
    qtbot.waitUntil(done.is_set)
    qtbot.wait(50)
    assert list(folder.iterdir()) == []
    assert atlas.notice.text == ""


def test_those_that_failed_are_named_and_the_dialog_stays(
    atlas: OpenAtlas,
    qtbot: QtBot,
    folder: Path,
    quick: None,  # noqa: ARG001
) -> None:
    dialog = each(atlas, qtbot)
    listed = atlas.listed()
    (folder / f"{listed[0]}.pdf").mkdir()
    dialog.save()
    answer(question(dialog, qtbot), "Replace")
    words = dialog.notice()
    assert f"{len(listed) - 1} PDF" in words
    assert "Not saved: 1." in words
    assert f"{listed[0]}: " in words
    assert dialog.button("&Save PDF").isEnabled()
    dialog.dialog.reject()


# Printing.


def test_a_document_is_printed_in_the_background_and_told(
    atlas: OpenAtlas, qtbot: QtBot, tmp_path: Path, chooser: Chooser
) -> None:
    chooser.answer = ""
    target = tmp_path / "printed.pdf"
    dialog = OpenDialog(atlas, qtbot)
    qtbot.keyClick(dialog.dialog, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    (system,) = dialog.dialog.findChildren(QPrintDialog)
    assert system.printer().docName() == atlas.state.record_id
    (name,) = system.findChildren(QLineEdit, "filename")
    name.setText(str(target))
    system.accept()
    pages = dialog.dialog.pages.count
    qtbot.waitUntil(lambda: dialog.says(f"Pages printed: {pages}"), timeout=LONG)
    assert page_sizes(target) == [(595, 842)] * pages
    assert dialog.button("&Save PDF").isEnabled()
    dialog.dialog.reject()


@pytest.mark.parametrize("how", ["stop", "close"])
def test_printing_can_be_stopped_and_leaves_no_half_file(
    atlas: OpenAtlas,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    how: str,
) -> None:
    reached, go_on = threading.Event(), threading.Event()
    whole = QPrinter.newPage

    def waits(printer: QPrinter) -> bool:
        reached.set()
        go_on.wait(10)
        return whole(printer)

    monkeypatch.setattr(QPrinter, "newPage", waits)
    atlas.search_for("camariocas nickel plant")
    atlas.press("Return")
    dialog = OpenDialog(atlas, qtbot)
    dialog.choose("Records", "China – Cuba")
    assert dialog.dialog.pages.count > 2
    dialog.button("Pr&int").click()
    (system,) = dialog.dialog.findChildren(QPrintDialog)
    (name,) = system.findChildren(QLineEdit, "filename")
    name.setText(str(tmp_path / "printed.pdf"))
    system.accept()
    qtbot.waitUntil(reached.is_set, timeout=LONG)
    qtbot.waitUntil(lambda: dialog.says("Printing: 1 of "))
    if how == "stop":
        dialog.button("S&top").click()
        assert dialog.says("Stopped.")
    else:
        dialog.dialog.reject()
    go_on.set()
    qtbot.waitUntil(lambda: not list(tmp_path.glob("*printed*")), timeout=LONG)
    atlas.tasks.drain()
    assert not list(tmp_path.glob("*.pdf*"))
    assert not list(tmp_path.glob(".*"))
