"""Choosing the style of citations, with the open record cited in it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from atlas_gui.domain.library import Library
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.citing.citing import bibliography, cite
from atlas_gui.exchange.citing.items import record_item
from atlas_gui.exchange.citing.styles import SHIPPED_STYLES, style_named
from atlas_gui.i18n import _
from atlas_gui.state.tasks import Task, TaskRunner
from atlas_gui.ui.citing.record_citations import RecordCitations

if TYPE_CHECKING:
    from atlas_gui.exchange.citing.citing import Citation

_KEY = Qt.ItemDataRole.UserRole


class StyleDialog(QDialog):
    """A list of styles and, below it, the open record in the chosen one; OK makes it the style."""

    def __init__(
        self,
        citations: RecordCitations,
        library: Library,
        record_id: str,
        tasks: TaskRunner,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._citations = citations
        self._library = library
        self._record_id = record_id
        self._tasks = tasks
        self._task: Task | None = None
        self.setWindowTitle(_("Citation style"))
        self._styles = QListWidget(self)
        self._styles.setAccessibleName(_("Styles"))
        self._preview = QTextEdit(self)
        self._preview.setReadOnly(True)
        self._preview.setTabChangesFocus(True)
        self._preview.setAccessibleName(_("The open record in this style"))
        self._message = QLabel(self)
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._message.setWordWrap(True)
        self._message.hide()
        ok, cancel = QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel
        buttons = QDialogButtonBox(ok | cancel, self)
        role = QDialogButtonBox.ButtonRole.ActionRole
        own = buttons.addButton(_("&Other style, from a .csl file…"), role)
        own.clicked.connect(self._choose_file)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._ok = buttons.button(ok)
        column = QVBoxLayout(self)
        for part in (self._styles, self._preview, self._message, buttons):
            column.addWidget(part)
        wide = self.fontMetrics().averageCharWidth()
        self.resize(wide * 84, wide * 60)
        for key, name in SHIPPED_STYLES.items():
            self._add(key, _(name))
        self._styles.setCurrentRow(0)
        self._styles.currentItemChanged.connect(self._show_preview)
        self._styles.itemActivated.connect(self.accept)
        self._show_preview()
        # The file of a reader's own may be gone: that is told last, and stays.
        self.select(citations.style_key)

    @property
    def preview(self) -> str:
        """What is shown of the open record, as plain text."""
        return self._preview.toPlainText()

    @property
    def message(self) -> str:
        """What is wrong with the style; empty if nothing is."""
        return self._message.text()

    def select(self, key: str) -> None:
        """Go to a style, a shipped one or the one in a file; one that is no style is told of."""
        for row in range(self._styles.count()):
            if self._styles.item(row).data(_KEY) == key:
                self._styles.setCurrentRow(row)
                return
        try:
            style = style_named(key)
        except AtlasError as error:
            self._tell(error.message)
            return
        self._add(style.key, _("{style} ({file})").format(style=style.name, file=Path(key).name))
        self._styles.setCurrentRow(self._styles.count() - 1)

    @Slot()
    def accept(self) -> None:
        """Cite in the chosen style from now on."""
        if self._ok.isEnabled():
            self._citations.set_style(self._chosen())
            super().accept()

    def done(self, result: int) -> None:
        """Close, and drop a preview that is still being made."""
        if self._task is not None:
            self._task.cancel()
        super().done(result)

    def _add(self, key: str, text: str) -> None:
        item = QListWidgetItem(text, self._styles)
        item.setData(_KEY, key)

    def _chosen(self) -> str:
        return str(self._styles.currentItem().data(_KEY))

    @Slot()
    def _choose_file(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(
            self, _("Citation style"), str(Path.home()), _("Citation styles (*.csl)")
        )
        if chosen:
            self.select(chosen)

    @Slot()
    def _show_preview(self) -> None:
        if self._task is not None:
            self._task.cancel()
        record = self._library.records.get(self._record_id)
        if record is None:
            self._preview.setPlainText(_("Open a record to see it cited here."))
            return
        self._tell("")
        key = self._chosen()

        def made() -> "tuple[Citation, Citation]":
            style, item = style_named(key), record_item(record, self._library)
            return cite([item], style), bibliography([item], style)

        self._task = self._tasks.submit(made, self._on_made, self._on_failed)

    def _on_made(self, made: "tuple[Citation, Citation]") -> None:
        citation, entry = made
        self._ok.setEnabled(True)
        self._preview.clear()
        for heading, text in ((_("Citation"), citation), (_("In a bibliography"), entry)):
            self._preview.append("")
            self._preview.setFontWeight(600)
            self._preview.insertPlainText(heading)
            self._preview.setFontWeight(400)
            self._preview.append("")
            self._preview.insertHtml(text.html)
        self._preview.moveCursor(self._preview.textCursor().MoveOperation.Start)

    def _on_failed(self, error: Exception) -> None:
        self._ok.setEnabled(False)
        self._preview.clear()
        unknown = _("This style cannot be applied; choose another.")
        self._tell(error.message if isinstance(error, AtlasError) else unknown)

    def _tell(self, message: str) -> None:
        self._message.setText(message)
        self._message.setVisible(bool(message))
