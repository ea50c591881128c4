"""The virtual environment `.venv`: made, filled from the lock files, and left alone when current.

Standard library only. Debian's python3 has no ensurepip and its pip refuses to touch the system,
so the environment is made without pip and filled by the system's pip from outside.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "atlas-setup.json"
LOCKS = {
    "run": ROOT / "packaging" / "requirements-run.txt",
    "develop": ROOT / "packaging" / "requirements-develop.txt",
}
SUPPORTED = ((3, 11), (3, 14))


class SetupError(Exception):
    """The environment cannot be made; the message is for the person at the keyboard."""


def ensure(profile: str) -> None:
    """Bring `.venv` up to date for "run" or "develop"; at once if nothing has changed.

    Raises SetupError, naming what to do.
    """
    wanted = _digests()
    if _stamped(profile, wanted):
        return
    if not executable("python").exists():
        print(f"Making the virtual environment {VENV.name}", flush=True)
        _run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)], "venv")
    pip = _pip()
    print(f"Installing the locked Python packages ({profile})", flush=True)
    lock = str(LOCKS[profile])
    _run([*pip, "install", "--require-hashes", "--no-deps", "--requirement", lock], "pip")
    _run([*pip, "install", "--no-build-isolation", "--no-deps", "--editable", str(ROOT)], "pip")
    STAMP.write_text(json.dumps({"profile": profile, "digests": wanted}), encoding="utf-8")


def executable(name: str) -> Path:
    """The command `name` of the environment, there or not."""
    if os.name == "nt":
        return VENV / "Scripts" / f"{name}.exe"
    return VENV / "bin" / name


def _digests() -> dict[str, str]:
    """What the environment depends on: both locks, and all by which the project describes itself."""
    import tomllib  # Not there in a Python that is too old, which has been said by now.

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    # Settings of tools stand in the same file and change nothing that is installed.
    described = json.dumps([project["project"], project["build-system"]], sort_keys=True)
    contents = {lock.name: lock.read_bytes() for lock in LOCKS.values()}
    contents["pyproject.toml"] = described.encode()
    # They stand in what is installed as well, which the bundle carries.
    for name in ("README.md", "LICENSE"):
        contents[name] = (ROOT / name).read_bytes()
    return {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}


def _stamped(profile: str, wanted: dict[str, str]) -> bool:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
        # What development needs includes what running needs.
        return stamp["digests"] == wanted and stamp["profile"] in (profile, "develop")
    except (OSError, ValueError, KeyError, TypeError):
        return False


def check_python() -> None:
    """Raise SetupError if this Python is none that Atlas runs on."""
    lowest, highest = SUPPORTED
    if not lowest <= sys.version_info[:2] <= highest:
        raise SetupError(
            f"Atlas needs Python {lowest[0]}.{lowest[1]} to {highest[0]}.{highest[1]}, and this is"
            f" {sys.version_info[0]}.{sys.version_info[1]}. Name another: make PYTHON=python3.11 …"
        )


def _pip() -> list[str]:
    """The command line of a pip that installs into `.venv`."""
    quiet = ["--quiet", "--no-input", "--disable-pip-version-check"]
    outside = [sys.executable, "-m", "pip", "--python", str(executable("python"))]
    for command in (outside, [str(executable("python")), "-m", "pip"]):
        # --python came with pip 22.3; an older one fails here and the next is tried.
        if _succeeds([*command, "--version"]):
            return [*command, *quiet]
    inside = [str(executable("python")), "-m"]
    if _succeeds([*inside, "ensurepip"]):
        return [*inside, "pip", *quiet]
    raise SetupError("pip is missing. Type: sudo apt-get install --yes python3-pip")


def _succeeds(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _run(command: list[str], name: str) -> None:
    result = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if result.returncode:
        last = "\n".join(result.stdout.strip().splitlines()[-8:])
        raise SetupError(f"{name} failed (exit {result.returncode}); its last lines:\n{last}")
