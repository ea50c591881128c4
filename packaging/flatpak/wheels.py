"""Fetches what the Flatpak is built from: `python packaging/flatpak/wheels.py [--arch x86_64]`.

Fills build/flatpak/sources with `wheels/` (the locked versions, each checked against its hash, and Atlas
itself) and `share/` (entry, icons and the rest under the identifier). flatpak-builder fetches nothing.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

PACKAGING: Final = Path(__file__).resolve().parents[1]
ROOT: Final = PACKAGING.parent
SOURCES: Final = ROOT / "build" / "flatpak" / "sources"
# The Python of the runtime in the manifest, and the newest glibc (its minor number) to ask wheels for.
PYTHON: Final = "3.13"
_GLIBC_MINOR: Final = range(17, 42)
ARCHITECTURES: Final = ("x86_64", "aarch64")


def fetching(arch: str, target: Path) -> list[str]:
    """The command that fetches the locked wheels for a processor into a folder."""
    platforms = ["manylinux2014", *(f"manylinux_2_{minor}" for minor in _GLIBC_MINOR)]
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--require-hashes", "--only-binary", ":all:", "--python-version", PYTHON]
    for platform in platforms:
        command += ["--platform", f"{platform}_{arch}"]
    lock = PACKAGING / "requirements-run.txt"
    return [*command, "--requirement", str(lock), "--dest", str(target)]


def fill(arch: str, sources: Path = SOURCES) -> None:
    """Make the folder of sources anew; CalledProcessError if something cannot be had."""
    sys.path.insert(0, str(PACKAGING))
    import commit_time
    from desktop import identity
    from desktop.build import build

    shutil.rmtree(sources, ignore_errors=True)
    wheels = sources / "wheels"
    wheels.mkdir(parents=True)
    subprocess.run(fetching(arch, wheels), check=True)
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(commit_time.seconds())}
    own = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run([*own, "--directory", str(wheels)], cwd=ROOT, env=environment, check=True)
    build(sources, prefix="/", name=identity.COMPONENT_ID)


def main(arguments: list[str]) -> int:
    """Fill the folder, and say where it is."""
    parser = argparse.ArgumentParser(prog="packaging/flatpak/wheels.py")
    parser.add_argument("--arch", choices=ARCHITECTURES, default="x86_64")
    fill(parser.parse_args(arguments).arch)
    print(SOURCES)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
