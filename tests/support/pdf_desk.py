"""The dialog for PDFs over documents that are made at once, and what it was asked to make."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from atlas_gui.exchange.file_name import DEFAULT_PATTERN
from atlas_gui.exchange.pdf.typesetting import Made
from atlas_gui.exchange.report.options import ReportOptions
from atlas_gui.exchange.report.wishes import DossierWish, Subject
from atlas_gui.progress import Progress
from atlas_gui.state.tasks import TaskRunner
from atlas_gui.ui.pdf_export.dialog import PdfDialog
from atlas_gui.ui.pdf_export.options_panel import Choices, OptionsPanel
from atlas_gui.ui.pdf_export.scopes import MOST_IN_DOSSIER, Scope
from atlas_gui.ui.theme import LIGHT, Theme
from support.pdf_documents import GREY, sheets

W = TypeVar("W", bound=QWidget)
SEVERAL = Scope("Three records", DossierWish(Subject.SELECTION, ("a", "b", "c"), 9))
ONE = Scope("This record", DossierWish(Subject.SELECTION, ("a",), 1), is_record=True)
NONE = Scope("Nothing", DossierWish(Subject.PAIR, (), 9, "CHN-CUB", "x"))
TOO_MANY = Scope(
    "All records",
    DossierWish(Subject.SEARCH, tuple(map(str, range(MOST_IN_DOSSIER + 1))), MOST_IN_DOSSIER + 1),
)
SCOPES = (SEVERAL, ONE, NONE, TOO_MANY)


class Maker:
    """Makes a page, and remembers what was asked for; `missing` is what no font has."""

    def __init__(self) -> None:
        self.asked: list[tuple[Scope, Choices]] = []
        self.made: list[bytes] = []
        self.pages = 2
        self.missing: tuple[str, ...] = ()
        self.error: Exception | None = None
        self.told: Sequence[tuple[int, int]] = ()

    def __call__(self, scope: Scope, choices: Choices, progress: Progress, /) -> Made:
        self.asked.append((scope, choices))
        for done, total in self.told:
            progress(done, total)
        if self.error is not None:
            raise self.error
        # As many marks as documents so far: no two are alike.
        self.made.append(sheets(*[GREY] * self.pages) + b"\n%" + b"." * len(self.asked))
        return Made(self.made[-1], self.missing)


class Desk:
    """An open dialog, its controls by what they are called, and the maker behind it."""

    def __init__(
        self,
        qtbot: QtBot,
        tasks: TaskRunner,
        scopes: Sequence[Scope] = SCOPES,
        options: ReportOptions | None = None,
        theme: Theme = LIGHT,
        maker: Maker | None = None,
    ) -> None:
        self._qtbot = qtbot
        self.maker = maker or Maker()
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(1100, 800)
        self.window.show()
        panel = OptionsPanel(scopes, ("en", "de"), options or ReportOptions(), DEFAULT_PATTERN)
        self.dialog = PdfDialog(panel, self.maker, tasks, theme, self.window)
        self.dialog.resize(900, 700)
        with qtbot.waitActive(self.dialog):
            self.dialog.show()
            self.dialog.activateWindow()

    def _named(self, kind: type[W], name: str) -> W:
        (found,) = [one for one in self.dialog.findChildren(kind) if one.accessibleName() == name]
        return found

    def box(self, name: str) -> QComboBox:
        """A list of choices."""
        return self._named(QComboBox, name)

    def line(self, name: str) -> QLineEdit:
        """A field to write into."""
        return self._named(QLineEdit, name)

    def label(self, name: str) -> QLabel:
        """What tells the zoom, the page or a notice."""
        return self._named(QLabel, name)

    def check(self, text: str) -> QCheckBox:
        """A box to tick, by its words without the underlined letter."""
        boxes = self.dialog.findChildren(QCheckBox)
        (found,) = [one for one in boxes if one.text().replace("&", "") == text]
        return found

    def button(self, text: str) -> QPushButton:
        """A button by its words without the underlined letter, or by its name."""
        buttons = self.dialog.findChildren(QPushButton)
        (found,) = [
            one for one in buttons if text in (one.text().replace("&", ""), one.accessibleName())
        ]
        return found

    def says(self, text: str) -> bool:
        """Whether a label in sight says `text`."""
        labels = self.dialog.findChildren(QLabel)
        return any(text in label.text() and label.isVisible() for label in labels)

    def choose(self, name: str, words: str) -> None:
        """Choose from a list as a reader does."""
        box = self.box(name)
        place = box.findText(words)
        assert place >= 0
        box.setCurrentIndex(place)

    def settle(self, count: int) -> None:
        """Wait until so many documents have been made in all."""
        self._qtbot.waitUntil(lambda: len(self.maker.made) == count)
