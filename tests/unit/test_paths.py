"""Where files are: the source tree, an installed wheel, a frozen program, the reader's folders."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.places import ROOT

from atlas_gui import paths

_CACHED = (paths.shipped_library, paths.resources, paths._bundled_root, paths._package_dir)


@pytest.fixture(autouse=True)
def _asked_afresh() -> Iterator[None]:
    for answer in _CACHED:
        answer.cache_clear()
    yield
    for answer in _CACHED:
        answer.cache_clear()


def test_in_the_source_tree_they_stand_at_the_top() -> None:
    assert paths.shipped_library() == ROOT / "db.json"
    assert paths.resources() == ROOT / "resources"
    assert paths.resources().is_dir()


def test_in_a_frozen_program_they_stand_where_it_was_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "atlas_gui" / "_data").mkdir(parents=True)
    (tmp_path / "atlas_gui" / "_resources").mkdir()
    (tmp_path / "atlas_gui" / "_data" / "db.json").write_text("{}")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.shipped_library() == tmp_path / "atlas_gui" / "_data" / "db.json"
    assert paths.resources() == tmp_path / "atlas_gui" / "_resources"


def test_the_reader_s_folders_are_named_and_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    folder = paths.settings_dir()
    assert folder.is_absolute()
    assert "atlas-gui" in folder.parts
    assert not folder.exists()
    assert paths.documents_dir().is_absolute()
