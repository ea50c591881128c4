"""How the reader left the window comes back; a bad file of settings costs nothing but defaults."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas, atlas_over

from atlas_gui.domain.library import Library
from atlas_gui.models.record_list_model import Column
from atlas_gui.models.roles import Role
from atlas_gui.state.settings import SettingsFile, WindowSettings
from atlas_gui.ui.facet_pane import FacetPane

# The offscreen platform says this of every window; it is about the platform, not the memory.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def splitters(atlas: OpenAtlas) -> list[QSplitter]:
    return atlas.window.findChildren(QSplitter)


def test_at_the_first_start_something_worth_reading_is_open(atlas: OpenAtlas) -> None:
    assert atlas.title_on_page()
    assert atlas.records.selected_ids() == [atlas.state.record_id]
    assert len(atlas.listed()) == len(atlas.library.records)
    assert atlas.tree.view.currentIndex().data(Role.RECORD_ID) == atlas.state.record_id
    assert not atlas.action("back").isEnabled()
    assert not atlas.notice.text


def test_everything_comes_back_after_closing(
    qapp: object,  # noqa: ARG001  Qt has to be there
    shipped_library: Library,
    settings_folder: Path,
    qtbot: QtBot,
) -> None:
    with atlas_over(shipped_library, settings_folder) as first:
        first.window.resize(1333, 777)
        splitters(first)[0].setSizes([500, 300])
        first.do("order_name")
        first.do("appearance_dark")
        first.do("larger_text")
        first.search_for("gas")
        first.do("next_record")
        first.records.view.sortByColumn(Column.DATE, Qt.SortOrder.DescendingOrder)
        first.tree.expand_keys(("CHN-RUS",))
        first.do("fit_selection")
        qtbot.wait(10)
        left = first.window.settings()
        listed, title = first.listed(), first.title_on_page()
    with atlas_over(shipped_library, settings_folder) as second:
        assert second.search.field.text() == "gas"
        assert second.listed() == listed
        assert second.title_on_page() == title
        assert second.records.selected_ids() == [left.record_id]
        assert second.action("order_name").isChecked()
        assert second.action("appearance_dark").isChecked()
        assert second.tree.view.font().pointSizeF() > 9
        found = second.window.settings()
        for name in ("query", "record_id", "expanded", "tree_order", "appearance", "text_percent"):
            assert getattr(found, name) == getattr(left, name), name
        assert found.timeline_span == pytest.approx(left.timeline_span)
        assert not second.action("back").isEnabled()


def test_size_and_edges_come_back(
    qapp: object,  # noqa: ARG001  Qt has to be there
    shipped_library: Library,
    settings_folder: Path,
) -> None:
    # Without the opener's own resizing: what the file says decides.
    wanted = {
        "across": [300, 0, 500, 400],
        "down": [400, 300],
        "side": [300, 100],
        "page": [200, 150],
    }
    SettingsFile(settings_folder).save(WindowSettings(splitters=wanted))
    with atlas_over(shipped_library, settings_folder) as opened:
        across = next(s for s in splitters(opened) if s.count() == 4)
        side, filters, records, detail = across.sizes()
        assert records > detail > side > filters == 0
        left = opened.window.saveGeometry()
        kept = opened.window.settings()
    settings = SettingsFile(settings_folder).load()
    assert settings == kept
    assert settings.geometry == left.toBase64().toStdString()


def test_edges_of_a_window_with_other_parts_are_left_at_their_first_places(
    qapp: object,  # noqa: ARG001  Qt has to be there
    shipped_library: Library,
    settings_folder: Path,
    tmp_path: Path,
) -> None:
    with atlas_over(shipped_library, tmp_path / "fresh") as opened:
        first = opened.window.settings().splitters["across"]
    earlier = {"across": [300, 500, 400], "down": [400, 300]}
    SettingsFile(settings_folder).save(WindowSettings(splitters=earlier))
    with atlas_over(shipped_library, settings_folder) as opened:
        assert opened.window.settings().splitters["across"] == pytest.approx(first, abs=2)


def test_filters_are_shown_again_if_they_were(
    qapp: object,  # noqa: ARG001  Qt has to be there
    shipped_library: Library,
    settings_folder: Path,
) -> None:
    with atlas_over(shipped_library, settings_folder) as first:
        (facets,) = first.window.findChildren(FacetPane)
        assert not facets.isVisible()
        assert not first.action("filters").isChecked()
        first.press("Ctrl+Shift+F", first.records.view)
        assert facets.isVisible()
        assert first.action("filters").isChecked()
        assert facets.view.model().rowCount() > 0
        width = facets.width()
    with atlas_over(shipped_library, settings_folder) as second:
        (facets,) = second.window.findChildren(FacetPane)
        assert facets.isVisible()
        assert facets.view.model().rowCount() > 0
        assert facets.width() == pytest.approx(width, abs=2)
        assert second.action("filters").isChecked()
        second.do("filters")
        assert not facets.isVisible()
    with atlas_over(shipped_library, settings_folder) as third:
        assert not third.action("filters").isChecked()
        (facets,) = third.window.findChildren(FacetPane)
        assert not facets.isVisible()


def spoiled(change: Callable[[dict[str, Any]], object]) -> bytes:
    """A file as Atlas writes it, with one thing changed."""
    plain: dict[str, Any] = msgspec.json.decode(
        msgspec.json.encode(
            WindowSettings(
                geometry="AdnQywAD",
                splitters={"across": [1, 0, 2, 3], "down": [1, 2], "side": [1, 2]},
                list_header="AAAA",
                query="gas",
                record_id="no-such-record",
                expanded=("XXX-YYY", "unreadable", ""),
                timeline_span=(1.0, 2.0),
            )
        )
    )
    change(plain)
    return msgspec.json.encode(plain)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\x00\xff\xfe",
        b'"just words"',
        b'{"someone": "else", "version": 3}',
        spoiled(dict.clear),
        spoiled(dict.copy),
        spoiled(lambda plain: plain.update(geometry="////" * 50)),
        spoiled(lambda plain: plain.update(splitters={"across": [-5, 0, 10**9, 0], "other": []})),
        spoiled(lambda plain: plain.update(splitters={"across": [0, 0, 0, 0], "down": [0, 0]})),
        spoiled(lambda plain: plain.update(list_header="\N{SNOWMAN}" * 10)),
        spoiled(lambda plain: plain.update(query='"' * 500 + " date:" + "x" * 500)),
        spoiled(lambda plain: plain.update(timeline_span=[5.0, 5.0])),
        spoiled(lambda plain: plain.update(timeline_span=[-1e300, 1e300])),
        spoiled(lambda plain: plain.update(timeline_span=[9.0, -9.0])),
        spoiled(lambda plain: plain.update(text_percent=10**6)),
        spoiled(lambda plain: plain.update(text_percent=50)),
        spoiled(lambda plain: plain.update(appearance="mauve")),
    ],
    ids=lambda content: repr(content[:40]),
)
def test_no_file_of_settings_does_harm(
    qapp: object,  # noqa: ARG001  Qt has to be there
    shipped_library: Library,
    settings_folder: Path,
    content: bytes,
) -> None:
    settings_folder.mkdir()
    (settings_folder / "window.json").write_bytes(content)
    with atlas_over(shipped_library, settings_folder) as opened:
        assert opened.title_on_page()
        for pane in (opened.tree, opened.records, opened.detail, opened.timeline):
            assert pane.isVisible()
            assert pane.width() >= 40
            assert pane.height() >= 40
        opened.do("clear_search")
        assert len(opened.listed()) == len(shipped_library.records)
        assert not opened.window.grab().isNull()
        opened.do("fit_timeline")
    assert SettingsFile(settings_folder).load().query == ""


def test_a_library_that_lost_the_open_record_opens_another(
    qapp: object,  # noqa: ARG001  Qt has to be there
    shipped_library: Library,
    settings_folder: Path,
) -> None:
    SettingsFile(settings_folder).save(WindowSettings(record_id="gone", query="gas"))
    with atlas_over(shipped_library, settings_folder) as opened:
        assert opened.state.record_id in shipped_library.records
        assert opened.state.query == "gas"


def test_settings_that_cannot_be_written_do_not_stop_closing(
    qapp: object,  # noqa: ARG001  Qt has to be there
    shipped_library: Library,
    tmp_path: Path,
) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")
    with atlas_over(shipped_library, tmp_path / "taken") as opened:
        assert opened.window.close()
        assert not opened.window.isVisible()
    assert (tmp_path / "taken").read_text() == "a file where the folder should be"
