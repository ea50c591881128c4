"""Builds the artefacts of this system, one after another."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import bundle.build
import deb.build
from desktop import identity

ROOT = Path(__file__).resolve().parents[2]


def build_all(output: Path, *, quick: bool = False) -> Iterator[Path]:
    """Build wheel, source archive, bundle and, where Debian's tools are, the package; each when it is there.

    What `output` holds of an earlier build goes first. Raises CalledProcessError.
    """
    shutil.rmtree(output, ignore_errors=True)
    output.mkdir(parents=True)
    yield from build_distributions(output)
    folder = bundle.build.build(ROOT / "build")
    kind = f"{sys.platform}-{platform.machine()}"
    name = f"{identity.NAME}-{identity.version()}-{kind}.tar.{'gz' if quick else 'xz'}"
    yield bundle.build.pack(folder, output / name)
    if shutil.which("dpkg-deb") and shutil.which("dpkg-shlibdeps"):
        yield deb.build.build(folder, output, "gzip" if quick else "xz")
    yield Path(shutil.copyfile(folder / "sbom.cdx.json", output / "sbom.cdx.json"))


def build_distributions(output: Path, tree: Path = ROOT) -> list[Path]:
    """Build the wheel and the source archive of a source tree. Raises CalledProcessError.

    They carry the day that hatchling gives where none is said: so the archive, which knows of no
    commit, gives the very wheel that the source tree does.
    """
    environment = {name: said for name, said in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    command = [sys.executable, "-m", "hatchling", "build", "--directory", str(output)]
    subprocess.run(command, cwd=tree, env=environment, check=True, capture_output=True)
    return sorted([*output.glob("*.whl"), *output.glob("*.tar.gz")])
