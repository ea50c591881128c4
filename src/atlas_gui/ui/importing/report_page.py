"""What an import did, to be read and saved."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.importing.plan import ImportReport
from atlas_gui.exchange.importing.plan.report_file import save_report
from atlas_gui.i18n import _
from atlas_gui.ui.save_target import agreed_target, start_folder


class ReportPage(QWidget):
    """The report in words, and a button to save the whole of it."""

    def __init__(self, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._folder = folder
        self._report: ImportReport | None = None
        self._text = QPlainTextEdit(self)
        self._told = QLabel(self)
        self._save = QPushButton(_("&Save the report…"), self)
        self._text.setReadOnly(True)
        self._text.setAccessibleName(_("Report"))
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._save.clicked.connect(self._save_report)
        row = QHBoxLayout()
        row.addWidget(self._save)
        row.addWidget(self._told, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._text, 1)
        column.addLayout(row)

    def first_control(self) -> QWidget:
        """Where the keyboard begins."""
        return self._text

    def show_report(self, report: ImportReport, words: str) -> None:
        """Show what was done, in `words`."""
        self._report = report
        self._text.setPlainText(words)
        self._told.clear()

    @Slot()
    def _save_report(self) -> None:
        if self._report is None:
            return
        name, _filter = QFileDialog.getSaveFileName(
            self,
            _("Save the report"),
            str(start_folder(self._folder) / f"{Path(self._report.file).stem}-import.txt"),
            _("Text (*.txt);;Table (*.csv);;Data (*.json)"),
        )
        if not name:
            return
        asked = Path(name)
        try:
            known = asked.suffix.lower() in (".txt", ".csv", ".json")
            target = agreed_target(asked, "txt", has_suffix=known)
            save_report(self._report, target)
        except AtlasError as error:
            self._told.setText(error.message)
            return
        self._folder = target.parent
        self._told.setText(_("Saved: {path}").format(path=target))
