"""Where a note is written: plain text, in which links can be followed."""

from PySide6.QtCore import QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from atlas_gui.domain.notebook import LONGEST_NOTE
from atlas_gui.domain.permalinks import read_permalink
from atlas_gui.i18n import _
from atlas_gui.models.record_document import units
from atlas_gui.ui.notebook.note_links import NoteLink, link_at, links_in
from atlas_gui.ui.theme import Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _LinkLook(QSyntaxHighlighter):
    """Underlines links: the text itself stays what was typed."""

    def __init__(self, editor: QPlainTextEdit, theme: Theme) -> None:
        super().__init__(editor.document())
        self._format = QTextCharFormat()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._format.setForeground(QColor(theme.accent))
        self._format.setFontUnderline(True)
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Qt calls this for each line that changed."""
        for link in links_in(text):
            start = units(text[: link.start])
            self.setFormat(start, units(link.text), self._format)


class NoteEditor(QPlainTextEdit):
    """Ctrl+click and Ctrl+Enter follow a link; Tab leaves; what is pasted is plain text.

    Signals: `link_requested(str)` a link to follow; `left()` the keyboard has gone elsewhere;
    `cut_short()` what was pasted or dropped has been cut, for a note cannot hold more.
    """

    link_requested = Signal(str)
    left = Signal()
    cut_short = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("note_editor")
        self.setTabChangesFocus(True)
        self.setPlaceholderText(_("Write a note …"))
        self.setAccessibleName(_("Note"))
        self._look = _LinkLook(self, theme)
        self.setMinimumHeight(round(self.fontMetrics().lineSpacing() * 3.3))

    def set_theme(self, theme: Theme) -> None:
        """Show links in these colours."""
        self._look.set_theme(theme)

    def links(self) -> list[NoteLink]:
        """The links of the note, each once, in order."""
        found = {link.text: link for link in links_in(self.toPlainText())}
        return list(found.values())

    def show_text(self, text: str) -> None:
        """Show another text, with nothing of the old one to undo."""
        if text == self.toPlainText():
            return
        place = self.textCursor().position() if self.hasFocus() else 0
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    @Slot()
    def insert_copied_link(self) -> bool:
        """Put the lasting link that was copied where the cursor is; False if none was."""
        link = QGuiApplication.clipboard().text().strip()
        if read_permalink(link) is None or self.isReadOnly():
            return False
        cursor = self.textCursor()
        before = self.document().characterAt(cursor.selectionStart() - 1)
        cursor.insertText(link if before in ("", "\0", "\u2029", " ") else f" {link}")
        self.setTextCursor(cursor)
        return True

    def _link_under(self, cursor: QTextCursor) -> NoteLink | None:
        line = cursor.block().text()
        before = line.encode("utf-16-le", "surrogatepass")[: 2 * cursor.positionInBlock()]
        return link_at(line, len(before.decode("utf-16-le", "replace")))

    def _follow(self, cursor: QTextCursor) -> bool:
        link = self._link_under(cursor)
        if link is not None:
            self.link_requested.emit(link.text)
        return link is not None

    # Qt calls these.

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def insertFromMimeData(self, source: QMimeData) -> None:
        # A clipboard may hold more than a note can.
        text = source.text()
        freed = self.textCursor().selectionEnd() - self.textCursor().selectionStart()
        # The document counts one more than there is, and a rare letter twice.
        room = max(LONGEST_NOTE + 1 + freed - self.document().characterCount(), 0)
        self.insertPlainText(text[:room])
        if len(text) > room:
            self.cut_short.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in _ENTER and control and self._follow(self.textCursor()):
            return
        is_full = self.document().characterCount() > LONGEST_NOTE
        if is_full and event.text().isprintable() and event.text() and not control:
            # What a note cannot hold would be lost with the next record that is opened.
            QApplication.beep()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and control and self._follow(self.cursorForPosition(event.position().toPoint())):
            return
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu(event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSeparator()
        insert = menu.addAction(_("Insert copied &link to record"), self.insert_copied_link)
        copied = read_permalink(QGuiApplication.clipboard().text())
        insert.setEnabled(copied is not None and not self.isReadOnly())
        link = self._link_under(self.cursorForPosition(event.pos()))
        if link is not None:
            follow = menu.addAction(_("&Follow link"))
            follow.triggered.connect(lambda: self.link_requested.emit(link.text))
        menu.popup(event.globalPos())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()
