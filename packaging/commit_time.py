"""The time that everything built from one commit carries, so that two builds of it are equal."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Of a source archive, which has no commits; hatchling takes the same.
_WITHOUT_COMMITS = 1_580_601_600


def seconds() -> int:
    """SOURCE_DATE_EPOCH if it is set, else the time of the commit, in seconds since 1970."""
    said = os.environ.get("SOURCE_DATE_EPOCH", "")
    if said.isdigit():
        return int(said)
    try:
        told = subprocess.run(
            ["git", "log", "-1", "--format=%ct"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return _WITHOUT_COMMITS
    return int(told.stdout)
