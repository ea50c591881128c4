"""Says that something went wrong that nobody expected, with what is needed to mend it."""

from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from atlas_gui.i18n import _, mark, ngettext
from atlas_gui.ui.log_folder import tell_log_folder

_LETTERS, _LINES = 74, 11


class CrashWords(Struct, frozen=True):
    """What is said, not yet translated; `quit` is empty where there is nothing to quit."""

    happened: str
    kept: str
    go_on: str
    quit: str = ""


IN_THE_MIDDLE = CrashWords(
    mark("Something went wrong inside Atlas."),
    mark(
        "Your library is unchanged, and what you wrote into the notebook is kept. You can go on;"
        " should Atlas behave oddly afterwards, quit it and start it again."
    ),
    mark("&Go on"),
    mark("&Quit Atlas"),
)
AT_THE_START = CrashWords(
    mark("Something went wrong inside Atlas while it was starting."),
    mark("Your library and your notebook are unchanged. Atlas cannot go on and closes now."),
    mark("&Close"),
)
LAST_TIME = CrashWords(
    mark("The last time, Atlas was ended by a fault in the middle of its work."),
    mark("Your library is unchanged, and what you wrote into the notebook until then is kept."),
    mark("&Close"),
)


class CrashDialog(QDialog):
    """One error with its detail, and how many came after it. Opens without waiting for an answer.

    It is in front of every other dialog of the program and never waits behind one.
    Signal: `quit_requested()`.
    """

    quit_requested = Signal()

    def __init__(
        self, words: CrashWords, detail: str, log_folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._log_folder = log_folder
        self.setWindowTitle(_("Atlas: something went wrong"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        happened = self._label(_(words.happened))
        font = happened.font()
        font.setBold(True)
        happened.setFont(font)
        self._more = self._label("")
        self._more.hide()
        self._detail = self._detail_box(detail)
        about = self._label(
            _(
                "This is what to send with a report. It holds nothing that you wrote or searched for."
            )
        )
        icon = QLabel(self)
        size = self.style().pixelMetric(QStyle.PixelMetric.PM_MessageBoxIconSize)
        warning = self.style().standardIcon(QStyle.StandardPixmap.SP_MessageBoxWarning)
        icon.setPixmap(warning.pixmap(size, size))
        top = QGridLayout()
        top.setHorizontalSpacing(14)
        top.setColumnStretch(1, 1)
        top.addWidget(icon, 0, 0, 3, 1, Qt.AlignmentFlag.AlignTop)
        for row, label in enumerate((happened, self._label(_(words.kept)), self._more)):
            top.addWidget(label, row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 14)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(about)
        column.addWidget(self._detail, 1)
        column.addLayout(self._buttons(words))

    @property
    def detail(self) -> str:
        """What the reader can copy."""
        return self._detail.toPlainText()

    def add(self, detail: str) -> None:
        """Show another error below the others."""
        self._detail.appendPlainText(f"\n{detail}")

    def tell_count(self, again: int, others: int) -> None:
        """Say how often the same came again, and how many other errors followed."""
        parts = []
        if again:
            parts.append(
                ngettext(
                    "It has happened {count} more time.",
                    "It has happened {count} more times.",
                    again,
                ).format(count=again)
            )
        if others:
            parts.append(
                ngettext(
                    "{count} other error followed.", "{count} other errors followed.", others
                ).format(count=others)
            )
        self._more.setText(" ".join(parts))
        self._more.setVisible(bool(parts))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window is going on."""
        event.accept()
        self.reject()

    def _label(self, text: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setText(text)
        return label

    def _detail_box(self, detail: str) -> QPlainTextEdit:
        box = QPlainTextEdit(self)
        box.setReadOnly(True)
        box.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        box.setTabChangesFocus(True)
        box.setAccessibleName(_("Details of the error"))
        box.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        box.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        box.setPlainText(detail)
        metrics = box.fontMetrics()
        box.setMinimumHeight(metrics.lineSpacing() * 4)
        self.resize(metrics.averageCharWidth() * _LETTERS, metrics.lineSpacing() * (_LINES + 12))
        return box

    def _buttons(self, words: CrashWords) -> QHBoxLayout:
        row = QHBoxLayout()
        self._copy = QPushButton(_("C&opy details"), self)
        self._copy.clicked.connect(self._copy_detail)
        folder = QPushButton(_("Show the &log’s folder"), self)
        folder.clicked.connect(self._show_folder)
        go_on = QPushButton(_(words.go_on), self)
        go_on.setDefault(True)
        go_on.clicked.connect(self.reject)
        row.addWidget(self._copy)
        row.addWidget(folder)
        row.addStretch(1)
        if words.quit:
            leave = QPushButton(_(words.quit), self)
            leave.setAutoDefault(False)
            leave.clicked.connect(self._quit)
            row.addWidget(leave)
        row.addWidget(go_on)
        for button in (self._copy, folder):
            button.setAutoDefault(False)
        go_on.setFocus()
        return row

    @Slot()
    def _copy_detail(self) -> None:
        QGuiApplication.clipboard().setText(self.detail)
        self._copy.setText(_("C&opied"))

    @Slot()
    def _show_folder(self) -> None:
        tell_log_folder(self._log_folder, self.add)

    @Slot()
    def _quit(self) -> None:
        self.reject()
        self.quit_requested.emit()
