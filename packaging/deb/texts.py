"""Two texts that Debian wants of each package: who owns what, and what changed."""

from __future__ import annotations

import datetime
import gzip
import re
import textwrap
from collections.abc import Iterable
from email.utils import format_datetime
from pathlib import Path

import commit_time
from desktop import identity

from atlas_gui.exchange.third_party import Component, licence_text
from deb.control import MAINTAINER

ROOT = Path(__file__).resolve().parents[2]
_HEADING = re.compile(r"^## \[([^\]]+)\].*$", re.MULTILINE)
_ITEM = re.compile(r"^- ((?:.+\n?)(?:  .+\n?)*)", re.MULTILINE)
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


def changelog(text: str | None = None) -> bytes:
    """What changed, as Debian writes it, packed; the same bytes each time.

    `text` is that of CHANGELOG.md. Before the first release, all that is new is in the present version.
    """
    if text is None:
        text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    released = dict(identity.releases(text))
    entries = []
    for heading, body in zip(_HEADING.findall(text), _HEADING.split(text)[2::2], strict=True):
        if heading in released:
            entries.append(_entry(heading, _noon(released[heading]), body))
        elif not released:
            entries.append(_entry(identity.version(), commit_time.seconds(), body))
    return gzip.compress("\n".join(entries).encode(), compresslevel=9, mtime=0)


def _entry(version: str, seconds: float, body: str) -> str:
    """One version: its news, and a last line with who and when, in seconds since 1970."""
    news = [" ".join(item.split()) for item in _ITEM.findall(body)]
    lines = [
        textwrap.fill(item, 78, initial_indent="  * ", subsequent_indent="    ") for item in news
    ]
    moment = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    signed = f" -- {MAINTAINER}  {format_datetime(moment)}"
    return "\n\n".join(
        [f"{identity.NAME} ({version}) unstable; urgency=medium", "\n".join(lines), signed + "\n"]
    )


def _noon(day: str) -> float:
    return datetime.datetime.fromisoformat(f"{day}T12:00:00+00:00").timestamp()
