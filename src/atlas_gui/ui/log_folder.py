"""Shows where the log is, in the file manager."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from atlas_gui.files import could_not_save
from atlas_gui.state.log.writing import make_folder


def show_log_folder(folder: Path) -> bool:
    """Have the folder shown, and made if nothing was written yet; whether somebody shows it.

    Raises AtlasError if there can be no such folder.
    """
    try:
        make_folder(folder)
    except OSError as error:
        raise could_not_save(folder, error) from error
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
