"""Packs the application into a disk image: `python packaging/macos [--app dist/Atlas.app] [--output dist]`.

Runs on macOS alone, where `hdiutil` and `codesign` are. The application is signed for this machine only
("ad hoc"), which newer processors ask for; nobody's certificate is used.
"""

from __future__ import annotations

import argparse
import platform
import shutil
import subprocess
import tempfile
from pathlib import Path

from desktop import identity

from macos.info import LIBRARY_ICON


def disk_image(app: Path, output: Path) -> Path:
    """An image with the application and a way to the folder for applications.

    Raises:
        SystemExit: this is no macOS, or there is no such application.
        CalledProcessError: one of Apple's tools refused; its words are on standard error.
    """
    if platform.system() != "Darwin" or not (app / "Contents" / "Info.plist").exists():
        raise SystemExit(f"On macOS, build {app} first: python packaging/bundle")
    icon = identity.ROOT / "build" / "icons" / LIBRARY_ICON
    shutil.copyfile(icon, app / "Contents" / "Resources" / LIBRARY_ICON)
    for command in signing(app):
        subprocess.run(command, check=True)
    output.mkdir(parents=True, exist_ok=True)
    target = output / f"{identity.NAME}-{identity.version()}.dmg"
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(app, Path(folder) / "Atlas.app", symlinks=True)
        (Path(folder) / "Applications").symlink_to("/Applications")
        subprocess.run(packing(Path(folder), target), check=True)
    return target


def signing(app: Path) -> list[list[str]]:
    """The commands that sign an application, and look whether that is sound."""
    return [
        ["codesign", "--force", "--deep", "--sign", "-", str(app)],
        ["codesign", "--verify", "--deep", "--strict", str(app)],
    ]


def packing(folder: Path, target: Path) -> list[str]:
    """The command that makes a compressed image of a folder."""
    command = ["hdiutil", "create", "-ov", "-format", "UDZO", "-fs", "HFS+"]
    return [*command, "-volname", "Atlas", "-srcfolder", str(folder), str(target)]


def main(arguments: list[str]) -> int:
    """Pack, and say where it is."""
    parser = argparse.ArgumentParser(prog="packaging/macos")
    parser.add_argument("--app", type=Path, default=identity.ROOT / "dist" / "Atlas.app")
    parser.add_argument("--output", type=Path, default=identity.ROOT / "dist")
    wanted = parser.parse_args(arguments)
    print(disk_image(wanted.app, wanted.output))
    return 0
