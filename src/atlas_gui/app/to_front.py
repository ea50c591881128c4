"""Which window was used last, and how it comes to the front."""

import os
from itertools import count

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from atlas_gui.app.windows import windows_in_sight
from atlas_gui.ui.main_window import MainWindow

_LAST_USED = "last_used"
# As long as a window manager may take to bring a window to the front, or to decide against it.
_MANAGER_MILLISECONDS = 700


class LastUsed(QObject):
    """Remembers in which order windows were used; a dialog counts as its window.

    The order stands in the windows themselves, so that nothing here keeps one that was closed.
    """

    def __init__(self, application: QGuiApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._count = count(1)
        # Not what the signal names: of a popup that is about to go there is no more to be had.
        application.focusWindowChanged.connect(self._note)
        self._note()

    @Slot()
    def _note(self) -> None:
        widget = QApplication.activeWindow()
        while widget is not None and not isinstance(widget, MainWindow):
            parent = widget.parentWidget()
            widget = None if parent is None else parent.window()
        if widget is not None:
            widget.setProperty(_LAST_USED, next(self._count))


def by_last_use() -> list[MainWindow]:
    """The windows that are open now, the one used last before all others."""
    return sorted(windows_in_sight(), key=lambda one: -(one.property(_LAST_USED) or 0))


def bring_to_front(window: MainWindow, activation: str = "") -> None:
    """Show a window before all others; where the desktop does not let it, ask for the reader's eye.

    `activation` is what the desktop gave to the start that asked for the window, if it did.
    """
    if activation:
        # Qt shows it to a Wayland compositor, once, and takes it out; nobody else reads it.
        os.environ["XDG_ACTIVATION_TOKEN"] = activation
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    watch = QTimer(window)
    watch.setSingleShot(True)
    watch.timeout.connect(lambda: _ask_for_the_eye(window))
    watch.timeout.connect(watch.deleteLater)
    watch.start(_MANAGER_MILLISECONDS)


def _ask_for_the_eye(window: MainWindow) -> None:
    # A dialog of the window may be the active one.
    if QApplication.activeWindow() is None:
        QApplication.alert(window)
