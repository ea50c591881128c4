"""The dialog for PDFs in a whole window, driven as a reader does, and the system's dialogs behind it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from atlas_gui.ui.pdf_export.dialog import PdfDialog
from support.atlas_window import OpenAtlas

LONG = 30_000


class Chooser:
    """Stands in for the system's dialogs that ask for a file or a folder."""

    def __init__(self, answer: str) -> None:
        self.answer = answer
        self.suggested: list[str] = []

    def file(self, _parent: object, _title: str, suggested: str, _filter: str) -> tuple[str, str]:
        self.suggested.append(suggested)
        return self.answer, ""

    def folder(self, _parent: object, _title: str, suggested: str) -> str:
        self.suggested.append(suggested)
        return self.answer


@pytest.fixture
def chooser(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Chooser:
    """The system's dialogs answer with a file in the test's folder, or with what the test sets."""
    made = Chooser(str(tmp_path / "saved.pdf"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", made.file)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", made.folder)
    return made


class OpenDialog:
    """The dialog of a window, its controls by what they are called."""

    def __init__(self, atlas: OpenAtlas, qtbot: QtBot, *, ready: bool = True) -> None:
        self._qtbot = qtbot
        atlas.window.activateWindow()
        qtbot.waitUntil(atlas.window.isActiveWindow)
        atlas.press("Ctrl+E")
        (self.dialog,) = [d for d in atlas.window.findChildren(PdfDialog) if d.isVisible()]
        if ready:
            self.wait()

    def wait(self) -> None:
        """Wait for the document that was asked for."""
        self._qtbot.waitUntil(self.button("&Save PDF").isEnabled, timeout=LONG)

    def button(self, begins: str) -> QPushButton:
        buttons = self.dialog.findChildren(QPushButton)
        return next(button for button in buttons if button.text().startswith(begins))

    def box(self, name: str) -> QComboBox:
        boxes = self.dialog.findChildren(QComboBox)
        return next(box for box in boxes if box.accessibleName() == name)

    def choose(self, name: str, begins: str) -> None:
        box = self.box(name)
        words = [box.itemText(place) for place in range(box.count())]
        place = next(place for place, text in enumerate(words) if text.startswith(begins))
        box.setCurrentIndex(place)
        self.wait()

    def untick(self, words: str) -> None:
        boxes = self.dialog.findChildren(QCheckBox)
        next(box for box in boxes if box.text() == words).click()
        self.wait()

    def pattern(self) -> QLineEdit:
        lines = self.dialog.findChildren(QLineEdit)
        return next(line for line in lines if line.accessibleName() == "Names of files")

    def label(self, name: str) -> QLabel:
        labels = self.dialog.findChildren(QLabel)
        return next(label for label in labels if label.accessibleName() == name)

    def says(self, text: str) -> bool:
        labels = self.dialog.findChildren(QLabel)
        return any(text in label.text() and label.isVisible() for label in labels)

    def save(self) -> None:
        self._qtbot.keyClick(self.dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    def notice(self) -> str:
        """The notice, as soon as there is one."""
        self._qtbot.waitUntil(self.label("Notice").isVisible, timeout=LONG)
        return self.label("Notice").text()


def told(atlas: OpenAtlas, qtbot: QtBot, text: str) -> None:
    qtbot.waitUntil(lambda: text in atlas.notice.text, timeout=LONG)


def dialogs(atlas: OpenAtlas) -> list[PdfDialog]:
    return atlas.window.findChildren(PdfDialog)
