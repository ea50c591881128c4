"""Into which libraries a file may be imported without asking for a place."""

from pathlib import Path

from atlas_gui.i18n import _
from atlas_gui.ui.library_names import SUFFIX, library_stem, suggested_name


def targets_beside(path: Path, own: Path | None) -> list[tuple[str, Path]]:
    """A library of its own beside the file, and the one that is open, each with words for it."""
    unpacked = path.with_name(path.name.removesuffix(".gz") or path.name)
    fresh = path.with_name(suggested_name(unpacked))
    if fresh.name.lower() == path.name.lower():
        fresh = path.with_name(f"{library_stem(path)}-imported.{SUFFIX}")
    words = _("The library that is there already") if fresh.exists() else _("A new library")
    found = [(words, fresh)]
    if own is not None:
        found.append((_("The library of this window"), own))
    return found
