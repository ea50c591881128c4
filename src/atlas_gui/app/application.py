"""The one QApplication, and what it says when there is no window yet that could."""

import gc
import os
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from atlas_gui import __version__, paths
from atlas_gui.errors import AtlasError
from atlas_gui.timeline.conventions import begin_weeks_on

T = TypeVar("T")


def make_application() -> QApplication:
    """The one QApplication, named as the desktop knows Atlas."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    # From now on there are Qt objects, which may not go on any thread: see `state.garbage`.
    gc.disable()
    application = QApplication(["atlas-gui"])
    application.setApplicationName("atlas-gui")
    application.setApplicationDisplayName("Atlas")
    application.setApplicationVersion(__version__)
    # In a Flatpak, entry and windows are called after the component.
    application.setDesktopFileName(os.environ.get("FLATPAK_ID", "atlas-gui"))
    application.setWindowIcon(QIcon(str(paths.resources() / "icons" / "atlas.svg")))
    begin_weeks_on(QLocale().firstDayOfWeek().value - 1)
    return application


def or_message(application: QApplication, read: Callable[[], T]) -> T:
    """What is read; if it cannot be, a message on the screen too: not every reader sees a console.

    Raises AtlasError in that case, after the reader has closed the message.
    """
    try:
        return read()
    except AtlasError as error:
        if application.platformName() != "offscreen":
            from PySide6.QtWidgets import QMessageBox  # no start that goes well needs it

            message = QMessageBox(QMessageBox.Icon.Critical, "Atlas", "")
            message.setTextFormat(Qt.TextFormat.PlainText)
            message.setText(error.message)
            message.exec()
        raise
