"""Saving the list as a table: choices, how far it is, stopping it, and what can go wrong."""

import csv
import errno
import io
import os
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QProgressBar,
    QProgressDialog,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas, atlas_over
from support.held_runner import HeldRunner
from support.libraries import plain_library, record, write

from atlas_gui.exchange.tables.formats import Format, What
from atlas_gui.exchange.tables.saving import Saved, save_table
from atlas_gui.progress import Progress
from atlas_gui.store import open_library
from atlas_gui.ui.table_export.dialog import TableDialog
from atlas_gui.ui.table_export.saving import TableSaving

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("qapp"),
]


class Chooser:
    """Stands in for the system's dialog that asks where to save."""

    def __init__(self, answer: Path | None) -> None:
        self.answer = answer
        self.suggested: list[Path] = []
        self.filters: list[str] = []

    def __call__(
        self, _parent: object, _title: str, suggested: str, name_filter: str
    ) -> tuple[str, str]:
        self.suggested.append(Path(suggested))
        self.filters.append(name_filter)
        return str(self.answer or ""), ""


@pytest.fixture
def chooser(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Chooser:
    made = Chooser(tmp_path / "saved.csv")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", made)
    return made


def dialog_of(atlas: OpenAtlas) -> TableDialog:
    atlas.do("export_table")
    (dialog,) = [d for d in atlas.window.findChildren(TableDialog) if d.isVisible()]
    return dialog


def label_of(dialog: TableDialog, control: QWidget) -> str:
    (form,) = dialog.findChildren(QFormLayout)
    label = form.labelForField(control)
    return label.text() if isinstance(label, QLabel) and label.buddy() is control else ""


def box(dialog: TableDialog, label: str) -> QComboBox:
    """The choice that has this label."""
    return next(one for one in dialog.findChildren(QComboBox) if label_of(dialog, one) == label)


def choose(dialog: TableDialog, form: Format) -> None:
    box(dialog, "&Format:").setCurrentText(form.label)


def message_of(dialog: TableDialog) -> str:
    return " ".join(
        label.text()
        for label in dialog.findChildren(QLabel)
        if label.isVisible() and label.buddy() is None
    )


def name_of(control: QWidget) -> str:
    """What assistive programs call a control."""
    interface = QAccessible.queryAccessibleInterface(control)
    return interface.text(QAccessible.Text.Name) if interface else ""


def until_told(atlas: OpenAtlas, qtbot: QtBot, words: str) -> None:
    qtbot.waitUntil(lambda: words in atlas.notice.text, timeout=30_000)


def ids_in(path: Path) -> list[str]:
    text = path.read_bytes().decode("utf-8-sig")
    return [row["id"] for row in csv.DictReader(io.StringIO(text, newline=""))]


@pytest.mark.parametrize("form", Format, ids=lambda form: form.word)
def test_enter_saves_in_the_format_chosen(
    atlas: OpenAtlas, qtbot: QtBot, chooser: Chooser, tmp_path: Path, form: Format
) -> None:
    chooser.answer = tmp_path / "my table 1.5"
    dialog = dialog_of(atlas)
    choose(dialog, form)
    atlas.press("Return", dialog)
    saved = tmp_path / f"my table 1.5.{form.suffix}"
    until_told(atlas, qtbot, f"Saved: {saved}")
    assert saved.stat().st_size
    assert chooser.filters == [f"{form.label} (*.{form.suffix})"]
    assert chooser.suggested[0].name == f"bilateral-relations-100.{form.suffix}"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [saved.name]
    qtbot.waitUntil(lambda: not atlas.window.findChildren(TableDialog))
    qtbot.waitUntil(lambda: not atlas.window.findChildren(QProgressDialog))


def test_all_that_was_found_is_saved_in_the_order_of_the_list(
    atlas: OpenAtlas, qtbot: QtBot, chooser: Chooser
) -> None:
    atlas.state.set_query("kind:loan")
    atlas.records.view.header().setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    listed = atlas.listed()
    assert len(listed) > 1
    dialog = dialog_of(atlas)
    assert box(dialog, "&Records:").currentText() == f"All {len(listed)} records found"
    atlas.press("Return", dialog)
    until_told(atlas, qtbot, "Saved: ")
    assert chooser.answer is not None
    assert ids_in(chooser.answer) == listed


def test_several_selected_records_are_offered_first(
    atlas: OpenAtlas, qtbot: QtBot, chooser: Chooser
) -> None:
    atlas.do("focus_search")
    atlas.records.take_focus()
    atlas.press("Shift+Down", atlas.records.view)
    selected = atlas.records.selected_ids()
    assert len(selected) == 2
    dialog = dialog_of(atlas)
    records = box(dialog, "&Records:")
    texts = [records.itemText(place) for place in range(records.count())]
    assert texts == ["The 2 selected records", "All 100 records found"]
    assert records.currentIndex() == 0
    atlas.press("Return", dialog)
    until_told(atlas, qtbot, "Saved: ")
    assert chooser.answer is not None
    assert ids_in(chooser.answer) == selected


def test_all_rows_can_be_selected_at_once(atlas: OpenAtlas) -> None:
    atlas.records.view.selectAll()
    dialog = dialog_of(atlas)
    assert box(dialog, "&Records:").currentText() == "The 100 selected records"
    dialog.reject()


def test_sources_are_offered_for_lists_of_references_alone(
    atlas: OpenAtlas, qtbot: QtBot, chooser: Chooser, tmp_path: Path
) -> None:
    dialog = dialog_of(atlas)
    what = box(dialog, "References &to:")
    choose(dialog, Format.CSV)
    assert not what.isEnabled()
    choose(dialog, Format.RIS)
    assert what.isEnabled()
    what.setCurrentIndex(1)
    chooser.answer = tmp_path / "wrong.csv"
    atlas.press("Return", dialog)
    assert dialog.isVisible()
    assert "“wrong.csv” would list records" in message_of(dialog)
    chooser.answer = tmp_path / "sources.ris"
    atlas.press("Return", dialog)
    until_told(atlas, qtbot, "Saved: ")
    text = chooser.answer.read_text(encoding="utf-8")
    assert text.count("TY  - ") == len(atlas.library.sources)


def test_what_was_chosen_last_is_offered_again_and_so_is_the_folder(
    atlas: OpenAtlas, qtbot: QtBot, chooser: Chooser, tmp_path: Path
) -> None:
    folder = tmp_path / "deeper"
    folder.mkdir()
    chooser.answer = folder / "x"
    dialog = dialog_of(atlas)
    assert box(dialog, "&Format:").currentText() == Format.XLSX.label
    choose(dialog, Format.BIBTEX)
    box(dialog, "References &to:").setCurrentIndex(1)
    atlas.press("Return", dialog)
    until_told(atlas, qtbot, "Saved: ")
    qtbot.waitUntil(lambda: not atlas.window.findChildren(TableDialog))
    dialog = dialog_of(atlas)
    assert box(dialog, "&Format:").currentText() == Format.BIBTEX.label
    assert box(dialog, "References &to:").currentData() == What.SOURCES.name
    atlas.press("Return", dialog)
    assert chooser.suggested[1].parent == folder
    qtbot.waitUntil(lambda: not atlas.window.findChildren(QProgressDialog))


@pytest.mark.parametrize(
    ("typed", "form"),
    [("saved.md", Format.MARKDOWN), ("saved.json", Format.JSON), ("saved.CSV", Format.CSV)],
)
def test_the_ending_that_is_typed_says_the_format(
    atlas: OpenAtlas, qtbot: QtBot, chooser: Chooser, tmp_path: Path, typed: str, form: Format
) -> None:
    chooser.answer = tmp_path / typed
    atlas.press("Return", dialog_of(atlas))
    until_told(atlas, qtbot, f"Saved: {chooser.answer}")
    begins = {Format.MARKDOWN: b"# ", Format.JSON: b'{\n "meta"', Format.CSV: b"\xef\xbb\xbf"}
    assert chooser.answer.read_bytes().startswith(begins[form])


def test_a_list_of_csl_may_end_in_json_alone(
    atlas: OpenAtlas, qtbot: QtBot, chooser: Chooser, tmp_path: Path
) -> None:
    chooser.answer = tmp_path / "items.json"
    dialog = dialog_of(atlas)
    choose(dialog, Format.CSL_JSON)
    atlas.press("Return", dialog)
    until_told(atlas, qtbot, f"Saved: {chooser.answer}")
    assert chooser.answer.read_bytes().startswith(b"[\n{")


def test_a_file_the_reader_was_not_asked_about_is_never_overwritten(
    atlas: OpenAtlas, chooser: Chooser, tmp_path: Path
) -> None:
    older = tmp_path / "saved.xlsx"
    older.write_text("older")
    chooser.answer = tmp_path / "saved"
    dialog = dialog_of(atlas)
    atlas.press("Return", dialog)
    assert "is there already" in message_of(dialog)
    assert dialog.isVisible()
    assert older.read_text() == "older"
    dialog.reject()


def test_no_answer_saves_nothing(atlas: OpenAtlas, chooser: Chooser) -> None:
    chooser.answer = None
    dialog = dialog_of(atlas)
    atlas.press("Return", dialog)
    assert dialog.isVisible()
    assert not atlas.window.findChildren(TableSaving)
    dialog.reject()


def test_a_full_disk_is_told_and_leaves_the_older_file(
    atlas: OpenAtlas,
    qtbot: QtBot,
    chooser: Chooser,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    older = tmp_path / "saved.csv"
    older.write_text("older")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    chooser.answer = older
    atlas.press("Return", dialog_of(atlas))
    until_told(atlas, qtbot, "could not be saved: the disk is full")
    assert older.read_text() == "older"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["saved.csv"]


def test_nothing_found_is_nothing_to_save(atlas: OpenAtlas) -> None:
    atlas.state.set_query("zzzzzzzz")
    assert not atlas.action("export_table").isEnabled()
    atlas.do("clear_search")
    assert atlas.action("export_table").isEnabled()


def test_every_control_of_the_dialog_has_a_label(atlas: OpenAtlas) -> None:
    dialog = dialog_of(atlas)
    labels = [label_of(dialog, control) for control in dialog.findChildren(QComboBox)]
    assert labels == ["&Records:", "&Format:", "References &to:"]
    # On Linux, Qt tells of a choice its label, to which it is related, and for its name its text.
    assert [control.accessibleName() for control in dialog.findChildren(QComboBox)] == [
        "Records",
        "Format",
        "References to",
    ]
    assert dialog.focusWidget() is box(dialog, "&Records:")
    dialog.reject()


def test_an_unreadable_record_is_told_of(
    tmp_path: Path, settings_folder: Path, qtbot: QtBot, chooser: Chooser
) -> None:
    plain = plain_library(record("sound"), record("spoiled", kind="no such kind"))
    library = open_library(write(plain, tmp_path))
    chooser.answer = tmp_path / "saved.bib"
    with atlas_over(library, settings_folder) as atlas:
        dialog = dialog_of(atlas)
        atlas.press("Return", dialog)
        until_told(atlas, qtbot, "Saved: ")
        assert atlas.notice.text == (
            f"Saved: {chooser.answer}. 1 record cannot be read and is not in the file."
        )


class Watched:
    """A save under way over held tasks, with what it told."""

    def __init__(self, qtbot: QtBot, total: int) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.show()
        self.runner = HeldRunner()
        self.told: list[str] = []
        self.failed: list[str] = []
        self.saving = TableSaving(total, self.window)
        self.saving.told.connect(self.told.append)
        self.saving.failed.connect(self.failed.append)

    @property
    def shown(self) -> QProgressDialog:
        (found,) = self.window.findChildren(QProgressDialog)
        return found


def test_it_shows_how_many_of_how_many_are_done(qtbot: QtBot, tmp_path: Path) -> None:
    watched = Watched(qtbot, 120)
    seen: list[tuple[str, int]] = []

    def job(progress: Progress) -> Saved:
        for done in (0, 50, 120):
            progress(done, 120)
            seen.append((watched.shown.labelText(), watched.shown.value()))
        return Saved(tmp_path / "x.csv", 0)

    watched.saving.start(watched.runner, job)
    assert watched.shown.windowModality() == Qt.WindowModality.NonModal
    assert watched.shown.maximum() == 120
    (bar,) = watched.shown.findChildren(QProgressBar)
    assert name_of(bar) == "Records saved"
    watched.runner.release()
    assert seen == [
        ("Saved 0 of 120 records", 0),
        ("Saved 50 of 120 records", 50),
        ("Finishing the file…", 120),
    ]
    assert watched.told == [f"Saved: {tmp_path / 'x.csv'}"]


def test_what_takes_long_shows_a_window_that_can_be_cancelled(
    qtbot: QtBot, atlas: OpenAtlas, tmp_path: Path
) -> None:
    watched = Watched(qtbot, 100)
    target = tmp_path / "x.csv"
    ids = list(atlas.library.records)
    watched.saving.start(
        watched.runner, partial(save_table, atlas.library, ids, Format.CSV, target)
    )
    shown = watched.shown
    qtbot.waitUntil(shown.isVisible)
    (button,) = shown.findChildren(QPushButton)
    assert button.text() == "Cancel"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not shown.isVisible()
    watched.runner.release()
    assert watched.told == ["The export was cancelled, and nothing was saved."]
    assert [path for path in tmp_path.iterdir() if path.is_file()] == []
    assert watched.failed == []
    qtbot.waitUntil(lambda: not watched.window.findChildren(QProgressDialog))


def test_escape_cancels_too(qtbot: QtBot) -> None:
    watched = Watched(qtbot, 100)

    def job(progress: Progress) -> Saved:
        progress(0, 100)
        raise AssertionError

    watched.saving.start(watched.runner, job)
    shown = watched.shown
    qtbot.waitUntil(shown.isVisible)
    # A shortcut is for the window that has the keyboard.
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    watched.runner.release()
    assert watched.told == ["The export was cancelled, and nothing was saved."]


def test_cancelled_too_late_it_says_what_became_of_the_file(qtbot: QtBot) -> None:
    watched = Watched(qtbot, 100)

    def job(progress: Progress) -> Saved:
        progress(100, 100)
        watched.shown.cancel()
        return Saved(Path("x.csv"), 0)

    watched.saving.start(watched.runner, job)
    watched.runner.release()
    assert watched.told == ["Saved: x.csv"]


def test_an_unexpected_fault_is_one_sentence(qtbot: QtBot) -> None:
    watched = Watched(qtbot, 1)

    def job(_progress: Progress) -> Saved:
        raise ZeroDivisionError

    watched.saving.start(watched.runner, job)
    watched.runner.release()
    assert watched.failed == ["The table could not be made."]


def test_the_window_closes_with_a_save_under_way_and_leaves_no_half_file(
    atlas: OpenAtlas, chooser: Chooser, tmp_path: Path
) -> None:
    chooser.answer = tmp_path / "saved.xlsx"
    atlas.press("Return", dialog_of(atlas))
    QApplication.processEvents()
    assert atlas.window.close()
    found = [path for path in tmp_path.iterdir() if path.is_file()]
    assert all(path == chooser.answer for path in found)
    assert all(path.read_bytes().startswith(b"PK") for path in found)
