"""Citing from the window: what is on the clipboard, in which style, and how a style is chosen."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QEvent, QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QListWidget,
    QMenu,
    QProgressDialog,
    QPushButton,
)
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas, atlas_over
from support.libraries import plain_library, write

from atlas_gui.domain.library import Library
from atlas_gui.progress import CancelledError, Progress, untold
from atlas_gui.state.settings import SettingsFile
from atlas_gui.state.tasks import ImmediateTaskRunner
from atlas_gui.store import open_library
from atlas_gui.ui.citing import commands
from atlas_gui.ui.citing.record_citations import RecordCitations, citation_data
from atlas_gui.ui.citing.style_dialog import StyleDialog

# The offscreen platform says this of every window; it is about the platform, not the window.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

_LOCOMOTIVES = "chinese-locomotives-for-cuba"
_STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note">
<info><title>House style</title><id>urn:house</id><updated>2026-01-01T00:00:00+00:00</updated></info>
<citation><layout prefix="See "><text variable="title" font-weight="bold"/></layout></citation>
</style>"""


def _copied(atlas: OpenAtlas, qtbot: QtBot) -> QMimeData:
    """What is on the clipboard once the notice says so."""
    qtbot.waitUntil(lambda: "on the clipboard" in atlas.notice.text)
    return QGuiApplication.clipboard().mimeData()


@pytest.fixture(autouse=True)
def _empty_clipboard(qapp: object) -> None:
    assert qapp
    QGuiApplication.clipboard().clear()


def test_a_citation_is_formatted_and_plain_text_together(atlas: OpenAtlas, qtbot: QtBot) -> None:
    atlas.state.set_record(_LOCOMOTIVES)
    atlas.press("Ctrl+Shift+A", atlas.records.view)
    data = _copied(atlas, qtbot)
    assert data.text().startswith("“Chinese Locomotives for Cuba” (contract, as of mid-2006), in")
    assert data.text().endswith(f"atlas:/CHN-CUB/{_LOCOMOTIVES}.")
    assert "<i>Bilateral Relations</i>" in data.html()
    assert "Chicago" in atlas.notice.text


def test_a_bibliography_holds_the_selected_records(atlas: OpenAtlas, qtbot: QtBot) -> None:
    atlas.search_for("kind:treaty")
    atlas.records.view.selectAll()
    chosen = atlas.records.selected_ids()
    atlas.press("Ctrl+Shift+C", atlas.records.view)
    data = _copied(atlas, qtbot)
    assert len(chosen) > 1
    assert len(data.text().splitlines()) == len(chosen)
    assert data.html().count("<p style=") == len(chosen)
    assert f"{len(chosen)} records" in atlas.notice.text


def test_a_source_is_cited_from_the_menu_of_its_record(atlas: OpenAtlas, qtbot: QtBot) -> None:
    atlas.state.set_record("russia-china-deals-june-2019")
    menu = QMenu(atlas.window)
    (made,) = atlas.window.findChildren(commands.CitationCommands)
    made.add_sources(menu)
    (entry,) = menu.actions()
    offered = entry.menu()
    assert isinstance(offered, QMenu)
    (source,) = [each for each in offered.actions() if "SCMP" in each.text()]
    source.trigger()
    assert "South China Morning Post" in _copied(atlas, qtbot).text()
    assert "source" in atlas.notice.text


def test_the_style_chosen_is_the_one_of_the_next_start(
    shipped_library: Library, settings_folder: Path, qtbot: QtBot
) -> None:
    with atlas_over(shipped_library, settings_folder) as atlas:
        atlas.state.set_record(_LOCOMOTIVES)
        atlas.do("citation_style")
        (dialog,) = atlas.window.findChildren(StyleDialog)
        dialog.select("apa")
        qtbot.waitUntil(lambda: "Chinese locomotives for Cuba [Contract]" in dialog.preview)
        dialog.findChildren(QDialogButtonBox)[0].button(QDialogButtonBox.StandardButton.Ok).click()
        atlas.do("copy_citation")
        assert _copied(atlas, qtbot).text().startswith("Chinese locomotives for Cuba [Contract].")
    assert SettingsFile(settings_folder).load().citation_style == "apa"
    with atlas_over(shipped_library, settings_folder) as atlas:
        assert atlas.window.settings().citation_style == "apa"


