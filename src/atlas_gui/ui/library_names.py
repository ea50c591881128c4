"""What files of libraries are called: what is read by its name, and what a new one is named."""

from pathlib import Path
from typing import Final

from atlas_gui.i18n import _

# The file type that the packages of Atlas register; see packaging/desktop/media_type.py.
SUFFIX: Final = "atlas.json"
_READ: Final = (".atlas.json", ".json", ".atlas")


def library_filter() -> str:
    """The one line of a file dialog that shows libraries."""
    return _("Libraries (*.atlas.json *.json *.atlas)")


def is_library_name(path: Path) -> bool:
    """Whether a file is called as a library may be."""
    return path.name.lower().endswith(_READ)


def library_stem(path: Path) -> str:
    """The name of a file without what says that it is a library, or else without its suffix.

    >>> library_stem(Path("a.atlas.json")), library_stem(Path("a.b.xlsx")), library_stem(Path(".json"))
    ('a', 'a.b', '.json')
    """
    name = path.name
    ending = next((one for one in _READ if name.lower().endswith(one)), Path(name).suffix)
    return name[: len(name) - len(ending)] or name


def suggested_name(path: Path) -> str:
    """What a copy of a library is called if the reader does not say otherwise."""
    return f"{library_stem(path)}.{SUFFIX}"
