"""Two texts that Debian wants of each package: who owns what, and what changed."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path

from atlas_gui.exchange.third_party import Component, licence_text

ROOT = Path(__file__).resolve().parents[2]
_HEAD = """\
Atlas is distributed under the licence below. It carries packages of others, each
under its own licence; all of them follow, with their texts.

"""


def copyright_file(parts: Iterable[Component]) -> str:
    """The licence of Atlas, then name, version, licence and text of everything that it carries."""
    own = (ROOT / "LICENSE").read_text(encoding="utf-8").strip()
    texts = [_HEAD + own]
    for part in parts:
        head = f"{part.name} {part.version}\nLicence: {part.licence}\n{part.homepage}".strip()
        texts.append(f"{head}\n\n{licence_text(part)}".strip())
    return f"\n\n{'=' * 80}\n\n".join(texts) + "\n"


def changelog() -> bytes:
    """The changelog, packed; the same bytes each time."""
    return gzip.compress((ROOT / "CHANGELOG.md").read_bytes(), compresslevel=9, mtime=0)