def _dialog(
    library: Library, qtbot: QtBot, style: str = "mla"
) -> tuple[StyleDialog, RecordCitations]:
    citations = RecordCitations(library, style)
    dialog = StyleDialog(citations, library, _LOCOMOTIVES, ImmediateTaskRunner(), None)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    return dialog, citations


def test_a_readers_own_style_is_shown_and_taken(
    shipped_library: Library, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "house.csl"
    path.write_text(_STYLE)
    dialog, citations = _dialog(shipped_library, qtbot)
    assert "“Chinese Locomotives for Cuba.”" in dialog.preview
    dialog.select(str(path))
    assert "See Chinese locomotives for Cuba" in dialog.preview
    dialog.accept()
    assert citations.style_key == str(path)
    assert citations.of_records([_LOCOMOTIVES]).html == "See <b>Chinese locomotives for Cuba</b>"


def test_a_bad_style_is_told_of_and_not_offered(
    shipped_library: Library, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "bad.csl"
    path.write_text("<style/>")
    dialog, citations = _dialog(shipped_library, qtbot)
    (styles,) = dialog.findChildren(QListWidget)
    before = styles.count()
    dialog.select(str(path))
    assert "bad.csl, line 1" in dialog.message
    assert styles.count() == before
    dialog.reject()
    assert citations.style_key == "mla"


def test_the_dialog_tells_that_the_file_of_a_style_is_gone(
    shipped_library: Library, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog, _citations = _dialog(shipped_library, qtbot, str(tmp_path / "gone.csl"))
    assert "gone.csl cannot be read" in dialog.message
    assert "Chinese Locomotives" in dialog.preview


def test_a_style_that_is_gone_gives_way_to_the_usual_one(
    shipped_library: Library, tmp_path: Path
) -> None:
    citations = RecordCitations(shipped_library, str(tmp_path / "gone.csl"))
    citations.warm()
    assert "gone.csl" in citations.why_not
    assert citations.style_key == "chicago-notes"
    data = citation_data(citations.of_records([_LOCOMOTIVES, "not-there", "haval-plant-tula"]))
    assert len(data.text().splitlines()) == 2


def test_a_long_list_shows_how_far_it_is_and_can_be_given_up(
    atlas: OpenAtlas, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, cancelled, stopped = Event(), Event(), Event()

    def slow(_citations: object, _ids: object, progress: Progress) -> None:
        begun.set()
        cancelled.wait()
        try:
            progress(1, 3)
        except CancelledError:
            stopped.set()
            raise

    monkeypatch.setattr(commands, "_LONG_LIST", 2)
    monkeypatch.setattr(RecordCitations, "list_of_records", slow)
    atlas.records.view.selectAll()
    atlas.do("copy_bibliography")
    (dialog,) = atlas.window.findChildren(QProgressDialog)
    qtbot.waitUntil(begun.is_set)
    dialog.findChildren(QPushButton)[0].click()
    cancelled.set()
    qtbot.waitUntil(stopped.is_set)
    assert QGuiApplication.clipboard().text() == ""


def test_a_long_list_asked_for_again_is_watched_once(
    atlas: OpenAtlas, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Event()
    usual = RecordCitations.list_of_records

    def slow(
        citations: RecordCitations, record_ids: list[str], progress: Progress = untold
    ) -> object:
        assert go_on.wait(30)
        return usual(citations, record_ids, progress)

    def watching() -> list[QProgressDialog]:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return atlas.window.findChildren(QProgressDialog)

    monkeypatch.setattr(commands, "_LONG_LIST", 2)
    monkeypatch.setattr(RecordCitations, "list_of_records", slow)
    atlas.records.view.selectAll()
    atlas.do("copy_bibliography")
    atlas.do("copy_bibliography")
    assert len(watching()) == 1
    go_on.set()
    _copied(atlas, qtbot)
    assert watching() == []


def test_a_library_in_a_file_is_cited_by_its_own_title(tmp_path: Path) -> None:
    library = open_library(write(plain_library(), tmp_path))
    assert "A Library" in RecordCitations(library, "mla").of_records(["nickel-plant"]).plain
