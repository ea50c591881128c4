"""The main path of a reader in one process, so that it is tested where there is no X server too."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas, atlas_over

from atlas_gui.domain.library import Library
from atlas_gui.ui.pdf_export.dialog import PdfDialog

# The offscreen platform says this of every window; it is about the platform, not the program.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def save_as_pdf(atlas: OpenAtlas, qtbot: QtBot) -> None:
    atlas.press("Ctrl+E")
    (dialog,) = atlas.window.findChildren(PdfDialog)
    save = next(b for b in dialog.findChildren(QPushButton) if b.text() == "&Save PDF…")
    qtbot.waitUntil(save.isEnabled, timeout=30_000)
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def test_find_read_zoom_go_back_export_leave_and_come_back(
    qapp: object,  # noqa: ARG001  Qt has to be there
    shipped_library: Library,
    settings_folder: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "record.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(target), ""))
    with atlas_over(shipped_library, settings_folder) as atlas:
        first = atlas.title_on_page()
        atlas.press("Ctrl+F")
        atlas.type("camariocas nickel plant")
        atlas.press("Return")
        title = atlas.title_on_page()
        assert title == shipped_library.records["las-camariocas-nickel-plant"].title["en"]
        # From the page over the notebook's strip to the timeline.
        for _pane in range(3):
            atlas.press("F6")
        whole = atlas.timeline.span()
        for _step in range(3):
            atlas.press("+")
        assert atlas.timeline.span().length < whole.length
        atlas.press("Alt+Left")
        assert atlas.title_on_page() == first
        atlas.press("Alt+Right")
        assert atlas.title_on_page() == title
        save_as_pdf(atlas, qtbot)
        qtbot.waitUntil(lambda: str(target) in atlas.notice.text, timeout=30_000)
        left = atlas.window.settings()
        atlas.do("quit")
        assert not atlas.window.isVisible()

    text = " ".join(" ".join(page.extract_text() for page in PdfReader(target).pages).split())
    assert title in text
    assert PdfReader(target).metadata is not None

    with atlas_over(shipped_library, settings_folder) as atlas:
        assert atlas.title_on_page() == title
        assert atlas.search.field.text() == "camariocas nickel plant"
        assert atlas.records.selected_ids() == [atlas.state.record_id]
        span = atlas.timeline.span()
        assert (span.start, span.end) == pytest.approx(left.timeline_span)
        assert atlas.tree.expanded == left.expanded
