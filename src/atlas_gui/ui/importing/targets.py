"""Into which libraries a file may be imported without asking for a place."""

from pathlib import Path

from atlas_gui.i18n import _


def targets_beside(path: Path, own: Path | None) -> list[tuple[str, Path]]:
    """A library of its own beside the file, and the one that is open, each with words for it."""
    stem = path.name.removesuffix(".gz").rpartition(".")[0] or path.name
    fresh = path.with_name(f"{stem}-atlas.json")
    words = _("The library that is there already") if fresh.exists() else _("A new library")
    found = [(words, fresh)]
    if own is not None:
        found.append((_("The library of this window"), own))
    return found
