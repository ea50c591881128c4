"""How the window was left: kept whole, and no file of any content costs more than defaults."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.state.settings import SettingsFile, WindowSettings


def test_without_a_file_there_are_defaults(tmp_path: Path) -> None:
    assert SettingsFile(tmp_path).load() == WindowSettings()
    assert list(tmp_path.iterdir()) == []


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    folder = tmp_path / "made" / "when needed"
    settings = WindowSettings(
        geometry="AdnQ",
        splitters={"main": [1, 2]},
        query="Соглашение 华为",
        record_id="nickel-plant",
        expanded=("CHN-CUB", "CHN-CUB/deals"),
        appearance="dark",
        text_percent=150,
        timeline_span=(1.5, 2.5),
    )
    SettingsFile(folder).save(settings)
    assert SettingsFile(folder).load() == settings
    assert [file.name for file in folder.iterdir()] == ["window.json"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"text_percent": 5000}',
        b'{"appearance": "pink"}',
        b'{"splitters": {"main": ["wide"]}}',
        b'{"splitters": {"across": [99999999999999999999, 1, 1]}}',
        b'{"query": "\xff"}',
        b'{"query": "\\ud800"}',
        b'{"query": ' + b"[" * 100_000,
    ],
)
def test_a_damaged_file_costs_defaults_only(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "window.json").write_bytes(content)
    assert SettingsFile(tmp_path).load() == WindowSettings()


def test_a_file_of_a_later_atlas_keeps_what_is_known(tmp_path: Path) -> None:
    (tmp_path / "window.json").write_bytes(b'{"query": "gas", "of_tomorrow": [1]}')
    assert SettingsFile(tmp_path).load().query == "gas"


@given(content=st.binary(max_size=100))
def test_no_content_makes_loading_fail(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("settings")
    (folder / "window.json").write_bytes(content)
    assert isinstance(SettingsFile(folder).load(), WindowSettings)


def test_a_folder_in_the_way_costs_defaults_only(tmp_path: Path) -> None:
    (tmp_path / "window.json").mkdir()
    file = SettingsFile(tmp_path)
    file.save(WindowSettings(query="gas"))
    assert file.load() == WindowSettings()
    assert [held.name for held in tmp_path.iterdir()] == ["window.json"]


def test_a_file_in_place_of_the_folder_costs_defaults_only(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    file = SettingsFile(tmp_path / "taken")
    file.save(WindowSettings(query="gas"))
    assert file.load() == WindowSettings()


def test_saving_keeps_the_reader_s_own_permissions(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path)
    file.save(WindowSettings())
    (tmp_path / "window.json").chmod(0o600)
    file.save(WindowSettings(query="gas"))
    assert stat.S_IMODE((tmp_path / "window.json").stat().st_mode) == 0o600
