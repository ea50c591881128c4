"""Two archives of one bundle are the same bytes, and hold what the bundle holds."""

import os
import subprocess
import tarfile
from pathlib import Path

import pytest
from bundle import build

_DAY = 1_700_000_000


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(_DAY))
    folder = tmp_path / "made" / build.NAME
    (folder / "_internal" / "empty").mkdir(parents=True)
    (folder / build.NAME).write_bytes(b"\x7fELF" + bytes(100))
    (folder / build.NAME).chmod(0o700)
    (folder / "_internal" / "Länder …. ").write_text("中文")
    (folder / "_internal" / "ends in a stop.").write_text("kept")
    (folder / "_internal" / "libQt.so").symlink_to("libQt.so.6")
    (folder / "_internal" / "libQt.so.6").write_bytes(b"1")
    (folder / "_internal" / "libQt.so.6").chmod(0o750)
    build.even_out(folder)
    return folder


def _touch(folder: Path) -> None:
    """What another checkout, another day or another account would make different."""
    for number, path in enumerate((folder, *folder.rglob("*"))):
        os.utime(path, (1e9 + number, 1e9 + number + 0.5), follow_symlinks=False)
        if not path.is_symlink():
            path.chmod(0o700 if path.is_dir() or path.stat().st_mode & 0o100 else 0o600)
        if os.geteuid() == 0:
            os.chown(path, 1234, 1234, follow_symlinks=False)


@pytest.mark.parametrize("ending", ["tar.gz", "tar.xz"])
def test_two_archives_are_the_same_bytes(bundle: Path, tmp_path: Path, ending: str) -> None:
    first = build.pack(bundle, tmp_path / f"one.{ending}")
    _touch(bundle)
    other = build.pack(bundle, tmp_path / f"other.{ending}")
    assert other.read_bytes() != first.read_bytes(), "times and modes matter: hence even_out"
    build.even_out(bundle)
    second = build.pack(bundle, tmp_path / f"two.{ending}")
    assert second.read_bytes() == first.read_bytes()


def test_an_archive_unpacks_to_what_was_packed(bundle: Path, tmp_path: Path) -> None:
    _touch(bundle)
    build.even_out(bundle)
    archive = build.pack(bundle, tmp_path / "one.tar.gz")
    with tarfile.open(archive) as packed:
        entries = {entry.name: entry for entry in packed}
        packed.extractall(tmp_path / "out", filter="tar")
    names = {build.NAME, *(f"{build.NAME}/{p.relative_to(bundle)}" for p in bundle.rglob("*"))}
    assert entries.keys() == names
    assert list(entries) == sorted(names, key=lambda name: name.split("/")), (
        "whatever the disk says"
    )
    for entry in entries.values():
        assert (entry.uid, entry.gid, entry.uname, entry.gname) == (0, 0, "root", "root")
        assert (entry.mtime, entry.pax_headers.get("mtime")) == (_DAY, None)
    assert entries[f"{build.NAME}/_internal/libQt.so"].linkname == "libQt.so.6"
    out = tmp_path / "out" / build.NAME
    for path in bundle.rglob("*"):
        same = out / path.relative_to(bundle)
        assert same.is_symlink() == path.is_symlink()
        assert same.stat().st_mode == path.stat().st_mode
        assert not path.is_file() or same.read_bytes() == path.read_bytes()
    assert os.access(out / build.NAME, os.X_OK)


def test_evened_out_everything_has_one_time_and_plain_modes(bundle: Path) -> None:
    (bundle / "_internal" / "outside").symlink_to("/nowhere/at all")
    _touch(bundle)
    build.even_out(bundle)
    for path in (bundle, *bundle.rglob("*")):
        assert path.lstat().st_mtime == _DAY
        if not path.is_symlink():
            runs = path.is_dir() or path.name == build.NAME
            assert path.stat().st_mode & 0o7777 == (0o755 if runs else 0o644), path


def test_what_a_link_leads_to_outside_is_left_alone(bundle: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("of somebody else")
    outside.chmod(0o600)
    os.utime(outside, (1e9, 1e9))
    (bundle / "link").symlink_to(outside)
    build.even_out(bundle)
    assert (outside.stat().st_mode & 0o777, outside.stat().st_mtime) == (0o600, 1e9)


def test_the_size_counts_files_once(bundle: Path) -> None:
    files = [path for path in bundle.rglob("*") if path.is_file() and not path.is_symlink()]
    assert build.size(bundle) == sum(len(path.read_bytes()) for path in files) > 104


def test_a_packer_that_fails_is_told(
    bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = tmp_path / "commands"
    commands.mkdir()
    (commands / "gzip").write_text("#!/bin/sh\ncat >/dev/null\nexit 3\n")
    (commands / "gzip").chmod(0o755)
    monkeypatch.setenv("PATH", f"{commands}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(subprocess.CalledProcessError, match="exit status 3"):
        build.pack(bundle, tmp_path / "one.tar.gz")
