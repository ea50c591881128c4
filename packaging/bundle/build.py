"""Builds the bundle: `python packaging/bundle [--output FOLDER]`.

Needs what `make setup` installs, and of Debian the packages that `system_needs.BUILDING` names. The
result is FOLDER/atlas-gui/, which runs wherever it is copied.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path, PurePosixPath
from typing import IO, cast

import commit_time
import resource_sums
import sbom
from desktop import build as desktop_build
from desktop.icons import write_program_icons

from atlas_gui.exchange.third_party import components
from bundle import contents, system_parts

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "build" / "bundle"
NAME = "atlas-gui"


def build(output: Path) -> Path:
    """The folder of the bundle, built anew; CalledProcessError if PyInstaller fails."""
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    if sys.platform in ("win32", "darwin"):
        write_program_icons(ROOT / "build" / "icons")
    sums = resource_sums.resource_sums(ROOT / "resources")
    (WORK / resource_sums.NAME).write_text(sums, encoding="utf-8")
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": str(commit_time.seconds()),
        # Sets are walked in the same order in each build.
        "PYTHONHASHSEED": "1",
    }
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(output), "--workpath", str(WORK / "work")]
    spec = Path(__file__).with_name("atlas-gui.spec")
    subprocess.run([*command, str(spec)], cwd=ROOT, env=environment, check=True)
    made = output / NAME
    _strip(made)
    described = system_parts.write(made, system_parts.libraries(made))
    sbom.write_sbom(WORK / "sbom.cdx.json", components(described))
    _add_companions(made)
    even_out(made)
    return made


def pack(bundle: Path, target: Path) -> Path:
    """The bundle as one archive, the same bytes each time: `target`, ending in .tar.xz or .tar.gz."""
    # Two threads give the same bytes wherever they run; only one would give others.
    packer = {".xz": ["xz", "--threads=2"], ".gz": ["gzip", "--no-name", "--fast"]}[target.suffix]
    with target.open("wb") as packed:
        process = subprocess.Popen([*packer, "--stdout"], stdin=subprocess.PIPE, stdout=packed)
        with cast(IO[bytes], process.stdin) as stream:
            _write_archive(bundle, stream)
        if process.wait():
            raise subprocess.CalledProcessError(process.returncode, packer)
    return target


def _write_archive(bundle: Path, stream: IO[bytes]) -> None:
    with tarfile.open(fileobj=stream, mode="w|") as archive:
        for path in (bundle, *sorted(bundle.rglob("*"))):
            inside = PurePosixPath(NAME, *path.relative_to(bundle).parts)
            entry = archive.gettarinfo(path, str(inside))
            entry.uid = entry.gid = 0
            # A time with a fraction, which no file here has, would get a header of its own.
            entry.mtime = int(entry.mtime)
            entry.uname = entry.gname = "root"
            if entry.isfile():
                with path.open("rb") as content:
                    archive.addfile(entry, content)
            else:
                archive.addfile(entry)


def _add_companions(made: Path) -> None:
    """What stands beside the program for whoever unpacks it; Linux alone has such desktops."""
    if not sys.platform.startswith("linux"):
        return
    own = Path(__file__).parent
    shutil.copyfile(ROOT / "LICENSE", made / "LICENSE")
    shutil.copyfile(own / "README.txt", made / "README.txt")
    shutil.copy(own / "integrate.sh", made / "integrate.sh")
    desktop_build.build(made, prefix="")
    shutil.copyfile(WORK / "sbom.cdx.json", made / "sbom.cdx.json")


def even_out(folder: Path) -> None:
    """Give everything in a folder the time of the commit and plain modes, so that archives of it are equal."""
    seconds = commit_time.seconds()
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            # A library that may be run as a program would be none.
            is_library = ".so" in path.suffixes
            runs = path.is_dir() or (bool(path.stat().st_mode & 0o100) and not is_library)
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (seconds, seconds), follow_symlinks=False)


def size(folder: Path) -> int:
    """The bytes of the files in a folder; a link counts as nothing."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files)


def _strip(folder: Path) -> None:
    if sys.platform.startswith("linux"):
        for pattern in contents.STRIPPED:
            for path in sorted((folder / "_internal").glob(pattern)):
                if not path.is_symlink():
                    subprocess.run(["strip", "--strip-unneeded", str(path)], check=True)


def main(arguments: list[str]) -> int:
    """Build, and say where it is and how large."""
    parser = argparse.ArgumentParser(prog="packaging/bundle", description="Build the bundle.")
    parser.add_argument("--output", type=Path, default=ROOT / "dist")
    made = build(parser.parse_args(arguments).output)
    print(f"{made}: {size(made) / 1e6:.0f} MB")
    return 0
