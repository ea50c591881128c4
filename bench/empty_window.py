"""The floor of `start` and `memory`: the same interpreter and Qt, one empty main window."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow


class EmptyWindow(QMainWindow):
    """Ends the program after it has been painted once."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, shown)


def shown() -> None:
    """Say that the window is painted, and end."""
    print("shown", flush=True)
    QApplication.quit()


def main() -> int:
    """Show the window and wait for its first paint."""
    application = QApplication(sys.argv)
    window = EmptyWindow()
    window.resize(1440, 900)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
