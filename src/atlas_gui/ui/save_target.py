"""Where a file is saved: the folder to begin in, and the name that a reader has really agreed to."""

from pathlib import Path

from atlas_gui.errors import AtlasError
from atlas_gui.i18n import _


def start_folder(folder: Path) -> Path:
    """`folder`, or the reader's own where it is missing: Qt would begin wherever it was started."""
    return folder if folder.is_dir() else Path.home()


def agreed_target(asked: Path, suffix: str, *, has_suffix: bool) -> Path:
    """The file to write: `asked`, or where it lacks one, with `suffix` (no dot) added.

    A dot inside a name, as in "loan.2004", begins no suffix of ours. Raises AtlasError if the name with
    the suffix is there already: the reader was asked about the one without it, which is another file.
    """
    if has_suffix:
        return asked
    target = asked.with_name(f"{asked.name}.{suffix}")
    if _is_there(target):
        message = _("“{path}” is there already. Choose it, or another name.")
        raise AtlasError(message.format(path=target))
    return target


def _is_there(target: Path) -> bool:
    try:
        return target.exists()
    except OSError:
        # A name that is too long, say; saving will tell what is wrong with it.
        return False
