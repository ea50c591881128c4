"""Where files are: the source tree, an installed wheel, a frozen program, the reader's folders."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.places import ROOT

from atlas_gui import paths

_CACHED = (
    paths.shipped_library,
    paths.resources,
    paths._bundled_root,
    paths._package_dir,
    paths._portable_dir,
)


@pytest.fixture(autouse=True)
def _asked_afresh() -> Iterator[None]:
    for answer in _CACHED:
        answer.cache_clear()
    yield
    paths.use_data_dir(None)
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


def _kept_folders() -> tuple[Path, ...]:
    return (paths.settings_dir(), paths.index_dir(), paths.reader_dir(), paths.log_dir())


def test_one_folder_for_everything_is_said_and_passed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = _kept_folders()
    assert "--data-dir" not in paths.own_command()
    monkeypatch.chdir(tmp_path)
    paths.use_data_dir(Path("mine"))
    folders = _kept_folders()
    assert len(set(folders)) == len(folders)
    assert all(folder.is_relative_to(tmp_path / "mine") for folder in folders)
    # Whoever is started from elsewhere finds the same folder.
    assert paths.own_command()[-2:] == ["--data-dir", str(tmp_path / "mine")]
    paths.use_data_dir(None)
    assert _kept_folders() == usual


def test_a_marker_beside_the_program_keeps_everything_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "atlas-gui"))
    assert paths.data_dir() is None
    paths._portable_dir.cache_clear()
    (tmp_path / paths.PORTABLE_MARKER).touch()
    beside = tmp_path / paths.PORTABLE_FOLDER
    assert paths.data_dir() == beside
    assert all(folder.is_relative_to(beside) for folder in _kept_folders())
    # What is said counts for more than what lies there.
    paths.use_data_dir(tmp_path / "said")
    assert paths.data_dir() == tmp_path / "said"
