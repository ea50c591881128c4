"""The import wizard as a reader has it: a workbook, the buttons, the lists, by the names they show."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import openpyxl
from PySide6.QtCore import QAbstractItemModel, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QMainWindow,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from atlas_gui.models.choice_table import ChoiceTableModel
from atlas_gui.state.tasks import TaskRunner, ThreadTaskRunner
from atlas_gui.ui.importing.choice_view import ChoiceView
from atlas_gui.ui.importing.wizard import ImportWizard

FILE, COLUMNS, WORDS, PREVIEW, REPORT = range(5)
TIMEOUT = 20_000
W = TypeVar("W", bound=QWidget)
_TOP = ("Lfd. Nr.", "Vorhaben", "Länder", None, "Betrag", None, "Termin", "Stand", "Bemerkung")
_BELOW = (None, None, "Geber", "Empfänger", "Zahl", "Währung", "unterzeichnet", None, None)
ROWS: tuple[tuple[object, ...], ...] = (
    (1, "Lieferung von 500 Bussen", "China", "Kuba", "120,5 Mio.", "EUR", "12.03.2008",
     "abgeschlossen", "Erste Rate bezahlt"),
    (2, "Kredit für ein Wasserkraftwerk", "VR China", "Vietnam", "1.250.000,00", "USD",
     "3. Mai 2011", "laufend", None),
    (3, "Bau eines Krankenhauses", "Russland", "Kuba", "35.000,75", "EUR", "31.06.1976",
     "unterzeichnet", None),
    (4, "Abkommen über Fischerei", "Sowjetunion", "Kuba", None, None, "25.09.1962",
     "wird geprüft", None),
    (5, "Schulen", "Klingonenreich", "Kuba", "5,0 Mio. €", None, "05.06.2015", "laufend", None),
)  # fmt: skip


def german_workbook(path: Path, rows: Sequence[Sequence[object]] = ROWS) -> Path:
    """A German list of projects: two rows of headings with joined cells, and what goes wrong."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Vorhaben"
    for line in (_TOP, _BELOW, *rows):
        sheet.append(list(line))
    sheet.merge_cells("C1:D1")
    sheet.merge_cells("E1:F1")
    book.save(path)
    return path


class ImportDesk:
    """A shown wizard over one file."""

    def __init__(self, wizard: ImportWizard, qtbot: QtBot) -> None:
        self.wizard = wizard
        self._qtbot = qtbot

    @property
    def step(self) -> int:
        return self.wizard.step

    @property
    def told(self) -> str:
        """What the lower edge says."""
        return next(
            label.text()
            for label in self.wizard.findChildren(QLabel)
            if label.accessibleName() == "Notice"
        )

    def button(self, text: str) -> QPushButton:
        """A button in sight, by its words."""
        return next(
            one
            for one in self.wizard.findChildren(QPushButton)
            if one.text().replace("&", "") == text and one.isVisibleTo(self.wizard)
        )

    def named(self, kind: type[W], name: str) -> W:
        """A control by what assistive programs call it."""
        return next(one for one in self.wizard.findChildren(kind) if one.accessibleName() == name)

    def settled(self) -> None:
        """Wait until nothing goes on."""
        stop = next(one for one in self.wizard.findChildren(QPushButton) if one.text() == "S&top")
        self._qtbot.waitUntil(lambda: not stop.isVisibleTo(self.wizard), timeout=TIMEOUT)

    def go_on(self, to: int) -> None:
        """Press Enter, and wait for a step."""
        focus = self.wizard.focusWidget() or self.wizard
        QTest.keyClick(focus, Qt.Key.Key_Return)
        self.settled()
        assert self.step == to, self.told

    def go_back(self) -> None:
        self.button("Back").click()
        self.settled()

    def go_to_preview(self) -> None:
        """From the first step to the fourth, with what is proposed."""
        self.settled()
        while self.step < PREVIEW:
            before = self.step
            self.button("Next").click()
            self.settled()
            assert self.step > before, self.told

    def choices(self) -> ChoiceTableModel:
        """The list of boxes of this step."""
        (view,) = [one for one in self.wizard.findChildren(ChoiceView) if one.isVisible()]
        model = view.model()
        assert isinstance(model, ChoiceTableModel)
        return model

    def choose(self, key: str, value: str) -> None:
        """Choose in the row that is about `key`."""
        model = self.choices()
        row = next(place for place, one in enumerate(model.rows) if one.key == key)
        assert model.setData(model.index(row, model.choice_column), value)

    def tab(self, beginning: str) -> list[list[str]]:
        """The cells of a list of the preview, by how its name begins."""
        for view in self.wizard.findChildren(QTableView):
            if view.accessibleName().startswith(beginning):
                return cells(view.model())
        return []

    def summary(self) -> str:
        return self.named(QLabel, "What would happen").text()

    def box(self, text: str) -> QCheckBox:
        return next(one for one in self.wizard.findChildren(QCheckBox) if text in one.text())

    def combo(self, name: str) -> QComboBox:
        return self.named(QComboBox, name)

    def close(self) -> None:
        self.wizard.give_up()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def cells(model: QAbstractItemModel) -> list[list[str]]:
    """Every cell of a model as it is shown."""
    return [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


@contextmanager
def import_of(
    path: Path,
    reader: Path,
    qtbot: QtBot,
    own: Path | None = None,
    tasks: TaskRunner | None = None,
) -> Iterator[ImportDesk]:
    """The wizard over a file, with threads of its own unless another runner is given."""
    window = QMainWindow()
    window.resize(1280, 800)
    window.move(QPoint(0, 0))
    window.show()
    runner = ThreadTaskRunner(window)
    wizard = ImportWizard(path, reader, own, tasks or runner, window)
    wizard.show()
    qtbot.waitExposed(wizard)
    desk = ImportDesk(wizard, qtbot)
    try:
        yield desk
    finally:
        runner.drain()
        if wizard.isVisible():
            desk.close()
        window.close()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
