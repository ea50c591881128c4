"""A small window that takes what is dropped on it: another program, as far as Atlas can tell.

Arguments: "text" for a text field or "files" for a widget that takes files; a file to write what was
dropped into. Of files, it writes how each of them begins.
"""

import sys
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QTextEdit, QWidget


class Files(QLabel):
    """Takes files, and asks for them only when they are dropped, as file managers do."""

    def __init__(self, told: Path) -> None:
        super().__init__("Drop files here")
        self._told = told
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls()]
        _tell(self._told, [f"{file.name} {file.read_bytes()[:5].decode()}" for file in files])


class Text(QTextEdit):
    """An editor; the choice between text and files is Qt's."""

    def __init__(self, told: Path) -> None:
        super().__init__()
        self._told = told
        self.textChanged.connect(self._on_changed)

    def _on_changed(self) -> None:
        _tell(self._told, [self.toPlainText()])


def _tell(target: Path, lines: list[str]) -> None:
    beside = target.with_suffix(".part")
    beside.write_text("\n".join(lines), "utf-8")
    beside.replace(target)


if __name__ == "__main__":
    application = QApplication(sys.argv[:1])
    kinds: dict[str, type[Files | Text]] = {"files": Files, "text": Text}
    window: QWidget = kinds[sys.argv[1]](Path(sys.argv[2]))
    window.setWindowTitle("Target of drops")
    window.setFixedSize(200, 120)
    window.move(0, 0)
    window.show()
    sys.exit(application.exec())
