"""Builds the package for Debian: `python packaging/deb [--bundle FOLDER] [--output FOLDER]`.

The bundle without what Debian has: its libraries and fonts become dependencies, which dpkg-shlibdeps
finds. One package serves Debian 12 and 13: built on the older one, it asks for versions that both
have. Needs dpkg-dev.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
from pathlib import Path

import commit_time
import sbom
from bundle import system_parts
from bundle.build import even_out
from desktop import build as desktop_build
from desktop import identity

from atlas_gui.exchange.third_party import components
from deb.control import control_file, md5_sums
from deb.texts import changelog, copyright_file

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "build" / "deb"
NAME = identity.NAME
PROGRAM = Path("usr", "lib", NAME)
TEXTS = Path("usr", "share", "doc", NAME)


def build(bundle: Path, output: Path, compression: str = "xz") -> Path:
    """The package made of a bundle; CalledProcessError if one of Debian's tools fails.

    `compression` is one that dpkg-deb knows: gzip is larger than xz, and made in a fifth of the time.
    """
    shutil.rmtree(WORK, ignore_errors=True)
    tree = WORK / NAME
    lay_out(bundle, tree)
    architecture = _told("dpkg", "--print-architecture").strip()
    control = tree / "DEBIAN"
    control.mkdir()
    (control / "control").write_text(control_file(tree, architecture), encoding="utf-8")
    (control / "md5sums").write_text(md5_sums(tree), encoding="utf-8")
    even_out(tree)
    output.mkdir(parents=True, exist_ok=True)
    target = output / f"{NAME}_{identity.version()}_{architecture}.deb"
    command = ["dpkg-deb", "--build", "--root-owner-group", f"-Z{compression}"]
    # dpkg-deb gives its own files this time.
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(commit_time.seconds())}
    command += [str(tree), str(target)]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return target


def lay_out(bundle: Path, tree: Path) -> None:
    """Put everything that the package installs below `tree`."""
    program = tree / PROGRAM
    shutil.copytree(bundle, program, symlinks=True)
    leave_to_debian(program)
    described = system_parts.write(program, {})
    commands = tree / "usr" / "bin"
    commands.mkdir(parents=True)
    (commands / NAME).symlink_to(Path("..", "lib", NAME, NAME))
    desktop_build.build(tree)
    texts = tree / TEXTS
    texts.mkdir(parents=True)
    parts = components(described)
    (texts / "copyright").write_text(copyright_file(parts), encoding="utf-8")
    (texts / "changelog.gz").write_bytes(changelog())
    sbom.write_sbom(texts / "sbom.cdx.json", parts)


def leave_to_debian(program: Path) -> None:
    """Remove what packages of Debian bring, which the package then asks for."""
    internal = program / "_internal"
    for name in system_parts.libraries(program):
        (internal / name).unlink()
    for folder in (internal / "fallback", internal / "fallback-fonts", program / "share"):
        shutil.rmtree(folder)
    # Debian has its own places for these.
    for name in ("LICENSE", "README.txt", "integrate.sh", "sbom.cdx.json"):
        (program / name).unlink()


def main(arguments: list[str]) -> int:
    """Build, and say what came of it."""
    parser = argparse.ArgumentParser(prog="packaging/deb", description="Build the Debian package.")
    parser.add_argument("--bundle", type=Path, default=ROOT / "dist" / NAME)
    parser.add_argument("--output", type=Path, default=ROOT / "dist")
    wanted = parser.parse_args(arguments)
    made = build(wanted.bundle, wanted.output)
    print(f"{made}: {made.stat().st_size / 1e6:.0f} MB")
    return 0


def _told(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
