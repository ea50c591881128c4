"""Shows where the log is, in the file manager."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from atlas_gui.errors import AtlasError
from atlas_gui.files import could_not_save
from atlas_gui.i18n import _
from atlas_gui.state.log.writing import make_folder


def _show(folder: Path) -> bool:
    """Have the folder shown, and made if nothing was written yet; whether somebody shows it.

    Raises AtlasError if there can be no such folder.
    """
    try:
        make_folder(folder)
    except OSError as error:
        raise could_not_save(folder, error) from error
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def tell_log_folder(folder: Path, tell: Callable[[str], None]) -> None:
    """Have the folder shown, or tell where it is if nobody shows it, or why there is none."""
    try:
        shown = _show(folder)
    except AtlasError as error:
        tell(error.message)
        return
    if not shown:
        tell(_("The log is in {folder}").format(folder=folder))
