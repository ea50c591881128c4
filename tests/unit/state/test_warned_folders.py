"""A warning is given once for each folder, from one start to the next."""

from pathlib import Path

import pytest

from atlas_gui.state.warned_folders import WarnedFolders


def test_a_folder_is_warned_about_once(tmp_path: Path) -> None:
    first = WarnedFolders(tmp_path / "reader")
    assert first.first_time(tmp_path / "a")
    assert not first.first_time(tmp_path / "a")
    again = WarnedFolders(tmp_path / "reader")
    assert not again.first_time(tmp_path / "a")
    assert again.first_time(tmp_path / "b")


@pytest.mark.parametrize("content", [b"", b"[]", b'{"version": 2, "folders": []}', b"[" * 9999])
def test_a_damaged_list_warns_again(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "warned-folders.json").write_bytes(content)
    assert WarnedFolders(tmp_path).first_time(tmp_path)
    assert not WarnedFolders(tmp_path).first_time(tmp_path)


def test_where_nothing_can_be_written_it_warns_each_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    warned = WarnedFolders(tmp_path / "file" / "reader")
    assert warned.first_time(tmp_path)
    assert warned.first_time(tmp_path)
