"""Tries each artefact as whoever is handed it would: unpacked or installed elsewhere, by its own self-test.

Nothing of the source tree is in reach: another folder, another home, no variable of this environment.
Where the kernel allows it, the program is ended at its first try to reach a network.
"""

from __future__ import annotations

import lzma
import re
import subprocess
import sys
import tarfile
import tempfile
import venv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import python_env
from desktop import identity

from artefacts.building import build_distributions

ROOT = Path(__file__).resolve().parents[2]
_WATCHER = ROOT / "tests" / "support" / "without_network.py"
_CANNOT = 77
_SECONDS = 600


class Tried(NamedTuple):
    """What came of an artefact: nothing, or what was wrong with it."""

    name: str
    fault: str


def check_all(folder: Path) -> int:
    """Try what a folder holds, a line for each; 1 if one is wrong, or there is none."""
    ways: dict[str, Callable[[Path, Path], str]] = {
        "*.whl": wheel,
        "*.tar.gz": archive,
        "*.tar.xz": bundle,
        "*.deb": deb,
    }
    tried = [
        _tried(path, way) for pattern, way in ways.items() for path in sorted(folder.glob(pattern))
    ]
    for name, fault in tried:
        print(f"{'FAILED' if fault else 'ok':<7}{name}{': ' if fault else ''}{fault}")
    if not tried:
        print(f"There is nothing to try in {folder}")
    return 1 if not tried or any(each.fault for each in tried) else 0


def _tried(path: Path, way: Callable[[Path, Path], str]) -> Tried:
    # A space and a letter beyond ASCII, as the folders of readers have.
    with tempfile.TemporaryDirectory(prefix="Atlas é ") as name:
        try:
            return Tried(path.name, way(path, Path(name)))
        except subprocess.CalledProcessError as error:
            said = (error.stderr or error.stdout or b"").decode(errors="replace")
            return Tried(path.name, f"{error.cmd[0]} ended with {error.returncode}: {said[-400:]}")
        except subprocess.TimeoutExpired as error:
            return Tried(path.name, f"{error.cmd[0]} was not done after {_SECONDS} seconds")
        except (OSError, EOFError, lzma.LZMAError, tarfile.TarError) as error:
            # An archive that is damaged, or lacks the program.
            return Tried(path.name, f"{type(error).__name__}: {error}")


def wheel(path: Path, folder: Path) -> str:
    """Install a wheel with its locked needs and nothing else, and have it test itself."""
    venv.create(folder / "venv", with_pip=False)
    python = folder / "venv" / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps"]
    lock = str(python_env.LOCKS["run"])
    _run([*pip, "--require-hashes", "--requirement", lock])
    _run([*pip, str(path)])
    return _self_test(python.with_name(identity.NAME), folder)


def archive(path: Path, folder: Path) -> str:
    """A source archive gives the same wheel as the source tree; a quickly packed bundle is one as well."""
    if "-linux-" in path.name:
        return bundle(path, folder)
    with tarfile.open(path) as source:
        source.extractall(folder, filter="data")
    (tree,) = folder.iterdir()
    made = folder / "dist"
    made.mkdir()
    rebuilt = next(each for each in build_distributions(made, tree) if each.suffix == ".whl")
    handed_out = path.with_name(rebuilt.name)
    same = handed_out.is_file() and handed_out.read_bytes() == rebuilt.read_bytes()
    return "" if same else "the wheel built from it is another one"


def bundle(path: Path, folder: Path) -> str:
    """Unpack a bundle and have it test itself."""
    with tarfile.open(path) as packed:
        packed.extractall(folder, filter="tar")
    program = folder / identity.NAME / identity.NAME
    return _foreign(program) or _self_test(program, folder)


def deb(path: Path, folder: Path) -> str:
    """Lay out a package where it is not installed, and have it test itself with this system's libraries."""
    _run(["dpkg-deb", "--extract", str(path), str(folder)])
    program = folder / "usr" / "lib" / identity.NAME / identity.NAME
    return _foreign(program) or _self_test(folder / "usr" / "bin" / identity.NAME, folder)


def _self_test(program: Path, folder: Path) -> str:
    home = folder / "home"
    home.mkdir()
    kept = {"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    command = [str(program), "self-test"]
    watched = [sys.executable, str(_WATCHER), *command]
    done = _carried_out(watched, kept, home)
    if done.returncode == _CANNOT:
        done = _carried_out(command, kept, home)
    if done.returncode:
        failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
        return "; ".join(failed) or f"exit status {done.returncode}: {done.stderr[-400:]}"
    if done.stderr.strip():
        return f"it complains: {done.stderr[-400:]}"
    if not re.search(r"^ok\s", done.stdout, re.MULTILINE):
        return f"it tested nothing: {done.stdout[-400:]}"
    found = (path.relative_to(home) for path in home.rglob("*") if path.is_file())
    # The system's fontconfig keeps its own lists, whoever asks it for fonts.
    left = ", ".join(sorted(str(path) for path in found if "fontconfig" not in path.parts))
    return f"it left behind {left}" if left else ""


def _carried_out(
    command: list[str], environment: dict[str, str], folder: Path
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )


def _foreign(program: Path) -> str:
    """What is wrong if packages of Python lie beside a program that Atlas does not need; else nothing."""
    found = ", ".join(sorted(_unlocked(program.with_name("_internal"))))
    return f"it carries what Atlas does not need: {found}" if found else ""


def _unlocked(internal: Path) -> Iterator[str]:
    """Packages of Python in a bundle that are not among the locked needs of Atlas."""
    locked = python_env.LOCKS["run"].read_text(encoding="utf-8").replace("_", "-").lower()
    for description in internal.glob("*.dist-info"):
        name = description.name.partition("-")[0].replace("_", "-").lower()
        if name != identity.NAME and f"\n{name}==" not in locked:
            yield description.name


def _run(command: list[str], cwd: Path | None = None) -> None:
    subprocess.run(command, cwd=cwd, check=True, capture_output=True, timeout=_SECONDS)
