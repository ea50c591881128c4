"""The files opened last, from one start to the next."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from atlas_gui.state.recent_files import MOST, RecentFiles


@pytest.fixture
def recent(tmp_path: Path, qtbot: QtBot) -> RecentFiles:  # noqa: ARG001  Qt has to be there
    return RecentFiles(tmp_path / "reader")


def test_the_latest_is_first_and_each_there_once(recent: RecentFiles, tmp_path: Path) -> None:
    for name in ("a.json", "b.pdf", "a.json"):
        recent.remember(tmp_path / name)
    assert recent.files == (tmp_path / "a.json", tmp_path / "b.pdf")
    assert RecentFiles(tmp_path / "reader").files == recent.files


def test_only_so_many_are_kept(recent: RecentFiles, tmp_path: Path) -> None:
    for number in range(MOST + 3):
        recent.remember(tmp_path / f"{number}.json")
    assert [file.name for file in recent.files] == [f"{n}.json" for n in range(MOST + 2, 2, -1)]


def test_a_file_can_be_forgotten_and_all_of_them(
    recent: RecentFiles, tmp_path: Path, qtbot: QtBot
) -> None:
    recent.remember(tmp_path / "a.json")
    recent.remember(tmp_path / "b.json")
    with qtbot.waitSignal(recent.changed, timeout=1000):
        recent.forget(tmp_path / "b.json")
    assert recent.files == (tmp_path / "a.json",)
    recent.clear()
    assert RecentFiles(tmp_path / "reader").files == ()


def test_what_changes_nothing_is_not_told(
    recent: RecentFiles, tmp_path: Path, qtbot: QtBot
) -> None:
    recent.remember(tmp_path / "a.json")
    with qtbot.assertNotEmitted(recent.changed):
        recent.remember(tmp_path / "a.json")
        recent.forget(tmp_path / "gone.json")


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b'{"version": 2, "files": []}', b'{"version": 1, "files": 3}', b"[" * 9999],
)
def test_a_damaged_list_is_an_empty_one(
    recent: RecentFiles, tmp_path: Path, content: bytes
) -> None:
    folder = tmp_path / "reader"
    folder.mkdir()
    (folder / "recent-files.json").write_bytes(content)
    assert recent.files == ()


def test_a_folder_that_cannot_be_made_costs_only_the_list(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    recent = RecentFiles(tmp_path / "file" / "reader")
    recent.remember(tmp_path / "a.json")
    assert recent.files == (tmp_path / "a.json",)


def test_a_name_that_is_no_text_stays_for_this_session(recent: RecentFiles, tmp_path: Path) -> None:
    odd = tmp_path / "caf\udce9.json"
    recent.remember(odd)
    assert recent.files == (odd,)
    assert RecentFiles(tmp_path / "reader").files == ()
