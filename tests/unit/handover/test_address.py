"""Where two starts meet: in a folder that nobody else can enter, or not at all."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from atlas_gui import paths
from atlas_gui.handover.address import own_address
from atlas_gui.handover.meeting import meet
from atlas_gui.handover.message import Wish

pytestmark = pytest.mark.skipif(os.name != "posix", reason="folders and sockets of POSIX")


@pytest.fixture(autouse=True)
def short_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Sockets have short names; the folders of pytest need not."""
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
        monkeypatch.setenv("DISPLAY", ":7")
        monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
        monkeypatch.setenv("TMPDIR", folder)
        yield Path(folder)


def _mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_without_a_run_folder_it_is_one_of_the_users_own_among_temporary_files(
    short_folder: Path,
) -> None:
    address = own_address()
    assert Path(address.meeting).parent == short_folder / f"atlas-gui-{os.getuid()}"
    assert address.lock.parent == Path(address.meeting).parent
    assert _mode(address.lock.parent) == 0o700
    assert own_address() == address


def test_the_run_folder_is_used_if_it_is_the_users(
    short_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = short_folder / "run"
    run.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(run))
    assert own_address().lock.parent == run / "atlas-gui"
    assert _mode(run / "atlas-gui") == 0o700
    run.chmod(0o777)
    assert own_address().lock.parent != run / "atlas-gui"


@pytest.mark.parametrize("run", ["relative", "/no/such/folder"])
def test_a_run_folder_that_is_none_is_passed_over(
    run: str, short_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", run)
    assert own_address().lock.is_relative_to(short_folder)


def test_data_of_their_own_and_screens_of_their_own_do_not_meet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = own_address()
    monkeypatch.setenv("DISPLAY", ":8")
    elsewhere = own_address()
    monkeypatch.setenv("DISPLAY", ":7.0")
    assert own_address() == usual != elsewhere
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    unseen = own_address()
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb;wayland")
    assert own_address() == usual
    paths.use_data_dir(tmp_path)
    try:
        apart = own_address()
    finally:
        paths.use_data_dir(None)
    assert len({each.meeting for each in (usual, elsewhere, unseen, apart)}) == 4


def _open_to_all(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o755)


def _a_link(folder: Path) -> None:
    (folder.parent / "real").mkdir(mode=0o700)
    folder.symlink_to(folder.parent / "real")


def _a_file(folder: Path) -> None:
    folder.write_text("")


@pytest.mark.parametrize("made", [_open_to_all, _a_link, _a_file])
def test_a_folder_that_others_could_have_made_is_not_used(made: object, short_folder: Path) -> None:
    assert callable(made)
    made(short_folder / f"atlas-gui-{os.getuid()}")
    with pytest.raises(OSError, match="alone"):
        own_address()
    alone = meet(Wish())
    assert (alone.done, alone.claim, alone.sentence) == (False, None, "")


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="only root gives files away")
def test_a_folder_of_somebody_else_is_not_used(short_folder: Path) -> None:
    folder = short_folder / f"atlas-gui-{os.getuid()}"
    folder.mkdir(mode=0o700)
    os.chown(folder, 12_345, 12_345)
    with pytest.raises(PermissionError):
        own_address()


def test_a_name_too_long_for_a_socket_is_not_used(
    short_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = short_folder / ("x" * 90)
    long.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(long))
    assert own_address().lock.parent.parent == short_folder
    monkeypatch.setenv("TMPDIR", str(long))
    with pytest.raises(OSError, match="no folder"):
        own_address()
    assert meet(Wish()).claim is None
