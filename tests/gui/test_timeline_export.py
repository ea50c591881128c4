"""Saving the timeline as a file and copying it: choices, messages, and what can go wrong."""

import errno
import os
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas, atlas_over
from support.hostile import hostile_library
from support.libraries import plain_library, write
from support.timeline_pane import CROWD_FIRST, crowd_of
from support.timeline_sheet import SVG, parsed, texts

from atlas_gui.store import open_library
from atlas_gui.timeline.span import Span
from atlas_gui.ui.timeline.view import TimelineView
from atlas_gui.ui.timeline_export.dialog import ExportDialog
from atlas_gui.ui.timeline_export.flow import TimelineExport
from atlas_gui.ui.timeline_export.formats import Format
from atlas_gui.ui.timeline_export.sheet import NARROWEST

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
    made = Chooser(tmp_path / "saved.svg")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", made)
    return made


def dialog_of(atlas: OpenAtlas) -> ExportDialog:
    atlas.do("save_timeline")
    (dialog,) = [d for d in atlas.window.findChildren(ExportDialog) if d.isVisible()]
    return dialog


def box(dialog: ExportDialog, label: str) -> QComboBox:
    """The choice that has this label."""
    return next(one for one in dialog.findChildren(QComboBox) if label_of(dialog, one) == label)


def label_of(dialog: ExportDialog, control: QWidget) -> str:
    (form,) = dialog.findChildren(QFormLayout)
    label = form.labelForField(control)
    return label.text() if isinstance(label, QLabel) and label.buddy() is control else ""


def choose(dialog: ExportDialog, form: Format) -> None:
    box(dialog, "&Format:").setCurrentText(form.label)


def until_told(atlas: OpenAtlas, qtbot: QtBot, words: str) -> None:
    qtbot.waitUntil(lambda: words in atlas.notice.text, timeout=30_000)


@pytest.mark.parametrize(
    ("form", "begins"),
    [(Format.SVG, b"<?xml"), (Format.PDF, b"%PDF-"), (Format.PNG, b"\x89PNG")],
)
def test_enter_saves_in_the_format_chosen(
    atlas: OpenAtlas, qtbot: QtBot, chooser: Chooser, tmp_path: Path, form: Format, begins: bytes
) -> None:
    chooser.answer = tmp_path / "my timeline 1.5"
    dialog = dialog_of(atlas)
    choose(dialog, form)
    atlas.press("Return", dialog)
    saved = tmp_path / f"my timeline 1.5.{form.suffix}"
    until_told(atlas, qtbot, f"Saved: {saved}")
    assert saved.read_bytes().startswith(begins)
    assert chooser.filters == [f"{form.label} (*.{form.suffix})"]
    assert chooser.suggested[0].name.startswith("Bilateral relations timeline ")
    assert chooser.suggested[0].suffix == f".{form.suffix}"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [saved.name]
    qtbot.waitUntil(lambda: not atlas.window.findChildren(ExportDialog))


def test_the_ending_that_is_typed_says_the_format(
    atlas: OpenAtlas, qtbot: QtBot, chooser: Chooser, tmp_path: Path
) -> None:
    chooser.answer = tmp_path / "other.PNG"
    atlas.press("Return", dialog_of(atlas))
    until_told(atlas, qtbot, "other.PNG")
    assert chooser.answer.read_bytes().startswith(b"\x89PNG")


def test_the_range_chosen_is_saved(atlas: OpenAtlas, qtbot: QtBot, chooser: Chooser) -> None:
    shown = atlas.timeline.span()
    for whole in (False, True):
        dialog = dialog_of(atlas)
        box(dialog, "&Range:").setCurrentIndex(int(whole))
        atlas.press("Return", dialog)
        until_told(atlas, qtbot, "Saved: ")
        assert chooser.answer is not None
        years = texts(chooser.answer.read_bytes())[1]
        assert ("1879 to" in years) is whole
        chooser.answer.unlink()
        atlas.notice.hide()
    assert atlas.timeline.span() == shown


def test_format_and_range_are_remembered(
    atlas: OpenAtlas, qtbot: QtBot, chooser: Chooser, tmp_path: Path
) -> None:
    chooser.answer = tmp_path / "first.pdf"
    dialog = dialog_of(atlas)
    box(dialog, "&Range:").setCurrentIndex(1)
    choose(dialog, Format.PDF)
    atlas.press("Return", dialog)
    until_told(atlas, qtbot, "first.pdf")
    qtbot.waitUntil(lambda: not atlas.window.findChildren(ExportDialog))
    again = dialog_of(atlas)
    assert box(again, "&Range:").currentIndex() == 1
    assert box(again, "&Format:").currentText() == Format.PDF.label
    chooser.answer = None
    atlas.press("Return", again)
    assert chooser.suggested[1].parent == tmp_path
    again.reject()


def test_a_cancelled_dialog_writes_nothing(
    atlas: OpenAtlas, qtbot: QtBot, chooser: Chooser, tmp_path: Path
) -> None:
    before = sorted(tmp_path.rglob("*"))
    dialog = dialog_of(atlas)
    chooser.answer = None
    atlas.press("Return", dialog)
    assert dialog.isVisible()
    atlas.press("Esc", dialog)
    qtbot.waitUntil(lambda: not atlas.window.findChildren(ExportDialog))
    assert chooser.suggested
    assert atlas.notice.text == ""
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("place", ["missing folder/x.svg", "file/x.svg", "n" * 300 + ".svg"])
def test_a_place_that_cannot_be_written_is_told_in_one_sentence(
    atlas: OpenAtlas, qtbot: QtBot, chooser: Chooser, tmp_path: Path, place: str
) -> None:
    (tmp_path / "file").write_text("in the way")
    chooser.answer = tmp_path / place
    atlas.press("Return", dialog_of(atlas))
    until_told(atlas, qtbot, "could not be saved")
    assert "\n" not in atlas.notice.text
    assert "Errno" not in atlas.notice.text


