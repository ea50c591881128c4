"""The styles that Atlas can cite in: four that come with it, and any .csl file of the reader's."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from atlas_gui import paths
from atlas_gui.exchange.citing.style_files import read_style_file
from atlas_gui.i18n import _, mark

DEFAULT_STYLE = "chicago-notes"
SHIPPED_STYLES: Mapping[str, str] = {
    "chicago-notes": mark("Chicago, notes (18th edition)"),
    "apa": mark("APA (7th edition)"),
    "mla": mark("MLA (9th edition)"),
    "legal": mark("Legal, after OSCOLA"),
}


class CitationStyle(Struct, frozen=True):
    """A style that can be used: its `key` (a shipped one's, or the path of a file), name and XML."""

    key: str
    name: str
    text: bytes


def style_named(key: str) -> CitationStyle:
    """The shipped style of that name, or the one in the file of that path; raises StyleError."""
    if key in SHIPPED_STYLES:
        file = paths.resources() / "citation-styles" / f"{key}.csl"
        return CitationStyle(key, _(SHIPPED_STYLES[key]), file.read_bytes())
    path = Path(key).expanduser()
    checked = read_style_file(path)
    return CitationStyle(str(path), checked.title, checked.text)
