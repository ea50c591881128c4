"""The window over a large library whose whole index is still being made, and when it arrives."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton
from support.atlas_window import OpenAtlas, atlas_reading
from support.libraries import Plain, plain_library, record, write
from support.whole_index import index_over

from atlas_gui.domain.catalogue import Catalogue
from atlas_gui.domain.library import Library
from atlas_gui.search.index import SearchIndex
from atlas_gui.search.index_file import unpacked
from atlas_gui.search.making import index_key, index_of_titles
from atlas_gui.search.reading import Reading
from atlas_gui.store import open_library, opening

# The offscreen platform says this of every window; it is about the platform, not the window.
pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("qapp"),
]


def _plain() -> Plain:
    spoiled = record("aaa-spoiled", title={"en": "A spoiled accord"})
    spoiled["claims"] = [{"property": "friendship"}]
    odd = record("odd", title={"en": "Odd"}, countries=["X-Y", "CUB"])
    return plain_library(spoiled, odd, record("nickel-plant"), record("gas-field"))


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.setattr(opening, "_READ_WHOLE", 0)
    return open_library(write(_plain(), tmp_path))


@pytest.fixture
def atlas(library: Library, settings_folder: Path) -> Iterator[OpenAtlas]:
    titles = SearchIndex(library, unpacked(index_of_titles(library), index_key(library)))
    with atlas_reading(Reading(library, Catalogue(library), titles), settings_folder) as opened:
        yield opened


def test_a_record_that_turns_out_unreadable_is_shown_as_such(
    atlas: OpenAtlas, library: Library
) -> None:
    atlas.state.set_record("aaa-spoiled")
    assert "A spoiled accord" in atlas.title_on_page()
    atlas.search_for("accord")
    assert atlas.listed() == ["aaa-spoiled"]
    (damaged,) = library.damaged.values()
    assert damaged.reason in atlas.detail.toPlainText()
    index = index_over(library)
    atlas.window.use_index(index)
    assert atlas.listed() == [damaged.id]
    assert atlas.state.record_id == damaged.id


def test_a_record_with_an_impossible_country_waits_for_the_whole_index(
    atlas: OpenAtlas, library: Library
) -> None:
    assert "odd" not in atlas.listed()
    atlas.window.use_index(index_over(library))
    assert len(atlas.listed()) == 4
    assert "odd" not in atlas.listed()


def test_nothing_is_said_of_dates_before_they_are_known(atlas: OpenAtlas) -> None:
    atlas.search_for("date:2005")
    assert len(atlas.listed()) == 3
    told = [b.text() for b in atlas.timeline.findChildren(QAbstractButton) if b.isVisible()]
    assert not any("without a date" in text for text in told)
    assert atlas.marks() == []


def test_an_open_record_stays_open_when_the_whole_index_arrives(
    atlas: OpenAtlas, library: Library
) -> None:
    atlas.state.set_record("gas-field")
    atlas.search_for("nickel")
    atlas.window.use_index(index_over(library))
    assert atlas.state.record_id == "gas-field"
    assert atlas.listed() == ["nickel-plant"]
    assert atlas.marks() == ["nickel-plant"]
