"""The window over libraries that are empty, damaged or tiny, and while something goes wrong."""

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas, atlas_over
from support.libraries import Plain, library_of, plain_library, record, write
from support.tree_picture import picture

from atlas_gui.store import open_library

# The offscreen platform says this of every window; it is about the platform, not the window.
pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("qapp"),
]


def damaged_plain() -> Plain:
    plain = plain_library(record("sound"), record("spoiled", title={"en": "<b>Spoiled</b>"}))
    del plain["records"]["2"]["claims"]
    return plain


def test_a_damaged_record_is_shown_with_its_reason(tmp_path: Path, settings_folder: Path) -> None:
    library = open_library(write(damaged_plain(), tmp_path))
    (damaged,) = library.damaged
    with atlas_over(library, settings_folder) as atlas:
        assert "1 document of this library could not be read" in atlas.notice.text
        assert damaged in atlas.listed()
        assert "+ Unreadable records (1)" in picture(atlas.tree.view)
        assert atlas.state.record_id == "sound"
        atlas.state.set_record(damaged)
        assert "<b>Spoiled</b>" in atlas.title_on_page()
        assert library.damaged[damaged].reason in atlas.detail.toPlainText()
        assert atlas.records.selected_ids() == [damaged]
        for action in ("copy_link", "copy_citation", "fit_selection"):
            assert not atlas.action(action).isEnabled(), action
        atlas.do("back")
        assert atlas.action("export_pdf").isEnabled()


def test_a_damaged_record_is_found_by_the_search(tmp_path: Path, settings_folder: Path) -> None:
    library = open_library(write(damaged_plain(), tmp_path))
    with atlas_over(library, settings_folder) as atlas:
        atlas.search_for("spoiled")
        assert atlas.listed() == list(library.damaged)
        assert atlas.marks() == []


def test_a_library_without_records_opens(tmp_path: Path, settings_folder: Path) -> None:
    plain = plain_library()
    plain["records"] = {}
    library = open_library(write(plain, tmp_path))
    with atlas_over(library, settings_folder) as atlas:
        assert atlas.listed() == []
        assert not atlas.records.view.isVisible()
        assert not atlas.action("export_pdf").isEnabled()
        for action in ("next_record", "fit_timeline", "order_name", "appearance_dark", "next_pane"):
            atlas.do(action)
        atlas.search_for("anything")
        assert not atlas.window.grab().isNull()


def test_a_library_of_one_undated_record_opens(settings_folder: Path) -> None:
    library = library_of(
        record(
            "only",
            claims=[
                {
                    "property": "status",
                    "id": "status",
                    "value": {"step": "signed"},
                    "evidence": [{"source": "survey", "locator": "Section 1"}],
                }
            ],
        )
    )
    with atlas_over(library, settings_folder) as atlas:
        assert atlas.listed() == ["only"]
        assert atlas.marks() == []
        for action in ("fit_timeline", "fit_selection", "next_record", "previous_record"):
            atlas.do(action)
        assert atlas.title_on_page() == "Only"


def test_the_window_waits_for_work_under_way_and_drops_its_result(
    atlas: OpenAtlas, qtbot: QtBot
) -> None:
    begun, may_end, ended = threading.Event(), threading.Event(), threading.Event()
    delivered: list[object] = []

    def work() -> None:
        begun.set()
        may_end.wait(20)
        ended.set()

    atlas.tasks.submit(work, delivered.append, delivered.append)
    assert begun.wait(20)
    threading.Timer(0.05, may_end.set).start()
    assert atlas.window.close()
    assert ended.is_set()
    qtbot.wait(20)
    assert delivered == []
