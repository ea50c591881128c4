"""A small window from which files can be dragged: another program, as far as Atlas can tell.

Arguments: a file to write once somebody would take them, then the files.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel


class Source(QLabel):
    """Begins to drag as soon as the mouse moves with its button down."""

    def __init__(self, sign: Path, files: list[str]) -> None:
        super().__init__("Drag me")
        self._sign = sign
        self._files = files
        self.setWindowTitle("Source of files")
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
        self.setFixedSize(160, 80)

    def mouseMoveEvent(self, _event: QMouseEvent) -> None:
        drag = QDrag(self)
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(file) for file in self._files])
        drag.setMimeData(mime)
        drag.actionChanged.connect(self._tell)
        drag.exec(Qt.DropAction.CopyAction | Qt.DropAction.MoveAction)

    def _tell(self, action: Qt.DropAction) -> None:
        if action == Qt.DropAction.CopyAction:
            self._sign.touch()


if __name__ == "__main__":
    application = QApplication(sys.argv[:1])
    source = Source(Path(sys.argv[1]), sys.argv[2:])
    source.move(0, 0)
    source.show()
    sys.exit(application.exec())
