"""The sums by which whoever was handed something can tell that it is what was tried here."""

from __future__ import annotations

import hashlib
from pathlib import Path

NAME = "SHA256SUMS"


def write_sums(folder: Path) -> Path:
    """Write the file that `sha256sum --check` reads, over every other file in a folder."""
    lines = []
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.name != NAME:
            with path.open("rb") as content:
                digest = hashlib.file_digest(content, "sha256").hexdigest()
            lines.append(f"{digest}  {path.name}\n")
    target = folder / NAME
    target.write_text("".join(lines), encoding="utf-8")
    return target
