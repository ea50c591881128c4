"""A treaty with many acts in the window: the way to their table, and to all of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot
from support.acts import treaty
from support.atlas_window import OpenAtlas, atlas_over
from support.libraries import library_of

from atlas_gui.models.record_document.links import Link, LinkKind

# The offscreen platform says this of every window; it is about the platform, not the pane.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def opened(qapp: object, settings_folder: Path) -> Iterator[OpenAtlas]:  # noqa: ARG001  Qt has to be there
    library = library_of(treaty(250), treaty(120, "other"))
    with atlas_over(library, settings_folder) as atlas:
        atlas.state.set_record("treaty")
        yield atlas


def follow(atlas: OpenAtlas, kind: LinkKind) -> None:
    atlas.detail.anchorClicked.emit(QUrl(Link(kind, "acts").href))


def test_a_line_leads_to_the_table(opened: OpenAtlas, qtbot: QtBot) -> None:
    bar = opened.detail.verticalScrollBar()
    bar.setValue(bar.maximum())
    before = bar.value()
    follow(opened, LinkKind.PART)
    qtbot.waitUntil(lambda: 0 < bar.value() < before)


def test_all_acts_are_shown_when_they_are_asked_for_and_the_place_is_kept(
    opened: OpenAtlas,
) -> None:
    detail = opened.detail
    bar = detail.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    assert place > 0
    assert "Party 49" not in detail.toPlainText()
    follow(opened, LinkKind.ALL)
    assert "Party 49" in detail.toPlainText()
    assert "Show all" not in detail.toPlainText()
    assert bar.value() == place


def test_another_record_begins_short_again(opened: OpenAtlas) -> None:
    follow(opened, LinkKind.ALL)
    opened.state.set_record("other")
    assert "Show all 120 acts" in opened.detail.toPlainText()
    # Other looks do not take back what was asked for, going on to another record does not matter.
    opened.state.set_record("treaty")
    assert "Party 49" in opened.detail.toPlainText()
