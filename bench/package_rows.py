"""The start of what is handed out, beside that of the source tree: `make dist` builds it."""

import subprocess
import sys
import tempfile
from pathlib import Path

from bench.measuring import Row, Settings, in_turn, row

ROOT = Path(__file__).resolve().parent.parent
# To a filled window: list, tree, page and timeline have been painted.
_FILLED = "--quit-when-filled"
# What each row measures, by its name in dist/.
ARTEFACTS = {"start.bundle": "*-linux-*.tar.*", "start.deb": "*.deb"}
_SOURCE_TREE = [sys.executable, "-m", "atlas_gui", _FILLED]


def bundle_start(settings: Settings) -> list[Row]:
    """The bundle; none if it has not been built."""
    archive = built("start.bundle")
    if archive is None:
        return _not_built("start.bundle")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["tar", "-C", folder, "-xf", str(archive)], check=True)
        return _row("start.bundle", Path(folder, "atlas-gui", "atlas-gui"), settings)


def deb_start(settings: Settings) -> list[Row]:
    """The package for Debian, laid out and not installed; none if it has not been built."""
    package = built("start.deb")
    if package is None:
        return _not_built("start.deb")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["dpkg-deb", "--extract", str(package), folder], check=True)
        return _row("start.deb", Path(folder, "usr", "bin", "atlas-gui"), settings)


def _row(name: str, program: Path, settings: Settings) -> list[Row]:
    runs, floors = in_turn([str(program), _FILLED], _SOURCE_TREE, settings)
    return [row(name, [run.shown for run in runs], [floor.shown for floor in floors], "ms")]


def built(name: str) -> Path | None:
    """The artefact that a row measures, if it has been built."""
    return next((ROOT / "dist").glob(ARTEFACTS[name]), None)


def _not_built(name: str) -> list[Row]:
    print(f"\n{name}: there is nothing in dist/; build it with `make dist`", file=sys.stderr)
    return []
