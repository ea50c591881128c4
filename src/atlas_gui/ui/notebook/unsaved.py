"""While changes of the notebook are not on disk: a notice that says why, and what can be done."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QMessageBox

from atlas_gui import paths
from atlas_gui.errors import AtlasError
from atlas_gui.files import replace_file
from atlas_gui.i18n import _, ngettext
from atlas_gui.state.notebook import NotebookState
from atlas_gui.ui.notice_bar import NoticeAction, NoticeBar

_FILE_NAME = "notebook.json"


class UnsavedNotebook(QObject):
    """Tells of changes that are not on disk, saves a copy elsewhere, and asks before the last window closes."""

    def __init__(
        self,
        window: QMainWindow,
        notebook: NotebookState,
        notice: NoticeBar,
        finish: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._finish = finish
        self._window = window
        self._notebook = notebook
        self._notice = notice
        self._may_close = False
        self._saved = -1
        notebook.unsaved_changed.connect(self._tell)
        self._tell(notebook.unsaved, notebook.reason)

    def may_close(self) -> bool:
        """Whether the window may close now; if not, the reader has been asked what to do."""
        if self._may_close or not self._notebook.unsaved or not self._is_last():
            return True
        # What has just been typed is on its way to the disk: only when that is over is it known
        # whether it arrives, and nobody could be asked later.
        self._finish()
        if not self._notebook.unsaved or self._notebook.unsaved == self._saved:
            return True
        self._ask()
        return False

    def save_copy(self) -> bool:
        """Let the reader choose a file and write the notebook there; whether it was written."""
        folder = paths.documents_dir()
        start = (folder if folder.is_dir() else Path.home()) / _FILE_NAME
        name, _filter = QFileDialog.getSaveFileName(
            self._window,
            _("Save a copy of the notebook"),
            str(start),
            _("Notebook of Atlas (*.json)"),
        )
        return bool(name) and self._write(Path(name))

    def _write(self, path: Path) -> bool:
        from atlas_gui.exchange.notebook import encode_json  # only who cannot save needs it

        try:
            replace_file(path, encode_json(self._notebook.notebook))
        except OSError as error:
            words = _("“{file}” could not be written: {reason}.")
            told = words.format(file=path.name, reason=error.strerror or type(error).__name__)
        except AtlasError as error:
            told = error.message
        else:
            self._saved = self._notebook.unsaved
            words = _("A copy of the notebook is in “{file}”.").format(file=path.name)
            self._notice.tell_in_passing(words)
            return True
        self._notice.tell(told)
        return False

    def _is_last(self) -> bool:
        """Whether no other window of Atlas is open."""
        others = (
            each
            for each in QApplication.topLevelWidgets()
            if isinstance(each, type(self._window)) and each is not self._window
        )
        return not any(each.isVisible() for each in others)

    @Slot(int, str)
    def _tell(self, count: int, reason: str) -> None:
        if not (count and reason):
            self._notice.stand("")
            return
        words = ngettext(
            "{count} change of your notebook is not on disk yet. {reason}",
            "{count} changes of your notebook are not on disk yet. {reason}",
            count,
        ).format(count=count, reason=reason)
        actions = (
            NoticeAction(_("Try again"), self._notebook.save),
            NoticeAction(_("Save a copy…"), self._on_copy),
        )
        self._notice.stand(words, actions)

    @Slot()
    def _on_copy(self) -> None:
        self.save_copy()

    def _ask(self) -> None:
        """Ask without holding up anything else; the answer closes the window, or does not."""
        count = self._notebook.unsaved
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setObjectName("unsaved_notebook")
        box.setWindowTitle(_("The notebook is not saved"))
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(
            ngettext(
                "{count} change of your notebook is not on disk and would be lost.",
                "{count} changes of your notebook are not on disk and would be lost.",
                count,
            ).format(count=count)
        )
        box.setInformativeText(self._notebook.reason)
        copy = box.addButton(_("&Save a copy…"), QMessageBox.ButtonRole.AcceptRole)
        close = box.addButton(_("&Close anyway"), QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(_("S&tay"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(copy)
        box.setEscapeButton(stay)
        box.buttonClicked.connect(
            lambda chosen: self._on_answer(wants_copy=chosen is copy, wants_close=chosen is close)
        )
        box.open()

    def _on_answer(self, *, wants_copy: bool, wants_close: bool) -> None:
        if wants_close or (wants_copy and self.save_copy()):
            self._may_close = True
            self._window.close()
            self._may_close = False