def test_a_full_disk_leaves_the_older_file_as_it_was(
    atlas: OpenAtlas,
    qtbot: QtBot,
    chooser: Chooser,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    older = tmp_path / "saved.svg"
    older.write_text("older")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    chooser.answer = older
    atlas.press("Return", dialog_of(atlas))
    until_told(atlas, qtbot, "could not be saved: the disk is full")
    assert older.read_text() == "older"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["saved.svg"]


def test_a_file_the_reader_was_not_asked_about_is_never_overwritten(
    atlas: OpenAtlas, chooser: Chooser, tmp_path: Path
) -> None:
    older = tmp_path / "saved.svg"
    older.write_text("older")
    chooser.answer = tmp_path / "saved"
    dialog = dialog_of(atlas)
    atlas.press("Return", dialog)
    assert "is there already" in atlas.notice.text
    assert dialog.isVisible()
    assert older.read_text() == "older"
    dialog.reject()


def test_every_control_of_the_dialog_has_a_label_and_a_default(atlas: OpenAtlas) -> None:
    dialog = dialog_of(atlas)
    controls = [*dialog.findChildren(QComboBox), *dialog.findChildren(QSpinBox)]
    labels = [label_of(dialog, control) for control in controls]
    assert labels == ["&Range:", "&Format:", "&Width:"]
    (width,) = dialog.findChildren(QSpinBox)
    assert width.value() == max(atlas.timeline.width(), NARROWEST)
    assert box(dialog, "&Range:").currentText().startswith("The time shown: ")
    assert box(dialog, "&Format:").currentText() == Format.SVG.label
    assert dialog.focusWidget() is box(dialog, "&Range:")
    dialog.reject()


def test_the_clipboard_gets_a_picture_a_drawing_and_a_list(atlas: OpenAtlas, qtbot: QtBot) -> None:
    atlas.do("copy_timeline")
    until_told(atlas, qtbot, "on the clipboard")
    data = QGuiApplication.clipboard().mimeData()
    assert {"image/png", "image/svg+xml", "text/plain"} <= set(data.formats())
    drawing = bytes(data.data("image/svg+xml").data())
    assert texts(drawing)[0] == "Bilateral relations"
    picture = QImage.fromData(data.data("image/png"))
    width = parsed(drawing).get("width")
    assert picture.width() == 2 * int(width or 0)
    lines = data.text().splitlines()
    assert lines[:3] == ["Bilateral relations", texts(drawing)[1], ""]
    assert "5 Jun 2019: Arctic LNG 2" in lines
    assert "Cite as: " in lines[-1]


def test_of_a_long_list_the_clipboard_gets_the_beginning(
    view: TimelineView, atlas: OpenAtlas, qtbot: QtBot
) -> None:
    view.show_content(crowd_of(2_000))
    view.set_span(Span(CROWD_FIRST, CROWD_FIRST + 2_000))
    (part,) = atlas.window.findChildren(TimelineExport)
    part.copy(view)
    until_told(atlas, qtbot, "on the clipboard")
    lines = QGuiApplication.clipboard().mimeData().text().splitlines()
    assert lines[3] == "1960-01-01: Record 0"
    assert "and 1500 more" in lines


def test_a_timeline_without_a_date_is_told_and_not_saved(
    tmp_path: Path, settings_folder: Path, chooser: Chooser
) -> None:
    plain = plain_library()
    plain["records"] = {}
    library = open_library(write(plain, tmp_path))
    with atlas_over(library, settings_folder) as atlas:
        for action in ("save_timeline", "copy_timeline"):
            atlas.notice.hide()
            atlas.do(action)
            assert "there is nothing to save" in atlas.notice.text
        assert not atlas.window.findChildren(ExportDialog)
    assert chooser.suggested == []


def test_a_hostile_library_is_saved_as_plain_text(
    tmp_path: Path, settings_folder: Path, qtbot: QtBot, chooser: Chooser
) -> None:
    library = open_library(write(hostile_library(), tmp_path))
    with atlas_over(library, settings_folder) as atlas:
        atlas.press("Return", dialog_of(atlas))
        until_told(atlas, qtbot, "Saved: ")
    assert chooser.answer is not None
    svg = chooser.answer.read_bytes()
    assert texts(svg)[0] == "<b>A library</b> & more"
    assert not list(parsed(svg).iter(f"{SVG}script"))
    assert chooser.suggested[0].name.startswith("b A library b & more timeline ")


def test_the_window_closes_with_a_save_under_way_and_leaves_no_half_file(
    atlas: OpenAtlas, chooser: Chooser, tmp_path: Path
) -> None:
    chooser.answer = tmp_path / "saved.png"
    atlas.press("Return", dialog_of(atlas))
    QApplication.processEvents()
    assert atlas.window.close()
    found = [path for path in tmp_path.iterdir() if path.is_file()]
    assert all(path == chooser.answer for path in found)
    assert all(not QImage(str(path)).isNull() for path in found)
