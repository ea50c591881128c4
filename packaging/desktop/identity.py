"""What Atlas is called by desktops and packages; the one place where that is decided.

The identifier of the program has to be a host name turned round, and the project owns none. So it is
made of the one that is reserved for examples and can be nobody's; whoever hands Atlas out under a
host of their own changes it here, and everything that is built follows.
"""

from __future__ import annotations

import datetime
import os
import re
import tomllib
from pathlib import Path
from typing import Any, Final, NamedTuple

import commit_time

ROOT: Final = Path(__file__).resolve().parents[2]
NAME: Final = "atlas-gui"
COMPONENT_ID: Final = "com.example.atlas_gui"
# Where pictures and pages would be; ATLAS_BASE_ADDRESS says another when a package is built.
BASE_ADDRESS: Final = "https://atlas.example.com/"
MEDIA_TYPE: Final = "application/x-atlas-gui-library+json"
# As file managers and icon themes write it.
MEDIA_TYPE_ICON: Final = MEDIA_TYPE.replace("/", "-")
SCHEME: Final = "atlas"
# English first: it is what every other language falls back to.
LANGUAGES: Final = ("en", "es", "fr", "ru", "vi", "zh")
DEVELOPER: Final = "The Atlas authors"

_RELEASE: Final = re.compile(r"^## \[(\d+\.\d+\.\d+[^\]]*)\] - (\d{4}-\d{2}-\d{2})$", re.MULTILINE)


def document_icon(name: str = NAME) -> str:
    """What the icon of libraries is called where the program's is `name`.

    Flatpak lets out nothing that does not begin with the identifier of the program.
    """
    return MEDIA_TYPE_ICON if name == NAME else f"{name}.library"


class Release(NamedTuple):
    """A version that was handed out, and its day as YYYY-MM-DD."""

    version: str
    day: str


def version() -> str:
    """The version in pyproject.toml."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        project: dict[str, Any] = tomllib.load(file)["project"]
    return str(project["version"])


def base_address() -> str:
    """The address that pages and pictures are below; it ends in a stroke."""
    return os.environ.get("ATLAS_BASE_ADDRESS", BASE_ADDRESS).rstrip("/") + "/"


def words() -> dict[str, Any]:
    """The content of words.toml: by what is named, then by language."""
    with (Path(__file__).parent / "words.toml").open("rb") as file:
        return tomllib.load(file)


def releases(changelog: str | None = None) -> list[Release]:
    """The releases in the changelog, newest first; what is unreleased is none."""
    if changelog is None:
        changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    return [Release(*found) for found in _RELEASE.findall(changelog)]


def source_day() -> datetime.date:
    """The day, in UTC, that everything built from one commit carries."""
    return datetime.datetime.fromtimestamp(commit_time.seconds(), datetime.UTC).date()
