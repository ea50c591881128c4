"""From the open record to a PDF in a folder: preview, choose a place, save, and what can go wrong."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas
from support.logs import LogGuard

from atlas_gui.ui.pdf_preview import PdfPreviewDialog

# The offscreen platform says this of every window; it is about the platform, not the flow.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Chooser:
    """Stands in for the system's dialog that asks where to save."""

    def __init__(self, answer: str) -> None:
        self.answer = answer
        self.suggested: list[str] = []

    def __call__(
        self, _parent: object, _title: str, suggested: str, _filter: str
    ) -> tuple[str, str]:
        self.suggested.append(suggested)
        return self.answer, ""


@pytest.fixture
def chooser(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Chooser:
    made = Chooser(str(tmp_path / "saved.pdf"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", made)
    return made


def preview(atlas: OpenAtlas, qtbot: QtBot) -> PdfPreviewDialog:
    """The dialog, with its pages made."""
    atlas.window.activateWindow()
    qtbot.waitUntil(atlas.window.isActiveWindow)
    atlas.press("Ctrl+E")
    (dialog,) = [d for d in atlas.window.findChildren(PdfPreviewDialog) if d.isVisible()]
    qtbot.waitUntil(save_button(dialog).isEnabled, timeout=30_000)
    return dialog


def save_button(dialog: PdfPreviewDialog) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text() == "&Save PDF…")


def notice(dialog: PdfPreviewDialog) -> QLabel:
    return next(x for x in dialog.findChildren(QLabel) if x.accessibleName() == "Notice")


def save(dialog: PdfPreviewDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def test_a_record_is_previewed_saved_and_told(
    atlas: OpenAtlas, qtbot: QtBot, chooser: Chooser
) -> None:
    title = atlas.title_on_page()
    dialog = preview(atlas, qtbot)
    save(dialog, qtbot)
    qtbot.waitUntil(lambda: chooser.answer in atlas.notice.text, timeout=30_000)
    text = "\n".join(page.extract_text() for page in PdfReader(chooser.answer).pages)
    assert " ".join(title.split()) in " ".join(text.split())
    assert len(chooser.suggested) == 1
    assert chooser.suggested[0].endswith(".pdf")
    qtbot.waitUntil(lambda: not atlas.window.findChildren(PdfPreviewDialog))


def test_the_preview_is_nearly_as_high_as_the_window_and_no_wider(
    atlas: OpenAtlas, qtbot: QtBot
) -> None:
    dialog = preview(atlas, qtbot)
    assert 0.8 < dialog.height() / atlas.window.height() <= 1
    assert dialog.width() <= atlas.window.width()
    dialog.reject()


def test_the_next_one_is_suggested_in_the_folder_of_the_last(
    atlas: OpenAtlas, qtbot: QtBot, chooser: Chooser, tmp_path: Path
) -> None:
    save(preview(atlas, qtbot), qtbot)
    qtbot.waitUntil(lambda: chooser.answer in atlas.notice.text, timeout=30_000)
    atlas.do("next_record")
    chooser.answer = ""
    dialog = preview(atlas, qtbot)
    save(dialog, qtbot)
    assert Path(chooser.suggested[1]).parent == tmp_path
    assert Path(chooser.suggested[1]).name != Path(chooser.suggested[0]).name
    dialog.reject()


def test_without_a_folder_for_documents_the_reader_s_own_is_suggested(
    atlas: OpenAtlas,
    qtbot: QtBot,
    chooser: Chooser,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    chooser.answer = str(tmp_path / "gone" / "first.pdf")
    Path(chooser.answer).parent.mkdir()
    save(preview(atlas, qtbot), qtbot)
    qtbot.waitUntil(lambda: chooser.answer in atlas.notice.text, timeout=30_000)
    Path(chooser.answer).unlink()
    Path(chooser.answer).parent.rmdir()
    chooser.answer = ""
    dialog = preview(atlas, qtbot)
    save(dialog, qtbot)
    assert Path(chooser.suggested[1]).parent == tmp_path
    dialog.reject()


def test_choosing_no_place_goes_back_to_the_preview(
    atlas: OpenAtlas, qtbot: QtBot, chooser: Chooser, tmp_path: Path
) -> None:
    chooser.answer = ""
    dialog = preview(atlas, qtbot)
    save(dialog, qtbot)
    assert dialog.isVisible()
    assert not notice(dialog).isVisible()
    assert not list(tmp_path.glob("*.pdf"))
    dialog.reject()


def test_a_name_without_an_ending_gets_one(
    atlas: OpenAtlas, qtbot: QtBot, chooser: Chooser, tmp_path: Path
) -> None:
    chooser.answer = str(tmp_path / "my record")
    save(preview(atlas, qtbot), qtbot)
    qtbot.waitUntil(lambda: "my record.pdf" in atlas.notice.text, timeout=30_000)
    assert (tmp_path / "my record.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("target", ["missing folder/x.pdf", "file/x.pdf", "folder.pdf", "n" * 300])
def test_a_place_that_cannot_be_written_is_told_in_one_sentence(
    atlas: OpenAtlas,
    qtbot: QtBot,
    chooser: Chooser,
    tmp_path: Path,
    log_guard: LogGuard,  # noqa: ARG001  nothing of it is a warning
    target: str,
) -> None:
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "folder.pdf").mkdir()
    chooser.answer = str(tmp_path / target)
    dialog = preview(atlas, qtbot)
    save(dialog, qtbot)
    qtbot.waitUntil(notice(dialog).isVisible, timeout=30_000)
    words = notice(dialog).text()
    assert words
    assert "\n" not in words
    assert "Errno" not in words
    assert "Traceback" not in words
    assert dialog.isVisible()
    assert save_button(dialog).isEnabled()
    chooser.answer = str(tmp_path / "elsewhere.pdf")
    save(dialog, qtbot)
    qtbot.waitUntil(lambda: "elsewhere.pdf" in atlas.notice.text, timeout=30_000)


def test_the_paper_chosen_is_remembered(atlas: OpenAtlas, qtbot: QtBot, chooser: Chooser) -> None:
    dialog = preview(atlas, qtbot)
    choice = dialog.findChild(QComboBox)
    assert choice is not None
    other = 1 - choice.currentIndex()
    choice.setCurrentIndex(other)
    qtbot.waitUntil(save_button(dialog).isEnabled, timeout=30_000)
    chooser.answer = ""
    save(dialog, qtbot)
    dialog.reject()
    assert atlas.window.settings().paper == ("a4", "letter")[other]
    again = preview(atlas, qtbot).findChild(QComboBox)
    assert again is not None
    assert again.currentIndex() == other


def test_closing_the_preview_leaves_nothing_behind(atlas: OpenAtlas, qtbot: QtBot) -> None:
    dialog = preview(atlas, qtbot)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not atlas.window.findChildren(PdfPreviewDialog))
    assert atlas.notice.text == ""
    assert preview(atlas, qtbot).isVisible()


def test_the_window_closes_with_a_preview_under_way(atlas: OpenAtlas, qtbot: QtBot) -> None:
    atlas.do("export_pdf")
    (dialog,) = atlas.window.findChildren(PdfPreviewDialog)
    assert not save_button(dialog).isEnabled()
    assert atlas.window.close()
    qtbot.wait(50)
    assert not atlas.window.isVisible()


def test_the_window_closes_with_a_save_under_way_and_leaves_no_half_file(
    atlas: OpenAtlas, qtbot: QtBot, chooser: Chooser, tmp_path: Path
) -> None:
    dialog = preview(atlas, qtbot)
    save(dialog, qtbot)
    assert atlas.window.close()
    found = [path for path in tmp_path.iterdir() if path.is_file()]
    assert all(path == Path(chooser.answer) for path in found)
    assert all(PdfReader(path).pages for path in found)


def test_a_name_without_the_suffix_gets_it(
    atlas: OpenAtlas, qtbot: QtBot, chooser: Chooser, tmp_path: Path
) -> None:
    chooser.answer = str(tmp_path / "loan.2004")
    save(preview(atlas, qtbot), qtbot)
    saved = tmp_path / "loan.2004.pdf"
    qtbot.waitUntil(lambda: str(saved) in atlas.notice.text, timeout=30_000)
    assert saved.read_bytes().startswith(b"%PDF")


def test_a_file_the_reader_was_not_asked_about_is_never_overwritten(
    atlas: OpenAtlas, qtbot: QtBot, chooser: Chooser, tmp_path: Path
) -> None:
    older = tmp_path / "loan.pdf"
    older.write_text("older")
    chooser.answer = str(tmp_path / "loan")
    dialog = preview(atlas, qtbot)
    save(dialog, qtbot)
    assert str(older) in notice(dialog).text()
    assert older.read_text() == "older"
    dialog.reject()
